"""How long the window stands still while hostile and large inputs are opened: `python3 dev.py bench-stall`.

Each is opened by the real window (offscreen) with its real parsing process; a timer that is due every few
milliseconds tells how late it came at worst, until the article is shown or refused and painted. The baseline
of the same run is the welcome article. Large works, and whatever was slow, are opened several times, and the
median counts: the computer may have been busy elsewhere. Beside each stall stands the time that the window's
own thread worked in it; where it is much less, the thread waited for another one, or for the computer.

Words after the command choose inputs by their names: `python3 benchmarks/stall.py book lists`.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - after the platform is chosen

from gxreader.app.services import build  # noqa: E402
from gxreader.load.reference import Kind, Reference, welcome  # noqa: E402
from gxreader.model.article import Article, Paragraph, text_run  # noqa: E402
from gxreader.model.codec import to_json  # noqa: E402
from gxreader.qt.main import application, make_player  # noqa: E402
from gxreader.qt.tasks import ThreadDoor  # noqa: E402
from gxreader.qt.window import Window  # noqa: E402
from gxreader.settings.store import Settings  # noqa: E402
from tests.hostile.files import FILES, book  # noqa: E402
from tests.hostile.pages import PAGES, WORDS, Trap  # noqa: E402

EVERY = 5  # milliseconds between two looks at the clock
SETTLED = 300  # milliseconds without loading, after which all is painted
MOST = 60_000  # milliseconds for one
WORST = 15
SLOW = 200  # milliseconds: told at once
DOUBTFUL = 80  # milliseconds: looked at again
ROUNDS = 5
TEXT_BYTES = 10_000_000


class Stall(NamedTuple):
    """A time in which the window's thread did nothing else, in milliseconds, and how much of it it worked."""

    longest: float
    worked: float
    outcome: str


def _paragraphs(count: int) -> Iterator[str]:
    for number in range(count):
        yield f"第{number}段。{WORDS * (1 + number % 3)}"


def _long_text(_trap: Trap) -> bytes:
    """A novel of 10 MB, in chapters."""
    lines: list[str] = []
    size = chapter = 0
    while size < TEXT_BYTES:
        chapter += 1
        lines += [f"第{chapter}章", *_paragraphs(60)]
        size += sum(3 * len(line) for line in lines[-61:])
    return "\n\n".join(lines).encode()


def _long_book(_trap: Trap) -> bytes:
    """A book of 600 chapters."""
    body = "".join(f"<p>{words}</p>" for words in _paragraphs(60))
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>第{0}章</h1>{1}</body></html>'
    return book({f"c{number}.xhtml": page.format(number, body) for number in range(600)})


def _long_article(_trap: Trap) -> bytes:
    """An article file of ours, of 30 MB."""
    blocks = tuple(Paragraph(text_run(words)) for words in _paragraphs(TEXT_BYTES // (6 * len(WORDS))))
    return to_json(Article(title="长文", language="zh", blocks=blocks))


LARGE: dict[str, Callable[[Trap], bytes]] = {
    "a text of 10 MB": _long_text,
    "a book of 600 chapters": _long_book,
    "an article file of 30 MB": _long_article,
}


class Watcher:
    """Opens something and tells the longest time in which the window's thread did nothing else."""

    def __init__(self, window: Window) -> None:
        """Watch the thread of `window`."""
        self.window = window

    def open(self, reference: Reference) -> Stall:
        """The longest stall, and what became of it."""
        opening = self.window.reader.opening
        loop = QEventLoop()
        longest = worked = 0.0
        last = begun = time.perf_counter()
        last_worked = time.thread_time()
        quiet_since = begun

        def look() -> None:
            nonlocal longest, worked, last, last_worked, quiet_since
            now, now_worked = time.perf_counter(), time.thread_time()
            if now - last - EVERY / 1000 > longest:
                longest, worked = now - last - EVERY / 1000, now_worked - last_worked
            last, last_worked = now, now_worked
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
        return Stall(1000 * longest, 1000 * worked, failure.error.key if failure else "shown")

    def open_often(self, reference: Reference, *, always: bool) -> Stall:
        """The median of several times; of what is quick the first time (unless `always`), that time."""
        found = [self.open(reference)]
        while len(found) < ROUNDS and (always or found[0].longest > DOUBTFUL):
            found.append(self.open(reference))
        middle = statistics.median_low(stall.longest for stall in found)
        return next(stall for stall in found if stall.longest == middle)


def main() -> int:
    """Open all, and print the worst."""
    app = application()
    door = ThreadDoor(app)
    window = Window(build(Settings(None), door, lambda: make_player(door)))
    window.resize(1366, 768)
    window.show()
    watcher = Watcher(window)
    watcher.open(welcome())
    ordinary = watcher.open_often(welcome(), always=True).longest
    results: list[tuple[Stall, str]] = []
    wanted = sys.argv[1:] or [""]
    with tempfile.TemporaryDirectory() as folder:
        trap = Trap(Path(folder) / "canary.txt", "http://127.0.0.1:9/hit")
        file = Path(folder) / "file"
        for name, made in (LARGE | PAGES | FILES).items():
            if not any(word in name for word in wanted):
                continue
            print(name, file=sys.stderr, flush=True)
            file.write_bytes(made(trap))
            stall = watcher.open_often(Reference(Kind.FILE, str(file)), always=name in LARGE)
            results.append((stall, name))
            if stall.longest > SLOW:
                print(_line(stall, name), flush=True)
    window.close()
    door.close()
    print(f"{len(results)} inputs in one window; the welcome article: {ordinary:.0f} ms")
    worst = max((stall.longest for stall, _name in results), default=0.0)
    print(f"longest stall {worst:.0f} ms ({worst / max(ordinary, 1):.0f}x)\n\n     ms  worked  outcome")
    results.sort(reverse=True)
    told = results[:WORST] + [result for result in results[WORST:] if result[1] in LARGE]
    print("\n".join(_line(stall, name) for stall, name in told))
    return 0


def _line(stall: Stall, name: str) -> str:
    return f"{stall.longest:7.0f} {stall.worked:7.0f}  {stall.outcome:24} {name}"


if __name__ == "__main__":
    sys.exit(main())
