"""The screen of keys: every command with its keys of the keyboard, and another one by pressing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gxreader.app.commands import COMMANDS
from gxreader.app.reader import Reader
from gxreader.app.settings_index import has_words
from gxreader.app.shortcuts import FIXED, refusal
from gxreader.qt.key_catcher import KeyCatcher
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.search_field import SearchField
from gxreader.qt.sheet import Sheet

_BESIDE_BAR = 12  # pixels between the keys and the scroll bar
_KEY_SIZE, _KEY_SIZE_STANDARD = 48, 34


class ShortcutRow(QWidget):
    """A command, its keys, and the key that changes them."""

    def __init__(self, sheet: ShortcutsSheet, command_id: str) -> None:
        """Make the row."""
        super().__init__()
        self._sheet = sheet
        self._command_id = command_id
        self.name, self.keys = plain_label(), plain_label()
        self.keys.setObjectName("shortcut-keys")
        self.change = Key("repeat")
        self.change.setObjectName(f"change-{command_id}")
        self.change.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.change.clicked.connect(lambda _checked=False: sheet.change(command_id))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for label in (self.name, self.keys):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setWordWrap(True)
            self._row.addWidget(label, 1)
        self._row.addWidget(self.change)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        reader = self._sheet.reader
        words, keys = reader.appearance.messages, reader.shortcuts.of(self._command_id)
        name = words.text(f"command.{self._command_id}").replace("\u200b", "")
        self._row.setSpacing(look.px(look.face.gap))
        self.name.setText(name)
        self.name.setFont(look.font(look.interface_text, bold=True))
        self.keys.setText("　".join(keys) or words.text("shortcut.none"))
        self.keys.setFont(look.font(look.interface_text))
        self.change.set_words(words.text("shortcut.change"), words.text("shortcut.change.help", name=name))
        self.change.set_look(look)


class ShortcutsSheet(Sheet):
    """A list; and, in its place, the question for a new key."""

    title_key = "command.shortcuts"
    corner_commands = ("reset-shortcuts", "page-up", "page-down")

    def __init__(self, reader: Reader) -> None:
        """Make the list and the question."""
        super().__init__(reader)
        self._look: Look | None = None
        self._changing = ""  # the command whose key is being changed
        self._pitch = 1  # from one row to the next
        self._wished = ""  # the key that was pressed and belongs to another command
        self.search = SearchField("shortcuts-search", lambda _text: self._look_for())
        self._pages = QStackedWidget()
        self.list = QScrollArea()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWidgetResizable(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        column = self._column_of_rows = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = {command_id: ShortcutRow(self, command_id) for command_id in COMMANDS}
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        self.list.setWidget(body)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._make_question())
        self.content.addWidget(self.search)
        self.content.addWidget(self._pages, 1)
        self._catcher = KeyCatcher(self, self.taken)

    def _make_question(self) -> QWidget:
        question = QWidget()
        column = QVBoxLayout(question)
        column.setContentsMargins(0, 0, 0, 0)
        self.asked, self.answer = plain_label(), plain_label()
        column.addStretch(1)
        for label in (self.asked, self.answer):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        self._foot = QHBoxLayout()
        self.answers: dict[str, Key] = {}
        for name, icon, press in (
            ("swap", "repeat", self._swap),
            ("another", "chevron-right", partial(self._ask, "")),
            ("remove", "x", self._take_away),
            ("leave", "arrow-left", self._leave),
        ):
            key = self.answers[name] = Key(icon, primary=name == "swap")
            key.setObjectName(f"shortcut-{name}")
            key.clicked.connect(lambda _checked=False, press=press: press())
            self._foot.addWidget(key)
        column.addLayout(self._foot)
        return question

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        self._foot.setSpacing(look.px(look.face.gap))
        self.search.refresh(look, self.reader.appearance.messages)
        for row in self.rows.values():
            row.refresh(look)
        self._look_for()
        self._fit()
        self._write()

    def _look_for(self) -> None:
        """Show the commands whose words, help or keys hold what is looked for."""
        wanted = self.search.wanted
        for command_id, row in self.rows.items():
            row.setVisible(has_words(self.reader, COMMANDS[command_id], wanted))

    def _fit(self) -> None:
        """Whole rows only, and none below the scroll bar."""
        look = self._look
        if look is not None:
            gap = look.px(look.face.gap)
            self._column_of_rows.setSpacing(gap)
            self._pitch = look.px(look.face.key_height) + gap
            half = (self._pages.height() + gap) % self._pitch
            self._column_of_rows.setContentsMargins(0, 0, look.px(_BESIDE_BAR), 0)
            self._pages.setContentsMargins(0, 0, 0, half)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height has room for other rows."""
        super().resizeEvent(event)
        self._fit()

    def _write(self) -> None:
        """The words of the question."""
        look, words = self._look, self.reader.appearance.messages
        if look is None:
            return
        size = look.px(_KEY_SIZE if look.elderly else _KEY_SIZE_STANDARD)
        self.asked.setFont(look.font(size, bold=True))
        self.answer.setFont(look.font(look.interface_text))
        name = words.text(f"command.{self._changing}") if self._changing else ""
        self.asked.setText(words.text("shortcut.press", name=name.replace("\u200b", "")))
        for answer, key in self.answers.items():
            key.set_words(words.text(f"shortcut.{answer}"), words.text(f"shortcut.{answer}.help"))
            key.set_look(look)
            key.setVisible(answer not in {"swap", "another"} or bool(self._wished))

    def turn_page(self, step: int) -> bool:
        """Scroll the list."""
        bar = self.list.verticalScrollBar()
        before = bar.value()
        rows = max(1, self.list.viewport().height() // self._pitch)
        bar.setValue(before + step * rows * self._pitch)
        return bar.value() != before

    def entered(self) -> None:
        """The list, from its beginning."""
        super().entered()
        self._show_list()

    def step_back(self) -> bool:
        """From the question to the list."""
        if not self._changing:
            return bool(self.search.wanted) and self.search.empty()
        self._leave()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Keys are keys again, however the screen was left."""
        super().hideEvent(event)
        self._show_list()

    def change(self, command_id: str) -> None:
        """Ask for a new key for a command."""
        self._changing = command_id
        self._ask("")

    def _ask(self, wished: str) -> None:
        """Wait for a key; or, where `wished` belongs to another command, for an answer."""
        words, self._wished = self.reader.appearance.messages, wished
        owner = self.reader.shortcuts.owner(wished) if wished else ""
        if wished:
            other = words.text(f"command.{owner}").replace("\u200b", "")
            text = words.text("shortcut.taken", keys=wished, name=other)
        else:
            keys = "　".join(self.reader.shortcuts.of(self._changing)) or words.text("shortcut.none")
            text = words.text("shortcut.now", keys=keys)
        self._write()
        self._tell(text)
        self.search.hide()
        self._pages.setCurrentIndex(1)
        self.answers["swap" if wished else "leave"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._catcher.switch(on=not wished)  # an answer may be given by keyboard, too

    def _tell(self, text: str) -> None:
        """Show and speak, as an answer to what was pressed."""
        self.answer.setText(text)
        self.reader.announcements.say("shortcut.told", text=text)

    def taken(self, key: str) -> None:
        """A key was pressed."""
        shortcuts, words = self.reader.shortcuts, self.reader.appearance.messages
        if FIXED.get(key) == "leave":
            self._leave()
        elif reason := refusal(key):
            self._tell(words.text(reason, keys=key))
        elif shortcuts.owner(key) not in {"", self._changing}:
            self._ask(key)
        else:
            self._assign(key)

    def _swap(self) -> None:
        self._assign(self._wished)

    def _assign(self, key: str) -> None:
        command_id = self._changing
        self._leave()
        self.reader.shortcuts.assign(command_id, key)

    def _take_away(self) -> None:
        command_id = self._changing
        self._leave()
        self.reader.shortcuts.take_away(command_id)

    def _leave(self) -> None:
        """Back to the list, where the row was."""
        command_id = self._changing
        self._show_list()
        self.reader.announcements.clear()
        if command_id:
            self.rows[command_id].change.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.ensureWidgetVisible(self.rows[command_id])

    def _show_list(self) -> None:
        self._changing = self._wished = ""
        self._catcher.switch(on=False)
        self.search.show()
        self._pages.setCurrentIndex(0)
