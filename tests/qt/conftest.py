"""A window for tests: its work is done at once, its voice is silent, its time is ours."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from gxreader.app import undoing
from gxreader.model.article import Article
from gxreader.qt.hands import Debounce
from gxreader.qt.main import application
from gxreader.qt.picture_object import prepare
from gxreader.qt.window import Window
from gxreader.settings import schema
from gxreader.settings.store import Settings
from tests.parts import Built, build_reader, small_article

Opener = Callable[..., Window]
_NOWHERE = QPoint(9_000, 9_000)  # where a test before left the pointer, a key would be painted darker


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press faster than people; what quick hands do has tests of its own."""
    monkeypatch.setattr(Debounce, "milliseconds", 0)
    monkeypatch.setattr(undoing, "BURST_SECONDS", 0)


@pytest.fixture
def open_window(qtbot) -> Iterator[Opener]:
    """Opens a window on an article in a mode, language, scheme and size; `parts` are for its reader.

    Nothing is spoken besides the article, unless `prompts` are wished for: each test hears one thing.
    """
    opened: list[Window] = []

    def make(
        article: Article | None = None,
        *,
        mode: str = "elderly",
        language: str = "zh",
        scheme: str = "paper",
        text_size: int | None = None,
        prompts: str = "off",
        size: tuple[int, int] = (1366, 768),
        **parts: Any,
    ) -> Window:
        application()
        QCursor.setPos(_NOWHERE)
        settings = Settings(None)
        settings.set(schema.MODE, mode)
        settings.set(schema.LANGUAGE, language)
        settings.set(schema.SCHEME, scheme)
        settings.set(schema.VOICE_PROMPTS, prompts)
        if text_size is not None:
            ladders = {
                "standard": schema.TEXT_SIZE_STANDARD,
                "elderly": schema.TEXT_SIZE_ELDERLY,
                "terminal": schema.TEXT_SIZE_TERMINAL,
            }
            settings.set(ladders[mode], text_size)
        built = build_reader(settings, prepare=prepare, **parts)
        window = Window(built.reader)
        window.built = built  # type: ignore[attr-defined]  # for `built_of` below
        window.resize(*size)
        built.reader.opening.show(small_article() if article is None else article)
        window.show()
        qtbot.waitExposed(window)
        QApplication.processEvents()
        opened.append(window)
        return window

    yield make
    for window in opened:
        if not window.close():  # sound is being saved: it is asked for twice
            window.close()
        window.deleteLater()
    # Qt's own loop would do it; left to linger, every window would hear of the next one's fonts and colours.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def built_of(window: Window) -> Built:
    """The reader, sound and words behind a window."""
    return window.built  # type: ignore[attr-defined, no-any-return]  # put there by `open_window`
