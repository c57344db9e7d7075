"""Opening things for the commands that open one thing and end: no cache, nothing is left running."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxreader.load.loader import Loader, Work


@contextlib.contextmanager
def opened(source: str, language: str) -> Iterator[tuple[Work, Loader]]:
    """The work a source names, and the loader for its pictures, until the block ends. Raises ReaderError.

    Of the settings, those that say what may be fetched count here too.
    """
    from gxreader.load.fetch import FetchRules, WebFetcher
    from gxreader.load.loader import Loader
    from gxreader.load.reference import parse_reference
    from gxreader.settings.store import Settings, settings_file

    reference = parse_reference(source, working_folder=Path.cwd())
    fetcher = WebFetcher(FetchRules.of(Settings(settings_file(), only_read=True)))
    with contextlib.closing(Loader(fetcher)) as loader:
        yield loader.load(reference, language=language), loader


def loaded(source: str, language: str) -> Work:
    """The work a source names. Raises ReaderError."""
    with opened(source, language) as (work, _loader):
        return work
