"""The screen of columns: what the known sites offer to read, each column a key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from gxreader.app.reader import Reader
from gxreader.library.sites import Column, Site, name_in
from gxreader.qt.keys import CommandKey, Key
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

_MOST_SITES = 3  # keys beside each other; the others are on the screen of sites
_ONE_SITE = 1


class ColumnsSheet(Sheet):
    """A key for each site where there are several, and the columns of one in pages of whole rows."""

    title_key = "command.columns"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the rows; the sites come later."""
        super().__init__(reader)
        self._look: Look | None = None
        self._columns: tuple[Column, ...] = ()
        self._words: tuple[str, ...] = ()
        self._listed: object = None
        self._about = plain_label()
        self._about.setWordWrap(True)
        self._tabs = QHBoxLayout()
        self.tabs: dict[str, Key] = {}
        self._change = CommandKey(reader, "sites")
        self._tabs.addWidget(self._change)
        self.rows = PagedRows(self._open)
        self.content.addWidget(self._about)
        self.content.addLayout(self._tabs)
        self.content.addWidget(self.rows, 1)
        reader.columns.changed.connect(lambda _nothing: self._refresh_again())

    def _refresh_again(self) -> None:
        if self._look is not None:
            self.refresh(self._look)

    @property
    def _site(self) -> Site | None:
        article = self.reader.session.article
        return self.reader.columns.present(article.url if article is not None else "")

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        site, words = self._site, self.reader.appearance.messages
        self._about.setFont(look.font(look.px(look.face.smallest_text)))
        self._about.setStyleSheet(f"color: {look.scheme.secondary}")
        self._about.setText(
            words.text("ui.columns-of", name=site.named(words.language))
            if site
            else words.text("ui.no-columns")
        )
        self._show_sites(look, site)
        self.rows.refresh(look)
        self._list(site)

    def _show_sites(self, look: Look, present: Site | None) -> None:
        words = self.reader.appearance.messages
        self._change.setVisible(self.reader.sites.may_change)
        sites = self.reader.columns.sites
        chosen_now = tuple(site for site in sites if present is not None and site.id == present.id)
        sites = (
            sites[:_MOST_SITES]
            if not chosen_now or chosen_now[0] in sites[:_MOST_SITES]
            else (
                *sites[: _MOST_SITES - 1],
                *chosen_now,
            )
        )
        self._tabs.setSpacing(look.px(look.face.gap))
        for site in sites:
            if site.id not in self.tabs:
                tab = self.tabs[site.id] = Key("landmark")
                tab.setObjectName(f"site-{site.id}")
                tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                tab.clicked.connect(partial(self._choose, site))
                self._tabs.insertWidget(self._tabs.count() - 1, tab)
        shown = {site.id: site for site in sites}
        for site_id, tab in self.tabs.items():
            tab.setVisible(site_id in shown and len(shown) > _ONE_SITE)
            if site_id in shown:
                chosen = present is not None and site_id == present.id
                tab.primary = chosen
                tab.set_icon("check" if chosen else "landmark")
                tab.set_words(shown[site_id].named(words.language), words.text("ui.choose-site"))
                tab.set_look(look)

    def _list(self, site: Site | None) -> None:
        words = self.reader.appearance.messages
        listed = (site, words.language)
        if listed == self._listed:
            return
        self._listed = listed
        self._columns = site.columns if site else ()
        self._words = site.hot_words if site and site.search else ()
        lines = [
            Line(name_in(column.name, words.language), "image" if column.pictures else "newspaper")
            for column in self._columns
        ]
        lines += [Line(words.text("ui.search-for", words=word), "search") for word in self._words]
        self.rows.set_lines(lines)
        self.rows.setVisible(bool(lines))

    def _choose(self, site: Site, _checked: bool = False) -> None:
        self.reader.columns.choose(site)
        self.rows.focus_on(0)

    def _open(self, number: int) -> None:
        site = self._site
        if site is None:
            return
        if number < len(self._columns):
            self.reader.columns.open(site, self._columns[number])
        else:
            self.reader.columns.search(site, self._words[number - len(self._columns)])

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def entered(self) -> None:
        """The keyboard stands on the first column."""
        self.reader.columns.tell_unread()
        if self.rows.shown:
            self.rows.focus_on(self.rows.shown.start)
        else:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
