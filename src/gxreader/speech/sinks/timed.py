"""A queue of sayings without sound, moved on by whatever clock its owner has."""

from __future__ import annotations

from collections import deque

from gxreader.speech.sinks.sink import Position
from gxreader.speech.values import BYTES_A_SAMPLE


class TimedQueue:
    """Sayings as stretches of time."""

    def __init__(self) -> None:
        """Begin empty."""
        self._sayings: deque[tuple[int, float]] = deque()
        self._heard = 0.0

    def add(self, ticket: int, pcm: bytes, sample_rate: int) -> None:
        """Put a saying at the end."""
        self._sayings.append((ticket, len(pcm) / BYTES_A_SAMPLE * 1000 / sample_rate))

    def clear(self) -> None:
        """Forget all."""
        self._sayings.clear()
        self._heard = 0.0

    def advance(self, milliseconds: float) -> tuple[int, ...]:
        """Let time pass; the tickets of the sayings that ended meanwhile."""
        ended: list[int] = []
        left = milliseconds
        while self._sayings:
            ticket, length = self._sayings[0]
            step = min(left, length - self._heard)
            self._heard += step
            left -= step
            if self._heard < length:
                break
            self._sayings.popleft()
            self._heard = 0.0
            ended.append(ticket)
        return tuple(ended)

    @property
    def remaining(self) -> float | None:
        """Milliseconds until the saying that is heard ends; None when nothing is."""
        return self._sayings[0][1] - self._heard if self._sayings else None

    @property
    def position(self) -> Position | None:
        """What is being heard."""
        return Position(self._sayings[0][0], self._heard) if self._sayings else None

    def __len__(self) -> int:
        """How many sayings wait or are heard."""
        return len(self._sayings)
