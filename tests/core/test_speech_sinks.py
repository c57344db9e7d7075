"""Where sound goes: in order, without gaps, exact over pauses, and silently where there is no device."""

import array
import queue
import threading
import time
from typing import ClassVar

import pytest

from gxreader.errors import DeviceMissing
from gxreader.speech.sinks import device as device_module
from gxreader.speech.sinks.dependable import RETRY_SECONDS, DependableSink
from gxreader.speech.sinks.device import DeviceSink
from gxreader.speech.sinks.feed import Feed
from gxreader.speech.sinks.quiet import QuietSink
from gxreader.speech.sinks.resample import resampled
from gxreader.speech.sinks.sink import Drained, Failed, Found
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.values import Ear, silence


def ramp(start, count):
    return array.array("h", range(start, start + count)).tobytes()


def samples(pcm):
    return list(array.array("h", pcm))


@pytest.fixture
def feed():
    drained = []
    made = Feed(drained.append)
    made.begin(0)
    made.drained = drained
    return made


def test_sayings_follow_each_other_without_a_gap_and_silence_fills_the_rest(feed):
    feed.add(1, ramp(1, 5), feed.sample_rate)
    feed.add(2, ramp(6, 5), feed.sample_rate)
    assert samples(feed.take(7)) == [1, 2, 3, 4, 5, 6, 7]
    assert feed.drained == []  # given, not yet heard
    assert samples(feed.take(7)) == [8, 9, 10, 0, 0, 0, 0]
    assert feed.drained == [1]
    feed.take(7)
    assert feed.drained == [1, 2]
    assert feed.position() is None


def test_a_pause_loses_and_repeats_no_sample(feed):
    feed.add(1, ramp(1, 9), feed.sample_rate)
    heard = samples(feed.take(4))
    feed.paused = True
    assert samples(feed.take(4)) == [0, 0, 0, 0]
    feed.take(4)
    assert feed.position().ticket == 1
    assert feed.position().milliseconds == pytest.approx(4 * 1000 / feed.sample_rate)
    feed.paused = False
    assert heard + samples(feed.take(5)) == list(range(1, 10))


def test_a_flush_forgets_everything_unreported(feed):
    feed.add(1, ramp(1, 50), feed.sample_rate)
    feed.take(4)
    feed.clear()
    assert samples(feed.take(4)) == [0, 0, 0, 0]
    feed.add(2, ramp(7, 4), feed.sample_rate)
    assert samples(feed.take(4)) == [7, 8, 9, 10]
    for _ in range(3):
        feed.take(4)
    assert feed.drained == [2]


