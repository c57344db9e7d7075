"""Articles that are kept whole: said under the title, and without network they stand in for their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.errors import OutputError, Unreachable, Unreadable
from gxreader.model.site import Notice

if TYPE_CHECKING:
    from gxreader.library.library import Library
    from gxreader.load.loader import Work
    from gxreader.load.reference import Reference

_KEPT = "say.is-kept"
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
    others = tuple(one for one in article.warnings if one.key != _KEPT)
    return Work(msgspec.structs.replace(article, warnings=(notice, *others)))


def told_if_kept(library: Library, work: Work) -> Work:
    """The same work; an article of the web that is kept whole says so under its title.

    Waits for the disk: call it off the window's thread.
    """
    article = work.article
    if not article.url.startswith(("http://", "https://")) or article.entries:
        return work
    try:
        is_kept = library.offline.is_kept_at(article.url)
    except OutputError:  # whether it is kept matters less than that it can be read
        return work
    if not is_kept:
        return work
    return msgspec.structs.replace(
        work, article=msgspec.structs.replace(article, warnings=(*article.warnings, Notice(_KEPT)))
    )
