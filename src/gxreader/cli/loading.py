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
    """The work a source names, and the loader for its pictures, until the block ends. Raises ReaderError."""
    from gxreader.load.loader import Loader
    from gxreader.load.reference import parse_reference

    reference = parse_reference(source, working_folder=Path.cwd())
    with contextlib.closing(Loader()) as loader:
        yield loader.load(reference, language=language), loader


def loaded(source: str, language: str) -> Work:
    """The work a source names. Raises ReaderError."""
    with opened(source, language) as (work, _loader):
        return work
