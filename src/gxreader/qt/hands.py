"""Hands that tremble or rest: what counts as a press of a key, by mouse, by touch and by waiting."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gxreader.settings.schema import CLICK_GUARD, DWELL_CLICK, HOLD_TO_CLICK
from gxreader.settings.store import Settings

_LOOK_MS = 80  # how often a resting pointer is looked at


class Hands:
    """The reader's own times, in milliseconds, for every key of the program."""

    def __init__(self) -> None:
        """Begin with the ordinary ones."""
        self.guard: int = CLICK_GUARD.default
        self.hold: int = HOLD_TO_CLICK.default
        self.dwell: int = DWELL_CLICK.default
        self._last = ""
        self._since = QElapsedTimer()

    def take(self, settings: Settings) -> None:
        """Take the times from the settings."""
        self.guard = settings.get(CLICK_GUARD)
        self.hold = settings.get(HOLD_TO_CLICK)
        self.dwell = settings.get(DWELL_CLICK)

    def admits_again(self, name: str) -> bool:
        """Whether a shortcut may do the same again already, where the reader wants to be guarded."""
        guarded = self.guard > CLICK_GUARD.default and name == self._last and self._since.isValid()
        if guarded and self._since.elapsed() < self.guard:
            return False
        self._last = name
        self._since.start()
        return True


HANDS = Hands()


class Debounce:
    """A double click counts once: the second click must never hit what appeared under the first."""

    milliseconds: int | None = None  # the reader's own time where None

    def __init__(self) -> None:
        """Begin ready."""
        self._since = QElapsedTimer()

    def admits(self) -> bool:
        """Whether a press now is a new one."""
        guard = HANDS.guard if self.milliseconds is None else self.milliseconds
        if self._since.isValid() and self._since.elapsed() < guard:
            return False
        self._since.start()
        return True

    def begin_anew(self) -> None:
        """What a press has done is done only now: the second press of a pair waited meanwhile."""
        if self._since.isValid():
            self._since.restart()


class PressableKey(QPushButton):
    """A button for any hand: it is pressed where the press began, though the hand slips before it lets go.

    Where the reader wishes, it must be held down for a while; `dwell_share` is how much of the time is over
    after which a pointer that rests on it presses it, from 0 to 1.
    """

    _debounce = Debounce()  # one for all keys: the second press of a pair may hit another one

    def __init__(self) -> None:
        """Not pressed."""
        super().__init__()
        self.slip = 0  # pixels around it where letting go still counts
        self.dwell_share = 0.0
        self._is_held = False
        self._held_long = QTimer(self)
        self._held_long.setSingleShot(True)
        self._held_long.timeout.connect(self._press_held)

    def hitButton(self, position: QPoint) -> bool:
        """Whether a press there is one of this key; while it is pressed, a slip still is."""
        slip = self.slip if self._is_held else 0
        return self.rect().adjusted(-slip, -slip, slip, slip).contains(position)

    def press_by_rest(self) -> None:
        """A pointer has rested on it long enough."""
        if self._debounce.admits():
            self.click()

    def touched_too_short(self) -> None:
        """It was let go before it counted; a subclass may say so."""

    def _press_held(self) -> None:
        if self.isDown():
            self.setDown(False)
            if self._debounce.admits():
                self.click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to count."""
        super().mousePressEvent(event)
        self._is_held = self.isDown()
        if self._is_held and HANDS.hold:
            self._held_long.start(HANDS.hold)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Count a double click once, and a touch that was to be a hold not at all."""
        if HANDS.hold:
            was_short = self._held_long.isActive() and self.isDown()
            self._held_long.stop()
            self.setDown(False)
            if was_short:
                self.touched_too_short()
        elif self.isDown() and not self._debounce.admits():
            self.setDown(False)
        else:
            super().mouseReleaseEvent(event)
            self._debounce.begin_anew()
        self._is_held = False


class Dwelling(QObject):
    """Presses the key on which the pointer rests, once, where the reader wishes it."""

    def __init__(self, window: QWidget) -> None:
        """Watch this window's keys."""
        super().__init__(window)
        self._window = window
        self._key: PressableKey | None = None
        self._at = QPoint()
        self._since = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(lambda: self.look(QCursor.pos()))

    def refresh(self) -> None:
        """Watch only if the reader wishes it."""
        if bool(HANDS.dwell) != self._clock.isActive():
            self._leave()
            self._clock.start() if HANDS.dwell else self._clock.stop()

    def stop(self) -> None:
        """The window is closing."""
        self._clock.stop()

    def look(self, point: QPoint) -> None:
        """The pointer is at a point of the screen."""
        key = self._key_at(point)
        if key is not self._key:
            self._leave()
            # What appeared under a pointer that did not move was not pointed at.
            if key is not None and point != self._at:
                self._key = key
                self._since.start()
        elif key is not None and self._since.isValid():
            key.dwell_share = min(1.0, self._since.elapsed() / HANDS.dwell)
            key.update()
            if key.dwell_share >= 1.0:
                self._since.invalidate()  # once, until the pointer has been elsewhere
                key.dwell_share = 0.0
                key.press_by_rest()
        self._at = point

    def _key_at(self, point: QPoint) -> PressableKey | None:
        widget = QApplication.widgetAt(point)
        if not isinstance(widget, PressableKey) or not widget.isEnabled():
            return None
        return widget if self._window.isAncestorOf(widget) else None

    def _leave(self) -> None:
        if self._key is not None:
            self._key.dwell_share = 0.0
            self._key.update()
        self._key = None
