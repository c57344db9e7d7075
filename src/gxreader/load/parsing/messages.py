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

encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode
decode_reply = msgspec.msgpack.Decoder(Reply).decode
