"""What parent and parsing process say to each other: one request at a time, then reports until it is done."""

from __future__ import annotations

import msgspec

from gxreader import errors
from gxreader.errors import LoadError, Unreadable
from gxreader.load.parsing.source import Bitmap, Parsed, Source
from gxreader.model.article import Article


class Parse(msgspec.Struct, frozen=True, tag=True):
    """Parse a source."""

    source: Source


class Paint(msgspec.Struct, frozen=True, tag=True):
    """Decode a picture no wider than `width`: the one called `name` within the source, or the source."""

    source: Source
    name: str
    width: int


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
_unpacker: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)
_reader: msgspec.json.Decoder[Reply] = msgspec.json.Decoder(Reply)


def encode(message: Request | Reply) -> bytes:
    """A message as MessagePack where it carries bytes; else as JSON, since MessagePack forgets time zones."""
    return _pack(message) if isinstance(message, Request | Painted) else _write(message)


def decode_reply(data: bytes) -> Reply:
    """A reply in either form. Raises msgspec.DecodeError."""
    is_json = data.startswith(b"{")  # MessagePack begins no map so
    return _reader.decode(data) if is_json else _unpacker.decode(data)
