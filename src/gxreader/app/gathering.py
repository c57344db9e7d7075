"""All the pictures of an article at once, for paper: as many as come within a few seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from gxreader.app.pictures import Box, Prepared, can_be_brought, pictures_of
from gxreader.errors import LoadError

if TYPE_CHECKING:
    from gxreader.load.loader import Loader, Work
    from gxreader.load.parsing.source import Bitmap

SECONDS = 6.0
AT_ONCE = 4
MOST_BYTES = 240 * 1024 * 1024
PAPER = Box(1240, 1240)  # pixels across a page: sharp enough at 180 dots an inch


def addresses_of(work: Work) -> tuple[str, ...]:
    """The addresses of a work's pictures that can be brought at all, each once."""
    found = (picture.url for picture in pictures_of(work.article.blocks))
    return tuple(dict.fromkeys(address for address in found if can_be_brought(address)))


def gather(
    loader: Loader,
    work: Work,
    prepare: Callable[[Bitmap, Box], Prepared],
    known: Mapping[str, Prepared] | None = None,
    seconds: float = SECONDS,
) -> dict[str, Prepared]:
    """The pictures of a work by address. Waits for them, but no longer than `seconds`; takes `known` instead.

    What does not come in time, or is too much for the memory, is missing: its words stand in its place.
    """
    from gxreader.load.fetch import CancelToken

    cancel = CancelToken()
    found = dict(known or {})
    lock = threading.Lock()
    total = 0

    def bring(address: str) -> None:
        nonlocal total
        if cancel.cancelled or total > MOST_BYTES:
            return
        try:
            prepared = prepare(loader.picture(work, address, PAPER.width, cancel), PAPER)
        except LoadError:  # a page that cannot be had ends the series, not the article
            return
        with lock:
            total += prepared.size
            found[address] = prepared

    clock = threading.Timer(seconds, cancel.cancel)
    clock.daemon = True
    clock.start()
    try:
        with ThreadPoolExecutor(AT_ONCE, "pictures") as pool:
            list(pool.map(bring, addresses_of(work)))
    finally:
        clock.cancel()
    return found
