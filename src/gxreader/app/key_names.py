"""Keys of the keyboard in words that can be read aloud: "Ctrl+Up" is "Ctrl and the up arrow"."""

from __future__ import annotations

from gxreader.app.shortcuts import parts_of
from gxreader.i18n.messages import Messages

_NAMED = {
    "Up": "up",
    "Down": "down",
    "Left": "left",
    "Right": "right",
    "PgUp": "page-up",
    "PgDown": "page-down",
    "Home": "home",
    "End": "end",
    "Return": "return",
    "Enter": "return",
    "Space": "space",
    "Tab": "tab",
    "Backtab": "backtab",
    "Backspace": "backspace",
    "Del": "delete",
    "Ins": "insert",
    "Menu": "menu",
    "`": "grave",
    "-": "minus",
    "+": "plus",
    "=": "equals",
    ",": "comma",
    ".": "full-stop",
    "/": "slash",
    ";": "semicolon",
    "'": "quote",
    "[": "bracket",
    "]": "bracket-right",
    "\\": "backslash",
}


def key_name(key: str, messages: Messages) -> str:
    """The key in words."""
    held, bare = parts_of(key)
    named = _NAMED.get(bare)
    name = messages.text(f"keyboard.{named}") if named else bare
    return messages.text("keyboard.and").join((*held, name))


def key_names(keys: tuple[str, ...], messages: Messages) -> str:
    """Several keys in words, any of which does the same."""
    return messages.text("keyboard.or").join(key_name(key, messages) for key in keys)
