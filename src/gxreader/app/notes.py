"""Notes of an article: a press on the number shows the note, and the way back leads to the number."""

from __future__ import annotations

import re
import unicodedata

from gxreader.app.announcements import Announcements
from gxreader.app.links import destination
from gxreader.app.session import Session
from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.model.units import Units

_LONGEST_MARK = 6  # characters of a number or sign that stands for a note
_BRACKETS = re.compile(r"[\s\[\](){}〔〕【】（）［］.．、:：]")


class Notes:
    """Finds the note that a link within the article means by its mark: anchors are written in many ways."""

    def __init__(self, session: Session, announcements: Announcements) -> None:
        """Nothing followed yet."""
        self._session = session
        self._announcements = announcements
        self._came_from: list[Locator] = []
        session.article_changed.connect(lambda _article: self._came_from.clear())

    def target(self, link: str) -> Locator | None:
        """The place of the note that a link of the open article means; None where it means none."""
        article = self._session.article or Article()
        meant = destination(link, article)
        if isinstance(meant, str) or meant.key != "say.link-within":
            return None
        found = _marked(self._session.units, link)
        return None if found is None else note_of(self._session.units, *found)

    def follow(self, link: str, here: Locator) -> Locator | None:
        """Where to go for a link pressed at a place, which is kept for the way back."""
        place = self.target(link)
        if place is not None:
            self._came_from.append(here)
            self._announcements.offer("say.at-note", "back")
        return place

    def back(self) -> Locator | None:
        """Where the last note was pressed, once."""
        if not self._came_from:
            return None
        self._announcements.say("say.back-from-note")
        return self._came_from.pop()


def plain_mark(text: str) -> str:
    """A mark without brackets and forms of its own: ① and [1] and 1. are the same."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text)).strip()


def _marked(units: Units, link: str) -> tuple[int, str] | None:
    """The unit a link stands in, and its words."""
    for unit in units.all:
        for run in unit.runs:
            if run.link == link:
                return unit.index, run.text
    return None


def note_of(units: Units, index: int, mark: str) -> Locator | None:
    """The note that a mark in a unit stands for: the next unit that begins with it; None without one."""
    wanted = plain_mark(mark)
    if not wanted or len(wanted) > _LONGEST_MARK:
        return None
    for unit in units.all[index + 1 :]:
        begins = re.match(r"\s*[\[(（〔【［]?\s*(\S{1,6}?)\s*(?=[\]）)〕】］.．、:：\s])", unit.text)
        first = unit.text.lstrip()[:1]
        if (begins and plain_mark(begins[1]) == wanted) or plain_mark(first) == wanted != first:
            return Locator(unit.index)
    return None
