"""Article pages of Chinese government sites: the national meta standard, and bodies as TRS writes them."""

from __future__ import annotations

import re
from datetime import datetime, time

import msgspec

from gxreader.load import chrome
from gxreader.load.adapters import general, lists
from gxreader.load.adapters.assemble import assemble
from gxreader.load.adapters.government_body import Body, find_body, has_system_name
from gxreader.load.adapters.government_heads import read_heads
from gxreader.load.adapters.paging import continued
from gxreader.load.adapters.trs_body import without_frame
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.metadata import Metadata, page_language, read_metadata
from gxreader.load.markup.page import Page
from gxreader.load.markup.surroundings import attachments, read_breadcrumb
from gxreader.load.markup.written import with_written
from gxreader.load.moments import CHINA, parse_stamp
from gxreader.load.parsing.source import Parsed
from gxreader.model.article import Article, Block, Paragraph, plain
from gxreader.model.site import Link
from gxreader.model.units import block_leaves

_STANDARD = frozenset(
    {
        "sitename",
        "sitedomain",
        "siteidcode",
        "columnname",
        "columntype",
        "articletitle",
        "pubdate",
        "contentsource",
    }
)
_ENOUGH_STANDARD = 2
_NEAR_TOP = 8  # blocks
_HAN = re.compile(r"[\u4e00-\u9fff]")


def read(page: Page) -> Parsed | None:
    """The article of a government page, or nothing if the page is none."""
    standard = len(_STANDARD & page.metas.keys())
    if standard < _ENOUGH_STANDARD and not has_system_name(page):
        return None
    page = with_written(page)
    stated = bool(page.metas.get("articletitle"))
    if not stated and lists.entries_of(page):
        return None
    body = find_body(page)
    if body is None:
        return _in_an_unknown_place(page) if stated else None
    if standard < _ENOUGH_STANDARD and not body.system:
        return None
    return continued(page, _article(page, body))


def _article(page: Page, body: Body) -> Article:
    language = page_language(page, body.text)
    statements = _own_statements(page, language)
    columns = (statements.column, *(link.text for link in read_breadcrumb(page)))
    heads = read_heads(page, body.inside, statements, columns)
    statements = _to_the_minute(statements, heads.credits.published)
    drafts = [draft for element in body.elements for draft in BlockReader(page).read(element)]
    drafts, related = without_frame(drafts, (heads.title, heads.kicker, heads.subtitle))
    files = attachments(page, *body.elements)
    article = assemble(page, drafts, statements, heads, language=language, attachments=files)
    return _with_related(article, related)


def _own_statements(page: Page, language: str) -> Metadata:
    """What the page states of its article: not what it says of the whole site where it leaves that empty.

    A time without a zone is China's, in whatever language the page is.
    """
    statements = read_metadata(page, language)
    empty = {
        meta.get("name") or "" for meta in page.root.iter("meta") if not (meta.get("content") or "").strip()
    }
    keywords = tuple(
        word
        for phrase in statements.keywords
        for word in (phrase.split() if _HAN.search(phrase) else [phrase])
    )
    summary = statements.summary
    published = parse_stamp(page.metas["pubdate"], zone=CHINA) if page.metas.get("pubdate") else None
    return msgspec.structs.replace(
        statements,
        keywords=() if "Keywords" in empty else keywords,
        summary="" if "Description" in empty or summary in {statements.site, statements.column} else summary,
        published=published or statements.published,
    )


def _to_the_minute(statements: Metadata, shown: datetime | None) -> Metadata:
    """What the page states, with the time of day it shows where it states the day alone."""
    stated = statements.published
    if stated and shown and stated.date() == shown.date() and stated.time() == time.min:
        return msgspec.structs.replace(statements, published=shown)
    return statements


def _with_related(article: Article, related: tuple[Link, ...]) -> Article:
    known = {link.text for link in article.related}
    added = tuple(link for link in related if link.text not in known)
    return msgspec.structs.replace(article, related=(*article.related, *added)) if added else article


def _in_an_unknown_place(page: Page) -> Parsed | None:
    """A page that states its article, while its body has no name of ours: found as on any page."""
    found = general.read(page)
    if found is None:
        return None
    article = found.article
    statements = _own_statements(page, article.language)
    columns = (statements.column, *(link.text for link in article.breadcrumb))
    heads = read_heads(page, frozenset(), statements, columns)
    shown = heads.credits
    article = msgspec.structs.replace(
        article,
        title=heads.title or article.title,
        kicker=heads.kicker or article.kicker,
        subtitle=heads.subtitle or article.subtitle,
        source=article.source or shown.source,
        author=article.author or shown.author,
        published=article.published or shown.published,
        blocks=_beneath_title(article.blocks, heads.title or article.title),
    )
    return continued(page, article)


def _beneath_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The blocks below the one that repeats the title, if that stands near the top, without a footer."""
    wanted = re.sub(r"\s", "", title)
    texts = [re.sub(r"\s", "", "".join(plain(runs) for _, runs in block_leaves(block))) for block in blocks]
    start = texts.index(wanted) + 1 if wanted and wanted in texts[:_NEAR_TOP] else 0
    stop = len(blocks)
    while stop > start and isinstance(blocks[stop - 1], Paragraph) and chrome.FOOTER.match(texts[stop - 1]):
        stop -= 1
    return blocks[start:stop]
