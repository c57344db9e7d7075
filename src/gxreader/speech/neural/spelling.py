"""How a pack's model wants sounds written: the numbers of its phonemes, and Mandarin in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from gxreader.errors import SpeechError
from gxreader.speech.mandarin.values import Syllable, Word
from gxreader.speech.neural import bopomofo, syllables
from gxreader.speech.neural.alphabet import NUMBERS


class Spelling(msgspec.Struct, frozen=True):
    """`numbers` of the phonemes, `syllable` in phonemes, and the `joint` between two words of Mandarin."""

    numbers: Mapping[str, int]
    syllable: Callable[[Syllable], str]
    joint: str

    def word(self, word: Word) -> str:
        """A word's phonemes. Raises SpeechError, so that another voice says what this one cannot."""
        try:
            return "".join(self.syllable(syllable) for syllable in word.syllables)
        except KeyError as error:  # a spelling that is no Mandarin syllable, from a dictionary or a wish
            raise SpeechError("speech.neural-failed") from error


USUAL = Spelling(NUMBERS, syllables.phonemes, " ")


def spelling_of(phonemes: Mapping[str, int]) -> Spelling:
    """The way of a model with these phonemes; of Kokoro 1.0, where a pack does not tell any."""
    if not phonemes:
        return USUAL
    if bopomofo.SIGN in phonemes:
        return Spelling(phonemes, bopomofo.phonemes, bopomofo.JOINT)
    return Spelling(phonemes, syllables.phonemes, " ")
