"""What a page says of itself: meta tags of the national standard, OpenGraph, JSON-LD, and its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import msgspec

from gxreader.load.language import guess_language
from gxreader.load.markup.element import text_of
from gxreader.load.markup.page import Page
from gxreader.load.moments import CHINA, parse_stamp

_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report)$")
_TITLE_SEPARATORS = re.compile(r"\s*[|｜_»«]\s*|\s+[-–—·]\s+|-(?=[^-]*$)")
_NAMES = {
    "title": ("articletitle",),
    "site": ("sitename", "og:site_name", "application-name"),
    "column": ("columnname", "article:section"),
    "published": (
        "pubdate",
        "article:published_time",
        "datepublished",
        "publishdate",
        "publish_date",
        "og:published_time",
        "pubtime",
        "publishtime",
        "publish-date",
        "publication_date",
        "release_date",
        "og:release_date",
        "article:create_at",
        "weibo: article:create_at",
        "apub:time",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "date",
        "dateupdate",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "lastmodified"),
    "source": ("contentsource",),
    "author": ("author", "article:author", "og:article:author", "byl", "twitter:creator"),
    "summary": ("description", "og:description", "twitter:description"),
    "keywords": ("keywords", "news_keywords"),
    "social_title": ("og:title", "twitter:title"),
}
_SITE_NAME = 4  # letters that must be found in the address
_KEYWORD_SPLIT = re.compile(r"\s*[,，;；、|]\s*")


class Metadata(msgspec.Struct, frozen=True):
    """The page's own statements; empty where it makes none."""

    title: str = ""
    site: str = ""
    column: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    source: str = ""
    author: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    url: str = ""


def read_metadata(page: Page, language: str) -> Metadata:
    """Gather the statements, the national standard's first."""

    def named(field: str) -> str:
        return next((page.metas[name] for name in _NAMES[field] if page.metas.get(name)), "")

    linked = _article_data(page)
    zone = CHINA if not language or language.startswith("zh") else UTC
    site = named("site") or _text(linked.get("publisher"))
    published = named("published") or _text(linked.get("datePublished"))
    modified = named("modified") or _text(linked.get("dateModified"))
    author = named("author")
    return Metadata(
        title=named("title")
        or without_site(_text(linked.get("headline")), site, page.url)
        or without_site(unescape(named("social_title")), site, page.url),
        site=site,
        column=named("column") or _text(linked.get("articleSection")),
        published=parse_stamp(published, zone=zone) if published else None,
        modified=parse_stamp(modified, zone=zone) if modified else None,
        source=named("source"),
        author=_text(linked.get("author")) or ("" if author.startswith(("http://", "https://")) else author),
        summary=named("summary"),
        keywords=tuple(word for word in _KEYWORD_SPLIT.split(named("keywords")) if word),
        url=_own_address(page),
    )


def without_site(title: str, site: str, url: str = "") -> str:
    """A page's title without the site's name before or after it, known by the page or by its address."""
    title = " ".join(title.split())
    separators = list(_TITLE_SEPARATORS.finditer(title))
    for number, separator in enumerate(separators):
        before = title[: separator.start()]
        stop = separators[number + 1].start() if number + 1 < len(separators) else len(title)
        if before and _is_site(title[separator.end() : stop], site, url) and not _is_site(before, site, url):
            return before.split("_", maxsplit=1)[0]  # what such a stroke divides are sections of the site
    if separators and _is_site(title[: separators[0].start()], site, url):
        return title[separators[0].end() :] or title
    return title


def _is_site(piece: str, site: str, url: str) -> bool:
    """Whether a piece of a title names the site."""
    if not piece:
        return False
    if site and (site in piece or piece in site):
        return True
    name = re.sub(r"[^a-z0-9]", "", piece.lower())
    host = re.sub(r"[^a-z0-9]", "", (urlsplit(url).hostname or "").lower()) if url else ""
    return len(name) >= _SITE_NAME and len(name) == len(piece.replace(" ", "")) and name in host


def window_title(page: Page, site: str) -> str:
    """The title element's text without the site's name; the longest piece when the site is unknown."""
    found = page.root.find(".//head/title")
    title = text_of(found) if found is not None else ""
    shortened = without_site(title, site, page.url)
    if shortened != title:
        return shortened
    pieces = [piece for piece in _TITLE_SEPARATORS.split(title) if piece]
    return max(pieces, key=len) if pieces else ""


def page_language(page: Page, text: str) -> str:
    """The language of a page: what its text shows over what it declares, which templates often get wrong."""
    declared = (
        page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()
    declared = declared if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", declared) else ""
    guessed = guess_language(text)
    if guessed and declared.lower().replace("_", "-").split("-")[0] != guessed:
        return guessed
    return declared.replace("_", "-")


def _own_address(page: Page) -> str:
    """The page's canonical address, if it is one of the web, else where it was fetched from."""
    for link in page.root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            address = page.absolute(link.get("href"))
            if address.startswith(("http://", "https://")):
                return address
    if page.url:
        return page.url
    for name in ("url", "og:url"):
        address = page.absolute(page.metas.get(name))
        if address.startswith(("http://", "https://")):
            return address
    return ""


def _article_data(page: Page) -> dict[str, Any]:
    """The page's first article in JSON-LD, or what another part of it says of the time."""
    nodes = list(_linked_nodes(page))
    for node in nodes:
        kinds = node.get("@type")
        if any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            return node
    dated = next((node for node in nodes if node.get("datePublished")), {})
    return {name: dated[name] for name in ("datePublished", "dateModified") if name in dated}


def _linked_nodes(page: Page) -> Iterator[dict[str, Any]]:
    """All that the page's JSON-LD describes; it is a foreign format and therefore dicts."""
    for text in page.linked_data:
        try:
            data = msgspec.json.decode(text.strip())
        except (msgspec.DecodeError, RecursionError):  # broken JSON-LD: the next block may be whole
            continue
        yield from _nodes(data)


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (
                (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()
            )


def _text(value: Any) -> str:
    """A JSON-LD value as text: a text, something with a name, or several of these."""
    if isinstance(value, str):
        return " ".join(unescape(value).split())
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(text for text in map(_text, value) if text)
    return ""
