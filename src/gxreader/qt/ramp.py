"""Something that changes smoothly, driven by a timer of its own.

Qt's animations share one clock, and one that began after others were deleted was seen to stand still for ever
(PySide6 6.11.3): a page that never arrives would be worse than one that jumps.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

_TICK_MS = 16


class Ramp:
    """Calls `step` with a share that grows from 0.0 to 1.0, slowly at both ends."""

    def __init__(self, parent: QObject, milliseconds: int, step: Callable[[float], None]) -> None:
        """Take so long, as long as `parent` lives."""
        self._milliseconds = milliseconds
        self._step = step
        self._since = QElapsedTimer()
        self._timer = QTimer(parent)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def is_running(self) -> bool:
        """Whether it is on its way."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin at the beginning."""
        self._since.start()
        self._timer.start()

    def stop(self) -> None:
        """Stay where it is."""
        self._timer.stop()

    def _tick(self) -> None:
        share = min(self._since.elapsed() / self._milliseconds, 1.0)
        if share >= 1.0:
            self._timer.stop()
        self._step(share * share * (3 - 2 * share))
