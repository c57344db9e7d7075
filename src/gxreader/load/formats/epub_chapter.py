"""One text of an EPUB as blocks, with the places in it that the table of contents names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec
from lxml import etree, html

from gxreader.errors import LoadError
from gxreader.load.decode import decode_page
from gxreader.load.formats.epub_markup import Tidier, plain_names, put_mark
from gxreader.load.formats.epub_package import located
from gxreader.load.formats.epub_pages import PageMarks
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.element import Element
from gxreader.load.markup.page import Page, parse_page
from gxreader.load.markup.xml import local_name, parse_text, safe_parser
from gxreader.model.article import Block, Heading, Paragraph, plain, text_run
from gxreader.model.units import block_leaves

WITHIN = "within:"
NOTES = {"zh": "注释", "en": "Notes"}
FILES = "files"  # a picture that is not there, counted
SIMPLIFIED = "simplified"
# noncharacters: they stand in no text, and mark where an element of the contents begins
_PLACE = re.compile("\ufdd0(\\d+)\ufdd1")
_PLACE_FIRST = re.compile('("text":")\ufdd0\\d+\ufdd1\\s*')


@dataclass(frozen=True)
class BookPage(Page):
    """A text of a book as a page: its pictures are within the book, its links lead out of it or nowhere."""

    name: str = ""
    holds: Callable[[str], bool] = field(default=lambda _name: False)
    missing: Counter[str] = field(default_factory=Counter)

    def absolute(self, address: str | None) -> str:
        """A link's address if it is on the web; links within the book are its order."""
        joined = Page.absolute(self, address)
        return joined if re.match(r"(?:https?|mailto|tel):", joined, re.IGNORECASE) else ""

    def picture(self, address: str | None) -> str:
        """A picture's address: within the book, or on the web."""
        path = located(self.name, address or "")
        if path and self.holds(path):
            return WITHIN + path
        if path:
            self.missing[FILES] += 1
        return Page.picture(self, address) if not path else ""


@dataclass(frozen=True)
class Chapter:
    """The blocks of a text; `places` are ids and the blocks they begin; `links` the files it leads to."""

    blocks: tuple[Block, ...]
    places: dict[str, int]
    links: tuple[str, ...]
    left_out: Counter[str]


def read_chapter(
    data: bytes,
    name: str,
    *,
    holds: Callable[[str], bool],
    fragments: Iterable[str] = (),
    language: str = "zh",
    pages: PageMarks | None = None,
    numbers: Mapping[str, str] | None = None,
) -> Chapter:
    """The text called `name` in the book. Raises Unreadable for what cannot be made out at all.

    `fragments` are the ids that the contents lead to; `numbers` those at which pages of the print begin.
    """
    pages = pages or PageMarks()
    page = _page(data, name, holds)
    root: Any = page.root
    body = next((element for element in root.iter("body")), root)
    tidier = Tidier(body, pages, numbers or {})
    links = _links(body, name)
    marked = _marked(root, tuple(fragments))
    notes = tidier.tidy()
    blocks = [draft.block for draft in BlockReader(page).read(cast("Element", body))]
    if notes:
        blocks.append(Heading(text_run(NOTES.get(language[:2], NOTES["en"])), 6))
        for note in notes:
            blocks += [draft.block for draft in BlockReader(page).read(cast("Element", note))]
    blocks = pages.taken_out(blocks)
    places: dict[str, int] = {}
    if marked:
        blocks = _without_marks(blocks, marked, places)
    left_out = tidier.left_out + page.missing
    left_out[SIMPLIFIED] += page.simplified
    return Chapter(tuple(blocks), places, links, left_out)


def _page(data: bytes, name: str, holds: Callable[[str], bool]) -> BookPage:
    """A text parsed as the XML it should be, else as browsers read bad pages."""
    text = decode_page(data).text
    try:
        root = parse_text(text, safe_parser(html.XHTMLParser))
        plain_names(root)
        if local_name(root) == "svg":
            around = html.Element("body")
            around.append(root)
            root = around
        for element in list(root.iter("script", "style", "template")):
            cast("Element", element).drop_tree()
    except LoadError:
        page = parse_page(text)
        return BookPage(page.root, "", simplified=page.simplified, name=name, holds=holds)
    return BookPage(cast("Element", root), "", name=name, holds=holds)


def _links(body: etree._Element, name: str) -> tuple[str, ...]:
    addresses = [link.get("href") or "" for link in body.iter("a")]
    addresses += [frame.get("src") or "" for frame in body.iter("iframe")]
    found = (located(name, address) for address in addresses)
    return tuple(dict.fromkeys(path for path in found if path and path != name))


def _marked(root: etree._Element, fragments: tuple[str, ...]) -> tuple[str, ...]:
    """Put a mark where each of the ids begins; returns those that are there."""
    if not fragments:
        return ()
    wanted = set(fragments)
    found: list[str] = []
    for element in list(root.iter()):
        identifier = element.get("id") or (element.get("name") if local_name(element) == "a" else "") or ""
        if identifier in wanted:
            wanted.remove(identifier)
            put_mark(element, f"\ufdd0{len(found)}\ufdd1")
            found.append(identifier)
    return tuple(found)


def _without_marks(blocks: list[Block], marked: tuple[str, ...], places: dict[str, int]) -> list[Block]:
    """The blocks without the marks, and the place of each mark among them."""
    kept: list[Block] = []
    for block in blocks:
        text = "".join(plain(runs) for _, runs in block_leaves(block))
        numbers = _PLACE.findall(text) if "\ufdd0" in text else []
        for number in numbers:
            places.setdefault(marked[int(number)], len(kept))
        cleaned = _cleaned(block) if numbers else block
        if cleaned is not None:
            kept.append(cleaned)
    return kept


def _cleaned(block: Block) -> Block | None:
    """A block without marks; nothing if it held no more than marks."""
    written = msgspec.json.encode(block).decode()
    block = msgspec.json.decode(_PLACE.sub("", _PLACE_FIRST.sub(r"\1", written)), type=Block)
    if isinstance(block, Heading | Paragraph):
        runs = tuple(run for run in block.runs if run.text or run.page)
        return msgspec.structs.replace(block, runs=runs) if plain(runs).strip() else None
    return block
