"""What one fetch holds on to, so that another thread can make it let go."""

from __future__ import annotations

import contextlib
import functools
import socket
import threading
from collections.abc import Callable


class Lifeline:
    """Connections, and turns at a host, of one fetch; cutting it ends them all, now and later."""

    def __init__(self) -> None:
        """Begin with nothing held, uncut."""
        self._lock = threading.Lock()
        self._ends: list[Callable[[], None]] = []
        self._cut = threading.Event()

    @property
    def is_cut(self) -> bool:
        """Whether whoever waited has given up, or has been answered."""
        return self._cut.is_set()

    def hold(self, end: Callable[[], None]) -> bool:
        """Call `end` when the line is cut; at once, and False, if it is cut already."""
        with self._lock:
            if not self.is_cut:
                self._ends.append(end)
                return True
        end()
        return False

    def hold_connection(self, connection: socket.socket) -> bool:
        """As `hold`; keeps a second handle, for the first one passes into the TLS layer."""
        return self.hold(functools.partial(_end, connection.dup()))

    def rest(self, seconds: float) -> bool:
        """Wait so long; False if the line was cut meanwhile."""
        return not self._cut.wait(seconds)

    def cut(self) -> None:
        """End everything held; whoever reads from a connection wakes up."""
        with self._lock:
            self._cut.set()
            ends, self._ends = self._ends, []
        for end in ends:
            end()


def _end(handle: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other side was quicker
        handle.shutdown(socket.SHUT_RDWR)
    handle.close()
