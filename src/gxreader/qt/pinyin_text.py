"""The pinyin of a part that is being written: what is known is set above, what is not is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import msgspec
from PySide6.QtGui import QFont, QTextCharFormat

from gxreader.qt.look import Look
from gxreader.qt.pinyin_letters import Syllable, spacings, syllables
from gxreader.speech.transcriber import Pinyin

PinyinOf = Callable[[str], tuple[Pinyin, ...] | None]


class PinyinText:
    """Goes along with the renderer, unit by unit and run by run."""

    def __init__(self, look: Look, pinyin_of: PinyinOf) -> None:
        """`pinyin_of` knows the pinyin of a text, or does not yet."""
        self.above: list[Syllable] = []
        self.wanted: list[str] = []
        self._look = look
        self._of = pinyin_of
        self._pinyin: tuple[Pinyin, ...] = ()
        self._pixels: Sequence[int] = ()
        self._small: Sequence[int] = ()
        self._spacings: Sequence[int] = ()

    def begin(self, text: str, pixels: Sequence[int]) -> None:
        """A unit as it is shown, with the size of each of its characters."""
        found = self._of(text)
        if found is None:
            self.wanted.append(text)
        self._pinyin = found or ()
        self._pixels = pixels
        sizes = {size: self._look.pinyin_text(size) for size in set(pixels)}
        self._small = [sizes[size] for size in pixels]
        self._spacings = spacings(len(text), self._pinyin, self._pixels, self._small) if self._pinyin else ()

    def pass_over(self) -> None:
        """A unit that has no pinyin, such as program code."""
        self._pinyin, self._spacings = (), ()

    def run(self, first: int, text: str, position: int) -> Sequence[int]:
        """A run from the unit's character `first` on, written at a position: how much wider it is set."""
        last = first + len(text)
        inside = [one for one in self._pinyin if first <= one.start < last]
        if inside:
            moved = [
                msgspec.structs.replace(one, start=one.start - first, end=min(one.end, last) - first)
                for one in inside
            ]
            self.above += syllables(text, position, moved, self._pixels[first:last], self._small[first:last])
        return self._spacings[first:last]


def spaced(
    text: str, letters: QTextCharFormat, widths: Sequence[int]
) -> Iterator[tuple[str, QTextCharFormat]]:
    """A text in pieces that are set equally wide, each with its letters."""
    if not any(widths):
        yield text, letters
        return
    place = 0
    for width, group in groupby(widths):
        end = place + sum(1 for _one in group)
        if width:
            wide = QTextCharFormat(letters)
            is_wide = letters.fontLetterSpacingType() is QFont.SpacingType.AbsoluteSpacing
            wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            wide.setFontLetterSpacing(width + (letters.fontLetterSpacing() if is_wide else 0))
            yield text[place:end], wide
        else:
            yield text[place:end], letters
        place = end
