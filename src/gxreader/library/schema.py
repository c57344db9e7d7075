"""The tables of the library, as steps from one version of the schema to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from gxreader.library.search.statements import STATEMENTS

_FIRST = (
    "CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE columns(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE sites(id INTEGER PRIMARY KEY, host TEXT NOT NULL, name TEXT NOT NULL, UNIQUE(host, name))",
    """CREATE TABLE works(
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, address TEXT NOT NULL,
        title TEXT NOT NULL, site INTEGER NOT NULL REFERENCES sites, column_id INTEGER NOT NULL
        REFERENCES columns, published TEXT NOT NULL, language TEXT NOT NULL, digest TEXT NOT NULL,
        characters INTEGER NOT NULL, added INTEGER NOT NULL, opened INTEGER NOT NULL DEFAULT 0,
        visits INTEGER NOT NULL DEFAULT 0, saved TEXT NOT NULL DEFAULT '',
        hidden INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX works_opened ON works(opened)",
    "CREATE INDEX works_recent ON works(max(added, opened))",
    "CREATE INDEX works_address ON works(address)",
    """CREATE TABLE texts(work INTEGER PRIMARY KEY REFERENCES works ON DELETE CASCADE,
        roles TEXT NOT NULL, packed BLOB NOT NULL)""",
    """CREATE TABLE articles(work INTEGER PRIMARY KEY REFERENCES works ON DELETE CASCADE,
        packed BLOB NOT NULL, saved INTEGER NOT NULL)""",
    """CREATE TABLE visits(id INTEGER PRIMARY KEY, work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE,
        opened INTEGER NOT NULL)""",
    "CREATE INDEX visits_work ON visits(work)",
    """CREATE TABLE positions(key TEXT PRIMARY KEY, block INTEGER NOT NULL, start INTEGER NOT NULL,
        before TEXT NOT NULL, after TEXT NOT NULL, share REAL NOT NULL,
        noted INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE marks(id INTEGER PRIMARY KEY AUTOINCREMENT,
        work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE, block INTEGER NOT NULL,
        start INTEGER NOT NULL, stop INTEGER NOT NULL, before TEXT NOT NULL, text TEXT NOT NULL,
        after TEXT NOT NULL, colour TEXT NOT NULL, note TEXT NOT NULL, made INTEGER NOT NULL)""",
    "CREATE INDEX marks_work ON marks(work)",
    """CREATE TABLE tags(work INTEGER NOT NULL REFERENCES works ON DELETE CASCADE, name TEXT NOT NULL,
        PRIMARY KEY(work, name)) WITHOUT ROWID""",
    "CREATE INDEX tags_name ON tags(name)",
    """CREATE TABLE searches(words TEXT PRIMARY KEY, times INTEGER NOT NULL,
        last INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE deletions(id INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, title TEXT NOT NULL,
        packed BLOB NOT NULL, made INTEGER NOT NULL)""",
)
_LISTS = (
    """CREATE TABLE feeds(id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
        site TEXT NOT NULL DEFAULT '', etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '',
        checked_at INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0,
        looked INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
        subscribed INTEGER NOT NULL DEFAULT 0, keep_offline INTEGER NOT NULL DEFAULT 0,
        place INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE feed_entries(id INTEGER PRIMARY KEY, feed INTEGER NOT NULL REFERENCES feeds
        ON DELETE CASCADE, same TEXT NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL,
        summary TEXT NOT NULL, published INTEGER NOT NULL, first_seen INTEGER NOT NULL,
        noted INTEGER NOT NULL, place INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0,
        read INTEGER NOT NULL DEFAULT 0, work INTEGER REFERENCES works ON DELETE SET NULL,
        UNIQUE(feed, same))""",
    "CREATE INDEX feed_entries_same ON feed_entries(same)",
    "CREATE INDEX feed_entries_work ON feed_entries(work)",
)


Step = Callable[[sqlite3.Connection], None]


def _statements(statements: tuple[str, ...]) -> Step:
    def run(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return run


# Step n leads from version n to version n + 1; a step that was ever shipped is never changed.
STEPS: tuple[Step, ...] = (_statements(_FIRST), _statements(STATEMENTS), _statements(_LISTS))
# Children before parents: in this order rows can be deleted, in the other one written.
TABLES = (
    "feed_entries",
    "feeds",
    "facts",
    "searches",
    "deletions",
    "positions",
    "tags",
    "marks",
    "visits",
    "articles",
    "texts",
    "works",
    "columns",
    "sites",
)
