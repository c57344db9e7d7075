"""`gxreader speak`: an article spoken into a sound file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.cli.arguments import number
from gxreader.cli.loading import loaded
from gxreader.errors import OutputError, SpeechError, UsageError
from gxreader.i18n.messages import Messages

if TYPE_CHECKING:
    from gxreader.model.article import Article
    from gxreader.speech.script import Sentence
    from gxreader.speech.values import SpeechSettings, Utterance

_LANGUAGES = ("zh", "en")
_SLOWEST, _FASTEST = 0.5, 3.0


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument("source", metavar="SOURCE", help=messages.text("cli.open.source"))
    parser.add_argument(
        "--output", required=True, type=Path, metavar="FILE.wav", help=messages.text("cli.speak.output")
    )
    parser.add_argument(
        "--subtitles", type=Path, metavar="FILE.vtt|srt|lrc", help=messages.text("cli.speak.subtitles")
    )
    parser.add_argument("--voice", default="", metavar="ID", help=messages.text("cli.speak.voice"))
    parser.add_argument("--rate", type=number(messages), default=1.0, help=messages.text("cli.speak.rate"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Write the sound file; raises ReaderError."""
    if not _SLOWEST <= arguments.rate <= _FASTEST:
        raise UsageError("cli.speak.rate-wrong", lowest=str(_SLOWEST), highest=str(_FASTEST))
    seconds = speak_to_file(
        arguments.source,
        arguments.output,
        messages,
        voice=arguments.voice,
        rate=arguments.rate,
        subtitles=arguments.subtitles,
    )
    minutes, rest = divmod(round(seconds), 60)
    print(messages.text("cli.speak.done", name=str(arguments.output), length=f"{minutes}:{rest:02}"))
    return 0


def speak_to_file(
    source: str,
    output: Path,
    messages: Messages,
    *,
    voice: str = "",
    rate: float = 1.0,
    subtitles: Path | None = None,
) -> float:
    """Load an article and speak it into a file; its length in seconds. Raises ReaderError."""
    from gxreader.export.subtitles import FORMS

    if output.suffix.lower() != ".wav":
        raise UsageError("cli.speak.output-wrong", name=output.name)
    if subtitles is not None and subtitles.suffix.lower() not in FORMS:
        raise UsageError("cli.speak.subtitles-wrong", suffixes=" ".join(FORMS))
    settings = _settings(voice, rate)
    return speak_article(
        loaded(source, messages.language).article, output, messages, settings, subtitles=subtitles
    )


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
    from gxreader.export.audio import write_wave
    from gxreader.export.subtitles import Cue, written_subtitles
    from gxreader.model.units import Units
    from gxreader.speech.record import RECORDING_RATE, record
    from gxreader.speech.script import build_script
    from gxreader.speech.synthesiser import WorkerSynthesiser
    from gxreader.speech.values import SpeechSettings

    script = build_script(Units(article), article.language)
    if not script:
        raise SpeechError("speech.nothing-to-say")
    cues: list[Cue] = []

    def heard(sentence: Sentence, utterance: Utterance, start: float) -> None:
        words = tuple((mark.start, start + mark.milliseconds) for mark in utterance.marks)
        cues.append(Cue(start, start + utterance.milliseconds, sentence.text, words))

    synthesiser = WorkerSynthesiser(silent_without_engine=False)
    try:
        seconds = write_wave(
            output,
            RECORDING_RATE,
            record(
                script,
                synthesiser,
                settings or SpeechSettings(),
                lambda error: print(messages.error(error), file=sys.stderr),
                heard,
            ),
        )
    finally:
        synthesiser.close()
    if subtitles is not None:
        _write(subtitles, written_subtitles(cues, subtitles.suffix, article.title))
    return seconds


def _write(file: Path, text: str) -> None:
    from gxreader.settings.store import replace_file

    try:
        replace_file(file, text.encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError("export.cannot-write", name=file.name) from error


def _settings(voice: str, rate: float) -> SpeechSettings:
    """The chosen voice speaks the sentences of its own language. Raises UsageError for an unknown one."""
    from gxreader.speech.services import list_voices
    from gxreader.speech.values import SpeechSettings, VoiceChoice

    if not voice:
        return SpeechSettings(rate=rate)
    for known in list_voices():
        if known.id == voice:
            language = known.language.partition("-")[0].lower()
            return SpeechSettings(voices=(VoiceChoice(language, voice),), rate=rate)
    raise UsageError("speech.voice-unknown", voice=voice)
