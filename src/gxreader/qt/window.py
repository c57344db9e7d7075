"""The window: wiring only. It passes the reader's wishes to commands and does what they ask of a window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QLineEdit

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.offered import Offered
from gxreader.app.reader import Reader
from gxreader.app.saving import Wish
from gxreader.model.locator import Locator
from gxreader.qt import dialogs, print_dialogs, save_dialogs, site_dialogs
from gxreader.qt.hands import HANDS
from gxreader.qt.offers import can_be_opened, offered
from gxreader.qt.reading_window import SMALLEST, ReadingWindow
from gxreader.qt.standard_frame import StandardFrame
from gxreader.qt.told import tell
from gxreader.settings import schema

_REPEATED = frozenset({"bigger", "smaller"})  # by a key held down


class Window(ReadingWindow):
    """Implements `app.interface.Interface` over one stack of screens."""

    def __init__(self, reader: Reader) -> None:
        """Build the reading screen of the present mode, and let commands reach the window."""
        super().__init__(reader)
        self._was_maximised = False
        self._filled_for_screen = False
        self.setAcceptDrops(True)
        self._shortcuts: list[QShortcut] = []
        self._add_shortcuts()
        reader.settings.changed.connect(self._shortcuts_changed)
        reader.attach(self)

    def _add_shortcuts(self) -> None:
        """Let every command answer to its keys, as the reader has set them."""
        for command_id, keys in self.reader.shortcuts.all.items():
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setAutoRepeat(command_id in _REPEATED)
                shortcut.activated.connect(partial(self._by_keyboard, command_id))
                self._shortcuts.append(shortcut)

    def _shortcuts_changed(self, setting: str) -> None:
        if setting == schema.SHORTCUTS.key:
            for shortcut in self._shortcuts:
                shortcut.setEnabled(False)
                shortcut.deleteLater()
            self._shortcuts.clear()
            self._add_shortcuts()

    def _by_keyboard(self, command_id: str) -> None:
        if command_id in _REPEATED or HANDS.admits_again(command_id):
            perform(self.reader, command_id)

    # The Interface

    def show_page(self, page: Page) -> None:
        """Show a screen, building it on first use; the way back leads to the one before."""
        if page is self.screens.page is Page.READING:
            return  # it is there, and follows the state by itself
        self.screens.go_to(page)
        self._show()

    def leave_page(self) -> bool:
        """One step back within the window: out of full screen, a text field, a screen, focused reading."""
        field = self.focusWidget()
        if self.isFullScreen() and not self._fills_screen:
            self.toggle_full_screen()
        elif self.screens.page is Page.READING and isinstance(field, QLineEdit):
            self.view.setFocus()
        elif self.screens.page is Page.READING and self.view.selection() is not None:
            self.view.clear_selection()
        elif self.screens.page is not Page.READING and self.screens.sheet(self.screens.page).step_back():
            pass  # the screen itself has gone a step back
        elif self.screens.go_back():
            self._show()
        elif self._is_focused:
            self.toggle_focus()
        else:
            return False
        return True

    @property
    def _fills_screen(self) -> bool:
        """Whether the screen that is shown is one that fills the computer's."""
        page = self.screens.page
        return page is not Page.READING and self.screens.sheet(page).fills_screen

    def _show(self) -> None:
        self.reader.announcements.clear()
        page, fills = self.screens.page, self._fills_screen
        if fills and not self.isFullScreen():
            self._filled_for_screen = True
            self.toggle_full_screen()
        elif not fills and self._filled_for_screen:
            self._filled_for_screen = False
            if self.isFullScreen():
                self.toggle_full_screen()
        self.heard.set_in_sight(in_sight=page is Page.READING)
        self.refresh()
        if page is Page.READING:
            self.view.setFocus()
        else:
            self.screens.show_sheet()
            self._pointer.arrived(self.screens.title())

    def page(self) -> Page:
        """The screen that is shown."""
        return self.screens.page

    def turn_page(self, step: int) -> None:
        """Scroll the article, or the screen that is shown, and answer at either end."""
        page = self.screens.page
        turned = (self.view if page is Page.READING else self.screens.sheet(page)).turn_page(step)
        if not turned and page in {Page.READING, Page.HELP}:
            self.reader.announcements.say("say.last-page" if step > 0 else "say.first-page")

    def is_focused(self) -> bool:
        """Whether only the few lines being read are shown."""
        return self._is_focused

    def toggle_focus(self) -> None:
        """Show only the few lines being read, or everything again; the place is kept."""
        self._is_focused = not self._is_focused
        if self.screens.page is not Page.READING:
            self.screens.go_to(Page.READING)
        self._show()
        self.view.follow_at_once()
        self.reader.announcements.say("say.focus" if self._is_focused else "say.focus-left")

    def show_voice(self) -> None:
        """Show what is being heard, wherever the reader has gone."""
        self.show_page(Page.READING)
        self.view.follow_at_once()
        self.view.setFocus()
        self.reader.announcements.say("say.at-voice")

    def go_to(self, place: Locator) -> None:
        """Show a place of the article, with the caret and the keyboard at it."""
        self.show_page(Page.READING)
        self._note(place)
        self.view.show_place(place)
        self.view.setFocus()

    def tell(self, words: str) -> None:
        """Have a screen reader speak words, where there is one."""
        tell(self, words)

    def selection(self) -> tuple[Locator, Locator] | None:
        """Where the selected text begins and ends; None where nothing is selected."""
        return self.view.selection()

    def here(self) -> Locator | None:
        """The place the reader points at: of the menu, the caret, or the first line on screen."""
        return self.view.here()

    def pointed(self) -> Locator | None:
        """The character the reader points at."""
        return self.view.pointed()

    def copy_selection(self) -> None:
        """Put the selected text on the clipboard."""
        self.view.copy()

    def choose_file(self, *, elsewhere: bool = False) -> None:
        """Let the reader choose a file, then open it: by large keys, or in the computer's own window."""
        if self.look.elderly and not elsewhere:
            self.show_page(Page.FILES)
            return
        name = dialogs.choose_file(self, self.reader.appearance.messages)
        if name:
            self.reader.opening.open_text(name)

    def enter_address(self) -> None:
        """Put the keyboard into the field for an address."""
        frame = self.frame
        if self.screens.page is Page.READING and isinstance(frame, StandardFrame):
            frame.address.setFocus()
            frame.address.selectAll()
        else:
            self.show_page(Page.HOME)
            self.screens.sheet(Page.HOME).enter()

    def enter_page(self) -> None:
        """Put the keyboard into the field for the number of a page, on the screen of the contents."""
        self.show_page(Page.OUTLINE)
        self.screens.sheet(Page.OUTLINE).enter()

    def clipboard(self) -> Offered:
        """What the reader copied elsewhere."""
        return offered(QApplication.clipboard().mimeData())

    def open_in_browser(self, address: str) -> bool:
        """Hand a web address to the computer's own browser; nothing else is ever handed on."""
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        return url.isValid() and url.scheme() in {"http", "https"} and QDesktopServices.openUrl(url)

    def write_mail(self, address: str) -> bool:
        """Hand a letter's beginning to the computer's own mail program."""
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        return url.isValid() and url.scheme() == "mailto" and QDesktopServices.openUrl(url)

    def copy_text(self, text: str) -> None:
        """Put words on the clipboard."""
        QApplication.clipboard().setText(text)

    def print_on_paper(self) -> None:
        """Print the article through the system's print dialog."""
        print_dialogs.print_on_paper(self, self.reader)

    def save_pdf(self) -> None:
        """Let the reader choose a file name and write the article as PDF."""
        print_dialogs.save_pdf(self.reader)

    def choose_dictionary(self) -> str:
        """Let the reader choose a dictionary's file."""
        return dialogs.choose_dictionary(self, self.reader.appearance.messages)

    def choose_list(self) -> str:
        """Let the reader choose a file of subscriptions."""
        return site_dialogs.choose_list(self, self.reader.appearance.messages)

    def choose_list_target(self) -> str:
        """Let the reader choose where subscriptions are to be written."""
        return site_dialogs.choose_list_target(self, self.reader.appearance.messages)

    def choose_target(
        self, name: str, title: str, chosen: Callable[[str], None], *, elsewhere: bool = False
    ) -> None:
        """Let the reader choose where a file is to stand: by large keys, or in the computer's own window."""
        if self.look.elderly and not elsewhere:
            self.reader.saving.ask(Wish.for_file(name, title), chosen)
            self.show_page(Page.SAVE)
        elif answer := save_dialogs.ask_where(self, self.reader.appearance.messages, name, title):
            chosen(answer)

    def close_page(self, page: Page) -> None:
        """Leave a screen that has done what it was for, if it is shown."""
        if self.screens.page is page and self.screens.go_back():
            self._show()

    def open_folder(self, path: str) -> bool:
        """Show a folder in the computer's own program for files."""
        return save_dialogs.open_folder(path)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop filling it."""
        if self.isFullScreen():
            self.showMaximized() if self._was_maximised else self.showNormal()
        else:
            self._was_maximised = self.isMaximized()
            self.showFullScreen()

    def has_screen_reader(self) -> bool:
        """Whether a screen reader listens to this program."""
        return bool(QAccessible.isActive())

    def close_window(self) -> None:
        """Close the window and so the program."""
        self.close()

    # Qt's own events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files, addresses and text."""
        if can_be_opened(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self.reader.opening.receive(offered(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window that has become narrow or wide gets keys to suit."""
        super().resizeEvent(event)
        if self._painted_look is not None and self.look != self._painted_look:
            self._refresh_soon.start(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's size, stop the voice, keep the settings; not unasked while sound is saved."""
        if self.reader.taking_sound.keeps_open:
            self.show_page(Page.SOUND)
            self.reader.taking_sound.tell_of_closing()
            event.ignore()
            return
        settings = self.reader.settings
        maximised = (
            self._was_maximised if self._filled_for_screen else self.isMaximized() or self.isFullScreen()
        )
        settings.set(schema.WINDOW_MAXIMISED, maximised)
        if not maximised:
            settings.set(schema.WINDOW_WIDTH, max(SMALLEST.width(), self.width()))
            settings.set(schema.WINDOW_HEIGHT, max(SMALLEST.height(), self.height()))
        self.heard.stop()
        self._save_soon.stop()
        self._slow.stop()
        self._still.stop()
        self._pointer.stop()
        self._dwelling.stop()
        self._big_pointer.show(1)
        self.reader.close()
        dialogs.save_settings(self.reader)
        event.accept()
