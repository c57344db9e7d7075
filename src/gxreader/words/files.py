"""The file of a dictionary as it is published: plain (.u8, .txt), or packed as .gz or .zip."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from gxreader.errors import NotFound, Unreadable
from gxreader.words.entries import LONGEST_LINE, Entry, parse_line

MOST_BYTES = 100_000_000  # unpacked; CC-CEDICT has ten million
_MOST_ENTRIES = 1_000_000
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_NAMES = (".u8", ".txt")
_TOLD = ("date", "license", "publisher", "version", "subversion")  # what the head of the file says: #! date=…


class DictionaryFile:
    """A dictionary being read: its entries, and what its head says."""

    def __init__(self, source: Path) -> None:
        """Open nothing yet."""
        self.source = source
        self.told: dict[str, str] = {}
        self.passed_over = 0  # lines that are no entries
        self.count = 0

    def entries(self) -> Iterator[Entry]:
        """Every entry. Raises NotFound, or Unreadable for what is no dictionary of this form."""
        try:
            with closing(self._opened()) as stream:
                yield from self._read(stream)
        except FileNotFoundError as error:
            raise NotFound("lookup.not-found", name=self.source.name) from error
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise Unreadable("lookup.no-dictionary", name=self.source.name) from error
        if self.count == 0 or self.passed_over > self.count:
            raise Unreadable("lookup.no-dictionary", name=self.source.name)

    def _opened(self) -> IO[bytes]:
        with self.source.open("rb") as file:
            head = file.read(4)
        if head.startswith(_GZIP):
            return io.BytesIO(_bounded(gzip.open(self.source)))
        if head == _ZIP:
            with zipfile.ZipFile(self.source) as archive:
                names = [entry for entry in archive.infolist() if entry.filename.lower().endswith(_NAMES)]
                largest = max(names, key=lambda entry: entry.file_size)  # beside it there may be a README
                return io.BytesIO(_bounded(archive.open(largest)))
        return io.BytesIO(_bounded(self.source.open("rb")))

    def _read(self, stream: IO[bytes]) -> Iterator[Entry]:
        for raw in stream:
            line = raw.decode("utf-8-sig" if not self.count else "utf-8").strip()
            if line.startswith("#!"):
                name, _sign, value = line[2:].strip().partition("=")
                if name in _TOLD:
                    self.told[name] = value[:200]
            if not line or line.startswith("#"):
                continue
            entry = parse_line(line) if len(line) <= LONGEST_LINE else None
            if entry is None:
                self.passed_over += 1
                continue
            self.count += 1
            if self.count > _MOST_ENTRIES:
                raise ValueError(self.count)
            yield entry


def _bounded(stream: IO[bytes] | gzip.GzipFile) -> bytes:
    """All of it, if that is not more than a dictionary can be: a packed file may grow beyond all bounds."""
    with stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(len(content))
    return content
