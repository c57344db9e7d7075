"""Builds what this computer offers: media keys, locks against sleep, a word with other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from gxreader.desktop.awake import KeepAwake, LinuxAwake, NeverAsleep
from gxreader.desktop.mpris import MprisPlayer
from gxreader.desktop.turn import Turn
from gxreader.desktop.values import Asked, NowPlaying


class Desktop(Protocol):
    """The rest of the computer, as the program sees it. No method blocks."""

    def show(self, now: NowPlaying) -> None:
        """Let the computer show what is read."""

    def begin(self) -> None:
        """The voice begins: others fall silent, the computer stays awake."""

    def end(self) -> None:
        """The voice is silent."""

    def close(self) -> None:
        """Leave nothing behind."""


class SystemDesktop:
    """The computer this program runs on; what it lacks is silently absent."""

    def __init__(self, asked: Callable[[Asked], None], lost_turn: Callable[[], None]) -> None:
        """Call `asked` for wishes from outside, `lost_turn` when another gxreader begins, on any thread."""
        self._player = MprisPlayer(asked) if sys.platform == "linux" else None
        self._awake = _awake(self._player)
        self._turn = Turn(lost_turn)

    def show(self, now: NowPlaying) -> None:
        """Tell the desktop's media player."""
        if self._player is not None:
            self._player.show(now)

    def begin(self) -> None:
        """Take the turn and the locks."""
        self._turn.take()
        self._awake.hold()

    def end(self) -> None:
        """Leave both."""
        self._turn.leave()
        self._awake.release()

    def close(self) -> None:
        """End the threads and the connections."""
        self._turn.close()
        self._awake.close()
        if self._player is not None:
            self._player.bus.close()


def _awake(player: MprisPlayer | None) -> KeepAwake:
    if player is not None:
        return LinuxAwake(player.bus)
    if sys.platform == "win32":
        from gxreader.desktop.awake import WindowsAwake

        return WindowsAwake()
    return NeverAsleep()
