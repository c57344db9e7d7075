"""What a page says of itself: meta tags of the national standard, OpenGraph, JSON-LD, and its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

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
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "lastmodified"),
    "source": ("contentsource",),
    "author": ("author", "article:author", "byl", "twitter:creator"),
    "summary": ("description", "og:description", "twitter:description"),
    "keywords": ("keywords", "news_keywords"),
    "social_title": ("og:title", "twitter:title"),
}
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

    linked = next(_linked_data(page), {})
    zone = CHINA if not language or language.startswith("zh") else UTC
    site = named("site") or _text(linked.get("publisher"))
    published = named("published") or _text(linked.get("datePublished"))
    modified = named("modified") or _text(linked.get("dateModified"))
    author = named("author")
    return Metadata(
        title=named("title") or _text(linked.get("headline")) or without_site(named("social_title"), site),
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


def without_site(title: str, site: str) -> str:
    """A page's title without the site's name after it."""
    title = " ".join(title.split())
    pieces = _TITLE_SEPARATORS.split(title)
    if len(pieces) > 1 and site and any(site in piece or piece in site for piece in pieces[1:] if piece):
        kept = [piece for piece in pieces if piece and site not in piece and piece not in site]
        return kept[0] if kept else title
    return title


def window_title(page: Page, site: str) -> str:
    """The title element's text without the site's name; the longest piece when the site is unknown."""
    found = page.root.find(".//head/title")
    title = text_of(found) if found is not None else ""
    shortened = without_site(title, site)
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


def _linked_data(page: Page) -> Iterator[dict[str, Any]]:
    """The articles among the page's JSON-LD, which is a foreign format and therefore a dict."""
    for text in page.linked_data:
        try:
            data = msgspec.json.decode(text.strip())
        except (msgspec.DecodeError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if any(
                _ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield node


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
        return " ".join(value.split())
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(text for text in map(_text, value) if text)
    return ""
