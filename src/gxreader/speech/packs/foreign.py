"""A model of Kokoro's kind that this program does not know by its sums, such as 1.1 for Chinese, in a folder.

An administrator vouches for it with its SHA-256. The folder holds the model as published (`*.onnx`), its
phonemes (`config.json` or `tokenizer.json`) and its voices (`*.bin`, one each, or an `.npz` of all).
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import msgspec

from gxreader.errors import SpeechError
from gxreader.speech.packs.archive import sum_of_file
from gxreader.speech.packs.gather import array_of, model_from
from gxreader.speech.packs.installed import LICENCE, MODEL, Manifest, ManifestVoice, style_name

_LANGUAGES = {"z": "zh-CN", "a": "en-US", "b": "en-GB"}  # by the first letter of a voice: zf_001, am_adam
_STYLE_BYTES = 4 * 256  # a row of a voice
_MOST_VOICES = 200
_APACHE = "Apache License"


class _Vocabulary(msgspec.Struct):
    vocab: dict[str, int] = {}


class _Description(msgspec.Struct):
    """What `config.json` and `tokenizer.json` tell of the phonemes."""

    vocab: dict[str, int] = {}
    model: _Vocabulary = msgspec.field(default_factory=_Vocabulary)


def phonemes_in(source: Path) -> dict[str, int]:
    """The phonemes a folder tells of, with their numbers; empty without any."""
    for name in ("config.json", "tokenizer.json"):
        for file in sorted(source.rglob(name)):
            try:
                told = msgspec.json.decode(file.read_bytes(), type=_Description)
            except (msgspec.MsgspecError, OSError):  # the settings of something else
                continue
            found = told.vocab or told.model.vocab
            if found:
                return found
    return {}


def gather_folder(source: Path, model: Path, ready: Path) -> Manifest:
    """Put a pack together from a folder, for a model whose sum was told. Raises SpeechError."""
    model_from(model.read_bytes(), ready / MODEL)
    (ready / "voices").mkdir()
    voices = _take_voices(source, ready)
    if not voices:
        raise SpeechError("voices.no-pack", name=source.name)
    names = [MODEL, *(style_name(voice.id) for voice in voices)]
    licence = next(iter(sorted(source.glob("LICEN[CS]E*"))), None)
    told = ""
    if licence is not None:
        shutil.copyfile(licence, ready / LICENCE)
        names.append(LICENCE)
        told = "Apache-2.0" if _APACHE in licence.read_text("utf-8", "replace") else LICENCE
    return Manifest(
        id=source.resolve().name,
        name=source.resolve().name,
        licence=told or "?",
        credit="",
        voices=voices,
        sums={name: sum_of_file(ready / name) for name in names},
        phonemes=phonemes_in(source),
    )


def _take_voices(source: Path, ready: Path) -> tuple[ManifestVoice, ...]:
    contents: dict[str, bytes] = {}
    for file in sorted(source.rglob("*")):
        if file.suffix not in {".bin", ".npz"} or len(contents) >= _MOST_VOICES:
            continue
        if zipfile.is_zipfile(file):
            contents |= {name: array_of(file, name) for name in _arrays(file)}
        else:
            contents[file.stem] = file.read_bytes()
    voices: list[ManifestVoice] = []
    for name, content in contents.items():
        language = _LANGUAGES.get(name[:1])
        if language and name[1:3] in {"f_", "m_"} and content and len(content) % _STYLE_BYTES == 0:
            (ready / style_name(name)).write_bytes(content)
            voices.append(ManifestVoice(name, name.partition("_")[2].capitalize(), language))
    return tuple(voices)


def _arrays(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]
