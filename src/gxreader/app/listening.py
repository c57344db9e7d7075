"""Reading aloud as the reader meets it: one key that reads, pauses and goes on; keys for pace and place."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.session import Session
from gxreader.app.sleeping import SleepTimer
from gxreader.app.steps import Steps
from gxreader.app.tasks import Tasks
from gxreader.app.voice import HEARD_KEYS, SKIP_KEYS, VoiceControls, skipped, speech_settings
from gxreader.errors import DeviceMissing, ReaderError
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.units import Unit
from gxreader.settings.schema import CANTONESE, READ_PAGES, SOUND, SPEECH_RATE
from gxreader.settings.store import Settings
from gxreader.speech.state import PlayerState

if TYPE_CHECKING:  # the voice is imported when something is to be read, not before the window is there
    from gxreader.speech.player import Player
    from gxreader.speech.script import Sentence


class Alone(Enum):
    """Why some sentences are read by themselves."""

    SELECTED = auto()
    POINTED = auto()


Choose = Callable[["tuple[Sentence, ...]"], "tuple[Sentence, ...]"]


class Listening:
    """Drives the player for the open article. The player is made when it is first needed, not before."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        announcements: Announcements,
        tasks: Tasks,
        make_player: Callable[[], Player],
    ) -> None:
        """Listen to `session`; nothing is started yet."""
        self.state_changed: Event[PlayerState] = Event()
        self.sentence_changed: Event[Sentence | None] = Event()
        self.word_changed: Event[Locator | None] = Event()
        self.aside_changed: Event[tuple[int, int]] = Event()
        self.asked: Event[None] = Event()  # by the reader, for the voice: views show where it is
        # Asked when an article has been read to its end: whether somebody else says what comes then.
        self.after_end: Callable[[], bool] = lambda: False
        self.settings = settings
        self.controls = VoiceControls(settings, announcements)
        self.sleep_timer = SleepTimer()
        self.steps = Steps(session, settings, announcements, self)
        self._session = session
        self._announcements = announcements
        self._tasks = tasks
        self._make_player = make_player
        self._player: Player | None = None
        self._loaded: tuple[int, int] | None = None  # the first unit of the player's script, and its end
        self._waiting_at: int | None = None  # what there was has been read; the rest is still being loaded
        self._alone: Alone | None = None  # why the player's script is not a part, but some sentences
        self._ticket = 0
        self._is_unheard = False  # the computer has no sound device
        settings.changed.connect(self._setting_changed)
        session.article_changed.connect(self._forget_script)
        session.article_changed.connect(self._prepare)
        session.article_grown.connect(self._go_on)

    @property
    def state(self) -> PlayerState:
        """What the player is doing."""
        return self._player.state if self._player else PlayerState.IDLE

    @property
    def rate(self) -> float:
        """How fast the voice reads; 1.0 is its normal pace."""
        return self.settings.get(SPEECH_RATE)

    @property
    def is_active(self) -> bool:
        """Whether an article is being read or paused."""
        return self.state is not PlayerState.IDLE

    @property
    def is_speaking(self) -> bool:
        """Whether the voice is heard or about to be."""
        return self.state in {PlayerState.PLAYING, PlayerState.LOADING}

    @property
    def sentence(self) -> Sentence | None:
        """What is being heard or about to be."""
        return self._player.sentence if self._player else None

    def player(self) -> Player:
        """The player, made on first use."""
        if self._player is None:
            player = self._player = self._make_player()
            player.set_settings(speech_settings(self.settings))
            player.state_changed.connect(self.state_changed.emit)
            player.sentence_changed.connect(self._follow)
            player.word_changed.connect(self.word_changed.emit)
            player.aside_changed.connect(self.aside_changed.emit)
            player.trouble.connect(self._troubled)
            player.found.connect(lambda _nothing: self._set_unheard(unheard=False))
            player.finished.connect(self._part_finished)
            self._prepare(self._session.article)
        return self._player

    def _troubled(self, error: ReaderError) -> None:
        self._set_unheard(unheard=self._is_unheard or isinstance(error, DeviceMissing))
        self._announcements.trouble(error)

    def _set_unheard(self, *, unheard: bool) -> None:
        self._is_unheard = unheard

    def _say_reading(self) -> None:
        """It is read; and where nobody can hear it, why: who sees marks move in silence doubts their ears."""
        if self._is_unheard:
            self._announcements.say("say.reading-unheard")
        elif not self.settings.get(SOUND):
            self._announcements.offer("say.reading-muted", "sound")
        else:
            self._announcements.say("say.reading")

    def toggle(self) -> None:
        """Read aloud from the reader's place; or pause; or go on."""
        if self.state is PlayerState.IDLE:
            self.read_from(self._session.place)
        elif self.state is PlayerState.PAUSED:
            self.asked.emit(None)
            self.player().resume()
            self._say_reading()
        else:
            self.player().pause()
            self._announcements.say("say.paused")

    def read_from(self, place: Locator, step: Callable[[Player], None] | None = None) -> None:
        """Read aloud from the sentence at a place, or from the one that `step` leads to from there."""
        self.asked.emit(None)
        self._read_from(place, step)

    def _read_from(self, place: Locator, step: Callable[[Player], None] | None = None) -> None:
        """The same where nobody asked: the voice goes on by itself."""
        if self._session.article is None or not len(self._session.units):
            self._announcements.trouble(ReaderError("say.nothing-to-read"), remedy="home")
            return
        self._ticket += 1
        self._waiting_at = None
        ticket = self._ticket

        def begin() -> None:
            if ticket == self._ticket:
                self._say_reading()
                self.player().set_settings(speech_settings(self.settings))  # the dictionary may be another
                self.player().play(place)
                if step is not None:
                    step(self.player())

        self._with_part(self._session.units.part_of(place.block), begin)

    def stop(self) -> None:
        """End reading; the place is kept."""
        self._waiting_at = None
        self._ticket += 1  # what is only being made ready is not wanted either
        if self.is_active:
            self.player().stop()
            self._announcements.say("say.stopped")

    def leave_for(self, place: Locator) -> None:
        """The reader has gone elsewhere during a pause: reading begins there, not where it was paused."""
        sentence = self.sentence
        if self.state is PlayerState.PAUSED and not (sentence and sentence.place.covers(place)):
            self._waiting_at = None
            self.player().stop()

    def next_sentence(self) -> None:
        """Go on with the next sentence."""
        self._with_script(lambda player: player.next_sentence())

    def previous_sentence(self) -> None:
        """Go back to the sentence before."""
        self._with_script(lambda player: player.previous_sentence())

    def _with_script(self, step: Callable[[Player], None]) -> None:
        """Step to another sentence and read it, whether the voice was reading, paused or at rest."""
        if not self.is_active:
            self.read_from(self._session.place, step)
            return
        self.asked.emit(None)
        step(self.player())
        if self.state is PlayerState.PAUSED:
            self.player().resume()
            self._say_reading()

    def from_beginning(self) -> None:
        """Go to the beginning of the article, with the voice if it is reading."""
        if self.is_active:
            self.read_from(Locator(0))
        else:
            self._session.move_to(Locator(0))
            self._announcements.say("say.beginning")

    @property
    def here(self) -> Locator:
        """What is being heard, or where the reader is."""
        sentence = self.sentence
        return sentence.place if sentence else self._session.place

    def next_sleep(self) -> None:
        """Another wish for the end of reading: after some minutes, with the article, or none."""
        article = self._session.article
        self.sleep_timer.next()
        if self._player:
            self._player.set_fade(1.0)
        key, arguments = self.sleep_timer.words(has_parts=article is not None and len(article.parts) > 1)
        self._announcements.say(key, **arguments)

    def _fall_asleep(self, player: Player) -> None:
        """Grow softer towards the time that was wished for; then end, and keep the place."""
        level = self.sleep_timer.fade()
        player.set_fade(max(level, 0.01))
        if level == 0.0:
            self.sleep_timer.clear()
            self.stop()
            player.set_fade(1.0)
            self._announcements.say("say.sleep-over")

    def poll(self) -> None:
        """Read the position clock: which word is heard now."""
        if self._player:
            self._player.poll()
            if self.is_speaking:
                self._fall_asleep(self._player)

    def close(self) -> None:
        """End the voice and its process."""
        self._ticket += 1
        if self._player:
            self._player.close()

    def prepare_here(self) -> None:
        """Have the words ready at which the reader has stopped, should the big key be pressed now."""
        if not self.is_active:
            self._prepare(self._session.article)

    def _prepare(self, _article: Article | None) -> None:
        """Have the first words ready, so that the big key is answered at once, even by a slow voice."""
        if self._player is None or self._session.article is None or not len(self._session.units):
            return
        place, ticket = self._session.place, self._ticket

        def prepare() -> None:
            if ticket == self._ticket and not self.is_active:
                self.player().prepare(place)

        self._with_part(self._session.units.part_of(place.block), prepare, is_to_be_heard=False)

    def _forget_script(self, _article: Article) -> None:
        self._loaded = None
        self._alone = None
        self._waiting_at = None
        self._ticket += 1
        if self.is_active:
            self.player().stop()

    def _with_part(self, part: int, then: Callable[[], None], *, is_to_be_heard: bool = True) -> None:
        """Divide a part into sentences, off the window's thread, load them, and go on with `then`."""
        article, number = self._session.article, self._session.number
        units = self._session.units.of_part(part)
        if article is None or not units:
            return
        wanted, ticket = (units[0].index, units[-1].index + 1), self._ticket
        if self._loaded == wanted:
            then()
            return

        job = self._scripting(units, article.language)

        def done(script: tuple[Sentence, ...]) -> None:
            if self._session.number != number or ticket != self._ticket:
                return  # a later wish has its own script, and may already be heard
            if self.is_active and not is_to_be_heard:
                return  # what was only to be made ready is being read
            self.player().load(script)
            self._loaded, self._alone = wanted if script else None, None
            if script:
                then()
            elif is_to_be_heard:
                self._loaded = wanted
                self._part_finished(None)  # nothing of this part is to be read

        self._tasks.work(job, done, self._announcements.trouble)

    def read_alone(self, units: tuple[Unit, ...], choose: Choose, alone: Alone) -> None:
        """Read only some sentences of some units, then stop; `choose` picks them, off the window's thread."""
        article, number = self._session.article, self._session.number
        if article is None or not units:
            return
        self._ticket += 1
        self._waiting_at = None
        ticket, cantonese = self._ticket, self.settings.get(CANTONESE)

        def job() -> tuple[Sentence, ...]:
            from gxreader.speech.script import build_script

            return choose(build_script(units, article.language, cantonese=cantonese))

        def done(script: tuple[Sentence, ...]) -> None:
            if self._session.number != number or ticket != self._ticket:
                return
            if not script:
                self._announcements.say("say.nothing-selected")
                return
            self.player().load(script, speech_settings(self.settings))
            self._loaded, self._alone = None, alone
            if alone is Alone.SELECTED:
                self._announcements.say("say.reading-selection")
                self.asked.emit(None)
            self.player().play(script[0].place)

        self._tasks.work(job, done, self._announcements.trouble)

    @property
    def is_pointed(self) -> bool:
        """Whether what is heard is a sentence the reader points at, and nothing else."""
        return self._alone is Alone.POINTED and self.is_active

    def _setting_changed(self, key: str) -> None:
        """What is being read goes on at its word, otherwise."""
        if key in SKIP_KEYS | {CANTONESE.key}:
            self._skip_otherwise()
        elif key in HEARD_KEYS and self._player:
            self._player.set_settings(speech_settings(self.settings))

    def _skip_otherwise(self) -> None:
        """Divide the part being read anew, with other units left out."""
        article, number, loaded = self._session.article, self._session.number, self._loaded
        if article is None or loaded is None:
            return
        job = self._scripting(self._session.units.all[loaded[0] : loaded[1]], article.language)

        def done(script: tuple[Sentence, ...]) -> None:
            if self._session.number == number and self._loaded == loaded:
                self.player().change_script(script)

        self._tasks.work(job, done, self._announcements.trouble)

    def _scripting(self, units: tuple[Unit, ...], language: str) -> Callable[[], tuple[Sentence, ...]]:
        """What makes the sentences of a part, without what is skipped, off the window's thread."""
        chosen, cantonese = skipped(self.settings), self.settings.get(CANTONESE)
        pages = self.settings.get(READ_PAGES)

        def job() -> tuple[Sentence, ...]:
            from gxreader.speech.script import build_script
            from gxreader.speech.spoken import spoken_units

            return build_script(spoken_units(units, chosen, pages=pages), language, cantonese=cantonese)

        return job

    def _part_finished(self, _nothing: None) -> None:
        alone, self._alone = self._alone, None
        if alone is not None:
            if alone is Alone.SELECTED:
                self._announcements.say("say.selection-finished")
            return
        end = self._loaded[1] if self._loaded else len(self._session.units)
        if end < len(self._session.units):
            if self.sleep_timer.take_end():
                self._session.move_to(Locator(end))
                self._announcements.say("say.sleep-over")
            else:
                self._read_from(Locator(end))
        elif self._session.is_growing:
            self._waiting_at = end
        else:
            falls_asleep = self.sleep_timer.take_end()
            self._session.move_to(Locator(0))
            if falls_asleep or not self.after_end():
                self._announcements.say("say.finished")

    def _go_on(self, _article: Article) -> None:
        """More of the work is there: a voice that waited for it reads on."""
        if self._waiting_at is not None:
            self._waiting_at = None
            self._part_finished(None)

    def _follow(self, sentence: Sentence | None) -> None:
        if sentence is not None:
            self._session.move_to(sentence.place)
        self.sentence_changed.emit(sentence)
