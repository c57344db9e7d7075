"""Pages as they are read one after another, into an article that can be begun before its end is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from gxreader.load.fit import fit
from gxreader.load.language import guess_language
from gxreader.load.layout.flow import Flow, Mark, beginning_with
from gxreader.load.layout.piece import PlacedPage
from gxreader.load.layout.titles import Named, leading_title, without_title
from gxreader.load.limits import LONG_CHARACTERS, PART_BLOCKS, PART_CHARACTERS
from gxreader.load.parsing.source import Report
from gxreader.model.article import Article, Block, Heading, Part, plain
from gxreader.model.units import block_leaves

_FIRST_PAGES = 8  # enough to learn what they repeat, and to begin reading
_HOLD = 12  # paragraphs at the end of the first lot: a note may still stand between two halves of one
_SCREENFUL = 8  # paragraphs
_LEAST_PART = 2_000  # characters


def article_of(
    pages: Iterable[PlacedPage],
    count: int,
    named: Named,
    report: Report,
    *,
    outline: Mapping[int, list[Mark]] | None = None,
    labels: Mapping[int, str] | None = None,
    picture: Callable[[str], str] = "within:{}".format,
) -> Article:
    """The article that some pages make; `count` is how many they are thought to be.

    Of a long work its beginning is reported as soon as the first pages are there. `labels` are the numbers
    that are printed on pages.
    """
    flow = Flow(outline or {}, picture, labels or {})
    lot: list[PlacedPage] = []
    begun: Article | None = None
    for seen, page in enumerate(pages, start=1):
        lot.append(page)
        if seen == _FIRST_PAGES and count > _FIRST_PAGES and _is_long(lot, count):
            flow.add(lot)
            begun = _begun(flow, named, report)
            lot = []
        if seen % 10 == 0:
            report.progress(seen, max(count, seen))
    if lot:
        flow.add(lot)
    blocks, starts = flow.blocks()
    if begun is None:
        article = _named(blocks, named)
        return msgspec.structs.replace(
            article, parts=_parts(article.blocks, _shifted(starts, 0), 0, long=False)
        )
    offset = len(begun.blocks)
    whole = (*begun.blocks, *blocks)
    parts = (*begun.parts, *_parts(tuple(blocks), starts, offset, long=True))
    return msgspec.structs.replace(begun, blocks=whole, parts=parts)


def _is_long(pages: list[PlacedPage], count: int) -> bool:
    characters = sum(len(piece.text) for page in pages for piece in page.pieces)
    return characters / len(pages) * count > LONG_CHARACTERS and characters > _LEAST_PART


def _begun(flow: Flow, named: Named, report: Report) -> Article | None:
    """The first pages as an article, reported; nothing if they are too little, or not as `fit` wants them."""
    if flow.waiting < _HOLD + _SCREENFUL:
        return None
    blocks, starts = flow.blocks(hold=_HOLD)
    article = _named(blocks, named)
    dropped = len(blocks) - len(article.blocks)
    parts = _parts(article.blocks, _shifted(starts, dropped), 0, long=True)
    article = msgspec.structs.replace(article, parts=parts)
    if fit(article) == article:
        report.beginning(article)
    return article


def _shifted(starts: Mapping[int, str], dropped: int) -> dict[int, str]:
    return {max(place - dropped, 0): title for place, title in starts.items()}


def _named(blocks: list[Block], named: Named) -> Article:
    """An article of the blocks, with its title from what the file says or from the first large line."""
    title = leading_title(blocks, named)
    kept = _with_its_page(blocks, list(without_title(blocks, title)))
    sample = "\n".join(plain(runs) for block in blocks[:200] for _, runs in block_leaves(block))
    return Article(
        title=title or named.fallback,
        author=named.author,
        published=named.published,
        modified=named.modified,
        language=named.language or guess_language(sample),
        keywords=named.keywords,
        summary=named.summary,
        blocks=tuple(kept),
    )


def _with_its_page(blocks: list[Block], kept: list[Block]) -> list[Block]:
    """The blocks that are kept; where the title is gone, its page begins with what follows it."""
    if len(kept) == len(blocks) or not kept:
        return kept
    place = next((number for number, block in enumerate(kept) if block is not blocks[number]), len(kept))
    marks = [run for _, runs in block_leaves(blocks[place]) for run in runs if run.page]
    if marks and place < len(kept):
        kept[place] = beginning_with(kept[place], marks[0])
    return kept


def _parts(
    blocks: tuple[Block, ...], starts: Mapping[int, str], offset: int, *, long: bool
) -> tuple[Part, ...]:
    """The parts of a long work: where the outline or a heading begins one, else by size."""
    sizes = [sum(len(plain(runs)) for _, runs in block_leaves(block)) for block in blocks]
    if not blocks or (not long and sum(sizes) <= LONG_CHARACTERS):
        return ()
    parts: list[Part] = []
    start, characters, title = 0, 0, _heading_of(blocks, starts, 0)
    for index, block in enumerate(blocks):
        named = index in starts or (not starts and isinstance(block, Heading) and block.level <= 2)  # noqa: PLR2004 - chapters
        full = characters + sizes[index] > PART_CHARACTERS or index - start >= PART_BLOCKS
        if index > start and ((named and characters >= _LEAST_PART) or full):
            parts.append(Part(title, start + offset, index + offset))
            start, characters, title = index, 0, _heading_of(blocks, starts, index)
        characters += sizes[index]
    parts.append(Part(title, start + offset, len(blocks) + offset))
    return tuple(parts)


def _heading_of(blocks: tuple[Block, ...], starts: Mapping[int, str], index: int) -> str:
    block = blocks[index]
    if index in starts:
        return " ".join(starts[index].split())
    return " ".join(plain(block.runs).split()) if isinstance(block, Heading) and block.level <= 2 else ""  # noqa: PLR2004  # the two highest levels
