"""How long the window stands still while hostile inputs are opened in it: `python3 dev.py bench-stall`.

Each is opened by the real window (offscreen) with its real parsing process; a timer that is due every few
milliseconds tells how late it came at worst, until the article is shown or refused and painted. The baseline
of the same run is the welcome article.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - after the platform is chosen

from gxreader.app.services import build  # noqa: E402
from gxreader.load.reference import Kind, Reference, welcome  # noqa: E402
from gxreader.qt.main import application, make_player  # noqa: E402
from gxreader.qt.tasks import ThreadDoor  # noqa: E402
from gxreader.qt.window import Window  # noqa: E402
from gxreader.settings.store import Settings  # noqa: E402
from tests.hostile.files import FILES  # noqa: E402
from tests.hostile.pages import PAGES, Trap  # noqa: E402

EVERY = 5  # milliseconds between two looks at the clock
SETTLED = 300  # milliseconds without loading, after which all is painted
MOST = 60_000  # milliseconds for one
WORST = 15
SLOW = 200  # milliseconds: told at once


class Watcher:
    """Opens something and tells the longest time in which the window's thread did nothing else."""

    def __init__(self, window: Window) -> None:
        """Watch the thread of `window`."""
        self.window = window

    def open(self, reference: Reference) -> tuple[float, str]:
        """The longest stall in milliseconds, and what became of it."""
        opening = self.window.reader.opening
        loop = QEventLoop()
        longest = 0.0
        last = begun = time.perf_counter()
        quiet_since = begun

        def look() -> None:
            nonlocal longest, last, quiet_since
            now = time.perf_counter()
            longest = max(longest, now - last - EVERY / 1000)
            last = now
            if opening.is_loading:
                quiet_since = now
            elif 1000 * (now - quiet_since) > SETTLED or 1000 * (now - begun) > MOST:
                loop.quit()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(EVERY)
        opening.open(reference)
        loop.exec()
        failure = opening.failure
        return 1000 * longest, failure.error.key if failure else "shown"


def main() -> int:
    """Open all, and print the worst."""
    app = application()
    door = ThreadDoor(app)
    window = Window(build(Settings(None), door, lambda: make_player(door)))
    window.resize(1366, 768)
    window.show()
    watcher = Watcher(window)
    watcher.open(welcome())
    ordinary = watcher.open(welcome())[0]
    results: list[tuple[float, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        trap = Trap(Path(folder) / "canary.txt", "http://127.0.0.1:9/hit")
        file = Path(folder) / "file"
        for name, made in (PAGES | FILES).items():
            print(name, file=sys.stderr, flush=True)
            file.write_bytes(made(trap))
            results.append((*watcher.open(Reference(Kind.FILE, str(file))), name))
            if results[-1][0] > SLOW:
                print(f"{results[-1][0]:7.0f}  {results[-1][1]:24} {name}", flush=True)
    window.close()
    door.close()
    worst = max(results)[0]
    print(f"{len(results)} hostile inputs in one window; the welcome article: {ordinary:.0f} ms at worst")
    print(f"longest stall {worst:.0f} ms ({worst / max(ordinary, 1):.0f}x)\n\n     ms  outcome")
    for stall, outcome, name in sorted(results, reverse=True)[:WORST]:
        print(f"{stall:7.0f}  {outcome:24} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
