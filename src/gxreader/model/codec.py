"""An article to JSON and back, without loss (docs/model.md describes the form)."""

from __future__ import annotations

import msgspec

from gxreader.errors import Unreadable
from gxreader.model.article import SCHEMA, Article, Block

_LARGE = 256 * 1024  # bytes: decoding more in one go would keep other threads, and so the window, waiting
_decoder = msgspec.json.Decoder(Article)
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_blocks = msgspec.json.Decoder(list[msgspec.Raw])
_block = msgspec.json.Decoder(Block)


def to_json(article: Article, *, indent: int = 2) -> bytes:
    """The article as UTF-8 JSON, every field named, times in ISO 8601 with their offset."""
    return msgspec.json.format(msgspec.json.encode(article), indent=indent)


def from_json(data: bytes | str) -> Article:
    """Read what `to_json` wrote. Raises Unreadable for anything else, or for a newer schema."""
    try:
        article = _decoder.decode(data) if len(data) < _LARGE else _by_blocks(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unreadable("load.not-our-json") from error
    if article.schema > SCHEMA:
        raise Unreadable("load.newer-schema")
    return article


def _by_blocks(data: bytes | str) -> Article:
    """The same, one block at a time: other threads may run between two. Raises MsgspecError."""
    fields = _fields.decode(data)
    packed = fields.pop("blocks", msgspec.Raw(b"[]"))
    article = _decoder.decode(msgspec.json.encode(fields))
    blocks = tuple([_block.decode(piece) for piece in _blocks.decode(packed)])
    return msgspec.structs.replace(article, blocks=blocks)
