"""The neural voice behind the interface of every engine. Lives in the speech worker."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.errors import EngineMissing, SpeechError
from gxreader.speech.mandarin import pronounce
from gxreader.speech.mandarin.values import Foreign, Pause, Token, Word
from gxreader.speech.neural import english
from gxreader.speech.neural.espeak_phonemes import EspeakPhonemes
from gxreader.speech.neural.model import FRAME, SAMPLE_RATE, Model, read_style
from gxreader.speech.neural.phrase import Part, Piece, pause, pieces
from gxreader.speech.neural.sound import faded, level, samples
from gxreader.speech.neural.spelling import spelling_of
from gxreader.speech.normalise import Spoken
from gxreader.speech.packs.installed import Pack, PackVoice, best_pack
from gxreader.speech.values import FASTEST, SLOWEST, Mark, SpeechRequest, Utterance, Voice, silence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "kokoro"
_JOINT = 250  # milliseconds between the pieces of a long sentence
# Frames (25 ms) at ordinary speed: of silence before a piece, of its last phoneme, of what comes after that.
_LEAD = 6.0
_LAST = 10.0
_TAIL = (3.0, 1.0)
_UNLIMITED = 10_000.0
_QUIETER = (
    12.5  # decibels a tenfold shortening costs: the decoder evens out over all that it makes, silence too
)
_BEFORE = 150  # milliseconds kept before the first phoneme: its onset begins up to 125 ms early
_AFTER = 60
# Milliseconds by which a word is heard before the model counts its first phoneme: measured against the sound
# that sets in after pauses (`dev.py bench-listening`, marks), 55 and 70 for two voices.
_ONSET = 50
_ENGLISH_MARKS = {"，": ",", "。": ".", "！": "!", "？": "?", "；": ";", "：": ":", "、": ","}


class KokoroEngine:
    """Speaks Mandarin and English with an installed pack."""

    reads_pinyin = True

    def __init__(self, pack: Pack | None = None, threads: int = 0) -> None:
        """Load the best pack there is, or the one given. Raises EngineMissing."""
        found = pack or best_pack()
        if found is None:
            raise EngineMissing("speech.neural-not-installed")
        self._pack = found
        self._spelling = spelling_of(found.phonemes)
        self._model = Model(found.model, threads or os.cpu_count() or 1)
        self._phonemes = EspeakPhonemes()
        self._styles: dict[Path, NDArray[np.float32]] = {}
        self._warm()

    def respelled(self, spoken: Spoken, language: str) -> Spoken:  # noqa: ARG002  # no language needs it
        """As it stands."""
        return spoken

    def voices(self) -> tuple[Voice, ...]:
        """The voices of the pack."""
        return tuple(
            Voice(f"{NAME}:{voice.id}", voice.name, voice.language, NAME) for voice in self._pack.voices
        )

    def synthesise(self, request: SpeechRequest) -> Utterance:
        """Speak one sentence; marks are words. Raises SpeechError."""
        voice = self._voice_for(request)
        speed = min(max(request.rate, SLOWEST), FASTEST)
        sound, marks = b"", list[Mark]()
        for piece in pieces(self._parts(request, voice), self._spelling):
            if sound:
                sound += silence(_JOINT / speed, SAMPLE_RATE)
            spoken, found = self._speak(piece, voice, speed)
            begun = len(sound) / 2 * 1000 / SAMPLE_RATE
            marks += [Mark(mark.start, mark.length, mark.milliseconds + begun) for mark in found]
            sound += spoken
        return Utterance(sound, SAMPLE_RATE, tuple(marks))

    def interrupt(self) -> None:
        """Give up the sentence under way, from another thread."""
        self._model.interrupt()

    def resume(self) -> None:
        """Speak again after `interrupt`."""
        self._model.resume()

    def _parts(self, request: SpeechRequest, voice: PackVoice) -> list[Part]:
        if voice.language.startswith("zh"):
            return self._mandarin(request)
        return self._english(request.text, 0, british=voice.language == "en-GB")

    def _mandarin(self, request: SpeechRequest) -> list[Part]:
        parts: list[Part] = []
        before: Token | None = None
        for token in pronounce(request.text, {(start, end): said for start, end, said in request.pinyin}):
            if isinstance(token, Word):
                joint = self._spelling.joint if isinstance(before, Word) else " "
                parts.append(Part(self._spelling.word(token), token.start, token.end, joint=joint))
            elif isinstance(token, Pause):
                parts.append(pause(token.mark, token.start, token.end))
            elif isinstance(token, Foreign):
                parts += self._english(token.text, token.start, british=False)
            before = token
        return parts

    def _english(self, text: str, offset: int, *, british: bool) -> list[Part]:
        self._phonemes.choose(british=british)
        parts: list[Part] = []
        end = 0
        for start, stop, signs in english.pronounced(text, self._phonemes.words, british=british):
            parts += _marks_between(text, end, start, offset)
            parts.append(Part(signs, start + offset, stop + offset))
            end = stop
        return parts + _marks_between(text, end, len(text), offset)

    def _speak(self, piece: Piece, voice: PackVoice, speed: float) -> tuple[bytes, list[Mark]]:
        if voice.file not in self._styles:
            self._styles[voice.file] = read_style(voice.file)
        limits = _limits(piece, speed)
        sound, lengths, left_out = self._model.speak(piece.numbers, self._styles[voice.file], speed, limits)
        frames = [float(length) for length in lengths]
        first = max(0, round(frames[0] * FRAME) - _BEFORE * SAMPLE_RATE // 1000)
        last = len(sound) - max(0, round(frames[-1] * FRAME) - _AFTER * SAMPLE_RATE // 1000)
        gain = voice.gain + _QUIETER * math.log10(1 + left_out / sum(frames))
        cut = faded(level(sound[first:last], gain))
        return samples(cut), _marks(piece, frames, first)

    def _voice_for(self, request: SpeechRequest) -> PackVoice:
        engine, _, native = request.voice.partition(":")
        if engine == NAME:
            for voice in self._pack.voices:
                if voice.id == native:
                    return voice
        primary = request.language.partition("-")[0].lower()
        for voice in self._pack.voices:
            if voice.language.partition("-")[0] == primary:
                return voice
        raise SpeechError("speech.no-voice-for-language", language=request.language)

    def _warm(self) -> None:
        """Let the libraries do what they do only once, before a reader waits for it."""
        for voice in self._pack.voices[:1]:
            text = "你好。" if voice.language.startswith("zh") else "Hello."
            self.synthesise(SpeechRequest(text, voice.language, voice=f"{NAME}:{voice.id}"))


def _limits(piece: Piece, speed: float) -> list[float]:
    """How many frames each phoneme and the edges may last: what is cut away again need not be made.

    The model puts half a second of silence before the first phoneme, and nearly as much into the last one and
    the pause after it. Of 50 short sentences in six voices none was heard more than 5 frames before the first
    phoneme, and one was heard more than 9 after the beginning of the last.
    """
    limits = [_UNLIMITED] * (len(piece.numbers) + 2)
    limits[0] = _LEAD / speed
    last = max((place for place, owner in enumerate(piece.owners) if owner >= 0), default=0) + 1
    limits[last] = _LAST / speed
    after, further = _TAIL
    limits[last + 1 :] = [(further if place else after) / speed for place in range(len(limits) - last - 1)]
    return limits


def _marks(piece: Piece, frames: list[float], cut: int) -> list[Mark]:
    """When each word of a piece begins, in milliseconds of the sound without its first `cut` samples."""
    marks: list[Mark] = []
    moment = frames[0]
    seen = -1
    for owner, length in zip(piece.owners, frames[1:-1], strict=True):
        if owner > seen:
            part = piece.parts[owner]
            begun = (moment * FRAME - cut) * 1000 / SAMPLE_RATE - _ONSET
            marks.append(Mark(part.start, part.end - part.start, max(0.0, begun)))
            seen = owner
        moment += length
    return marks


def _marks_between(text: str, start: int, end: int, offset: int) -> list[Part]:
    """The punctuation between two words; only the first mark of several is paused at."""
    for position in range(start, end):
        mark = _ENGLISH_MARKS.get(text[position], text[position])
        dash = mark in "-–" and text[position - 1 : position].isspace()
        if dash or mark in ",.!?;:…—":
            return [pause("—" if dash else mark, position + offset, position + 1 + offset)]
    return []
