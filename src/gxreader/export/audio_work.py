"""The folder beside a recording in which its finished pieces wait, so that an interruption costs little.

It belongs to one article, voice and way of reading: with another fingerprint it is begun anew.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import msgspec

from gxreader.export.audio import PieceFile
from gxreader.export.audio_formats import Encoded, check_space, written
from gxreader.export.subtitles import Cue

_STATE = "state.json"
_SPARE_BYTES = 1024 * 1024  # of the disk, left for others


class KeptPiece(msgspec.Struct, frozen=True):
    """A finished piece: its size on disk, its spoken length and its length in the whole, in samples.

    `cues` are its sentences in milliseconds from its own beginning, `sentences` their numbers in the script.
    """

    size: int
    length: int
    sample_rate: int
    whole_samples: int
    whole_rate: int
    sentences: tuple[int, ...]
    cues: tuple[Cue, ...]

    @property
    def whole_milliseconds(self) -> float:
        """How long it is in the whole."""
        return self.whole_samples * 1000 / self.whole_rate


class _State(msgspec.Struct):
    fingerprint: str
    finished: dict[str, int] = {}  # files that are complete, and their sizes


class WorkFolder:
    """Finished pieces and finished files, by number and name."""

    def __init__(self, folder: Path, fingerprint: str, piece_suffix: str, *, resume: bool) -> None:
        """Make the folder, or go on with the one that is there if it has this fingerprint.

        Raises OutputError.
        """
        self.folder = folder
        self._suffix = piece_suffix
        self._state = self._read_state() if resume else None
        self.is_resumed = self._state is not None and self._state.fingerprint == fingerprint
        if self._state is None or not self.is_resumed:
            self._state = _State(fingerprint)
            self.remove()
            written(folder.name, folder.mkdir)
            self._write_state()

    def piece(self, number: int) -> KeptPiece | None:
        """A finished piece, unless its sound is damaged or gone."""
        try:
            kept = msgspec.json.decode(self._notes(number).read_bytes(), type=KeptPiece)
        except (OSError, msgspec.MsgspecError):  # no piece that can be read: it is made anew
            return None
        return kept

    def has_sound(self, number: int, kept: KeptPiece) -> bool:
        """Whether a piece's sound is still there, and whole."""
        try:
            return self._sound(number).stat().st_size == kept.size
        except OSError:  # a piece that is not there is made anew
            return False

    def file_of(self, number: int, kept: KeptPiece) -> PieceFile:
        """Where a piece's sound is."""
        return PieceFile(self._sound(number), kept.length, kept.sample_rate)

    def keep(self, number: int, encoded: Encoded, kept: KeptPiece) -> None:
        """Write a piece; it counts once its notes are there. Raises OutputError."""
        check_space(self.folder, len(encoded.data) + _SPARE_BYTES)
        sound, notes = self._sound(number), self._notes(number)
        growing = sound.with_suffix(".new")
        written(sound.name, lambda: _replace(growing, sound, encoded.data))
        written(notes.name, lambda: _replace(growing, notes, msgspec.json.encode(kept)))

    def finish(self, file: Path, numbers: range) -> None:
        """A file is complete: the sound of its pieces is no longer needed. Raises OutputError."""
        assert self._state is not None  # noqa: S101  # __init__ has made one; this tells mypy
        self._state.finished[file.name] = file.stat().st_size
        self._write_state()
        for number in numbers:
            with contextlib.suppress(OSError):  # it is made anew in any case
                self._sound(number).unlink(missing_ok=True)

    def is_finished(self, file: Path) -> bool:
        """Whether a file was completed here, and is still as it was."""
        assert self._state is not None  # noqa: S101  # see above
        try:
            return self._state.finished.get(file.name) == file.stat().st_size
        except OSError:  # without a place to keep pieces, nothing is kept
            return False

    def finished_names(self) -> tuple[str, ...]:
        """The files that were completed here."""
        return tuple(self._state.finished) if self._state is not None else ()

    def remove(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)  # what is left is a hidden folder

    def _sound(self, number: int) -> Path:
        return self.folder / f"piece-{number:05}{self._suffix}"

    def _notes(self, number: int) -> Path:
        return self.folder / f"piece-{number:05}.json"

    def _read_state(self) -> _State | None:
        try:
            return msgspec.json.decode((self.folder / _STATE).read_bytes(), type=_State)
        except (OSError, msgspec.MsgspecError):  # no work that can be gone on with
            return None

    def _write_state(self) -> None:
        data = msgspec.json.encode(self._state)
        target = self.folder / _STATE
        written(target.name, lambda: _replace(target.with_suffix(".new"), target, data))


def _replace(growing: Path, target: Path, data: bytes) -> None:
    growing.write_bytes(data)
    growing.replace(target)
