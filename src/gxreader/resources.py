"""Where bundled files are: in an installed package, in a checkout, or in a frozen program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds fonts, icons, i18n, themes, sites and samples."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "data", package.parents[1] / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "gxreader" / "data")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    message = "the program's resources folder is missing"
    raise FileNotFoundError(message)


def path(*parts: str) -> Path:
    """The path of one bundled file, for example `path("icons", "play.svg")`."""
    return root().joinpath(*parts)
