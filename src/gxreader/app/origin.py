"""Where an article really comes from, in words: from the address, never from what the page claims."""

from __future__ import annotations

from gxreader.i18n.messages import Messages
from gxreader.library.sites import Origin, host_of, is_government, site_of
from gxreader.model.article import Article


def origin_line(article: Article, messages: Messages) -> str:
    """The line under the title; empty for the program's own articles and for files of this computer."""
    host = host_of(article.url)
    if not host:
        return ""
    site = site_of(article.url)
    if site is not None:
        own = site.origin is Origin.READER
        return messages.text(
            "ui.origin-own" if own else "ui.origin-known", name=site.named(messages.language)
        )
    key = "ui.origin-government" if is_government(article.url) else "ui.origin-unknown"
    return messages.text(key, host=host)
