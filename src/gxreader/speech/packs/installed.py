"""The packs on this computer, and the folders they may be in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

HOME_VARIABLE = "GXREADER_VOICES"  # a folder to use instead of the reader's own
MODEL = "model.onnx"
MANIFEST = "pack.json"
LICENCE = "LICENSE"
_FOLDER = "voices"


class PackVoice(msgspec.Struct, frozen=True):
    """A voice of an installed pack: `gain` is in decibels."""

    id: str
    name: str
    language: str
    file: Path
    gain: float = 0.0


class Pack(msgspec.Struct, frozen=True):
    """An installed pack."""

    id: str
    name: str
    licence: str
    credit: str
    folder: Path
    voices: tuple[PackVoice, ...]
    phonemes: dict[str, int] = {}

    @property
    def model(self) -> Path:
        """The network's file."""
        return self.folder / MODEL


class ManifestVoice(msgspec.Struct, frozen=True):
    """A voice as a pack lists it; its numbers are in voices/<id>.bin."""

    id: str
    name: str
    language: str
    gain: float = 0.0


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """pack.json: what a pack says of itself. `sums` gives the SHA-256 of each of its files.

    `phonemes` are those of its model with their numbers; none are told for Kokoro 1.0.
    """

    format: int = 1
    id: str
    name: str
    licence: str
    credit: str
    voices: tuple[ManifestVoice, ...]
    sums: dict[str, str]
    phonemes: dict[str, int] = {}


def style_name(voice: str) -> str:
    """Where a pack keeps a voice."""
    return f"voices/{voice}.bin"


def home() -> Path:
    """Where this reader's packs are installed."""
    wished = os.environ.get(HOME_VARIABLE)
    if wished:
        return Path(wished)
    import platformdirs

    return platformdirs.user_data_path("gxreader", appauthor=False) / _FOLDER


def homes() -> tuple[Path, ...]:
    """Every folder packs may be in: the reader's own first, then what came with the program or is for all."""
    import platformdirs

    shared = platformdirs.site_data_path("gxreader", appauthor=False) / _FOLDER
    beside = Path(sys.executable).resolve().parent / _FOLDER
    return tuple(dict.fromkeys((home(), beside, shared)))


def packs() -> tuple[Pack, ...]:
    """Every installed pack, the best one first; what is damaged or half there is none."""
    found = []
    for folder in homes():
        if folder.is_dir():
            found += [_pack(entry) for entry in sorted(folder.iterdir(), reverse=True) if entry.is_dir()]
    return tuple(pack for pack in found if pack is not None)


def best_pack() -> Pack | None:
    """The pack to speak with; None without any."""
    return next(iter(packs()), None)


def _pack(folder: Path) -> Pack | None:
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):  # half a pack is none
        return None
    voices = tuple(
        PackVoice(voice.id, voice.name, voice.language, folder / style_name(voice.id), voice.gain)
        for voice in manifest.voices
        if (folder / style_name(voice.id)).is_file()
    )
    if not voices or not (folder / MODEL).is_file():
        return None
    return Pack(
        manifest.id,
        manifest.name,
        manifest.licence,
        manifest.credit,
        folder,
        voices,
        manifest.phonemes,
    )
