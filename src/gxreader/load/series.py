"""An article on several pages becomes one."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from gxreader.errors import Cancelled, LoadError
from gxreader.load.limits import CONTINUED_PAGES
from gxreader.load.parsing.source import Parsed
from gxreader.model.article import Article, Block
from gxreader.model.site import Notice


def joined(parsed: Parsed, page_at: Callable[[str], Article]) -> Article:
    """The first page's article with the bodies of the pages it goes on, brought by `page_at`.

    A page that cannot be had ends the article there, with a notice; what is there is kept.
    """
    article = parsed.article
    blocks: list[Block] = list(article.blocks)
    attachments = list(article.attachments)
    missing = len(parsed.continued[CONTINUED_PAGES:])
    for number, address in enumerate(parsed.continued[:CONTINUED_PAGES]):
        try:
            further = page_at(address)
        except Cancelled:
            raise
        except LoadError:
            missing += len(parsed.continued[:CONTINUED_PAGES]) - number
            break
        blocks += further.blocks
        attachments += [file for file in further.attachments if file not in attachments]
    notices = article.warnings
    if missing:
        notices = (*notices, Notice("load.pages-missing", {"count": str(missing)}))
    return msgspec.structs.replace(
        article, blocks=tuple(blocks), attachments=tuple(attachments), parts=(), warnings=notices
    )
