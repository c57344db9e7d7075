"""A screen with a window manager, the bus of assistive programs, and Orca, whose every word is noted."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.journeys.message_bus import becomes, message_bus

_PROGRAMS = ("Xvfb", "dbus-daemon", "openbox", "orca", "xdotool")
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_SYSTEM_PYTHON = "/usr/bin/python3"
_LOOK = Path(__file__).with_name("atspi_look.py")
_SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)'(?:\{| voice=|$)")
_STILL = 0.5  # seconds without a line from Orca: it has nothing left to do
_PATIENCE = 30.0


def missing() -> str:
    """What is not installed here; empty if all is."""
    absent = [program for program in _PROGRAMS if shutil.which(program) is None]
    if _launcher() is None:
        absent.append("at-spi2-core")
    if not any(Path("/usr/lib").glob("*/girepository-1.0/Atspi-2.0.typelib")):
        absent.append("gir1.2-atspi-2.0")
    return f"not installed: {', '.join(absent)}" if absent else ""


def _launcher() -> str | None:
    return next((path for path in _LAUNCHERS if Path(path).exists()), None)


class Orca:
    """The screen reader itself. Its notes go through a terminal, because only there are they told at once."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        # It refuses to start beside another one of the same user: those of other tests are none of ours.
        quiet = folder / "bin"
        quiet.mkdir()
        (quiet / "pgrep").write_text("#!/bin/sh\n", encoding="utf-8")
        (quiet / "pgrep").chmod(0o755)
        self._master, slave = os.openpty()
        tty.setraw(slave)
        self._lines: list[str] = []
        self._moment = time.monotonic()
        self._complaints = (folder / "orca.txt").open("wb")
        self._process = subprocess.Popen(
            [_SYSTEM_PYTHON, shutil.which("orca") or "orca", "--debug-file", os.ttyname(slave)],
            env={**environment, "PATH": f"{quiet}:{environment['PATH']}"},
            stdout=self._complaints,
            stderr=self._complaints,
        )
        self._slave = slave
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        rest = b""
        while True:
            try:
                told = os.read(self._master, 65536)
            except OSError:  # nobody writes any more
                return
            self._moment = time.monotonic()
            *whole, rest = (rest + told).split(b"\n")
            self._lines += [line.decode("utf-8", "replace") for line in whole]

    @property
    def spoken(self) -> list[str]:
        """All it has said so far."""
        return [found[1] for line in list(self._lines) if (found := _SPOKEN.search(line))]

    def is_still(self) -> bool:
        """Whether it has dealt with everything it was told."""
        return time.monotonic() - self._moment > _STILL

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:  # it waits for a voice that never was
            self._process.kill()
            self._process.wait(10)
        os.close(self._slave)
        self._thread.join(10)
        os.close(self._master)
        self._complaints.close()


