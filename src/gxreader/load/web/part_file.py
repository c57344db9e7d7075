"""A file on its way: what is there already, and what it must still be if the rest is to fit to it.

Beside `gxreader-….part` stands a note in JSON: the address, the server's marks of this very version, how many
bytes are known to be on the disk. Whatever does not fit the note is begun anew.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from gxreader.errors import Cancelled, OutputError
from gxreader.load import limits
from gxreader.load.web.file_names import numbered
from gxreader.settings.store import replace_file

_SAFE_EVERY = 4 * limits.MEGABYTE  # so much a power cut may cost
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MOST_NUMBER = 999
# Never through a link that somebody else may have put there.
_OPENED = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Note(msgspec.Struct, frozen=True):
    """What is known of the file. `length` is 0 where its server does not say, `kept` is safe on the disk."""

    address: str
    etag: str = ""
    modified: str = ""
    length: int = 0
    kept: int = 0
    disposition: str = ""  # what the server calls it, as it came, in Latin letters

    @property
    def condition(self) -> str:
        """What must still hold for the rest to fit; empty where nothing can be said."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


class PartFile:
    """Written by one thread and closed by any; after `close` nothing is written any more."""

    def __init__(self, folder: Path, address: str) -> None:
        """Find what there is of `address` in `folder`."""
        stem = f"gxreader-{hashlib.sha256(address.encode()).hexdigest()[:16]}.part"
        self.path = folder / stem
        self._note_path = folder / f"{stem}.json"
        self._folder = folder
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._closed = False
        self.note = Note(address)
        self.size = 0
        self._find(address)

    def _find(self, address: str) -> None:
        with contextlib.suppress(OSError, msgspec.MsgspecError):  # what cannot be read is begun anew
            note = msgspec.json.decode(self._note_path.read_bytes(), type=Note)
            size = min(note.kept, self.path.stat().st_size)
            is_sendable = note.condition.isascii() and note.condition.isprintable()
            if note.address == address and note.condition and is_sendable and size > 0:
                self.note, self.size = note, size

    def headers(self) -> dict[str, str]:
        """How to ask for the rest alone; nothing where all is needed."""
        if not self.size:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": self.note.condition}

    def forget(self) -> None:
        """What is there does not fit: begin anew."""
        self.note, self.size = Note(self.note.address), 0

    def begin(self, note: Note, size: int) -> None:
        """Go on behind `size` bytes. Raises OutputError where there is no room, Cancelled after `close`."""
        with self._told():
            self._folder.mkdir(parents=True, exist_ok=True)
        self._check_room(note.length - size)
        with self._lock, self._told():
            if self._closed:
                raise Cancelled("load.cancelled")
            self._end()
            file = os.fdopen(os.open(self.path, _OPENED, 0o666), "r+b")
            with contextlib.ExitStack() as otherwise:
                otherwise.callback(file.close)
                _claim(file)
                otherwise.pop_all()
            self._file = file
            file.truncate(size)
            file.seek(size)
            self.note, self.size = msgspec.structs.replace(note, kept=size), size
            self._write_note()

    def write(self, data: bytes) -> None:
        """Take the next bytes. Raises OutputError, or Cancelled after `close`."""
        with self._lock, self._told():
            if self._closed or self._file is None:
                raise Cancelled("load.cancelled")
            self._file.write(data)
            self.size += len(data)
            if self.size - self.note.kept >= _SAFE_EVERY:
                self._make_safe()

    def settle(self) -> None:
        """All has come: let the disk have it. Raises OutputError."""
        with self._lock, self._told():
            self._make_safe()

    def close(self) -> None:
        """Keep what has come, for the next time."""
        with self._lock:
            self._closed = True
            with contextlib.suppress(OSError):  # a full disk was told of already
                if self._file is not None:
                    self._make_safe()
            self._end()

    def discard(self) -> None:
        """Leave nothing behind."""
        with self._lock:
            self._closed = True
            self._end()
            for path in (self.path, self._note_path):
                with contextlib.suppress(OSError):  # a stick that was pulled out has nothing to be removed
                    path.unlink(missing_ok=True)

    def finish(self, name: str) -> Path:
        """Give the settled file its name, or the next free one; nothing is overwritten.

        Raises OutputError.
        """
        with self._lock, self._told():
            self._end()
            target = _taken(self._folder, name)
            try:
                self.path.replace(target)
            except OSError:
                target.unlink(missing_ok=True)
                raise
            self._note_path.unlink(missing_ok=True)
            _sync_folder(self._folder)
            return target

    def _make_safe(self) -> None:
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self.note = msgspec.structs.replace(self.note, kept=self.size)
            self._write_note()

    def _write_note(self) -> None:
        replace_file(self._note_path, msgspec.json.encode(self.note))

    def _end(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):  # bytes that do not fit any more were told of already
                file.close()

    def _check_room(self, needed: int) -> None:
        with contextlib.suppress(OSError):  # a system that does not say is asked by writing
            free = shutil.disk_usage(self._folder).free
            if needed > free:
                raise _no_room(self._folder, needed - free)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What a disk says, as a sentence."""
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise _no_room(self._folder, max(0, self.note.length - self.size)) from error
            raise OutputError("download.cannot-write", name=self._folder.name or str(self._folder)) from error


def _claim(file: BinaryIO) -> None:
    """Keep another window of the program from writing into the same file, where systems know such a thing."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputError("download.elsewhere") from error
    except OSError:  # a file system without locks
        return


def _no_room(folder: Path, missing: int) -> OutputError:
    name = folder.name or str(folder)
    return OutputError("download.no-room", name=name, megabytes=max(1, -(-missing // limits.MEGABYTE)))


def _taken(folder: Path, name: str) -> Path:
    """A path in a folder that was free, and is ours now: an empty file, to be replaced. Raises OSError."""
    for number in range(1, _MOST_NUMBER):
        path = folder / (name if number == 1 else numbered(name, number))
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            return path
    raise FileExistsError(errno.EEXIST, name)


def _sync_folder(folder: Path) -> None:
    """The new name outlives a power cut, too, where folders can be asked for that."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some file systems refuse
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
