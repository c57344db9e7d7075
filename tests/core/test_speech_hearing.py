"""Clear hearing: what is lifted, by how much, and what stays; fed with sounds whose answer is known."""

import numpy as np
import pytest

from gxreader.speech.engines.silent import SilentEngine
from gxreader.speech.hearing import LIFT_DECIBELS, _taps, clearer
from gxreader.speech.reading import read_sentence
from gxreader.speech.values import Mark, SpeechRequest, Utterance, silence

RATES = (16000, 22050, 24000)


def sound(samples, rate=22050, marks=()):
    return Utterance(np.rint(samples).astype(np.int16).tobytes(), rate, marks)


def samples_of(utterance):
    return np.frombuffer(utterance.pcm, dtype=np.int16).astype(np.float64)


def rms(samples):
    return float(np.sqrt(np.mean(np.square(samples))))


def response(rate, hertz):
    taps = np.array(_taps(rate))
    turn = np.exp(-2j * np.pi * hertz / rate * np.arange(len(taps)))
    return 20 * np.log10(abs(np.sum(taps * turn)))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("hertz", [2200, 2500, 2800, 3200, 3600])
def test_the_octave_of_the_consonants_is_lifted_by_ten_decibels(rate, hertz):
    assert response(rate, hertz) == pytest.approx(LIFT_DECIBELS, abs=1.5)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("hertz", [100, 300, 800, 1200, 6500])
def test_what_lies_below_and_above_is_not(rate, hertz):
    assert response(rate, hertz) == pytest.approx(0.0, abs=1.0)


def voice_like(rate, level, seed=1):
    """A buzz of 140 Hz whose overtones fall by 9 dB an octave, in syllables, with a little noise."""
    chance = np.random.default_rng(seed)
    moments = np.arange(2 * rate) / rate
    tones = sum(np.sin(2 * np.pi * 140 * n * moments + n) / n**1.5 for n in range(1, 40))
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * moments)
    made = tones * syllables + chance.normal(0, 0.02, len(moments))
    return made / np.abs(made).max() * level


@pytest.mark.parametrize("level", [0.05, 0.3, 0.95, 1.0])
@pytest.mark.parametrize("rate", RATES)
def test_it_is_as_loud_as_before_and_never_beyond_full_scale(rate, level):
    before = voice_like(rate, level * 32767)
    after = samples_of(clearer(sound(before, rate)))
    assert len(after) == len(before)
    assert 20 * np.log10(rms(after) / rms(before)) == pytest.approx(0, abs=1.0)
    assert np.abs(after).max() <= 32767
    assert np.abs(after).max() < 0.99 * 32767
    assert rms(np.diff(after)) > 1.3 * rms(np.diff(before))  # brighter


def test_peaks_are_turned_down_and_not_cut_off():
    """A short tone that the filter lifts beyond full scale stays a tone: no new tones beside it."""
    moments = np.arange(22050) / 22050
    burst = np.exp(-(((moments - 0.5) / 0.05) ** 2))
    before = 14000 * np.sin(2 * np.pi * 300 * moments) * (1 - burst)
    before += 20000 * np.sin(2 * np.pi * 3000 * moments) * burst
    after = samples_of(clearer(sound(before)))
    assert np.abs(after).max() > 0.9 * 32767  # it had to be turned down
    spectrum = np.abs(np.fft.rfft(after[9000:13000] * np.hanning(4000)))
    hertz = np.fft.rfftfreq(4000, 1 / 22050)
    beside = spectrum[(hertz > 6500) & (hertz < 10500)].max()  # where a cut-off tone has its overtones
    assert beside < spectrum.max() / 1000


def test_words_stay_at_their_moments():
    click = np.zeros(22050)
    click[[3000, 9000, 15000]] = 9000
    marks = (Mark(0, 1, 136.0), Mark(1, 1, 408.0), Mark(2, 1, 680.0))
    after = clearer(sound(click, marks=marks))
    assert after.marks == marks
    loudest = np.abs(samples_of(after))
    for at in (3000, 9000, 15000):
        assert at - 3 <= at - 500 + int(np.argmax(loudest[at - 500 : at + 500])) <= at + 3


def test_quiet_stays_quiet_and_silence_is_left_alone():
    nothing = Utterance(silence(300, 22050), 22050)
    assert clearer(nothing) is nothing
    empty = Utterance(b"", 22050)
    assert clearer(empty) is empty
    assert np.abs(samples_of(clearer(sound([1, -1, 0, 1])))).max() <= 4


class BuzzingEngine(SilentEngine):
    def synthesise(self, request):
        found = super().synthesise(request)
        return Utterance(sound(voice_like(22050, 9000)).pcm, 22050, found.marks)


def test_a_request_for_clear_hearing_is_answered_so():
    plain = read_sentence(BuzzingEngine(), SpeechRequest("江水慢慢地流。", "zh"))
    clear = read_sentence(BuzzingEngine(), SpeechRequest("江水慢慢地流。", "zh", clear=True))
    assert clear.marks == plain.marks
    assert len(clear.pcm) == len(plain.pcm)
    assert clear.pcm == clearer(plain).pcm != plain.pcm
