"""The stack of screens: the reading screen, and those beside it, built when they are first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.qt.accessible import describe_as
from gxreader.qt.look import Look
from gxreader.qt.sheet import Screen, Sheet
from gxreader.qt.sheets import make_sheet


class Screens(QStackedWidget):
    """Shows one screen at a time and knows the way back."""

    def __init__(self, reader: Reader, look: Callable[[], Look]) -> None:
        """Begin on the reading screen; `look` is that of the moment."""
        super().__init__()
        describe_as(self, QAccessible.Role.Client)  # the stack is nothing that is worth a word
        self._reader = reader
        self._look = look
        self._sheets: dict[Page, Screen] = {}
        self._came_by: list[Page] = []
        self.page = Page.READING
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._bring_into_sight)

    def _bring_into_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A key of a list that the keyboard comes to from elsewhere: the list alone would not scroll."""
        area = now.parentWidget() if now is not None and self.isAncestorOf(now) else None
        while area is not None and area is not self:
            if isinstance(area, QScrollArea) and now is not None:
                area.ensureWidgetVisible(now)
            area = area.parentWidget()

    def hold(self, frame: QWidget) -> None:
        """Take a face of the reading screen, if it is not there yet."""
        if self.indexOf(frame) < 0:
            self.addWidget(frame)

    def sheet(self, page: Page) -> Screen:
        """A screen beside the reading screen."""
        if page not in self._sheets:
            self._sheets[page] = make_sheet(page, self._reader)
            self.addWidget(self._sheets[page])
        return self._sheets[page]

    def title(self) -> str:
        """What stands above the present screen; empty where nothing does."""
        sheet = self.sheet(self.page)
        return sheet.title.text() if isinstance(sheet, Sheet) else ""

    def refresh(self) -> None:
        """Show the present state on the screen that is shown, where that is not the reading screen."""
        if self.page is not Page.READING:
            self.sheet(self.page).refresh(self._look())

    def go_to(self, page: Page) -> None:
        """Make a screen the present one; the way back leads to the one before."""
        if page is Page.READING:
            self._came_by.clear()
        elif page is not self.page:
            self._came_by.append(self.page)
        self.page = page

    def go_back(self) -> bool:
        """Make the screen before the present one; False if there is none."""
        if not self._came_by:
            return False
        self.page = self._came_by.pop()
        return True

    def show_sheet(self) -> None:
        """Bring the present screen to the front, where it is not the reading screen."""
        sheet = self.sheet(self.page)
        sheet.refresh(self._look())
        self.setCurrentWidget(sheet)
        sheet.entered()
