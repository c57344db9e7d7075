"""Zip archives from strangers: listed and unpacked within limits; a name never leads out of the archive."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from gxreader.errors import Unreadable
from gxreader.load import limits

_SMALL = 1024 * 1024  # bytes: below it, any ratio is harmless
_ENCRYPTED = 0x1


class Package:
    """A zip archive in memory. Raises Unreadable for what is broken, locked or beyond the limits."""

    def __init__(self, data: bytes) -> None:
        """Open the archive and look at its list before anything is unpacked."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("load.corrupt") from error
        entries = [entry for entry in self._archive.infolist() if entry.filename and not entry.is_dir()]
        if len(entries) > limits.ZIP_ENTRIES:
            raise Unreadable("load.too-complex")
        self._entries = {entry.filename: entry for entry in entries}
        self._folded = {name.casefold(): name for name in reversed(self._entries)}
        self._left = limits.ZIP_BYTES

    @property
    def names(self) -> tuple[str, ...]:
        """Every file's name."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return self._found(name) is not None

    def is_locked(self, name: str) -> bool:
        """Whether a file needs the zip's password."""
        entry = self._found(name)
        return entry is not None and bool(entry.flag_bits & _ENCRYPTED)

    def read(self, name: str) -> bytes:
        """A file's bytes. Raises KeyError if it is not there, Unreadable for a bomb or damage."""
        entry = self._found(name)
        if entry is None:
            raise KeyError(name)
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("load.password")
        most = min(self._left, max(_SMALL, entry.compress_size * limits.ZIP_RATIO))
        try:
            with self._archive.open(entry) as file:
                data = file.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,  # places before the archive's beginning
        ) as error:
            raise Unreadable("load.corrupt") from error
        if len(data) > most:
            raise Unreadable("load.too-complex")
        self._left -= len(data)
        return data

    def _found(self, name: str) -> zipfile.ZipInfo | None:
        return self._entries.get(name) or self._entries.get(self._folded.get(name.casefold(), ""))


def beside(base: str, address: str) -> str:
    """The archive name that a relative `address` means in the file called `base`; empty if it leads out."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
    return "" if joined.startswith(("../", "/")) or joined in {"..", "."} or ":" in path else joined
