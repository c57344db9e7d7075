"""How well articles are found in pages, beside readability-lxml, trafilatura and resiliparse in the same run.

    python benchmarks/extraction.py [FOLDER]

FOLDER holds pages (ID.html) and ground-truth.json; without one, ../shared/data/extraction-dev. Text is
scored by shingles of four characters without white space (mF1 is the mean of the pages' F1), structure as
`extraction_structure.py` says, titles by letters and figures, times by the day and, where the label has one,
the minute. CPU is process time for a page from its bytes.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from extraction_structure import KINDS, Kept, images_kept, kept, reference  # noqa: E402  # found only now
from extraction_tools import TOOLS, Found  # noqa: E402

FOLDER = ROOT.parent / "shared" / "data" / "extraction-dev"
SHINGLE = 4
LOW = 0.5
WARM_UP = 3
_NOTHING = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_SEPARATOR = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+")

Label = dict[str, Any]


@dataclass
class Result:
    """What one tool did on all pages."""

    scores: dict[str, float] = field(default_factory=dict)
    titles: dict[str, bool] = field(default_factory=dict)
    days: dict[str, bool] = field(default_factory=dict)
    minutes: dict[str, bool] = field(default_factory=dict)
    structure: dict[str, Kept] = field(default_factory=lambda: {kind: Kept() for kind in KINDS})
    milliseconds: list[float] = field(default_factory=list)


def shingles(text: str) -> Counter[str]:
    """The overlapping pieces of a text, white space left out."""
    bare = _NOTHING.sub("", unicodedata.normalize("NFC", text))
    if len(bare) <= SHINGLE:
        return Counter([bare] if bare else [])
    return Counter(bare[start : start + SHINGLE] for start in range(len(bare) - SHINGLE + 1))


def agreement(wanted: str, found: str) -> float:
    """F1 of two texts' shingles."""
    one, other = shingles(wanted), shingles(found)
    if not one and not other:
        return 1.0
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def squeezed(text: str) -> str:
    """A title by its letters and figures."""
    return re.sub(r"[\W_]+", "", text).lower()


def same_title(label: Label, window: str, found: str) -> bool:
    """Whether a title is the labelled one; a label that is the window's whole title may lack its site."""
    wanted = str(label["title"])
    allowed = {squeezed(wanted)}
    if squeezed(wanted) == squeezed(window):
        pieces = _SEPARATOR.split(wanted)
        allowed |= {squeezed("".join(pieces[:stop])) for stop in range(1, len(pieces))}
    return squeezed(found) in allowed


def note(result: Result, name: str, label: Label, page: str, found: Found) -> None:
    """Compare what a tool found on a page with the page's label."""
    result.scores[name] = agreement(label["articleBody"], found.text)
    if label.get("title"):
        window = re.search(r"<title[^>]*>(.*?)</title>", page, re.DOTALL | re.IGNORECASE)
        result.titles[name] = same_title(label, window[1] if window else "", found.title)
    if label.get("date"):
        result.days[name] = found.time[:10] == label["date"][:10]
        if len(label["date"]) > len("2024-01-01"):
            minute = len("2024-01-01 00:00")
            result.minutes[name] = found.time[:minute] == label["date"][:minute]


def measure(folder: Path, labels: dict[str, Label]) -> dict[str, Result]:
    """Every tool on every page, in turns."""
    results = {name: Result() for name in TOOLS}
    names = sorted(labels)
    for name in names[:WARM_UP]:
        for tool in TOOLS.values():
            tool((folder / f"{name}.html").read_bytes(), "")
    for name in names:
        data = (folder / f"{name}.html").read_bytes()
        page = data.decode("utf-8", "replace")
        expected = reference(page, labels[name]["articleBody"])
        for tool_name, tool in TOOLS.items():
            started = time.process_time()
            found = tool(data, labels[name].get("url") or "")
            result = results[tool_name]
            result.milliseconds.append((time.process_time() - started) * 1000)
            note(result, name, labels[name], page, found)
            for kind, wanted in expected.items():
                count = images_kept if kind == "image" else kept
                result.structure[kind].add(count(wanted, found.structure.get(kind, [])))
    return results


def share(values: Sequence[bool]) -> str:
    """How many of some are true."""
    return f"{sum(values) / len(values):.3f} ({sum(values)}/{len(values)})" if values else "-"


def mean(values: Sequence[float]) -> str:
    """A mean, or a stroke for none."""
    return f"{statistics.fmean(values):.4f}" if values else "-"


def row(name: str, results: dict[str, Result], figure: Callable[[Result], str]) -> None:
    """One line of the table: a figure for each tool."""
    print(f"{name:<26}" + "".join(f"{figure(result):>20}" for result in results.values()))


def ratio(result: Result, peer: Result) -> float:
    """CPU of a tool against readability-lxml's: the ratio of the medians."""
    return statistics.median(result.milliseconds) / statistics.median(peer.milliseconds)


def kept_of(kind: str, result: Result) -> str:
    """How many elements of a kind a tool kept."""
    return str(result.structure[kind])


def report(labels: dict[str, Label], results: dict[str, Result]) -> None:
    """Print all figures."""
    chinese = {name for name, label in labels.items() if label.get("cjk")}
    print(f"{'':<26}" + "".join(f"{name:>20}" for name in results))
    row("mF1 all", results, lambda result: mean(list(result.scores.values())))
    row("mF1 Chinese, Japanese", results, lambda r: mean([v for n, v in r.scores.items() if n in chinese]))
    row("mF1 other", results, lambda r: mean([v for n, v in r.scores.items() if n not in chinese]))
    row("pages under .5", results, lambda r: f"{sum(v < LOW for v in r.scores.values())}/{len(r.scores)}")
    for kind in KINDS:
        row(f"{kind}s kept", results, partial(kept_of, kind))
    row("images: precision", results, lambda result: result.structure["image"].precision)
    row("title", results, lambda result: share(list(result.titles.values())))
    row("title, Chinese", results, lambda r: share([v for n, v in r.titles.items() if n in chinese]))
    row("day", results, lambda result: share(list(result.days.values())))
    row("day, Chinese", results, lambda r: share([v for n, v in r.days.items() if n in chinese]))
    row("minute, Chinese", results, lambda r: share([v for n, v in r.minutes.items() if n in chinese]))
    row("CPU ms, median", results, lambda result: f"{statistics.median(result.milliseconds):.1f}")
    row("CPU ms, p95", results, lambda r: f"{sorted(r.milliseconds)[int(0.95 * len(r.milliseconds))]:.1f}")
    peer = results["readability-lxml"]
    row("CPU, readability-lxml = 1", results, lambda result: f"{ratio(result, peer):.2f}")


def main() -> int:
    """Measure and print, or say that there is nothing to measure on."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    truth = folder / "ground-truth.json"
    if not truth.is_file():
        print(f"SKIPPED: {folder} has no ground-truth.json")
        return 0
    labels: dict[str, Label] = json.loads(truth.read_text(encoding="utf-8"))
    print(
        f"{len(labels)} pages, {sum(bool(label.get('cjk')) for label in labels.values())} Chinese or Japanese"
    )
    report(labels, measure(folder, labels))
    return 0


if __name__ == "__main__":
    sys.exit(main())
