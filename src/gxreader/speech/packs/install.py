"""Installs and removes voice packs, so that a pack is there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from gxreader.errors import SpeechError
from gxreader.speech.packs.archive import manifest_of, sum_of_file, unpack
from gxreader.speech.packs.archive import write as write_archive
from gxreader.speech.packs.catalogue import known
from gxreader.speech.packs.download import download
from gxreader.speech.packs.foreign import gather_folder
from gxreader.speech.packs.gather import Progress, array_of, gather, model_from
from gxreader.speech.packs.installed import (
    LICENCE,
    MANIFEST,
    MODEL,
    Manifest,
    Pack,
    home,
    packs,
    style_name,
)

_FREE_FACTOR = 3  # the parts, the unpacked copy, and room to breathe


def install(origin: str = "", wished_sum: str = "", progress: Progress = lambda _key: None) -> Pack:
    """Install a pack from a file, folder or https address, or gather the known one; the installed pack.

    What is not known by its sums needs `wished_sum`: the SHA-256 of the pack's file, or of the model in a
    folder, as the administrator read it from a place worth trusting. Raises SpeechError.
    """
    if find_spec("onnxruntime") is None:
        raise SpeechError("voices.no-runtime")
    target = home()
    try:
        target.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(target).free < known().megabytes * 1_000_000 * _FREE_FACTOR:
            raise SpeechError("voices.no-room", megabytes=known().megabytes * _FREE_FACTOR)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=target) as work:
            ready, parts = Path(work) / "pack", Path(work) / "parts"
            ready.mkdir()
            parts.mkdir()
            manifest = _fetch(origin, wished_sum.lower(), ready, parts, progress)
            progress("voices.installing")
            _settle(ready, target / _folder_name(manifest))
    except OSError as error:
        raise SpeechError("voices.not-written", folder=str(target)) from error
    found = next((pack for pack in packs() if pack.id == manifest.id), None)
    if found is None:
        raise SpeechError("voices.no-pack", name=manifest.id)
    return found


def build(target: Path, progress: Progress = lambda _key: None) -> Manifest:
    """Gather the known pack into one file. Raises SpeechError."""
    with tempfile.TemporaryDirectory(prefix=".pack-", dir=target.parent) as work:
        ready, parts = Path(work) / "pack", Path(work) / "parts"
        ready.mkdir()
        parts.mkdir()
        manifest = gather(known(), ready, parts, progress)
        write_archive(target, manifest, {name: ready / name for name in manifest.sums})
    return manifest


def remove(identity: str = "") -> tuple[str, ...]:
    """Remove the reader's own packs, or the one of this id; the ids of what is gone. Raises SpeechError."""
    gone = [pack for pack in packs() if pack.folder.parent == home() and identity in {"", pack.id}]
    if not gone:
        raise SpeechError("voices.none-installed")
    for pack in gone:
        try:
            _forget(pack.folder)
        except OSError as error:
            raise SpeechError("voices.not-written", folder=str(pack.folder)) from error
    return tuple(pack.id for pack in gone)


def _fetch(origin: str, wished_sum: str, ready: Path, parts: Path, progress: Progress) -> Manifest:
    if not origin:
        manifest = gather(known(), ready, parts, progress)
        (ready / MANIFEST).write_bytes(_encoded(manifest))
        return manifest
    if "://" in origin:
        progress("voices.fetching-pack")
        file = parts / "pack.gxvoice"
        download(origin, file)
        return _from_file(file, wished_sum, ready)
    source = Path(origin).expanduser()
    if source.is_dir():
        return _from_folder(source, wished_sum, ready)
    if not source.is_file():
        raise SpeechError("voices.not-found", name=source.name)
    return _from_file(source, wished_sum, ready)


def _from_file(file: Path, wished_sum: str, ready: Path) -> Manifest:
    if wished_sum and sum_of_file(file) != wished_sum:
        raise SpeechError("voices.damaged", name=file.name)
    manifest = unpack(file, ready)
    if not wished_sum and not is_known(manifest):
        raise SpeechError("voices.unknown", name=file.name, sum=sum_of_file(file))
    return manifest


def is_known(manifest: Manifest) -> bool:
    """Whether every file of a pack is one this program knows by its sum."""
    pack = known()
    sums = {MODEL: pack.model.sum} | {style_name(voice.id): voice.sum for voice in pack.voices}
    given = {name: digest for name, digest in manifest.sums.items() if name != LICENCE}
    return MODEL in given and all(sums.get(name) == digest for name, digest in given.items())


def _from_folder(source: Path, wished_sum: str, ready: Path) -> Manifest:
    """A folder with a published model (*.onnx) and voices (*.bin, each one voice, or an .npz of all)."""
    model = next(iter(sorted(source.rglob("*.onnx"))), None)
    if model is None:
        raise SpeechError("voices.no-pack", name=source.name)
    pack = known()
    published = sum_of_file(model)
    if published == pack.model.sum:
        shutil.copyfile(model, ready / MODEL)
    elif published == pack.model.published:
        model_from(model.read_bytes(), ready / MODEL)
    elif published == wished_sum:
        manifest = gather_folder(source, model, ready)
        (ready / MANIFEST).write_bytes(_encoded(manifest))
        return manifest
    else:
        raise SpeechError("voices.unknown", name=model.name, sum=published)
    (ready / "voices").mkdir()
    voices = {voice.id: file for voice in pack.voices if (file := _voice(source, ready, voice.id))}
    if not voices:
        raise SpeechError("voices.no-pack", name=source.name)
    sums = {style_name(name): sum_of_file(file) for name, file in voices.items()}
    manifest = manifest_of(pack, voices, {MODEL: sum_of_file(ready / MODEL)} | sums)
    if not wished_sum and not is_known(manifest):
        raise SpeechError("voices.damaged", name=source.name)
    (ready / MANIFEST).write_bytes(_encoded(manifest))
    return manifest


def _voice(source: Path, ready: Path, name: str) -> Path | None:
    target = ready / style_name(name)
    single = next(source.rglob(f"{name}.bin"), None)
    if single is not None:
        shutil.copyfile(single, target)
        return target
    for collection in (*source.rglob("voices*.bin"), *source.rglob("*.npz")):
        try:
            target.write_bytes(array_of(collection, name))
        except SpeechError:  # not in this collection: perhaps in the next
            continue
        return target
    return None


def _encoded(manifest: Manifest) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(manifest))


def _folder_name(manifest: Manifest) -> str:
    name = "".join(sign if sign.isalnum() or sign in "-._" else "-" for sign in manifest.id).strip(".")
    return name or "pack"


def _settle(ready: Path, target: Path) -> None:
    """Put a complete pack in its place; one that was there is gone when the new one stands."""
    if target.exists():
        _forget(target)
    ready.replace(target)


def _forget(folder: Path) -> None:
    """Take a pack away in one step first: what is half removed must not be found by the next reader."""
    away = folder.with_name(f".old-{folder.name}")
    shutil.rmtree(away, ignore_errors=True)  # of an earlier time; mostly there is none
    folder.replace(away)
    shutil.rmtree(away)
