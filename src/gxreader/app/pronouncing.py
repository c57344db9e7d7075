"""The reader's own words and how they are said: looked at, tried, changed, off the window's thread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.tasks import Tasks
from gxreader.app.voices import Voices
from gxreader.errors import OutputError, ReaderError, UsageError
from gxreader.model.event import Event

if TYPE_CHECKING:  # imported when somebody looks at the words, not before the window is there
    from gxreader.speech.dictionary import Entry

MOST_SHOWN = 200  # each is a row of keys
_TONE = re.compile("[0-5āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)  # what tells pinyin from other words


def entry_of(written: str, said: str) -> Entry:
    """What was typed as an entry: `said` may be pinyin (chong2 qing4) or other words; empty is left out."""
    from gxreader.speech.dictionary import Entry, Match
    from gxreader.speech.homophones import canonical

    written, said = written.strip(), " ".join(said.split())
    pinyin = canonical(said) if not written.isascii() and _TONE.search(said) else None
    return Entry(
        written,
        said="" if pinyin else said,
        pinyin=pinyin or "",
        skipped=not said,
        match=Match.WHOLE if written.isascii() else Match.WORD,
    )


class Pronouncing:
    """Shows and changes the reader's dictionary."""

    def __init__(
        self,
        appearance: Appearance,
        announcements: Announcements,
        tasks: Tasks,
        voices: Voices,
        *,
        kept: bool,
    ) -> None:
        """Try words with the chosen `voices`; nothing can be changed where nothing is `kept`."""
        self.changed: Event[None] = Event()
        self.entries: tuple[Entry, ...] = ()  # the latest first
        self.may_change = kept
        self.wish = ""  # a word from the article, for which a reading is wanted
        self._removed: Entry | None = None
        self._announcements = announcements
        self._tasks = tasks
        self._voices = voices
        self._appearance = appearance

    def load(self) -> None:
        """Read the entries; `changed` tells when they are there."""

        def job() -> tuple[Entry, ...]:
            from gxreader.speech.dictionary import OwnEntries

            return OwnEntries().all()

        self._tasks.work(job, self._take, self._announcements.trouble)

    def _take(self, entries: tuple[Entry, ...]) -> None:
        self.entries = tuple(reversed(entries))
        self.changed.emit(None)

    def save(self, entry: Entry, instead_of: str = "") -> bool:
        """Keep an entry, in place of the one for another word; False, and said why, if it cannot be.

        What goes wrong while it is written is told later.
        """
        if not self.may_change:
            self._announcements.trouble(ReaderError("say.words-not-kept"))
            return False
        try:
            entry.check()
        except UsageError as error:
            self._announcements.trouble(error)
            return False

        def job() -> tuple[Entry, ...]:
            from gxreader.speech.dictionary import OwnEntries

            own = OwnEntries()
            try:
                if instead_of and instead_of != entry.written:
                    own.remove(instead_of)
                own.add(entry)
            except OSError as error:
                raise OutputError("dictionary.not-written", name=own.file.name) from error
            return own.all()

        self._tasks.work(
            job, lambda entries: self._done(entries, "dictionary.added", entry), self._announcements.trouble
        )
        return True

    def remove(self, entry: Entry) -> None:
        """Take an entry out; a key brings it back."""

        def job() -> tuple[Entry, ...]:
            from gxreader.speech.dictionary import OwnEntries

            own = OwnEntries()
            try:
                own.remove(entry.written)
            except OSError as error:
                raise OutputError("dictionary.not-written", name=own.file.name) from error
            return own.all()

        def done(entries: tuple[Entry, ...]) -> None:
            self._removed = entry
            self._done(entries, "dictionary.removed", entry)

        self._tasks.work(job, done, self._announcements.trouble)

    def _done(self, entries: tuple[Entry, ...], key: str, entry: Entry) -> None:
        remedy = "restore-word" if key == "dictionary.removed" else ""
        self._announcements.offer(key, remedy, written=entry.written)
        self._take(entries)

    def restore(self) -> None:
        """Bring back what was taken out last."""
        removed, self._removed = self._removed, None
        if removed is None:
            self._announcements.say("say.nothing-to-undo")
        else:
            self.save(removed)

    def try_out(self, entry: Entry) -> None:
        """Let it be heard before it is kept as well: pinyin then by characters that sound so."""
        words = entry.written if entry in self.entries else entry.said
        if not words and entry.pinyin:
            from gxreader.speech.homophones import homophone

            words = "".join(homophone(syllable) for syllable in entry.pinyin.split())
        if entry.skipped or not words:
            self._announcements.say("say.word-skipped", written=entry.written)
            return
        from gxreader.speech.script import language_of

        self._voices.say(words, language_of(words, self._appearance.language))
