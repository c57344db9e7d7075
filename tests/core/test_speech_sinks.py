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
from gxreader.speech.sinks.sink import Drained, Failed
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.values import silence


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

    def __init__(self, **_options):
        FakeDevice.made.append(self)
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


def test_without_a_device_silence_takes_over_is_told_once_and_the_device_tried_again_later():
    now = [0.0]
    device, spare = VirtualSink(), VirtualSink()
    reports = []
    sink = DependableSink(device, spare, clock=lambda: now[0])
    sink.connect(reports.append)
    sink.enqueue(1, ramp(1, 10), 1000)
    assert device.queued == 1
    device.fail(DeviceMissing("speech.device-missing"))
    assert [report.told for report in reports] == [False]
    sink.enqueue(2, ramp(1, 10), 1000)
    assert (device.queued, spare.queued) == (0, 1)
    spare.advance(20)
    assert reports[-1] == Drained(2)
    sink.flush()
    sink.enqueue(3, ramp(1, 10), 1000)
    assert spare.queued == 1  # too soon to try again
    now[0] = RETRY_SECONDS
    sink.flush()
    sink.enqueue(4, ramp(1, 10), 1000)
    assert device.queued == 1
    device.fail(DeviceMissing("speech.device-missing"))
    assert reports[-1].told  # the reader knows already


def test_a_paused_reader_stays_paused_when_the_device_goes():
    device, spare = VirtualSink(), VirtualSink()
    sink = DependableSink(device, spare)
    sink.pause()
    device.fail(DeviceMissing("speech.device-lost"))
    assert spare.paused
    sink.resume()
    assert not spare.paused
