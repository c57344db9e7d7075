"""The player: what is read, what is heard, what comes next. A state machine without timers or threads.

All decisions are made on one thread, the one that calls these methods and that `post` leads to. Engines and
sinks report from any thread through `post`. Every saying has a fresh ticket; reports with old ones are void.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import msgspec

from gxreader.errors import ReaderError, SpeechError
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.speech.saying import Saying, pause_after
from gxreader.speech.script import Sentence, sentence_at
from gxreader.speech.sinks.sink import AudioSink, Drained, Failed, Found, SinkReport
from gxreader.speech.state import PlayerState
from gxreader.speech.supply import Spot, Supply
from gxreader.speech.synthesiser import Answer, Synthesiser
from gxreader.speech.values import FASTEST, SLOWEST, SpeechSettings, Utterance, Voice, fresh_ticket

PREPARED = 2  # pieces synthesised before anybody asks to hear them
QUEUED = 2  # sayings given to the sink: the one heard and the one after it, so that no gap opens


class Player:
    """Reads a script aloud."""

    def __init__(
        self, synthesiser: Synthesiser, sink: AudioSink, post: Callable[[Callable[[], None]], None]
    ) -> None:
        """Read with a voice and a sink; `post(call)` runs a call soon on the thread that owns this player."""
        self.state_changed: Event[PlayerState] = Event()
        self.sentence_changed: Event[Sentence | None] = Event()
        self.word_changed: Event[Locator | None] = Event()
        self.aside_changed: Event[tuple[int, int]] = Event()  # the word of an aside, in the aside's own text
        self.finished: Event[None] = Event()
        self.trouble: Event[ReaderError] = Event()
        self.found: Event[None] = Event()  # a sound device, where there was none
        self._synthesiser = synthesiser
        self._post = post
        self._trial = 0  # the ticket of what a voice says to be judged by
        self._sink = sink
        self._supply = Supply(synthesiser, post, self._fill, self.trouble.emit)
        self._script: tuple[Sentence, ...] = ()
        self._state = PlayerState.IDLE
        self._sayings: deque[Saying] = deque()
        self._index = 0  # the sentence being heard or waited for
        self._next: Spot = (0, 0)  # the first piece of a sentence not yet given to the sink
        self._character = 0  # where in the sentence to begin, or the word last heard
        self._word: Locator | None = None
        self._spot: tuple[int, int] | None = None
        self._prepared: Locator | None = None  # where reading is expected to begin
        self._aside = False  # paused, and the sink is lent to something else that is said
        self._fade = 1.0
        synthesiser.trouble.connect(lambda error: post(lambda: self.trouble.emit(error)))
        synthesiser.improved.connect(lambda _nothing: post(self._improved))
        sink.connect(lambda report: post(lambda: self._reported(report)))

    @property
    def state(self) -> PlayerState:
        """What the player is doing."""
        return self._state

    @property
    def settings(self) -> SpeechSettings:
        """How it reads."""
        return self._supply.settings

    @property
    def sentence(self) -> Sentence | None:
        """The sentence being heard or about to be; None when idle."""
        return None if self._state is PlayerState.IDLE else self._script[self._index]

    def load(self, script: tuple[Sentence, ...], settings: SpeechSettings | None = None) -> None:
        """Make ready to read another script; whatever is being read ends."""
        self.stop()
        self._prepared = None
        self._script = script
        self._index = 0
        self._supply.load(script)
        if settings is not None:
            self.set_settings(settings)

    def prepare(self, place: Locator) -> None:
        """Have the words at a place synthesised, so that reading from there begins at once."""
        self._prepared = place
        if self._state is PlayerState.IDLE and self._script:
            self._supply.want(self._supply.begin(sentence_at(self._script, place), 0, anew=True), PREPARED)

    def _improved(self) -> None:
        """A better voice has been loaded: what was prepared with the other is prepared anew."""
        if self._prepared is not None:
            self.prepare(self._prepared)

    def list_voices(self, found: Callable[[tuple[Voice, ...]], None]) -> None:
        """Tell every voice there is, from any thread, once they are loaded."""
        self._synthesiser.list_voices(found)

    def try_out(self, text: str, language: str, voice: str) -> None:
        """Let a voice say something of its own. What is being read ends; what is paused stays so."""
        if self._state is PlayerState.PAUSED:
            self._step_aside()
        else:
            self.stop()
        self._supply.drop()  # what was only prepared does not keep this waiting
        self._synthesiser.cancel((self._trial,))
        ticket = self._trial = fresh_ticket()
        request = msgspec.structs.replace(
            self.settings.request(text, language, voice.partition(":")[0]), voice=voice
        )
        self._synthesiser.ask(
            ticket, request, lambda number, answer: self._post(lambda: self._tried(number, answer))
        )

    def _tried(self, ticket: int, answer: Answer) -> None:
        if ticket != self._trial or not (self._state is PlayerState.IDLE or self._aside):
            return  # meanwhile something else is wanted
        if isinstance(answer, SpeechError):
            self.trouble.emit(answer)
            return
        self._sink.flush()
        self._sink.resume()
        self._sink.enqueue(ticket, answer.pcm, answer.sample_rate)

    def _step_aside(self) -> None:
        """Free the sink, which is paused in the midst of the article, for something else that is said."""
        if not self._aside:
            self._index, self._character = self._heard()
            self._sayings.clear()
            self._sink.flush()
            self._aside = True

    def play(self, place: Locator | None = None) -> None:
        """Read from the sentence at a place; without one, go on where it was paused or stopped."""
        if place is None and self._state is PlayerState.PAUSED:
            self.resume()
        elif self._script and (place is not None or self._state is PlayerState.IDLE):
            self._sink.flush()
            self._sink.resume()
            if self._state is PlayerState.PAUSED:
                self._set_state(PlayerState.LOADING)
            self._begin(self._index if place is None else sentence_at(self._script, place), anew=True)

    def pause(self) -> None:
        """Fall silent; the place is kept to the sample."""
        if self._state in {PlayerState.PLAYING, PlayerState.LOADING}:
            self._sink.pause()
            self._set_state(PlayerState.PAUSED)

    def resume(self) -> None:
        """Go on with the very next sample."""
        if self._state is PlayerState.PAUSED and self._aside:
            self._set_state(PlayerState.LOADING)
            self._begin(self._index, self._character)
            self._sink.resume()
        elif self._state is PlayerState.PAUSED:
            self._sink.resume()
            self._set_state(PlayerState.PLAYING if self._sayings else PlayerState.LOADING)
            self._fill()

    def toggle(self) -> None:
        """Play, pause, or go on."""
        if self._state in {PlayerState.PLAYING, PlayerState.LOADING}:
            self.pause()
        else:
            self.play()

    def stop(self) -> None:
        """End reading. The sentence is remembered: `play` goes on with it."""
        if self._state is PlayerState.IDLE:
            return
        self._aside = False
        self._sayings.clear()
        self._sink.flush()
        self._sink.resume()
        self._supply.drop()
        self._character = 0
        self._set_state(PlayerState.IDLE)
        self._set_word(None)
        self.sentence_changed.emit(None)

    def next_sentence(self) -> None:
        """Go on with the sentence after this one, if there is one; a paused player stays paused."""
        self.poll()
        if self._state is not PlayerState.IDLE and self._index + 1 < len(self._script):
            self._begin(self._index + 1, anew=True)

    def previous_sentence(self) -> None:
        """Go back to the sentence before this one, or to the start of the first."""
        self.poll()
        if self._state is not PlayerState.IDLE:
            self._begin(max(self._index - 1, 0), anew=True)

    def seek(self, place: Locator) -> None:
        """Go on with the sentence at a place; an idle player begins there, a paused one stays paused."""
        if self._state is PlayerState.IDLE:
            self.play(place)
        else:
            self._begin(sentence_at(self._script, place), anew=True)

    def change_script(self, script: tuple[Sentence, ...]) -> None:
        """Read from other sentences of the same article; what is being heard goes on at its word."""
        index, character = self._heard()
        place = self._script[index].place if self._script else Locator(0)
        if not script:
            self.load(script)
            return
        self._supply.load(script)
        self._script = script
        found = sentence_at(script, place)
        if self._state is PlayerState.IDLE:
            self._index, self._character = found, 0
        else:
            self._index = found
            self._begin(found, character if script[found].place == place else 0)

    def set_rate(self, rate: float) -> None:
        """Read slower or faster, 0.5 to 3.0, at once: the sentence goes on at the current word."""
        bounded = min(max(rate, SLOWEST), FASTEST)
        self.set_settings(msgspec.structs.replace(self.settings, rate=bounded))

    def set_volume(self, volume: float) -> None:
        """Set the volume, 0.0 to 1.0, at once."""
        bounded = min(max(volume, 0.0), 1.0)
        self.set_settings(msgspec.structs.replace(self.settings, volume=bounded))

    def set_fade(self, level: float) -> None:
        """Make all that is heard softer, 1.0 to 0.0, without a change of settings: reading falls asleep."""
        if level != self._fade:
            self._fade = level
            self._sink.set_volume(self.settings.volume * level)

    def set_settings(self, settings: SpeechSettings) -> None:
        """Change how it reads; another voice or rate takes effect at the current word."""
        before = self.settings
        self._sink.set_volume(settings.volume * self._fade)
        if settings.ear is not before.ear:
            self._sink.set_ear(settings.ear)
        index, character = self._heard()
        self._supply.settings = settings
        if self._state is not PlayerState.IDLE and _is_heard_otherwise(before, settings):
            self._begin(index, character, anew=before.voices != settings.voices)

    def poll(self) -> None:
        """Tell which word is being heard; to be called every 20-30 ms while playing."""
        position = self._sink.position()
        if position is None or not self._sayings:
            return
        if any(saying.ticket == position.ticket for saying in list(self._sayings)[1:]):
            self._drained(self._sayings[0].ticket)  # its report is still on the way
        saying = self._sayings[0] if self._sayings else None
        if saying is not None and saying.ticket == position.ticket:
            self._character = saying.character_at(position.milliseconds) or self._character
            sentence = self._script[saying.index]
            self._set_word(saying.word_at(position.milliseconds, sentence) or self._word)
            if sentence.is_aside:
                self._set_spot(saying.spot_at(position.milliseconds))

    def close(self) -> None:
        """End the voice and let the sound device go."""
        self.stop()
        self._synthesiser.close()
        self._sink.close()

    def _begin(self, index: int, character: int = 0, *, anew: bool = False) -> None:
        """Read from a sentence on, and nothing of what is queued; `anew` where the reader has chosen it."""
        self._sayings.clear()
        self._sink.flush()
        if self._aside and self._state is PlayerState.PAUSED:
            self._sink.pause()
        self._aside = False
        moved = index != self._index or self._state is PlayerState.IDLE
        self._index = index
        self._next = self._supply.begin(index, character, anew=anew)
        self._character = character
        if self._state is not PlayerState.PAUSED:
            self._set_state(PlayerState.LOADING)
        if moved or character == 0:
            self._set_word(None)
        if moved:
            self.sentence_changed.emit(self._script[index])
        self._fill()

    def _fill(self) -> None:
        """Give the sink what is ready, ask for what comes next, and see whether that is the end."""
        if self._state is PlayerState.IDLE or self._aside:
            return
        while len(self._sayings) < QUEUED and self._next[0] < len(self._script):
            utterance = self._supply.get(*self._next)
            if utterance is not None:
                self._say(self._next, utterance)
            elif not self._supply.is_unspeakable(self._next):
                break
            self._next = self._supply.following(self._next)
        if self._next[0] < len(self._script):
            self._supply.want(self._next)
        if self._sayings:
            self._go_to(self._sayings[0].index)
            if self._state is PlayerState.LOADING:
                self._set_state(PlayerState.PLAYING)
        elif self._next[0] >= len(self._script):
            self._finish()
        else:
            self._go_to(self._next[0])
            if self._state is PlayerState.PLAYING:
                self._set_state(PlayerState.LOADING)

    def _say(self, spot: Spot, utterance: Utterance) -> None:
        index, start = spot[0], self._supply.piece(spot).start
        within = self._character - start if index == self._index else 0
        begin = utterance.moment_of(within) if within > 0 else 0.0
        is_last = self._supply.is_last(spot)
        saying = Saying(fresh_ticket(), index, utterance, begin, start=start, is_last=is_last)
        self._sayings.append(saying)
        pause = pause_after(self._script, index, self.settings) if is_last else self.settings.comma_pause
        self._sink.enqueue(saying.ticket, saying.sound(pause), utterance.sample_rate)

    def _reported(self, report: SinkReport) -> None:
        if isinstance(report, Drained):
            self._drained(report.ticket)
        elif isinstance(report, Failed):
            if not report.told:
                self.trouble.emit(report.error)
            if self._state is not PlayerState.IDLE:
                self._begin(self._index, self._character)
        elif isinstance(report, Found):
            self.found.emit(None)
            if self._state is not PlayerState.IDLE:
                self._begin(self._index, self._character)

    def _drained(self, ticket: int) -> None:
        if not self._sayings or self._sayings[0].ticket != ticket:
            return  # late: that saying was already left
        self._sayings.popleft()
        self._character = self._start_of_next()
        self._fill()

    def _start_of_next(self) -> int:
        """The character at which the piece after the one just heard begins; 0 where that is a sentence."""
        if self._sayings:
            return self._sayings[0].start
        return self._supply.piece(self._next).start if self._next[0] == self._index else 0

    def _go_to(self, index: int) -> None:
        if index != self._index:
            self._index = index
            self._set_word(None)
            self.sentence_changed.emit(self._script[index])

    def _finish(self) -> None:
        self._index = 0
        self._character = 0
        self._set_state(PlayerState.IDLE)
        self._set_word(None)
        self.sentence_changed.emit(None)
        self.finished.emit(None)

    def _heard(self) -> tuple[int, int]:
        """The sentence and character to go on with: the word being heard, or the sentence after a pause."""
        self.poll()
        position = self._sink.position()
        saying = self._sayings[0] if self._sayings else None
        if position is None or saying is None or saying.ticket != position.ticket:
            return self._index, self._character
        if not saying.is_over(position.milliseconds):
            return self._index, self._character
        if not saying.is_last:
            queued = len(self._sayings) > 1
            return self._index, self._sayings[1].start if queued else self._supply.piece(self._next).start
        return (self._index + 1, 0) if self._index + 1 < len(self._script) else (self._index, self._character)

    def _set_word(self, word: Locator | None) -> None:
        if word != self._word:
            self._word = word
            self.word_changed.emit(word)

    def _set_spot(self, spot: tuple[int, int] | None) -> None:
        if spot is not None and spot != self._spot:
            self.aside_changed.emit(spot)
        self._spot = spot

    def _set_state(self, state: PlayerState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)


def _is_heard_otherwise(before: SpeechSettings, after: SpeechSettings) -> bool:
    """Whether a change of settings needs other sound than what is queued: all but volume and ear."""
    alike = msgspec.structs.replace(after, volume=before.volume, ear=before.ear)
    return alike != before
