"""The pictures of the open article: brought off the window's thread, a few at a time, nearest first.

Reading never waits for them. What was brought is kept up to a limit, the least recently shown goes first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.app.works import Works
from gxreader.errors import Cancelled, ReaderError
from gxreader.model.article import Article, Block, ListBlock, Picture, Quote
from gxreader.model.event import Event

if TYPE_CHECKING:
    from gxreader.load.fetch import CancelToken
    from gxreader.load.parsing.source import Bitmap

WITHIN = "within:"  # pictures in the file that the article came from
AT_ONCE = 2
KEPT_BYTES = 120 * 1024 * 1024
_SIZES_KEPT = 2000


class Box(msgspec.Struct, frozen=True):
    """How much room there is for a picture, in pixels of the screen."""

    width: int
    height: int


class Prepared(msgspec.Struct, frozen=True):
    """A picture ready to be painted: `image` is the window's own kind, `size` its bytes in memory."""

    image: object
    size: int


class Shown(msgspec.Struct, frozen=True):
    """A picture that was brought: ready to be painted, its full size, and the room it was made for."""

    prepared: Prepared
    width: int
    height: int
    box: Box
    whole: bool

    def suits(self, box: Box) -> bool:
        """Whether it is sharp enough for so much room."""
        return self.whole or (box.width <= self.box.width and box.height <= self.box.height)


def as_it_came(bitmap: Bitmap, _box: Box) -> Prepared:
    """For a program without a window: the bitmap itself."""
    return Prepared(bitmap, len(bitmap.pixels))


