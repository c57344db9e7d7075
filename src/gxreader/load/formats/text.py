"""Plain text into an article; a short one is read in the parent, by the same code, and needs no process."""

from __future__ import annotations

import msgspec

from gxreader.errors import Unreadable
from gxreader.load import limits
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.model.article import Article
from gxreader.model.site import Notice


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a text is read in one piece
    """The article of a text's bytes. Raises Unreadable for an empty one or an unknown encoding."""
    from gxreader.load.decode import decode_text  # many patterns: only when there is a text to read

    decoded = decode_text(source.read(limits.TEXT_BYTES), source.charset)
    article = read_words(decoded.text, name=source.name)
    damage = (Notice("load.damaged-characters", {"count": str(decoded.damaged)}),) if decoded.damaged else ()
    whole = msgspec.structs.replace(article, url=source.url, warnings=(*article.warnings, *damage))
    return Parsed(article=whole)


def read_words(text: str, *, name: str = "") -> Article:
    """The article of a text. Raises Unreadable for an empty one."""
    from gxreader.load.plain import read_text

    article = read_text(text, name=name)
    if not article.blocks and not article.title:
        raise Unreadable("load.empty")
    return article
