"""Pieces of HTML that stand inside feeds and books: as plain text, or as blocks."""

from __future__ import annotations

import re

from gxreader.errors import LoadError
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.page import parse_page, parsed
from gxreader.model.article import Block, Paragraph, text_run

_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&[a-zA-Z#0-9]{1,12};")
_DIVIDING = re.compile(r"<(?=/?(?:p|br|div|li|h[1-6]|tr|td)\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[。！？!?…；](?=\S)|[.!?]\s")
_HAN = re.compile(r"[\u3400-\u9fff]")


def without_markup(text: str) -> str:
    """A text on one line, without the HTML that it may be written in."""
    if not _MARKUP.search(text):
        return " ".join(text.split())
    try:
        root = parsed(f"<div>{_DIVIDING.sub(' <', text)}</div>")
    except LoadError:  # what cannot be parsed has no words
        return ""
    for element in list(root.iter("script", "style")):
        element.drop_tree()
    return " ".join(root.text_content().split())


def shortened(text: str, most: int) -> str:
    """A text of at most `most` characters: cut after a sentence where one ends in time, and marked as cut."""
    if len(text) <= most:
        return text
    ends = [found.start() + 1 for found in _SENTENCE_END.finditer(text, most // 2, most)]
    if ends:
        return text[: ends[-1]] + "…"
    space = text.rfind(" ", most // 2, most)
    return text[: space if space > 0 else most].rstrip() + "…"


def blocks_of_fragment(markup: str, base: str) -> tuple[Block, ...]:
    """The blocks of some HTML whose addresses start from `base`. What has no markup is a paragraph."""
    if not _MARKUP.search(markup):
        text = " ".join(markup.split())
        return (Paragraph(text_run(text)),) if text else ()
    try:
        page = parse_page(f"<html><body>{markup}</body></html>", url=base)
    except LoadError:
        return ()
    return tuple(draft.block for draft in BlockReader(page).read(page.root))


def listed(names: list[str]) -> str:
    """Several names as one text: 、 between Chinese ones, commas between others."""
    names = [name for name in dict.fromkeys(" ".join(name.split()) for name in names) if name]
    return ("、" if any(_HAN.search(name) for name in names) else ", ").join(names)
