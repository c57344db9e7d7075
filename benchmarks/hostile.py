"""How long and how much memory the worst pages and files may cost: `python3 dev.py bench-hostile`.

Each is opened in a fresh parsing process, by the clock from the wish to the article or the refusal. The
baseline of the same run is an ordinary page of the fixtures.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gxreader.errors import LoadError  # noqa: E402
from gxreader.load.loader import Loader  # noqa: E402
from gxreader.load.parsing.process import ParsingProcess  # noqa: E402
from gxreader.load.parsing.source import Source  # noqa: E402
from gxreader.load.reference import Kind, Reference  # noqa: E402
from tests.hostile.files import FILES, PICTURES  # noqa: E402
from tests.hostile.pages import PAGES, Trap  # noqa: E402

ORDINARY = ROOT / "tests" / "fixtures" / "load" / "government-page.html"
WORST = 12  # shown by name


def peak_megabytes(pid: int | None) -> float:
    """The most memory a process has held; 0 where the system does not tell, or it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


class Measured:
    """A parsing process that is looked at just before it is let go."""

    def __init__(self) -> None:
        """Start it and wait until it is warm."""
        self.parser = ParsingProcess()
        self.peak = 0.0
        self.parser.parse(Source(data=ORDINARY.read_bytes()))
        kill = self.parser._channel.kill  # noqa: SLF001 - the only moment at which the peak is known

        def looked() -> None:
            self.peak = max(self.peak, peak_megabytes(self.parser.pid))
            kill()

        self.parser._channel.kill = looked  # type: ignore[method-assign]  # noqa: SLF001

    def open(self, file: Path) -> tuple[float, float, str]:
        """Milliseconds, peak megabytes, and what became of it."""
        begun = time.perf_counter()
        try:
            Loader(parser=self.parser).load(Reference(Kind.FILE, str(file)))
            outcome = "shown"
        except LoadError as error:
            outcome = error.key
        return self._told(begun, outcome)

    def paint(self, data: bytes) -> tuple[float, float, str]:
        """The same for a picture."""
        begun = time.perf_counter()
        try:
            self.parser.paint(Source(data=data), "", 800)
            outcome = "shown"
        except LoadError as error:
            outcome = error.key
        return self._told(begun, outcome)

    def _told(self, begun: float, outcome: str) -> tuple[float, float, str]:
        took = 1000 * (time.perf_counter() - begun)
        self.peak = max(self.peak, peak_megabytes(self.parser.pid))
        self.parser.close()
        return took, self.peak, outcome


def main() -> int:
    """Measure all, and print the worst."""
    results: list[tuple[float, float, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        trap = Trap(Path(folder) / "canary.txt", "http://127.0.0.1:9/hit")
        file = Path(folder) / "file"
        ordinary = statistics.median(Measured().open(ORDINARY)[0] for _ in range(5))
        for name, made in (PAGES | FILES).items():
            file.write_bytes(made(trap))
            results.append((*Measured().open(file), name))
        results += [(*Measured().paint(made(trap)), name) for name, made in PICTURES.items()]
    refused = sum(outcome != "shown" for _, _, outcome, _ in results)
    print(f"{len(results)} hostile inputs: {len(results) - refused} shown, {refused} refused with a sentence")
    print(f"an ordinary page: {ordinary:.0f} ms")
    print(f"worst time {max(results)[0]:.0f} ms ({max(results)[0] / ordinary:.0f}x the ordinary page)")
    print(f"worst memory {max(peak for _, peak, _, _ in results):.0f} MB\n\n     ms     MB  outcome")
    for took, peak, outcome, name in sorted(results, reverse=True)[:WORST]:
        print(f"{took:7.0f} {peak:6.0f}  {outcome:24} {name}")
    print("...by memory")
    for took, peak, outcome, name in sorted(results, key=lambda row: -row[1])[:WORST]:
        print(f"{took:7.0f} {peak:6.0f}  {outcome:24} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
