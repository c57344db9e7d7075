"""Undoing gzip and deflate within bounds: a megabyte may unpack to a thousand."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

from gxreader.errors import Unreadable
from gxreader.load import limits

HEAD = 4 * 1024  # bytes, enough to tell a file from a page
_CHUNK = 64 * 1024
_ANY_ZLIB = 47  # gzip or zlib, by its own header
_BARE_DEFLATE = -15
_GZIP = b"\x1f\x8b"
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_UNASKED = frozenset({"br", "zstd", "compress", "x-compress"})  # never asked for: no bounded decoder here


class Decoder:
    """Takes a body as it comes, and stops at `limit` unpacked bytes."""

    def __init__(self, encoding: str, limit: int, judge: Callable[[bytes], int] | None = None) -> None:
        """Undo `encoding`. Raises Unreadable for one that was not asked for.

        `judge` is shown the first bytes, once there are `HEAD`, and gives the limit that suits them. A name
        that is none, such as a charset's, counts as no packing: browsers read such answers too.
        """
        name = encoding.strip().lower()
        self._judge = judge
        if name in _UNASKED or "," in name:
            raise Unreadable("load.unknown-encoding")
        self.limit = limit
        self.packed = name in _PACKED
        self._data = io.BytesIO()
        self._taken = 0
        self._unpacker = zlib.decompressobj(_ANY_ZLIB)
        self._begun = False

    @property
    def size(self) -> int:
        """How many bytes are unpacked so far."""
        return self._data.tell()

    def head(self, most: int) -> bytes:
        """The first bytes so far."""
        with self._data.getbuffer() as view:
            return bytes(view[:most])

    def data(self) -> bytes:
        """All of it, without a second copy in memory."""
        return self._data.getvalue()

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes. Raises Unreadable beyond the limit or for bytes that do not unpack."""
        self._taken += len(chunk)
        if not self.packed:
            self._add(chunk)
        while self.packed and chunk:
            chunk = self._unpack(chunk)

    def finish(self) -> bool:
        """Take what is still inside; whether the packed data came to its own end."""
        while self.packed and self._begun and (rest := self._unpacker.decompress(b"", _CHUNK)):
            self._add(rest)
        return not self.packed or not self._begun or self._unpacker.eof

    def _add(self, data: bytes) -> None:
        judge = self._judge
        if judge is not None and self.size >= HEAD:
            self._judge = None
            self.limit = judge(self.head(HEAD))
        size = self.size + len(data)
        if size > self.limit:
            raise Unreadable("load.too-large", megabytes=max(1, self.limit // limits.MEGABYTE))
        if self.packed and size > limits.PAGE_BYTES and size > limits.ZIP_RATIO * self._taken:
            raise Unreadable("load.too-large", megabytes=limits.PAGE_BYTES // limits.MEGABYTE)
        self._keep(data)

    def _keep(self, data: bytes) -> None:
        self._data.write(data)

    def _unpack(self, chunk: bytes) -> bytes:
        """Unpack some, and return what is left of the chunk."""
        if self._unpacker.eof:
            if not chunk.startswith(_GZIP):
                return b""  # padding after the end
            self._unpacker = zlib.decompressobj(_ANY_ZLIB)
        try:
            self._add(self._unpacker.decompress(chunk, _CHUNK))
        except zlib.error as error:
            if self._begun:
                raise Unreadable("load.unknown-encoding") from error
            self._begun = True
            self._unpacker = zlib.decompressobj(_BARE_DEFLATE)  # some servers send deflate without its header
            return chunk
        self._begun = True
        return self._unpacker.unconsumed_tail or self._unpacker.unused_data
