"""The colours the computer asks for: they hold until the reader chooses some, and are told of."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.settings.schema import SCHEME, SYSTEM_LOOK_TOLD
from gxreader.settings.store import Settings
from gxreader.theme.system_wish import SystemWish


class SystemLook:
    """Takes what the computer asks for, at the start and whenever that changes."""

    def __init__(self, settings: Settings, appearance: Appearance, announcements: Announcements) -> None:
        """Nothing is asked for yet."""
        self._settings = settings
        self._appearance = appearance
        self._announcements = announcements

    def begin(self, wish: SystemWish) -> None:
        """The program starts on a computer with these wishes."""
        self._appearance.system_wish = wish

    def change(self, wish: SystemWish) -> None:
        """The computer's wishes have changed while the program runs."""
        before = self._appearance.scheme
        self._appearance.system_wish = wish
        if self._appearance.scheme != before:
            self._settings.changed.emit(SCHEME.key)  # no value has changed, but what follows from it
            self._tell()

    def tell_once(self) -> None:
        """At the start of a profile whose colours are the computer's, say so: once for all."""
        if self._appearance.scheme.id != SCHEME.default and self._appearance.follows_system:
            if not self._settings.get(SYSTEM_LOOK_TOLD):
                self._tell()
            self._settings.set(SYSTEM_LOOK_TOLD, True)

    def _tell(self) -> None:
        name = self._appearance.messages.text(f"scheme.{self._appearance.scheme.id}")
        self._announcements.say("say.system-scheme", name=name)
