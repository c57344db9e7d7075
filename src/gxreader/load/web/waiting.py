"""Waiting for what a thread of its own does in the web, for no longer than its clock or the reader wants."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import httpx

from gxreader.errors import Cancelled, Unreachable
from gxreader.load.fetch import CancelToken
from gxreader.load.web.lifeline import Lifeline
from gxreader.load.web.watch import Watch

Result = TypeVar("Result")
Progress = Callable[[int, int], None]
_LOOK_EVERY = 0.05  # seconds
_TELL_EVERY = 0.1


def waited(
    job: Callable[[], Result],
    lifeline: Lifeline,
    watch: Watch,
    cancel: CancelToken,
    progress: Progress | None,
    host: str,
) -> Result:
    """What `job` brings from `host` in a thread of its own. Raises what it raises, Unreachable or Cancelled.

    The connections on `lifeline` are cut when the wait ends, however it ends.
    """
    outcome: queue.SimpleQueue[Result | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            outcome.put(job())
        except Exception as error:  # noqa: BLE001 - a thread's door: the caller raises it on
            outcome.put(error)
        finally:
            lifeline.cut()

    threading.Thread(target=run, name="fetch", daemon=True).start()
    teller = _Teller(watch, progress)
    try:
        while True:
            try:
                result = outcome.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                if cancel.cancelled:
                    raise Cancelled("load.cancelled") from None
                if watch.over:
                    raise Unreachable("load.too-slow", host=host) from None
                teller.tell()
                continue
            cancel.check()
            if isinstance(result, Exception):
                raise result
            return result
    finally:
        lifeline.cut()


def host_of(url: str) -> str:
    """The host of an address, or all of what is none."""
    try:
        return httpx.URL(url).raw_host.decode("ascii") or url
    except (httpx.InvalidURL, ValueError):
        return url


class _Teller:
    """Tells how far it is, ten times a second at most, and only news."""

    def __init__(self, watch: Watch, progress: Progress | None) -> None:
        self._watch = watch
        self._progress = progress
        self._told = (0, 0)
        self._next = 0.0

    def tell(self) -> None:
        now = (self._watch.done, self._watch.expected)
        if self._progress is None or now == self._told or time.monotonic() < self._next:
            return
        self._told = now
        self._next = time.monotonic() + _TELL_EVERY
        self._progress(*now)
