"""What of a list is new since the reader looked at it last, and what of it is kept on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.app.continuing import Continuing
from gxreader.errors import ReaderError
from gxreader.model.site import Notice

if TYPE_CHECKING:
    from gxreader.load.loader import Work

_WEB = ("http://", "https://")


def with_news_marked(continuing: Continuing, work: Work, language: str) -> Work:
    """A list with what is new in it marked and counted; anything else as it is. Waits for the disk.

    The reader looks at the list now, so that nothing of it is new the next time.
    """
    article = work.article
    if not article.entries or not article.url.startswith(_WEB) or not continuing.keeps_history:
        return work
    from gxreader.load.listing import marked

    lists = continuing.library.subscriptions
    try:
        new = frozenset(
            entry.address for entry in lists.note_list(article.url, article.title, article.entries)
        )
        kept = frozenset(entry.address for entry in lists.entries(article.url) if entry.kept)
        lists.mark_seen(article.url)
    except ReaderError:  # the list can be read all the same; that nothing can be kept is told with a wish
        return work
    if not any(entry.url in new | kept for entry in article.entries):
        return work
    blocks = marked(article.blocks, article.entries, language, new=new, kept=kept)
    warnings = article.warnings
    if new:
        warnings += (Notice("say.list-new", {"number": str(len(new))}),)
    article = msgspec.structs.replace(article, blocks=blocks, warnings=warnings)
    return msgspec.structs.replace(work, article=article)
