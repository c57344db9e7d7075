"""What a page has around its article: the way up, neighbours, the other language, columns, words, files."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from gxreader.app.interface import Page
from gxreader.library.sites import Site, host_of, site_of
from gxreader.model.article import Article
from gxreader.model.site import Link, Translation

if TYPE_CHECKING:
    from gxreader.app.reader import Reader

CHINESE, ENGLISH = "zh", "en"


class Kind(StrEnum):
    """Where a way leads; the words for it are `around.<kind>`."""

    PREVIOUS = "previous"
    FOLLOWING = "following"
    LIST = "list"
    TRANSLATION = "translation"
    UP = "up"
    ATTACHMENT = "attachment"
    RELATED = "related"
    COLUMN = "column"
    HOT = "hot"


class Way(msgspec.Struct, frozen=True):
    """One thing around the article: what it is called, and its address where it has one."""

    kind: Kind
    words: str
    url: str = ""


class Below(msgspec.Struct, frozen=True):
    """A line under the text: the key of the words it begins with, and the links of one kind."""

    key: str
    links: tuple[Link, ...]


_BELOW = {
    Kind.ATTACHMENT: "ui.files-below",
    Kind.FOLLOWING: "ui.following-below",
    Kind.PREVIOUS: "ui.previous-below",
    Kind.RELATED: "ui.related-below",
}


def ways_below(reader: Reader) -> tuple[Below, ...]:
    """What stands under the text: files, the articles below and above in the list, related columns."""
    ways = ways_around(reader)
    lines = (
        Below(key, tuple(Link(way.words, way.url) for way in ways if way.kind is kind and way.url))
        for kind, key in _BELOW.items()
    )
    return tuple(line for line in lines if line.links)


def ways_around(reader: Reader) -> tuple[Way, ...]:
    """All of them, what is wanted most first; nothing twice."""
    article = reader.session.article
    if article is None:
        return ()
    seen: set[tuple[str, str]] = set()
    ways = []
    for way in _all_ways(reader, article):
        known = (way.words, way.url)
        if way.words and known not in seen:
            seen.add(known)
            ways.append(way)
    return tuple(ways)


def _all_ways(reader: Reader, article: Article) -> Iterator[Way]:
    neighbours = reader.neighbours
    if (entry := neighbours.following) is not None:
        yield Way(Kind.FOLLOWING, entry.title, entry.url)
    if (entry := neighbours.previous) is not None:
        yield Way(Kind.PREVIOUS, entry.title, entry.url)
    if neighbours.list is not None and not article.entries:
        yield Way(Kind.LIST, neighbours.list.title, neighbours.list.url)
    translation = counterpart(article, reader.appearance.language)
    if translation is not None:
        words = reader.appearance.messages.text(counterpart_label(reader))
        yield Way(Kind.TRANSLATION, words, translation.url)
    for attachment in article.attachments:
        yield Way(Kind.ATTACHMENT, attachment.name, attachment.url)
    for link in reversed(article.breadcrumb):  # the nearest first
        yield Way(Kind.UP, link.text, link.url)
    for kind, links in ((Kind.RELATED, article.related), (Kind.COLUMN, article.navigation)):
        for link in links:
            yield Way(kind, link.text, link.url)
    for link in hot_words(article):
        yield Way(Kind.HOT, link.text, link.url)


def hot_words(article: Article) -> tuple[Link, ...]:
    """What many look for on the article's site: as the page says, or else as the site is described."""
    if article.hot_words:
        return article.hot_words
    site = site_of(article.url) if host_of(article.url) else None
    return tuple(Link(word, site.search_address(word)) for word in site.hot_words) if site else ()


def counterpart(article: Article, language: str) -> Translation | None:
    """The article in another language, or else its site; the reader's language before the others."""
    offered = [other for other in article.translations if other.url and not _same(other.language, article)]
    offered.sort(key=lambda other: not other.language.lower().startswith(language))
    if offered:
        return offered[0]
    site = site_of(article.url) if host_of(article.url) else None
    return _home_elsewhere(article, site) if site is not None else None


def _home_elsewhere(article: Article, site: Site) -> Translation | None:
    others = ((language, url) for language, url in site.counterpart.items())
    return next(
        (
            Translation(language, url, site.named(language))
            for language, url in others
            if not _same(language, article) and not _stands_on(url, article)
        ),
        None,
    )


def _same(language: str, article: Article) -> bool:
    """Whether this is the article's own language; one that says none is taken for Chinese."""
    return language.partition("-")[0].lower() == (article.language or CHINESE).partition("-")[0].lower()


def _stands_on(url: str, article: Article) -> bool:
    """Whether an article is already within the part of the site that a counterpart leads to."""
    there, here = urlsplit(url), urlsplit(article.url)
    return there.netloc == here.netloc and here.path.startswith(there.path) and there.path not in {"", "/"}


def open_way(reader: Reader, way: Way) -> None:
    """Go there; a hot word is looked for, one without an address says so."""
    if way.kind is Kind.HOT:
        reader.searching.look_for_word(Link(way.words, way.url))
    elif way.kind is Kind.ATTACHMENT:
        reader.downloads.choose(way.url)
        reader.interface.show_page(Page.DOWNLOADS)  # it can be read there, or taken away
    elif way.url:
        reader.opening.follow(way.url)
    else:
        reader.announcements.say("say.no-address", name=way.words)


def open_counterpart(reader: Reader) -> None:
    """The article in the other language; the language of the interface stays."""
    article = reader.session.article
    found = counterpart(article, reader.appearance.language) if article is not None else None
    if found is None:
        reader.announcements.say("say.no-translation")
    else:
        reader.opening.follow(found.url)


def counterpart_label(reader: Reader) -> str:
    """What the key of the other language says: which one it is."""
    article = reader.session.article
    found = counterpart(article, reader.appearance.language) if article is not None else None
    if found is None:
        return "command.translation"
    chinese = found.language.lower().startswith(CHINESE)
    return (
        "command.translation.zh"
        if chinese
        else (
            "command.translation.en" if found.language.lower().startswith(ENGLISH) else "command.translation"
        )
    )
