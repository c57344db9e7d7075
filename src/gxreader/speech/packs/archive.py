"""The voice pack as a single file: a ZIP of the model, its voices, licence and manifest."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import msgspec

from gxreader.errors import SpeechError
from gxreader.speech.packs.catalogue import Known
from gxreader.speech.packs.installed import (
    LICENCE,
    MANIFEST,
    MODEL,
    Manifest,
    ManifestVoice,
    style_name,
)

SUFFIX = ".gxvoice"
_STEP = 1024 * 1024
_MOST_BYTES = 2_000_000_000  # unpacked; a larger one is no voice pack
_MOST_FILES = 1000
_EPOCH = (2000, 1, 1, 0, 0, 0)  # the same content makes the same file


def sum_of(stream: IO[bytes]) -> str:
    """The SHA-256 of what is left of a stream."""
    digest = hashlib.sha256()
    while block := stream.read(_STEP):
        digest.update(block)
    return digest.hexdigest()


def sum_of_file(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as stream:
        return sum_of(stream)


def manifest_of(pack: Known, voices: Mapping[str, Path], sums: dict[str, str]) -> Manifest:
    """What a pack of these voices says of itself."""
    listed = tuple(
        ManifestVoice(voice.id, voice.name, voice.language, voice.gain)
        for voice in pack.voices
        if voice.id in voices
    )
    return Manifest(
        id=pack.id, name=pack.name, licence=pack.licence, credit=pack.credit, voices=listed, sums=sums
    )


def write(target: Path, manifest: Manifest, files: Mapping[str, Path]) -> None:
    """Write a pack; the same content gives the same bytes."""
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(MANIFEST), msgspec.json.format(msgspec.json.encode(manifest)))
        for name, file in sorted(files.items()):
            with archive.open(_entry(name), "w", force_zip64=True) as out, file.open("rb") as stream:
                while block := stream.read(_STEP):
                    out.write(block)
    part.replace(target)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def unpack(source: Path, folder: Path) -> Manifest:
    """Take a pack apart into an empty folder; each file is as the manifest says. Raises SpeechError.

    Whether the manifest's sums can be believed is for the caller to know.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            _refuse_oddities(archive, manifest)
            for name, expected in manifest.sums.items():
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                if _copy(archive, name, target) != expected:
                    raise SpeechError("voices.damaged", name=source.name)
            (folder / MANIFEST).write_bytes(archive.read(MANIFEST))
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError, EOFError, NotImplementedError) as error:
        raise SpeechError("voices.no-pack", name=source.name) from error
    return manifest


def _refuse_oddities(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Only the names a pack has, within sensible bounds: nothing is written elsewhere, no disk is filled."""
    wanted = {MODEL, LICENCE, *(style_name(voice.id) for voice in manifest.voices)}
    if manifest.format != 1 or not set(manifest.sums) <= wanted or len(wanted) > _MOST_FILES:
        raise SpeechError("voices.no-pack", name=Path(archive.filename or "").name)
    if any(not voice.id.replace("_", "").replace("-", "").isalnum() for voice in manifest.voices):
        raise SpeechError("voices.no-pack", name=Path(archive.filename or "").name)
    if sum(archive.getinfo(name).file_size for name in manifest.sums) > _MOST_BYTES:
        raise SpeechError("voices.no-pack", name=Path(archive.filename or "").name)


def _copy(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    digest = hashlib.sha256()
    left = archive.getinfo(name).file_size
    with archive.open(name) as stream, target.open("wb") as out:
        while (block := stream.read(_STEP)) and left >= 0:
            left -= len(block)
            digest.update(block)
            out.write(block)
    return digest.hexdigest()
