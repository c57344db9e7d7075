"""What is spoken besides the article: what the reader points at, and what the program answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcement, Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.extracts import read_pointed
from gxreader.app.listening import Listening
from gxreader.app.session import Session
from gxreader.app.voices import Voices
from gxreader.model.locator import Locator
from gxreader.settings.schema import POINT_AND_READ, VOICE_PROMPTS
from gxreader.settings.store import Settings
from gxreader.speech.state import PlayerState

if TYPE_CHECKING:
    from gxreader.speech.script import Sentence

# What is heard by itself right after these words: speaking them would only delay it.
_HEARD_ANYWAY = frozenset(
    {"say.reading", "say.reading-unheard", "say.reading-muted", "say.reading-selection", "say.trying"}
)


class Pointing:
    """Speaks what is pointed at, unless the article is being read aloud: then that is listened to."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        appearance: Appearance,
        announcements: Announcements,
        listening: Listening,
        voices: Voices,
    ) -> None:
        """Off until the reader wishes for it; `speaks_anyway` names the screens that are made to be heard."""
        self.speaks_anyway: Callable[[], bool] = lambda: False
        self._session = session
        self._settings = settings
        self._appearance = appearance
        self._announcements = announcements
        self._listening = listening
        self._voices = voices
        self._unsaid = ""  # a trouble that came while the article was read
        listening.state_changed.connect(self._state_changed)
        listening.sentence_changed.connect(self._sentence_changed)

    @property
    def is_on(self) -> bool:
        """Whether what is pointed at is spoken."""
        return self._settings.get(POINT_AND_READ)

    def switch(self) -> None:
        """Speak what is pointed at, or no longer."""
        on = not self.is_on
        self._settings.set(POINT_AND_READ, on)
        self._announcements.say("say.point-read" if on else "say.point-read-off")
        if not on and self._listening.is_pointed:
            self._listening.player().stop()

    @property
    def has_prompts(self) -> bool:
        """Whether the reader has spoken prompts: in elderly mode, or as they have chosen."""
        choice = self._settings.get(VOICE_PROMPTS)
        return choice == "on" or (choice == "elderly" and self._appearance.face.id != "standard")

    @property
    def is_prompting(self) -> bool:
        """Whether what the program answers is spoken, and what the keyboard reaches."""
        return self.has_prompts or self.speaks_anyway()

    def switch_prompts(self) -> None:
        """Speak what the program answers, or no longer; what the reader has chosen holds in every mode."""
        on = not self.has_prompts
        self._settings.set(VOICE_PROMPTS, "on" if on else "off")
        self._announcements.say("say.prompts" if on else "say.prompts-off")

    @property
    def _is_free(self) -> bool:
        """Whether nothing is being read that would be disturbed; what is paused goes on afterwards."""
        return self._listening.is_pointed or not self._listening.is_speaking

    def at(self, place: Locator) -> None:
        """The reader points at a place of the article: its sentence is read, once."""
        sentence = self._listening.sentence
        if not self.is_on or self._session.article is None:
            return
        if self._listening.is_active and not self._listening.is_pointed:
            return  # a pause is not ended by a pointer
        if self._listening.is_pointed and sentence is not None and sentence.place.covers(place):
            return  # it is being read
        read_pointed(self._session, self._listening, place)

    def answer(self, announcement: Announcement) -> None:
        """The program has said something on screen."""
        key = announcement.key
        if not key or key in _HEARD_ANYWAY or not self.is_prompting:
            return
        text = self._appearance.messages.text(key, **announcement.arguments)
        if announcement.trouble and not self._is_free:
            self._unsaid = text  # spoken if it has ended the reading
        self.words(text)

    def words(self, text: str) -> None:
        """The reader points at a key or a line of words, or the program says something."""
        wished = self.is_on or self.is_prompting
        if not wished or not self._is_free or not text.strip():
            return
        from gxreader.speech.script import language_of

        self._voices.speak(text, language_of(text, self._appearance.language))

    def _state_changed(self, state: PlayerState) -> None:
        if state in {PlayerState.IDLE, PlayerState.PAUSED} and self._unsaid:
            unsaid, self._unsaid = self._unsaid, ""
            self.words(unsaid)

    def _sentence_changed(self, sentence: Sentence | None) -> None:
        if sentence is not None:
            self._unsaid = ""  # the voice has gone on
