"""A list of listeners: how the core tells others that something changed, without knowing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Event(Generic[T]):
    """Listeners are called in the order they came; each connection returns its own disconnect."""

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        """Begin with no listeners."""
        self._listeners: list[Callable[[T], object]] = []

    def connect(self, listener: Callable[[T], object]) -> Callable[[], None]:
        """Call `listener` at every `emit`, until the returned function is called."""
        entry = [listener]
        self._listeners.append(listener)

        def disconnect() -> None:
            if entry:
                self._listeners.remove(entry.pop())

        return disconnect

    def emit(self, value: T) -> None:
        """Tell every listener; those that leave meanwhile are still told this once."""
        for listener in tuple(self._listeners):
            listener(value)
