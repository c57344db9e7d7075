"""The screen of the voice: who reads which language, to be heard at once, and how it reads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy

from gxreader.app.reader import Reader
from gxreader.app.voices import CHOSEN, voice_name
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

TILES = (
    ("voices", "slower", "faster", "pauses"),
    ("quieter", "louder", "sound", "sleep"),
    ("clear-hearing", "ear", "prompts"),
    ("skips", "marks", "dictionary"),
)
_COLUMNS = 12  # a row of three or of four tiles fills them
_LANGUAGE_WIDTH = 165


class VoiceRow:
    """One language: its name, its voice, and the keys for another one and for hearing it."""

    def __init__(self, reader: Reader, language: str) -> None:
        """Make the row; `layout` takes it onto a screen."""
        self._reader = reader
        self._language = language
        self.name = plain_label()
        self.voice = plain_label()
        self.voice.setObjectName(f"voice-{language}")
        self.voice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.voice.setWordWrap(True)
        self.before, self.trial, self.after = (
            Key("chevron-left"),
            Key("volume-2", primary=True),
            Key("chevron-right"),
        )
        for key, name, press in (
            (self.before, "before", partial(reader.voices.step, language, -1)),
            (self.trial, "try", partial(reader.voices.try_out, language)),
            (self.after, "after", partial(reader.voices.step, language, 1)),
        ):
            key.setObjectName(f"voice-{language}-{name}")
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            policy.setRetainSizeWhenHidden(True)  # one voice alone leaves the keys of the others in line
            key.setSizePolicy(policy)
            key.clicked.connect(lambda _checked=False, press=press: press())
        self.layout = QHBoxLayout()
        self.layout.addWidget(self.name)
        self.layout.addWidget(self.voice, 1)
        for key in (self.before, self.trial, self.after):
            self.layout.addWidget(key)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        words, voices = self._reader.appearance.messages, self._reader.voices
        name = words.text(f"ui.language.{self._language}")
        chosen = voices.chosen(self._language)
        self.name.setText(name)
        self.name.setFixedWidth(look.px(_LANGUAGE_WIDTH))
        missing = "ui.voice.none" if voices.is_loaded else "ui.voice.loading"
        self.voice.setText(voice_name(chosen, words) if chosen else words.text(missing))
        for label in (self.name, self.voice):
            label.setFont(look.font(look.interface_text, bold=label is self.voice))
        several = len(voices.of(self._language)) > 1
        for key, text in ((self.before, "before"), (self.trial, "try"), (self.after, "after")):
            key.set_words(words.text(f"ui.voice.{text}"), f"{name} {self.voice.text()}")
            key.setFixedHeight(look.px(look.face.key_height))
            key.set_look(look)
            key.setEnabled(chosen is not None)
            key.setVisible(several or key is self.trial)
        self.layout.setSpacing(look.px(look.face.gap))


class VoicesSheet(Sheet):
    """Who reads: a voice for each language."""

    title_key = "command.voices"
    corner_commands = ("reset-voice", "undo", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the rows; the list of voices comes later."""
        super().__init__(reader)
        self.rows = [VoiceRow(reader, language) for language in CHOSEN]
        for row in self.rows:
            self.content.addLayout(row.layout)
        self.hint = plain_label()
        self.hint.setWordWrap(True)
        self.content.addWidget(self.hint)
        self.content.addStretch(1)
        self._look: Look | None = None
        reader.voices.changed.connect(lambda _nothing: self._again())

    def entered(self) -> None:
        """The list of voices is asked for now; the keyboard starts at the first voice."""
        self.reader.voices.load()
        self.rows[0].trial.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        self.hint.setText(self.reader.appearance.messages.text("ui.voices-how"))
        self.hint.setFont(look.font(look.px(look.face.smallest_text)))
        self.hint.setStyleSheet(f"color: {look.scheme.secondary}")
        for row in self.rows:
            row.refresh(look)

    def _again(self) -> None:
        if self._look is not None:
            for row in self.rows:
                row.refresh(self._look)


class VoiceSheet(Sheet):
    """How the voice reads, and the ways to who reads, what is read and how it is marked."""

    title_key = "command.voice"
    corner_commands = ("reset-voice", "undo", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the tiles."""
        super().__init__(reader)
        grid = QGridLayout()
        grid.setSpacing(12)
        for line, ids in enumerate(TILES):
            span = _COLUMNS // len(ids)
            for place, command_id in enumerate(ids):
                grid.addWidget(Tile(reader, command_id), line, place * span, 1, span)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self.content.addLayout(grid, 1000)
        self.content.addStretch(1)
