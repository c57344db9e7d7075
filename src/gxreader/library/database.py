"""The one SQLite file of the library: opened, checked, written durably, and its troubles told in words."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from gxreader.errors import OutputError, ReaderError
from gxreader.library import backups
from gxreader.library.schema import STEPS, Step
from gxreader.library.values import Opening

BUSY_SECONDS = 5.0  # how long a writer waits for another window or process
CHECKED_BYTES = 64 * 1024 * 1024  # a larger file is checked only after a program that did not end properly
_LEAST_SECONDS = 0.05
# SQLite's primary result codes, and the sentence for each.
_SENTENCES = {
    3: "library.read-only",
    5: "library.busy",
    6: "library.busy",
    8: "library.read-only",
    10: "library.disk-trouble",
    11: "library.damaged",
    13: "library.disk-full",
    14: "library.cannot-open",
    26: "library.damaged",
}
_DAMAGED = frozenset({11, 26})


@contextlib.contextmanager
def told() -> Iterator[None]:
    """What SQLite and the disk say, as sentences. Raises OutputError."""
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(_SENTENCES.get(_code(error), "library.disk-trouble")) from error
    except OSError as error:
        raise OutputError("library.disk-trouble") from error


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


class Database:
    """One connection that writes and one that reads, each for one thread at a time; opened at the first use.

    Every call may wait: make it off the window's thread. Without a file all is kept in memory, until `close`.
    """

    def __init__(self, file: Path | None, steps: tuple[Step, ...] = STEPS) -> None:
        """Use this file; `steps` lead to the newest schema."""
        self.file = file
        self.private = False
        self.opening = Opening()
        self.after_rollback: list[Callable[[], None]] = []
        self._steps = steps
        self._lock = threading.RLock()  # of the writer
        self._read_lock = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None

    def open(self) -> Opening:
        """Open, check and bring up to date what is there, once. Raises OutputError.

        A damaged file is set aside, and a new one is begun; `Opening` says so.
        """
        with self._lock, told():
            if self._writer is None:
                self._writer = self._opened()
            return self.opening

    @contextlib.contextmanager
    def write(self, *, removing: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: when the block has ended, it is on the disk. Raises OutputError.

        While reading is private only what removes something may be written.
        """
        if self.private and not removing:
            raise OutputError("library.private")
        with self._lock:
            self.open()
            connection = self._writer
            if connection is None:  # `open` would have raised
                raise OutputError("library.cannot-open")
            with told():
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    for call in self.after_rollback:
                        call()
                    raise

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading, which waits for no writer. Raises OutputError."""
        if self._writer is None:
            self.open()  # else not: it would wait for whoever writes
        if self.file is None:
            with self._lock, told():
                yield self._need(self._writer)
            return
        with self._read_lock, told():
            if self._reader is None:
                self._reader = _connected(self.file)
                self._reader.execute("PRAGMA query_only=ON")
                self._reader.execute("PRAGMA cache_size=-16000")
            yield self._reader

    @contextlib.contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The writing connection outside of a transaction, for VACUUM and backups; nobody reads meanwhile."""
        with self._lock, self._read_lock, told():
            self.open()
            if self._reader is not None:
                self._reader.close()
                self._reader = None
            yield self._need(self._writer)

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        with self._lock, self._read_lock, told():
            for connection in (self._reader, self._writer):
                if connection is not None:
                    connection.close()
            self._reader = self._writer = None

    @staticmethod
    def _need(connection: sqlite3.Connection | None) -> sqlite3.Connection:
        if connection is None:
            raise OutputError("library.cannot-open")
        return connection

    def _opened(self) -> sqlite3.Connection:
        if self.file is None:
            connection = _configured(
                sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            )
            self._migrate(connection)
            return connection
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = ""
        for last in (False, True):
            try:
                connection = self._checked(self.file)
            except sqlite3.DatabaseError as error:
                if _code(error) not in _DAMAGED or last:
                    raise
                aside = str(backups.set_aside(self.file))
                continue
            newest = backups.newest(self.file) if aside else None
            self.opening = Opening(aside, str(newest or ""), self.opening.migrated_from)
            return connection
        raise OutputError("library.damaged")

    def _checked(self, file: Path) -> sqlite3.Connection:
        """A connection to a file that is sound. Raises sqlite3.DatabaseError."""
        existed = file.exists()
        is_empty = existed and file.stat().st_size == 0
        if is_empty and backups.newest(file) is not None:
            raise _damaged()  # cut down to nothing: SQLite would call it new
        if not existed:
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # nobody else's on a shared computer
        log = file.with_name(file.name + "-wal")
        unclean = log.exists() and log.stat().st_size > 0
        connection = _connected(file)
        try:
            if existed and not is_empty and (unclean or file.stat().st_size <= CHECKED_BYTES):
                row = connection.execute("PRAGMA quick_check(1)").fetchone()
                if row is None or row[0] != "ok":
                    raise _damaged()  # noqa: TRY301 - the same way out as SQLite's own word
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring the tables to the newest schema, with a backup before."""
        found = _version(connection)
        if found > len(self._steps):
            raise OutputError("library.newer")
        if found == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise _damaged()  # somebody else's tables, or ours without their version
        if 0 < found < len(self._steps) and self.file is not None:
            backups.back_up(
                connection, backups.folder(self.file) / f"before-version-{len(self._steps)}.sqlite"
            )
        if found == len(self._steps):
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            for number in range(
                _version(connection), len(self._steps)
            ):  # another process may have been first
                self._steps[number](connection)
                connection.execute(f"PRAGMA user_version={number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self.opening = Opening(migrated_from=found)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _damaged() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("the file is damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        return _configured(connection)
    except BaseException:
        connection.close()
        raise


def _configured(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
    until = time.monotonic() + BUSY_SECONDS
    while True:  # the change to WAL does not wait for another process by itself
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError as error:
            if _code(error) not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} or time.monotonic() > until:
                raise
            time.sleep(_LEAST_SECONDS)
    connection.execute("PRAGMA synchronous=FULL")  # what is acknowledged is on the disk
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA temp_store=MEMORY")  # what is read leaves nothing in a temporary folder
    return connection


def moment(milliseconds: int) -> datetime:
    """A time of the tables."""
    from datetime import UTC

    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def milliseconds(seconds: float) -> int:
    """A time for the tables, from what `time.time` gives."""
    return int(seconds * 1000)


def damaged_error(error: ReaderError) -> bool:
    """Whether an error says that the file is damaged."""
    return error.key == "library.damaged"
