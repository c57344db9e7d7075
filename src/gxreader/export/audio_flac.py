"""FLAC with its title and chapters: https://www.rfc-editor.org/rfc/rfc9639."""

from __future__ import annotations

import shutil
from typing import IO

from gxreader.export.audio_tags import Tags, packed_comments

_COMMENTS, _PADDING = 4, 1
_LAST = 0x80
_LARGEST_BLOCK = 0xFFFFFF


def retagged(source: IO[bytes], target: IO[bytes], tags: Tags) -> None:
    """Copy a FLAC file with other comments. Raises ValueError for anything else."""
    if source.read(4) != b"fLaC":
        message = "no FLAC"
        raise ValueError(message)
    target.write(b"fLaC")
    kind = 0
    while not kind & _LAST:
        head = source.read(4)
        kind, size = head[0], int.from_bytes(head[1:], "big")
        block = source.read(size)
        if kind & ~_LAST not in {_COMMENTS, _PADDING}:
            target.write(bytes([kind & ~_LAST]) + head[1:] + block)
    comments = packed_comments(tags)[:_LARGEST_BLOCK]
    target.write(bytes([_COMMENTS | _LAST]) + len(comments).to_bytes(3, "big") + comments)
    shutil.copyfileobj(source, target)
