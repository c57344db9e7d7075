"""Lists and what stood in them, as records of the library's JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from gxreader.library.feed_rows import feed_in, same_page


class EntryRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """One article that stood in a list; times are milliseconds since 1970."""

    address: str
    title: str
    summary: str = ""
    published: int = 0
    first_seen: int = 0
    noted: int = 0
    place: int = 0
    seen: bool = False
    read: bool = False


class FeedRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """One list; what its server said of its state stays behind, so it is asked anew."""

    address: str
    title: str
    site: str = ""
    looked: int = 0
    subscribed: bool = False
    keep_offline: bool = False
    entries: tuple[EntryRecord, ...] = ()


def feed_records(connection: sqlite3.Connection) -> Iterator[FeedRecord]:
    """Every list in the reader's order."""
    for row in connection.execute(
        "SELECT id, address, title, site, looked, subscribed, keep_offline FROM feeds ORDER BY place, id"
    ):
        entries = connection.execute(
            "SELECT address, title, summary, published, first_seen, noted, place, seen, read"
            " FROM feed_entries WHERE feed = ? ORDER BY noted DESC, place, id",
            (row[0],),
        )
        yield FeedRecord(
            address=row[1],
            title=row[2],
            site=row[3],
            looked=row[4],
            subscribed=bool(row[5]),
            keep_offline=bool(row[6]),
            entries=tuple(
                msgspec.convert(entry, EntryRecord, strict=False) for entry in map(_named, entries)
            ),
        )


def merge_feeds(connection: sqlite3.Connection, records: Iterable[FeedRecord]) -> None:
    """Add lists to those that are there, which keep their names; what was read anywhere is read."""
    for record in records:
        feed = feed_in(connection, record.address, record.title)
        connection.execute(
            "UPDATE feeds SET subscribed = max(subscribed, ?), keep_offline = max(keep_offline, ?),"
            " looked = max(looked, ?), site = coalesce(nullif(site, ''), ?) WHERE id = ?",
            (record.subscribed, record.keep_offline, record.looked, record.site, feed),
        )
        connection.executemany(
            "INSERT INTO feed_entries(feed, same, address, title, summary, published, first_seen, noted,"
            " place, seen, read) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(feed, same)"
            " DO UPDATE SET read = max(read, excluded.read), seen = max(seen, excluded.seen)",
            [(feed, same_page(entry.address), *msgspec.structs.astuple(entry)) for entry in record.entries],
        )


def _named(entry: tuple[object, ...]) -> dict[str, object]:
    return dict(zip(EntryRecord.__struct_fields__, entry, strict=True))
