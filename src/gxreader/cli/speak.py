"""`gxreader speak`: an article, a part of it or a whole book spoken into sound files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.cli.arguments import number, whole_number
from gxreader.cli.loading import loaded
from gxreader.cli.progress_line import ProgressLine
from gxreader.errors import Cancelled, UsageError
from gxreader.i18n.messages import Messages

if TYPE_CHECKING:
    from gxreader.app.recording_values import Recorded, Wish
    from gxreader.model.article import Article
    from gxreader.speech.values import SpeechSettings

_SLOWEST, _FASTEST = 0.5, 3.0
_SHORTEST, _LONGEST = 1, 240  # minutes of a numbered file
_WORDS = (".vtt", ".srt", ".lrc")


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""

    def add(name: str, metavar: str, key: str, **more: object) -> None:
        parser.add_argument(name, metavar=metavar, help=messages.text(f"cli.speak.{key}"), **more)  # type: ignore[arg-type]  # argparse has no type for its options

    parser.add_argument("source", metavar="SOURCE", help=messages.text("cli.open.source"))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--output", type=Path, metavar="FILE", help=messages.text("cli.speak.output"))
    where.add_argument("--folder", type=Path, metavar="DIR", help=messages.text("cli.speak.folder"))
    where.add_argument("--list-parts", action="store_true", help=messages.text("cli.speak.list-parts"))
    add("--format", "mp3|opus|m4b|flac|wav", "format", default="mp3")
    add("--minutes", "N", "minutes", type=whole_number(messages), default=15)
    parser.add_argument("--ascii-names", action="store_true", help=messages.text("cli.speak.ascii-names"))
    add("--part", "N[-M]", "part", default="")
    add("--from", "HEADING", "from", dest="first", default="")
    add("--to", "HEADING", "to", dest="last", default="")
    add("--subtitles", "FILE.vtt|srt|lrc", "subtitles", default="")
    add("--chapters", "FILE.vtt", "chapters", type=Path)
    add("--voice", "ID", "voice", default="")
    add("--rate", "RATE", "rate", type=number(messages), default=1.0)
    parser.add_argument("--resume", action="store_true", help=messages.text("cli.speak.resume"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Write the sound files, or list the parts; raises ReaderError."""
    if arguments.list_parts:
        return _list_parts(loaded(arguments.source, messages.language).article, messages)
    _check(arguments)
    settings = _settings(arguments.voice, arguments.rate)
    article = loaded(arguments.source, messages.language).article
    recorded = _record(_wish(arguments, article, settings, messages), messages)
    minutes, rest = divmod(round(recorded.seconds), 60)
    length = f"{minutes}:{rest:02}"
    name = str(arguments.output or arguments.folder)
    if arguments.folder is not None:
        print(messages.text("cli.speak.done-folder", name=name, count=len(recorded.files), length=length))
    else:
        print(messages.text("cli.speak.done", name=name, length=length))
    return 0


def _check(arguments: argparse.Namespace) -> None:
    """Look at what was given before anything is loaded. Raises UsageError."""
    from gxreader.export.audio_formats import format_of

    if not _SLOWEST <= arguments.rate <= _FASTEST:
        raise UsageError("cli.speak.rate-wrong", lowest=str(_SLOWEST), highest=str(_FASTEST))
    if not _SHORTEST <= arguments.minutes <= _LONGEST:
        raise UsageError("cli.speak.minutes-wrong", lowest=_SHORTEST, highest=_LONGEST)
    format_of(_suffix(arguments))
    if arguments.subtitles and _words_suffix(arguments) not in _WORDS:
        raise UsageError("cli.speak.subtitles-wrong", suffixes=" ".join(_WORDS))
    if arguments.chapters is not None and arguments.chapters.suffix.lower() != ".vtt":
        raise UsageError("cli.output-wrong", name=arguments.chapters.name, ending=".vtt")
    if arguments.part and (arguments.first or arguments.last):
        raise UsageError("cli.speak.part-or-heading")


