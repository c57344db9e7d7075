"""Sound files, which appear whole or not at all: the pieces of a recording joined into one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from gxreader.errors import OutputError
from gxreader.export.audio_formats import (
    BYTES_A_SAMPLE,
    Format,
    Joining,
    format_of,
    sound_library,
    written,
)
from gxreader.export.audio_tags import Tags

_BLOCK = 1 << 16  # samples read at a time: memory stays flat however long the book is


class PieceFile(msgspec.Struct, frozen=True):
    """A piece on disk: `length` samples of it were spoken, at `sample_rate`."""

    path: Path
    length: int
    sample_rate: int


Told = Callable[[int], None]  # of each piece that was written; may raise to end the writing


def write_sound(target: Path, pieces: Sequence[PieceFile], tags: Tags, work: Path, told: Told) -> None:
    """Join pieces into `target`, in the format its suffix names; it is replaced when all is there.

    It grows in the folder `work`, which is on the same disk. Raises OutputError; what `told` raises passes.
    """
    form = format_of(target.suffix)
    growing = work / f"joined{target.suffix.lower()}"
    try:
        written(target.name, lambda: _JOIN[form.joining](growing, pieces, tags, told))
        written(target.name, lambda: _settle(growing, target))
    finally:
        growing.unlink(missing_ok=True)


def _settle(growing: Path, target: Path) -> None:
    with growing.open("rb+") as file:
        os.fsync(file.fileno())
    growing.replace(target)


def _join_mp3(path: Path, pieces: Sequence[PieceFile], tags: Tags, told: Told) -> None:
    from gxreader.export.audio_id3 import id3
    from gxreader.export.audio_mp3 import described, stream_of

    sizes: list[tuple[int, int]] = []
    frames = length = 0
    streams = (stream_of(piece.path.read_bytes()) for piece in pieces)
    first = stream_of(pieces[0].path.read_bytes())
    with path.open("wb") as file:
        file.write(id3(tags))
        start = file.tell()
        file.write(first.description)  # its numbers are known in the end
        for number, (piece, stream) in enumerate(zip(pieces, streams, strict=True)):
            file.write(stream.sound)
            length = frames * stream.samples_a_frame + piece.length
            frames += stream.frames
            sizes.append((stream.frames, len(stream.sound)))
            told(number)
        file.seek(start)
        file.write(described(first.description, sizes, first.samples_a_frame, length))


def _join_opus(path: Path, pieces: Sequence[PieceFile], tags: Tags, told: Told) -> None:
    from gxreader.export.audio_ogg import RATE, OpusWriter, opus_of

    before = length = 0
    with path.open("wb") as file:
        first = opus_of(pieces[0].path.read_bytes())
        writer = OpusWriter(file, tags, first.head)
        for number, piece in enumerate(pieces):
            opus = opus_of(piece.path.read_bytes())
            writer.add(opus)
            length = first.skipped + before + piece.length * RATE // piece.sample_rate
            before += opus.samples
            told(number)
        writer.finish(length)


def _join_wave(path: Path, pieces: Sequence[PieceFile], tags: Tags, told: Told) -> None:
    from gxreader.export.audio_wave import LARGEST, wave_head

    size = sum(piece.length for piece in pieces) * BYTES_A_SAMPLE
    if size > LARGEST:
        raise OutputError("export.too-long-for-wave")
    with path.open("wb") as file:
        file.write(wave_head(tags, pieces[0].sample_rate, size))
        for block in _sound_of(pieces, told):
            file.write(block)


def _join_flac(path: Path, pieces: Sequence[PieceFile], tags: Tags, told: Told) -> None:
    from gxreader.export.audio_flac import retagged

    bare = path.with_suffix(".bare")
    try:
        with bare.open("wb+") as file:
            _encode_flac(file, pieces, told)
            file.seek(0)
            with path.open("wb") as target:
                retagged(file, target, tags)
    finally:
        bare.unlink(missing_ok=True)


def _encode_flac(file: IO[bytes], pieces: Sequence[PieceFile], told: Told) -> None:
    careful = _Careful(file)
    make = sound_library()
    try:
        with make(careful, "w", pieces[0].sample_rate, 1, "PCM_16", format="FLAC") as sound:
            for block in _sound_of(pieces, told):
                sound.buffer_write(block, dtype="int16")
                careful.check()
    except (RuntimeError, AssertionError):  # the library says only that something went wrong
        careful.check()
        raise
    careful.check()


class _Careful:
    """A file for the sound library, which swallows what a disk says: it is kept, and told afterwards."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._trouble: OSError | None = None
        self.seek, self.tell, self.read = file.seek, file.tell, file.read

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self._trouble = error
            return 0

    def check(self) -> None:
        if self._trouble is not None:
            raise self._trouble


def _join_with_ffmpeg(path: Path, pieces: Sequence[PieceFile], tags: Tags, told: Told) -> None:
    from gxreader.export.audio_ffmpeg import write_m4b

    write_m4b(path, pieces[0].sample_rate, _sound_of(pieces, told), tags)


def _sound_of(pieces: Sequence[PieceFile], told: Told) -> Iterator[bytes]:
    """The sound of pieces that were kept without loss."""
    make = sound_library()
    for number, piece in enumerate(pieces):
        with make(str(piece.path)) as file:
            while block := bytes(file.buffer_read(_BLOCK, dtype="int16")):
                yield block
        told(number)


_JOIN: dict[Joining, Callable[[Path, Sequence[PieceFile], Tags, Told], None]] = {
    Joining.MP3: _join_mp3,
    Joining.OPUS: _join_opus,
    Joining.WAVE: _join_wave,
    Joining.FLAC: _join_flac,
    Joining.FFMPEG: _join_with_ffmpeg,
}


def needed_bytes(form: Format, seconds: float) -> int:
    """Roughly how much room a recording takes while it is made: its pieces, and the whole."""
    pieces = form.bytes_a_second if form.piece_suffix != ".flac" else 26000
    return round(seconds * (pieces + form.bytes_a_second))
