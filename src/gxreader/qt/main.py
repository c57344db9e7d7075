"""Starts the window, or paints it into a picture."""

from __future__ import annotations

import gc
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEventLoop, QLibraryInfo, QLoggingCategory, Qt, QTimer
from PySide6.QtWidgets import QApplication

from gxreader.app.first_run import is_wished
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.app.services import build
from gxreader.errors import OutputError
from gxreader.qt.icons import program_icon
from gxreader.qt.input_method import choose_input_method
from gxreader.qt.picture_object import prepare
from gxreader.qt.qr_picture import QrPicture
from gxreader.qt.system_watch import SystemWatch
from gxreader.qt.tasks import ThreadDoor
from gxreader.qt.window import Window
from gxreader.settings import schema
from gxreader.settings.store import Settings

if TYPE_CHECKING:
    from gxreader.load.loader import Work
    from gxreader.speech.player import Player

SETTLE_MS = 15_000
VOICE_AFTER_MS = 300
PRESENCE_AFTER_MS = 600
LOADER_AFTER_MS = 1000
LIBRARY_AFTER_MS = 4000
REFRESH_AFTER_MS = 15_000  # the window is idle by then
REFRESH_LOOK_MS = 60_000
_TICK_MS = 200


class Wish(msgspec.Struct, frozen=True):
    """How the window is to start: what to open, its size in pixels, a picture to write instead of staying.

    `work` is something that was loaded already; it goes before `source`.
    """

    source: str = ""
    work: Work | None = None
    size: tuple[int, int] | None = None
    screenshot: Path | None = None


def application() -> QApplication:
    """The one QApplication, named and styled."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    choose_input_method(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    # Qt complains of every font of the computer that lacks a script, a hundred lines for one foreign word.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    # As a word on the command line the style costs nothing; setStyle() costs 40 ms of CPU at the start.
    made = QApplication([*sys.argv[:1], "-style", "fusion"])
    made.setApplicationName("gxreader")
    made.setDesktopFileName("gxreader")
    return made


def run(settings: Settings, wish: Wish) -> int:
    """Open the window and stay until it is closed; or paint it into `wish.screenshot` and return.

    Raises the ReaderError that keeps the picture from being painted or written.
    """
    app = application()
    door = ThreadDoor(app)
    reader = build(settings, door, lambda: make_player(door), prepare=prepare)
    SystemWatch(app.styleHints(), reader.system_look, app)
    if not wish.source and wish.work is None:
        reader.greet()  # before the window is there, so that it is laid out once
    window = Window(reader)
    if wish.size:
        window.resize(*wish.size)
    if wish.work is not None:
        reader.opening.show_work(wish.work)
    elif wish.source:
        reader.opening.open_text(wish.source)
    window.view.setFocus()
    is_bare = not wish.source and wish.work is None and not wish.screenshot
    if is_bare and settings.get(schema.MODE) != "standard" and reader.continuing.last() is not None:
        window.show_page(Page.HOME)  # what was read last is one press away
    QTimer.singleShot(0, _tidy_memory)
    if wish.screenshot:
        window.show()
        _settle(app, reader, window)
        if reader.opening.failure is not None:
            window.close()
            door.close()
            raise reader.opening.failure.error
        saved = window.grab().save(str(wish.screenshot))
        window.close()
        door.close()
        if not saved:
            raise OutputError("ui.cannot-write", name=wish.screenshot.name)
        return 0
    maximised = settings.get(schema.WINDOW_MAXIMISED) and not wish.size
    if is_wished(settings, is_asked_for_something=not is_bare):
        QTimer.singleShot(0, reader.first_run.begin)  # once the window is painted
    else:
        QTimer.singleShot(0, reader.system_look.tell_once)
    return _stay(app, window, door, maximised=maximised)


def _tidy_memory() -> None:
    """The window is there: memory is kept tidy again, what the start made left alone."""
    gc.freeze()
    gc.enable()


def make_player(door: ThreadDoor) -> Player:
    """A player that speaks through the computer's sound, imported only when it is wanted."""
    from gxreader.speech.services import make_player as make

    return make(door.post)


def _stay(app: QApplication, window: Window, door: ThreadDoor, *, maximised: bool) -> int:
    app.setWindowIcon(program_icon())
    if maximised:
        window.showMaximized()
    else:
        window.show()
    _end_when_told(app, window)
    # Python sees a signal only when it runs; an idle event loop would keep it waiting.
    tick = QTimer(app)
    tick.start(_TICK_MS)
    tick.timeout.connect(lambda: None)
    # The voice is made ready once the window is there, so that the first press is answered at once.
    QTimer.singleShot(VOICE_AFTER_MS, window.reader.listening.player)
    if (presence := window.reader.presence) is not None:
        QTimer.singleShot(PRESENCE_AFTER_MS, partial(presence.start, partial(_come_forward, window)))
    QTimer.singleShot(LOADER_AFTER_MS, window.reader.opening.warm)
    QTimer.singleShot(LIBRARY_AFTER_MS, window.reader.bookshelf.wake)
    QTimer.singleShot(LIBRARY_AFTER_MS, window.reader.sites.refresh)
    QTimer.singleShot(REFRESH_AFTER_MS, window.reader.refreshing.tick)
    refresh = QTimer(app)
    refresh.timeout.connect(window.reader.refreshing.tick)
    refresh.start(REFRESH_LOOK_MS)
    app.lastWindowClosed.connect(app.quit)
    code = app.exec()
    door.close()
    return code


def _end_when_told(app: QApplication, window: Window) -> None:
    """A signal to end, also that of a session or terminal that is closed, ends the voice and the program."""

    def leave() -> None:
        window.close()
        app.quit()  # also out of a dialog that stands before the window

    def soon(*_ignored: object) -> None:
        QTimer.singleShot(0, leave)  # Python answers a signal anywhere, also in the midst of painting

    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows knows no hangup
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, soon)


def _come_forward(window: Window) -> None:
    """Bring the window before all others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()


def _settle(app: QApplication, reader: Reader, window: Window) -> None:
    """Wait until what was asked for is on screen: the article loaded, the QR code made."""
    loop = QEventLoop()
    deadline = QTimer()
    deadline.setSingleShot(True)
    deadline.timeout.connect(loop.quit)
    deadline.start(SETTLE_MS)
    poll = QTimer()
    poll.setInterval(10)

    def look() -> None:
        pictures = window.findChildren(QrPicture)
        ready = (
            reader.writing.is_ready
            and not reader.opening.is_loading
            and all(picture.is_ready for picture in pictures)
        )
        if ready and window.view.pictures_are_here and window.is_at_rest:
            loop.quit()

    poll.timeout.connect(look)
    poll.start()
    loop.exec()
    app.processEvents()
