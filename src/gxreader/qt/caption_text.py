"""What is being read, very large: some lines of its sentence, the word that is heard among them marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from gxreader.app.reader import Reader
from gxreader.han.shown import Shown, forward
from gxreader.han.writing import shown, shown_unit
from gxreader.model.locator import Locator
from gxreader.qt.letter_room import ranges
from gxreader.qt.locator import utf16_length
from gxreader.qt.look import Look
from gxreader.qt.pinyin_letters import Above, paint_syllable, spacings
from gxreader.settings.schema import FULL_WIDTH_PUNCTUATION
from gxreader.speech.state import PlayerState
from gxreader.theme.captions import CAPTION
from gxreader.theme.typography import full_width_punctuation

if TYPE_CHECKING:
    from gxreader.speech.script import Sentence
    from gxreader.speech.transcriber import Pinyin

_PITCH = 1.4  # a line's height, in text sizes
_PINYIN = 0.5  # the size of pinyin, in text sizes
_PINYIN_ROOM = 0.36  # by how much it makes a line higher, in text sizes
_UNDERLINE = 0.07  # its thickness, in text sizes


def caption_pitch(look: Look) -> float:
    """How high a line of the caption is, in text sizes."""
    return _PITCH + (_PINYIN_ROOM if look.pinyin else 0.0)


class CaptionText(QWidget):
    """Shows whole lines only, and those with the word that is heard: eyes rest on a line until it is over."""

    def __init__(self, reader: Reader) -> None:
        """Follow the voice."""
        super().__init__()
        self._reader = reader
        self._look: Look | None = None
        self._pixels = 0
        self._lines = 1
        self._sentence: Sentence | None = reader.listening.sentence
        self._word: tuple[int, int] | None = None  # in the sentence
        self._layout: QTextLayout | None = None
        self._syllables = Above()
        self.hint = ""  # what is shown while nothing is read
        self.setObjectName("caption")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        reader.listening.sentence_changed.connect(self._sentence_changed)
        reader.listening.word_changed.connect(self._word_changed)
        reader.listening.aside_changed.connect(self._aside_changed)
        reader.pinyin.changed.connect(lambda _nothing: self._lay_out_anew())

    def set_size(self, look: Look, pixels: int, lines: int) -> None:
        """Write in a size (the screen's own pixels), at most so many lines at a time."""
        if self._look is not None and self._look.script != look.script:
            self._word = None  # it stands elsewhere; the next one is soon there
        self._look, self._pixels, self._lines = look, pixels, lines
        self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        self._layout = None
        self.update()

    @property
    def text(self) -> str:
        """The sentence, as the article shows it."""
        if self._sentence is None:
            return self.hint
        text = self._shown(self._sentence).text
        wished = self._reader.settings.get(FULL_WIDTH_PUNCTUATION)
        return full_width_punctuation(text) if wished else text

    def _shown(self, sentence: Sentence) -> Shown:
        """A sentence in the way of writing that is wished for; words before it may decide about it."""
        units, place, script = self._reader.session.units, sentence.place, self._reader.appearance.script
        if place.block < len(units) and units[place.block].text[place.start : place.end] == sentence.text:
            return shown_unit(units, place.block, script).slice(place.start, place.end)
        return shown(sentence.text, script)

    def _pinyin(self) -> tuple[Pinyin, ...]:
        """The pinyin of the sentence, as far as it is known."""
        if self._look is None or not self._look.pinyin or self._sentence is None:
            return ()
        keeper, text = self._reader.pinyin, self.text
        found = keeper.of(text)
        if found is None:
            keeper.want((text,))
        return found or ()

    def shown(self) -> str:
        """The lines that are to be seen now."""
        return "".join(
            self.text[line.textStart() : line.textStart() + line.textLength()] for line in self._page()
        )

    def _sentence_changed(self, sentence: Sentence | None) -> None:
        if sentence is None and self._reader.listening.state is not PlayerState.IDLE:
            return
        self._sentence, self._word, self._layout = sentence, None, None
        self.update()

    def _word_changed(self, place: Locator | None) -> None:
        sentence = self._sentence
        if place is None or sentence is None or sentence.is_aside or place.block != sentence.place.block:
            return  # between two words the last one stays marked
        self._mark(sentence, place.start - sentence.place.start, place.end - sentence.place.start)

    def _aside_changed(self, spot: tuple[int, int]) -> None:
        """What is said is not in the article: the word is found in the caption's own text."""
        if self._sentence is not None and self._sentence.is_aside:
            self._mark(self._sentence, *spot)

    def _mark(self, sentence: Sentence, first: int, last: int) -> None:
        changes = self._shown(sentence).changes
        start, end = forward(changes, first), forward(changes, last, up=True)
        text = self.text
        self._word = (utf16_length(text[:start]), utf16_length(text[:end]))
        self.update()

    def _laid_out(self) -> QTextLayout | None:
        if self._look is None or not self._pixels or not self.text:
            return None
        if self._layout is None:
            layout = QTextLayout(self.text, self._look.font(self._pixels, bold=True))
            self._set_pinyin(layout)
            option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(self.width())
            layout.endLayout()
            self._layout = layout
        return self._layout

    def _set_pinyin(self, layout: QTextLayout) -> None:
        """Make room for the pinyin, and remember what stands where."""
        text, pinyin = layout.text(), self._pinyin()
        pixels, small = [self._pixels] * len(text), [round(self._pixels * _PINYIN)] * len(text)
        self._syllables = Above()
        self._syllables.add(text, 0, pinyin, pixels, small)
        layout.setFormats(ranges(text, spacings(pinyin, pixels, small)))

    def _page(self) -> list[QTextLine]:
        """The lines of the layout that are shown: those that have the word, by the screenful."""
        layout = self._laid_out()
        if layout is None:
            return []
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        at = self._word[0] if self._word else 0
        current = next((n for n, line in enumerate(lines) if at < line.textStart() + line.textLength()), 0)
        first = current // self._lines * self._lines
        return lines[first : first + self._lines]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, and the word over them in its own colour with a line below."""
        if self._look is None:
            return
        painter = QPainter(self)
        lines = self._page()
        pitch = self._pixels * caption_pitch(self._look)
        room = pitch - self._pixels * _PITCH
        top = (self.height() - pitch * len(lines)) / 2
        for number, line in enumerate(lines):
            # a line stands where the whole sentence would put it: moved to its place on this widget
            row = QRectF(0, top + number * pitch, self.width(), pitch)
            at = QPointF(0, row.top() + (pitch + room - line.height()) / 2 - line.y())
            painter.setPen(QColor(CAPTION.ink))
            line.draw(painter, at)
            self._paint_word(painter, line, at, row)
            self._paint_pinyin(painter, line, at)
        painter.end()

    def _paint_pinyin(self, painter: QPainter, line: QTextLine, at: QPointF) -> None:
        first, last = line.textStart(), line.textStart() + line.textLength()
        word = self._word or (0, 0)
        for one in self._syllables:
            if first <= one.first < last:
                ink = CAPTION.word if word[0] <= one.first < word[1] else CAPTION.ink
                paint_syllable(painter, line, at, one, (one.first, one.last), QColor(ink))

    def _paint_word(self, painter: QPainter, line: QTextLine, at: QPointF, row: QRectF) -> None:
        if self._word is None:
            return
        start = max(self._word[0], line.textStart())
        end = min(self._word[1], line.textStart() + line.textLength())
        if start >= end:
            return
        left, right = sorted((_x(line, start), _x(line, end)))
        painter.save()
        painter.setClipRect(QRectF(left, row.top(), right - left, row.height()))
        painter.setPen(QColor(CAPTION.word))
        line.draw(painter, at)
        painter.restore()
        thick = max(2.0, self._pixels * _UNDERLINE)
        baseline = at.y() + line.y() + line.ascent()
        painter.fillRect(QRectF(left, baseline + thick * 1.6, right - left, thick), QColor(CAPTION.word))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken anew."""
        super().resizeEvent(event)
        self._layout = None


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # with the position it has found, though the stubs say otherwise
    return float(found[0])
