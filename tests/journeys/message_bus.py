"""Message buses that exist only here, something that plays logind on them, an independent client: gdbus."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

_PROGRAMS = ("dbus-daemon", "gdbus")
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""
PLAYER = "org.mpris.MediaPlayer2.gxreader"
OBJECT = "/org/mpris/MediaPlayer2"
INTERFACE = "org.mpris.MediaPlayer2.Player"


def missing() -> str:
    """Why there can be no bus here; empty if there can."""
    absent = [program for program in _PROGRAMS if shutil.which(program) is None]
    return f"not installed: {', '.join(absent)}" if absent else ""


@contextmanager
def message_bus() -> Iterator[str]:
    """A message bus of our own: its address."""
    folder = Path(tempfile.mkdtemp(prefix="bus-"))
    socket = folder / "socket"
    configuration = folder / "bus.conf"
    configuration.write_text(_CONFIGURATION.format(socket=socket), encoding="utf-8")
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().decode().strip()
    try:
        yield address
    finally:
        daemon.terminate()
        daemon.wait(10)
        daemon.stdout.close()
        shutil.rmtree(folder, ignore_errors=True)


class Client:
    """Another program on a bus."""

    def __init__(self, address: str, name: str = PLAYER) -> None:
        """Speak to the media player of a name."""
        self.address = address
        self.name = name

    def _gdbus(self, *words: str) -> str:
        done = subprocess.run(
            ["gdbus", *words],
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return done.stdout.strip() if done.returncode == 0 else f"refused: {done.stderr.strip()}"

    def _environment(self) -> dict[str, str]:
        return dict(os.environ, DBUS_SESSION_BUS_ADDRESS=self.address)

    def call(self, method: str, *arguments: str) -> str:
        """Call a method by its full name."""
        words = ["--session", "--dest", self.name, "--object-path", OBJECT, "--method", method, *arguments]
        return self._gdbus("call", *words)

    def do(self, method: str) -> str:
        """Call a method of the player."""
        return self.call(f"{INTERFACE}.{method}")

    def get(self, name: str, interface: str = INTERFACE) -> str:
        """A property, as gdbus writes it."""
        return self.call("org.freedesktop.DBus.Properties.Get", interface, name)

    def set(self, name: str, value: str, interface: str = INTERFACE) -> str:
        """Set a property."""
        return self.call("org.freedesktop.DBus.Properties.Set", interface, name, value)

    def describe(self) -> str:
        """What the object says it can do, as gdbus understands it."""
        return self._gdbus("introspect", "--session", "--dest", self.name, "--object-path", OBJECT)

    def names(self) -> set[str]:
        """The media players on the bus."""
        words = ("--dest", "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus")
        listed = self._gdbus("call", "--session", *words, "--method", "org.freedesktop.DBus.ListNames")
        return set(re.findall(r"org\.mpris\.MediaPlayer2[\w.]*", listed))

    def status_becomes(self, status: str, within: float = 10.0) -> bool:
        """Wait for a playback status."""
        return becomes(lambda: self.get("PlaybackStatus") == f"(<'{status}'>,)", within)


class Ear(Client):
    """Notes what a media player tells by itself, with the moment it came."""

    def __init__(self, address: str, name: str = PLAYER) -> None:
        """Begin to listen."""
        super().__init__(address, name)
        self.heard: list[tuple[float, str]] = []
        self._monitor = subprocess.Popen(
            ["gdbus", "monitor", "--session", "--dest", name, "--object-path", OBJECT],
            env=self._environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Listen for the length of a block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop listening."""
        self.close()

    def _listen(self) -> None:
        assert self._monitor.stdout is not None
        for line in self._monitor.stdout:
            self.heard.append((time.monotonic(), line))

    def moment_of(self, words: str, after: float = 0.0) -> float | None:
        """When something was first told."""
        return next((moment for moment, line in self.heard if words in line and moment >= after), None)

    def close(self) -> None:
        """Stop listening."""
        self._monitor.terminate()
        self._monitor.wait(10)
        self._thread.join(5)
        if self._monitor.stdout is not None:
            self._monitor.stdout.close()


class SleepService:
    """Plays logind and the desktop's screen saver on a bus, and knows who holds what.

    Like logind it hands out one end of a pipe, and learns from the other one that it was closed.
    """

    def __init__(self, address: str, names: tuple[str, ...], *, old: bool = False) -> None:
        """Answer as some names; an `old` logind knows no weak locks."""
        from jeepney.io.blocking import open_dbus_connection

        self.asked: list[tuple[str, ...]] = []
        self.given_back: list[int] = []
        self._old = old
        self._pipes: list[int] = []
        self._open = True
        self._connection = open_dbus_connection(address, enable_fds=True)
        for name in names:
            assert self._connection.bus_proxy.RequestName(name) == (1,)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def held(self) -> int:
        """How many locks are held by file descriptors at this moment."""
        ended = [pipe for pipe in self._pipes if select.select([pipe], [], [], 0)[0]]
        return len(self._pipes) - len(ended)

    @property
    def cookies(self) -> int:
        """How many locks are held by number."""
        numbered = [asked for asked in self.asked if len(asked) == 2]
        return len(numbered) - len(self.given_back)

    def _serve(self) -> None:
        from jeepney import MessageType

        while self._open:
            try:
                message = self._connection.receive(timeout=0.05)
            except TimeoutError:  # nothing yet: see whether it is over
                continue
            except OSError:  # the bus has ended
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, call: Any) -> None:
        from jeepney import HeaderFields, new_error, new_method_return

        member, body = call.header.fields[HeaderFields.member], call.body
        if member == "Inhibit" and len(body) == 4:
            self.asked.append(body)
            if self._old and body[3] not in {"block", "delay"}:
                self._connection.send(new_error(call, "org.freedesktop.DBus.Error.InvalidArgs"))
                return
            read, write = os.pipe()
            self._connection.send(new_method_return(call, "h", (write,)))
            os.close(write)
            self._pipes.append(read)
        elif member == "Inhibit":
            self.asked.append(body)
            self._connection.send(new_method_return(call, "u", (len(self.asked),)))
        elif member == "UnInhibit":
            self.given_back.append(body[0])
            self._connection.send(new_method_return(call))
        else:
            self._connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))

    def close(self) -> None:
        """Leave the bus."""
        self._open = False
        self._thread.join(5)
        self._connection.close()
        for pipe in self._pipes:
            os.close(pipe)


def becomes(condition: Callable[[], bool], within: float = 10.0) -> bool:
    """Wait until something is so."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()
