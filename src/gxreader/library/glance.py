"""A quick look into the library at the start: a few rows, without checking or changing anything.

What is wrong with the file is told by the library itself, once it is opened off the window's thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gxreader.library.places import KeptPlace

_PATIENCE_SECONDS = 0.05


def places_at_a_glance(file: Path | None, most: int) -> dict[str, KeptPlace]:
    """The places noted last, the newest of them at the end."""
    rows = _rows(
        file, "SELECT key, block, start, before, after FROM positions ORDER BY noted DESC, key LIMIT ?", most
    )
    return {row[0]: KeptPlace(*row[1:]) for row in reversed(rows)}


def fact_at_a_glance(file: Path | None, name: str) -> str:
    """A small thing that is kept by name; empty if it is not."""
    rows = _rows(file, "SELECT value FROM facts WHERE name = ?", name)
    return str(rows[0][0]) if rows else ""


def _rows(file: Path | None, query: str, value: int | str) -> list[Any]:
    if file is None or not file.exists():
        return []
    import sqlite3
    from contextlib import closing

    try:
        address = f"{file.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE_SECONDS)) as connection:
            return connection.execute(query, (value,)).fetchall()
    except sqlite3.Error:  # the library tells of it when it is opened
        return []
