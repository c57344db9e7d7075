"""A computer that does not fall asleep while it reads aloud: locks against sleep, by its own means."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol

from gxreader.desktop.bus import SYSTEM, Bus, Wire

WHO = "gxreader"
WHY = "reading aloud"
_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
# Desktops dim and lock by a clock of their own, and not every one looks at logind's locks: one of these does.
_SCREENS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    (
        "org.freedesktop.PowerManagement",
        "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit",
    ),
)
# The weak kind lets the person who is logged in send the computer to sleep all the same; before systemd 257
# it had no name of its own, and "block" was it.
_MODES = ("block-weak", "block")

Release = Callable[[], None]
Took = Callable[["Release | None"], None]


class KeepAwake(Protocol):
    """Keeps the computer awake while something is read. No method blocks."""

    def hold(self) -> None:
        """No sleep, no dark screen from now on."""

    def release(self) -> None:
        """Sleep when it pleases."""

    def close(self) -> None:
        """Let go for good."""


class Lock:
    """One lock on one bus, taken and released in the bus's thread; an answer may come after the release."""

    def __init__(self, take: Callable[[Wire, Took], None]) -> None:
        """`take` asks for the lock and tells later how to release it, or None if it was refused."""
        self._take = take
        self._wire: Wire | None = None
        self._wanted = False
        self._asked = False
        self._release: Release | None = None

    def want(self, wire: Wire, *, wanted: bool) -> None:
        """Have the lock, or have it no more."""
        if wire is not self._wire:
            self.forget()
            self._wire = wire
        self._wanted = wanted
        self._settle(wire)

    def forget(self) -> None:
        """The connection has ended: a screen lock with it, a file descriptor is closed here."""
        release, self._release = self._release, None
        self._asked = False
        if release is not None:
            release()

    def _settle(self, wire: Wire) -> None:
        if self._wanted and not self._asked:
            self._asked = True
            self._take(wire, lambda release: self._took(wire, release))
        elif not self._wanted and self._release is not None:
            release, self._release = self._release, None
            self._asked = False
            release()

    def _took(self, wire: Wire, release: Release | None) -> None:
        self._release = release
        self._asked = release is not None
        if release is not None:
            self._settle(wire)


class LinuxAwake:
    """logind's lock on the system bus, and the desktop's own on the session bus."""

    def __init__(self, session: Bus) -> None:
        """Use the session bus there is; the system bus is looked for at the first `hold`."""
        self._login = Lock(take_login_lock)
        self._system = Bus(SYSTEM, part=self._login.forget)
        self._session = session
        self._screen = Lock(take_screen_lock)

    def hold(self) -> None:
        """Take both."""
        self._set(wanted=True)

    def release(self) -> None:
        """Release both."""
        self._set(wanted=False)

    def close(self) -> None:
        """Release both and leave the system bus; the session bus is another's to leave."""
        self.release()
        self._system.close()

    def _set(self, *, wanted: bool) -> None:
        self._system.run(lambda wire: self._login.want(wire, wanted=wanted))
        self._session.run(lambda wire: self._screen.want(wire, wanted=wanted))


def take_login_lock(wire: Wire, took: Took) -> None:
    """Ask logind for a lock against idle and sleep: a file descriptor that holds it until it is closed."""
    from jeepney import DBusAddress, new_method_call

    name, path, interface = _LOGIN
    address = DBusAddress(path, name, interface)

    def ask(modes: tuple[str, ...]) -> None:
        def answered(reply: tuple[Any, ...] | None) -> None:
            if reply is not None:
                took(_closing(reply[0].to_raw_fd()))
            elif len(modes) > 1:
                ask(modes[1:])
            else:
                took(None)

        body = ("idle:sleep", WHO, WHY, modes[0])
        wire.ask(new_method_call(address, "Inhibit", "ssss", body), answered)

    ask(_MODES)


def _closing(descriptor: int) -> Release:
    # What comes over a socket is inherited by children unless told otherwise: a browser that was opened from
    # here would keep the computer awake.
    os.set_inheritable(descriptor, False)
    return lambda: os.close(descriptor)


def take_screen_lock(wire: Wire, took: Took) -> None:
    """Ask the desktop's screen saver, or else its power manager; each gives a number to give back."""
    from jeepney import DBusAddress, new_method_call

    def ask(places: tuple[tuple[str, str, str], ...]) -> None:
        if not places:
            took(None)
            return
        name, path, interface = places[0]
        address = DBusAddress(path, name, interface)

        def answered(reply: tuple[Any, ...] | None) -> None:
            if reply is None:
                ask(places[1:])
                return
            undo = new_method_call(address, "UnInhibit", "u", (reply[0],))
            took(lambda: wire.ask(undo, lambda _reply: None))

        wire.ask(new_method_call(address, "Inhibit", "ss", (WHO, WHY)), answered)

    ask(_SCREENS)


class NeverAsleep:
    """For systems without such a thing, and for tests: nothing to hold."""

    def hold(self) -> None:
        """Nothing to take."""

    def release(self) -> None:
        """Nothing to release."""

    def close(self) -> None:
        """Nothing to let go."""


if sys.platform == "win32":

    class WindowsAwake:
        """Windows keeps a wish against sleep for the thread that made it, as long as that thread lives."""

        _CONTINUOUS = 0x80000000
        _SYSTEM_REQUIRED = 0x00000001
        _DISPLAY_REQUIRED = 0x00000002

        def __init__(self) -> None:
            """Begin with nothing held."""
            self._over: threading.Event | None = None

        def hold(self) -> None:
            """Let a thread of its own hold the wish."""
            if self._over is None:
                self._over = threading.Event()
                holder = threading.Thread(target=self._keep, args=(self._over,), name="awake", daemon=True)
                holder.start()

        def release(self) -> None:
            """End that thread, and the wish with it."""
            if self._over is not None:
                self._over.set()
                self._over = None

        def close(self) -> None:
            """Let go."""
            self.release()

        def _keep(self, over: threading.Event) -> None:
            import ctypes

            tell = ctypes.windll.kernel32.SetThreadExecutionState
            tell.argtypes = [ctypes.c_uint]
            tell(self._CONTINUOUS | self._SYSTEM_REQUIRED | self._DISPLAY_REQUIRED)
            over.wait()
            tell(self._CONTINUOUS)
