"""What is printed and how: the wishes for paper, each change answered in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.export.print_plan import PrintPlan
from gxreader.settings.schema import (
    PRINT_BOTH_SIDES,
    PRINT_CODE,
    PRINT_COLUMNS,
    PRINT_MARGINS,
    PRINT_PAPER,
    PRINT_PICTURES,
    PRINT_SPACING,
    PRINT_TEXT_SIZE,
    Any,
    Setting,
    Value,
)

if TYPE_CHECKING:
    from gxreader.app.reader import Reader
    from gxreader.model.article import Article
    from gxreader.model.locator import Locator

PRINT_SETTINGS: tuple[Any, ...] = (
    PRINT_TEXT_SIZE,
    PRINT_MARGINS,
    PRINT_SPACING,
    PRINT_COLUMNS,
    PRINT_PICTURES,
    PRINT_CODE,
    PRINT_PAPER,
    PRINT_BOTH_SIDES,
)


class Selected(msgspec.Struct, frozen=True):
    """What was selected in an article, and the article that it leaves."""

    article: Article
    first: Locator
    last: Locator
    excerpt: Article


class Printing:
    """Holds the wishes of one print; those that are kept are settings."""

    def __init__(self, reader: Reader) -> None:
        """Print what this reader has open."""
        self._reader = reader
        self._selected: Selected | None = None
        self._only_selection = False
        self.is_large = False  # whether the page alone is seen, as wide as the screen

    @property
    def plan(self) -> PrintPlan:
        """How the pages are to look."""
        get = self._reader.settings.get
        return PrintPlan(
            points=get(PRINT_TEXT_SIZE),
            margins=get(PRINT_MARGINS),
            spacing=get(PRINT_SPACING),
            columns=get(PRINT_COLUMNS),
            pictures=get(PRINT_PICTURES),
            code=get(PRINT_CODE),
            paper=get(PRINT_PAPER),
            both_sides=get(PRINT_BOTH_SIDES),
        )

    @property
    def article(self) -> Article | None:
        """What is printed: the open article, or what is selected of it."""
        if self.only_selection and self._selected is not None:
            return self._selected.excerpt
        return self._reader.session.article

    @property
    def has_selection(self) -> bool:
        """Whether something was selected when the screen for printing was called."""
        return self._selected is not None and self._selected.article is self._reader.session.article

    @property
    def only_selection(self) -> bool:
        """Whether only that is printed."""
        return self._only_selection and self.has_selection

    def show(self) -> None:
        """Show the screen for printing; what is selected now can be printed alone."""
        from gxreader.app.interface import Page

        self._only_selection = self.is_large = False
        self._take_selection()
        self._reader.interface.show_page(Page.PRINT)

    def _take_selection(self) -> None:
        from gxreader.export.excerpt import excerpt

        article, selection = self._reader.session.article, self._reader.interface.selection()
        self._selected = None
        if article is not None and selection is not None:
            self._selected = Selected(article, *selection, excerpt(article, *selection))

    def switch_selection(self) -> None:
        """Only what is selected, or the whole article again; from elsewhere, show that on paper."""
        from gxreader.app.interface import Page

        is_here = self._reader.interface.page() is Page.PRINT
        if not is_here:
            self.show()
        if not self.has_selection:
            self._reader.announcements.say("say.print-nothing-selected")
            return
        self._only_selection = not self._only_selection if is_here else True
        # The window is shown anew by every change of a setting; this one is none.
        self._reader.interface.show_page(Page.PRINT)
        self._reader.announcements.say("say.print-selection" if self._only_selection else "say.print-whole")

    def switch_large(self) -> None:
        """See the page alone, as wide as the screen, or with the choices beside it again."""
        from gxreader.app.interface import Page

        self.is_large = not self.is_large
        self._reader.interface.show_page(Page.PRINT)
        self._reader.announcements.say("say.print-large" if self.is_large else "say.print-large-off")

    def next(self, setting: Setting[Value], command_id: str) -> None:
        """The next value of one of the wishes; after the last comes the first."""
        from gxreader.app.commands import COMMANDS

        settings = self._reader.settings
        kind = type(setting.default)
        choices = setting.choices or (kind(True), kind(False))
        place = (choices.index(settings.get(setting)) + 1) % len(choices)
        settings.set(setting, choices[place])
        words = COMMANDS[command_id].words(self._reader).replace("\u200b", "")
        self._reader.announcements.say("say.chosen", words=words, step=place + 1, steps=len(choices))
