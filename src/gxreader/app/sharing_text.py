"""An article as it is given away: its text, and what a target is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxreader.i18n.messages import Messages
from gxreader.model.article import Article, Paragraph, Picture, plain

if TYPE_CHECKING:  # imported when something is shared, not before the window is there
    from gxreader.share.addresses import Material

_SUMMARY = 400  # characters of the body, of which a target takes fewer


def source_line(article: Article, messages: Messages) -> str:
    """Who wrote it where and when, on one line."""
    when = messages.date(article.published) if article.published else ""
    return " · ".join(part for part in (article.source or article.site, article.author, when) if part)


def shared_text(article: Article, messages: Messages) -> str:
    """The whole article as plain text: title, source, body in paragraphs, and its address.

    Takes long for a long work: call it off the window's thread.
    """
    from gxreader.export.text import article_text
    from gxreader.share.addresses import clean_address

    head = "\n".join(
        part for part in (article.title, article.subtitle, source_line(article, messages)) if part
    )
    pieces = (head, article_text(article).strip("\n"), clean_address(article.url))
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def material_of(article: Article, messages: Messages) -> Material:
    """What a target is told of an article."""
    from gxreader.export.addresses import picture_address
    from gxreader.share.addresses import Material, clean_address

    pictures = (block.url for block in article.blocks if isinstance(block, Picture))
    return Material(
        title=article.title or messages.text("ui.untitled"),
        address=clean_address(article.url),
        summary=article.summary or _beginning(article),
        picture=next((url for url in pictures if picture_address(url)), ""),
        source=source_line(article, messages),
    )


def _beginning(article: Article) -> str:
    for block in article.blocks:
        if isinstance(block, Paragraph) and (text := plain(block.runs).strip()):
            return text[:_SUMMARY]
    return ""
