"""`gxreader open`: the window; or, without a screen, a picture of the article and its sound.

What comes in through standard input can be read only once, and before a window is there: it is loaded here,
and handed on as a work.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.cli.arguments import check_output, whole_number
from gxreader.errors import ReaderError, UsageError
from gxreader.i18n.messages import Messages
from gxreader.settings import schema
from gxreader.settings.store import Settings, settings_file

if TYPE_CHECKING:
    from gxreader.load.loader import Work

PICTURE = "gxreader-article.png"
SOUND = "gxreader-article.wav"
_SMALLEST_SIDE, _LARGEST_SIDE = 320, 16000
_SMALLEST_TEXT, _LARGEST_TEXT = 8, 200


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    text = messages.text
    parser.add_argument("source", nargs="?", default="", metavar="SOURCE", help=text("cli.open.source"))
    parser.add_argument("--mode", choices=schema.MODE.choices, help=text("cli.open.mode"))
    parser.add_argument("--theme", choices=schema.SCHEME.choices, help=text("cli.open.theme"))
    parser.add_argument(
        "--text-size", type=whole_number(messages), metavar="PX", help=text("cli.open.text-size")
    )
    parser.add_argument("--window", metavar="WxH", help=text("cli.open.window"))
    parser.add_argument("--screenshot", metavar="FILE.png", type=Path, help=text("cli.open.screenshot"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Open the window; raises ReaderError."""
    size = window_size(arguments.window) if arguments.window else None
    if arguments.screenshot:
        check_output(arguments.screenshot, ".png")
    # A picture is painted from what the command line says alone, and changes nobody's settings.
    settings = Settings(None if arguments.screenshot else settings_file())
    apply(arguments, settings)
    source: str = arguments.source
    if not arguments.screenshot and not has_display():
        return _without_screen(settings, source, size, messages)
    work = _loaded(source, messages) if _is_standard_input(source) else None
    if arguments.screenshot:
        _prepare_without_display()
    return _window(settings, source, work, size, arguments.screenshot)


def apply(arguments: argparse.Namespace, settings: Settings) -> None:
    """Put the command line's wishes over the settings. Raises UsageError for a size nobody could read."""
    if getattr(arguments, "lang", None):
        settings.set(schema.LANGUAGE, arguments.lang)
    if arguments.mode:
        settings.set(schema.MODE, arguments.mode)
    if arguments.theme:
        settings.set(schema.SCHEME, arguments.theme)
        settings.set(schema.FOLLOW_SYSTEM, False)
    if arguments.text_size is not None:
        if not _SMALLEST_TEXT <= arguments.text_size <= _LARGEST_TEXT:
            raise UsageError("cli.open.text-size-wrong", lowest=_SMALLEST_TEXT, highest=_LARGEST_TEXT)
        elderly = settings.get(schema.MODE) == "elderly"
        setting = schema.TEXT_SIZE_ELDERLY if elderly else schema.TEXT_SIZE_STANDARD
        nearest = min(setting.choices, key=lambda size: abs(size - arguments.text_size))
        settings.set(setting, nearest)


def window_size(text: str) -> tuple[int, int]:
    """`1366x768` as two numbers. Raises UsageError."""
    width, _cross, height = text.lower().partition("x")
    if width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if all(_SMALLEST_SIDE <= side <= _LARGEST_SIDE for side in size):
            return size
    raise UsageError("cli.open.window-wrong", given=text)


def _is_standard_input(source: str) -> bool:
    return source.strip() == "-"


def _loaded(source: str, messages: Messages) -> Work:
    from gxreader.cli.loading import loaded

    return loaded(source or "gxreader:welcome", messages.language)


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _prepare_without_display() -> None:
    """Paint into memory, also where there is a screen: no window is to flash up for a picture."""
    if not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _window(
    settings: Settings,
    source: str,
    work: Work | None,
    size: tuple[int, int] | None,
    screenshot: Path | None,
) -> int:
    # Nothing of what a start makes is garbage: looking for it costs a tenth of the time to the first paint.
    gc.disable()
    try:
        from gxreader.qt.main import Wish, run
    except ImportError as error:
        raise ReaderError("cli.no-qt", detail=str(error).splitlines()[0]) from error
    return run(settings, Wish(source=source, work=work, size=size, screenshot=screenshot))


def _without_screen(settings: Settings, source: str, size: tuple[int, int] | None, messages: Messages) -> int:
    """Do the main job all the same: what would be on screen as a picture, what would be heard as a sound."""
    from gxreader.cli.speak import speak_article

    work = _loaded(source, messages)
    print(messages.text("cli.open.no-screen"), flush=True)
    picture, sound = Path.cwd() / PICTURE, Path.cwd() / SOUND
    _prepare_without_display()
    _window(settings, source, work if source else None, size or (1366, 768), picture)
    print(picture, flush=True)
    speak_article(work.article, sound, messages)
    print(sound)
    return 0
