"""The voices of this computer, one chosen for each language, and heard on a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.listening import Listening
from gxreader.app.tasks import Tasks
from gxreader.app.voice import speech_settings
from gxreader.i18n.messages import Messages
from gxreader.model.event import Event
from gxreader.settings.schema import VOICE_EN, VOICE_YUE, VOICE_ZH, Setting
from gxreader.settings.store import Settings

if TYPE_CHECKING:  # imported when a voice is asked for, not before the window is there
    from gxreader.speech.values import Voice

CHOSEN: dict[str, Setting[str]] = {"zh": VOICE_ZH, "en": VOICE_EN, "yue": VOICE_YUE}
# What each voice says of itself: in its own language, whatever that of the window is.
SAMPLES = {
    "zh": "您好，我来给您读文章。今天天气不错，我们慢慢听。",
    "en": "Hello, I will read to you. It is a fine day, so let us take our time.",
    "yue": "你好，我嚟读文章畀你听。今日天气几好，慢慢听啦。",
}
_NATURAL = "kokoro"
# Of espeak-ng's many accents, those a reader here would look for.
_ORDINARY = {
    "zh": ("espeak:sit/cmn",),
    "en": ("espeak:gmw/en-us", "espeak:gmw/en", "espeak:gmw/en-gb"),
    "yue": ("espeak:sit/yue",),
}


def voice_name(voice: Voice, messages: Messages) -> str:
    """The name of a voice in the reader's language, where the catalogue has one; else its own."""
    key = f"cli.voices.name.{voice.id.rpartition('/')[2].rpartition(':')[2].lower()}"
    return messages.text(key) if voice.engine in {_NATURAL, "espeak"} and messages.has(key) else voice.name


def offered(voices: tuple[Voice, ...], language: str) -> tuple[Voice, ...]:
    """The voices a reader may choose from for a language, the best first."""
    known = [voice for voice in voices if _speaks(voice, language)]
    natural = [voice for voice in known if voice.engine == _NATURAL]
    of_espeak = [voice for name in _ORDINARY[language] for voice in known if voice.id == name]
    others = [voice for voice in known if voice.engine not in {_NATURAL, "espeak"}]
    return (*natural, *others, *of_espeak)


def _speaks(voice: Voice, language: str) -> bool:
    primary = voice.language.lower().partition("-")[0]
    return ("zh" if primary == "cmn" else primary) == language


class Voices:
    """Which voice reads which language; the list is asked for once, when somebody wants to see it."""

    def __init__(
        self, settings: Settings, announcements: Announcements, tasks: Tasks, listening: Listening
    ) -> None:
        """Choose for `listening`."""
        self.changed: Event[None] = Event()
        self._settings = settings
        self._announcements = announcements
        self._tasks = tasks
        self._listening = listening
        self._voices: tuple[Voice, ...] | None = None
        self._asked = False

    def load(self) -> None:
        """Ask for the list; `changed` tells when it is there."""
        if not self._asked:
            self._asked = True
            self._listening.player().list_voices(lambda found: self._tasks.post(lambda: self._take(found)))

    def _take(self, found: tuple[Voice, ...]) -> None:
        self._voices = found
        self.changed.emit(None)

    @property
    def is_loaded(self) -> bool:
        """Whether the list is there."""
        return self._voices is not None

    def of(self, language: str) -> tuple[Voice, ...]:
        """The voices for a language (zh, en or yue), the best first; none before the list is there."""
        return offered(self._voices or (), language)

    def chosen(self, language: str) -> Voice | None:
        """The voice that reads a language: the reader's choice, else the best there is."""
        voices = self.of(language)
        wish = self._settings.get(CHOSEN[language])
        return next((voice for voice in voices if voice.id == wish), voices[0] if voices else None)

    def step(self, language: str, by: int) -> None:
        """Choose the next voice of a language, or the one before, and let it be heard."""
        voices, now = self.of(language), self.chosen(language)
        if now is None:
            self._announcements.say("say.no-voice")
            return
        new = voices[(voices.index(now) + by) % len(voices)]
        self._settings.set(CHOSEN[language], new.id)
        self.changed.emit(None)
        self.try_out(language)

    def try_out(self, language: str) -> None:
        """Let the chosen voice say a sentence; reading stops, and its place is kept."""
        voice = self.chosen(language)
        if voice is None:
            self._announcements.say("say.no-voice")
            return
        self._say(SAMPLES[language], language, voice.id)

    def say(self, text: str, language: str) -> None:
        """Let some words be heard in the voice of their language, by the dictionary as it is now."""
        voice = self.chosen(language) if language in CHOSEN else None
        self._say(text, language, voice.id if voice else "")

    def speak(self, text: str, language: str) -> None:
        """The same without a word on screen: it is what the reader points at."""
        voice = self.chosen(language) if language in CHOSEN else None
        self._hear(text, language, voice.id if voice else "")

    def _say(self, text: str, language: str, voice_id: str) -> None:
        self._listening.stop()
        self._hear(text, language, voice_id)
        self._announcements.say("say.trying")

    def _hear(self, text: str, language: str, voice_id: str) -> None:
        player = self._listening.player()
        player.set_settings(speech_settings(self._settings))
        player.try_out(text, language, voice_id)