def test_a_device_that_holds_more_is_heard_later():
    drained = []
    feed = Feed(drained.append)
    feed.begin(1000)
    feed.add(1, ramp(1, 100), feed.sample_rate)
    feed.take(feed.sample_rate // 2)
    feed.take(feed.sample_rate // 2)
    assert drained == []
    feed.take(10)
    assert drained == []
    feed.take(100)
    feed.take(10)
    assert drained == [1]


def test_the_volume_changes_what_is_already_queued(feed):
    feed.add(1, ramp(100, 4), feed.sample_rate)
    assert samples(feed.take(2)) == [100, 101]
    feed.volume = 0.5
    assert samples(feed.take(2)) == [51, 52]


def test_an_empty_saying_ends_at_once(feed):
    feed.add(1, b"", feed.sample_rate)
    feed.add(2, ramp(1, 2), feed.sample_rate)
    assert samples(feed.take(2)) == [1, 2]
    feed.take(2)
    assert feed.drained == [1, 2]


def test_the_position_runs_on_between_requests_but_not_beyond_what_was_given(feed):
    feed.add(1, bytes(2 * feed.sample_rate), feed.sample_rate)
    feed.take(feed.sample_rate // 20)
    time.sleep(0.02)
    first = feed.position().milliseconds
    assert 15 <= first <= 50
    time.sleep(0.1)
    assert feed.position().milliseconds == pytest.approx(50, abs=0.1)


def test_sound_of_another_rate_keeps_its_length():
    assert resampled(b"\1\0\2\0", 22050, 22050) == b"\1\0\2\0"
    assert len(resampled(silence(500, 24000), 24000, 22050)) == pytest.approx(22050, abs=20)


class FakeDevice:
    """A sound device as miniaudio shows it, asking whenever the test says so."""

    backend = "Fake"
    made: ClassVar[list["FakeDevice"]] = []

    def __init__(self, **options):
        FakeDevice.made.append(self)
        self.options = options
        self.stop_callback = None
        self.source = None
        self.closed = threading.Event()

    def start(self, source):
        self.source = source

    def ask(self, frames):
        return self.source.send(frames)

    def close(self):
        self.closed.set()


@pytest.fixture
def fake_device(monkeypatch):
    import miniaudio

    FakeDevice.made = []
    monkeypatch.setattr(miniaudio, "PlaybackDevice", FakeDevice)
    return FakeDevice


def within(seconds, holds):
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_the_device_is_opened_when_there_is_something_to_hear_and_let_go_when_idle(fake_device):
    reports = queue.SimpleQueue()
    sink = DeviceSink(idle_seconds=0.2)
    sink.connect(reports.put)
    time.sleep(0.05)
    assert fake_device.made == []
    sink.enqueue(1, ramp(1, 10), 22050)
    assert within(2, lambda: fake_device.made and fake_device.made[0].source)
    sound = fake_device.made[0]
    assert samples(sound.ask(12)) == [*range(1, 11), 0, 0]
    for _ in range(3):
        sound.ask(3000)
    assert reports.get(timeout=2) == Drained(1)
    assert within(4, sound.closed.is_set)
    sink.enqueue(2, ramp(1, 10), 22050)
    assert within(2, lambda: len(fake_device.made) == 2)
    sink.close()
    assert fake_device.made[1].closed.is_set()


@pytest.mark.usefixtures("fake_device")
def test_a_device_that_stops_asking_is_reported_as_lost(monkeypatch):
    monkeypatch.setattr(device_module, "STALL_SECONDS", 0.2)
    reports = queue.SimpleQueue()
    sink = DeviceSink()
    sink.connect(reports.put)
    sink.enqueue(1, ramp(1, 10), 22050)
    report = reports.get(timeout=5)
    assert isinstance(report, Failed)
    assert report.error.key == "speech.device-lost"
    sink.close()


def test_no_device_is_reported_and_nothing_hangs(monkeypatch):
    import miniaudio

    def refuse(**_options):
        raise miniaudio.MiniaudioError("no device")

    monkeypatch.setattr(miniaudio, "PlaybackDevice", refuse)
    reports = queue.SimpleQueue()
    sink = DeviceSink()
    sink.connect(reports.put)
    before = time.monotonic()
    sink.enqueue(1, ramp(1, 10), 22050)
    assert time.monotonic() - before < 0.05
    report = reports.get(timeout=5)
    assert isinstance(report, Failed)
    assert report.error.key == "speech.device-missing"
    sink.close()


def test_the_quiet_sink_takes_as_long_as_the_sound_would():
    reports = queue.SimpleQueue()
    sink = QuietSink()
    sink.connect(reports.put)
    before = time.monotonic()
    sink.enqueue(1, silence(80, 22050), 22050)
    sink.enqueue(2, silence(60, 22050), 22050)
    assert reports.get(timeout=2) == Drained(1)
    assert time.monotonic() - before >= 0.079
    assert sink.position().ticket == 2
    assert reports.get(timeout=2) == Drained(2)
    assert 0.139 <= time.monotonic() - before < 1.0
    assert sink.position() is None
    sink.close()


def test_the_quiet_sink_pauses_to_the_millisecond():
    reports = queue.SimpleQueue()
    sink = QuietSink()
    sink.connect(reports.put)
    sink.enqueue(1, silence(150, 22050), 22050)
    time.sleep(0.05)
    sink.pause()
    at = sink.position().milliseconds
    time.sleep(0.2)
    assert sink.position().milliseconds == at
    assert reports.empty()
    sink.resume()
    assert reports.get(timeout=2) == Drained(1)
    sink.enqueue(2, silence(5000, 22050), 22050)
    sink.flush()
    assert sink.position() is None
    sink.close()


def test_without_a_device_silence_takes_over_is_told_once_and_the_device_looked_for_while_reading():
    now = [0.0]
    device, spare = VirtualSink(), VirtualSink()
    reports = []
    sink = DependableSink(device, spare, clock=lambda: now[0])
    sink.connect(reports.append)
    sink.enqueue(1, ramp(1, 10), 1000)
    assert device.queued == 1
    device.is_there = False
    device.fail(DeviceMissing("speech.device-missing"))
    assert [report.told for report in reports] == [False]
    sink.enqueue(2, ramp(1, 10), 1000)
    assert (device.queued, spare.queued) == (0, 1)
    spare.advance(20)
    assert reports[-1] == Drained(2)
    sink.enqueue(3, ramp(1, 10), 1000)
    for _ in range(10):
        assert sink.position().ticket == 3
    assert device.looked == 0  # too soon to look
    now[0] += RETRY_SECONDS
    for _ in range(10):
        sink.position()
    assert device.looked == 1
    device.is_there = True
    now[0] += RETRY_SECONDS
    sink.position()
    assert reports[-1] == Found()
    assert spare.queued == 0
    sink.enqueue(4, ramp(1, 10), 1000)
    assert device.queued == 1
    device.fail(DeviceMissing("speech.device-missing"))
    assert reports[-1].told  # the reader knows already


def test_a_paused_reader_lets_the_device_be_and_looks_for_it_when_reading_goes_on():
    now = [0.0]
    device, spare = VirtualSink(), VirtualSink()
    sink = DependableSink(device, spare, clock=lambda: now[0])
    device.is_there = False
    device.fail(DeviceMissing("speech.device-lost"))
    sink.pause()
    now[0] = 100.0
    sink.position()
    assert device.looked == 0
    device.is_there = True
    sink.resume()
    sink.position()
    sink.enqueue(1, ramp(1, 10), 1000)
    assert device.queued == 1


def test_what_a_lost_device_has_not_played_for_certain_is_heard_again(feed):
    feed.add(1, ramp(1, 4), feed.sample_rate)
    feed.add(2, ramp(5, 6), feed.sample_rate)
    feed.take(3)
    feed.take(5)  # now the first three are known to be heard
    feed.rewind()
    feed.begin(0)
    assert samples(feed.take(9)) == [4, 5, 6, 7, 8, 9, 10, 0, 0]
    feed.take(1)
    assert feed.drained == [1, 2]


def test_a_device_that_is_closed_in_peace_has_played_what_it_was_given(feed):
    feed.add(1, ramp(1, 4), feed.sample_rate)
    feed.take(4)
    feed.finish()
    assert feed.drained == [1]
    feed.begin(0)
    assert samples(feed.take(2)) == [0, 0]


@pytest.mark.parametrize(
    ("ear", "expected"),
    [
        (Ear.BOTH, [7, 7, 8, 8, 0, 0]),
        (Ear.LEFT, [7, 0, 8, 0, 0, 0]),
        (Ear.RIGHT, [0, 7, 0, 8, 0, 0]),
    ],
)
def test_two_channels_carry_one_ear_or_both(feed, ear, expected):
    feed.channels, feed.ear = 2, ear
    feed.add(1, ramp(7, 2), feed.sample_rate)
    assert samples(feed.take(3)) == expected
    assert feed.position().milliseconds <= 1  # frames are counted, not samples


def test_one_channel_cannot_carry_one_ear(feed):
    feed.ear = Ear.LEFT
    assert feed.needs_two_channels
    feed.add(1, ramp(7, 2), feed.sample_rate)
    assert samples(feed.take(3)) == [7, 8, 0]  # until it is opened anew, both hear it


def test_the_wish_for_one_ear_opens_the_device_anew_with_two_channels_and_loses_nothing(fake_device):
    sink = DeviceSink()
    sink.enqueue(1, ramp(1, 8), 22050)
    assert within(2, lambda: fake_device.made and fake_device.made[0].source)
    assert samples(fake_device.made[0].ask(3)) == [1, 2, 3]
    sink.set_ear(Ear.RIGHT)
    assert within(3, lambda: len(fake_device.made) == 2 and fake_device.made[1].source)
    assert fake_device.made[0].closed.is_set()
    assert [device.options["nchannels"] for device in fake_device.made] == [1, 2]
    assert samples(fake_device.made[1].ask(3)) == [0, 4, 0, 5, 0, 6]
    sink.set_ear(Ear.BOTH)
    assert samples(fake_device.made[1].ask(2)) == [7, 7, 8, 8]
    sink.close()
    assert len(fake_device.made) == 2


def test_after_a_loss_the_next_device_goes_on_and_only_a_second_loss_is_told(fake_device, monkeypatch):
    monkeypatch.setattr(device_module, "STALL_SECONDS", 0.3)
    reports = queue.SimpleQueue()
    sink = DeviceSink()
    sink.connect(reports.put)
    sink.enqueue(1, ramp(1, 8), 22050)
    assert within(2, lambda: fake_device.made and fake_device.made[0].source)
    fake_device.made[0].ask(3)
    assert within(5, lambda: len(fake_device.made) == 2 and fake_device.made[1].source)
    assert reports.empty()
    assert samples(fake_device.made[1].ask(8)) == [1, 2, 3, 4, 5, 6, 7, 8]
    report = reports.get(timeout=5)
    assert isinstance(report, Failed)
    assert report.error.key == "speech.device-lost"
    sink.close()


def test_a_device_that_says_it_was_stopped_is_soon_given_up(fake_device):
    sink = DeviceSink()
    sink.enqueue(1, ramp(1, 8), 22050)
    assert within(2, lambda: fake_device.made and fake_device.made[0].source)
    fake_device.made[0].ask(3)
    before = time.monotonic()
    fake_device.made[0].stop_callback()
    assert within(3, lambda: len(fake_device.made) == 2)
    assert time.monotonic() - before < device_module.STALL_SECONDS
    sink.close()


def test_looking_for_a_device_tells_what_it_finds_and_nothing_else(monkeypatch, fake_device):
    import miniaudio

    def refuse(**_options):
        raise miniaudio.MiniaudioError("no device")

    reports = queue.SimpleQueue()
    sink = DeviceSink()
    sink.connect(reports.put)
    monkeypatch.setattr(miniaudio, "PlaybackDevice", refuse)
    sink.look()
    time.sleep(0.3)
    assert reports.empty()
    monkeypatch.setattr(miniaudio, "PlaybackDevice", fake_device)
    sink.look()
    assert reports.get(timeout=3) == Found()
    sink.close()


def test_a_paused_reader_stays_paused_when_the_device_goes():
    device, spare = VirtualSink(), VirtualSink()
    sink = DependableSink(device, spare)
    sink.pause()
    device.fail(DeviceMissing("speech.device-lost"))
    assert spare.paused
    sink.resume()
    assert not spare.paused
