"""How far an opening is, told by the thread that loads and shown by the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.offered import Choice
from gxreader.app.pictures import WITHIN, pictures_of
from gxreader.app.tasks import Tasks
from gxreader.errors import LoadError
from gxreader.model.units import Units

if TYPE_CHECKING:
    from gxreader.load.fetch import CancelToken
    from gxreader.load.loader import Loader, LoadReport, Work
    from gxreader.load.parsing.source import Source
    from gxreader.load.reference import Reference

_REPORT_EVERY = 0.1  # seconds: more often is only unrest
_ENOUGH = 0.9  # of the words: a page's source that gives less has lost some of what the reader copied


class Loading(msgspec.Struct, frozen=True):
    """What is being opened, by its file's or host's name, and how far it is.

    `stage` is empty until there is something to tell, then `fetching` (bytes) or `parsing` (steps); a
    `total` of 0 is unknown. `begun` means that its beginning can be read already.
    """

    name: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    slow: bool = False
    begun: bool = False


class Opened(msgspec.Struct, frozen=True):
    """A loaded work, its units counted (a long one takes a while), and its source if pictures are in it."""

    work: Work
    units: Units
    source: Source | None = None


def opened(work: Work) -> Opened:
    """Count a work's units, off the window's thread, and keep its bytes only if they hold its pictures."""
    within = any(picture.url.startswith(WITHIN) for picture in pictures_of(work.article.blocks))
    units = Units(work.article)
    _ = units.outline  # of a very long work, this too takes longer than a window may wait
    return Opened(work, units, work.source if within else None)


class Watch:
    """Implements `load.loader.LoadReport`: brings what the loading thread tells to the window's thread."""

    def __init__(
        self,
        tasks: Tasks,
        begun: Callable[[Opened], None],
        advanced: Callable[[str, int, int], None],
    ) -> None:
        """Call `begun` and `advanced` on the window's thread."""
        self._tasks = tasks
        self._begun = begun
        self._advanced = advanced
        self._told = 0.0
        self._stage = ""

    def beginning(self, work: Work) -> None:
        """The beginning can be read."""
        result = opened(work)
        self._tasks.post(lambda: self._begun(result))

    def progress(self, stage: str, done: int, total: int) -> None:
        """Tell of the progress, but not of every step."""
        now = time.monotonic()
        if stage == self._stage and done < total and now - self._told < _REPORT_EVERY:
            return
        self._stage, self._told = stage, now
        self._tasks.post(lambda: self._advanced(stage, done, total))


def load_choice(
    loader: Loader, choice: Choice, language: str, cancel: CancelToken, report: LoadReport
) -> Work:
    """Load what was chosen. Of a page's source and the same as words: the source, unless it lost words."""
    if choice.plain is None:
        return loader.load(choice.reference, language=language, cancel=cancel, report=report)
    words = loader.load(choice.plain, language=language, cancel=cancel)
    try:
        page = loader.load(choice.reference, language=language, cancel=cancel)
    except LoadError:
        cancel.check()
        return words
    return page if _length(page) >= _ENOUGH * _length(words) else words


def _length(work: Work) -> int:
    return sum(len(unit.text) for unit in Units(work.article).all)


def name_of(reference: Reference) -> str:
    """What to call something while it is being opened: the file's name or the site's, nothing for text."""
    if reference.kind == "file":
        return reference.value.replace("\\", "/").rstrip("/").rpartition("/")[2]
    if reference.kind == "address":
        return reference.value.partition("//")[2].partition("/")[0].rpartition("@")[2]
    return ""
