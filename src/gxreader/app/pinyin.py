"""The pinyin of texts that are shown: asked for once, kept, and told of when it is there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.tasks import Tasks
from gxreader.errors import ReaderError
from gxreader.model.event import Event
from gxreader.theme.typography import has_han

if TYPE_CHECKING:
    from gxreader.speech.dictionary import Entry
    from gxreader.speech.transcriber import Answer, Pinyin, Transcriber

_MOST_KEPT = 20_000  # texts; a paragraph is one


def transcribing_process() -> Transcriber:
    """What knows pinyin, in a process of its own."""
    from gxreader.speech.transcriber import TranscribingProcess

    return TranscribingProcess()


class PinyinKeeper:
    """Knows the pinyin of texts, or gets it."""

    def __init__(self, tasks: Tasks, announcements: Announcements) -> None:
        """Ask what `make_transcriber` makes, once something is wanted."""
        self.make_transcriber: Callable[[], Transcriber] = transcribing_process
        self.changed: Event[None] = Event()
        self._tasks = tasks
        self._announcements = announcements
        self._transcriber: Transcriber | None = None
        self._known: OrderedDict[str, tuple[Pinyin, ...]] = OrderedDict()
        self._asked: set[str] = set()
        self._round = 0  # answers to what was asked before the dictionary changed count no more
        self._is_missing = False
        self._entries: tuple[Entry, ...] = ()

    def of(self, text: str) -> tuple[Pinyin, ...] | None:
        """The pinyin of a text; None if it has to be wanted first."""
        if self._is_missing or not has_han(text):
            return ()
        found = self._known.get(text)
        if found is not None:
            self._known.move_to_end(text)
        return found

    @property
    def is_idle(self) -> bool:
        """Whether all that was wanted is there."""
        return not self._asked

    def want(self, texts: Iterable[str]) -> None:
        """Get the pinyin of texts; `changed` tells when all that is wanted is there."""
        wanted = tuple(
            dict.fromkeys(text for text in texts if self.of(text) is None and text not in self._asked)
        )
        if not wanted:
            return
        if self._transcriber is None:
            self._transcriber = self.make_transcriber()
        self._asked.update(wanted)
        self._transcriber.ask(wanted, partial(self._answered, self._round))

    def follow(self, entries: tuple[Entry, ...]) -> None:
        """The reader's own dictionary has these entries now: where they changed, all is asked anew."""
        if entries == self._entries:
            return
        self._entries = entries
        self._round += 1
        self._known.clear()
        self._asked.clear()
        self.changed.emit(None)

    def close(self) -> None:
        """End the process behind it."""
        if self._transcriber is not None:
            self._transcriber.close()

    def _answered(self, of_round: int, answer: Answer) -> None:
        """From any thread."""
        self._tasks.post(partial(self._take, of_round, answer))

    def _take(self, of_round: int, answer: Answer) -> None:
        from gxreader.speech.transcriber import Told

        if of_round != self._round:
            return
        if isinstance(answer, Told):
            self._known[answer.text] = answer.pinyin
            self._asked.discard(answer.text)
            while len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)
        elif not self._is_missing:
            self._is_missing = True
            self._asked.clear()
            self._announcements.trouble(ReaderError("say.no-pinyin"))
        if not self._asked:
            self.changed.emit(None)
