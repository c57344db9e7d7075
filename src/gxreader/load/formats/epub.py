"""EPUB 2 and 3: a book of many texts becomes one work in chapters, the first of which can be read at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from gxreader.errors import LoadError, Unreadable
from gxreader.load.fit import fit
from gxreader.load.formats.epub_chapter import FILES, SIMPLIFIED, WITHIN, Chapter, read_chapter
from gxreader.load.formats.epub_chapters import Chapters, Section, sections_of
from gxreader.load.formats.epub_contents import Place, read_contents
from gxreader.load.formats.epub_markup import DRAWINGS, MEDIA
from gxreader.load.formats.epub_package import Book, Item, open_book
from gxreader.load.formats.epub_pages import PageMarks, read_pages
from gxreader.load.language import guess_language
from gxreader.load.parsing.packed import Package
from gxreader.load.parsing.pictures import Fetch
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.model.article import Article, Block, Picture, plain
from gxreader.model.site import Notice
from gxreader.model.units import block_leaves

_COVER = {"zh": "封面", "en": "Cover"}
_NOTICES = {
    FILES: "load.book-files-missing",
    DRAWINGS: "load.book-drawings",
    MEDIA: "load.book-media",
}
_SAMPLE = 4000  # characters that tell the language of a book which does not say


def read(source: Source, report: Report) -> Parsed:
    """The book in a file. Raises Unreadable for one that is locked, damaged or empty."""
    book = open_book(Package(source.read()), name=source.name)
    return Parsed(article=_Reading(book, report, source.language).article())


def shelf(source: Source, data: bytes) -> Fetch:  # noqa: ARG001 - a book's pictures are all in it
    """The pictures of a book by their names."""
    return Package(data).read


class _Reading:
    """One reading of a book from its first text to its last."""

    def __init__(self, book: Book, report: Report, language: str) -> None:
        self._book = book
        self._report = report
        self._language = language
        self._places: dict[str, list[Place]] = defaultdict(list)
        for place in read_contents(book):
            self._places[place.path].append(place)
        self._pages = PageMarks()
        self._numbers = read_pages(book)
        self._left_out: Counter[str] = Counter()
        self._notices: dict[str, Notice] = {}
        self._chapters = Chapters(self._cover())
        self._begun = False

    def article(self) -> Article:
        """The whole book, telling of its beginning as soon as there is some text."""
        texts = list(self._book.order)
        known = {item.path for item in texts} | {self._book.contents}
        for done, item in enumerate(texts):  # which grows by what the texts lead to
            for section in self._sections(item, texts, known):
                self._chapters.add(section)
            self._begin()
            self._report.progress(done + 1, len(texts))
        self._chapters.close()
        whole = self._whole(self._chapters.blocks)
        if not whole.blocks:
            raise Unreadable("load.corrupt" if self._left_out[FILES] else "load.empty")
        return msgspec.structs.replace(
            whole, parts=self._chapters.parts, warnings=self._warnings(whole.blocks)
        )

    def _begin(self) -> None:
        """Once, when the first chapters hold enough to begin with."""
        if not self._begun and self._chapters.is_enough:
            self._begun = True
            ready = self._chapters.ready
            self._report.beginning(msgspec.structs.replace(self._whole(ready), parts=self._chapters.parts))

    def _whole(self, blocks: tuple[Block, ...]) -> Article:
        header = self._book.header
        if not header.language:
            text = _text(blocks)
            header = msgspec.structs.replace(header, language=guess_language(text))
        return msgspec.structs.replace(header, blocks=blocks)

    def _cover(self) -> tuple[Block, ...]:
        cover = self._book.cover
        item = self._book.item_at(cover) if cover else None
        if item is None or not item.is_picture or cover not in self._book.package:
            return ()
        return (Picture(WITHIN + cover, _COVER.get(self._language[:2], _COVER["en"])),)

    def _sections(self, item: Item, texts: list[Item], known: set[str]) -> Iterator[Section]:
        """The sections of one text; texts that it leads to and that nobody has named are put at the end."""
        if item.is_picture:
            if item.path in self._book.package:
                yield Section("", 0, (Picture(WITHIN + item.path),))
            else:
                self._left_out[FILES] += 1
            return
        places = self._places.get(item.path, [])
        chapter = self._chapter(item, places)
        if chapter is None:
            self._left_out[FILES] += 1
            return
        self._left_out += chapter.left_out
        for path in chapter.links:
            further = self._book.item_at(path) if path not in known else None
            if further is not None and further.is_text:
                known.add(path)
                texts.append(further)
        if chapter.left_out[SIMPLIFIED]:
            self._notices["load.simplified"] = Notice("load.simplified")
        for section in sections_of(chapter, places):
            fitted = fit(Article(blocks=section.blocks))
            self._notices.update({notice.key: notice for notice in fitted.warnings})
            yield section._replace(blocks=fitted.blocks)

    def _chapter(self, item: Item, places: list[Place]) -> Chapter | None:
        """A text as blocks; nothing if it is missing, damaged or no text. Raises Unreadable for a bomb."""
        package = self._book.package
        if not item.is_text or item.path not in package:
            return None
        try:
            data = package.read(item.path)
        except LoadError as error:
            if error.key == "load.corrupt":
                return None
            raise
        if not data.strip():
            return None
        try:
            return read_chapter(
                data,
                item.path,
                holds=package.__contains__,
                fragments=[place.fragment for place in places if place.fragment],
                language=self._book.header.language or self._language,
                pages=self._pages,
                numbers=self._numbers.get(item.path),
            )
        except LoadError:  # a broken chapter is missing; the caller says so
            return None

    def _warnings(self, blocks: tuple[Block, ...]) -> tuple[Notice, ...]:
        notices = list(self._notices.values())
        for what, key in _NOTICES.items():
            if self._left_out[what]:
                notices.append(Notice(key, {"count": str(self._left_out[what])}))
        if not re.search(r"\w", _text(blocks)):
            notices.append(Notice("load.pictures-only"))
        return tuple(notices)


def _text(blocks: tuple[Block, ...]) -> str:
    """The beginning of the text of some blocks, without what describes pictures."""
    pieces: list[str] = []
    size = 0
    for block in blocks:
        if not isinstance(block, Picture):
            for _, runs in block_leaves(block):
                pieces.append(plain(runs))
                size += len(pieces[-1])
        if size > _SAMPLE:
            break
    return "\n".join(pieces)
