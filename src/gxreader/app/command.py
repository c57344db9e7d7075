"""One command: what a reader can do, with its words, keys and the conditions under which it stands."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from gxreader.app.reader import Reader


class Group(StrEnum):
    """Where a command stands on the screen of more functions and on the help page."""

    LISTEN = "listen"
    SEE = "see"
    OPEN = "open"
    TAKE = "take"
    PROGRAM = "program"


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a reader can do. Its words are `command.<id>` (on the key) and `command.<id>.help`.

    `label` gives the key of the words for the present state; `on_more` puts it on the elderly mode's screen
    of more functions; `in_terminal` allows it on a public terminal.
    """

    id: str
    icon: str
    run: Callable[[Reader], None]
    group: Group
    shortcuts: tuple[str, ...] = ()
    label: Callable[[Reader], str] | None = None
    needs_article: bool = False
    in_terminal: bool = True
    on_more: bool = False

    def words(self, reader: Reader) -> str:
        """What stands on the key now, in the interface's language."""
        key = self.label(reader) if self.label else f"command.{self.id}"
        return reader.appearance.messages.text(key)

    def help(self, reader: Reader) -> str:
        """What it does, in one sentence."""
        return reader.appearance.messages.text(f"command.{self.id}.help")
