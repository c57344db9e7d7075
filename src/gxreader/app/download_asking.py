"""Finding out about a file before it is brought: what there is of it already, and how large it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gxreader.app.download_items import Item
from gxreader.errors import Cancelled, ReaderError

if TYPE_CHECKING:  # the web is imported when something is asked of it
    from gxreader.load.fetch import CancelToken, FetchRules


class Progress(Protocol):
    """Told bytes done and expected; 0 is unknown."""

    def __call__(self, done: int, total: int, /) -> None:
        """So much has come."""


def look_at(item: Item, folder: Path, rules: FetchRules, token: CancelToken, found: Progress) -> None:
    """Tell `found` what there is of one file on this computer, and what its server says. Raises Cancelled."""
    from gxreader.load.web.download import kept_of, size_of

    done, total = kept_of(item.address, folder)
    if done:
        found(done, total)
    if item.total or total:
        return
    try:
        size = size_of(item.address, rules, token, referrer=item.referrer)
    except Cancelled:
        raise
    except ReaderError:  # who does not answer to this may answer to the wish for the file
        return
    if size:
        found(0, size)