class AssistiveDesk:
    """What a person does who hears the screen, and what is said."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self.folder = folder
        self.orca: Orca | None = None
        self.program: subprocess.Popen[bytes] | None = None
        self.complaints = folder / "complaints.txt"

    def start_orca(self) -> None:
        """Orca is there and says so."""
        self.orca = Orca(self.environment, self.folder)
        self.hears("Screen reader on")

    def start(self, *arguments: str) -> None:
        """Start the program."""
        with self.complaints.open("wb") as file:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "gxreader", *arguments], env=self.environment, stderr=file
            )

    @property
    def spoken(self) -> list[str]:
        """What Orca has said."""
        return self.orca.spoken if self.orca is not None else []

    def hears(self, words: str, after: int = 0) -> None:
        """Wait until something is said."""
        assert becomes(lambda: any(words in said for said in self.spoken[after:]), _PATIENCE), (
            f"{words!r} was not said, but {self.spoken[after:]}; {self.complaints_text}"
        )

    def hears_one_of(self, words: tuple[str, ...], after: int = 0) -> None:
        """Wait until one of these is said."""
        assert becomes(
            lambda: any(word in said for word in words for said in self.spoken[after:]), _PATIENCE
        ), f"none of {words} was said, but {self.spoken[after:]}; {self.complaints_text}"

    @property
    def complaints_text(self) -> str:
        """What the program complained of."""
        return self.complaints.read_text(encoding="utf-8") if self.complaints.exists() else ""

    def rest(self) -> None:
        """Wait until Orca has nothing left to do: before that it may miss a key."""
        if self.orca is not None:
            becomes(self.orca.is_still, _PATIENCE)

    def press(self, key: str, *words: str) -> None:
        """Press a key, and hear something said for it."""
        self.rest()
        before = len(self.spoken)
        self.key(key)
        for said in words:
            self.hears(said, before)

    def key(self, name: str) -> None:
        """Press a key, whatever follows."""
        subprocess.run(["xdotool", "key", name], env=self.environment, check=True, timeout=20)

    def type(self, words: str) -> None:
        """Type letters and signs, whatever follows."""
        subprocess.run(["xdotool", "type", words], env=self.environment, check=True, timeout=60)

    def reads_down(self) -> str:
        """Go down a line and hear it; where Orca has missed the key, go up and down once more."""
        for keys in (("Down",), ("Up", "Down"), ("Up", "Down")):
            for key in keys:
                self.rest()
                before = len(self.spoken)
                self.key(key)
            if becomes(lambda before=before: len(self.spoken) > before, 5.0):  # type: ignore[misc]  # its default is its type
                self.rest()
                return " ".join(self.spoken[before:])
        return ""

    def look(self, *words: str) -> Any:
        """What AT-SPI tells of the program."""
        done = subprocess.run(
            [_SYSTEM_PYTHON, str(_LOOK), *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return json.loads(done.stdout) if done.returncode == 0 and done.stdout else None

    def all_things(self) -> list[dict[str, Any]]:
        """Everything that is seen over AT-SPI, from the program down, in order."""
        return list(_flat(self.look("tree") or {"children": []}))

    def shows(self, role: str, name: str) -> bool:
        """Whether there comes to be something of a role and name, or a name that begins so."""

        def is_there() -> bool:
            things = self.all_things()
            return any(one.get("role") == role and one["name"].startswith(name) for one in things)

        return becomes(is_there, _PATIENCE)

    def leave(self) -> None:
        """The program ends when it is told, and has complained of nothing."""
        assert self.program is not None
        self.program.terminate()
        assert self.program.wait(20) == 0
        assert "Traceback" not in self.complaints_text

    def close(self) -> None:
        """End what was started."""
        if self.program is not None and self.program.poll() is None:
            self.program.kill()
            self.program.wait(10)
        if self.orca is not None:
            self.orca.close()


def _flat(thing: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield thing
    for child in thing["children"]:
        yield from _flat(child)


@contextmanager
def _running(*command: str, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def _screen() -> Iterator[str]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def assistive_desk(home: Path) -> Iterator[AssistiveDesk]:
    """A desk of one's own; Orca and the program are started when they are wanted."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="desk-"))  # a short name: the bus's socket stands in it
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        display = stack.enter_context(_screen())
        bus = stack.enter_context(message_bus())
        environment = {
            **{name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(folder),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "en",  # Orca's own words; the program is told its language
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "SPEECHD_ADDRESS": f"unix_socket:{folder}/nobody",  # what it says is read, not heard
            "NO_AT_BRIDGE": "1",  # Orca need not look at itself
        }
        stack.enter_context(_running("openbox", environment=environment))
        launcher = (_launcher() or "at-spi-bus-launcher", "--launch-immediately")
        stack.enter_context(_running(*launcher, environment=environment))
        desk = AssistiveDesk(environment, folder)
        stack.callback(desk.close)
        yield desk


def until(condition: Callable[[], bool], within: float = _PATIENCE) -> bool:
    """Wait until something is so, as long as a slow computer may need."""
    return becomes(condition, within)
