"""How the voice reads: pace, volume, clear hearing, one ear. Each is a setting, which the player follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.settings.schema import (
    CLEAR_HEARING,
    EAR,
    HEADING_PAUSE,
    PARAGRAPH_PAUSE,
    READ_PAGES,
    SENTENCE_PAUSE,
    SKIP_ALTERNATIVES,
    SKIP_CAPTIONS,
    SKIP_CODE,
    SKIP_NOTES,
    SKIP_TABLES,
    SOUND,
    SPEECH_RATE,
    VOICE_EN,
    VOICE_YUE,
    VOICE_ZH,
    VOLUME,
    VOLUME_LIMIT,
    Any,
    Setting,
)
from gxreader.settings.store import Settings

if TYPE_CHECKING:  # the voice is imported when something is to be read, not before the window is there
    from gxreader.speech.spoken import Skip
    from gxreader.speech.values import SpeechSettings

RATE_STEP = 0.1
VOLUME_STEP = 0.1
CLEAR_PACE = 0.9  # of the chosen pace
CLEAR_PAUSE = 1.5  # of the chosen pauses

# Milliseconds after a sentence, a paragraph, a heading.
PAUSES = {"short": (120, 300, 500), "ordinary": (250, 500, 800), "long": (600, 1200, 1600)}

SKIPS: tuple[Setting[bool], ...] = (
    SKIP_CAPTIONS,
    SKIP_ALTERNATIVES,
    SKIP_TABLES,
    SKIP_NOTES,
    SKIP_CODE,
)
SKIP_KEYS = frozenset(setting.key for setting in (*SKIPS, READ_PAGES))
HEARD: tuple[Any, ...] = (
    SPEECH_RATE,
    VOLUME,
    SOUND,
    VOLUME_LIMIT,
    SENTENCE_PAUSE,
    PARAGRAPH_PAUSE,
    HEADING_PAUSE,
    CLEAR_HEARING,
    EAR,
    VOICE_ZH,
    VOICE_EN,
    VOICE_YUE,
)
RESETTABLE = (
    *(setting for setting in HEARD if setting is not VOLUME_LIMIT),
    *SKIPS,
    READ_PAGES,
)  # by the reader
HEARD_KEYS = frozenset(setting.key for setting in HEARD)


def speech_settings(settings: Settings) -> SpeechSettings:
    """What the reader's settings mean for the voice."""
    from gxreader.speech.dictionary import OwnEntries
    from gxreader.speech.values import SLOWEST, Ear, SpeechSettings, VoiceChoice

    clear = settings.get(CLEAR_HEARING)
    longer = CLEAR_PAUSE if clear else 1.0
    chosen = (
        ("zh", settings.get(VOICE_ZH)),
        ("en", settings.get(VOICE_EN)),
        ("yue", settings.get(VOICE_YUE)),
    )
    return SpeechSettings(
        voices=tuple(VoiceChoice(language, voice) for language, voice in chosen if voice),
        rate=max(round(settings.get(SPEECH_RATE) * (CLEAR_PACE if clear else 1.0), 3), SLOWEST),
        volume=min(settings.get(VOLUME), settings.get(VOLUME_LIMIT)) if settings.get(SOUND) else 0.0,
        sentence_pause=round(settings.get(SENTENCE_PAUSE) * longer),
        paragraph_pause=round(settings.get(PARAGRAPH_PAUSE) * longer),
        heading_pause=round(settings.get(HEADING_PAUSE) * longer),
        clear=clear,
        ear=Ear(settings.get(EAR)),
        edition=OwnEntries().edition,
    )


def skipped(settings: Settings) -> frozenset[Skip]:
    """What the reader does not want to hear."""
    from gxreader.speech.spoken import Skip

    return frozenset(Skip(setting.key.removeprefix("skip-")) for setting in SKIPS if settings.get(setting))


