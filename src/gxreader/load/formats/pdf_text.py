"""The text of one page of a PDF with its places, and the places of its pictures, as PDFium knows them."""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from gxreader.load.layout.characters import is_wide, meant
from gxreader.load.layout.piece import Piece, PlacedPage

_BOLD = re.compile(
    r"bold|black|heavy|semib|demi|simhei|heiti|方正黑|黑体|XiaoBiaoSong|FZXBS|小标宋", re.IGNORECASE
)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 600
_MOST_CHARACTERS = 200_000  # on one page
_SAME_LINE = 0.2  # em
_JOINED = 0.9  # em
_BACK = -0.6  # em
_VERTICAL = 0.5  # of the steps from one character to the next
_REPLACEMENT = 0xFFFD
_SURROGATES = range(0xD800, 0xE000)  # PDFium counts in UTF-16
_SECOND_HALVES = range(0xDC00, 0xE000)
_PRIVATE = range(0xE000, 0xF8FF + 1)
_MOST_NOTES = 5_000
_WRITTEN = frozenset({pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_STAMP})


class _Style(NamedTuple):
    size: float
    angle: int  # degrees
    strong: bool
    emphasis: bool


class _Glyph(NamedTuple):
    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    style: _Style
    spaced: bool  # a space stands before it
    written: bool  # a space that the file has, not one that PDFium saw
    new_line: bool


class PageReader:
    """Reads pages; keeps what it learned of their fonts."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._unknown = 0

    def read(self, page: Any, number: int) -> PlacedPage:
        """A page's text and pictures. `page` is a pypdfium2 page."""
        text_page = pdfium.FPDFText_LoadPage(page)
        width, height = page.get_size()
        placed = PlacedPage(number, width, height)
        if not text_page:
            return placed
        try:
            self._unknown = 0
            glyphs = self._glyphs(text_page)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        placed.characters = sum(not glyph.text.isspace() for glyph in glyphs)
        placed.unknown = self._unknown
        _place(glyphs, placed)
        return placed

    def _glyphs(self, text_page: Any) -> list[_Glyph]:
        count = min(pdfium.FPDFText_CountChars(text_page), _MOST_CHARACTERS)
        box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        unicode, owner = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
        loose_box, origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
        made_up = pdfium.FPDFText_IsGenerated
        glyphs: list[_Glyph] = []
        style = _Style(0.0, 0, strong=False, emphasis=False)
        last_owner = 0
        spaced = written = new_line = False
        half = 0
        for index in range(count):
            code = unicode(text_page, index)
            if code in _SURROGATES:
                pair, code = half, _REPLACEMENT
                half = unicode(text_page, index)
                if not (pair and half in _SECOND_HALVES):
                    continue  # the first half; the second comes next
                code, half = 0x10000 + ((pair - 0xD800) << 10) + (half - 0xDC00), 0
            elif code > sys.maxunicode:
                code = _REPLACEMENT
            if code in {10, 13}:
                new_line = True
                continue
            if code == 32 or code == 0xA0:  # noqa: PLR1714, PLR2004 - a space; a set would be slower here
                spaced = True
                written = written or made_up(text_page, index) != 1
                continue
            text_object = owner(text_page, index)
            address = ctypes.addressof(text_object.contents) if text_object else 0
            if address and address != last_owner:
                pdfium.FPDFText_GetMatrix(text_page, index, matrix)
                style = self._style(text_page, index, text_object, matrix)
                last_owner = address
            loose_box(text_page, index, box)
            origin(text_page, index, x, y)
            text = chr(code) if 0x20 < code < 0x7F else meant(chr(code))  # noqa: PLR2004 - printable ASCII
            if code in _PRIVATE or code in {0, _REPLACEMENT}:
                self._unknown += 1
            if text:
                glyphs.append(
                    _Glyph(
                        text,
                        box.left,
                        box.bottom,
                        box.right,
                        box.top,
                        x.value,
                        y.value,
                        style,
                        spaced,
                        written,
                        new_line,
                    )
                )
                spaced = written = new_line = False
        return glyphs

    def _style(self, text_page: Any, index: int, text_object: Any, matrix: Any) -> _Style:
        font = pdfium.FPDFTextObj_GetFont(text_object)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._fonts:
            self._fonts[key] = _look(font) if font else (False, False)
        strong, emphasis = self._fonts[key]
        size = abs(pdfium.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.c, matrix.d)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        return _Style(round(max(size, 0.1), 1), angle, strong, emphasis)


