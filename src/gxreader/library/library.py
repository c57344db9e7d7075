"""The library as the rest of the program holds it: one object, whose parts are named for what they keep."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from gxreader.errors import OutputError
from gxreader.library import backups
from gxreader.library.database import Database, told
from gxreader.library.exchange import Exchange
from gxreader.library.history import History
from gxreader.library.journal import Journal
from gxreader.library.marks import Marks
from gxreader.library.offline import Offline
from gxreader.library.schema import STEPS, TABLES
from gxreader.library.search.index import Index, clear
from gxreader.library.search.searching import Search
from gxreader.library.search.suggesting import Suggesting
from gxreader.library.subscriptions import Subscriptions
from gxreader.library.taking_over import LAST_READ, PLACES, take_over
from gxreader.library.values import Opening
from gxreader.library.works import Works


class Library:
    """Every call may wait for the disk: make it through `app.tasks.Tasks.work`, from any thread.

    The parts are `works`, `marks`, `history`, `subscriptions`, `offline`, `journal`, `exchange`, `index`,
    `search` and `suggesting`. Nothing is opened before the first call. Without a file (a terminal, a test)
    everything ends with `close`.
    """

    def __init__(self, file: Path | None, clock: Callable[[], float] = time.time) -> None:
        """Use this file, which `library_file` names."""
        self.file = file
        self._database = _Opened(file, clock)
        self.works = Works(self._database, clock)
        self.marks = Marks(self._database, clock)
        self.history = History(self._database, clock)
        self.subscriptions = Subscriptions(self._database, clock)
        self.offline = Offline(self._database, self.works)
        self.journal = Journal(self._database, self.works, clock)
        self.exchange = Exchange(self._database, self.works)
        self.index = Index(self._database)
        self.search = Search(self._database, self.index, clock)
        self.suggesting = Suggesting(self._database)
        self.works.before_change.append(self.index.remove)
        self.works.after_change.append(self.index.add)
        self._database.after_rollback.append(self.index.forget)
        self._database.after_opening.append(self.index.check_version)

    def open(self) -> Opening:
        """Open now what would be opened at the first call, and tell what there is to tell of it."""
        return self._database.open()

    def wake(self) -> Opening:
        """What is due when the program begins: open, back up if something changed, index what is not yet.

        Once, and not before the window is there: of a large library it may take seconds. Raises OutputError.
        """
        opening = self.open()
        self.back_up_soon()
        self.index.catch_up()
        return opening

    @property
    def is_private(self) -> bool:
        """Whether nothing is written: what is noted by itself is dropped, wishes are refused in words."""
        return self._database.private

    @is_private.setter
    def is_private(self, private: bool) -> None:
        self._database.private = private

    def back_up(self, target: Path) -> None:
        """Copy the whole library to one file, which is there whole or not at all. Raises OutputError."""
        with self._database.alone() as connection:
            backups.back_up(connection, target)

    def back_up_soon(self) -> Path | None:
        """A backup of the program's own, if the last one is old and something has changed since."""
        if self.file is None:
            return None
        with self._database.alone() as connection:
            return backups.keep_one_more(connection, self.file)

    def backups(self) -> tuple[Path, ...]:
        """The program's own backups, the newest first."""
        return tuple(backups.found(self.file)) if self.file is not None else ()

    def restore(self, source: Path) -> Path | None:
        """Put a backup in the place of the library; the present one is kept aside, at the path given back.

        Raises OutputError, and changes nothing, if the backup is not sound.
        """
        import sqlite3
        from contextlib import closing

        if self.is_private:
            raise OutputError("library.private")
        if not backups.is_sound(source, len(STEPS)):
            raise OutputError("library.backup-unsound", name=source.name)
        with self._database.alone() as connection:
            aside = None
            if self.file is not None:
                aside = backups.folder(self.file) / f"replaced-{time.strftime('%Y%m%d-%H%M%S')}.sqlite"
                backups.back_up(connection, aside)
            with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as stored:
                stored.backup(
                    connection
                )  # one transaction: after a power cut the old or the new one is there
        self._database.close()  # an older backup is brought up to date when it is opened
        self._database.open()
        return aside

    def reset(self) -> None:
        """Clear everything: rows, free pages, log, backups and what was set aside. Raises OutputError."""
        with self._database.alone() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                for table in TABLES:
                    connection.execute(f"DELETE FROM {table}")
                clear(connection)
                connection.execute("DELETE FROM sqlite_sequence")
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("VACUUM")
            self.index.forget()
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if busy:
                raise OutputError("library.busy")
        with told():
            self._remove_copies()

    def close(self) -> None:
        """Close the file; whoever calls again opens it again."""
        self._database.close()

    def _remove_copies(self) -> None:
        if self.file is None:
            return
        folder = backups.folder(self.file)
        copies = [*folder.glob("*"), *self.file.parent.glob(f"{self.file.stem}.damaged-*")]
        copies += [self.file.with_name(name) for name in (PLACES, LAST_READ, "places.damaged.json")]
        for copy in copies:
            copy.unlink(missing_ok=True)


class _Opened(Database):
    """A database that has taken over, after its first opening, what earlier versions kept."""

    def __init__(self, file: Path | None, clock: Callable[[], float]) -> None:
        super().__init__(file)
        self._clock = clock
        self._took_over = False
        self.after_opening: list[Callable[[], None]] = []

    def open(self) -> Opening:
        with self._lock:
            opening = super().open()
            if not self._took_over:
                self._took_over = True  # before: taking over opens too
                take_over(self, self._clock)
                for call in self.after_opening:
                    call()
            return opening


def library_file() -> Path:
    """Where the library is kept for this user."""
    from platformdirs import user_data_path

    return user_data_path("gxreader", appauthor=False) / "library.sqlite"
