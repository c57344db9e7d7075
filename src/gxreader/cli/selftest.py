"""`gxreader selftest`: what this installation can do, as JSON, for administrators and for packages' tests."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from importlib import metadata
from pathlib import Path

import msgspec

from gxreader import __version__
from gxreader.errors import NotFound, ReaderError, Unreadable
from gxreader.i18n.messages import LANGUAGES, Messages

_LIBRARIES = ("PySide6_Essentials", "pyttsx3", "miniaudio", "msgspec", "lxml", "httpx", "Pillow", "qrcode")
_SAMPLE = "策马扬鞭 桂港合奏新篇章 今日啲菜好新鲜 沙角邨 •—“”‘’《》…· ABC abc 0123 ，。；：？！（）"


class Report(msgspec.Struct, frozen=True):
    """What the self-test found; `ok` is false if the program cannot do its main job."""

    ok: bool
    version: str
    python: str
    platform: str
    frozen: bool
    libraries: dict[str, str]
    languages: tuple[str, ...]
    qt: str
    qt_platform: str
    image_formats: tuple[str, ...]
    font_families: tuple[str, ...]
    glyphs_missing: str
    voices: tuple[str, ...]
    spoken_milliseconds: int
    audio_device: str
    database: str
    problems: tuple[str, ...]


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument("--text", metavar="FILE", type=Path, help=messages.text("cli.selftest.text"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Print the report; 1 if the main job cannot be done. Raises LoadError for a text it cannot read."""
    sample = _text_of(arguments.text) if arguments.text else _SAMPLE
    report = examine(sample, messages)
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    return 0 if report.ok else 1


def _text_of(file: Path) -> str:
    """A text to be shown, exactly as it stands in the file. Raises LoadError with its sentence."""
    if file.is_dir():
        raise Unreadable("load.folder", name=file.name or str(file))
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NotFound("load.file-missing", name=file.name or str(file)) from error
    except UnicodeDecodeError as error:
        raise Unreadable("cli.selftest.not-utf8", name=file.name) from error
    except OSError as error:
        raise Unreadable("load.file-trouble", name=file.name or str(file)) from error


def examine(sample: str, messages: Messages) -> Report:
    """Try everything the main job needs."""
    problems: list[str] = []
    qt = _qt_facts(sample, problems)
    voices, milliseconds = _speech_facts(messages, problems)
    return Report(
        ok=not problems,
        version=__version__,
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.release()} {platform.machine()}",
        frozen=bool(getattr(sys, "frozen", False)),
        libraries={name: _version(name) for name in _LIBRARIES},
        languages=LANGUAGES,
        qt=qt[0],
        qt_platform=qt[1],
        image_formats=qt[2],
        font_families=qt[3],
        glyphs_missing=qt[4],
        voices=voices,
        spoken_milliseconds=milliseconds,
        audio_device=_audio_device(),
        database=_database(problems),
        problems=tuple(problems),
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # it is not installed, which is what is asked
        return ""


def _qt_facts(sample: str, problems: list[str]) -> tuple[str, str, tuple[str, ...], tuple[str, ...], str]:
    if not os.environ.get("DISPLAY") and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from gxreader.qt.facts import facts
    except ImportError as error:
        problems.append(f"qt: {error}")
        return "", "", (), (), ""
    found = facts(sample)
    if found.glyphs_missing:
        problems.append(f"glyphs: {found.glyphs_missing}")
    if "svg" not in found.image_formats:
        problems.append("image formats: svg")
    return found.version, found.platform, found.image_formats, found.font_families, found.glyphs_missing


def _speech_facts(messages: Messages, problems: list[str]) -> tuple[tuple[str, ...], int]:
    from gxreader.speech.services import try_speech

    try:
        return try_speech(messages.text("cli.selftest.sentence"), messages.language)
    except ReaderError as error:
        problems.append(f"speech: {messages.error(error)}")
        return (), 0


def _audio_device() -> str:
    """The name of the device sound would go to, or an empty text; having none is no fault."""
    from gxreader.speech.sinks.alsa import hush

    try:
        import miniaudio
    except ImportError:  # no sound library, which is what is asked
        return ""
    hush()
    try:
        devices = miniaudio.Devices().get_playbacks()
    except (OSError, RuntimeError, miniaudio.MiniaudioError):
        return ""
    return str(devices[0]["name"]) if devices else ""


def _database(problems: list[str]) -> str:
    """SQLite's version, if it has the full-text search the library relies on."""
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        except sqlite3.OperationalError:
            problems.append("database: fts5")
    connection.close()
    return sqlite3.sqlite_version
