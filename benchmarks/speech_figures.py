"""Figures beside their goals, and how many missed them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Figures:
    """The lines of a result, printed as they come."""

    missed: list[str] = field(default_factory=list)

    def head(self, title: str) -> None:
        """A heading."""
        print(f"\n{title}")

    def line(self, name: str, value: str, goal: str = "", *, met: bool | None = None) -> None:
        """One figure; `met` is None where there is no goal."""
        verdict = "" if met is None else ("ok" if met else "MISSED")
        print(f"  {name:<46}{value:<45}{goal:<22}{verdict}".rstrip(), flush=True)
        if met is False:
            self.missed.append(name)

    def times(self, name: str, values: Sequence[float], most: float, at: float = 0.95) -> None:
        """Milliseconds whose percentile `at` (1.0 for the worst) shall be at most `most`."""
        if not values:
            self.line(name, "nothing was measured", met=False)
            return
        reached = percentile(values, at)
        goal = f"{'worst' if at >= 1 else f'p{at * 100:.0f}'} <= {most:g} ms"
        self.line(name, spread(values), goal, met=reached <= most)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so great a share of the values does not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(max(-int(-share * len(ranked) // 1), 1), len(ranked)) - 1]


def spread(values: Sequence[float]) -> str:
    """Median, 95th percentile and worst of some milliseconds."""
    return (
        f"p50 {statistics.median(values):.0f}  p95 {percentile(values, 0.95):.0f}  "
        f"worst {max(values):.0f} ms  (n={len(values)})"
    )
