"""The one thread door: work leaves the window's thread here and comes back here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from gxreader.errors import ReaderError

Result = TypeVar("Result")
_log = logging.getLogger(__name__)
_LEAVE_WITHIN_MS = 1000
_THREADS = 8  # most of the work waits for the network: a slow server must not keep the voice waiting


class ThreadDoor(QObject):
    """Implements `app.tasks.Tasks` with Qt's thread pool and a queued signal."""

    _returned = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Open the door on the thread that makes it, which is the window's."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._closed = False
        self._returned.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def work(
        self,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[ReaderError], None],
    ) -> None:
        """Run `job` in the pool, then `done` or `failed` on the window's thread."""

        def run() -> None:
            try:
                result = job()
            except ReaderError as error:
                known = error
                self.post(lambda: failed(known))
            except Exception:  # noqa: BLE001 - see below
                # The door is one of the two places that catch broadly: nothing may vanish in a thread.
                _log.exception("unforeseen trouble in background work")
                self.post(lambda: failed(ReaderError("error.unexpected")))
            else:
                self.post(lambda: done(result))

        self._pool.start(run)

    def post(self, call: Callable[[], None]) -> None:
        """Run `call` on the window's thread; calls after closing are dropped."""
        if not self._closed:
            self._returned.emit(call)

    def close(self) -> None:
        """Let no more calls in, and give running work a moment to end."""
        self._closed = True
        self._pool.waitForDone(_LEAVE_WITHIN_MS)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()
