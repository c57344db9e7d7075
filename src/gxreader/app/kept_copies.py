"""Without network an article that was kept stands in for its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.errors import OutputError, Unreachable, Unreadable
from gxreader.model.site import Notice

if TYPE_CHECKING:
    from gxreader.library.library import Library
    from gxreader.load.loader import Work
    from gxreader.load.reference import Reference

# Troubles of the network, and not answers: these say nothing of the page.
_NO_NETWORK = frozenset(
    {
        "load.unreachable",
        "load.unknown-host",
        "load.too-slow",
        "load.cut-off",
        "load.server-trouble",
        "load.proxy-unreachable",
    }
)


def kept_instead(library: Library, reference: Reference, error: Unreachable) -> Work:
    """The article of an address as it was kept, which says so itself. Raises `error` where there is none.

    Waits for the disk: call it off the window's thread.
    """
    from gxreader.load.loader import Work

    if reference.kind != "address" or error.key not in _NO_NETWORK:
        raise error
    address = f"https:{reference.value}" if reference.value.startswith("//") else reference.value
    try:
        found = library.offline.kept_at(address)
    except (OutputError, Unreadable):  # what cannot be read stands in for nothing
        raise error from None
    if found is None:
        raise error
    article, saved = found
    notice = Notice("say.kept-stands-in", {"date": saved.astimezone().strftime("%Y-%m-%d %H:%M")})
    return Work(msgspec.structs.replace(article, warnings=(notice, *article.warnings)))
