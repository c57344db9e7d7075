"""Sound cards that are changed, pulled out and put back while it is read aloud; and one ear."""

import array
import contextlib
import time

import pytest

from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.units import Units
from gxreader.speech.script import build_script
from gxreader.speech.sinks.dependable import DependableSink
from gxreader.speech.sinks.device import DeviceSink
from gxreader.speech.sinks.quiet import QuietSink
from gxreader.speech.state import PlayerState
from gxreader.speech.values import Ear, SpeechSettings
from tests.journeys import sound_room
from tests.journeys.listener import Listener, figure

pytestmark = [
    pytest.mark.audio,
    pytest.mark.skipif(bool(sound_room.missing()), reason=sound_room.missing() or "there is PulseAudio"),
]

FRAME = 4  # bytes of two channels
SCRIPT = build_script(
    Units(
        Article(
            blocks=tuple(Paragraph(text_run(f"第{n}位客人上了船，看着江水。")) for n in range(1, 8)),
            language="zh",
        )
    ),
    "zh",
)


@contextlib.contextmanager
def reading():
    """A sound card, and a voice that reads to it."""
    with sound_room.sound_room() as (server, _recording):
        reader = Listener(DependableSink(DeviceSink(), QuietSink()))
        reader.player.load(SCRIPT, SpeechSettings(rate=2.0))
        reader.player.play()
        assert reader.wait(lambda: len(reader.words) > 3)
        yield server, reader
        reader.close()


@contextlib.contextmanager
def recorded(server, name, channels=1):
    recording = sound_room.Recording(server.environment, name, channels)
    try:
        yield recording
    finally:
        recording.close()


def is_heard(recording, pcm):
    """Whether the end of a sentence is in a recording, sample for sample."""
    return recording.find(sound_room.without_pause(pcm)[-8000:]) >= 0


def heard_to_the_end(reader, recording):
    """The last three sentences are heard, and every sentence had its turn."""
    assert reader.wait_for_end(90)
    reader.listen(0.5)
    assert [sentence.index for _moment, sentence in reader.sentences] == list(range(len(SCRIPT)))
    last = {given.sentence: given.pcm for given in reader.sink.enqueued}
    assert all(is_heard(recording, last[index]) for index in range(len(SCRIPT) - 3, len(SCRIPT)))


def test_another_card_becomes_the_computers_own_and_the_old_one_goes():
    with reading() as (server, reader):
        server.add_sink("other")
        with recorded(server, "other") as recording:
            server.remove_sink("1")
            gone = time.monotonic()
            assert reader.wait(lambda: bool(recording.sound.strip(b"\0")), 20)
            figure(f"heard on the other card after {time.monotonic() - gone:.1f} s")
            heard_to_the_end(reader, recording)
            assert reader.troubles == []


def test_the_only_card_goes_it_is_told_once_and_another_one_is_found():
    with reading() as (server, reader):
        server.remove_sink("1")
        gone = time.monotonic()
        assert reader.wait(lambda: bool(reader.troubles), 20)
        figure(f"told after {time.monotonic() - gone:.1f} s")
        server.add_sink("third")
        with recorded(server, "third") as recording:
            back = time.monotonic()
            assert reader.wait(lambda: bool(recording.sound.strip(b"\0")), 20)
            figure(f"heard again {time.monotonic() - back:.1f} s after a card is there")
            assert reader.player.state is PlayerState.PLAYING
            heard_to_the_end(reader, recording)
            assert [trouble.key for trouble in reader.troubles] == ["speech.device-lost"]


def loudest(recording, first, last):
    """The loudest sample of either ear between two frames of a recording of two channels."""
    samples = array.array("h", recording.sound[first * FRAME : last * FRAME])
    return [max(map(abs, samples[ear::2]), default=0) for ear in (0, 1)]


def test_one_ear_hears_it_and_the_other_nothing():
    with sound_room.sound_room() as (server, _recording):
        server.add_sink("ears", channels=2)
        with recorded(server, "ears", channels=2) as recording:
            reader = Listener(DependableSink(DeviceSink(), QuietSink()))
            reader.player.load(SCRIPT[:6])
            reader.player.play()
            assert reader.wait(lambda: bool(recording.sound.strip(b"\0")), 20)
            reader.listen(1.0)
            begin = len(recording.sound) // FRAME
            reader.player.set_settings(SpeechSettings(rate=1.5, ear=Ear.LEFT))
            reader.listen(1.5)
            middle = len(recording.sound) // FRAME
            reader.player.set_settings(SpeechSettings(rate=1.5, ear=Ear.RIGHT))
            reader.listen(1.5)
            end = len(recording.sound) // FRAME
            figure(f"loudest samples: {[loudest(recording, *part) for part in ((0, begin), (middle, end))]}")
            assert all(loudest(recording, 0, begin))
            assert loudest(recording, begin + sound_room.RATE // 2, middle)[0] > 1000
            assert loudest(recording, begin + sound_room.RATE // 2, middle)[1] == 0
            assert loudest(recording, middle + sound_room.RATE // 2, end)[0] == 0
            assert loudest(recording, middle + sound_room.RATE // 2, end)[1] > 1000
            assert reader.wait_for_end()
            assert [sentence.index for _moment, sentence in reader.sentences] == list(range(6))
            reader.close()
