"""`gxreader library`: add, search and list what is kept; export, import, back up, restore, remove, clear."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.library_files import SUFFIXES, LibraryForm
from gxreader.cli.arguments import whole_number
from gxreader.errors import OutputError, ReaderError, UsageError
from gxreader.i18n.messages import Messages, plain_date

if TYPE_CHECKING:
    from gxreader.library.library import Library
    from gxreader.library.search.searching import Hit
    from gxreader.library.values import Work

_MOST = 100  # lines, if nothing else is asked for


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "action", nargs="?", choices=tuple(_ACTIONS), default="list", help=messages.text("cli.library.action")
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help=messages.text("cli.library.words"))
    parser.add_argument("--json", action="store_true", help=messages.text("cli.library.json"))
    parser.add_argument(
        "--limit",
        type=whole_number(messages),
        default=_MOST,
        metavar="N",
        help=messages.text("cli.library.limit"),
    )
    parser.add_argument("--tag", default="", help=messages.text("cli.library.tag"))
    parser.add_argument(
        "--format", choices=[form.value for form in LibraryForm], help=messages.text("cli.library.format")
    )
    parser.add_argument("--yes", action="store_true", help=messages.text("cli.library.yes"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Do what is asked; raises ReaderError."""
    if arguments.limit < 1:
        raise UsageError("cli.library.limit-wrong")
    from gxreader.library.library import Library, library_file

    library = Library(library_file())
    with contextlib.closing(library):
        opening = library.open()
        if opening.damaged:
            key = "library.set-aside-backup" if opening.backup else "library.set-aside"
            print(messages.text(key, file=opening.damaged, backup=opening.backup), file=sys.stderr)
        return _ACTIONS[arguments.action](library, arguments, messages)


def _add(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    from gxreader.cli.loading import opened
    from gxreader.load.reference import Kind, parse_reference

    code = 0
    for source in _words(arguments):
        try:
            with opened(source, messages.language) as (work, _loader):
                reference = parse_reference(source, working_folder=Path.cwd())
                named = reference.value if reference.kind in {Kind.FILE, Kind.ADDRESS} else ""
                kept = library.offline.save(work.article, work.article.url or named)
            if arguments.tag:
                library.works.tag(kept, arguments.tag)
        except ReaderError as error:
            if len(arguments.words) == 1:
                raise
            print(f"{source}: {messages.error(error)}", file=sys.stderr)  # the others are added all the same
            code = 1
        else:
            print(messages.text("cli.library.added", title=_one_line(work.article.title or source)))
    return code


def _search(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    tag = f' tag:"{arguments.tag}"' if arguments.tag else ""
    found = library.search.find(" ".join(_words(arguments)) + tag, limit=arguments.limit)
    if arguments.json:
        _print_json({"total": found.total, "more": found.is_more, "hits": found.hits})
        return 0
    for hit in found.hits:
        print(_line(hit))
    if not found.hits:
        print(messages.text("cli.library.nothing-found"), file=sys.stderr)
    return 0


def _line(hit: Hit) -> str:
    """Title first, then day, address and the words around."""
    work = hit.work
    day = plain_date(work.published) if work.published else ""
    return "\t".join(_one_line(part) for part in (work.title or work.address, day, work.address, hit.snippet))


def _list(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    works = library.works.list(tag=arguments.tag, limit=arguments.limit)
    if arguments.json:
        _print_json({"works": works})
        return 0
    for work in works:
        day = plain_date(work.published) if work.published else ""
        print("\t".join(map(_one_line, (str(work.id), work.title or work.address, day, work.address))))
    if not works:
        print(messages.text("cli.library.empty"), file=sys.stderr)
    return 0


def _export(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    from gxreader.app.library_files import export_library

    target = _file(arguments)
    form = LibraryForm(arguments.format) if arguments.format else SUFFIXES.get(target.suffix.lower())
    if form is None:
        raise UsageError("cli.library.format-wrong", name=target.name)
    works = [work.id for work in _tagged(library, arguments.tag)] if arguments.tag else []
    if arguments.tag and not works:
        raise UsageError("cli.library.nothing-found")
    count = export_library(library, form, target, messages, works)
    print(messages.text("cli.library.exported", name=str(target), count=count))
    return 0


def _tagged(library: Library, tag: str) -> Iterator[Work]:
    skip = 0
    while page := library.works.list(tag=tag, limit=_MOST, skip=skip):
        yield from page
        skip += len(page)


def _import(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    from gxreader.app.library_files import import_file

    file = _file(arguments)
    print(messages.text("cli.library.imported", name=file.name, count=import_file(library, file)))
    return 0


def _back_up(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    target = _file(arguments)
    if not target.parent.is_dir():
        raise OutputError("cli.no-folder", name=target.name, folder=str(target.parent))
    library.back_up(target)
    print(messages.text("cli.library.backed-up", name=str(target)))
    return 0


def _restore(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    aside = library.restore(_file(arguments))
    print(messages.text("cli.library.restored", count=library.works.count(), file=str(aside)))
    return 0


def _remove(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    works = [_named(library, word) for word in _words(arguments)]  # all of them are there before one goes
    for work in works:
        deletion = library.journal.delete_work(work)
        print(messages.text("cli.library.removed", title=_one_line(deletion.title)))
    return 0


def _undo(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:  # noqa: ARG001 - as all are
    deletion = library.journal.undo()
    print(messages.text("cli.library.brought-back", title=_one_line(deletion.title)))
    return 0


def _reset(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    if not arguments.yes:
        raise UsageError("cli.library.say-yes")
    library.reset()
    print(messages.text("cli.library.cleared"))
    return 0


def _named(library: Library, word: str) -> int:
    """A work by its number in the list, its address, or its path."""
    work = library.works.get(int(word)) if word.isascii() and word.isdigit() else None
    work = work or library.works.at(word) or library.works.at(str(Path(word).absolute()))
    if work is None:
        raise UsageError("cli.library.not-there", word=word)
    return work.id


def _words(arguments: argparse.Namespace) -> list[str]:
    if not any(word.strip() for word in arguments.words):
        raise UsageError(f"cli.library.no-{'source' if arguments.action == 'add' else 'words'}")
    return list(arguments.words)


def _file(arguments: argparse.Namespace) -> Path:
    if len(arguments.words) != 1:
        raise UsageError("cli.library.no-file")
    return Path(arguments.words[0])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _print_json(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace, Messages], int]] = {
    "list": _list,
    "search": _search,
    "add": _add,
    "export": _export,
    "import": _import,
    "backup": _back_up,
    "restore": _restore,
    "remove": _remove,
    "undo": _undo,
    "reset": _reset,
}
