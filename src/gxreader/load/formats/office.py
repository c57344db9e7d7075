"""What documents of office programs have in common: their statements, and drafts made into an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from gxreader.errors import Unreadable
from gxreader.load.chrome import is_tool, share_targets
from gxreader.load.language import guess_language
from gxreader.load.layout.titles import Named, leading_title, sensible_author, sensible_title, without_title
from gxreader.load.markup.blocks import Draft
from gxreader.load.markup.page import Page
from gxreader.load.markup.refine import refined
from gxreader.load.markup.xml import local_name, text_within
from gxreader.load.moments import parse_stamp
from gxreader.model.article import Article, Block, Heading, Paragraph, plain
from gxreader.model.site import Notice
from gxreader.model.units import block_leaves

_FIELDS = {
    "title": "title",
    "creator": "author",
    "initial-creator": "author",
    "created": "published",
    "creation-date": "published",
    "modified": "modified",
    "date": "modified",
    "subject": "summary",
    "description": "summary",
    "keywords": "keywords",
    "keyword": "keywords",
}
WITHIN = "within:"
COMMENTS, DRAWINGS = "comments", "drawings"  # what was left out, counted
_KEYS = {COMMENTS: "load.comments-left", DRAWINGS: "load.drawings-left"}
_SAMPLE = 200  # blocks
NOTES = {"zh": "注释", "en": "Notes"}  # the heading above them, in the reader's language


@dataclass(frozen=True)
class DocumentPage(Page):
    """A document as a page: its pictures are within it, its links lead to the web or nowhere."""

    def absolute(self, address: str | None) -> str:
        """A link's address if it is on the web."""
        joined = Page.absolute(self, address)
        return joined if re.match(r"(?:https?|mailto|tel):", joined, re.IGNORECASE) else ""

    def picture(self, address: str | None) -> str:
        """A picture's address within the document; none of those that are elsewhere."""
        return address if address and address.startswith(WITHIN) else ""


def read_core(root: etree._Element | None, fallback: str) -> Named:
    """What a document says of itself, in the Dublin Core of either family of office programs."""
    found: dict[str, str] = {}
    for element in () if root is None else root.iter():
        name, text = _FIELDS.get(local_name(element), ""), text_within(element)
        if name and text and (name not in found or local_name(element) == "initial-creator"):
            found[name] = text
    published, modified = _moment(found.get("published")), _moment(found.get("modified"))
    return Named(
        title=sensible_title(found.get("title", "")),
        author=sensible_author(found.get("author", "")),
        published=published or modified,
        modified=modified if published and modified and modified > published else None,
        keywords=tuple(found.get("keywords", "").replace("；", ";").replace(",", ";").split(";"))[:50]
        if found.get("keywords")
        else (),
        summary=found.get("summary", ""),
        fallback=fallback,
    )


def _moment(text: str | None) -> datetime | None:
    return parse_stamp(text) if text else None


def article_of(drafts: Sequence[Draft], named: Named, notices: tuple[Notice, ...] = ()) -> Article:
    """The article of a document's drafts. Raises Unreadable when there is nothing in it."""
    blocks = list(_refined(drafts))
    title = leading_title(blocks, named)
    kept = tuple(without_title(blocks, title))
    if not kept and not title:
        raise Unreadable("load.empty")
    texts = [plain(runs) for block in kept[:_SAMPLE] for _, runs in block_leaves(block)]
    sample = "\n".join([title, *(text for text in texts if text not in NOTES.values())])
    return Article(
        title=title or named.fallback,
        author=named.author,
        published=named.published,
        modified=named.modified,
        keywords=tuple(word.strip() for word in named.keywords if word.strip()),
        summary=named.summary,
        language=named.language or guess_language(sample),
        blocks=kept,
        warnings=notices,
    )


def _refined(drafts: Sequence[Draft]) -> Iterator[Block]:
    """The blocks of drafts. What would be a web page's tools is a document's text like any other."""
    start = 0
    for place, draft in enumerate(drafts):
        if isinstance(draft.block, Paragraph | Heading) and _looks_like_tool(plain(draft.block.runs)):
            yield from refined(drafts[start:place])
            yield draft.block
            start = place + 1
    yield from refined(drafts[start:])


def _looks_like_tool(text: str) -> bool:
    return is_tool(text.strip()) or len(share_targets(text.strip())) > 1


def notices_of(left_out: Counter[str]) -> tuple[Notice, ...]:
    """What the reader should know of what was left out."""
    return tuple(
        Notice(key, {"count": str(left_out[name])}) for name, key in _KEYS.items() if left_out.get(name)
    )