def flattened(document: Any, number: int) -> Any:
    """A page with the text of its forms and notes in it. Raises PdfiumError for a page that is not there."""
    page = document[number]
    kind = pdfium.FPDFAnnot_GetSubtype
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        written = kind(note) in _WRITTEN
        pdfium.FPDFPage_CloseAnnot(note)
        if written and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            page.close()
            return document[number]
        if written:
            break
    return page


def _look(font: Any) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it is italic."""
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    strong = bool(_BOLD.search(name)) or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    return strong, bool(_ITALIC.search(name))


def _place(glyphs: list[_Glyph], placed: PlacedPage) -> None:
    """The pieces of each direction in its own frame; the one with most text is how the page is read."""
    directions: dict[int, list[_Glyph]] = {}
    for glyph in glyphs:
        directions.setdefault(glyph.style.angle, []).append(glyph)
    ordered = sorted(directions.items(), key=lambda entry: -len(entry[1]))
    for rank, (angle, members) in enumerate(ordered):
        if _is_vertical(members):
            pieces = _pieces(members, _downwards)
        elif angle == 0:
            pieces = _pieces(members, _level)
        else:
            pieces = _pieces(members, _turned(angle))
        if rank == 0:
            placed.pieces = pieces
        else:
            placed.aside.append(pieces)


def _is_vertical(glyphs: list[_Glyph]) -> bool:
    """Whether upright characters stand beneath one another, as Chinese was written."""
    if len(glyphs) < 8:  # noqa: PLR2004 - too few to tell
        return False
    steps = 0
    before = glyphs[0]
    for glyph in glyphs[1:]:
        size = glyph.style.size
        steps += abs(glyph.x - before.x) < 0.3 * size and 0.5 * size < before.y - glyph.y < 2.5 * size
        before = glyph
    return steps > _VERTICAL * len(glyphs) and any(is_wide(glyph.text) for glyph in glyphs)


Frame = Callable[[_Glyph], tuple[float, float, float]]


def _level(glyph: _Glyph) -> tuple[float, float, float]:
    """Left, right and baseline (growing downwards)."""
    return glyph.left, glyph.right, -glyph.y


def _downwards(glyph: _Glyph) -> tuple[float, float, float]:
    return -glyph.top, -glyph.bottom, -(glyph.left + glyph.right) / 2


def _turned(angle: int) -> Frame:
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def frame(glyph: _Glyph) -> tuple[float, float, float]:
        along = [
            across * cosine + up * sine
            for across in (glyph.left, glyph.right)
            for up in (glyph.bottom, glyph.top)
        ]
        return min(along), max(along), glyph.x * sine - glyph.y * cosine

    return frame


def _pieces(glyphs: list[_Glyph], frame: Frame) -> list[Piece]:
    pieces: list[Piece] = []
    texts: list[str] = []
    piece: Piece | None = None
    style: _Style | None = None
    for glyph in glyphs:
        left, right, baseline = frame(glyph)
        size = glyph.style.size
        if (
            piece is not None
            and style == glyph.style
            and not glyph.new_line
            and abs(baseline - piece.baseline) < _SAME_LINE * size
            and _BACK * size < left - piece.right < _JOINED * size
        ):
            if glyph.written or (glyph.spaced and not (is_wide(texts[-1][-1]) and is_wide(glyph.text))):
                texts.append(" ")
            texts.append(glyph.text)
            piece.right = max(piece.right, right)
            continue
        if piece is not None:
            piece.text = "".join(texts)
            pieces.append(piece)
        texts = [glyph.text]
        style = glyph.style
        piece = Piece("", left, right, baseline, size, style.strong, style.emphasis)
    if piece is not None:
        piece.text = "".join(texts)
        pieces.append(piece)
    return pieces
