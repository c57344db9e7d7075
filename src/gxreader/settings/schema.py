"""THE table of settings: key, kind, default, allowed values. The settings file is made from it."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from gxreader.theme.sizes import ELDERLY, STANDARD

Value = TypeVar("Value", str, int, float, bool)


class Setting(msgspec.Struct, Generic[Value], frozen=True):
    """One setting. `choices` or `lowest`..`highest` bound it; `key` also names its words, `setting.<key>`."""

    key: str
    default: Value
    choices: tuple[Value, ...] = ()
    lowest: Value | None = None
    highest: Value | None = None

    def accepts(self, value: object) -> bool:
        """Whether a value, perhaps from a file somebody edited, is of this setting's kind and range."""
        kind = type(self.default)
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            return False
        if self.choices:
            return value in self.choices
        return not (
            (self.lowest is not None and value < self.lowest)
            or (self.highest is not None and value > self.highest)
        )


LANGUAGE = Setting("language", "", choices=("", "zh", "en"))
MODE = Setting("mode", "standard", choices=("standard", "elderly"))
SCHEME = Setting(
    "scheme",
    "paper",
    choices=(
        "paper",
        "white",
        "green",
        "blue",
        "night",
        "white-on-black",
        "yellow-on-black",
        "yellow-on-blue",
        "black-on-yellow",
    ),
)
TEXT_SIZE_STANDARD = Setting("text-size-standard", 18, choices=STANDARD.ladder)
TEXT_SIZE_ELDERLY = Setting("text-size-elderly", 30, choices=ELDERLY.ladder)
SPEECH_RATE = Setting("speech-rate", 1.0, lowest=0.5, highest=3.0)
VOLUME = Setting("volume", 1.0, lowest=0.0, highest=1.0)
VOICE_ZH = Setting("voice-zh", "")
VOICE_EN = Setting("voice-en", "")
FULL_WIDTH_PUNCTUATION = Setting("full-width-punctuation", default=True)
PRINT_TEXT_SIZE = Setting("print-text-size", 20, lowest=18, highest=48)
WINDOW_WIDTH = Setting("window-width", 1280, lowest=640, highest=16000)
WINDOW_HEIGHT = Setting("window-height", 800, lowest=480, highest=16000)
WINDOW_MAXIMISED = Setting("window-maximised", default=True)

Any = Setting[str] | Setting[int] | Setting[float] | Setting[bool]

SETTINGS: tuple[Any, ...] = (
    LANGUAGE,
    MODE,
    SCHEME,
    TEXT_SIZE_STANDARD,
    TEXT_SIZE_ELDERLY,
    SPEECH_RATE,
    VOLUME,
    VOICE_ZH,
    VOICE_EN,
    FULL_WIDTH_PUNCTUATION,
    PRINT_TEXT_SIZE,
    WINDOW_WIDTH,
    WINDOW_HEIGHT,
    WINDOW_MAXIMISED,
)
