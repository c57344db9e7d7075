"""`gxreader dictionary`: how words are said, changed and tried."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.errors import OutputError, UsageError
from gxreader.i18n.messages import Messages

if TYPE_CHECKING:
    from gxreader.speech.dictionary import Entry


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "add", "remove", "try"),
        default="list",
        help=messages.text("cli.dictionary.action"),
    )
    parser.add_argument("word", nargs="?", default="", help=messages.text("cli.dictionary.word"))
    parser.add_argument("--said", default="", metavar="TEXT", help=messages.text("cli.dictionary.said"))
    parser.add_argument("--pinyin", default="", help=messages.text("cli.dictionary.pinyin"))
    parser.add_argument("--skip", action="store_true", help=messages.text("cli.dictionary.skip"))
    parser.add_argument(
        "--match",
        choices=("word", "whole", "pattern"),
        default="word",
        help=messages.text("cli.dictionary.match"),
    )
    parser.add_argument(
        "--language", choices=("zh", "en", "yue"), default="", help=messages.text("cli.dictionary.language")
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help=messages.text("cli.dictionary.output"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """List, add, remove or try; raises UsageError or OutputError."""
    match arguments.action:
        case "add":
            _add(arguments)
            print(messages.text("dictionary.added", written=arguments.word))
        case "remove":
            _remove(arguments.word)
            print(messages.text("dictionary.removed", written=arguments.word))
        case "try":
            _try(arguments.word, arguments.output, messages)
        case _:
            _list(messages)
    return 0


def _add(arguments: argparse.Namespace) -> None:
    from gxreader.speech.dictionary import Entry, Match, OwnEntries
    from gxreader.speech.homophones import canonical

    entries = OwnEntries()
    entry = Entry(
        arguments.word,
        said=arguments.said,
        pinyin=canonical(arguments.pinyin) or arguments.pinyin,
        skipped=arguments.skip,
        match=Match(arguments.match),
        language=arguments.language,
    )
    try:
        entries.add(entry)
    except OSError as error:
        raise OutputError("dictionary.not-written", name=entries.file.name) from error


def _remove(word: str) -> None:
    from gxreader.speech.dictionary import OwnEntries

    entries = OwnEntries()
    try:
        removed = entries.remove(word)
    except OSError as error:
        raise OutputError("dictionary.not-written", name=entries.file.name) from error
    if not removed:
        raise UsageError("dictionary.not-there", written=word)


def _list(messages: Messages) -> None:
    from gxreader.speech.dictionary import OwnEntries

    entries = OwnEntries().all()
    if not entries:
        print(messages.text("dictionary.empty"))
    for entry in entries:
        print(f"{entry.written}\t{shown(entry, messages)}")


def shown(entry: Entry, messages: Messages) -> str:
    """How an entry is said, in a line."""
    if entry.skipped:
        return messages.text("dictionary.skipped")
    return " · ".join(part for part in (entry.said, entry.pinyin) if part)


def _try(words: str, output: Path | None, messages: Messages) -> None:
    """Write a trial into a file, or show what would be said."""
    from gxreader.speech.dictionary import Dictionary
    from gxreader.speech.normalise import normalise
    from gxreader.speech.script import language_of

    if not words.strip():
        raise UsageError("dictionary.no-word")
    if output is None:
        language = language_of(words, messages.language)
        spoken, pinyin = Dictionary().apply(words, language, reads_pinyin=True)
        readings = [f"{spoken.text[start:end]} {said}" for (start, end), said in pinyin.items()]
        print(" · ".join([normalise(spoken.text, language).text, *readings]))
        return
    from gxreader.cli.speak import speak_article
    from gxreader.model.article import Article, Paragraph, text_run

    article = Article(title="", blocks=(Paragraph(text_run(words)),), language=messages.language)
    speak_article(article, output, messages)
