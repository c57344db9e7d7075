"""What parent and parsing process say to each other: one request at a time, then reports until it is done.

An article's blocks go ahead of it in frames of their own: a frame is decoded in one go, during which no other
thread of the parent runs, the window's least of all.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gxreader import errors
from gxreader.errors import LoadError, Unreadable
from gxreader.load.parsing.source import Bitmap, Parsed, Source
from gxreader.model.article import Article, Block
from gxreader.workers.frames import MAXIMUM

_FRAME_BYTES = 64 * 1024  # of blocks in one frame, decoded within a few milliseconds


class Parse(msgspec.Struct, frozen=True, tag=True):
    """Parse a source."""

    source: Source


class Paint(msgspec.Struct, frozen=True, tag=True):
    """Decode a picture no wider than `width`: the one called `name` within the source, or the source."""

    source: Source
    name: str
    width: int


class Blocks(msgspec.Struct, frozen=True, tag=True):
    """The next blocks of the article that follows."""

    blocks: tuple[Block, ...]


class _PackedBlocks(msgspec.Struct, frozen=True, tag="Blocks"):
    """The same, its blocks encoded one by one, so that their size is known."""

    blocks: tuple[msgspec.Raw, ...]


class Beginning(msgspec.Struct, frozen=True, tag=True):
    """The first parts of a long work."""

    article: Article


class Progress(msgspec.Struct, frozen=True, tag=True):
    """So many of so many steps are done."""

    done: int
    total: int


class Finished(msgspec.Struct, frozen=True, tag=True):
    """All of it."""

    parsed: Parsed


class Painted(msgspec.Struct, frozen=True, tag=True):
    """The picture."""

    bitmap: Bitmap


class Refused(msgspec.Struct, frozen=True, tag=True):
    """A LoadError by the name of its class, with its key and arguments."""

    error: str
    key: str
    arguments: dict[str, str | int] = {}

    @classmethod
    def of(cls, error: LoadError) -> Refused:
        """An error as a message."""
        return cls(type(error).__name__, error.key, error.arguments)

    def as_error(self) -> LoadError:
        """The error again."""
        kind = getattr(errors, self.error, Unreadable)
        made = kind(self.key, **self.arguments)
        return made if isinstance(made, LoadError) else Unreadable(self.key, **self.arguments)


Request = Parse | Paint
Reply = Beginning | Progress | Finished | Painted | Refused

_pack = msgspec.msgpack.Encoder().encode
_write = msgspec.json.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode
_unpacker: msgspec.msgpack.Decoder[Painted] = msgspec.msgpack.Decoder(Painted)
_reader: msgspec.json.Decoder[Reply | Blocks] = msgspec.json.Decoder(Reply | Blocks)


def encode(message: Request | Reply) -> bytes:
    """A message as MessagePack where it carries bytes; else as JSON, since MessagePack forgets time zones."""
    return _pack(message) if isinstance(message, Request | Painted) else _write(message)


def _decoded(payload: bytes) -> Reply | Blocks:
    is_json = payload.startswith(b"{")  # MessagePack begins no map so
    return _reader.decode(payload) if is_json else _unpacker.decode(payload)


def frames_of(reply: Reply) -> Iterator[bytes]:
    """A reply as payloads, of which none takes long to decode."""
    if isinstance(reply, Beginning):
        yield from _frames_of_blocks(reply.article.blocks)
        reply = Beginning(_with_blocks(reply.article, ()))
    elif isinstance(reply, Finished):
        yield from _frames_of_blocks(reply.parsed.article.blocks)
        reply = Finished(_parsed_with_blocks(reply.parsed, ()))
    yield encode(reply)


def _frames_of_blocks(blocks: tuple[Block, ...]) -> Iterator[bytes]:
    packed: list[msgspec.Raw] = []
    size = 0
    for block in blocks:
        piece = _write(block)
        if packed and size + len(piece) > _FRAME_BYTES:
            yield _write(_PackedBlocks(tuple(packed)))
            packed, size = [], 0
        packed.append(msgspec.Raw(piece))
        size += len(piece)
    if packed:
        yield _write(_PackedBlocks(tuple(packed)))


class Replies:
    """Puts the frames of one answer together again."""

    def __init__(self) -> None:
        """Begin with nothing received."""
        self._blocks: list[Block] = []
        self._bytes = 0

    def take(self, payload: bytes) -> Reply | None:
        """The reply that a payload completes, if it does. Raises MsgspecError for what is none."""
        reply = _decoded(payload)
        if isinstance(reply, Blocks):
            self._bytes += len(payload)
            if self._bytes > MAXIMUM:
                message = f"{self._bytes} bytes of blocks"
                raise msgspec.ValidationError(message)
            self._blocks += reply.blocks
            return None
        if isinstance(reply, Beginning):
            return Beginning(_with_blocks(reply.article, self._taken()))
        if isinstance(reply, Finished):
            return Finished(_parsed_with_blocks(reply.parsed, self._taken()))
        return reply

    def _taken(self) -> tuple[Block, ...]:
        blocks, self._blocks, self._bytes = tuple(self._blocks), [], 0
        return blocks


def _with_blocks(article: Article, blocks: tuple[Block, ...]) -> Article:
    return msgspec.structs.replace(article, blocks=blocks)


def _parsed_with_blocks(parsed: Parsed, blocks: tuple[Block, ...]) -> Parsed:
    return msgspec.structs.replace(parsed, article=_with_blocks(parsed.article, blocks))
