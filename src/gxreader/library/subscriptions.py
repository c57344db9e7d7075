"""The lists a reader looks at: which are subscribed to, what stood in them, and what of it is new."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence

from gxreader.errors import OutputError
from gxreader.library.database import Database, milliseconds, moment
from gxreader.library.feed_rows import (
    MOST_ENTRIES,
    NOTE,
    READ,
    READ_BY_WISH,
    READ_ELSEWHERE,
    UNREAD_BY_WISH,
    WHEN,
    clean,
    entries_in,
    entry_values,
    feed_in,
    feeds_in,
    list_address,
    prune,
    same_page,
)
from gxreader.library.sites import host_of
from gxreader.library.values import Feed, FeedEntry
from gxreader.model.site import Entry

MOST_FEEDS = 2000  # that can be subscribed to
_LONGEST_WAIT = 8 * 86_400_000  # milliseconds; nobody is told to wait longer


class Subscriptions:
    """Lists by their addresses: columns of sites, and feeds. Nothing is noted while reading is private."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """Keep them in this database."""
        self._database = database
        self._clock = clock

    # What is subscribed to

    def subscribe(self, address: str, title: str, site: str = "") -> None:
        """From now on this list is looked at in the background; `site` is the id of the site it is of.

        One that is subscribed to already takes the title. Raises OutputError for what is no web address,
        and where there are too many.
        """
        self.subscribe_all(((address, title),), site)

    def subscribe_all(self, lists: Iterable[tuple[str, str]], site: str = "") -> None:
        """The same for several, each an address and a title: all of them or none. Raises OutputError."""
        wanted = [(list_address(address), clean(title)) for address, title in lists]
        if not all(host_of(address) for address, _title in wanted):
            raise OutputError("library.no-list-address")
        with self._database.write() as connection:
            for address, title in wanted:
                _subscribe(connection, address, title, site)

    def unsubscribe(self, address: str) -> None:
        """This list is looked at in the background no more; what was noted of it stays, and comes back."""
        with self._database.write(removing=True) as connection:
            connection.execute("UPDATE feeds SET subscribed = 0 WHERE address = ?", (list_address(address),))

    def subscribed(self) -> tuple[Feed, ...]:
        """The lists subscribed to, in the reader's order."""
        with self._database.read() as connection:
            return tuple(feeds_in(connection, "WHERE subscribed = 1 ORDER BY place, id", ()))

    def feed(self, address: str) -> Feed | None:
        """What is known of a list; None for one that was never loaded."""
        with self._database.read() as connection:
            return next(feeds_in(connection, "WHERE address = ?", (list_address(address),)), None)

    def keep_offline(self, address: str, *, wished: bool = True) -> None:
        """Whether new articles of a list are to be kept whole, to be read without a network."""
        with self._database.write(removing=not wished) as connection:
            connection.execute(
                "UPDATE feeds SET keep_offline = ? WHERE address = ?", (int(wished), list_address(address))
            )

    def arrange(self, addresses: Sequence[str]) -> None:
        """Put the lists in this order; those not named come after."""
        with self._database.write() as connection:
            connection.execute("UPDATE feeds SET place = place + ?", (len(addresses),))
            connection.executemany(
                "UPDATE feeds SET place = ? WHERE address = ?",
                [(number, list_address(address)) for number, address in enumerate(addresses)],
            )

    # What stands in the lists

    def note_list(
        self, address: str, title: str, entries: Iterable[Entry], seen_at: float = 0
    ) -> tuple[FeedEntry, ...]:
        """A list has been loaded; what of it is new since the reader looked last (see `mark_seen`).

        `seen_at` is when, in seconds since 1970. Of a list that was never looked at nothing is new. A list
        without entries changes nothing: it was torn on its way. While reading is private nothing is noted.
        """
        address, now = list_address(address), milliseconds(seen_at or self._clock())
        found = [entry for entry in entries if _is_article(entry)][:MOST_ENTRIES]
        if not found:
            return ()
        if self._database.private:
            return self._new_in_private(address, title, found, now)
        with self._database.write() as connection:
            feed = feed_in(connection, address, title)
            connection.executemany(NOTE, [entry_values(feed, n, entry, now) for n, entry in enumerate(found)])
            connection.execute(READ_ELSEWHERE, (feed,))
            connection.execute("UPDATE feeds SET checked_at = ? WHERE id = ?", (now, feed))
            prune(connection, feed, now)
            rows = entries_in(connection, "WHERE feed = ? AND seen = 0 ORDER BY feed_entries.place", (feed,))
            return tuple(entry for entry in rows if entry.is_new)

    def _new_in_private(
        self, address: str, title: str, found: list[Entry], now: int
    ) -> tuple[FeedEntry, ...]:
        """The same answer from what was noted before, and nothing noted."""
        before = self.feed(address)
        if before is None or before.looked_at is None:
            return ()
        known = {same_page(entry.address): entry for entry in self.entries(address)}
        new = []
        for entry in found:
            there = known.get(same_page(entry.url))
            if there is None:
                there = FeedEntry(
                    feed=address,
                    feed_title=before.title or title,
                    address=entry.url,
                    title=entry.title,
                    summary=entry.summary,
                    published=entry.published,
                    first_seen=moment(now),
                    is_new=True,
                )
            if there.is_new:
                new.append(there)
        return tuple(new)

    def mark_seen(self, address: str) -> None:
        """The reader has looked at a list: what stands in it now is new no more."""
        if self._database.private:
            return
        with self._database.write() as connection:
            now, address = milliseconds(self._clock()), list_address(address)
            connection.execute("UPDATE feeds SET looked = ? WHERE address = ?", (now, address))
            connection.execute(
                "UPDATE feed_entries SET seen = 1 WHERE feed = (SELECT id FROM feeds WHERE address = ?)",
                (address,),
            )

    def entries(self, address: str) -> tuple[FeedEntry, ...]:
        """What stood in a list when it was loaded last, and before; in the order of the list."""
        with self._database.read() as connection:
            rest = "WHERE feeds.address = ? ORDER BY noted DESC, feed_entries.place"
            return tuple(entries_in(connection, rest, (list_address(address),)))

    def new_entries(
        self, addresses: Iterable[str] | None = None, limit: int = 100, since: float = 0
    ) -> tuple[FeedEntry, ...]:
        """Articles not read yet of the lists subscribed to, or of these; the newest first, each but once.

        `since` leaves out what is older than this time (seconds since 1970).
        """
        wanted = None if addresses is None else {list_address(address) for address in addresses}
        rest = (
            f"WHERE {'subscribed = 1' if wanted is None else '1'} AND NOT {READ} AND {WHEN} >= ?"
            f" ORDER BY {WHEN} DESC, feeds.place, feed_entries.place"
        )
        found: dict[str, FeedEntry] = {}
        with self._database.read() as connection:
            for entry in entries_in(connection, rest, (milliseconds(since),)):
                if wanted is None or entry.feed in wanted:
                    found.setdefault(same_page(entry.address), entry)
                if len(found) >= limit:
                    break
        return tuple(found.values())

    def mark_read(self, address: str, *, read: bool = True) -> None:
        """An article was read or heard, in whichever lists it stands; or counts as unread, though opened."""
        if self._database.private:
            return
        with self._database.write() as connection:
            connection.execute(
                "UPDATE feed_entries SET read = ? WHERE same = ?",
                (READ_BY_WISH if read else UNREAD_BY_WISH, same_page(address)),
            )

    def note_kept(self, address: str, work: int) -> None:
        """An article of the lists is in the library, perhaps by another address that its own led to."""
        if self._database.private:
            return
        with self._database.write() as connection:
            connection.execute("UPDATE feed_entries SET work = ? WHERE same = ?", (work, same_page(address)))

    # What the background needs

    def due(self, now: float | None = None) -> tuple[Feed, ...]:
        """The subscribed lists that are to be looked at now, the one waiting longest first.

        One that is to wait absurdly long is due as well: the computer's clock was wrong when it was noted.
        """
        at = milliseconds(self._clock() if now is None else now)
        with self._database.read() as connection:
            rest = "WHERE subscribed = 1 AND NOT next_at BETWEEN ? AND ? ORDER BY next_at, id"
            return tuple(feeds_in(connection, rest, (at + 1, at + _LONGEST_WAIT)))

    def hasten(self, within: float) -> None:
        """Let no list that answers wait longer than so many seconds: the reader wants news more often."""
        if self._database.private:
            return
        with self._database.write() as connection:
            connection.execute(
                "UPDATE feeds SET next_at = min(next_at, ?) WHERE failures = 0",
                (milliseconds(self._clock() + within),),
            )

    def note_checked(self, address: str, next_at: float, etag: str = "", last_modified: str = "") -> None:
        """A list has been looked at; the next time is `next_at`, with what its server said of its state."""
        if self._database.private:
            return
        with self._database.write() as connection:
            connection.execute(
                "UPDATE feeds SET checked_at = ?, next_at = ?, etag = ?, last_modified = ?, failures = 0"
                " WHERE address = ?",
                (
                    *(milliseconds(self._clock()), milliseconds(next_at)),
                    *(clean(etag), clean(last_modified), list_address(address)),
                ),
            )

    def note_failure(self, address: str, next_at: float) -> None:
        """A list could not be looked at; it is left alone until `next_at`."""
        if self._database.private:
            return
        with self._database.write() as connection:
            connection.execute(
                "UPDATE feeds SET next_at = ?, failures = failures + 1 WHERE address = ?",
                (milliseconds(next_at), list_address(address)),
            )

    def forget(self, *, also_subscribed: bool = False) -> None:
        """Forget which lists were looked at, and what stood in them; those subscribed to only by wish."""
        with self._database.write(removing=True) as connection:
            connection.execute("DELETE FROM feeds" + ("" if also_subscribed else " WHERE subscribed = 0"))
            connection.execute("UPDATE feed_entries SET read = 0")


def _is_article(entry: Entry) -> bool:
    """Whether a line of a list leads to something to read, and not to a further list."""
    return bool(entry.url and entry.title) and entry.kind != "list"


def _subscribe(connection: sqlite3.Connection, address: str, title: str, site: str) -> None:
    row = connection.execute("SELECT subscribed FROM feeds WHERE address = ?", (address,)).fetchone()
    if row and row[0]:
        connection.execute(
            "UPDATE feeds SET title = coalesce(nullif(?, ''), title) WHERE address = ?", (title, address)
        )
        return
    taken = connection.execute("SELECT count(*) FROM feeds WHERE subscribed = 1").fetchone()[0]
    if taken >= MOST_FEEDS:
        raise OutputError("library.too-many-lists", most=MOST_FEEDS)
    feed_in(connection, address, title or address)
    connection.execute(
        "UPDATE feeds SET title = ?, site = coalesce(nullif(?, ''), site), subscribed = 1, next_at = 0,"
        " failures = 0, place = (SELECT max(place) + 1 FROM feeds) WHERE address = ?",
        (title or address, site, address),
    )
