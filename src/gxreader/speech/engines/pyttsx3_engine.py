"""The voice that always works: pyttsx3 over espeak-ng on Linux, over the voices of Windows there.

One sentence a call, as pyttsx3 can be relied on for no more. Used in the worker only.
"""

from __future__ import annotations

import math
import sys
from types import ModuleType
from typing import Any

from gxreader.errors import EngineMissing, SpeechError
from gxreader.speech.engines.espeak_spelling import respell
from gxreader.speech.engines.marks import orderly
from gxreader.speech.normalise import Spoken
from gxreader.speech.values import FASTEST, SLOWEST, SpeechRequest, Utterance, Voice

_DRIVER = "gxreader"  # the name under which pyttsx3 finds our driver
# Words a minute at rate 1.0, and the power that makes rate 2.0 take half the time (measured: the engines'
# pauses shrink more slowly than their words). Above 449 espeak-ng stretches sound and its marks are wrong.
_ORDINARY_WORDS = {"espeak": 175.0, "sapi5": 157.0}
_RATE_POWER = {"espeak": 0.86, "sapi5": 1.0}
_MOST_WORDS = 449
# The voices to prefer for a language, best first, by their own names (espeak) or languages.
_PREFERRED = {
    "zh": ("sit/cmn", "zh-cn", "zh"),
    "yue": ("sit/yue", "zh-hk", "yue", "sit/cmn", "zh-cn", "zh"),  # Mandarin rather than silence
    "en": ("gmw/en-us", "en-us", "gmw/en", "en"),
}


class Pyttsx3Engine:
    """pyttsx3 with a driver of ours."""

    reads_pinyin = False

    def __init__(self) -> None:
        """Open the library. Raises EngineMissing."""
        self.name = "sapi5" if sys.platform == "win32" else "espeak"
        self._engine = _open(self.name)
        self._driver = self._engine.proxy._driver  # noqa: SLF001  # pyttsx3 offers no other way to it
        self._voices = tuple(_voice(self.name, found) for found in self._engine.getProperty("voices"))
        self._settled: tuple[str, int] | None = None

    def respelled(self, spoken: Spoken, language: str) -> Spoken:
        """Without what espeak-ng would read as English."""
        return respell(spoken, language) if self.name == "espeak" else spoken

    def voices(self) -> tuple[Voice, ...]:
        """Every voice pyttsx3 knows."""
        return self._voices

    def synthesise(self, request: SpeechRequest) -> Utterance:
        """Speak one sentence."""
        self._settle(self._voice_for(request), self._words_a_minute(request.rate))
        text = request.text.replace("\0", " ")
        # Past the engine's queue, which swallows errors, and leaves the engine thinking that it still runs.
        self._driver.save_to_file(text, "never made")
        self._driver.startLoop()
        driver = self._driver
        return Utterance(bytes(driver.samples), driver.sample_rate, orderly(text, tuple(driver.marks)))

    def interrupt(self) -> None:
        """A sentence takes some 25 ms: it is finished."""

    def resume(self) -> None:
        """Nothing was interrupted."""

    def _settle(self, voice: str, words: int) -> None:
        if self._settled == (voice, words):
            return
        driver = self._driver  # directly: through the engine's queue a refusal would pass unnoticed
        try:
            driver.setProperty("voice", voice)
            driver.setProperty("rate", words)
        except (ValueError, OSError) as error:
            self._settled = None
            raise SpeechError("speech.voice-unknown", voice=voice) from error
        self._settled = (voice, words)

    def _words_a_minute(self, rate: float) -> int:
        bounded = min(max(rate, SLOWEST), FASTEST)
        words = round(_ORDINARY_WORDS[self.name] * math.pow(bounded, _RATE_POWER[self.name]))
        return min(words, _MOST_WORDS) if self.name == "espeak" else words

    def _voice_for(self, request: SpeechRequest) -> str:
        engine, _, native = request.voice.partition(":")
        if engine == self.name and any(voice.id == request.voice for voice in self._voices):
            return native
        primary = request.language.partition("-")[0].lower()
        for wish in (*_PREFERRED.get(primary, ()), request.language.lower(), primary):
            for voice in self._voices:
                own = voice.id.partition(":")[2]
                if own.lower() == wish or _speaks(voice.language, wish):
                    return own
        raise SpeechError("speech.no-voice-for-language", language=request.language)


def _speaks(language: str, wish: str) -> bool:
    tag = language.lower()
    return tag == wish or tag.startswith(wish + "-")


def _open(name: str) -> Any:
    # Plain imports, so that a packager sees what belongs to the program.
    driver: ModuleType
    try:
        if name == "espeak":
            from gxreader.speech.engines.espeak_library import open_espeak

            open_espeak()
            from gxreader.speech.engines import espeak_driver as driver
        else:
            from gxreader.speech.engines import sapi_driver as driver
        from pyttsx3.engine import Engine

        sys.modules[f"pyttsx3.drivers.{_DRIVER}"] = driver
        return Engine(_DRIVER)
    except (ImportError, RuntimeError, OSError) as error:
        raise EngineMissing("speech.engine-missing") from error


_TAGS = {"cmn": "zh-CN", "cmn-latn-pinyin": "zh-Latn-pinyin", "en-029": "en-029"}


def _voice(engine: str, found: Any) -> Voice:
    tag = str(found.languages[0]) if found.languages else ""
    return Voice(f"{engine}:{found.id}", str(found.name), _TAGS.get(tag, tag), engine)
