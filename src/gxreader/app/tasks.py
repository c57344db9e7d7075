"""The one thread door, as the core sees it: work leaves here and comes back here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from gxreader.errors import ReaderError

Result = TypeVar("Result")


class Tasks(Protocol):
    """Runs work off the thread that owns the window; success and failure come back to that thread."""

    def work(
        self,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[ReaderError], None],
    ) -> None:
        """Run `job` elsewhere, then `done` or `failed` here. Anything unforeseen becomes a ReaderError."""

    def post(self, call: Callable[[], None]) -> None:
        """Run `call` soon on the window's thread; may be called from any thread."""
