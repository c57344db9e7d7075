"""The child's end: take over the standard streams, hand requests to the work, end when the parent does."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from typing import IO

from gxreader.workers.channel import TEMPORARY_VARIABLE
from gxreader.workers.frames import BrokenFrame, read_frame, write_frame


class Connection:
    """What a worker sees of its parent: payloads in, payloads out."""

    def __init__(self, source: IO[bytes], target: IO[bytes]) -> None:
        """Read `source` by a thread of its own, so that the parent's end is noticed in the midst of work."""
        self._source = source
        self._target = target
        self._inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._lock = threading.Lock()
        threading.Thread(target=self._read, name="parent-reader", daemon=True).start()

    def receive(self, *, wait: bool = True) -> bytes | None:
        """The next request; None, without waiting, when there is none just now."""
        try:
            return self._inbox.get(block=wait)
        except queue.Empty:  # nothing has come
            return None

    def send(self, payload: bytes) -> None:
        """Report to the parent, from any thread."""
        with self._lock:
            write_frame(self._target, payload)

    def _read(self) -> None:
        try:
            while (payload := read_frame(self._source)) is not None:
                self._inbox.put(payload)
        except (BrokenFrame, OSError, ValueError):
            pass  # a parent that cannot be understood is as good as gone
        leave(0)


def leave(code: int) -> None:
    """End this process at once, whatever its libraries are doing, and take its private folder along."""
    folder = os.environ.get(TEMPORARY_VARIABLE)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(code)


def serve(work: Callable[[Connection], None]) -> int:
    """Run `work` with a connection made of the standard streams. It normally never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the parent's to answer
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)  # what libraries print must not disturb the protocol
    sys.stdout = sys.stderr
    try:
        work(Connection(source, target))
    except OSError:
        leave(0)  # the parent closed its end while a report was on its way
    return 0
