"""An article to JSON and back, without loss (docs/model.md describes the form)."""

from __future__ import annotations

import msgspec

from gxreader.errors import Unreadable
from gxreader.model.article import SCHEMA, Article

_decoder = msgspec.json.Decoder(Article)


def to_json(article: Article, *, indent: int = 2) -> bytes:
    """The article as UTF-8 JSON, every field named, times in ISO 8601 with their offset."""
    return msgspec.json.format(msgspec.json.encode(article), indent=indent)


def from_json(data: bytes | str) -> Article:
    """Read what `to_json` wrote. Raises Unreadable for anything else, or for a newer schema."""
    try:
        article = _decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unreadable("load.not-our-json") from error
    if article.schema > SCHEMA:
        raise Unreadable("load.newer-schema")
    return article
