"""The sentences of a script as sound, a little ahead of the player: asked for, kept, or found unspeakable."""

from __future__ import annotations

from collections.abc import Callable

from gxreader.errors import SpeechError
from gxreader.speech.division import Piece, divided
from gxreader.speech.script import Sentence
from gxreader.speech.store import UtteranceStore
from gxreader.speech.synthesiser import Answer, Synthesiser
from gxreader.speech.values import SpeechRequest, SpeechSettings, Utterance, fresh_ticket

AHEAD = 3  # sentences synthesised before their turn


class Supply:
    """All its decisions are on the player's thread; answers come there through `post`."""

    def __init__(
        self,
        synthesiser: Synthesiser,
        post: Callable[[Callable[[], None]], None],
        arrived: Callable[[], None],
        refused: Callable[[SpeechError], None],
    ) -> None:
        """Call `arrived` when a sentence is there or known to be unspeakable, `refused` with the reason."""
        self._synthesiser = synthesiser
        self._post = post
        self._arrived = arrived
        self._refused = refused
        self._store = UtteranceStore()
        self._script: tuple[Sentence, ...] = ()
        self._asked: dict[int, SpeechRequest] = {}
        self._unspeakable: set[SpeechRequest] = set()
        self.settings = SpeechSettings()
        self._engines: dict[int, str] = {}  # by paragraph (block), so that no voice changes within one
        self._divided: dict[int, tuple[Piece, ...]] = {}  # sentences by what they are asked for in

    def load(self, script: tuple[Sentence, ...]) -> None:
        """Serve another script; what was asked for the last one is dropped."""
        self.drop()
        self._script = script
        self._unspeakable.clear()
        self._engines.clear()
        self._divided.clear()

    def begin(self, index: int, *, anew: bool) -> None:
        """Reading begins at a sentence.

        `anew`: the reader has chosen the place, and may hear the voice that is best now from there on.
        """
        if not self._script:
            return
        if anew:
            block = self._script[index].place.block
            for known in [known for known in self._engines if known >= block]:
                del self._engines[known]
        self._divided.clear()

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """What a sentence is asked for in: start and end in its text; only a slow voice gets several."""
        known = self._divided.get(index)
        if known is None:
            request = self._request(index)
            is_slow = request.engine and self._synthesiser.is_slow and request not in self._store
            before = self._divided.get(index - 1, ((0, 0),))[-1]
            whole = ((0, len(request.text)),)
            known = divided(request.text, before[1] - before[0]) if is_slow else whole
            self._divided[index] = known
        return known

    def get(self, index: int, piece: int = 0) -> Utterance | None:
        """The sound of a sentence's piece, if it is here."""
        return self._store.get(self._request(index, piece))

    def is_unspeakable(self, index: int, piece: int = 0) -> bool:
        """Whether the voice has refused a sentence's piece."""
        return self._request(index, piece) in self._unspeakable

    def want(self, first: int, piece: int = 0, most: int | None = None) -> None:
        """Ask for what comes from a sentence's piece on; what is asked for otherwise is no longer wanted.

        `most` pieces are enough where nobody listens yet.
        """
        window = [self._request(first, number) for number in range(piece, len(self.pieces(first)))]
        for index in range(first + 1, min(first + AHEAD, len(self._script))):
            if self._synthesiser.is_slow and len(window) >= AHEAD + 1:
                break
            window += [self._request(index, number) for number in range(len(self.pieces(index)))]
        window = window[:most]
        self._cancel([ticket for ticket, request in self._asked.items() if request not in window])
        for request in window:
            if (
                request not in self._store
                and request not in self._unspeakable
                and request not in self._asked.values()
            ):
                ticket = fresh_ticket()
                self._asked[ticket] = request
                self._synthesiser.ask(ticket, request, self._answered)

    def drop(self) -> None:
        """Nothing is wanted any more."""
        self._cancel(list(self._asked))

    def _cancel(self, tickets: list[int]) -> None:
        if tickets:
            for ticket in tickets:
                del self._asked[ticket]
            self._synthesiser.cancel(tuple(tickets))

    def _request(self, index: int, piece: int | None = None) -> SpeechRequest:
        """What to ask for a piece of a sentence; without one, for the whole."""
        sentence = self._script[index]
        start, end = (0, len(sentence.text)) if piece is None else self.pieces(index)[piece]
        return SpeechRequest(
            sentence.text[start:end],
            sentence.language,
            voice=self.settings.voice_for(sentence.language),
            rate=self.settings.rate,
            engine=self._engine_of(sentence.place.block),
        )

    def _engine_of(self, block: int) -> str:
        """The engine of a paragraph is settled when its first sentence is asked for."""
        return self._engines.setdefault(block, self._synthesiser.best_engine)

    def _answered(self, ticket: int, answer: Answer) -> None:
        """From any thread."""
        self._post(lambda: self._take(ticket, answer))

    def _take(self, ticket: int, answer: Answer) -> None:
        request = self._asked.pop(ticket, None)
        if request is None:
            return  # late: nobody waits for it any more
        if isinstance(answer, Utterance):
            self._store.put(request, answer)
        else:
            self._unspeakable.add(request)
            self._refused(answer)
        self._arrived()
