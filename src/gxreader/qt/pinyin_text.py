"""The pinyin of a part that is being written: what is known is set above, what is not is noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from gxreader.qt.letter_room import Widths
from gxreader.qt.look import Look
from gxreader.qt.pinyin_letters import Above, spacings
from gxreader.speech.transcriber import Pinyin

_MOST_KNOWN = 2000  # texts
# What is wider in a text of a size, and the pinyin it was reckoned for: pages are often written anew.
_KNOWN: dict[tuple[str, int, int], tuple[tuple[Pinyin, ...], Widths]] = {}
PinyinOf = Callable[[str], tuple[Pinyin, ...] | None]


class PinyinText:
    """Goes along with the renderer, unit by unit and run by run."""

    def __init__(self, look: Look, pinyin_of: PinyinOf) -> None:
        """`pinyin_of` knows the pinyin of a text, or does not yet."""
        self.above = Above()
        self.wanted: list[str] = []
        self._look = look
        self._of = pinyin_of
        self._pinyin: tuple[Pinyin, ...] = ()
        self._pixels: Sequence[int] = ()
        self._small: Sequence[int] = ()

    def begin(self, text: str, pixels: Sequence[int]) -> Widths:
        """A unit as it is shown, with the size of each of its characters: how much wider each is set."""
        found = self._of(text)
        if found is None:
            self.wanted.append(text)
        self._pinyin = found or ()
        self._pixels = pixels
        sizes = {size: self._look.pinyin_text(size) for size in set(pixels)}
        self._small = (
            [sizes[pixels[0]]] * len(pixels) if len(sizes) == 1 else [sizes[size] for size in pixels]
        )
        if len(sizes) != 1:
            return spacings(self._pinyin, self._pixels, self._small)
        key = (text, pixels[0], self._small[0])
        known = _KNOWN.get(key)
        if known is None or known[0] is not self._pinyin:
            known = _KNOWN[key] = (self._pinyin, spacings(self._pinyin, self._pixels, self._small))
            if len(_KNOWN) > _MOST_KNOWN:
                del _KNOWN[next(iter(_KNOWN))]
        return known[1]

    def pass_over(self) -> None:
        """A unit that has no pinyin, such as program code."""
        self._pinyin = ()

    def run(self, first: int, text: str, position: int) -> None:
        """A run from the unit's character `first` on, written at a position."""
        last = first + len(text)
        if first == 0 and (not self._pinyin or self._pinyin[-1].start < last):
            inside = self._pinyin
        else:
            inside = tuple(one for one in self._pinyin if first <= one.start < last)
        if inside and inside[-1].end > last:  # a word that bold letters cut apart
            inside = (*inside[:-1], msgspec.structs.replace(inside[-1], end=last))
        self.above.add(text, position, inside, self._pixels, self._small, first)
