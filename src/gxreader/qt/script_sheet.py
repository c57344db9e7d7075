"""The screen of the ways Chinese is written: a sample above large keys."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy

from gxreader.app.reader import Reader
from gxreader.model.article import Article, Paragraph, Run
from gxreader.model.units import Units
from gxreader.qt.article_view import ArticleView
from gxreader.qt.frame import Card
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile
from gxreader.settings.schema import SCRIPT

_LARGEST = 30  # pixels: a sample shows how it is written, and all of it shall be seen
_LINES, _AROUND = 1.7, 68  # of the sample, and the room around them
_SAMPLE = "老师说，这里的软件和打印机都很好用。头发长了，出发前先去理发，再坐出租车回来。"
_ROWS = (("as-written", "simplified"), ("traditional", "hong-kong", "taiwan"))
_COLUMNS = 6


class ScriptSheet(Sheet):
    """How Chinese is written: as it is, simplified, or traditional in one of three wordings."""

    title_key = "command.scripts"
    corner_commands = ("undo", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the sample and the keys."""
        super().__init__(reader)
        self.view = ArticleView(pinyin=reader.pinyin)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._card = Card()
        self._card.hold(self.view)
        self.content.addWidget(self._card, 3)
        self._units = Units(Article(language="zh-CN", blocks=(Paragraph((Run(_SAMPLE),)),)))
        self._grid = QGridLayout()
        self.keys: dict[str, Key] = {}
        for line, scripts in enumerate(_ROWS):
            span = _COLUMNS // len(scripts)
            for place, script in enumerate(scripts):
                key = self.keys[script] = Key("")
                key.setCheckable(True)
                key.setObjectName(f"script-{script}")
                key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
                key.clicked.connect(partial(self._choose, script))
                self._grid.addWidget(key, line, place * span, 1, span)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.content.addLayout(self._grid)
        switches = QHBoxLayout()
        switches.setSpacing(12)
        for command_id in ("pinyin", "caption-screen"):
            switches.addWidget(Tile(reader, command_id))
        self.content.addLayout(switches, 2)
        reader.writing.changed.connect(lambda _nothing: self._show_sample())
        self._look: Look | None = None

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        words, chosen = self.reader.appearance.messages, self.reader.settings.get(SCRIPT)
        self._grid.setSpacing(look.px(look.face.gap))
        for script, key in self.keys.items():
            key.set_words(words.text(f"ui.script.{script}"), words.text(f"ui.script.{script}.help"))
            key.set_icon("check" if script == chosen else "")
            key.setChecked(script == chosen)
            key.setMinimumHeight(look.px(look.face.key_height))
            key.set_look(look)
        self._look = look
        self._show_sample()

    def _show_sample(self) -> None:
        """Write the sample as the article is written now."""
        if self._look is None:
            return
        appearance = self.reader.appearance
        size = min(self._look.text_size, _LARGEST)
        look = msgspec.structs.replace(self._look, text_size=size, script=appearance.script)
        self._card.set_look(look)
        self._card.setMinimumHeight(round(look.text * look.face.line_pitch * _LINES) + look.px(_AROUND))
        self.view.show_article(self._units, look, appearance.messages, full_width=True)
        self.view.setAccessibleName(appearance.messages.text("ui.script-sample"))

    def _choose(self, script: str, _checked: bool = False) -> None:
        self.reader.writing.choose(script)
        self.keys[script].setChecked(True)  # a press on the chosen one does not unchoose it
