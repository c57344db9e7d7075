"""The screen of the first start: one question at a time, its answers as large cards, read aloud."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFontMetrics,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from gxreader.app.announcements import Announcement
from gxreader.app.first_run import NO_VOICE, SIZES, STEPS
from gxreader.app.reader import Reader
from gxreader.i18n.messages import messages
from gxreader.qt.icons import pixmap
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Screen
from gxreader.qt.told import tell
from gxreader.theme.sizes import ELDERLY

OTHER_LANGUAGE_AFTER_MS = 9000  # whoever has not answered by then may not have understood
_TITLE = 46
_TEXT = 30  # of the questions, whatever the mode is: nobody has been asked yet
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter


class Card(Key):
    """An answer: how it looks above, its name below; a border and a tick where it is chosen."""

    def __init__(self, sample: str, size: int, picture: str = "") -> None:
        """Show `sample` in letters of `size` pixels at 96 dots an inch, or an icon so large."""
        super().__init__("check")
        self._sample = sample
        self._picture = picture
        self._sample_size = size
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def set_look(self, look: Look) -> None:
        """Take sizes and colours from a look."""
        super().set_look(look)
        self.setFont(look.font(look.interface_text, bold=True))

    def minimumSizeHint(self) -> QSize:
        """Room for the name, and for a finger."""
        look = self._look
        return QSize(120, look.px(150)) if look else super().minimumSizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        look = self._look
        if look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme, chosen = look.scheme, self.isChecked()
        pointed = self.underMouse()
        width = look.px(5 if chosen else 3 if pointed else 2)
        painter.setPen(QPen(QColor(scheme.accent if chosen or pointed else scheme.edge), width))
        painter.setBrush(QColor(scheme.soft if chosen else scheme.card))
        inset, radius = width // 2 + 1, look.px(look.face.card_radius)
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), radius, radius)
        metrics = QFontMetrics(self.font())
        lines, _icon = self.fit(self.width() - 2 * self._padding())
        below = metrics.height() * len(lines) + look.px(16)
        self._paint_sample(painter, look, below)
        painter.setPen(QColor(scheme.accent))
        painter.setFont(self.font())
        top = self.height() - below
        for number, line in enumerate(lines):
            box = QRect(0, top + number * metrics.height(), self.width(), metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)
        if chosen:
            side = look.px(36)
            painter.drawPixmap(look.px(14), look.px(14), self._pixmap(side, scheme.accent))
        if self.hasFocus():
            self._paint_ring(painter, look, scheme.ink)
        painter.end()

    def _paint_sample(self, painter: QPainter, look: Look, below: int) -> None:
        room = self.rect().adjusted(look.px(8), look.px(8), -look.px(8), -below)
        size = look.px(self._sample_size)
        if self._picture:
            side = min(size, room.height())
            image = pixmap(self._picture, side, look.scheme.accent, self.devicePixelRatioF())
            painter.drawPixmap(room.center() - QPoint(side // 2, side // 2), image)
            return
        painter.setPen(QColor(look.scheme.ink))
        painter.setFont(look.font(size))
        whole = self._sample.replace("\u200b", "")
        fits = QFontMetrics(painter.font()).horizontalAdvance(whole) <= room.width()
        painter.drawText(room, _WRAP, whole if fits else self._sample.replace("\u200b", "\n"))


class FirstRunScreen(Screen):
    """Three questions, one after the other."""

    def __init__(self, reader: Reader) -> None:
        """Make the words and keys; the cards come with the question."""
        super().__init__()
        self._reader = reader
        self._look: Look | None = None
        self.title, self.how = plain_label(), plain_label()
        self.title.setObjectName("first-question")
        for label in (self.title, self.how):
            label.setWordWrap(True)
        self.cards: dict[str, Card] = {}
        self._row = QHBoxLayout()
        self._foot = QHBoxLayout()
        self.keys: dict[str, Key] = {}
        questions = reader.first_run
        for name, icon, press in (
            ("back", "arrow-left", self._back),
            ("say", "volume-2", self._say),
            ("next", "chevron-right", questions.forward),
            ("skip", "x", questions.finish),
        ):
            key = self.keys[name] = Key(icon, primary=name == "next")
            key.setObjectName(f"first-{name}")
            key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _checked=False, press=press: press())
            if name == "next":
                self._foot.addStretch(1)
            self._foot.addWidget(key)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.how)
        self._column.addLayout(self._row, 1)
        self._column.addLayout(self._foot)
        self._other = QTimer(self)
        self._other.setSingleShot(True)
        self._other.setInterval(OTHER_LANGUAGE_AFTER_MS)
        self._other.timeout.connect(self._say_in_the_other_language)
        self._shown = ""
        questions.changed.connect(lambda _nothing: self._changed())
        reader.voices.changed.connect(lambda _nothing: self._again())
        reader.announcements.made.connect(self._tell)

    def _tell(self, announcement: Announcement) -> None:
        """What goes wrong is said here, too: that there is no sound, for one."""
        if announcement.trouble and self.isVisible():
            words = self._reader.appearance.messages
            self.how.setText(words.text(announcement.key, **announcement.arguments))

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        look = msgspec.structs.replace(look, face=ELDERLY, text_size=_TEXT)
        self._look = look
        words, questions = self._reader.appearance.messages, self._reader.first_run
        margin, gap = look.px(40), look.px(look.face.gap)
        self._column.setContentsMargins(margin, look.px(28), margin, look.px(24))
        self._column.setSpacing(look.px(16))
        self._row.setSpacing(look.px(18))
        self._foot.setSpacing(gap)
        self.title.setText(words.text(f"first.{questions.question}"))
        self.title.setFont(look.font(look.px(_TITLE), bold=True))
        step = words.text("first.step", step=questions.step + 1, steps=len(STEPS))
        self.how.setText(f"{words.text(f'first.{questions.question}-how')}　{step}")
        self.how.setStyleSheet(f"color: {look.scheme.secondary}")
        self.how.setFont(look.font(look.px(look.face.smallest_text)))
        is_last = questions.step + 1 == len(STEPS)
        for name, key in self.keys.items():
            shown = "done" if name == "next" and is_last else name
            key.set_words(words.text(f"first.{shown}"), words.text(f"first.{shown}.help"))
            if name == "next":
                key.set_icon("check" if is_last else "chevron-right")
            key.set_look(look)
        self.keys["back"].setVisible(questions.step > 0)
        self.keys["skip"].setVisible(not is_last)
        self._deal(look)

    def _deal(self, look: Look) -> None:
        """Lay out a card for every answer; those that are there stay."""
        questions, words = self._reader.first_run, self._reader.appearance.messages
        choices = dict(questions.choices())
        if list(choices) != list(self.cards):
            for card in self.cards.values():
                self._row.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = {}
            for answer in choices:
                card = self.cards[answer] = Card(*self._sample(answer))
                card.setObjectName(f"first-answer-{answer}")
                card.clicked.connect(partial(self._choose, answer))
                self._row.addWidget(card, 1)
        for answer, card in self.cards.items():
            card.set_words(choices[answer], words.text(f"first.{questions.question}-how"))
            card.setChecked(answer == questions.chosen)
            card.set_look(look)

    def _sample(self, answer: str) -> tuple[str, int, str]:
        question = self._reader.first_run.question
        if question == "language":
            return {"zh": "您好", "en": "Hello"}[answer], 72, ""
        if question == "size":
            return self._reader.appearance.messages.text("first.sample"), SIZES[answer][1], ""
        return "", 72, "volume-x" if answer == NO_VOICE else "volume-2"

    def _choose(self, answer: str, _checked: bool = False) -> None:
        self._reader.first_run.choose(answer)
        if answer in self.cards:
            self.cards[answer].setChecked(answer == self._reader.first_run.chosen)

    def entered(self) -> None:
        """The question is asked, and read aloud; the list of voices is made ready."""
        self._reader.voices.load()
        self._ask()

    def step_back(self) -> bool:
        """One question back; False before the first."""
        return self._reader.first_run.back()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is asked any more."""
        super().hideEvent(event)
        self._other.stop()

    def _back(self) -> None:
        self._reader.first_run.back()

    def _changed(self) -> None:
        if self._look is None or not self.isVisible():
            return
        before = self._shown
        self.refresh(self._look)
        if before != self._reader.first_run.question:
            self._ask()

    def _again(self) -> None:
        """The list of voices has come."""
        if self._look is not None and self.isVisible():
            self.refresh(self._look)

    def _ask(self) -> None:
        self._shown = self._reader.first_run.question
        chosen = self.cards.get(self._reader.first_run.chosen) or next(iter(self.cards.values()))
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        self._other.stop()
        if QAccessible.isActive():
            tell(self, self._reader.first_run.spoken())
            return
        self._say()
        if self._shown == "language":
            self._other.start()

    def _say(self) -> None:
        reader = self._reader
        reader.voices.speak(reader.first_run.spoken(), reader.appearance.language)

    def _say_in_the_other_language(self) -> None:
        other = "en" if self._reader.appearance.language == "zh" else "zh"
        self._reader.voices.speak(messages(other).text("first.language-spoken"), other)
