"""What is really heard, on a sound card made for the test, held against what is shown."""

import functools
import os
import signal
import statistics
import subprocess
import time
from array import array

import pytest

from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.speech.script import build_script
from gxreader.speech.sinks.dependable import DependableSink
from gxreader.speech.sinks.device import DeviceSink
from gxreader.speech.sinks.quiet import QuietSink
from gxreader.speech.state import PlayerState
from tests.journeys import sound_room
from tests.journeys.listener import Listener, figure
from tests.journeys.measures import effect, gap_errors, highlight_errors, rejoined, utterances_of

pytestmark = [
    pytest.mark.audio,
    pytest.mark.skipif(bool(sound_room.missing()), reason=sound_room.missing() or "there is PulseAudio"),
]

ARTICLE = Article(
    title="声音测试",
    blocks=(
        Paragraph(text_run("清晨的渡口很安静，老船工把缆绳一圈圈收好。他说，今天的风不大，正好过河。")),
        Paragraph(text_run("Then the ferry leaves the bank. It carries vegetables and letters at 08:20.")),
        Paragraph(text_run("对岸的孩子们已经在等，手里举着三面小旗。")),
    ),
    language="zh",
)
SCRIPT = build_script(Units(ARTICLE), "zh")


@pytest.fixture(scope="module")
def room():
    with sound_room.sound_room() as (server, recording):
        assert server.is_open
        yield recording


@pytest.fixture
def listener(room):  # noqa: ARG001 - the room must be there
    """Someone listening, to whom the device has already been opened once."""
    made = Listener(DependableSink(DeviceSink(), QuietSink()))
    made.player.load(SCRIPT)
    made.player.play()
    assert made.wait(lambda: made.player.state is PlayerState.PLAYING)
    made.listen(0.5)
    made.player.stop()
    made.listen(0.3)
    made.forget()
    yield made
    made.close()
    assert not made.troubles


def heard_in_one_of_three(test):
    """A shared machine may stall for a moment and the sound with it: a fault of ours fails every time.

    `benchmarks/speech.py` counts what is heard exactly, every time.
    """

    @functools.wraps(test)
    def tried(room, listener, **given):
        for left in (2, 1, 0):
            try:
                return test(room, listener, **given)
            except AssertionError as error:
                if not left:
                    raise
                figure(f"once more: {str(error).splitlines()[0]}")
                listener.player.stop()
                listener.listen(1.0)
                listener.forget()
        return None

    return tried


def now(room):
    """The sample of the recording that is heard now."""
    return len(room.sound) // sound_room.BYTES_A_SAMPLE


@heard_in_one_of_three
def test_it_is_heard_soon_without_gaps_and_marked_as_it_is_heard(room, listener):
    begin, pressed = now(room), time.monotonic()
    listener.player.play(Locator(0))
    assert listener.wait_for_end()
    listener.listen(0.3)
    first = (room.moment(room.first_sound_after(pressed)) - pressed) * 1000
    figure(f"first sound, warm: {first:.0f} ms")
    assert first < 500
    gaps, broken = gap_errors(room, listener, begin)
    assert not broken, "a sentence was not heard, or not as it was synthesised"
    assert len(gaps) == len(SCRIPT) - 1
    figure(f"gap errors: {', '.join(f'{gap:.1f}' for gap in gaps)} ms")
    assert max(map(abs, gaps)) <= 20
    errors = highlight_errors(room, listener, SCRIPT, begin)
    assert len(errors) >= 50
    median, most = statistics.median(errors), sorted(map(abs, errors))[int(len(errors) * 0.95)]
    figure(f"highlight minus heard, {len(errors)} words: median {median:.0f} ms, p95 {most:.0f} ms")
    assert abs(median) <= 60
    assert most <= 120


@heard_in_one_of_three
def test_a_pause_is_soon_silent_and_not_a_sample_is_lost_or_repeated(room, listener):
    after = now(room)
    listener.player.play(Locator(1))
    listener.listen(1.5)
    paused = time.monotonic()
    listener.player.pause()
    listener.listen(1.0)
    resumed = time.monotonic()
    listener.player.resume()
    assert listener.wait(lambda: len(listener.sentences) > 1)
    silent = (room.moment(room.last_sound_before(resumed)) - paused) * 1000
    again = (room.moment(room.first_sound_after(resumed)) - resumed) * 1000
    figure(f"pause to silence: {silent:.0f} ms, resume to sound: {again:.0f} ms")
    assert silent <= 150
    assert again <= 300
    assert rejoined(room, listener.sink.enqueued[0].pcm, after, resumed).lost == 0


def press(player, action):
    """What a reader presses, and the sentence that is heard then (of the one at Locator(1))."""
    if action == "next":
        player.next_sentence()
    elif action == "previous":
        player.previous_sentence()
    elif action == "seek":
        player.seek(Locator(3))
    elif action == "slower":
        player.set_rate(0.7)
    elif action == "faster":
        player.set_rate(1.8)
    return {"next": 2, "previous": 0, "seek": 5, "slower": 1, "faster": 1}[action]


@heard_in_one_of_three
def test_stop_is_soon_silent(room, listener):
    listener.player.play(Locator(1))
    listener.listen(1.2)
    pressed = time.monotonic()
    listener.player.stop()
    listener.listen(0.6)
    silent = (room.moment(room.last_sound_before(pressed + 0.5)) - pressed) * 1000
    figure(f"stop to silence: {silent:.0f} ms")
    assert silent <= 200


