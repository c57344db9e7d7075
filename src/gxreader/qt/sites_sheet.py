"""The screen of sites and subscriptions: a field for an address, two parts, and rows that are pressed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy

from gxreader.app.reader import Reader
from gxreader.app.site_rows import Naming, Part
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

_ICONS = {Part.SITES: "landmark", Part.FOLLOWED: "newspaper"}
_LONGEST = 2000  # characters of an address


class SitesSheet(Sheet):
    """What it shows is made by `app.site_editing`."""

    title_key = "command.sites"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make field, parts and list; the rows come later."""
        super().__init__(reader)
        self._look: Look | None = None
        self._naming: Naming | None = None
        self._where: object = None
        self.field = QLineEdit()
        self.field.setObjectName("sites-field")
        self.field.setMaxLength(_LONGEST)
        self.field.returnPressed.connect(self._enter)
        self.go = Key("search")
        self.go.setObjectName("sites-go")
        self.go.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.go.clicked.connect(lambda _checked=False: self._enter())
        self._entry = QHBoxLayout()
        self._entry.addWidget(self.field, 1)
        self._entry.addWidget(self.go)
        self._tabs = QHBoxLayout()
        self.tabs: dict[Part, Key] = {}
        for part, icon in _ICONS.items():
            tab = self.tabs[part] = Key(icon)
            tab.setObjectName(f"sites-{part}")
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tab.clicked.connect(partial(self._choose, part))
            self._tabs.addWidget(tab)
        self.about = plain_label()
        self.about.setWordWrap(True)
        self.rows = PagedRows(self._press)
        self.content.addLayout(self._entry)
        self.content.addLayout(self._tabs)
        self.content.addWidget(self.about)
        self.content.addWidget(self.rows, 1)
        reader.sites.changed.connect(lambda _nothing: self._refresh_again())

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; the first row stays, unless one has gone elsewhere."""
        super().refresh(look)
        self._look = look
        editor, words = self.reader.sites, self.reader.appearance.messages
        self._refresh_field(look)
        self._tabs.setSpacing(look.px(look.face.gap))
        for part, tab in self.tabs.items():
            tab.primary = part is editor.place.part and editor.proposal is None
            tab.set_icon("check" if tab.primary else _ICONS[part])
            tab.set_words(words.text(f"sites.part-{part}"), words.text(f"sites.part-{part}.help"))
            tab.set_look(look)
        self.about.setFont(look.font(look.px(look.face.smallest_text)))
        self.about.setStyleSheet(f"color: {look.scheme.secondary}")
        self.about.setText(editor.about.text(words))
        self.rows.refresh(look)
        lines = [
            Line(row.words.text(words), row.icon, row.is_main, note=row.note.text(words) if row.note else "")
            for row in editor.rows
        ]
        where = (editor.place, editor.proposal is None)
        moved, self._where = where != self._where, where
        if moved and editor.proposal is None and editor.naming is None:
            self.field.clear()  # what was typed is done
        self.rows.set_lines(lines, 0 if moved else self.rows.shown.start)

    def _refresh_field(self, look: Look) -> None:
        editor, words = self.reader.sites, self.reader.appearance.messages
        kind = "address" if editor.naming is None else "rename"
        self._entry.setSpacing(look.px(look.face.gap))
        self.field.setFixedHeight(look.px(look.face.key_height))
        self.field.setFont(look.font(look.interface_text))
        self.field.setPlaceholderText(words.text(f"sites.field-{kind}"))
        self.field.setAccessibleName(words.text(f"sites.field-{kind}"))
        self.field.setEnabled(editor.may_change)
        self.go.set_icon("search" if editor.naming is None else "check")
        self.go.set_words(words.text(f"sites.go-{kind}"), words.text(f"sites.go-{kind}.help"))
        self.go.set_look(look)
        if editor.naming is not self._naming:
            self._naming = editor.naming
            self.field.setText(editor.naming.name if editor.naming is not None else "")
            if editor.naming is not None:
                self.field.selectAll()
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh_again(self) -> None:
        if self._look is None or not self.isVisible():
            return
        before = self._where
        in_list = self.rows.focused
        self.refresh(self._look)
        if (
            in_list >= 0 and self.rows.shown and self._naming is None
        ):  # the keyboard does not fall off a row that is gone
            self.rows.focus_on(self.rows.shown.start if self._where != before else in_list)

    def _enter(self) -> None:
        editor, text = self.reader.sites, self.field.text()
        if editor.naming is None and not text.strip():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            editor.enter(text)

    def _choose(self, part: Part, _checked: bool = False) -> None:
        self.reader.sites.choose(part)

    def _press(self, number: int) -> None:
        self.reader.sites.rows[number].run()

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def step_back(self) -> bool:
        """One step back within the screen."""
        return self.reader.sites.step_back()

    def enter(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def entered(self) -> None:
        """What is followed now; the keyboard stands in the field."""
        self.reader.sites.refresh()
        if self.reader.sites.may_change:
            self.enter()
        else:
            self.tabs[self.reader.sites.place.part].setFocus(Qt.FocusReason.OtherFocusReason)
