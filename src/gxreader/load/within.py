"""Pictures that a saved page carries with it: in its markup they get addresses that no site has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from gxreader.model.article import Article, Block, ListBlock, ListItem, Picture, Quote

WITHIN = "within:"
STAND_IN = "https://within.invalid/"  # a name that is never resolved


def with_own_pictures(article: Article, named: Callable[[str], str]) -> Article:
    """The article with those pictures as within its file for which `named` gives a name, else nothing."""
    blocks = _renamed(article.blocks, named)
    entries = tuple(
        msgspec.structs.replace(entry, picture=_address(entry.picture, named)) if entry.picture else entry
        for entry in article.entries
    )
    return msgspec.structs.replace(article, blocks=blocks, entries=entries)


def _address(url: str, named: Callable[[str], str]) -> str:
    name = named(url)
    if name:
        return WITHIN + name
    return "" if url.startswith(STAND_IN) else url


def _renamed(blocks: Sequence[Block], named: Callable[[str], str]) -> tuple[Block, ...]:
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Picture):
            result.append(msgspec.structs.replace(block, url=_address(block.url, named)))
        elif isinstance(block, Quote):
            result.append(Quote(_renamed(block.blocks, named)))
        elif isinstance(block, ListBlock):
            items = tuple(ListItem(_renamed(item.blocks, named)) for item in block.items)
            result.append(ListBlock(items, block.ordered, block.start))
        else:
            result.append(block)
    return tuple(result)
