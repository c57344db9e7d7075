"""Copies of what was fetched: to be asked for again briefly, and to be read when there is no network."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from gxreader.load import limits
from gxreader.load.fetch import Fetched, Validators

_TORN = ".torn"  # the ending of a copy that is being written
_NAME = re.compile(rf"[0-9a-f]{{64}}(?:\w*\{_TORN})?")
_TORN_SECONDS = 3600  # after that, whoever wrote it has died
_HEAD_BYTES = 64 * 1024
_LARGEST_SHARE = 4  # a copy takes no more than this part of the whole
_ROOM = 0.9  # trimming goes down to so much of what is allowed, so that it is not done every time


class Kept(msgspec.Struct, frozen=True):
    """A copy: what was fetched, how to ask for it again, and when it was last known to hold."""

    fetched: Fetched
    brought: datetime

    @property
    def age(self) -> float:
        """Seconds since it was known to hold."""
        return (datetime.now(UTC) - self.brought).total_seconds()


class _Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """The second line of a copy's file; the first is the digest of all that follows, the body is the rest."""

    address: str
    url: str
    content_type: str = ""
    charset: str = ""
    validators: Validators = Validators()


class PageCache:
    """Copies in a folder, one file an address, within `most_bytes` together; the longest unused go first.

    A copy that is damaged in any way is no copy. Nothing here raises: a full disk means fewer copies. May be
    used from any thread, and by several programs at once.
    """

    def __init__(self, folder: Path, most_bytes: int = limits.KEPT_BYTES) -> None:
        """Keep copies in `folder`; it is made when the first one comes, and only its owner may read it."""
        self._folder = folder
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._forgotten = 0

    @property
    def ticket(self) -> int:
        """Take one before fetching: what was begun before the cache was emptied is not kept after it."""
        return self._forgotten

    def find(self, address: str) -> Kept | None:
        """The copy of an address, whole; using it makes it younger in the order of going."""
        path = self._path(address)
        try:
            with path.open("rb") as file:
                moment = os.fstat(file.fileno()).st_mtime
                digest, line = file.readline(_HEAD_BYTES), file.readline(_HEAD_BYTES)
                body = file.read(self._most_bytes + 1)
            if digest != _digest(line, body):
                return None
            head = msgspec.json.decode(line, type=_Head)
        except (OSError, msgspec.MsgspecError):  # no copy that can be read is none
            return None
        if head.address != _bare(address):
            return None
        with contextlib.suppress(OSError):  # only the order of age is lost
            os.utime(path, (time.time(), moment))
        fetched = Fetched(head.url, body, head.content_type, head.charset, validators=head.validators)
        return Kept(fetched, datetime.fromtimestamp(moment, UTC))

    def keep(self, address: str, fetched: Fetched, ticket: int) -> None:
        """Keep a copy in place of an older one, and make room."""
        if len(fetched.data) > self._most_bytes // _LARGEST_SHARE:
            self.drop(address)
            return
        head = _Head(_bare(address), fetched.url, fetched.content_type, fetched.charset, fetched.validators)
        line = msgspec.json.encode(head) + b"\n"
        with self._lock, contextlib.suppress(OSError):  # a full disk: there is no copy then
            if len(line) < _HEAD_BYTES and ticket == self._forgotten:
                self._write(self._path(address), line, fetched.data)
                self._trim()

    def confirm(self, address: str) -> None:
        """The server says that the copy still holds."""
        with contextlib.suppress(OSError):  # it is asked for again, no more
            os.utime(self._path(address))

    def drop(self, address: str) -> None:
        """There shall be no copy of this address."""
        with contextlib.suppress(OSError):  # it is gone, or is replaced later
            self._path(address).unlink()

    def forget(self) -> None:
        """Drop every copy; what is being fetched now will not be kept either."""
        with self._lock:
            self._forgotten += 1
            for path in self._files():
                with contextlib.suppress(OSError):  # another program may have been quicker
                    path.unlink()

    def _path(self, address: str) -> Path:
        return self._folder / hashlib.sha256(_bare(address).encode("utf-8", "replace")).hexdigest()

    def _write(self, path: Path, line: bytes, body: bytes) -> None:
        """Whole or not at all. Not forced to the disk: a digest tells a copy that a power cut tore."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=path.name, suffix=_TORN)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(line, body))
                file.write(line)
                file.write(body)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _files(self) -> list[Path]:
        """The files that are ours; others in the folder are let be."""
        try:
            return [path for path in self._folder.iterdir() if _is_ours(path.name)]
        except OSError:  # no folder, no copies
            return []

    def _trim(self) -> None:
        """Drop what was not used for longest, until there is room again, and what was never finished."""
        now = time.time()
        copies: list[tuple[float, int, Path]] = []
        for path in self._files():
            with contextlib.suppress(OSError):  # another program may have dropped it
                status = path.stat()
                if path.suffix != _TORN:
                    copies.append((max(status.st_atime, status.st_mtime), status.st_size, path))
                elif now - status.st_mtime > _TORN_SECONDS:
                    path.unlink()
        total = sum(size for _, size, _ in copies)
        if total <= self._most_bytes:
            return
        for _, size, path in sorted(copies):
            if total <= _ROOM * self._most_bytes:
                break
            with contextlib.suppress(OSError):  # another program may have been quicker
                path.unlink()
            total -= size


def _bare(address: str) -> str:
    """An address without the place within its page."""
    return address.partition("#")[0]


def _digest(line: bytes, body: bytes) -> bytes:
    digest = hashlib.sha256(line)
    digest.update(body)
    return digest.hexdigest().encode() + b"\n"


def _is_ours(name: str) -> bool:
    return _NAME.fullmatch(name) is not None
