"""What commands ask of the window: the few things only a window can do."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from gxreader.app.offered import Offered
from gxreader.model.locator import Locator


class Page(StrEnum):
    """The screens of the window."""

    READING = "reading"
    HOME = "home"
    COLUMNS = "columns"
    SITES = "sites"
    AROUND = "around"
    SEARCH = "search"
    NEWS = "news"
    NEWS_COLUMNS = "news-columns"
    SHELF = "shelf"
    SHELF_ITEM = "shelf-item"
    FILES = "files"
    SAVE = "save"
    DOWNLOADS = "downloads"
    EXPORT = "export"
    MORE = "more"
    PHONE = "phone"
    SHARE = "share"
    PRINT = "print"
    SOUND = "sound"
    HELP = "help"
    TROUBLE = "trouble"
    VOICE = "voice"
    VOICES = "voices"
    OUTLINE = "outline"
    PICTURE = "picture"
    SEE = "see"
    SETTINGS = "settings"
    COLOURS = "colours"
    TYPEFACE = "typeface"
    HANDS = "hands"
    MARKS = "marks"
    SKIPS = "skips"
    BLACK = "black"
    CAPTION = "caption"
    DICTIONARY = "dictionary"
    DESCRIBE = "describe"
    SCRIPT = "script"
    SHORTCUTS = "shortcuts"
    LOOKUP = "lookup"
    FIRST_RUN = "first-run"


class Interface(Protocol):
    """The window, as commands see it."""

    def show_page(self, page: Page) -> None:
        """Show a screen."""

    def page(self) -> Page:
        """The screen that is shown."""
        ...

    def leave_page(self) -> bool:
        """One step back within the window; False if there is none, and the article is shown."""
        ...

    def turn_page(self, step: int) -> None:
        """Scroll the article by whole screens, two lines overlapping: 1 forward, -1 back."""

    def choose_file(self, *, elsewhere: bool = False) -> None:
        """Let the reader choose a file, then open it; `elsewhere`: in the computer's own window for that."""

    def enter_address(self) -> None:
        """Put the keyboard into the field for an address."""

    def clipboard(self) -> Offered:
        """What the reader copied elsewhere."""
        ...

    def open_in_browser(self, address: str) -> bool:
        """Hand an http(s) address to the computer's own browser; False if there is none."""
        ...

    def write_mail(self, address: str) -> bool:
        """Hand a mailto address to the computer's own mail program; False if there is none."""
        ...

    def copy_text(self, text: str) -> None:
        """Put words on the clipboard."""

    def print_on_paper(self) -> None:
        """Print the article through the system's print dialog."""

    def save_pdf(self) -> None:
        """Let the reader choose a file name and write the article as PDF."""

    def choose_dictionary(self) -> str:
        """Let the reader choose a dictionary's file; empty if they do not."""
        ...

    def choose_list(self) -> str:
        """Let the reader choose a file of subscriptions; empty if they do not."""
        ...

    def choose_list_target(self) -> str:
        """Let the reader choose where subscriptions are to be written; empty if they do not."""
        ...

    def choose_target(
        self, name: str, title: str, chosen: Callable[[str], None], *, elsewhere: bool = False
    ) -> None:
        """Let the reader choose where a file of a proposed name is to stand; without a name, a folder.

        `title` is the key of the words for it. `chosen` is told the path, now or later, or never.
        `elsewhere`: in the computer's own window for that.
        """

    def close_page(self, page: Page) -> None:
        """Leave a screen that has done what it was for, if it is shown."""

    def open_folder(self, path: str) -> bool:
        """Show a folder in the computer's own program for files; False if there is none."""
        ...

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop filling it."""

    def is_focused(self) -> bool:
        """Whether only the few lines being read are shown."""
        ...

    def toggle_focus(self) -> None:
        """Show only the few lines being read, or everything again."""

    def enter_page(self) -> None:
        """Put the keyboard into the field for the number of a page."""

    def show_voice(self) -> None:
        """Show what is being heard, wherever the reader has gone."""

    def go_to(self, place: Locator) -> None:
        """Show a place of the article, with the caret and the keyboard at it."""

    def lead_to(self, place: Locator) -> None:
        """Show a place of the article; a voice that is reading goes on from there."""

    def tell(self, words: str) -> None:
        """Have a screen reader speak words, where there is one."""

    def selection(self) -> tuple[Locator, Locator] | None:
        """Where the selected text begins and ends; None where nothing is selected."""
        ...

    def here(self) -> Locator | None:
        """The place the reader points at: of the menu, the caret, or the first line on screen."""
        ...

    def pointed(self) -> Locator | None:
        """The character the reader points at: of the menu, the caret, or the last click; None without any."""
        ...

    def copy_selection(self) -> None:
        """Put the selected text on the clipboard."""

    def has_screen_reader(self) -> bool:
        """Whether a screen reader speaks what the program shows."""
        ...

    def close_window(self) -> None:
        """Close the window and so the program."""


class NoInterface:
    """No window: commands that need one do nothing (the command line, core tests)."""

    def __init__(self) -> None:
        """Begin on the reading screen."""
        self._page = Page.READING

    def show_page(self, page: Page) -> None:
        """Remember the screen."""
        self._page = page

    def page(self) -> Page:
        """The remembered screen."""
        return self._page

    def leave_page(self) -> bool:
        """Back to the reading screen."""
        left, self._page = self._page is not Page.READING, Page.READING
        return left

    def turn_page(self, step: int) -> None:
        """Nothing to scroll."""

    def lead_to(self, _place: Locator) -> None:
        """Nothing to scroll."""

    def choose_file(self, *, elsewhere: bool = False) -> None:
        """Nobody to ask."""

    def enter_address(self) -> None:
        """No field."""

    def clipboard(self) -> Offered:
        """No clipboard."""
        return Offered()

    def has_screen_reader(self) -> bool:
        """No window, no screen reader."""
        return False

    def open_in_browser(self, _address: str) -> bool:
        """No browser."""
        return False

    def write_mail(self, _address: str) -> bool:
        """No mail program."""
        return False

    def copy_text(self, _text: str) -> None:
        """No clipboard."""

    def print_on_paper(self) -> None:
        """No printer."""

    def save_pdf(self) -> None:
        """Nobody to ask."""

    def choose_dictionary(self) -> str:
        """Nobody to ask."""
        return ""

    def choose_list(self) -> str:
        """Nobody to ask."""
        return ""

    def choose_list_target(self) -> str:
        """Nobody to ask."""
        return ""

    def choose_target(
        self, _name: str, _title: str, _chosen: Callable[[str], None], *, elsewhere: bool = False
    ) -> None:
        """Nobody to ask."""

    def close_page(self, page: Page) -> None:
        """Back to the reading screen."""
        if self._page is page:
            self._page = Page.READING

    def open_folder(self, _path: str) -> bool:
        """No program for files."""
        return False

    def toggle_full_screen(self) -> None:
        """No screen."""

    def is_focused(self) -> bool:
        """Nothing is shown."""
        return False

    def toggle_focus(self) -> None:
        """Nothing is shown."""

    def enter_page(self) -> None:
        """There is none."""

    def show_voice(self) -> None:
        """Nothing is shown."""

    def go_to(self, _place: Locator) -> None:
        """Nothing is shown."""

    def tell(self, _words: str) -> None:
        """Nobody listens."""

    def selection(self) -> tuple[Locator, Locator] | None:
        """Nothing can be selected."""
        return None

    def here(self) -> Locator | None:
        """Nobody points."""
        return None

    def pointed(self) -> Locator | None:
        """Nobody points."""
        return None

    def copy_selection(self) -> None:
        """Nothing can be selected."""

    def close_window(self) -> None:
        """No window."""
