"""One page of help, made from the table of commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTextEdit

from gxreader.app.commands import COMMANDS, Group
from gxreader.app.reader import Reader
from gxreader.qt.column import hide_cut_lines
from gxreader.qt.keys import CommandKey
from gxreader.qt.line_metrics import LineMetrics
from gxreader.qt.look import Look
from gxreader.qt.sheet import Sheet

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class HelpText(QTextEdit):
    """Text to read, whose last line is never cut in half."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.look: Look | None = None
        self._lines = LineMetrics(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, but no half line."""
        super().paintEvent(event)
        if self.look is not None:
            painter = QPainter(self.viewport())
            hide_cut_lines(painter, self, self._lines, self.look.scheme.ground)
            painter.end()


class HelpSheet(Sheet):
    """Every command: its words, what it does, its keys."""

    title_key = "command.help"
    corner_commands = ("page-up", "page-down")
    ways = ("read-help", "describe", "shortcuts", "first-run")

    def __init__(self, reader: Reader) -> None:
        """Make the text."""
        super().__init__(reader)
        self.text = HelpText()
        self.text.setObjectName("help-text")
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._own_document: QTextDocument | None = None
        self._ways = QHBoxLayout()
        for command_id in self.ways:
            key = CommandKey(reader, command_id, primary=command_id == "read-help")
            key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self._ways.addWidget(key)
        self._ways.addStretch(1)
        self.content.addLayout(self._ways)
        self.content.addWidget(self.text, 1)

    def turn_page(self, step: int) -> bool:
        """Scroll by most of a screen; False at either end."""
        bar = self.text.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * round(self.text.viewport().height() * 0.85))
        return bar.value() != before

    def entered(self) -> None:
        """The help begins at its beginning."""
        super().entered()
        self.text.verticalScrollBar().setValue(0)

    def refresh(self, look: Look) -> None:
        """Write the page anew."""
        super().refresh(look)
        self._ways.setSpacing(look.px(look.face.gap))
        self.text.look = look
        self.text.setAccessibleName(self.title.text())
        document = QTextDocument(self.text)
        cursor = QTextCursor(document)
        words = self.reader.appearance.messages
        self._write(cursor, look, words.text("ui.help-intro"), first=True)
        for group in Group:
            self._write(cursor, look, words.text(f"ui.group.{group.value}"), heading=True)
            for command in COMMANDS.values():
                if command.group is group:
                    keys = " / ".join(self.reader.shortcuts.of(command.id))
                    name = words.text(f"command.{command.id}").replace("\u200b", "")
                    self._write(cursor, look, f"{name}　{keys}" if keys else name, bold=True)
                    self._write(cursor, look, command.help(self.reader))
        value = self.text.verticalScrollBar().value()
        self.text.setDocument(document)
        if self._own_document is not None:
            self._own_document.deleteLater()
        self._own_document = document
        self.text.verticalScrollBar().setValue(value)

    def _write(
        self,
        cursor: QTextCursor,
        look: Look,
        text: str,
        *,
        heading: bool = False,
        bold: bool = False,
        first: bool = False,
    ) -> None:
        size = look.interface_text if look.elderly else look.px(18)
        block = QTextBlockFormat()
        block.setLineHeight(round(size * 1.6), _FIXED)
        block.setBottomMargin(look.px(0 if bold else 10))
        letters = QTextCharFormat()
        letters.setFont(look.font(round(size * 1.15) if heading else size, bold=heading or bold))
        letters.setForeground(QColor(look.scheme.accent if heading else look.scheme.ink))
        if heading:
            block.setTopMargin(look.px(14))
            block.setHeadingLevel(2)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(text, letters)
