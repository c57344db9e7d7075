"""The sentences of a script as sound, a little ahead of the player: asked for, kept, or found unspeakable.

A slow voice is given a long sentence in pieces where nothing else can be heard meanwhile. Which engine speaks
is decided where a paragraph is first asked for, so that the voice never changes within one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gxreader.errors import SpeechError
from gxreader.speech.pieces import Piece, pieces, weight
from gxreader.speech.script import Sentence
from gxreader.speech.store import UtteranceStore
from gxreader.speech.synthesiser import Answer, Synthesiser
from gxreader.speech.values import SpeechRequest, SpeechSettings, Utterance, fresh_ticket

AHEAD = 3  # sentences (or pieces of one) synthesised before their turn
_PLANS_KEPT = 16

Spot = tuple[int, int]  # a sentence of the script, and a piece of it


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
        self._plans: dict[int, tuple[Piece, ...]] = {}  # since reading last began somewhere
        self._engines: dict[int, str] = {}  # by paragraph
        self.settings = SpeechSettings()

    def load(self, script: tuple[Sentence, ...]) -> None:
        """Serve another script; what was asked for the last one is dropped."""
        self.drop()
        self._script = script
        self._unspeakable.clear()
        self._plans.clear()
        self._engines.clear()

    def begin(self, index: int, character: int, *, anew: bool) -> Spot:
        """Where to begin so that a character of a sentence is heard soon.

        `anew`: the reader has chosen this place, so that a better engine may take over at once.
        """
        if anew:
            self._engines.clear()
        plan = self._plans.get(index, ())
        self._plans.clear()
        for number in reversed(range(len(plan))):
            here = plan[number].start <= character
            if here and self._request(index, plan[number]) in self._store:
                self._plans[index] = plan
                return index, number
            if here:
                break
        self._plan(index, character)
        return index, 0

    def following(self, spot: Spot) -> Spot:
        """The next piece of the same sentence, or the first of the next sentence."""
        index, number = spot
        return (index, number + 1) if number + 1 < len(self._plan(index)) else (index + 1, 0)

    def piece(self, spot: Spot) -> Piece:
        """What is spoken at a spot."""
        return self._plan(spot[0])[spot[1]]

    def is_last(self, spot: Spot) -> bool:
        """Whether a sentence ends with this piece."""
        return spot[1] + 1 == len(self._plan(spot[0]))

    def get(self, index: int, number: int = 0) -> Utterance | None:
        """The sound of a piece of a sentence, if it is here."""
        return self._store.get(self._request(index, self.piece((index, number))))

    def is_unspeakable(self, spot: Spot) -> bool:
        """Whether the voice has refused a piece."""
        return self._request(spot[0], self.piece(spot)) in self._unspeakable

    def want(self, first: Spot, most: int = AHEAD) -> None:
        """Ask for `most` pieces from `first` on; what is asked for otherwise is no longer wanted."""
        missing = [
            request
            for request in dict.fromkeys(self._window(first, most))
            if request not in self._store and request not in self._unspeakable
        ]
        self._cancel([ticket for ticket, request in self._asked.items() if request not in missing])
        asked = list(self._asked.values())
        if (
            asked != missing[: len(asked)]
        ):  # the voice keeps to the order of asking: what is urgent comes first
            self._cancel(list(self._asked))
            asked = []
        for request in missing[len(asked) :]:
            ticket = fresh_ticket()
            self._asked[ticket] = request
            self._synthesiser.ask(ticket, request, self._answered)
        self._forget_plans(first[0])

    def drop(self) -> None:
        """Nothing is wanted any more."""
        self._cancel(list(self._asked))

    def _window(self, spot: Spot, most: int) -> Iterator[SpeechRequest]:
        for _ in range(most):
            if spot[0] >= len(self._script):
                return
            yield self._request(spot[0], self.piece(spot))
            spot = self.following(spot)

    def _cancel(self, tickets: list[int]) -> None:
        if tickets:
            for ticket in tickets:
                del self._asked[ticket]
            self._synthesiser.cancel(tuple(tickets))

    def _plan(self, index: int, character: int = 0) -> tuple[Piece, ...]:
        """How a sentence is parted; whole, unless a slow voice would keep the reader waiting for it."""
        plan = self._plans.get(index)
        if plan is None:
            sentence = self._script[index]
            plan = (Piece(0, sentence.text),)
            parted = not sentence.said and self._is_slow(index)  # words of their own stay in one piece
            if parted and self._request(index, plan[0]) not in self._store:
                plan = pieces(sentence.text, character, self._lead(index))
            self._plans[index] = plan
        return plan

    def _is_slow(self, index: int) -> bool:
        """Whether the engine of a sentence's paragraph lets the reader wait for a long one."""
        slow: bool = getattr(self._synthesiser, "is_slow", False)
        chosen = self.settings.voice_for(self._script[index].language).partition(":")[0]
        engine = self._engine(index)
        return slow and engine == self._best_engine and chosen in {"", engine}

    def _lead(self, index: int) -> float:
        """How much is heard while a sentence is synthesised: what was asked for just before it."""
        before = [piece for earlier in range(index - AHEAD, index) for piece in self._plans.get(earlier, ())]
        return sum(weight(piece.text) for piece in before[-AHEAD:])

    @property
    def _best_engine(self) -> str:
        best: str = getattr(self._synthesiser, "best_engine", "")
        return best

    def _engine(self, index: int) -> str:
        return self._engines.setdefault(self._script[index].place.block, self._best_engine)

    def _forget_plans(self, index: int) -> None:
        """Of what has long been heard, nothing needs to be known."""
        if len(self._plans) > _PLANS_KEPT:
            self._plans = {key: plan for key, plan in self._plans.items() if key >= index - AHEAD}
            begun = self._script[min(index, len(self._script) - 1)].place.block
            self._engines = {block: name for block, name in self._engines.items() if block >= begun - 1}

    def _request(self, index: int, piece: Piece) -> SpeechRequest:
        sentence = self._script[index]
        return self.settings.request(piece.text, sentence.language, self._engine(index), sentence.said)

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
