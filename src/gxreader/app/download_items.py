"""One file that an article offers, and how far it is with it; and the words for both."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from pathlib import Path

import msgspec

from gxreader.errors import ReaderError
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article

_KILO = 1024
_LARGE = 10  # of a unit: beyond it nobody needs tenths


class Phase(StrEnum):
    """How far it is with a file."""

    OFFERED = "offered"
    WAITING = "waiting"
    WORKING = "working"
    STOPPED = "stopped"
    READY = "ready"
    TROUBLE = "trouble"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A file: `done` and `total` are bytes (0: unknown), `sort` one of `load.file_sorts.Sort`.

    `is_here`: the open article offers it. `readable`: this program can read it. `warning` is what is
    odd about it, as in `load.web.download`. `asked`: its server was asked how large it is.
    """

    address: str
    name: str
    sort: str
    referrer: str = ""
    done: int = 0
    total: int = 0
    phase: Phase = Phase.OFFERED
    path: Path | None = None
    is_here: bool = True
    readable: bool = False
    asked: bool = False
    warning: str = ""
    error: ReaderError | None = None

    @property
    def can_begin(self) -> bool:
        """Whether it can be brought, or gone on with."""
        return self.phase in {Phase.OFFERED, Phase.STOPPED, Phase.TROUBLE}

    @property
    def is_moving(self) -> bool:
        """Whether it is on its way."""
        return self.phase in {Phase.WAITING, Phase.WORKING}


def items_of(article: Article) -> tuple[Item, ...]:
    """The files of an article that lie on the web."""
    if not article.attachments:
        return ()
    from gxreader.load.file_sorts import seems_readable, sort_of, suffix_of
    from gxreader.load.web.file_names import file_name

    found = []
    for file in article.attachments:
        if not file.url.lower().startswith(("http://", "https://")):
            continue
        shown = "".join(sign for sign in file.name if unicodedata.category(sign) not in {"Cf", "Cc"}).strip()
        name = shown or file_name(b"", "", file.url)
        suffix = suffix_of(name) or file.kind or suffix_of(file.url.partition("?")[0])
        found.append(
            Item(
                address=file.url,
                name=name,
                sort=sort_of(suffix).value,
                referrer=article.url,
                total=file.size,
                readable=seems_readable(suffix),
            )
        )
    return tuple(found)


def item_at(address: str) -> Item:
    """The file at an address of which no more is known."""
    from gxreader.load.file_sorts import seems_readable, sort_of, suffix_of
    from gxreader.load.web.file_names import file_name

    name = file_name(b"", "", address)
    suffix = suffix_of(name)
    readable = seems_readable(suffix)
    return Item(address=address, name=name, sort=sort_of(suffix).value, readable=readable, is_here=False)


def host_of(address: str) -> str:
    """The host of an address, with its port."""
    return address.split("//", 1)[-1].split("/", 1)[0].lower()


def size_words(size: int, messages: Messages) -> str:
    """A number of bytes as people say it: no more digits than anybody needs."""
    if size < _KILO:
        return messages.text("download.bytes", count=size)
    for unit in ("KB", "MB"):
        size_in_unit = size / _KILO
        if size_in_unit < _KILO or unit == "MB":
            digits = 0 if size_in_unit >= _LARGE or unit == "KB" else 1
            return f"{size_in_unit:.{digits}f} {unit}"
        size //= _KILO
    return ""


def facts(item: Item, messages: Messages) -> str:
    """What a file is, and what is being done with it, in a few words.

    No numbers that change: a screen reader would say them again and again.
    """
    pieces = [messages.text(f"download.sort.{item.sort}")]
    if item.total:
        pieces.append(size_words(item.total, messages))
    if item.phase is not Phase.OFFERED:
        pieces.append(messages.text(f"download.phase.{item.phase.value}"))
    return messages.text("download.between").join(piece for piece in pieces if piece)


def state_words(item: Item, messages: Messages) -> str:
    """How far it is with a file; nothing where nothing was done yet."""
    if item.phase is Phase.OFFERED:
        return ""
    if item.phase is Phase.WORKING and item.done:
        if item.total:
            share = min(99, item.done * 100 // item.total)
            whole = size_words(item.total, messages)
            return messages.text(
                "download.share", share=share, done=size_words(item.done, messages), total=whole
            )
        return messages.text("download.so-far", done=size_words(item.done, messages))
    if item.phase is Phase.STOPPED:
        return messages.text("download.stopped-at", done=size_words(item.done, messages))
    return messages.text(f"download.phase.{item.phase.value}")