@pytest.mark.parametrize("action", ["next", "previous", "seek", "faster", "slower"])
@heard_in_one_of_three
def test_what_is_pressed_takes_effect_at_once(room, listener, action):
    listener.player.play(Locator(1))
    listener.listen(1.2)
    listener.forget()
    pressed = time.monotonic()
    place = press(listener.player, action)
    assert listener.wait(lambda: bool(listener.sink.enqueued))
    listener.listen(1.0)
    taken = effect(room, listener, pressed)
    figure(f"{action}: {taken:.0f} ms")
    assert 0 <= taken <= 400
    assert listener.sink.enqueued[0].sentence == place
    assert listener.player.sentence is not None
    assert listener.player.sentence.index == place


@pytest.mark.parametrize("action", ["next", "previous", "seek", "faster"])
@heard_in_one_of_three
def test_what_is_pressed_in_a_pause_is_heard_only_when_it_ends(room, listener, action):
    listener.player.play(Locator(1))
    listener.listen(1.0)
    listener.player.pause()
    listener.listen(0.3)
    listener.forget()
    pressed = time.monotonic()
    place = press(listener.player, action)
    listener.listen(0.5)
    assert listener.player.state is PlayerState.PAUSED
    assert room.first_sound_after(pressed) < 0, "a paused reader is silent"
    resumed = time.monotonic()
    listener.player.resume()
    listener.listen(0.8)
    assert listener.sink.enqueued[0].sentence == place
    assert 0 <= effect(room, listener, resumed) <= 400


def test_many_pauses_in_one_reading_lose_nothing(room, listener):
    """Paused and resumed again and again, each sentence is heard whole, once, and in order.

    A machine that stalls puts silence in between, which is not looked at: this must hold every time.
    """
    listener.player.load(SCRIPT[4:])
    after = now(room)
    listener.player.play(Locator(2))
    pauses = 0
    while listener.player.state is not PlayerState.IDLE and pauses < 60:
        listener.listen(0.5)
        listener.player.pause()
        listener.listen(0.12)
        listener.player.resume()
        pauses += 1
    assert listener.player.state is PlayerState.IDLE
    assert pauses >= 8
    listener.listen(0.3)
    # What was heard with all silence taken out is what was given, without its own.
    heard = array("h", room.sound[after * sound_room.BYTES_A_SAMPLE :])
    given = array("h", b"".join(saying.pcm for saying in listener.sink.enqueued))
    assert [sample for sample in heard if sample] == [sample for sample in given if sample]


@heard_in_one_of_three
def test_a_worker_killed_ten_times_while_it_speaks_loses_nothing(room, listener):
    long = Article(
        blocks=tuple(
            Paragraph(text_run(f"第{n}段，江水绕过第{n}座小山。渡船第{n}次靠岸。")) for n in range(1, 9)
        ),
        language="zh",
    )
    script = build_script(Units(long), "zh")
    listener.player.load(script)
    listener.player.set_rate(2.5)
    after = now(room)
    listener.player.play()
    killed = []
    while len(killed) < 10 and listener.player.state is not PlayerState.IDLE:
        listener.listen(0.8)
        if listener.synthesiser.pid is not None:
            killed.append(listener.synthesiser.pid)
            os.kill(listener.synthesiser.pid, signal.SIGKILL)
            if len(killed) % 2 == 0:  # also in the midst of a sentence that nobody synthesised yet
                listener.player.set_rate(2.5 if listener.player.settings.rate != 2.5 else 2.6)
    assert len(killed) == 10
    assert listener.wait_for_end(90)
    listener.listen(0.3)
    assert [sentence.index for _moment, sentence in listener.sentences] == list(range(len(script)))
    ends = utterances_of(listener)
    assert [index for index, _pcm in ends if _pcm] == list(range(len(script)))
    for index, pcm in ends:
        assert room.find(pcm[-6000:], after) >= 0, f"the end of sentence {index} was not heard"


def test_a_device_that_goes_is_told_and_the_marks_go_on():
    with sound_room.sound_room() as (server, _recording):
        reader = Listener(DependableSink(DeviceSink(), QuietSink()))
        reader.player.load(SCRIPT[:3])
        reader.player.play()
        assert reader.wait(lambda: len(reader.words) > 3)
        server.close()
        gone = time.monotonic()
        assert reader.wait(lambda: bool(reader.troubles), 15)
        told = time.monotonic() - gone
        figure(f"a lost device is told after {told:.1f} s")
        assert reader.troubles[0].key in {"speech.device-lost", "speech.device-missing"}
        assert reader.wait_for_end(60)
        assert [sentence.index for _moment, sentence in reader.sentences] == [0, 1, 2]
        assert len(reader.troubles) == 1
        reader.close()


def test_without_any_device_it_is_told_and_the_marks_run(monkeypatch, tmp_path):
    if subprocess.run(["sh", "-c", "ls /dev/snd/pcm* 2>/dev/null"], capture_output=True, check=False).stdout:
        pytest.skip("this machine has a sound card of its own")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    reader = Listener(DependableSink(DeviceSink(), QuietSink()))
    reader.player.load(SCRIPT[:2])
    reader.player.play()
    assert reader.wait_for_end(30)
    assert [trouble.key for trouble in reader.troubles] == ["speech.device-missing"]
    assert len(reader.words) > 10
    reader.close()
