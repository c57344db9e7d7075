"""A field to look for something in a list, with a key that empties it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from gxreader.i18n.messages import Messages
from gxreader.qt.keys import Key
from gxreader.qt.look import Look

_LONGEST = 60  # characters; nothing in a list of commands is longer


class SearchField(QWidget):
    """Tells at every letter what is looked for."""

    def __init__(self, name: str, wished: Callable[[str], None], hint: str = "ui.search-in-list") -> None:
        """Begin empty; `name` is for tests and screen readers' scripts, `wished` is told each change.

        `hint` is the key of the words that say what can be looked for.
        """
        super().__init__()
        self._hint = hint
        self.field = QLineEdit()
        self.field.setObjectName(name)
        self.field.setMaxLength(_LONGEST)
        self.field.textChanged.connect(wished)
        self.clear_key = Key("x")
        self.clear_key.setObjectName(f"{name}-clear")
        self.clear_key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clear_key.clicked.connect(lambda _checked=False: self.empty())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.clear_key)

    @property
    def wanted(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def empty(self) -> bool:
        """Look for nothing; False where nothing was looked for."""
        had = bool(self.field.text())
        self.field.clear()
        self.field.setFocus()
        return had

    def refresh(self, look: Look, words: Messages) -> None:
        """Take words and look from the present state."""
        height = look.px(look.face.key_height)
        self._row.setSpacing(look.px(look.face.gap))
        self.field.setFixedHeight(height)
        self.field.setFont(look.font(look.interface_text))
        self.field.setPlaceholderText(words.text(self._hint))
        self.field.setAccessibleName(words.text(self._hint))
        self.clear_key.set_words(words.text("ui.search-clear"), words.text("ui.search-clear.help"))
        self.clear_key.set_look(look)
