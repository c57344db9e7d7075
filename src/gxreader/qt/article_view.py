"""The article on screen: laid out from the model, scrolled by whole lines, marked as it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent

from gxreader.app.around import Below
from gxreader.app.pictures import Pictures
from gxreader.app.pinyin import PinyinKeeper
from gxreader.i18n.messages import Messages
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.article_text import ArticleText
from gxreader.qt.column import hide_cut_lines
from gxreader.qt.focus_band import Glide, clear_lines, paint_fade
from gxreader.qt.follower import Follower
from gxreader.qt.line_metrics import LineMetrics
from gxreader.qt.look import Look
from gxreader.qt.marks import Marks
from gxreader.qt.pages import Pages
from gxreader.qt.picture_keeper import PictureKeeper
from gxreader.qt.pinyin_painter import PinyinPainter
from gxreader.qt.reading_text import CARET_WIDTH
from gxreader.qt.render import written
from gxreader.qt.ruler import Ruler
from gxreader.qt.structure import Structure
from gxreader.theme.marking import Marking


class ArticleView(ArticleText):
    """Shows one part of an article."""

    moved = Signal(Locator)  # the reader has scrolled: the place at the top
    scrolled = Signal()
    voice_left = Signal(bool)  # the reader has scrolled away from what is heard, or is there again

    def __init__(self, pictures: Pictures | None = None, pinyin: PinyinKeeper | None = None) -> None:
        """Begin empty; without `pictures` they are told of in words, without `pinyin` there is none."""
        super().__init__()
        self._pinyin = pinyin
        self._keeper = PictureKeeper(self, pictures) if pictures else None
        self._marks = Marks(self)
        self._lines = LineMetrics(self)
        self._pages = Pages(self, self._lines)
        self._follower = Follower(self, self._lines)
        self._glide = Glide(self)
        self.ruler = Ruler(self, self._lines)
        self._structure = Structure(self)
        self._anchor = Locator(0)
        self._note_soon = QTimer(self)
        self._note_soon.setSingleShot(True)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        # A new layout moves the bar by itself; only the reader's own scrolling moves the anchor.
        self.verticalScrollBar().actionTriggered.connect(self._bar_used)
        self._note_soon.timeout.connect(self._moved_by_hand)
        self._above = PinyinPainter(self)
        if pinyin is not None:
            pinyin.changed.connect(lambda _nothing: self._pinyin_came())

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Pictures of an article that was opened under another screen are wanted now."""
        super().showEvent(event)
        if self._keeper is not None:
            self._keeper.seen()

    def show_article(
        self,
        units: Units,
        look: Look,
        messages: Messages,
        *,
        full_width: bool,
        below: Sequence[Below] = (),
    ) -> None:
        """Show an article from its first part on, and `below` it; marks of the one before are gone."""
        self._units, self._messages, self._full_width = units, messages, full_width
        self.below = below
        self._look = self._own_look(look)
        self._marks.clear()
        self._anchor = Locator(0)
        self.put_caret(0)
        self.setCursorWidth(0)
        self._show_part(0)

    def grow(self, units: Units, below: Sequence[Below] = ()) -> None:
        """The rest of the work has come: every place stays, and what is shown is not moved."""
        before, self._units = self._units, units
        was_below, self.below = self.below, below
        shown, now = before.article.parts[: self._part + 1], units.article.parts[: self._part + 1]
        is_other = shown != now or written(before.article, self._part) != written(units.article, self._part)
        if is_other or was_below != below:
            self.keeping_still(partial(self._show_part, self._part))
        self.scrolled.emit()

    def keeping_still(self, change: Callable[[], None]) -> None:
        """Change the layout while the line at the top stays where it is on the screen."""
        bar, place = self.verticalScrollBar(), self.first_visible_place()
        span = self.span(place) if place is not None and bar.value() > 0 else None
        offset = self._lines.line_top(span[0]) - bar.value() if span else 0.0
        anchor = self._anchor
        change()
        self._pages.forget()
        span = self.span(place) if place is not None and span is not None else None
        if span is not None:
            bar.setValue(round(self._lines.line_top(span[0]) - offset))
        self._anchor = anchor
        self.scrolled.emit()

    def set_look(self, look: Look, messages: Messages, *, full_width: bool) -> None:
        """Show the same place in another look or language."""
        look = self._own_look(look)
        if (look, messages, full_width) == (self._look, self._messages, self._full_width):
            return
        self._look, self._messages, self._full_width = look, messages, full_width
        anchor, heard = self._anchor, self._follower.heard_in_sight
        self._show_part(self._part)
        self.scroll_to(anchor)
        if heard is not None and self._follower.heard_in_sight is None:
            self.scroll_to(heard)  # what is heard stays in sight, also where the voice has paused

    def _show_part(self, part: int) -> None:
        if self._look is None or self._messages is None:
            return
        self._lay_out(part, self._look, self._messages)
        self._pages.forget()
        self._fit_column()
        self._marks.refresh()
        self.verticalScrollBar().setValue(0)
        if self._keeper is not None:
            self._keeper.laid_out()
        self._structure.renew()
        self.scrolled.emit()

    def _pinyin_came(self) -> None:
        """What was shown without its pinyin is shown with it; nothing moves that is being looked at."""
        if self.waits_for_pinyin:
            self.keeping_still(partial(self._show_part, self._part))

    def line_middle(self, position: int) -> float:
        """The height of the middle of the line that holds a position of the document."""
        return (self._lines.line_top(position) + self._lines.line_bottom(position)) / 2

    # Places

    def first_visible_place(self) -> Locator | None:
        """Where the first whole line on screen begins; in the focused way, the line in the middle."""
        if self._rendered is None:
            return None
        if self._is_focused:
            middle = self.verticalScrollBar().value() + self.viewport().height() / 2
            position = self._lines.line_start_at(middle)
        else:
            position = self._lines.first_visible_position()
        return self.place_of(position) or Locator(self._first_unit)

    def scroll_to(self, place: Locator) -> None:
        """Bring the line of a place to the top, changing the part if need be; it is the new anchor.

        In the focused way it comes to the middle.
        """
        self.ensure_part(place)
        span = self.span(place)
        if span is not None:
            self._glide.stop()
            top = self._middled(span[0]) if self._is_focused else self._lines.line_top(span[0])
            self.verticalScrollBar().setValue(round(top) if place != Locator(0) else 0)
            self._anchor = place.point()

    def show_place(self, place: Locator) -> None:
        """Have a place in sight, and the caret at it; what is in sight already is not moved."""
        self.ensure_part(place)
        span = self.span(place)
        if span is None:
            return
        middle = self.line_middle(span[0]) - self.verticalScrollBar().value()
        if self._is_focused or not 0 < middle < self.viewport().height():
            self.scroll_to(place)
        self.put_caret(span[0])
        self.setCursorWidth(CARET_WIDTH)

    def _middled(self, position: int) -> float:
        """The scroll value at which the line of a position stands in the middle."""
        return self.line_middle(position) - self.viewport().height() / 2

    def centre(self, place: Locator) -> None:
        """Bring the line of a place of this part to the middle, calmly; it is the new anchor."""
        span = self.span(place)
        if span is not None:
            self._glide.to(round(max(0.0, self._middled(span[0]))))
            self._anchor = place.point()

    def set_focused(self, focused: bool, *, still: bool = False) -> None:
        """Show a few lines in the middle alone, or everything; `still` scrolls without gliding."""
        self._glide.is_still = still
        if focused != self._is_focused:
            anchor = self._anchor
            self._is_focused = focused
            self._pages.forget()
            self._fit_column()
            self.scroll_to(anchor)
            self.viewport().update()

    def follow_at_once(self) -> None:
        """The reader has asked for the voice: what is heard is shown, whatever was scrolled before."""
        self._follower.at_once()

    def ensure_part(self, place: Locator) -> None:
        """Show the part that holds a place."""
        if place.block < len(self._units):
            part = self._units.part_of(place.block)
            if part != self._part:
                self._show_part(part)

    def scroll_to_height(self, value: float) -> None:
        """Scroll to a height, which becomes the reader's place."""
        self._glide.stop()
        self.verticalScrollBar().setValue(round(value))
        self._note_anchor()

    def _note_anchor(self) -> None:
        """Remember which text is at the top, to find it again in another layout."""
        place = self.first_visible_place() if self.verticalScrollBar().value() > 0 else None
        self._anchor = place or Locator(self._first_unit)

    def touched(self) -> None:
        """The reader's own hand has moved what is shown: the voice does not, for a while."""
        self._glide.stop()
        self._follower.touched()

    def _bar_used(self, _action: int) -> None:
        self.touched()
        self._note_soon.start(0)

    def _moved_by_hand(self) -> None:
        self._note_anchor()
        self._follower.look_where_it_is()
        self.moved.emit(self._anchor)

    def scroll_lines(self, lines: float) -> None:
        """Scroll down, or up, by lines, and stop at a whole one; one at a time in the focused way."""
        bar = self.verticalScrollBar()
        if self._is_focused:
            step = 1 if lines > 0 else -1
            self._scroll_focused(step)
        else:
            value = max(0.0, bar.value() + lines * self.pitch)
            self.scroll_to_height(self._lines.snap(value, forward=lines > 0))
        self._moved_by_hand()

    def _scroll_focused(self, lines: int) -> None:
        """Bring the line so many below, or above, to the middle."""
        half = self.viewport().height() / 2
        middle = self.verticalScrollBar().value() + half + lines * self.pitch
        self.scroll_to_height(max(0.0, self._middled(self._lines.line_start_at(middle))))

    # Pages

    def turn_page(self, step: int) -> bool:
        """Go on or back by a screen with two lines of overlap; False where there is no more."""
        self.touched()
        bar = self.verticalScrollBar()
        if (step > 0 and bar.value() >= bar.maximum()) or (step < 0 and bar.value() <= 0):
            return self._turn_part(step)
        if self._is_focused:
            self._scroll_focused(step * clear_lines(self.viewport().height(), self.pitch))
        else:
            self.scroll_to_height(self._pages.target(step))
        self._moved_by_hand()
        return True

    def _turn_part(self, step: int) -> bool:
        part = self._part + step
        if not 0 <= part < len(self._units.article.parts):
            return False
        self._show_part(part)
        if step < 0:
            self.scroll_to_height(self.verticalScrollBar().maximum())
        self._moved_by_hand()
        return True

    def pages(self) -> tuple[int, int]:
        """The number of the screen being shown, and how many there are in this part."""
        return self._pages.numbers(self.pitch)

    # Marks

    @property
    def is_voice_left(self) -> bool:
        """Whether the reader has scrolled away from what is heard."""
        return self._follower.is_left

    def set_marking(self, marking: Marking) -> None:
        """Mark what is heard in another way."""
        self._marks.set_marking(marking)

    def mark_sentence(self, place: Locator | None, *, follow: bool = True) -> None:
        """Mark the sentence that is heard, and keep it in sight."""
        if follow:
            self._follower.follow(place)
        self._marks.set_sentence(place)

    def mark_word(self, place: Locator | None, *, follow: bool = True) -> None:
        """Mark the word that is heard."""
        self._marks.set_word(place)
        self.ruler.follow(place)
        if place is not None and follow:
            self._follower.follow_word(place)

    def mark_hits(self, places: tuple[Locator, ...]) -> None:
        """Mark what a search found."""
        self._marks.set_hits(places)

    def mark_kept(self, places: tuple[Locator, ...]) -> None:
        """Mark what the reader has highlighted."""
        self._marks.set_kept(places)

    def show_hit(self, place: Locator) -> None:
        """Mark one of the hits as the one being looked at, and show it."""
        self.ensure_part(place)
        self._marks.set_hit(place)
        span = self.span(place)
        if span is None:
            return
        self.touched()
        if self._is_focused:
            self.scroll_to(place)
        else:
            lead = self.viewport().height() / 3
            self.scroll_to_height(self._lines.snap(max(0.0, self._lines.line_top(span[0]) - lead)))
        self._follower.look_where_it_is()

    # Qt's own events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text and its marks, and hide a line that would be cut in half."""
        super().paintEvent(event)
        look = self._look
        if look is None:
            return
        painter = QPainter(self.viewport())
        if self._rendered is not None and self._rendered.above:
            self._above.paint(painter, event.rect(), self._rendered.above, self._marks.fills())
        self._marks.paint(painter, event.rect())
        if self._is_focused:
            paint_fade(painter, self, self.pitch, look.scheme.card)
            painter.end()
            return
        self.ruler.paint(painter)
        corner = look.px(look.face.card_radius)  # the corners of the card stay round
        hide_cut_lines(painter, self, self._lines, look.scheme.card, corner)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Refit the column and keep the place."""
        anchor = self._anchor
        super().resizeEvent(event)
        self._pages.forget()
        self._fit_column()
        self.scroll_to(anchor)
        self.scrolled.emit()
