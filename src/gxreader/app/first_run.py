"""The questions of the first start: language, text size, voice. One press answers each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxreader.app.interface import Page
from gxreader.app.voices import CHOSEN, voice_name
from gxreader.model.event import Event
from gxreader.settings.schema import (
    FIRST_RUN_DONE,
    MODE,
    SOUND,
    TEXT_SIZE_ELDERLY,
    TEXT_SIZE_STANDARD,
    VOICE_PROMPTS,
)
from gxreader.settings.store import Settings

if TYPE_CHECKING:
    from gxreader.app.reader import Reader

STEPS = ("language", "size", "voice")
# Names of the sizes that are offered, with the mode and the text size (pixels) they mean.
SIZES = {
    "ordinary": ("standard", 18),
    "large": ("elderly", 30),
    "larger": ("elderly", 42),
    "largest": ("elderly", 60),
}
NO_VOICE = "none"
_VOICES_OFFERED = 3


def is_wished(settings: Settings, *, is_asked_for_something: bool) -> bool:
    """Whether a start begins with the questions: THE place that decides it.

    Whoever starts with a file wants the file: the questions wait for a start without one. Where nothing is
    kept (a picture, a test, a terminal) the answers would not be either. After a damaged file of settings
    something else is told.
    """
    done = settings.get(FIRST_RUN_DONE)
    return settings.is_kept and not done and not is_asked_for_something and settings.damaged_copy is None


class FirstRun:
    """Which question stands, what may be answered and what is so now."""

    def __init__(self, reader: Reader) -> None:
        """Begin at the first question."""
        self.changed: Event[None] = Event()
        self.step = 0
        self._reader = reader

    def begin(self) -> None:
        """Ask from the first question on."""
        self.step = 0
        self._reader.interface.show_page(Page.FIRST_RUN)
        self.changed.emit(None)

    @property
    def question(self) -> str:
        """The name of the question that stands."""
        return STEPS[self.step]

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Each answer's id, and its words in the language of the window."""
        reader, words = self._reader, self._reader.appearance.messages
        if self.question == "language":
            return (("zh", "中文"), ("en", "English"))
        if self.question == "size":
            return tuple((name, words.text(f"first.size-{name}")) for name in SIZES)
        voices = reader.voices.of(reader.appearance.language)[:_VOICES_OFFERED]
        named = tuple((voice.id, voice_name(voice, words)) for voice in voices)
        return (*named, (NO_VOICE, words.text("first.voice-none")))

    @property
    def chosen(self) -> str:
        """The id of the answer that is so now; empty where none of them is."""
        reader = self._reader
        settings, language = reader.settings, reader.appearance.language
        if self.question == "language":
            return language
        if self.question == "size":
            now = reader.appearance.face.id, reader.appearance.text_size
            return next((name for name, size in SIZES.items() if size == now), "")
        if not settings.get(SOUND):
            return NO_VOICE
        voice = reader.voices.chosen(language)
        return voice.id if voice else ""

    def choose(self, answer: str) -> None:
        """Take an answer. A voice is heard first, and may be followed by another; all else leads on."""
        if self.question == "language":
            if answer != self._reader.appearance.language:
                self._reader.switch_language()
            self.forward()
        elif self.question == "size":
            self._choose_size(answer)
            self.forward()
        else:
            self._choose_voice(answer)
            self.changed.emit(None)

    def _choose_size(self, name: str) -> None:
        mode, size = SIZES[name]
        reader = self._reader
        reader.settings.set(MODE, mode)
        reader.settings.set(TEXT_SIZE_ELDERLY if mode == "elderly" else TEXT_SIZE_STANDARD, size)

    def _choose_voice(self, voice_id: str) -> None:
        reader = self._reader
        if voice_id == NO_VOICE:
            reader.settings.set(SOUND, False)
            reader.settings.set(VOICE_PROMPTS, "off")
            reader.announcements.say("say.without-sound")
            return
        if not reader.settings.get(SOUND):  # it had been answered otherwise before
            reader.settings.set(SOUND, True)
            reader.settings.set(VOICE_PROMPTS, VOICE_PROMPTS.default)
        language = reader.appearance.language
        reader.settings.set(CHOSEN[language], voice_id)
        reader.voices.try_out(language)

    def forward(self) -> None:
        """The next question, whether this one was answered or not; after the last the program begins."""
        if self.step + 1 == len(STEPS):
            self.finish()
        else:
            self.step += 1
            self.changed.emit(None)

    def back(self) -> bool:
        """The question before; False at the first one, which leaves the questions for good."""
        if self.step == 0:
            self._reader.settings.set(FIRST_RUN_DONE, True)
            return False
        self.step -= 1
        self.changed.emit(None)
        return True

    def finish(self) -> None:
        """No more questions, now or at the next start: an article is there to be read and heard."""
        reader = self._reader
        reader.settings.set(FIRST_RUN_DONE, True)
        reader.interface.show_page(Page.READING)
        reader.announcements.say("say.first-run-done")

    def spoken(self) -> str:
        """The question that stands and its answers, as they are read aloud."""
        words = self._reader.appearance.messages
        if self.question == "language":  # a voice says the words of its own language alone
            return words.text("first.language-spoken")
        stop = words.text("first.stop")
        answers = stop.join(name for _id, name in self.choices())
        return f"{words.text(f'first.{self.question}')}{answers}{stop}{words.text('first.how-spoken')}"
