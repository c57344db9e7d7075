"""What was read last: one small file, so that the program can begin with it the next day."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from gxreader.settings.store import replace_file


class LastRead(msgspec.Struct, frozen=True):
    """An article: how it is opened again (a path or an address), and its title."""

    reference: str
    title: str


class LastReadFile:
    """Where it is written. A disk that refuses is no trouble for the reader: then nothing is remembered."""

    def __init__(self, file: Path) -> None:
        """Use this file."""
        self._file = file

    def read(self) -> LastRead | None:
        """What was read last, if it is known."""
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=LastRead)
        except (OSError, msgspec.MsgspecError):  # nothing yet, or nothing that can be understood
            return None

    def write(self, last: LastRead) -> None:
        """Remember an article instead of the one before."""
        with contextlib.suppress(OSError):  # a full or locked disk: the next article is remembered
            self._file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._file, msgspec.json.encode(last))

    def forget(self) -> None:
        """Remember nothing."""
        with contextlib.suppress(OSError):  # a locked file: it is written over by the next article
            self._file.unlink(missing_ok=True)
