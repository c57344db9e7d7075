"""Tells what a key of the keyboard does instead of doing it, as long as the reader wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.app.interface import Page
from gxreader.app.key_names import key_name
from gxreader.app.shortcuts import parts_of
from gxreader.model.event import Event

if TYPE_CHECKING:
    from gxreader.app.reader import Reader

# What keys do that no command has: they belong to keys, fields and the article on the screen.
_NATURAL = {
    "Tab": "tab",
    "Shift+Tab": "backtab",
    "Return": "press",
    "Enter": "press",
    "Space": "press",
    "Up": "line",
    "Down": "line",
    "Left": "letter",
    "Right": "letter",
    "Home": "ends",
    "End": "ends",
    "Backspace": "delete",
    "Del": "delete",
    "Ctrl+C": "copy",
    "Ctrl+X": "copy",
    "Ctrl+A": "select",
    "Menu": "menu",
    "Shift+F10": "menu",
}


class Described(msgspec.Struct, frozen=True):
    """A key as it is written, the command it has (if any) and what it does."""

    key: str
    name: str
    what: str


class Describing:
    """The describer of keys: a screen on which every key only tells of itself."""

    def __init__(self, reader: Reader) -> None:
        """Off until the reader wishes for it."""
        self.told: Event[Described] = Event()
        self.last: Described | None = None
        self._reader = reader

    @property
    def is_on(self) -> bool:
        """Whether keys are told of, not obeyed."""
        return self._reader.interface.page() is Page.DESCRIBE

    def switch(self) -> None:
        """Tell of keys, or obey them again."""
        reader = self._reader
        if self.is_on:
            reader.interface.leave_page()
            reader.announcements.say("say.describe-off")
            return
        self.last = None
        if reader.listening.is_speaking:
            reader.listening.toggle()  # nothing is told over the article
        reader.interface.show_page(Page.DESCRIBE)
        reader.announcements.say("say.describe")

    def press(self, key: str) -> None:
        """Tell of a key, written as `shortcuts` writes it; the second Esc, or the own key, ends it."""
        owner = self._reader.shortcuts.owner(key)
        again = self.last is not None and self.last.key == key
        if owner == "describe" or (key == "Esc" and again):
            self.switch()
            return
        words = self._reader.appearance.messages
        name, what = self._of(key, owner)
        self.last = Described(key, name, what)
        self.told.emit(self.last)
        spoken, text = key_name(key, words), f"{name}，{what}" if name and words.language == "zh" else what
        if name and words.language != "zh":
            text = f"{name}: {what}"
        ending = "say.key-esc" if key == "Esc" else "say.key"
        self._reader.announcements.say(ending, keys=spoken, what=text)

    def _of(self, key: str, owner: str) -> tuple[str, str]:
        """The name of the command a key has now, and what it does."""
        from gxreader.app.commands import COMMANDS  # the table needs the reader, which needs this

        words = self._reader.appearance.messages
        if owner:
            command = COMMANDS[owner]
            return command.words(self._reader).replace("\u200b", ""), command.help(self._reader)
        held, bare = parts_of(key)
        if key in _NATURAL:
            return "", words.text(f"keyboard.does.{_NATURAL[key]}")
        if len(bare) == 1 and not {"Ctrl", "Alt", "Meta"} & set(held):
            return "", words.text("keyboard.does.type")
        return "", words.text("keyboard.does.nothing")
