"""Choosing with large keys where a file is to stand: a place, a folder, a name; and what if it is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.browsing import Browsing, Entry, folders_of
from gxreader.app.interface import Page
from gxreader.app.opening import Opening

Chosen = Callable[[str], None]


class Wish(msgspec.Struct, frozen=True):
    """What is to be saved: the key of its words, and a proposed name; `suffix` is empty for a folder."""

    title: str
    name: str = ""
    suffix: str = ""

    @classmethod
    def for_file(cls, name: str, title: str) -> Wish:
        """For a file of this name; without one, for a folder."""
        path = Path(name)
        return cls(title, path.stem, path.suffix)


def _nobody(_path: str) -> None:
    """Nobody has asked yet."""


class Saving(Browsing):
    """One choice at a time; whoever asked is told the path once there is one."""

    def __init__(self, opening: Opening, announcements: Announcements) -> None:
        """Nothing is to be saved yet."""
        super().__init__(opening, announcements)
        self.wish = Wish("")
        self.name = ""  # as the reader has it, without the suffix
        self.taken: Path | None = None  # there is such a file: what now?
        self.saved: Path | None = None  # what was saved last
        self._chosen: Chosen = _nobody

    @property
    def wants_file(self) -> bool:
        """Whether a file is to be saved, and not just a folder chosen."""
        return bool(self.wish.suffix)

    def ask(self, wish: Wish, chosen: Chosen) -> None:
        """Begin at the places; `chosen` is told the path, if the reader comes to one."""
        self.wish, self.name, self._chosen = wish, wish.name, chosen
        self.taken = None
        self.start()

    def press(self, entry: Entry) -> None:
        """Go into a place or folder."""
        self.go_into(entry)

    def up(self) -> bool:
        """One step back: to the choice of a name, a folder up, to the places."""
        if self.taken is not None:
            self.taken = None
            self.changed.emit(None)
            return True
        return super().up()

    def here(self) -> None:
        """This folder it is."""
        folder = self.folder
        if folder is None:
            return
        if not self.wants_file:
            self._finish(folder)
            return
        from gxreader.export.audio_names import safe_name

        target = folder / f"{safe_name(self.name) or self.wish.name or 'gxreader'}{self.wish.suffix}"

        def done(is_taken: bool) -> None:
            if not is_taken:
                self._finish(target)
                return
            self.taken = target
            self.changed.emit(None)

        self._opening.tasks.work(target.exists, done, self._announcements.trouble)

    def elsewhere(self) -> None:
        """In the computer's own window instead."""
        name = f"{self.name or self.wish.name}{self.wish.suffix}" if self.wants_file else ""
        self._opening.interface.choose_target(
            name, self.wish.title, lambda path: self._finish(Path(path)), elsewhere=True
        )

    def replace(self) -> None:
        """The file that is there may go."""
        if self.taken is not None:
            self._finish(self.taken)

    def keep_both(self) -> None:
        """Beside the file that is there, with a number."""
        taken = self.taken
        if taken is not None:
            self._opening.tasks.work(lambda: beside(taken), self._finish, self._announcements.trouble)

    def _finish(self, path: Path) -> None:
        chosen, self._chosen = self._chosen, _nobody
        self.taken = self.folder = None
        self._opening.interface.close_page(Page.SAVE)
        chosen(str(path))

    @staticmethod
    def _entries(folder: Path) -> tuple[Entry, ...]:
        return folders_of(folder)


def beside(path: Path) -> Path:
    """The first path of this name with a number that is free."""
    number = 2
    while (free := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return free
