"""The library to files and back; screens call it off the window's thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from gxreader.errors import OutputError, Unreadable
from gxreader.i18n.messages import Messages, plain_date

if TYPE_CHECKING:
    from gxreader.library.bookmarks_file import Bookmark
    from gxreader.library.library import Library
    from gxreader.library.values import Mark, Work
    from gxreader.model.article import Article

_PAGE = 500


class LibraryForm(StrEnum):
    """A form that the library, or a choice of it, can be written in."""

    JSON = "json"
    MARKDOWN = "markdown"
    BOOKMARKS = "bookmarks"
    EPUB = "epub"
    SUBSCRIPTIONS = "opml"


SUFFIXES = {
    ".json": LibraryForm.JSON,
    ".md": LibraryForm.MARKDOWN,
    ".markdown": LibraryForm.MARKDOWN,
    ".html": LibraryForm.BOOKMARKS,
    ".htm": LibraryForm.BOOKMARKS,
    ".epub": LibraryForm.EPUB,
    ".opml": LibraryForm.SUBSCRIPTIONS,
}


def export_library(
    library: Library, form: LibraryForm, target: Path, messages: Messages, works: Sequence[int] = ()
) -> int:
    """Write the library, or chosen works, to a file that is there whole or not at all; how many works it has.

    JSON is always the whole. A book holds the saved articles. Of subscriptions (OPML) the lists are counted.
    Raises OutputError.
    """
    if form is LibraryForm.JSON:
        return whole_file(target, library.exchange.write)
    if form is LibraryForm.SUBSCRIPTIONS:
        from gxreader.app.following import export_subscriptions

        return export_subscriptions(library, target, messages)
    chosen = [work for work in map(library.works.get, works) if work] if works else list(_all(library))
    if form is LibraryForm.EPUB:
        return _export_book(library, chosen, target, messages)
    write = _markdown if form is LibraryForm.MARKDOWN else _bookmarks
    text = write(library, chosen, messages)
    data = text.encode("utf-8", "replace")
    whole_file(target, lambda file: file.write(data))
    return len(chosen)


def import_file(library: Library, file: Path) -> int:
    """Merge what another gxreader, a browser or a reader of feeds has written; how many works or lists.

    Raises Unreadable for anything else, OutputError if it cannot be kept.
    """
    from gxreader.library import bookmarks_file, exchange
    from gxreader.library.opml import is_opml

    try:
        with file.open("rb") as opened:
            head = opened.read(2048)
            is_bookmarks = bookmarks_file.is_bookmarks_file(head)
            most = bookmarks_file.MOST_BYTES if is_bookmarks else exchange.MOST_BYTES
            data = head + opened.read(most)
    except OSError as error:
        raise Unreadable("load.file-trouble", name=file.name) from error
    if is_opml(head):
        from gxreader.app.following import import_subscriptions

        return import_subscriptions(library, file)
    if len(data) > most:
        raise Unreadable("load.too-large", megabytes=most // 1024 // 1024)
    if not is_bookmarks:
        return library.exchange.read(data)
    return _import_bookmarks(library, bookmarks_file.read(data))


def _import_bookmarks(library: Library, found: Iterable[Bookmark]) -> int:
    from gxreader.library.values import Anchor
    from gxreader.model.article import Article

    count = 0
    for bookmark in found:
        article = Article(title=bookmark.title, url=bookmark.address)
        known = library.works.of(article)
        work = known.id if known else library.works.put(article, added=bookmark.added)
        for tag in bookmark.tags:
            library.works.tag(work, tag)
        if not any(mark.is_bookmark for mark in library.marks.of(work)):
            anchor = Anchor(0, 0, 0, "", "", bookmark.title[:24])
            library.marks.add(work, anchor, note=bookmark.note)
        count += 1
    return count


def _all(library: Library) -> Iterable[Work]:
    skip = 0
    while page := library.works.list(limit=_PAGE, skip=skip):
        yield from page
        skip += len(page)


def _export_book(library: Library, works: Iterable[Work], target: Path, messages: Messages) -> int:
    from gxreader.export.epub import epub

    articles: list[Article] = []
    for work in works:
        article = library.offline.article(work.id) if work.saved else None
        if article is not None:
            articles.append(article)
    if not articles:
        raise OutputError("library.nothing-saved")
    title = articles[0].title if len(articles) == 1 else messages.text("library.book")
    data = epub(articles, title, messages)
    whole_file(target, lambda file: file.write(data))
    return len(articles)


def _markdown(library: Library, works: Iterable[Work], messages: Messages) -> str:
    """Each work with its address, tags and marks: highlights as quotes, notes beneath."""
    from gxreader.export.addresses import link_address
    from gxreader.export.markdown import escaped

    pieces = [f"# {messages.text('library.title')}"]
    for work in works:
        pieces.append(f"## {escaped(work.title or work.address)}")
        facts = [
            f"<{work.address}>" if link_address(work.address) else escaped(work.address),
            escaped(work.site or work.host),
            escaped(work.column),
            plain_date(work.published) if work.published else "",
            *(f"\\#{escaped(tag)}" for tag in work.tags),
        ]
        pieces.append(" · ".join(fact for fact in facts if fact))
        pieces += map(_mark, library.marks.of(work.id))
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _mark(mark: Mark) -> str:
    from gxreader.export.markdown import escaped

    words = mark.anchor.text or mark.anchor.after
    note = f"\n\n{escaped(mark.note)}" if mark.note else ""
    return f"> {escaped(words)}{note}" if words else note.strip()


def _bookmarks(library: Library, works: Iterable[Work], messages: Messages) -> str:
    from gxreader.library import bookmarks_file

    found = []
    for work in works:
        notes = (mark.note for mark in library.marks.of(work.id) if mark.is_bookmark and mark.note)
        found.append(
            bookmarks_file.Bookmark(
                work.address,
                work.title or work.address,
                int(work.added.timestamp()),
                work.tags,
                next(notes, ""),
            )
        )
    return bookmarks_file.written(found, messages.text("library.title"))


def whole_file(target: Path, write: Callable[[BinaryIO], int]) -> int:
    """Write a file so that it is there whole or not at all. Raises OutputError."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        with draft.open("wb") as file:
            count = write(file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise OutputError("export.cannot-write", name=target.name) from error
    finally:
        draft.unlink(missing_ok=True)
    return count
