"""Copies of the library: one file each, written whole or not at all, the newest good one found again."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

DAILY, WEEKLY = 5, 4  # backups made by the program itself
LARGE_BYTES = 64 * 1024 * 1024  # of a larger library fewer are kept
OF_LARGE = 2
_LEAST_AGE = timedelta(hours=20)
_STAMP = "%Y%m%d-%H%M%S"
_DAMAGED_KEPT = 3


def folder(file: Path) -> Path:
    """Where the program keeps its own backups of a library."""
    return file.with_name("backups")


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a whole database to one file, or to none. Raises OSError, sqlite3.Error."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_RDWR, 0o600))
        with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            copy.execute("PRAGMA synchronous=FULL")
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        if not is_sound(draft):
            message = "the copy is not sound"
            raise sqlite3.DatabaseError(message)
        draft.replace(target)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def is_sound(file: Path, newest_version: int | None = None) -> bool:
    """Whether a file is a whole library, of a schema that is known."""
    try:
        if not file.is_file() or file.stat().st_size == 0:
            return False
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as found:
            version = int(found.execute("PRAGMA user_version").fetchone()[0])
            checked = found.execute("PRAGMA integrity_check(1)").fetchone()[0]
            found.execute("SELECT count(*) FROM works").fetchone()
    except (sqlite3.Error, OSError):  # that it cannot be read is the answer
        return False
    return checked == "ok" and version > 0 and (newest_version is None or version <= newest_version)


def found(file: Path) -> list[Path]:
    """The program's own backups of a library, the newest first, sound or not."""
    return sorted(folder(file).glob("library-*.sqlite"), reverse=True)


def newest(file: Path) -> Path | None:
    """The newest backup that is sound."""
    others = sorted(
        folder(file).glob("before-*.sqlite"), key=lambda backup: backup.stat().st_mtime, reverse=True
    )
    return next((backup for backup in (*found(file), *others) if is_sound(backup)), None)


def set_aside(file: Path) -> Path:
    """Move a damaged library, with its log, to where nothing is overwritten; its new place."""
    aside = file.with_name(f"{file.stem}.damaged-{time.strftime(_STAMP)}-{os.getpid()}{file.suffix}")
    for ending in ("-wal", "-shm", ""):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    for old in sorted(file.parent.glob(f"{file.stem}.damaged-*{file.suffix}"), reverse=True)[_DAMAGED_KEPT:]:
        for ending in ("-wal", "-shm", ""):
            old.with_name(old.name + ending).unlink(missing_ok=True)
    return aside


def keep_one_more(connection: sqlite3.Connection, file: Path, now: datetime | None = None) -> Path | None:
    """A backup of today if something changed; old ones go. Raises OSError, sqlite3.Error."""
    now = now or datetime.now(UTC)
    kept = found(file)
    changed = max(part.stat().st_mtime for part in _parts(file))
    if kept and (_made(kept[0]) > now - _LEAST_AGE or kept[0].stat().st_mtime >= changed):
        return None
    target = folder(file) / f"library-{now.strftime(_STAMP)}.sqlite"
    back_up(connection, target)
    large = file.stat().st_size > LARGE_BYTES
    _thin_out([target, *kept], OF_LARGE if large else DAILY, 0 if large else WEEKLY)
    return target


def _parts(file: Path) -> list[Path]:
    return [part for part in (file, file.with_name(file.name + "-wal")) if part.exists()]


def _made(backup: Path) -> datetime:
    try:
        return datetime.strptime(backup.stem.removeprefix("library-"), _STAMP).replace(tzinfo=UTC)
    except ValueError:  # renamed by somebody: the file's own time is as good
        return datetime.fromtimestamp(backup.stat().st_mtime, UTC)


def _thin_out(kept: list[Path], daily: int, weekly: int) -> None:
    """Leave the newest ones, and one of each week before them."""
    weeks: set[tuple[int, int]] = set()
    for backup in kept[daily:]:
        week = _made(backup).isocalendar()[:2]
        if week in weeks or len(weeks) >= weekly:
            backup.unlink(missing_ok=True)
        else:
            weeks.add(week)
