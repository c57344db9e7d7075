"""An article on several pages becomes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from gxreader.errors import Cancelled, LoadError
from gxreader.load.limits import CONTINUED_PAGES
from gxreader.load.parsing.source import Parsed
from gxreader.model.article import Article
from gxreader.model.site import Attachment, Notice


def joined(parsed: Parsed, page_at: Callable[[str], Article]) -> Article:
    """The article with the bodies of the pages before and after it, brought by `page_at`, in their order.

    A page that cannot be had ends the article there, with a notice; what is there is kept.
    """
    article = parsed.article
    nearest_first = [address for address in reversed(parsed.earlier) if address != article.url]
    before = _had(nearest_first, CONTINUED_PAGES, page_at)
    own = {article.url, *parsed.earlier}
    further = [address for address in dict.fromkeys(parsed.continued) if address not in own]
    after = _had(further, CONTINUED_PAGES - len(before), page_at)
    whole = [*reversed(before), article, *after]
    missing = len(nearest_first) + len(further) - len(before) - len(after)
    notices = article.warnings
    if missing:
        notices = (*notices, Notice("load.pages-missing", {"count": str(missing)}))
    return msgspec.structs.replace(
        article,
        url=parsed.earlier[0] if parsed.earlier and len(before) == len(nearest_first) else article.url,
        blocks=tuple(block for page in whole for block in page.blocks),
        attachments=_each_once([file for page in whole for file in page.attachments]),
        parts=(),
        warnings=notices,
    )


def _had(addresses: Sequence[str], most: int, page_at: Callable[[str], Article]) -> list[Article]:
    """The pages at some addresses, as far as they can be had without a gap."""
    pages: list[Article] = []
    for address in addresses[: max(most, 0)]:
        try:
            pages.append(page_at(address))
        except Cancelled:
            raise
        except LoadError:  # the pages before this one are worth reading
            break
    return pages


def _each_once(files: list[Attachment]) -> tuple[Attachment, ...]:
    return tuple(dict.fromkeys(files))
