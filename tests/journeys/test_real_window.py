"""A real window on a real screen of its own: it opens, reads, answers keys, and goes quietly."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_NEEDED = ("Xvfb", "xdotool", "xwd")
_ABSENT = [program for program in _NEEDED if shutil.which(program) is None]

pytestmark = pytest.mark.skipif(bool(_ABSENT), reason=f"not installed: {', '.join(_ABSENT)}")

TWIN = Path(__file__).resolve().parents[1] / "fixtures" / "load" / "twin-page.txt"


class Desk:
    """A screen without a window manager, and the program on it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.program: subprocess.Popen[bytes] | None = None
        self.complaints = Path(environment["HOME"]) / "complaints.txt"

    def start(self, *arguments: str) -> None:
        with self.complaints.open("wb") as file:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "gxreader", *arguments], env=self.environment, stderr=file
            )

    def tool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The window's number, once it is there."""
        for _ in range(200):
            found = self.tool("search", "--onlyvisible", "--name", title)
            if found:
                return found.splitlines()[0]
            time.sleep(0.05)
        raise AssertionError(f"no window named {title}: {self.complaints.read_text()}")

    def picture(self) -> bytes:
        """What is on the screen now."""
        return subprocess.run(
            ["xwd", "-root", "-silent"], env=self.environment, capture_output=True, timeout=20, check=True
        ).stdout

    def becomes_another_picture_than(self, before: bytes, within: float = 8.0) -> bool:
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self.picture() != before:
                return True
            time.sleep(0.05)
        return False


@pytest.fixture
def desk(private_home: Path) -> Iterator[Desk]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()  # the whole line: the server dies of a pipe closed too early
    environment = {
        **{name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
        "DISPLAY": f":{number}",
        "HOME": str(private_home),
    }
    made = Desk(environment)
    yield made
    if made.program is not None and made.program.poll() is None:
        made.program.kill()
        made.program.wait(10)
    server.terminate()
    server.wait(10)


def children_of(process: int) -> list[int]:
    """The processes it has started, once there is one (each thread has its own list)."""
    for _ in range(100):
        lists = Path(f"/proc/{process}/task").glob("*/children")
        found = [int(word) for listed in lists for word in listed.read_text().split()]
        if found:
            return found
        time.sleep(0.05)
    return []


def test_a_person_opens_reads_enlarges_and_leaves(desk: Desk) -> None:
    desk.start("--lang", "zh", "open", str(TWIN), "--mode", "elderly", "--window", "1366x768")
    window = desk.window("gxreader")
    time.sleep(0.5)
    desk.tool("windowfocus", "--sync", window)

    before = desk.picture()
    desk.tool("key", "alt+Up")
    assert desk.becomes_another_picture_than(before), "a bigger text changes the picture"

    before = desk.picture()
    desk.tool("key", "Page_Down")
    assert desk.becomes_another_picture_than(before), "the page turns"

    before = desk.picture()
    desk.tool("key", "F5")
    assert desk.becomes_another_picture_than(before), "reading marks what is read"
    assert desk.program is not None
    workers = children_of(desk.program.pid)
    assert workers, "the voice has a process of its own"

    desk.program.send_signal(signal.SIGTERM)
    assert desk.program.wait(5) == 0
    assert "Traceback" not in desk.complaints.read_text(encoding="utf-8")
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(Path(f"/proc/{worker}/exe").exists() for worker in workers):
        time.sleep(0.05)
    assert not [worker for worker in workers if Path(f"/proc/{worker}/exe").exists()], "no voice stays behind"


def share_of_black(picture: bytes) -> float:
    """How much of a picture (four bytes a pixel, after its header) is black."""
    pixels = picture[-1366 * 768 * 4 :]
    black = sum(pixels[start : start + 3] == b"\0\0\0" for start in range(0, len(pixels), 4 * 97))
    return black / len(range(0, len(pixels), 4 * 97))


def test_a_person_listens_in_the_dark_and_finds_out_again(desk: Desk) -> None:
    desk.start("--lang", "zh", "open", str(TWIN), "--mode", "elderly", "--window", "1366x768")
    window = desk.window("gxreader")
    time.sleep(0.5)
    desk.tool("windowfocus", "--sync", window)
    desk.tool("key", "F5")
    desk.tool("key", "F9")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and share_of_black(desk.picture()) < 1.0:
        time.sleep(0.2)
    assert share_of_black(desk.picture()) == 1.0, "the words have faded"

    desk.tool("mousemove", "600", "300", "click", "1")
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline and share_of_black(desk.picture()) == 1.0:
        time.sleep(0.1)
    assert 0.8 < share_of_black(desk.picture()) < 1.0, "a touch has paused it and says so"

    desk.tool("key", "Escape")
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline and share_of_black(desk.picture()) > 0.5:
        time.sleep(0.1)
    assert share_of_black(desk.picture()) < 0.2, "the article is there again"
    assert desk.program is not None
    desk.program.send_signal(signal.SIGTERM)
    assert desk.program.wait(5) == 0
    assert "Traceback" not in desk.complaints.read_text(encoding="utf-8")


def test_settings_changed_in_the_window_are_there_next_time(desk: Desk, private_home: Path) -> None:
    for expected in ("bigger", "bigger"):
        desk.start("--lang", "zh", "open", "--window", "1366x768")
        window = desk.window("gxreader")
        time.sleep(0.3)
        desk.tool("windowfocus", "--sync", window)
        if not list(private_home.rglob("settings.json")):  # the questions of the first start
            desk.tool("key", "Escape")
            time.sleep(0.5)
        before = desk.picture()
        desk.tool("key", "alt+Up")
        assert desk.becomes_another_picture_than(before), expected
        assert desk.program is not None
        desk.tool("key", "ctrl+q")
        assert desk.program.wait(5) == 0
    files = list(private_home.rglob("settings.json"))
    assert len(files) == 1
    assert '"text-size-standard": 22' in files[0].read_text(encoding="utf-8")
