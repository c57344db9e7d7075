"""The screens of what is marked and what is read: a live sample above large keys."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gxreader.app.reader import Reader
from gxreader.model.article import Article, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.article_view import ArticleView
from gxreader.qt.frame import Card
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile
from gxreader.settings.schema import HIGHLIGHT_STYLE, REDUCED_MOTION

_WORD_MS = 700
_SAMPLE_LINES, _LEAST_LINES = 3.2, 2.2
_LARGEST = 42  # pixels: a sample shows how it is marked, and all of it shall be seen
Samples = dict[str, tuple[str, tuple[str, ...], str]]
_SKIPS = ("skip-captions", "skip-alternatives", "skip-tables", "skip-notes", "skip-code", "read-pages")
# A paragraph in the language of the window: what comes before the sentence, its words, what follows it.
_SAMPLES: Samples = {
    "zh": (
        "早上的市场很热闹，人们提着篮子慢慢地走。",
        ("今天", "的", "荔枝", "又", "大", "又", "甜，", "阿姨", "笑着", "说。"),
        "买两斤回家吧，孩子们也爱吃。",
    ),
    "en": (
        "The market is busy this morning. People walk about with their baskets. ",
        ("Today ", "the ", "lychees ", "are ", "large ", "and ", "very ", "sweet. "),
        "Take some home with you, the children like them too.",
    ),
}


class Sample(QWidget):
    """A few lines of an article in which a voice seems to read."""

    def __init__(self, *, parted: bool = False, samples: Samples = _SAMPLES) -> None:
        """Begin empty; `refresh` writes it, in two paragraphs where it is `parted`."""
        super().__init__()
        self._samples = samples
        self._parted = parted
        self.view = ArticleView()
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._card = Card()
        self._card.hold(self.view)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._card)
        self._words: tuple[Locator, ...] = ()
        self._number = 0
        self._still = False
        self._clock = QTimer(self)
        self._clock.setInterval(_WORD_MS)
        self._clock.timeout.connect(self._next)

    def refresh(self, look: Look, reader: Reader) -> None:
        """Write the sample in the present language and look, and mark it."""
        messages = reader.appearance.messages
        look = msgspec.structs.replace(look, text_size=min(look.text_size, _LARGEST))
        before, words, after = self._samples[messages.language]
        start = len(before)
        sentence = Locator(0, start, start + len("".join(words)))
        places = []
        for word in words:
            places.append(Locator(0, start, start + len(word.rstrip(" ，。."))))
            start += len(word)
        self._words = tuple(places)
        texts = [before + "".join(words), after] if self._parted else [before + "".join(words) + after]
        article = Article(language=messages.language, blocks=tuple(Paragraph((Run(text),)) for text in texts))
        self._card.set_look(look)
        pitch, around = look.text * look.face.line_pitch, look.px(68)
        self.setMinimumHeight(round(pitch * _LEAST_LINES) + around)
        self.setMaximumHeight(round(pitch * _SAMPLE_LINES) + around)
        self.view.set_marking(reader.appearance.marking)
        self.view.show_article(Units(article), look, messages, full_width=True)
        self.view.setAccessibleName(messages.text("ui.mark-sample"))
        self.view.mark_sentence(sentence)
        self._mark()
        self._still = reader.settings.get(REDUCED_MOTION)
        self._run()

    def _run(self) -> None:
        if self.isVisible() and not self._still:
            self._clock.start()
        else:
            self._clock.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """The words move on while somebody looks; in a small window they are brought into sight first."""
        super().showEvent(event)
        self._run()
        QTimer.singleShot(0, self._mark)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def _next(self) -> None:
        self._number += 1
        self._mark()

    def _mark(self) -> None:
        self.view.mark_word(self._words[self._number % len(self._words)])


class MarksSheet(Sheet):
    """How what is heard is marked: a sample, four ways, and what is marked at all."""

    title_key = "command.marks"
    corner_commands = ("undo", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the sample and the keys."""
        super().__init__(reader)
        self.sample = Sample()
        self.content.addWidget(self.sample, 4)
        self._ways = QHBoxLayout()
        self.styles: dict[str, Key] = {}
        for style in HIGHLIGHT_STYLE.choices:
            key = self.styles[style] = Key("")
            key.setCheckable(True)
            key.setObjectName(f"mark-{style}")
            key.clicked.connect(partial(self._choose, style))
            self._ways.addWidget(key)
        self.content.addLayout(self._ways)
        switches = QHBoxLayout()
        switches.setSpacing(12)
        for command_id in ("mark-sentence", "mark-word", "ruler"):
            switches.addWidget(Tile(reader, command_id))
        self.content.addLayout(switches, 1)
        self.content.addStretch(1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        words, chosen = self.reader.appearance.messages, self.reader.appearance.marking.style
        self._ways.setSpacing(look.px(look.face.gap))
        for style, key in self.styles.items():
            key.set_words(words.text(f"ui.mark.{style}"), words.text(f"ui.mark.{style}.help"))
            key.set_icon("check" if style == chosen else "")
            key.setChecked(style == chosen)
            key.set_look(look)
        self.sample.refresh(look, self.reader)

    def _choose(self, style: str, _checked: bool = False) -> None:
        self.reader.appearance.choose_mark_style(style)
        self.styles[style].setChecked(True)  # a press on the chosen one does not unchoose it


class SkipsSheet(Sheet):
    """What of an article is read aloud besides its text: a switch for each kind."""

    title_key = "command.skips"
    corner_commands = ("undo", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the switches."""
        super().__init__(reader)
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, command_id in enumerate(_SKIPS):
            grid.addWidget(Tile(reader, command_id), number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        grid.addWidget(Tile(reader, "skip"), len(_SKIPS) // 2, 0, 1, 2)
        self.content.addLayout(grid, 1)
        self.content.addStretch(1)
