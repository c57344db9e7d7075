"""Reading aloud as the reader meets it: one key that reads, pauses and goes on; keys for pace and place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.errors import ReaderError
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.settings.schema import SPEECH_RATE, VOICE_EN, VOICE_ZH, VOLUME
from gxreader.settings.store import Settings
from gxreader.speech.state import PlayerState

if TYPE_CHECKING:  # the voice is imported when something is to be read, not before the window is there
    from gxreader.speech.player import Player
    from gxreader.speech.script import Sentence
    from gxreader.speech.values import SpeechSettings

RATE_STEP = 0.1
VOLUME_STEP = 0.1


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
        self.settings = settings
        self._session = session
        self._announcements = announcements
        self._tasks = tasks
        self._make_player = make_player
        self._player: Player | None = None
        self._loaded: tuple[int, int] | None = None  # the first unit of the player's script, and its end
        self._waiting_at: int | None = None  # what there was has been read; the rest is still being loaded
        self._ticket = 0
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

    def player(self) -> Player:
        """The player, made on first use."""
        if self._player is None:
            player = self._player = self._make_player()
            player.set_rate(self.settings.get(SPEECH_RATE))
            player.set_volume(self.settings.get(VOLUME))
            player.state_changed.connect(self.state_changed.emit)
            player.sentence_changed.connect(self._follow)
            player.word_changed.connect(self.word_changed.emit)
            player.trouble.connect(self._announcements.trouble)
            player.finished.connect(self._part_finished)
            self._prepare(self._session.article)
        return self._player

    def toggle(self) -> None:
        """Read aloud from the reader's place; or pause; or go on."""
        if self.state is PlayerState.IDLE:
            self.read_from(self._session.place)
        elif self.state is PlayerState.PAUSED:
            self.player().resume()
            self._announcements.say("say.reading")
        else:
            self.player().pause()
            self._announcements.say("say.paused")

    def read_from(self, place: Locator, step: Callable[[Player], None] | None = None) -> None:
        """Read aloud from the sentence at a place, or from the one that `step` leads to from there."""
        if self._session.article is None or not len(self._session.units):
            self._announcements.trouble(ReaderError("say.nothing-to-read"), remedy="home")
            return
        self._ticket += 1
        self._waiting_at = None
        ticket = self._ticket

        def begin() -> None:
            if ticket == self._ticket:
                self._announcements.say("say.reading")
                self.player().play(place)
                if step is not None:
                    step(self.player())

        self._with_part(self._session.units.part_of(place.block), begin)

    def stop(self) -> None:
        """End reading; the place is kept."""
        self._waiting_at = None
        if self.is_active:
            self.player().stop()
            self._announcements.say("say.stopped")

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
        step(self.player())
        if self.state is PlayerState.PAUSED:
            self.player().resume()
            self._announcements.say("say.reading")

    def faster(self) -> None:
        """Read a little faster."""
        self._change_rate(RATE_STEP)

    def slower(self) -> None:
        """Read a little slower."""
        self._change_rate(-RATE_STEP)

    def _change_rate(self, step: float) -> None:
        old = self.settings.get(SPEECH_RATE)
        lowest, highest = SPEECH_RATE.lowest or 0.5, SPEECH_RATE.highest or 3.0
        new = round(min(max(old + step, lowest), highest), 2)
        if new == old:
            self._announcements.say("say.fastest" if step > 0 else "say.slowest")
            return
        self.settings.set(SPEECH_RATE, new)
        if self._player:
            self._player.set_rate(new)
        self._announcements.say("say.faster" if step > 0 else "say.slower", rate=f"{new:.1f}")

    def louder(self) -> None:
        """Speak a little louder."""
        self._change_volume(VOLUME_STEP)

    def quieter(self) -> None:
        """Speak a little more quietly."""
        self._change_volume(-VOLUME_STEP)

    def _change_volume(self, step: float) -> None:
        old = self.settings.get(VOLUME)
        new = round(min(max(old + step, VOLUME_STEP), 1.0), 2)
        if new == old:
            self._announcements.say("say.loudest" if step > 0 else "say.quietest")
            return
        self.settings.set(VOLUME, new)
        if self._player:
            self._player.set_volume(new)
        self._announcements.say("say.louder" if step > 0 else "say.quieter", level=round(new * 10), levels=10)

    def poll(self) -> None:
        """Read the position clock: which word is heard now."""
        if self._player:
            self._player.poll()

    def close(self) -> None:
        """End the voice and its process."""
        if self._player:
            self._player.close()

    def _prepare(self, _article: Article | None) -> None:
        """Have the first words ready, so that the big key is answered at once, even by a slow voice."""
        if self._player is None or self._session.article is None or not len(self._session.units):
            return
        place, ticket = self._session.place, self._ticket

        def prepare() -> None:
            if ticket == self._ticket and not self.is_active:
                self.player().prepare(place)

        self._with_part(self._session.units.part_of(place.block), prepare)

    def _forget_script(self, _article: Article) -> None:
        self._loaded = None
        self._waiting_at = None
        self._ticket += 1
        if self.is_active:
            self.player().stop()

    def _with_part(self, part: int, then: Callable[[], None]) -> None:
        """Divide a part into sentences, off the window's thread, load them, and go on with `then`."""
        article, number = self._session.article, self._session.number
        units = self._session.units.of_part(part)
        if article is None or not units:
            return
        wanted = (units[0].index, units[-1].index + 1)
        if self._loaded == wanted:
            then()
            return

        def job() -> tuple[Sentence, ...]:
            from gxreader.speech.script import build_script

            return build_script(units, article.language)

        def done(script: tuple[Sentence, ...]) -> None:
            if self._session.number == number:
                self.player().load(script, self._speech_settings())
                self._loaded = wanted
                then()

        self._tasks.work(job, done, self._announcements.trouble)

    def _speech_settings(self) -> SpeechSettings:
        from gxreader.speech.values import SpeechSettings, VoiceChoice

        chosen = (("zh", self.settings.get(VOICE_ZH)), ("en", self.settings.get(VOICE_EN)))
        voices = tuple(VoiceChoice(language, voice) for language, voice in chosen if voice)
        return SpeechSettings(voices=voices, rate=self.rate, volume=self.settings.get(VOLUME))

    def _part_finished(self, _nothing: None) -> None:
        end = self._loaded[1] if self._loaded else len(self._session.units)
        if end < len(self._session.units):
            self.read_from(Locator(end))
        elif self._session.is_growing:
            self._waiting_at = end
        else:
            self._session.move_to(Locator(0))
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
