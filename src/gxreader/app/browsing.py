"""Finding a file with large keys: the places where files are, folders, and what can be read in them."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.file_kinds import READABLE
from gxreader.app.opening import Opening
from gxreader.errors import ReaderError
from gxreader.model.event import Event

_SUFFIXES = frozenset(f".{suffix}" for suffixes in READABLE.values() for suffix in suffixes)
_MOST = 2_000  # entries of a folder; more is no list to choose from
_STICKS = ("/media", "/run/media", "/mnt")  # where desktops put what is plugged in
_DRIVES = "DEFGHIJKLMNOPQRSTUVWXYZ"


class Kind(StrEnum):
    """What an entry is."""

    PLACE = "place"
    STICK = "stick"
    FOLDER = "folder"
    FILE = "file"


class Entry(msgspec.Struct, frozen=True):
    """One thing that can be pressed. A place is named by a key of the catalogue, all others by themselves."""

    kind: Kind
    path: Path
    name: str


class Browsing:
    """Knows where one is among the folders; looks into them off the window's thread."""

    def __init__(self, opening: Opening, announcements: Announcements) -> None:
        """Open with `opening` what is found."""
        self.changed: Event[None] = Event()
        self.folder: Path | None = None  # None: the places are shown
        self.entries: tuple[Entry, ...] = ()
        self._opening = opening
        self._announcements = announcements
        self._top: Path | None = None  # the place from which one has gone down
        self._asked = 0  # the newest wish wins

    def start(self) -> None:
        """Show the places."""
        self.folder = self._top = None
        self._look(None)

    def press(self, entry: Entry) -> None:
        """Go into a folder, or open a file."""
        if entry.kind is Kind.FILE:
            from gxreader.load.reference import Kind as ReferenceKind
            from gxreader.load.reference import Reference

            self._opening.open(Reference(ReferenceKind.FILE, str(entry.path)))
        else:
            self.go_into(entry)

    def go_into(self, entry: Entry) -> None:
        """Show what is in a place or folder."""
        if self.folder is None:
            self._top = entry.path
        self._look(entry.path)

    def up(self) -> bool:
        """One folder up, from the place itself to all places; False where those are shown."""
        if self.folder is None:
            return False
        if self.folder in (self._top, self.folder.parent):
            self.start()
        else:
            self._look(self.folder.parent)
        return True

    def _look(self, folder: Path | None) -> None:
        self._asked += 1
        ticket = self._asked

        def job() -> tuple[Entry, ...]:
            return places() if folder is None else self._entries(folder)

        def done(entries: tuple[Entry, ...]) -> None:
            if ticket == self._asked:
                self.folder, self.entries = folder, entries
                self.changed.emit(None)

        self._opening.tasks.work(job, done, self._announcements.trouble)

    @staticmethod
    def _entries(folder: Path) -> tuple[Entry, ...]:
        return entries_of(folder)


def places() -> tuple[Entry, ...]:
    """Where files are: the reader's own folders that exist, and what is plugged in."""
    import platformdirs

    named = (
        ("documents", platformdirs.user_documents_path()),
        ("downloads", platformdirs.user_downloads_path()),
        ("desktop", platformdirs.user_desktop_path()),
        ("home", Path.home()),
    )
    own: dict[Path, Entry] = {}
    for name, path in named:
        if path.is_dir():  # where a desktop has no such folder, it names the home folder instead
            own.setdefault(path, Entry(Kind.PLACE, path, f"files.{name}"))
    return (*own.values(), *(Entry(Kind.STICK, path, path.name or str(path)) for path in _sticks()))


def _sticks() -> list[Path]:
    if os.name == "nt":
        return [path for letter in _DRIVES if (path := Path(f"{letter}:/")).exists()]
    found = []
    for root in map(Path, _STICKS):
        for folder in _folders(root):
            # Some desktops make a folder for each user, in which the sticks are.
            inside = _folders(folder) if root.name == "media" and not folder.is_mount() else []
            found += inside or ([folder] if folder.is_mount() else [])
    return found


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:  # not there, or somebody else's: nothing is offered
        return []


def entries_of(folder: Path) -> tuple[Entry, ...]:
    """Folders, then files that can be read, by their names; hidden ones are left out. Raises ReaderError."""
    folders, files = _listed(folder)
    return (*folders, *files)[:_MOST]


def folders_of(folder: Path) -> tuple[Entry, ...]:
    """The folders in a folder alone. Raises ReaderError."""
    return tuple(_listed(folder)[0][:_MOST])


def _listed(folder: Path) -> tuple[list[Entry], list[Entry]]:
    folders, files = [], []
    try:
        with os.scandir(folder) as listed:
            for entry in listed:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    folders.append(Entry(Kind.FOLDER, Path(entry.path), entry.name))
                elif Path(entry.name).suffix.lower() in _SUFFIXES:
                    files.append(Entry(Kind.FILE, Path(entry.path), entry.name))
    except OSError as error:
        raise ReaderError("say.folder-closed", name=folder.name or str(folder)) from error
    folders.sort(key=lambda one: one.name.casefold())
    files.sort(key=lambda one: one.name.casefold())
    return folders, files
