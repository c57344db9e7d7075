"""The program's one loader: made when something is first opened, ended with the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.errors import Cancelled

if TYPE_CHECKING:
    from gxreader.load.loader import Loader


class Works:
    """Hands out the loader, to any thread."""

    def __init__(self, make: Callable[[], Loader]) -> None:
        """Make it with `make`, which imports what is heavy."""
        self._make = make
        self._lock = threading.Lock()
        self._loader: Loader | None = None
        self._closed = False

    def loader(self) -> Loader:
        """The loader. Raises Cancelled after `close`."""
        with self._lock:
            if self._closed:
                raise Cancelled("load.cancelled")
            if self._loader is None:
                self._loader = self._make()
            return self._loader

    def warm(self) -> None:
        """Make the loader and what it works with, ahead of the first wish."""
        self.loader().warm()

    def renew(self) -> None:
        """Another loader from now on; what waits for the one before is cancelled."""
        with self._lock:
            loader, self._loader = self._loader, None
        if loader is not None:
            loader.close()

    def close(self) -> None:
        """End it, and the process it parses in; what still waits for it is cancelled."""
        with self._lock:
            self._closed = True
            loader, self._loader = self._loader, None
        if loader is not None:
            loader.close()
