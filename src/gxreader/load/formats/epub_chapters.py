"""Texts of a book into chapters: where the table of contents and the headings say that one begins."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from gxreader.load.formats.epub_chapter import Chapter
from gxreader.load.formats.epub_contents import Place
from gxreader.load.limits import PART_CHARACTERS
from gxreader.load.parts import divide
from gxreader.load.prose import chapter_level
from gxreader.model.article import Block, Heading, Paragraph, Part, Picture, plain, text_run
from gxreader.model.units import block_leaves

_PART_LEVELS = 2  # of the contents: what is below is a section of a chapter
_ENOUGH = 400  # characters: about a screenful
_NEAR = 3  # blocks within which a chapter's heading stands


class Section(NamedTuple):
    """Some blocks in a row. With a title a chapter begins here; without, they go on with the one before."""

    title: str
    level: int
    blocks: tuple[Block, ...]


def sections_of(chapter: Chapter, places: list[Place]) -> list[Section]:
    """A text divided where the contents say so; its headings tell where they do not."""
    blocks = list(chapter.blocks)
    starts = _starts(chapter, places)
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, "" if starts else _first_title(blocks), 0))
    edges = [start for start, _, _ in starts] + [len(blocks)]
    result: list[Section] = []
    for (start, title, level), (_, stop) in zip(starts, pairwise(edges), strict=True):
        inner = _headed(blocks[start:stop], title, level) if level else blocks[start:stop]
        if level > _PART_LEVELS and result:
            result[-1] = result[-1]._replace(blocks=(*result[-1].blocks, *inner))
        else:
            result.append(Section(title, level, tuple(inner)))
    return [section for section in result if section.blocks]


def _starts(chapter: Chapter, places: list[Place]) -> list[tuple[int, str, int]]:
    """(block, title, level) of each place that the contents name in a text, in the text's order.

    Of several at one block the first is its title: a part's name, then its first chapter's.
    """
    starts: dict[int, tuple[int, str, int]] = {}
    for place in places:
        block = chapter.places.get(place.fragment, 0) if place.fragment else 0
        if block < len(chapter.blocks):
            starts.setdefault(block, (block, place.title, place.level))
    return sorted(starts.values())


def _first_title(blocks: list[Block]) -> str:
    """The title of a text that the contents do not name: the heading it begins with, if any."""
    for block in blocks[:_NEAR]:
        if isinstance(block, Heading) and block.level <= _PART_LEVELS:
            return _line(block)
        if isinstance(block, Paragraph):
            return _line(block) if chapter_level(_line(block)) else ""
    return ""


def _headed(blocks: list[Block], title: str, level: int) -> list[Block]:
    """The blocks of a chapter with a heading, for which books often have but a large line or a picture."""
    near = blocks[:_NEAR]
    if any(isinstance(block, Heading) for block in near) or not any(_characters(block) for block in blocks):
        return blocks
    wanted = _squeezed(title)
    for index, block in enumerate(near):
        if not isinstance(block, Paragraph):
            continue
        after = near[index + 1] if index + 1 < len(near) else None
        if _squeezed(_line(block)) == wanted:
            return [*blocks[:index], Heading(block.runs, level), *blocks[index + 1 :]]
        if isinstance(after, Paragraph) and _squeezed(_line(block) + _line(after)) == wanted:
            lines = Heading(text_run(f"{_line(block)}\n{_line(after)}"), level)
            return [*blocks[:index], lines, *blocks[index + 2 :]]
    place = next((index for index, block in enumerate(near) if not isinstance(block, Picture)), 0)
    return [*blocks[:place], Heading(text_run(title), level), *blocks[place:]]


class Chapters:
    """Gathers sections into the blocks and parts of a work."""

    def __init__(self, first: tuple[Block, ...] = ()) -> None:
        """Begin with `first`, the cover."""
        self.parts: tuple[Part, ...] = ()
        self._blocks: list[Block] = list(first)
        self._title = ""
        self._start = 0  # of the open part
        self._characters = 0  # in the open part
        self._ready = 0  # characters in the closed ones

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks so far."""
        return tuple(self._blocks)

    @property
    def ready(self) -> tuple[Block, ...]:
        """The blocks of the parts that will not change any more."""
        return tuple(self._blocks[: self._start])

    @property
    def is_enough(self) -> bool:
        """Whether so much is ready that a reader can begin."""
        return self._ready >= _ENOUGH

    def add(self, section: Section) -> None:
        """Put a section at the end: as a chapter of its own, or as the open one goes on."""
        blocks = section.blocks
        if self._blocks and _same_picture(self._blocks[-1], blocks[0]):
            blocks = blocks[1:]  # the cover stands first already; a picture's page shows it again
        size = sum(_characters(block) for block in blocks)
        if self._characters and (section.title or self._characters + size > PART_CHARACTERS):
            self._end()
        self._title = self._title or section.title
        self._blocks += blocks
        self._characters += size

    def close(self) -> None:
        """Nothing more comes: the last part ends; a work of one part is not divided here."""
        if self._start < len(self._blocks):
            self._end()
        if len(self.parts) == 1:
            self.parts = ()

    def _end(self) -> None:
        """End the open part, divided if it is very long."""
        inner = divide(tuple(self._blocks[self._start :])) or (Part("", 0, len(self._blocks) - self._start),)
        for number, part in enumerate(inner):
            title = self._title if number == 0 and self._title else part.title
            self.parts = (*self.parts, Part(title, self._start + part.start, self._start + part.stop))
        self._ready += self._characters
        self._start, self._characters, self._title = len(self._blocks), 0, ""


def _same_picture(first: Block, second: Block) -> bool:
    return isinstance(first, Picture) and isinstance(second, Picture) and first.url == second.url


def _characters(block: Block) -> int:
    """How much text there is to read in a block; what describes a picture does not count."""
    return 0 if isinstance(block, Picture) else sum(len(plain(runs)) for _, runs in block_leaves(block))


def _line(block: Heading | Paragraph) -> str:
    return " ".join(plain(block.runs).split())


def _squeezed(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
