"""What the start costs: gxreader with an article on screen against a bare Qt window, in turns.

Both paint a window of the same size, save a picture of it and leave. CPU seconds are those of the whole
process tree and are the figure to trust; wall time depends on what else the computer does. PSS is the
largest proportional memory of the tree that was seen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication(sys.argv)
window = QWidget()
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: (window.grab().save(sys.argv[1]), application.quit()))
application.exec()
"""
PAUSE = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """One start: CPU and wall seconds, and memory in MB."""

    cpu: float
    wall: float
    pss: float


def family(process: int) -> Iterator[int]:
    """The numbers of a process and of all its descendants."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            yield from family(int(child))


def pss_of(process: int) -> float:
    """The proportional memory of a process tree, in MB; what has just ended counts as nothing."""
    kilobytes = 0
    for member in family(process):
        try:
            rollup = Path(f"/proc/{member}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        kilobytes += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return kilobytes / 1024


def start(command: list[str], variables: dict[str, str]) -> Cost:
    """Run one program to its end and measure it."""
    begin = time.monotonic()
    largest = 0.0
    process = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL)
    while True:
        number, status, usage = os.wait4(process.pid, os.WNOHANG)
        if number:
            break
        try:
            largest = max(largest, pss_of(process.pid))
        except OSError:
            continue
        time.sleep(PAUSE)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, largest)


@contextmanager
def display() -> Iterator[str | None]:
    """An X server of our own, or None where there is none to start."""
    program = shutil.which("Xvfb")
    if program is None:
        yield None
        return
    reading, writing = os.pipe()
    command = [
        program,
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1366x768x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def line(name: str, costs: list[Cost]) -> str:
    """One row of the table: medians."""
    middle = Cost(*(statistics.median(values) for values in zip(*map(vars_of, costs), strict=True)))
    return f"  {name:<10} {middle.cpu:8.3f} {middle.wall:8.3f} {middle.pss:8.1f}"


def vars_of(cost: Cost) -> tuple[float, float, float]:
    """The figures of one start in the order of the table."""
    return cost.cpu, cost.wall, cost.pss


def ratio(own: list[Cost], bare: list[Cost]) -> str:
    """The row of ratios of the medians."""
    pairs = zip(zip(*map(vars_of, own), strict=True), zip(*map(vars_of, bare), strict=True), strict=True)
    parts = [statistics.median(ours) / statistics.median(theirs) for ours, theirs in pairs]
    return f"  {'ratio':<10} " + " ".join(f"{part:8.2f}" for part in parts)


def compare(platform: str, variables: dict[str, str], source: list[str], rounds: int, folder: Path) -> None:
    """Start both programs in turns and print the medians."""
    picture = str(folder / "picture.png")
    own = [sys.executable, "-m", "gxreader", "open", *source, "--window", "1366x768", "--screenshot", picture]
    bare = [sys.executable, "-c", BARE, picture]
    for command in (own, bare):
        start(command, variables)
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for _ in range(rounds):
        for column, command in zip(costs, (own, bare), strict=True):
            column.append(start(command, variables))
    print(f"{platform}, {rounds} rounds, medians")
    print(f"  {'':<10} {'CPU s':>8} {'wall s':>8} {'PSS MB':>8}")
    print(line("gxreader", costs[0]))
    print(line("bare", costs[1]))
    print(ratio(*costs))


def main() -> None:
    """Compare on Qt's offscreen platform and, where there is Xvfb, on X11."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", nargs="?", help="the article to open; the welcome article when left out")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    source = [arguments.source] if arguments.source else []
    with tempfile.TemporaryDirectory() as name, display() as screen:
        folder = Path(name)
        homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        variables = {**inherited, **homes}
        offscreen = {**variables, "QT_QPA_PLATFORM": "offscreen"}
        compare("offscreen", offscreen, source, arguments.rounds, folder)
        if screen is None:
            print("X11: SKIPPED, Xvfb is not installed")
            return
        compare(
            "X11 (Xvfb)",
            {**variables, "QT_QPA_PLATFORM": "xcb", "DISPLAY": screen},
            source,
            arguments.rounds,
            folder,
        )


if __name__ == "__main__":
    main()
