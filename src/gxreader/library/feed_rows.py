"""The rows of lists and of what stands in them: how they are written, and made values again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from urllib.parse import urldefrag

from gxreader.library.database import milliseconds, moment
from gxreader.library.values import Feed, FeedEntry
from gxreader.model.site import Entry

MOST_ENTRIES = 1000  # of one list; those that stand in it no more go first
_MOST_NOTED = 300  # lists that are only looked at; the one loaded longest ago may go
_LONGEST = 600  # code points of a summary
UNKNOWN, READ_BY_WISH, UNREAD_BY_WISH = 0, 1, 2  # in the column `read`
_ITS_WORK = "(works.address = feed_entries.address OR works.id = feed_entries.work)"
READ = f"""(read = {READ_BY_WISH} OR (read = {UNKNOWN} AND EXISTS
    (SELECT 1 FROM works WHERE {_ITS_WORK} AND visits > 0)))"""
_FEED = f"""SELECT feeds.*, (SELECT count(*) FROM feed_entries WHERE feed = feeds.id AND NOT {READ})
    AS unread, (SELECT count(*) FROM feed_entries WHERE feed = feeds.id AND EXISTS
    (SELECT 1 FROM works WHERE {_ITS_WORK} AND saved <> '')) AS kept FROM feeds """
_ENTRY = f"""SELECT feed_entries.*, feeds.address AS feed_address, feeds.title AS feed_title, looked,
    {READ} AS is_read,
    (SELECT max(works.id) FROM works WHERE {_ITS_WORK} AND saved <> '') AS kept
    FROM feed_entries JOIN feeds ON feeds.id = feed """
WHEN = "coalesce(nullif(feed_entries.published, 0), first_seen)"
NOTE = """INSERT INTO feed_entries(feed, same, address, title, summary, published, first_seen, place, noted)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(feed, same) DO UPDATE SET address = excluded.address,
    title = excluded.title, summary = excluded.summary, place = excluded.place, noted = excluded.noted,
    published = coalesce(nullif(excluded.published, 0), published)"""
READ_ELSEWHERE = """UPDATE feed_entries SET read = 1 WHERE feed = ? AND read = 0 AND EXISTS
    (SELECT 1 FROM feed_entries AS other WHERE other.same = feed_entries.same AND other.read = 1)"""


def list_address(address: str) -> str:
    """The address of a list as it is kept: without the place within the page."""
    return clean(urldefrag(address.strip())[0])


def same_page(address: str) -> str:
    """One for all addresses of the same page: with and without encryption, and whatever place within it."""
    return list_address(address).partition("://")[2].removesuffix("/") or list_address(address)


def clean(text: str) -> str:
    """A text as a database takes it: half of a pair of UTF-16 is no character."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def feed_in(connection: sqlite3.Connection, address: str, title: str) -> int:
    """The number of a list, which is written down if it was not yet."""
    connection.execute(
        "INSERT OR IGNORE INTO feeds(address, title, place)"
        " VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM feeds))",
        (address, clean(title)),
    )
    return int(connection.execute("SELECT id FROM feeds WHERE address = ?", (address,)).fetchone()[0])


def entry_values(feed: int, place: int, entry: Entry, now: int) -> tuple[int | str, ...]:
    """The values of NOTE for one line of a list."""
    published = milliseconds(entry.published.timestamp()) if entry.published else 0
    summary = clean(entry.summary)[:_LONGEST]
    address = clean(entry.url)
    return (
        *(feed, same_page(address), address, clean(entry.title), summary),
        *(min(published, now), now, place, now),  # nothing is newer than now, whatever a page says
    )


def prune(connection: sqlite3.Connection, feed: int, now: int) -> None:
    """Keep no more than the most of entries and lists."""
    connection.execute(
        "DELETE FROM feed_entries WHERE feed = ? AND noted < ? AND id IN (SELECT id FROM feed_entries"
        " WHERE feed = ? ORDER BY noted DESC, place LIMIT -1 OFFSET ?)",
        (feed, now, feed, MOST_ENTRIES),
    )
    connection.execute(
        "DELETE FROM feeds WHERE subscribed = 0 AND id IN"
        " (SELECT id FROM feeds WHERE subscribed = 0 ORDER BY checked_at DESC LIMIT -1 OFFSET ?)",
        (_MOST_NOTED,),
    )


def _rows(cursor: sqlite3.Cursor) -> Iterator[dict[str, object]]:
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def feeds_in(connection: sqlite3.Connection, rest: str, values: tuple[object, ...]) -> Iterator[Feed]:
    """The lists that the rest of a query chooses."""
    for row in _rows(connection.execute(_FEED + rest, values)):
        checked, looked = int(str(row["checked_at"])), int(str(row["looked"]))
        yield Feed(
            address=str(row["address"]),
            title=str(row["title"]),
            site=str(row["site"]),
            etag=str(row["etag"]),
            last_modified=str(row["last_modified"]),
            checked_at=moment(checked) if checked else None,
            next_at=moment(int(str(row["next_at"]))),
            looked_at=moment(looked) if looked else None,
            failures=int(str(row["failures"])),
            is_subscribed=bool(row["subscribed"]),
            keeps_offline=bool(row["keep_offline"]),
            unread=int(str(row["unread"])),
            kept=int(str(row["kept"])),
        )


def entries_in(connection: sqlite3.Connection, rest: str, values: tuple[object, ...]) -> Iterator[FeedEntry]:
    """What stood in lists, as the rest of a query chooses."""
    for row in _rows(connection.execute(_ENTRY + rest, values)):
        published, is_read = int(str(row["published"])), bool(row["is_read"])
        yield FeedEntry(
            feed=str(row["feed_address"]),
            feed_title=str(row["feed_title"]),
            address=str(row["address"]),
            title=str(row["title"]),
            summary=str(row["summary"]),
            published=moment(published) if published else None,
            first_seen=moment(int(str(row["first_seen"]))),
            is_new=bool(row["looked"]) and not row["seen"] and not is_read,
            is_read=is_read,
            kept=int(str(row["kept"] or 0)),
        )
