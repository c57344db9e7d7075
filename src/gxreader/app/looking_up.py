"""What a word of the article means: found by the dictionary off the window's thread, heard, followed on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.app.interface import Page
from gxreader.app.meanings import head_of
from gxreader.errors import ReaderError
from gxreader.model.event import Event

if TYPE_CHECKING:  # imported when somebody asks, not before the window is there
    from gxreader.app.reader import Reader
    from gxreader.words.entries import Reading
    from gxreader.words.lookup import Dictionary, Found, Unknown

    Question = Callable[[Dictionary, bool], Found | Unknown | None]

LONGEST_SELECTION = 40  # characters that are looked up; more is a text
_MOST_HEARD = 4  # meanings said at once: more is not remembered


class LookingUp:
    """Looks words up, and knows the way back through those that were looked up before."""

    def __init__(self, reader: Reader) -> None:
        """Nothing has been looked up yet."""
        self.changed: Event[None] = Event()
        self.is_missing = False  # there is no dictionary
        self._reader = reader
        self._trail: list[Found] = []
        self._ticket = 0  # the newest question wins

    @property
    def found(self) -> Found | None:
        """What is shown; None where nothing has been found."""
        return self._trail[-1] if self._trail else None

    # Asking

    def look_up(self) -> None:
        """Look up what is selected, or the word at the caret or under the pointer."""
        reader = self._reader
        selected = reader.interface.selection()
        if selected is None:
            self._look_up_here()
            return
        first, last = selected
        text = reader.session.units[first.block].text[first.start : last.end].strip()
        if first.block != last.block or len(text) > LONGEST_SELECTION:
            reader.announcements.say("lookup.too-long")
        else:
            self._ask(lambda words, traditional: words.word(text, traditional=traditional), text)

    def _look_up_here(self) -> None:
        reader = self._reader
        place = reader.interface.pointed()
        if place is None or place.block >= len(reader.session.units):
            reader.announcements.say("lookup.choose")
            return
        text, start = reader.session.units[place.block].text, place.start
        self._ask(lambda words, traditional: words.at(text, start, traditional=traditional))

    def follow(self, written: str) -> None:
        """Look up a word of what is shown; one step back leads to that again."""
        self._ask(lambda words, traditional: words.word(written, traditional=traditional), written, on=True)

    def back(self) -> bool:
        """To the word that was looked up before; False where this is the first one."""
        if len(self._trail) < 2:  # noqa: PLR2004  # the one that is shown and one before it
            return False
        self._trail.pop()
        self.changed.emit(None)
        return True

    def _ask(self, question: Question, written: str = "", *, on: bool = False) -> None:
        reader = self._reader
        self._ticket += 1
        ticket, page = self._ticket, reader.interface.page()
        tasks = reader.opening.tasks

        def job() -> Found | Unknown | ReaderError | None:
            from gxreader.words.installed import installed, prepared, to_make
            from gxreader.words.lookup import Dictionary

            if to_make() is not None:
                tasks.post(lambda: reader.announcements.say("lookup.preparing"))
            try:
                file = prepared()
            except ReaderError as error:
                file = installed()  # one that is not the newest is better than none
                if file is None:
                    return error
            if file is None:
                return ReaderError("lookup.missing")
            # Asked here, because its tables take 0.3 s the first time; it only reads values.
            return question(Dictionary(file), reader.writing.shows_traditional)

        def done(answer: Found | Unknown | ReaderError | None) -> None:
            # The newest wish wins, and nobody is called back who has gone to another screen meanwhile.
            if ticket == self._ticket and reader.interface.page() is page:
                self._take(answer, written, on=on)

        tasks.work(job, done, reader.announcements.trouble)

    def _take(self, answer: Found | Unknown | ReaderError | None, written: str, *, on: bool) -> None:
        from gxreader.words.lookup import Unknown

        reader = self._reader
        if isinstance(answer, ReaderError):
            self._show_missing(answer)
        elif answer is None:
            reader.announcements.say("lookup.nothing-here")
        elif isinstance(answer, Unknown):
            reader.announcements.say("lookup.unknown", written=answer.written or written)
        else:
            self.is_missing = False
            self._trail = [*self._trail, answer] if on else [answer]
            self.changed.emit(None)
            reader.interface.show_page(Page.LOOKUP)
            reader.announcements.say(
                "lookup.shown", written=head_of(reader, answer)[0], meaning=_in_short(answer)
            )

    def _show_missing(self, error: ReaderError) -> None:
        self.is_missing, self._trail = True, []
        self.changed.emit(None)
        self._reader.interface.show_page(Page.LOOKUP)
        if error.key != "lookup.missing":
            self._reader.announcements.trouble(error)

    def close(self) -> None:
        """Wait for no dictionary that is being made ready."""
        if self._ticket:
            from gxreader.words.making import give_up

            give_up()

    # The dictionary

    def install(self) -> None:
        """Let the reader choose the dictionary's file, and make it ready."""
        from pathlib import Path

        reader = self._reader
        chosen = reader.interface.choose_dictionary()
        if not chosen:
            return
        reader.announcements.say("lookup.preparing")
        self._ticket += 1

        def job() -> int:
            from gxreader.words.installed import install

            return install(Path(chosen))[1]

        reader.opening.tasks.work(job, self._installed, reader.announcements.trouble)

    def _installed(self, count: int) -> None:
        self.is_missing = False
        self.changed.emit(None)
        self._reader.announcements.say("lookup.installed", count=count)

    # Hearing

    def hear_word(self) -> None:
        """Hear the word that is shown."""
        from gxreader.words.lookup import English

        found = self.found
        if found is None:
            self._reader.announcements.say("lookup.choose")
        elif isinstance(found, English):
            self._reader.voices.say(found.written, "en")
        elif len(found.readings) > 1:
            self.hear_reading(found.readings[0])
        else:
            self._reader.voices.say(found.written, "zh")

    def hear_reading(self, reading: Reading) -> None:
        """Hear a word as one of its entries reads it, also where it is read otherwise as a rule."""
        from gxreader.speech.homophones import canonical, homophone

        syllables = canonical(reading.numbered)
        words = "".join(map(homophone, syllables.split())) if syllables else reading.simplified
        self._reader.voices.say(words, "zh")

    def hear_meaning(self, text: str = "") -> None:
        """Hear one meaning, or the first ones of the word that is shown."""
        from gxreader.words.lookup import English

        found = self.found
        if found is None:
            self._reader.announcements.say("lookup.choose")
        elif isinstance(found, English):
            words = [reading.simplified for reading in found.offered[:_MOST_HEARD]]
            self._reader.voices.say(text or "，".join(words), "zh")
        else:
            readings = found.readings or found.characters
            meanings = [meaning for reading in readings for meaning in reading.meanings]
            self._reader.voices.say(text or ". ".join(meanings[:_MOST_HEARD]), "en")

    def say_otherwise(self) -> None:
        """Teach the voice another way to say the word that is shown."""
        found = self.found
        if found is None:
            self._reader.announcements.say("lookup.choose")
            return
        self._reader.pronouncing.wish = found.written
        self._reader.interface.show_page(Page.DICTIONARY)


def _in_short(found: Found) -> str:
    """What a word means, in a few words."""
    from gxreader.words.lookup import English

    if isinstance(found, English):
        return "、".join(reading.simplified for reading in found.offered[:2])
    readings = found.readings or found.characters
    return readings[0].meanings[0]
