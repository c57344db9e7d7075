"""Opening things for the commands that open one thing and end: no cache, nothing is left running."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gxreader.load.loader import Work


def loaded(source: str, language: str) -> Work:
    """The work a source names. Raises ReaderError."""
    from gxreader.load.loader import Loader
    from gxreader.load.reference import parse_reference

    reference = parse_reference(source, working_folder=Path.cwd())
    with contextlib.closing(Loader()) as loader:
        return loader.load(reference, language=language)
