"""Block and character formats of each role, from the look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from gxreader.model.units import Role
from gxreader.qt.fonts import font, half_empty
from gxreader.qt.fragments import ABOVE
from gxreader.qt.letter_room import Widths
from gxreader.qt.look import Look
from gxreader.theme.typography import where_scripts_meet, where_signs_meet

_GAPS = {Role.TITLE: 0.35, Role.KICKER: 0.35, Role.SUBTITLE: 0.35, Role.ITEM: 0.5}  # of a paragraph's gap
_WIDEST = 3.5  # the widest syllable, in sizes of pinyin: it stays within its cell
_BETWEEN_SCRIPTS = 1 / 8  # of the text's size
_BETWEEN_SIGNS = -0.5
ROLE = QTextFormat.Property.UserProperty.value + 2  # of a block: the role of its text
HEAD = QTextFormat.Property.UserProperty.value + 3  # of a cell's block: it says what a row or column holds
HEAD_LEVEL = 1
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class Formats:
    """Formats for one look; Noto's natural line is 1.448 em, so heights are fixed, never proportional."""

    def __init__(self, look: Look, *, chinese: bool) -> None:
        """Prepare for a look; Chinese paragraphs begin two characters in."""
        self.look = look
        self.chinese = chinese
        self.glyph = QFontMetricsF(self.font(look.text)).horizontalAdvance("国")
        # Each is wanted for every paragraph, and made once: making them took half the time of writing a part.
        self._texts: dict[Role, QTextCharFormat] = {}
        self._blocks: dict[tuple[Role, int, int], QTextBlockFormat] = {}

    def font(self, pixels: int, *, bold: bool = False, monospace: bool = False) -> QFont:
        """The article's typeface at a height in pixels."""
        result = font(
            pixels, bold=bold, latin=not self.chinese, monospace=monospace, lettering=self.look.lettering
        )
        if self.look.face.letter_spacing and not monospace:
            room = pixels * self.look.face.letter_spacing
            result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, room)
        if self.look.printed:
            # The face joins two dashes into one glyph, which a PDF file can no longer name as two characters.
            result.setFeature(QFont.Tag.fromString("ccmp"), 0)
        return result

    def fine(self, text: str, sizes: Sequence[int]) -> Widths:
        """How much wider, or narrower, some signs are set than their face does, for sizes in pixels."""
        lettering = self.look.lettering
        if not lettering.is_fine:
            return ()
        found = [(place, round(sizes[place] * _BETWEEN_SCRIPTS)) for place in where_scripts_meet(text)]
        signs = where_signs_meet(text)
        if signs:
            half = half_empty(lettering, latin=not self.chinese)
            found += [(place, round(sizes[place] * _BETWEEN_SIGNS)) for place in signs if text[place] in half]
            found.sort()
        return found

    def size(self, role: Role) -> int:
        """The text size of a role, in pixels."""
        face, text = self.look.face, self.look.text
        match role:
            case Role.TITLE:
                return self.look.px(face.title_text(self.look.text_size))
            case Role.HEADING:
                return round(text * face.heading_ratio)
            case Role.CAPTION:
                return max(self.look.px(face.smallest_text), round(text * 0.9))
            case _:
                return text

    def room(self, role: Role) -> int:
        """By how much the lines of a role are higher for the pinyin in them."""
        return 0 if role is Role.CODE else self.look.pinyin_room(self.size(role))

    def text(self, role: Role) -> QTextCharFormat:
        """How the letters of a role look; the caller may change what it gets."""
        if role not in self._texts:
            self._texts[role] = self._made_text(role)
        return QTextCharFormat(self._texts[role])

    def _made_text(self, role: Role) -> QTextCharFormat:
        scheme = self.look.scheme
        colours = {
            Role.SUBTITLE: scheme.secondary,
            Role.CAPTION: scheme.secondary,
            Role.HEADING: scheme.accent,
        }
        result = QTextCharFormat()
        bold = role in {Role.TITLE, Role.HEADING}
        result.setFont(self.font(self.size(role), bold=bold, monospace=role is Role.CODE))
        result.setForeground(QColor(colours.get(role, scheme.ink)))
        return result

    def meta(self) -> QTextCharFormat:
        """How breadcrumb, source and time look."""
        result = QTextCharFormat()
        result.setFont(self.font(self.look.meta_text))
        result.setForeground(QColor(self.look.scheme.secondary))
        return result

    def crumbs(self) -> QTextCharFormat:
        """How the breadcrumb looks."""
        result = self.meta()
        result.setForeground(QColor(self.look.scheme.accent))
        return result

    def below(self) -> QTextCharFormat:
        """How the lines under the text look."""
        result = self.text(Role.PARAGRAPH)
        result.setForeground(QColor(self.look.scheme.secondary))
        return result

    def below_block(self) -> QTextBlockFormat:
        """A line under the text: without the indent of a paragraph."""
        result = self.block(Role.PARAGRAPH)
        result.setTextIndent(0)
        return result

    def block(self, role: Role, *, depth: int = 0, level: int = 2) -> QTextBlockFormat:
        """Line pitch, margins and indent of a role; `depth` is how far lists nest, `level` a heading's."""
        wanted = (role, depth, level)
        if wanted not in self._blocks:
            self._blocks[wanted] = self._made_block(role, depth, level)
        return QTextBlockFormat(self._blocks[wanted])

    def _made_block(self, role: Role, depth: int, level: int) -> QTextBlockFormat:
        look = self.look
        size = self.size(role)
        pitch = look.face.line_pitch if role is not Role.TITLE else 1.35
        result = QTextBlockFormat()
        result.setLineHeight(round(size * pitch) + self.room(role), _FIXED)
        result.setProperty(ABOVE, float(self.room(role)))
        result.setProperty(ROLE, role.value)
        gap = look.text * look.face.paragraph_gap
        result.setBottomMargin(round(gap * _GAPS.get(role, 1)))
        if role is Role.HEADING:
            result.setTopMargin(round(gap * 0.8))
            result.setBottomMargin(round(gap * 0.7))
            result.setHeadingLevel(level)
            result.setNonBreakableLines(self.look.printed)  # its lines stay on one page
        elif role is Role.TITLE:
            result.setHeadingLevel(1)
        elif role is Role.PARAGRAPH and self.chinese:
            result.setTextIndent(2 * self.glyph)
        elif role is Role.CAPTION:
            result.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if role is Role.CODE:
            result.setBackground(QColor(look.scheme.soft))
        if role is Role.QUOTE:
            depth += 1
        result.setLeftMargin(depth * 2 * self.glyph)
        if role is Role.CELL and level == HEAD_LEVEL:
            result.setProperty(HEAD, True)
        if role is Role.CELL and look.pinyin:
            beyond = max(0, round((look.pinyin_text(size) * _WIDEST - size) / 2))
            result.setLeftMargin(beyond)
            result.setRightMargin(beyond)
        return result

    def meta_block(self, *, ends_head: bool = False) -> QTextBlockFormat:
        """The line of breadcrumb or source; the one before the text stands apart from it."""
        result = QTextBlockFormat()
        result.setLineHeight(round(self.look.meta_text * 1.6), _FIXED)
        result.setBottomMargin(round(self.look.text * (0.8 if ends_head else 0.3)))
        return result

    def notice(self) -> QTextCharFormat:
        """How a word about how the page was read looks."""
        result = self.meta()
        result.setForeground(QColor(self.look.scheme.ink))
        return result

    def notice_block(self) -> QTextBlockFormat:
        """The block of such a word: set apart from what the article says."""
        result = self.meta_block()
        result.setBackground(QColor(self.look.scheme.soft))
        return result

    def picture_block(self) -> QTextBlockFormat:
        """A line as high as the picture in it."""
        result = QTextBlockFormat()
        result.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        result.setTopMargin(round(self.look.text * 0.4))
        result.setBottomMargin(round(self.look.text * 0.4))
        return result

    def separator(self) -> QTextBlockFormat:
        """A rule between sections."""
        result = self.block(Role.PARAGRAPH)
        result.setTextIndent(0)
        width = QTextLength(QTextLength.Type.PercentageLength, 100)
        result.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth.value, width)
        return result

    def table(self) -> QTextTableFormat:
        """A table with thin lines that do not vanish under low vision."""
        look = self.look
        result = QTextTableFormat()
        result.setCellPadding(round(look.text * 0.3))
        result.setCellSpacing(0)
        result.setBorder(1)
        result.setBorderCollapse(True)
        result.setBorderBrush(QColor(look.scheme.edge))
        result.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        result.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        result.setTopMargin(round(look.text * look.face.paragraph_gap * 0.5))
        result.setBottomMargin(look.text * look.face.paragraph_gap)
        return result
