"""The screen of how words are said: a word and its reading above, the reader's own words below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gxreader.app.pronouncing import MOST_SHOWN, entry_of
from gxreader.app.reader import Reader
from gxreader.errors import UsageError
from gxreader.i18n.messages import Messages
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

if TYPE_CHECKING:
    from gxreader.speech.dictionary import Entry

_PAGE = 0.8  # of what is seen, a page of the list


def said_as(entry: Entry, messages: Messages) -> str:
    """How an entry is said, in a line."""
    return messages.text("ui.word.skipped") if entry.skipped else entry.pinyin or entry.said


class WordRow(QWidget):
    """One word, how it is said, and keys to hear, change and remove it."""

    def __init__(self, sheet: DictionarySheet, entry: Entry) -> None:
        """Make the row."""
        super().__init__()
        self.entry = entry
        self.words = plain_label()
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        self._row = row
        pronouncing = sheet.reader.pronouncing
        self.keys: dict[str, Key] = {}
        for name, icon, press in (
            ("try", "volume-2", partial(pronouncing.try_out, entry)),
            ("change", "repeat", partial(sheet.fill, entry)),
            ("remove", "x", partial(pronouncing.remove, entry)),
        ):
            key = self.keys[name] = Key(icon)
            key.setObjectName(f"word-{name}")
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _checked=False, press=press: press())
            row.addWidget(key)

    def refresh(self, look: Look, messages: Messages) -> None:
        """Take words and look from the present state."""
        written = self.entry.written
        self._row.setSpacing(look.px(look.face.gap))
        self.words.setText(f"{written}　→　{said_as(self.entry, messages)}")
        self.words.setFont(look.font(look.interface_text, bold=True))
        for name, key in self.keys.items():
            key.set_words(
                messages.text(f"ui.word.{name}"), messages.text(f"ui.word.{name}.help", written=written)
            )
            key.set_look(look)


class DictionarySheet(Sheet):
    """The reader's own words."""

    title_key = "command.dictionary"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make fields and list; the words come later."""
        super().__init__(reader)
        self._look: Look | None = None
        self._changing = ""  # the word whose entry is being changed
        self.written, self.said = QLineEdit(), QLineEdit()
        self.labels = (plain_label(), plain_label())
        self.trial, self.keep = Key("volume-2"), Key("check", primary=True)
        self.content.addLayout(self._form())
        self.note = plain_label()
        self.note.setWordWrap(True)
        self.content.addWidget(self.note)
        self.list = QScrollArea()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWidgetResizable(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content.addWidget(self.list, 1)
        self.rows: list[WordRow] = []
        reader.pronouncing.changed.connect(lambda _nothing: self._list())

    def _form(self) -> QGridLayout:
        grid = self._grid = QGridLayout()
        names = ("word-written", "word-said")
        for column, (label, field, name) in enumerate(
            zip(self.labels, (self.written, self.said), names, strict=True)
        ):
            field.setObjectName(name)
            field.setMaxLength(100)
            label.setBuddy(field)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 2 if field is self.written else 3)
        self.written.returnPressed.connect(self.said.setFocus)
        self.said.returnPressed.connect(self._keep)
        for column, (key, name, press) in enumerate(
            ((self.trial, "word-form-try", self._try), (self.keep, "word-keep", self._keep)), 2
        ):
            key.setObjectName(name)
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _checked=False, press=press: press())
            grid.addWidget(key, 1, column)
        return grid

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        words = self.reader.appearance.messages
        gap = look.px(look.face.gap)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(look.px(4))
        for label, field, name in zip(
            self.labels, (self.written, self.said), ("written", "said"), strict=True
        ):
            self._refresh_field(label, field, words, name, look)
        for key, name in ((self.trial, "try"), (self.keep, "keep")):
            key.set_words(
                words.text(f"ui.word.{name}"),
                words.text(f"ui.word.{name}.help", written=self.written.text()),
            )
            key.set_look(look)
        self.note.setFont(look.font(look.px(look.face.smallest_text)))
        self.note.setStyleSheet(f"color: {look.scheme.secondary}")
        for row in self.rows:
            row.refresh(look, words)
        self._say_how_many()

    def _refresh_field(self, label: QLabel, field: QLineEdit, words: Messages, name: str, look: Look) -> None:
        label.setText(words.text(f"ui.word.{name}"))
        label.setFont(look.font(look.px(look.face.smallest_text), bold=True))
        field.setFont(look.font(look.interface_text))
        field.setFixedHeight(look.px(look.face.key_height))
        field.setAccessibleName(label.text())
        field.setPlaceholderText(words.text(f"ui.word.{name}-hint"))
        field.setEnabled(self.reader.pronouncing.may_change)

    def entered(self) -> None:
        """The words are read now; a word wished from the article stands in its field."""
        pronouncing = self.reader.pronouncing
        pronouncing.load()
        self.reader.voices.load()
        if not pronouncing.may_change:
            self.reader.announcements.say("say.words-not-kept")
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif pronouncing.wish:
            wish, pronouncing.wish = pronouncing.wish, ""
            known = next((entry for entry in pronouncing.entries if entry.written == wish), None)
            self._changing = known.written if known else ""
            self.written.setText(wish)
            self.said.setText((known.pinyin or known.said) if known else "")
            self.said.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.written.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_page(self, step: int) -> bool:
        """Scroll the list."""
        bar = self.list.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * round(self.list.viewport().height() * _PAGE))
        return bar.value() != before

    def fill(self, entry: Entry) -> None:
        """Put an entry into the fields, to be changed."""
        self._changing = entry.written
        self.written.setText(entry.written)
        self.said.setText(entry.pinyin or entry.said)
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.selectAll()

    def _typed(self) -> Entry:
        return entry_of(self.written.text(), self.said.text())

    def _try(self) -> None:
        entry = self._typed()
        if entry.written:
            self.reader.pronouncing.try_out(entry)
        else:
            self.reader.announcements.trouble(UsageError("dictionary.no-word"))
            self.written.setFocus()

    def _keep(self) -> None:
        if self.reader.pronouncing.save(self._typed(), self._changing):
            self._changing = ""
            self.written.clear()
            self.said.clear()
            self.written.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> None:
        """Write the list anew."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = [WordRow(self, entry) for entry in self.reader.pronouncing.entries[:MOST_SHOWN]]
        for row in self.rows:
            if self._look is not None:
                row.refresh(self._look, self.reader.appearance.messages)
            column.addWidget(row)
        column.addStretch(1)
        self.list.setWidget(body)
        self._say_how_many()

    def _say_how_many(self) -> None:
        words, entries = self.reader.appearance.messages, self.reader.pronouncing.entries
        if not entries:
            self.note.setText(words.text("ui.word.none"))
        elif len(entries) > MOST_SHOWN:
            self.note.setText(words.text("ui.word.more", count=MOST_SHOWN))
        self.note.setVisible(not entries or len(entries) > MOST_SHOWN)
