"""One value that says how everything looks: scheme, face, text size and the screen's scale."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QFont

from gxreader.app.appearance import Appearance
from gxreader.han.writing import AS_WRITTEN
from gxreader.qt.fonts import font
from gxreader.theme.lettering import PLAIN, Lettering
from gxreader.theme.schemes import Scheme
from gxreader.theme.sizes import Face

DOTS_PER_INCH = 96.0
NARROW = 1200  # a window less wide has keys with the smallest words allowed
_PINYIN = 0.5  # of the text's size
_LEAST_PINYIN = 0.75  # of the smallest text: a help beside the characters, not a text of its own
_PINYIN_LINE = 1.24  # its height with mark and descender, of its size
_EMPTY_ABOVE = 0.3  # of the text's size: what a natural line has free above its characters


class Look(msgspec.Struct, frozen=True):
    """Sizes are pixels at 96 dots an inch; `px` scales them to the screen.

    `latin` is for English words, `printed` for paper and PDF (points, and dots a point), `narrow` for a
    window with little room. `script` is the way Chinese is written, `pinyin` stands above its characters,
    `lettering` is how the letters of articles look.
    """

    scheme: Scheme
    face: Face
    text_size: int
    scale: float = 1.0
    latin: bool = False
    printed: bool = False
    narrow: bool = False
    pictures: bool = True
    script: str = AS_WRITTEN
    pinyin: bool = False
    lettering: Lettering = PLAIN

    def px(self, size: float) -> int:
        """A size in the screen's own pixels."""
        return round(size * self.scale)

    def font(self, pixels: int, *, bold: bool = False) -> QFont:
        """The typeface of the interface at a height in the screen's own pixels."""
        return font(pixels, bold=bold, latin=self.latin)

    @property
    def text(self) -> int:
        """The article's text size on this screen."""
        return self.px(self.text_size)

    def pinyin_text(self, size: int) -> int:
        """The size of pinyin above characters of a size."""
        return max(round(size * _PINYIN), self.px(self.face.smallest_text * _LEAST_PINYIN))

    def pinyin_room(self, size: int) -> int:
        """By how much lines of a size are higher for the pinyin in them; 0 where there is none."""
        if not self.pinyin:
            return 0
        return max(0, round(self.pinyin_text(size) * _PINYIN_LINE - size * _EMPTY_ABOVE))

    @property
    def interface_text(self) -> int:
        """The size of words on keys on this screen."""
        size = self.face.interface_least if self.narrow else self.face.interface_text(self.text_size)
        return self.px(size)

    @property
    def meta_text(self) -> int:
        """The size of breadcrumb, source and time on this screen."""
        return self.px(self.face.meta_text(self.text_size))

    @property
    def elderly(self) -> bool:
        """Whether this is a face for weak eyes and unsure hands: elderly mode's, or a terminal's."""
        return self.face.id in {"elderly", "terminal"}


def look_of(appearance: Appearance, scale: float, width: int) -> Look:
    """The look the settings ask for on a screen of this scale, in a window `width` pixels wide."""
    return Look(
        appearance.scheme,
        appearance.face,
        appearance.text_size,
        scale,
        appearance.language != "zh",
        narrow=width < NARROW * scale,
        pictures=appearance.shows_pictures,
        script=appearance.script,
        pinyin=appearance.pinyin,
        lettering=appearance.lettering,
    )
