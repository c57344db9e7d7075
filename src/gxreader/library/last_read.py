"""What was read last: one line of the library, so that the program can begin with it the next day."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.errors import OutputError

if TYPE_CHECKING:
    from gxreader.library.library import Library


class LastRead(msgspec.Struct, frozen=True):
    """An article: how it is opened again (a path or an address), and its title."""

    reference: str
    title: str


class LastReadFile:
    """Where it is written. A disk that refuses is no trouble for the reader: then nothing is remembered."""

    def __init__(self, file: Path, library: Callable[[], Library] | None = None) -> None:
        """Use the library, by default the one beside `file`, where earlier versions kept it."""
        self._file = file
        self._make_library = library
        self._library: Library | None = None

    def read(self) -> LastRead | None:
        """What was read last, if it is known."""
        from gxreader.library.glance import fact_at_a_glance
        from gxreader.library.history import LAST

        try:
            data = self._file.read_bytes()
        except OSError:  # as it should be: the library has it
            data = fact_at_a_glance(self._file.with_name("library.sqlite"), LAST).encode("utf-8")
        try:
            return msgspec.json.decode(data, type=LastRead)
        except msgspec.MsgspecError:  # nothing yet, or nothing that can be understood
            return None

    def write(self, last: LastRead) -> None:
        """Remember an article instead of the one before."""
        from gxreader.library.history import LAST

        with contextlib.suppress(OutputError):  # a full or locked disk: the next article is remembered
            self._own_library().history.note_fact(LAST, msgspec.json.encode(last).decode("utf-8"))

    def forget(self) -> None:
        """Remember nothing."""
        from gxreader.library.history import LAST

        with contextlib.suppress(OutputError):  # a locked file: it is written over by the next article
            self._own_library().history.note_fact(LAST, "")

    def _own_library(self) -> Library:
        if self._library is None:
            from gxreader.library.library import Library

            make, file = self._make_library, self._file.with_name("library.sqlite")
            self._library = make() if make else Library(file)
        return self._library
