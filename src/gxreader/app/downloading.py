"""Files that articles offer: what they are, bringing them one after another, and opening them here.

Each host is asked for one file at a time. What has come stays for the next time, whatever ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.download_asking import Progress, look_at
from gxreader.app.download_items import Item, Phase, host_of, item_at, items_of
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.errors import Cancelled, ReaderError
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.settings.schema import DOWNLOAD_FOLDER
from gxreader.settings.store import Settings

if TYPE_CHECKING:  # the web is imported when something is brought from it
    from gxreader.load.fetch import CancelToken, FetchRules
    from gxreader.load.web.download import Downloaded

AT_ONCE = 3  # from all hosts together
_MOST_ASKED = 40  # sizes: a page with more files tells them as they come


class Downloads:
    """All files of the open article, and those that were wished for before."""

    def __init__(
        self, session: Session, settings: Settings, announcements: Announcements, opening: Opening
    ) -> None:
        """Follow the articles of `session`; open with `opening` what can be read."""
        self.changed: Event[str] = Event()  # the address of the file that changed; empty for all
        self.chosen = ""  # the address of the file that the keys are for
        self.latest = ""  # the address of the file that came last
        self._items: dict[str, Item] = {}
        self._session = session
        self._settings = settings
        self._announcements = announcements
        self._opening = opening
        self._running: dict[str, CancelToken] = {}
        self._asking: CancelToken | None = None
        session.article_changed.connect(self._follow)
        session.article_grown.connect(self._follow)

    @property
    def items(self) -> tuple[Item, ...]:
        """The files of the open article, then the others that were wished for."""
        return tuple(sorted(self._items.values(), key=lambda item: not item.is_here))

    @property
    def item(self) -> Item | None:
        """The file that the keys are for."""
        return self._items.get(self.chosen)

    @property
    def is_working(self) -> bool:
        """Whether any file is on its way."""
        return bool(self._running)

    def folder(self) -> Path:
        """Where files go."""
        chosen = self._settings.get(DOWNLOAD_FOLDER)
        if chosen and Path(chosen).is_absolute():
            return Path(chosen)
        from platformdirs import user_downloads_path

        return user_downloads_path()

    def put_into(self, folder: Path) -> None:
        """Let files go elsewhere from now on; halves of files are left behind nowhere."""
        before = self.folder()
        self._settings.set(DOWNLOAD_FOLDER, str(folder))
        if before != folder:
            self._leave_parts(before)
        self._announcements.say("say.download-folder", name=folder.name or str(folder))
        self.changed.emit("")

    def _leave_parts(self, folder: Path) -> None:
        """What has come there of files that are not on their way is of no use any more."""
        left = [item for item in self._items.values() if item.phase in {Phase.STOPPED, Phase.TROUBLE}]
        for item in left:
            self._change(item.address, phase=Phase.OFFERED, done=0, error=None)

        def job() -> None:
            from gxreader.load.web.download import discard

            for item in left:
                discard(item.address, folder)

        self._opening.tasks.work(job, lambda _nothing: None, self._announcements.trouble)

    def choose(self, address: str) -> None:
        """Let the keys be for this file."""
        self.chosen = address
        self.changed.emit("")

    # Bringing

    def start(self, address: str) -> None:
        """Bring a file, or the rest of it, as soon as it is its turn."""
        item = self._items.get(address)
        if item is None or item.phase in {Phase.WAITING, Phase.WORKING}:
            return
        self._change(address, phase=Phase.WAITING, error=None)
        self._announcements.say("say.download-begun", name=item.name)
        self._go_on()

    def start_failed(self) -> None:
        """Bring what could not be read here, so that another program can read it."""
        failure = self._opening.failure
        if failure is None or not failure.address:
            return
        item = item_at(failure.address)
        self._items.setdefault(item.address, item)
        self.chosen = item.address
        self.start(item.address)

    def start_all(self) -> None:
        """Bring every file of the open article that is not there yet."""
        wanted = [item for item in self.items if item.is_here and item.can_begin]
        for item in wanted:
            self._change(item.address, phase=Phase.WAITING, error=None)
        self._announcements.say("say.downloads-begun", count=len(wanted))
        self._go_on()

    def stop(self, address: str) -> None:
        """Bring no more of a file; what has come stays."""
        token = self._running.get(address)
        if token is not None:
            token.cancel()
        elif (item := self._items.get(address)) is not None and item.phase is Phase.WAITING:
            self._change(address, phase=Phase.STOPPED if item.done else Phase.OFFERED)
            self._announcements.say("say.download-stopped", name=item.name)

    def drop(self, address: str) -> None:
        """What has come of a file is not wanted any more."""
        item = self._items.get(address)
        if item is None or item.phase not in {Phase.STOPPED, Phase.TROUBLE}:
            return
        folder = self.folder()

        def job() -> None:
            from gxreader.load.web.download import discard

            discard(address, folder)

        def done(_nothing: None) -> None:
            self._change(address, phase=Phase.OFFERED, done=0, error=None)
            self._announcements.say("say.download-dropped", name=item.name)

        self._opening.tasks.work(job, done, self._announcements.trouble)

    def close(self) -> None:
        """The program ends: what has come waits for the next time."""
        for item in self._items.values():
            if item.phase is Phase.WAITING:
                self._items[item.address] = msgspec.structs.replace(item, phase=Phase.STOPPED)
        for token in (*self._running.values(), *([self._asking] if self._asking else ())):
            token.cancel()

    def _go_on(self) -> None:
        """Begin what has its turn: one file of each host."""
        busy = {host_of(address) for address in self._running}
        for item in self.items:
            if len(self._running) >= AT_ONCE:
                return
            if item.phase is Phase.WAITING and host_of(item.address) not in busy:
                busy.add(host_of(item.address))
                self._bring(item)

    def _bring(self, item: Item) -> None:
        from gxreader.load.fetch import CancelToken

        address, folder, rules, tasks = item.address, self.folder(), self._rules(), self._opening.tasks
        token = self._running[address] = CancelToken()

        def told(done: int, total: int) -> None:
            tasks.post(lambda: self._told(address, token, done, total))

        def job() -> Downloaded:
            from gxreader.load.web.download import download

            return download(
                address, folder, rules, token, words=item.name, referrer=item.referrer, progress=told
            )

        self._change(address, phase=Phase.WORKING)
        tasks.work(job, lambda got: self._done(address, got), lambda error: self._failed(address, error))

    def _told(self, address: str, token: CancelToken, done: int, total: int) -> None:
        if self._running.get(address) is token:
            self._change(address, done=done, total=total)

    def _done(self, address: str, got: Downloaded) -> None:
        from gxreader.load.file_sorts import READABLE

        self._running.pop(address, None)
        self.latest = address
        readable = got.content in READABLE and got.warning != "is-program"
        self._change(
            address,
            phase=Phase.READY,
            done=got.size,
            total=got.size,
            path=got.path,
            sort=got.sort.value,
            warning=got.warning,
            readable=readable,
        )
        remedy = "downloaded-open" if readable else "downloaded-folder"
        key = f"say.download.{got.warning}" if got.warning else "say.download-ready"
        self._announcements.offer(key, remedy, name=got.path.name)
        self._go_on()

    def _failed(self, address: str, error: ReaderError) -> None:
        self._running.pop(address, None)
        item = self._items.get(address)
        if item is not None and isinstance(error, Cancelled):
            self._change(address, phase=Phase.STOPPED if item.done else Phase.OFFERED)
            self._announcements.say("say.download-stopped", name=item.name)
        elif item is not None:
            self._change(address, phase=Phase.TROUBLE, error=error)
            self._announcements.trouble(error, remedy="downloads")
        self._go_on()

    # What there is

    def look(self) -> None:
        """Find out how large the files are and what there is of them already, one after the other."""
        from gxreader.load.fetch import CancelToken

        asked = [item for item in self.items if item.is_here and not item.asked][:_MOST_ASKED]
        if not asked:
            return
        for item in asked:
            self._items[item.address] = msgspec.structs.replace(item, asked=True)
        if self._asking is not None:
            self._asking.cancel()
        token = self._asking = CancelToken()
        folder, rules, tasks = self.folder(), self._rules(), self._opening.tasks

        def job() -> None:
            for item in asked:
                look_at(item, folder, rules, token, self._found_in(tasks.post, item.address))

        # A size that nobody tells is not shown; why the file cannot be had is told when it is wished for.
        tasks.work(job, lambda _nothing: None, lambda _error: None)

    def _found_in(self, post: Callable[[Callable[[], None]], None], address: str) -> Progress:
        return lambda done, total: post(lambda: self._found(address, done, total))

    def _found(self, address: str, done: int, total: int) -> None:
        item = self._items.get(address)
        if item is not None and item.phase in {Phase.OFFERED, Phase.STOPPED}:
            phase = Phase.STOPPED if done or item.done else Phase.OFFERED
            self._change(address, phase=phase, done=done or item.done, total=total or item.total)

    def open(self, address: str) -> None:
        """Read a file in this program: the one that has come, or the one at its address."""
        from gxreader.load.reference import Kind, Reference

        item = self._items.get(address)
        if item is None:
            return
        if item.phase is Phase.READY and item.path is not None:
            self._opening.open(Reference(Kind.FILE, str(item.path)))
        else:
            self._opening.open(Reference(Kind.ADDRESS, item.address))

    def _rules(self) -> FetchRules:
        from gxreader.load.fetch import FetchRules

        return FetchRules.of(self._settings)

    def _follow(self, article: Article) -> None:
        """Another article is open: its files come first, what was wished for before stays."""
        fresh = {item.address: item for item in items_of(article)}
        kept: dict[str, Item] = {}
        for address, item in self._items.items():
            if address in fresh:
                kept[address] = msgspec.structs.replace(item, is_here=True)
            elif item.phase is not Phase.OFFERED:
                kept[address] = msgspec.structs.replace(item, is_here=False)
        self._items = {**{address: kept.get(address, item) for address, item in fresh.items()}, **kept}
        if self.chosen not in fresh:
            self.chosen = next(iter(self._items), "")
        self.changed.emit("")

    def _change(self, address: str, **changes: object) -> None:
        item = self._items.get(address)
        if item is not None:
            self._items[address] = msgspec.structs.replace(item, **changes)
            self.changed.emit(address)