class VoiceControls:
    """Keys that change how the voice reads, each answered in words."""

    def __init__(self, settings: Settings, announcements: Announcements) -> None:
        """Change these settings."""
        self._settings = settings
        self._announcements = announcements

    def faster(self) -> None:
        """Read a little faster."""
        self._change_rate(RATE_STEP)

    def slower(self) -> None:
        """Read a little slower."""
        self._change_rate(-RATE_STEP)

    def _change_rate(self, step: float) -> None:
        old = self._settings.get(SPEECH_RATE)
        lowest, highest = SPEECH_RATE.lowest or 0.5, SPEECH_RATE.highest or 3.0
        new = round(min(max(old + step, lowest), highest), 2)
        if new == old:
            self._announcements.say("say.fastest" if step > 0 else "say.slowest")
            return
        self._settings.set(SPEECH_RATE, new)
        self._announcements.say("say.faster" if step > 0 else "say.slower", rate=f"{new:.1f}")

    def switch_sound(self) -> None:
        """Silence all sound at once, or let it be heard again; reading goes on either way."""
        heard = not self._settings.get(SOUND)
        self._settings.set(SOUND, heard)
        self._announcements.say("say.sound-on" if heard else "say.sound-off")

    def louder(self) -> None:
        """Speak a little louder, as far as this place allows."""
        self._change_volume(VOLUME_STEP)

    def quieter(self) -> None:
        """Speak a little more quietly."""
        self._change_volume(-VOLUME_STEP)

    def _change_volume(self, step: float) -> None:
        if not self._settings.get(SOUND):  # who wants it louder wants to hear it
            self.switch_sound()
            return
        limit = self._settings.get(VOLUME_LIMIT)
        old = min(self._settings.get(VOLUME), limit)
        new = round(min(max(old + step, VOLUME_STEP), limit), 2)
        if new == old or (step > 0 and new < old):
            least = "say.loudest" if limit >= 1.0 else "say.volume-limit"
            self._announcements.say(least if step > 0 else "say.quietest")
            return
        self._settings.set(VOLUME, new)
        self._announcements.say("say.louder" if step > 0 else "say.quieter", level=round(new * 10), levels=10)

    def switch_clear_hearing(self) -> None:
        """Make the voice clear for ageing ears, or as it was."""
        clear = not self._settings.get(CLEAR_HEARING)
        self._settings.set(CLEAR_HEARING, clear)
        self._announcements.say("say.clear-hearing" if clear else "say.clear-hearing-off")

    @property
    def pauses(self) -> str:
        """How long it is silent between sentences and paragraphs: short, ordinary or long."""
        pause = self._settings.get(SENTENCE_PAUSE)
        return min(PAUSES, key=lambda name: abs(PAUSES[name][0] - pause))

    def next_pauses(self) -> None:
        """Longer pauses; after the longest the shortest."""
        names = list(PAUSES)
        new = names[(names.index(self.pauses) + 1) % len(names)]
        for setting, value in zip((SENTENCE_PAUSE, PARAGRAPH_PAUSE, HEADING_PAUSE), PAUSES[new], strict=True):
            self._settings.set(setting, value)
        self._announcements.say(f"say.pauses-{new}")

    def switch_skip(self, what: Setting[bool]) -> None:
        """Leave out one kind of text, or read it again; page numbers the other way round."""
        on = not self._settings.get(what)
        self._settings.set(what, on)
        self._announcements.say(f"say.{what.key}" if on else f"say.{what.key}-off")

    def reset(self) -> None:
        """The voice as it was on the first day, in all its settings."""
        self._settings.restore(tuple((setting, setting.default) for setting in RESETTABLE))
        self._announcements.say("say.voice-reset")

    @property
    def is_skipping(self) -> bool:
        """Whether captions, tables or notes are left out."""
        return any(self._settings.get(setting) for setting in SKIPS)

    def switch_skipping(self) -> None:
        """Read the running text alone, or everything again."""
        skip = not self.is_skipping
        for setting in SKIPS:
            self._settings.set(setting, skip)
        self._announcements.say("say.skipping" if skip else "say.skipping-off")

    def next_ear(self) -> None:
        """Both ears, the left one, the right one, both again."""
        ears = EAR.choices
        new = ears[(ears.index(self._settings.get(EAR)) + 1) % len(ears)]
        self._settings.set(EAR, new)
        self._announcements.say(f"say.ear-{new}")