def _suffix(arguments: argparse.Namespace) -> str:
    if arguments.output is not None:
        return str(arguments.output.suffix.lower())
    return f".{arguments.format.lower().lstrip('.')}"


def _words_suffix(arguments: argparse.Namespace) -> str:
    """The kind of subtitles: of a file, or, for a folder, alone (lrc)."""
    given = str(arguments.subtitles).lower()
    return Path(given).suffix or f".{given.lstrip('.')}"


def _wish(
    arguments: argparse.Namespace, article: Article, settings: SpeechSettings, messages: Messages
) -> Wish:
    """What is to be recorded. Raises UsageError for a part that is not there."""
    from gxreader.app.recording_choice import chosen
    from gxreader.app.recording_values import Wish
    from gxreader.model.units import Units

    choice = chosen(Units(article), arguments.part, arguments.first, arguments.last)
    in_folder = arguments.folder is not None
    words = arguments.subtitles
    return Wish(
        article=article,
        units=choice.units,
        title=choice.title or article.title or messages.text("ui.untitled"),
        target=arguments.folder if in_folder else arguments.output,
        settings=settings,
        suffix=_suffix(arguments),
        numbered=in_folder,
        minutes=arguments.minutes,
        ascii_names=arguments.ascii_names,
        subtitles=Path(words) if words and not in_folder else None,
        subtitle_suffix=_words_suffix(arguments) if words and in_folder else "",
        chapters=arguments.chapters,
        resume=arguments.resume,
    )


def _record(wish: Wish, messages: Messages) -> Recorded:
    """Record with progress on a terminal. Ctrl-C leaves nothing, or what can be gone on from."""
    from gxreader.app.recording import Recording

    line = ProgressLine(messages)
    recording = Recording(wish, line.show)
    try:
        recorded = recording.run()
    except KeyboardInterrupt:
        line.end()
        raise Cancelled("cli.speak.interrupted" if wish.resume else "export.cancelled") from None
    finally:
        line.end()
    for error in recorded.skipped:
        print(messages.error(error), file=sys.stderr)
    return recorded


def speak_article(
    article: Article,
    output: Path,
    messages: Messages,
    settings: SpeechSettings | None = None,
    *,
    subtitles: Path | None = None,
) -> float:
    """Speak an article into a file, as `settings` say or at ordinary pace; its length in seconds.

    `subtitles` is a second file, for the words and when they are heard. Raises ReaderError.
    """
    from gxreader.app.recording_values import Wish
    from gxreader.export.audio_formats import format_of
    from gxreader.model.units import Units
    from gxreader.speech.values import SpeechSettings

    format_of(output.suffix)
    wish = Wish(
        article=article,
        units=Units(article).all,
        title=article.title or messages.text("ui.untitled"),
        target=output,
        settings=settings or SpeechSettings(),
        suffix=output.suffix.lower(),
        subtitles=subtitles,
    )
    return _record(wish, messages).seconds


def _list_parts(article: Article, messages: Messages) -> int:
    """Print the parts by number, with the headings they begin with."""
    from gxreader.app.recording_choice import part_titles
    from gxreader.model.units import Units

    for place, title in enumerate(part_titles(Units(article)), 1):
        print(f"{place:>4}  {title or messages.text('ui.untitled')}")
    return 0


def _settings(voice: str, rate: float) -> SpeechSettings:
    """The chosen voice speaks the sentences of its own language. Raises UsageError for an unknown one."""
    from gxreader.speech.dictionary import OwnEntries
    from gxreader.speech.services import list_voices
    from gxreader.speech.values import SpeechSettings, VoiceChoice

    edition = OwnEntries().edition
    if not voice:
        return SpeechSettings(rate=rate, edition=edition)
    for known in list_voices():
        if known.id == voice:
            language = known.language.partition("-")[0].lower()
            return SpeechSettings(voices=(VoiceChoice(language, voice),), rate=rate, edition=edition)
    raise UsageError("speech.voice-unknown", voice=voice)
