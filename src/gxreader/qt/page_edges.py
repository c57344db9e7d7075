"""What stands around the text of printed pages: title, source, page number, and the address with its code."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gxreader.errors import OutputError
from gxreader.export.pdf_tags import About
from gxreader.export.print_plan import PrintPlan
from gxreader.han.writing import shown_words
from gxreader.i18n.messages import Messages
from gxreader.model.units import Units
from gxreader.qt.look import Look
from gxreader.share.qr import QUIET_ZONE, qr_modules

_SMALL_POINTS = 14  # as small as old eyes can read
_LINE = 1.6
_DOTS = 288 / 25.4  # in a millimetre
_CODE_MM = 30.0
_MODULE_MM = 0.5
_LEAST_BESIDE = 8  # characters beside the code; else they stand below it
_SHARE_OF_TITLE = 0.62  # of the line: the rest is for the source
_CORNER = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
_WRAP = Qt.TextFlag.TextWrapAnywhere.value | _CORNER
_WORDS = Qt.TextFlag.TextWordWrap.value | _CORNER


class PageEdges:
    """Paints the edges of pages; lengths are dots."""

    def __init__(self, units: Units, plan: PrintPlan, look: Look, messages: Messages, page: QSizeF) -> None:
        """Prepare for an article's units on pages of a size."""
        article = units.article
        self._messages = messages
        self._look = look
        self._small = look.font(look.px(_SMALL_POINTS))
        self._plain = look.font(look.text)
        self._line = look.px(_SMALL_POINTS * _LINE)
        margin = plan.margin * _DOTS
        self._margin, self._page = margin, page
        high = self._line * 1.5
        self.body = QRectF(QPointF(0, 0), page).adjusted(margin, margin + high, -margin, -margin - high)
        self._article = article
        self._heading = " ".join(shown_words(units, article.title, look.script).split())
        self._source = shown_words(units, article.source or article.site, look.script)
        self._address = article.url if article.url.startswith(("http://", "https://")) else ""
        self._code: tuple[tuple[bool, ...], ...] = ()
        if self._address and plan.code:
            try:
                self._code = qr_modules(self._address)
            except OutputError:  # too long for any code: the address itself is printed all the same
                self._code = ()

    @property
    def title(self) -> str:
        """The article's title as it is printed."""
        return self._heading

    def about(self) -> About:
        """What a file says of itself."""
        article = self._article
        return About(
            self._heading or self._messages.text("ui.untitled"),
            article.author,
            article.language or self._messages.language,
            article.url if self._address else "",
        )

    def paint(self, painter: QPainter, number: int, total: int) -> None:
        """Paint the header and the number of a page, counted from 0."""
        secondary, edge = QColor(self._look.scheme.secondary), QColor(self._look.scheme.edge)
        metrics = QFontMetricsF(self._small)
        width, left = self.body.width(), self.body.left()
        baseline = self._margin + metrics.ascent()
        painter.setFont(self._small)
        painter.setPen(secondary)
        words, right = self._header(number, metrics, width)
        painter.drawText(QPointF(left, baseline), words)
        if right:
            painter.drawText(QPointF(left + width - metrics.horizontalAdvance(right), baseline), right)
        if words or right:
            painter.fillRect(QRectF(left, self._margin + metrics.height() * 1.05, width, 2), edge)
        words = self._messages.text("ui.page-of", page=number + 1, pages=total)
        at = left + (width - metrics.horizontalAdvance(words)) / 2
        painter.drawText(QPointF(at, self._page.height() - self._margin - metrics.descent()), words)

    def _header(self, number: int, metrics: QFontMetricsF, width: float) -> tuple[str, str]:
        """What stands at the left and at the right: on the first page, which has the title, the address."""
        if number == 0 and self._address and metrics.horizontalAdvance(self._address) <= width:
            return self._address, ""
        elide = Qt.TextElideMode.ElideRight
        gap = metrics.horizontalAdvance("国") * 2
        source = metrics.elidedText(self._source, elide, width - width * _SHARE_OF_TITLE - gap)
        if number == 0:
            return "", source  # the title itself stands below
        room = width - (metrics.horizontalAdvance(source) + gap if source else 0)
        return metrics.elidedText(self._heading, elide, room), source

    # The end of the last page

    def end_height(self, width: float) -> float:
        """How high the address with its code is in a column of a width; 0 where there is none."""
        if not self._address:
            return 0.0
        code, words, address = self._end_rooms(width)
        return max(code.bottom(), words.bottom(), address.bottom()) + 8

    def _module(self) -> float:
        """The side of a module in whole dots, so that all are alike."""
        inner = len(self._code) - 2 * QUIET_ZONE
        return float(-(-max(_CODE_MM / inner, _MODULE_MM) * _DOTS // 1)) if self._code else 0.0

    def _end_rooms(self, width: float) -> tuple[QRectF, QRectF, QRectF]:
        """The rooms of the code, of the sentence beside it, and of the address, from the block's corner."""
        side = self._module() * (len(self._code) - 2 * QUIET_ZONE) if self._code else 0.0
        gap = self._look.text
        code = QRectF(0, gap, side, side)
        left = side + gap if side else 0.0
        if width - left < _LEAST_BESIDE * self._look.text:
            left = 0.0
        top = code.bottom() + gap if not left and side else gap
        words = QRectF(left, top, width - left, 0)
        if self._code:
            said = self._messages.text("ui.print-scan")
            words = QRectF(words.topLeft(), self._bounds(self._plain, words, said, _WORDS))
        below = words.bottom() + (gap * 0.5 if self._code else 0)
        address = QRectF(left, below, width - left, 0)
        written = QRectF(address.topLeft(), self._bounds(self._small, address, self._address, _WRAP))
        return code, words, written

    @staticmethod
    def _bounds(font: QFont, room: QRectF, words: str, flags: int) -> QSizeF:
        area = QFontMetricsF(font).boundingRect(QRectF(0, 0, room.width(), 99_999), flags, words)
        return QSizeF(room.width(), area.height())

    def paint_end(self, painter: QPainter, room: QRectF) -> None:
        """Paint the address with its code, from the corner of a room as wide as the column."""
        code, words, address = self._end_rooms(room.width())
        corner = room.topLeft()
        painter.fillRect(QRectF(corner.x(), corner.y(), room.width(), 2), QColor(self._look.scheme.edge))
        painter.setPen(QColor(self._look.scheme.ink))
        if self._code:
            self._paint_code(painter, code.translated(corner).topLeft())
            painter.setFont(self._plain)
            painter.drawText(words.translated(corner), _WORDS, self._messages.text("ui.print-scan"))
        painter.setFont(self._small)
        painter.drawText(address.translated(corner), _WRAP, self._address)

    def _paint_code(self, painter: QPainter, corner: QPointF) -> None:
        """Paint runs of dark modules; the quiet zone is the paper around them."""
        module = self._module()
        x, y = round(corner.x()), round(corner.y())
        for row, line in enumerate(self._code):
            column = 0
            while column < len(line):
                if not line[column]:
                    column += 1
                    continue
                end = column
                while end < len(line) and line[end]:
                    end += 1
                left = x + (column - QUIET_ZONE) * module
                top = y + (row - QUIET_ZONE) * module
                painter.fillRect(QRectF(left, top, (end - column) * module, module), Qt.GlobalColor.black)
                column = end
