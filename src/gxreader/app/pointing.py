"""What is spoken besides the article: what the reader points at, and what the program answers."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.extracts import read_pointed
from gxreader.app.listening import Listening
from gxreader.app.session import Session
from gxreader.app.voices import Voices
from gxreader.model.locator import Locator
from gxreader.settings.schema import POINT_AND_READ, VOICE_PROMPTS
from gxreader.settings.store import Settings


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
        """Off until the reader wishes for it."""
        self._session = session
        self._settings = settings
        self._appearance = appearance
        self._announcements = announcements
        self._listening = listening
        self._voices = voices

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
    def is_prompting(self) -> bool:
        """Whether what the program answers is spoken, and what the keyboard reaches."""
        return self._settings.get(VOICE_PROMPTS)

    def switch_prompts(self) -> None:
        """Speak what the program answers, or no longer."""
        on = not self.is_prompting
        self._settings.set(VOICE_PROMPTS, on)
        self._announcements.say("say.prompts" if on else "say.prompts-off")

    @property
    def _is_free(self) -> bool:
        """Whether nothing is being read that would be disturbed."""
        return self._listening.is_pointed or not self._listening.is_active

    def at(self, place: Locator) -> None:
        """The reader points at a place of the article: its sentence is read, once."""
        sentence = self._listening.sentence
        if not self.is_on or not self._is_free or self._session.article is None:
            return
        if self._listening.is_pointed and sentence is not None and _holds(sentence.place, place):
            return  # it is being read
        read_pointed(self._session, self._listening, place)

    def words(self, text: str) -> None:
        """The reader points at a key or a line of words, or the program says something."""
        wished = self.is_on or self.is_prompting
        if not wished or not self._is_free or not text.strip():
            return
        from gxreader.speech.script import language_of

        self._voices.speak(text, language_of(text, self._appearance.language))


def _holds(sentence: Locator, place: Locator) -> bool:
    return sentence.block == place.block and sentence.start <= place.start < max(sentence.end, 1)
