"""The pages of a book's printed edition: where its lists and its texts say that they begin."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import unquote

import msgspec
from lxml import etree

from gxreader.errors import LoadError
from gxreader.load.formats.epub_contents import kind_of
from gxreader.load.formats.epub_package import Book, located
from gxreader.load.markup.xml import local_name, parse_xml, text_within
from gxreader.model.article import (
    Block,
    Cell,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain,
)

LONGEST = 20  # characters of a page's number
_MOST_PAGES = 20_000
# noncharacters, as for the places of the contents: they stand in no text
_MARK = re.compile("\ufdd2(\\d+)\ufdd3")
_ANY_MARK = re.compile("[\ufdd0\ufdd2]\\d+[\ufdd1\ufdd3]")
_NAMED = re.compile(r"(?:page|p|pg|pagina|seite)?[\s_.\-]*(\d{1,5}|[ivxlcdm]{1,9})", re.IGNORECASE)


def read_pages(book: Book) -> dict[str, dict[str, str]]:
    """The numbers of the pages, by file and by the id at which each begins (empty: with the file)."""
    pages: dict[str, dict[str, str]] = defaultdict(dict)
    for path in (book.contents, book.old_contents):
        try:
            root = parse_xml(book.package.read(path)) if path else None
        except (KeyError, LoadError):  # the other list may be whole, and the texts have marks of their own
            continue
        for element in _targets(root) if root is not None else ():
            number, address = _target(element)
            where = located(path, address)
            if number and where and len(pages) < _MOST_PAGES:
                pages[where].setdefault(unquote(address.partition("#")[2]), number[:LONGEST])
        if pages:
            break
    return dict(pages)


def _targets(root: etree._Element) -> list[etree._Element]:
    lists = [element for element in root.iter() if "page-list" in kind_of(element).split()]
    links = [link for found in lists[:1] for link in found.iter() if local_name(link) == "a"]
    return links or [element for element in root.iter() if local_name(element) == "pageTarget"]


def _target(element: etree._Element) -> tuple[str, str]:
    if local_name(element) == "a":
        return text_within(element), element.get("href") or ""
    parts = {local_name(child): child for child in element}
    content = parts.get("content")
    label = text_within(parts.get("navLabel")) or element.get("value") or ""
    return label, (content.get("src") or "") if content is not None else ""


def is_page_break(element: etree._Element) -> bool:
    """Whether an element says that a page begins."""
    return "pagebreak" in kind_of(element).split() or "doc-pagebreak" in (element.get("role") or "").split()


def number_of(element: etree._Element) -> str:
    """The number of the page that begins at an element, as the element itself tells it."""
    stated = element.get("title") or element.get("aria-label") or _ANY_MARK.sub("", text_within(element))
    if not stated:
        named = _NAMED.fullmatch(element.get("id") or "")
        stated = named[1] if named else ""
    stated = " ".join(stated.split())
    named = _NAMED.fullmatch(stated.rstrip("."))
    return (named[1] if named else stated)[:LONGEST]


class PageMarks:
    """Puts marks into the texts of a book, and makes of them what the model has.

    What begins between two blocks begins with the next text, which may stand in the next file.
    """

    def __init__(self) -> None:
        """Begin a book."""
        self._numbers: list[str] = []
        self._waiting: list[Run] = []

    def mark(self, number: str) -> str:
        """The sign for a page, to be put into a text."""
        self._numbers.append(number)
        return f"\ufdd2{len(self._numbers) - 1}\ufdd3"

    def taken_out(self, blocks: list[Block]) -> list[Block]:
        """The blocks with pages in the place of their signs; paragraphs that were only signs are gone."""
        if not self._numbers:
            return blocks
        found = [self._block(block) for block in blocks]
        return [block for block in found if not (isinstance(block, Paragraph) and not block.runs)]

    def _block(self, block: Block) -> Block:
        replace = msgspec.structs.replace
        match block:
            case Heading() | Paragraph():
                return replace(block, runs=self._runs(block.runs))
            case ListBlock():
                items = (tuple(self._block(child) for child in item.blocks) for item in block.items)
                return replace(block, items=tuple(ListItem(inside) for inside in items))
            case Quote():
                return replace(block, blocks=tuple(self._block(child) for child in block.blocks))
            case Picture():
                return replace(block, caption=self._runs(block.caption))
            case Table():
                caption = self._runs(block.caption)
                rows = tuple(tuple(self._cell(cell) for cell in row) for row in block.rows)
                return replace(block, rows=rows, caption=caption)
            case Code():
                self._waiting += [self._run(number) for number in _MARK.findall(block.text)]
                return replace(block, text=_MARK.sub("", block.text))
            case _:
                return block

    def _cell(self, cell: Cell) -> Cell:
        return msgspec.structs.replace(cell, runs=self._runs(cell.runs))

    def _run(self, number: str) -> Run:
        return Run("", page=self._numbers[int(number)])

    def _runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        text = plain(runs)
        if "\ufdd2" not in text and not self._waiting:
            return runs
        if not _ANY_MARK.sub("", text).strip():
            self._waiting += [self._run(number) for number in _MARK.findall(text)]
            kept = tuple(msgspec.structs.replace(run, text=_MARK.sub("", run.text)) for run in runs)
            return tuple(run for run in kept if run.text.strip())
        result, self._waiting = self._waiting, []
        begun = False
        for run in runs:
            for number, piece in enumerate(_MARK.split(run.text)):
                if number % 2:
                    result.append(self._run(piece))
                    continue
                text = piece if begun else piece.lstrip()
                begun = begun or bool(_ANY_MARK.sub("", text))
                if text:
                    result.append(msgspec.structs.replace(run, text=text))
        return tuple(result)
