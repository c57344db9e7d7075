"""One step back for everything that is read or heard otherwise: it is offered beside each answer."""

from __future__ import annotations

import time
from collections.abc import Callable

from gxreader.app.announcements import Announcement, Announcements
from gxreader.app.appearance import READING_SETTINGS
from gxreader.app.printing import PRINT_SETTINGS
from gxreader.app.voice import RESETTABLE
from gxreader.settings.schema import (
    CLICK_GUARD,
    DWELL_CLICK,
    HIDDEN_SITES,
    HOLD_TO_CLICK,
    POINT_AND_READ,
    SHORTCUTS,
    SITE_ORDER,
    VOICE_PROMPTS,
    Any,
)
from gxreader.settings.store import Settings, Stored

UNDOABLE: tuple[Any, ...] = (
    *READING_SETTINGS,
    *RESETTABLE,
    POINT_AND_READ,
    VOICE_PROMPTS,
    *PRINT_SETTINGS,
    CLICK_GUARD,
    HOLD_TO_CLICK,
    DWELL_CLICK,
    SHORTCUTS,
    HIDDEN_SITES,
    SITE_ORDER,
)
# Answers to a wish that changed nothing any more: the way back is wanted there most.
AT_THE_END = frozenset(
    f"say.{end}"
    for end in ("text-largest", "text-smallest", "fastest", "slowest", "loudest", "quietest", "undone")
)
BURST_SECONDS = 0.7  # a held or trembling key presses again so soon; a second thought comes later
_STEPS = 50

Values = tuple[tuple[Any, Stored], ...]


class Undoing:
    """Notices what has changed when the program answers, whoever changed it, and can put it back."""

    def __init__(
        self, settings: Settings, announcements: Announcements, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Watch these settings by these answers."""
        self._settings = settings
        self._announcements = announcements
        self._clock = clock
        self._shown = settings.snapshot(UNDOABLE)
        self._steps: list[Values] = []
        self._last_change = float("-inf")
        announcements.answering = self._answering

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state to return to."""
        return bool(self._steps)

    def undo(self) -> None:
        """Return to what was before the last change."""
        self.take_note()
        if not self._steps:
            self._announcements.say("say.nothing-to-undo")
            return
        self._settings.restore(self._steps.pop())
        self._shown = self._settings.snapshot(UNDOABLE)
        self._last_change = float("-inf")  # what is changed next is a step of its own
        self._announcements.say("say.undone")

    def take_note(self) -> bool:
        """Keep what has changed since the last answer as a step; whether anything has."""
        before, now = self._shown, self._settings.snapshot(UNDOABLE)
        changed = tuple(old for old, new in zip(before, now, strict=True) if old != new)
        self._shown = now
        if not changed:
            return False
        moment = self._clock()
        is_burst = moment - self._last_change < BURST_SECONDS and bool(self._steps)
        self._last_change = moment
        if not is_burst or _settings_of(self._steps[-1]) != _settings_of(changed):
            self._steps.append(changed)
            del self._steps[:-_STEPS]
        return True

    def _answering(self, announcement: Announcement) -> str:
        """The command to offer beside an answer that offers none itself."""
        changed = self.take_note()
        at_the_end = announcement.key in AT_THE_END and self.can_undo
        return "undo" if (changed or at_the_end) and not announcement.trouble else ""


def _settings_of(values: Values) -> tuple[str, ...]:
    return tuple(setting.key for setting, _value in values)
