"""M4A and M4B audio books, made by an ffmpeg program where this computer has one.

A program of its own: nothing of it is part of ours.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from gxreader.errors import OutputError
from gxreader.export.audio_tags import Tags, language_code

_BITS = "64k"
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "=;#\\\n"})


def find_ffmpeg() -> str:
    """The program's path. Raises OutputError where there is none."""
    found = shutil.which("ffmpeg")
    if found is None:
        raise OutputError("export.no-ffmpeg")
    return found


def write_m4b(path: Path, sample_rate: int, sound: Iterable[bytes], tags: Tags) -> None:
    """Write an audio book with chapters. Raises OutputError; what `sound` raises passes."""
    program = find_ffmpeg()
    words = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
    raw = ["-f", "s16le", "-ar", str(sample_rate), "-ac", "1", "-i", "pipe:0"]
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.txt"
        facts.write_text(metadata(tags), encoding="utf-8", errors="replace", newline="\n")
        described = ["-f", "ffmetadata", "-i", str(facts), "-map", "0:a", "-map_metadata", "1"]
        language = language_code(tags.language)
        spoken = ["-metadata:s:a:0", f"language={language}"] if language else []
        coded = ["-map_chapters", "1", "-c:a", "aac", "-b:a", _BITS, *spoken, "-f", "ipod", str(path)]
        with tempfile.TemporaryFile() as complaints:
            process = subprocess.Popen(
                [program, *words, *raw, *described, *coded],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                start_new_session=os.name == "posix",  # a Ctrl-C at the terminal is ours to answer
            )
            try:
                _feed(process, sound)
            except BaseException:
                process.kill()
                process.wait()
                raise
            if process.wait():
                complaints.seek(0)
                detail = complaints.read(400).decode("utf-8", "replace").strip()
                raise OutputError("export.ffmpeg-refused", detail=detail or path.name)


def _feed(process: subprocess.Popen[bytes], sound: Iterable[bytes]) -> None:
    assert process.stdin is not None  # noqa: S101  # Popen was asked for a pipe; this tells mypy
    for piece in sound:
        try:
            process.stdin.write(piece)
        except BrokenPipeError:
            break  # its reason comes with its end
    with contextlib.suppress(BrokenPipeError):  # it has ended already, and is asked why
        process.stdin.close()


def metadata(tags: Tags) -> str:
    """Tags and chapters in ffmpeg's own form (https://ffmpeg.org/ffmpeg-formats.html#Metadata)."""
    named = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album or tags.title,
        "date": tags.date,
        "comment": tags.url,
        "genre": "Audiobook",
        "track": f"{tags.track}/{tags.tracks}" if tags.track else "",
    }
    lines = [";FFMETADATA1", *(f"{name}={_escaped(value)}" for name, value in named.items() if value)]
    for chapter in tags.chapters:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(chapter.start)}"]
        lines += [f"END={round(chapter.end)}", f"title={_escaped(chapter.title)}"]
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    return value.replace("\r", " ").translate(_ESCAPED)
