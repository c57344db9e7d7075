"""Writes the runs of leaf units into a document, and notes where they stand and how their letters are set."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor

from gxreader.han.shown import Shown, forward
from gxreader.han.writing import shown_unit
from gxreader.model.article import Run, plain
from gxreader.model.units import Role, Units
from gxreader.qt.formats import Formats
from gxreader.qt.letter_room import LetterRoom, Widths
from gxreader.qt.locator import PlaceMap, Stretch, utf16_length
from gxreader.qt.pinyin_text import PinyinText
from gxreader.theme.typography import full_width_punctuation, raised_and_lowered

_LINE_SEPARATOR = "\u2028"


class RunWriter:
    """Goes along with the renderer, unit by unit."""

    def __init__(
        self, units: Units, formats: Formats, pinyin: PinyinText | None, *, full_width: bool
    ) -> None:
        """Write these units; `full_width`: punctuation of Chinese as print sets it."""
        self.places = PlaceMap()
        self.room = LetterRoom()
        self.signs: dict[int, str] = {}  # of the source, where print sets others
        self._units = units
        self._formats = formats
        self._pinyin = pinyin
        self._full_width = full_width
        self._widths: Widths = ()
        self._cursor = QTextCursor()

    def write(self, cursor: QTextCursor, unit: int, role: Role, runs: tuple[Run, ...]) -> None:
        """Write all runs of a unit at the cursor, in a block that is there."""
        self._cursor, offset = cursor, 0
        shown, as_written = Shown(plain(runs)), ""
        if role is not Role.CODE:
            shown = shown_unit(self._units, unit, self._formats.look.script)
            if self._full_width:
                as_written = shown.text
                shown = Shown(full_width_punctuation(as_written), shown.changes)
        is_set_otherwise = bool(as_written) and shown.text != as_written
        self._widths = self._made_widths(role, shown.text)
        for run in runs:
            if not run.text:
                continue  # it only says that a page of the print begins
            own = shown.slice(offset, offset + len(run.text))
            position = self._cursor.position()
            first = forward(shown.changes, offset)
            if self._pinyin is not None:
                self._pinyin.run(first, own.text, position)
            self.places.add(Stretch(unit, offset, position, own.text, own.changes))
            if is_set_otherwise:
                self._note_signs(position, own.text, as_written[first : first + len(own.text)])
            self._insert(role, run, own.text.replace("\n", _LINE_SEPARATOR), first)
            offset += len(run.text)

    def _note_signs(self, position: int, shown: str, as_written: str) -> None:
        """Remember the signs of the source that are shown otherwise, where a run begins at a position."""
        for number, (sign, source) in enumerate(zip(shown, as_written, strict=True)):
            if sign != source:
                self.signs[position + utf16_length(shown[:number])] = source

    def _made_widths(self, role: Role, text: str) -> Widths:
        """How much wider some signs of a unit are set; its pinyin, where there is any, is made ready."""
        if role is Role.CODE:
            if self._pinyin is not None:
                self._pinyin.pass_over()
            return ()
        first = text.partition("\n")[0] if role is Role.HEADING else text
        rest = len(text) - len(first)
        sizes = [self._formats.size(role)] * len(first) + [self._formats.look.text] * rest
        fine = self._formats.fine(text, sizes)
        for_pinyin = self._pinyin.begin(text, sizes) if self._pinyin is not None else ()
        if not fine or not for_pinyin:
            return fine or for_pinyin
        both = dict(for_pinyin)
        for place, width in fine:
            both[place] = both.get(place, 0) + width
        return sorted(both.items())

    def _insert(self, role: Role, run: Run, text: str, number: int) -> None:
        """Write a run, whose first sign has a number in its unit."""
        letters = self._formats.text(role)
        scheme = self._formats.look.scheme
        if run.strong:
            letters.setFontWeight(700)
            # All is bold: dots below tell it apart, as in print.
            if self._formats.look.lettering.is_strong:
                letters.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        if run.emphasis:
            letters.setFontUnderline(self._formats.chinese)
            letters.setFontItalic(not self._formats.chinese)
        if run.code:
            letters.setFont(self._formats.font(self._formats.size(role), monospace=True))
        if run.link:
            letters.setForeground(QColor(scheme.accent))
            letters.setFontUnderline(True)
            letters.setAnchor(True)
            letters.setAnchorHref(run.link)  # a name for a click to find; Qt never opens it
        if role is Role.HEADING and _LINE_SEPARATOR in text:
            first, rest = text.split(_LINE_SEPARATOR, 1)
            self._write(first + _LINE_SEPARATOR, letters, number)
            number += len(first) + 1
            letters.setFont(self._formats.font(self._formats.look.text, bold=True))
            letters.setForeground(QColor(scheme.ink))
            text = rest
        if run.math is not None:
            self._formula(text, letters, number)
        else:
            self._write(text, letters, number)
        if run.ruby:
            small = QTextCharFormat(letters)
            small.setFont(self._formats.font(round(self._formats.size(role) * 0.7)))
            self._cursor.insertText(f"({run.ruby})", small)

    def _formula(self, text: str, letters: QTextCharFormat, number: int) -> None:
        """Powers and indices are drawn small, above and below: few typefaces have signs for them."""
        for piece, place in raised_and_lowered(text):
            own = QTextCharFormat(letters)
            if place:
                alignment = QTextCharFormat.VerticalAlignment
                own.setVerticalAlignment(
                    alignment.AlignSuperScript if place > 0 else alignment.AlignSubScript
                )
            self._write(piece, own, number)
            number += len(piece)

    def _write(self, text: str, letters: QTextCharFormat, number: int) -> None:
        position = self._cursor.positionInBlock()
        self._cursor.insertText(text, letters)
        begin, end = (bisect_left(self._widths, (at,)) for at in (number, number + len(text)))
        if begin < end:
            widths = self._widths[begin:end]
            self.room.add(self._cursor.block(), text, position, widths, number, letters)