def pictures_of(blocks: Iterable[Block]) -> Iterator[Picture]:
    """Every picture of some blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Quote):
            yield from pictures_of(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from pictures_of(item.blocks)


def can_be_brought(address: str) -> bool:
    """Whether there is any use in asking: other schemes (data:, file:, blob:) are never followed."""
    return address.startswith(("http://", "https://", WITHIN))


class Pictures:
    """Brings and keeps the pictures that are wanted for the screen."""

    def __init__(
        self,
        session: Session,
        works: Works,
        tasks: Tasks,
        prepare: Callable[[Bitmap, Box], Prepared] = as_it_came,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        """Bring pictures of `session`'s work; `prepare` runs off the window's thread."""
        self.changed: Event[str] = Event()  # the address of a picture that has come, or will not
        self._session = session
        self._works = works
        self._tasks = tasks
        self._prepare = prepare
        self._most = kept_bytes
        self._kept: OrderedDict[tuple[int, str], Shown] = OrderedDict()
        self._bytes = 0
        self._sizes: OrderedDict[tuple[int, str], tuple[int, int]] = OrderedDict()
        self._broken: dict[str, ReaderError] = {}
        self._wanted: tuple[tuple[str, Box], ...] = ()
        self._running: dict[str, CancelToken] = {}
        self._too_many: set[str] = set()  # wanted, but there is no room beside the nearer ones
        self._paused = False
        session.article_changed.connect(self._other_article)

    def want(self, wishes: Sequence[tuple[str, Box]]) -> None:
        """Bring these, the first ones first, each for so much room; earlier wishes are void."""
        self._wanted = tuple(wishes)
        self._too_many.clear()
        self._start()

    def get(self, address: str) -> Shown | None:
        """A picture of the open work, if it is there."""
        key = (self._session.number, address)
        shown = self._kept.get(key)
        if shown is not None:
            self._kept.move_to_end(key)
        return shown

    def size(self, address: str) -> tuple[int, int] | None:
        """The full size of a picture that has been there, though it may be gone again."""
        return self._sizes.get((self._session.number, address))

    def trouble(self, address: str) -> ReaderError | None:
        """Why a picture will not come."""
        return self._broken.get(address)

    def gather(self, done: Callable[[dict[str, Prepared]], None]) -> bool:
        """Bring all the pictures of the open article for paper, then call `done`; False if it has none.

        It may be called with fewer: whoever prints has waited long enough.
        """
        from gxreader.app.gathering import addresses_of, gather
        from gxreader.load.loader import Work

        article = self._session.article
        if article is None:
            return False
        work = Work(article, self._session.source)
        addresses = addresses_of(work)
        if not addresses:
            return False
        known = {address: shown.prepared for address in addresses if (shown := self.get(address))}

        def job() -> dict[str, Prepared]:
            return gather(self._works.loader(), work, self._prepare, known)

        self._tasks.work(job, done, lambda _error: done(known))
        return True

    @property
    def is_idle(self) -> bool:
        """Whether nothing that is wanted is still to come."""
        return not self._running and self._next() is None

    def pause(self) -> None:
        """Something more important is being loaded: stop, and go on with `resume`."""
        self._paused = True
        self._cancel()

    def resume(self) -> None:
        """Go on where `pause` stopped."""
        self._paused = False
        self._start()

    def close(self) -> None:
        """Bring nothing more."""
        self._wanted = ()
        self._cancel()

    def _other_article(self, _article: Article) -> None:
        self._wanted = ()
        self._broken.clear()
        self._cancel()

    def _cancel(self) -> None:
        for cancel in self._running.values():
            cancel.cancel()
        self._running.clear()

    def _next(self) -> tuple[str, Box] | None:
        for address, box in self._wanted:
            shown = self._kept.get((self._session.number, address))
            settled = address in self._running or address in self._broken or address in self._too_many
            if settled or (shown and shown.suits(box)):
                continue
            return address, box
        return None

    def _start(self) -> None:
        while not self._paused and len(self._running) < AT_ONCE and (wish := self._next()) is not None:
            self._bring(*wish)

    def _bring(self, address: str, box: Box) -> None:
        from gxreader.load.fetch import CancelToken
        from gxreader.load.loader import Work

        article, number = self._session.article, self._session.number
        if article is None:
            return
        work = Work(article, self._session.source)
        token = self._running[address] = CancelToken()

        def job() -> Shown:
            if not can_be_brought(address):
                raise ReaderError("load.picture-broken")
            bitmap = self._works.loader().picture(work, address, self._width(number, address, box), token)
            full = bitmap.full_width or bitmap.width, bitmap.full_height or bitmap.height
            whole = bitmap.width >= full[0] and full[0] <= box.width and full[1] <= box.height
            return Shown(self._prepare(bitmap, box), *full, box, whole)

        def done(shown: Shown) -> None:
            if self._running.get(address) is token:
                del self._running[address]
                self._keep(number, address, shown)
                self.changed.emit(address)
                self._start()

        def failed(error: ReaderError) -> None:
            if self._running.get(address) is token:
                del self._running[address]
                if not isinstance(error, Cancelled):
                    self._broken[address] = error
                    self.changed.emit(address)
                self._start()

        self._tasks.work(job, done, failed)

    def _width(self, number: int, address: str, box: Box) -> int:
        """How wide the picture needs to be, if it is known to be a tall one; at most the room."""
        size = self._sizes.get((number, address))
        if size is None or not size[1]:
            return box.width
        return max(1, min(box.width, -(-size[0] * box.height // size[1])))

    def _keep(self, number: int, address: str, shown: Shown) -> None:
        key = (number, address)
        self._forget(key)
        self._kept[key] = shown
        self._bytes += shown.prepared.size
        self._sizes[key] = (shown.width, shown.height)
        if len(self._sizes) > _SIZES_KEPT:
            self._sizes.popitem(last=False)
        while self._bytes > self._most and len(self._kept) > 1:
            self._forget(self._least_needed())

    def _least_needed(self) -> tuple[int, str]:
        """The longest unseen that nobody wants now; if all are wanted, the farthest, which must wait."""
        number = self._session.number
        wanted = [(number, address) for address, _box in self._wanted]
        for key in self._kept:
            if key not in wanted:
                return key
        key = next(key for key in reversed(wanted) if key in self._kept)
        self._too_many.add(key[1])
        return key

    def _forget(self, key: tuple[int, str]) -> None:
        shown = self._kept.pop(key, None)
        if shown is not None:
            self._bytes -= shown.prepared.size
