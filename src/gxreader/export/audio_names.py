"""Names of sound files that any stick, radio and system accepts, and the list that plays them in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ufffd]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_LONGEST = 60  # UTF-16 units, as FAT32 counts them; it allows 255, the display of a radio shows few
_LONGEST_BYTES = 150  # other file systems count these


def safe_name(title: str, *, ascii_only: bool = False) -> str:
    """A title as part of a file's name, without a suffix; may be empty.

    `ascii_only` is for radios that know no other letters: what is not ASCII is left out.
    """
    name = unicodedata.normalize("NFKD" if ascii_only else "NFC", title)
    if ascii_only:
        name = "".join(sign for sign in name if not unicodedata.combining(sign))
        name = re.sub(r"[^\x20-\x7e]+", " ", name)
        name = re.sub(r"[^A-Za-z0-9 ._-]+", " ", name)
    name = "".join(
        sign
        for sign in _UNSAFE.sub("_", " ".join(name.split()))
        if unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn"}
    )
    name = " ".join(name.split()).strip(" ._")
    name = _cut(name).strip(" .")
    return f"_{name}" if _RESERVED.fullmatch(name.partition(".")[0].strip()) else name


def numbered_name(number: int, total: int, title: str, suffix: str, *, ascii_only: bool = False) -> str:
    """The name of one file of many, which sorts as it is to be heard: 001_title.mp3."""
    digits = max(3, len(str(total)))
    name = safe_name(title, ascii_only=ascii_only)
    return f"{number:0{digits}}_{name}{suffix}" if name else f"{number:0{digits}}{suffix}"


def playlist(entries: Iterable[tuple[str, str, float]]) -> str:
    """An M3U8 list of files: name, title and seconds of each."""
    lines = ["#EXTM3U"]
    for name, title, seconds in entries:
        lines += [f"#EXTINF:{round(seconds)},{' '.join(title.split())}", name]
    return "\n".join(lines) + "\n"


def _cut(name: str) -> str:
    """As much of a name as is allowed, without a broken character at its end."""
    units = size = 0
    for place, sign in enumerate(name):
        units += 1 + (sign > "\uffff")
        size += len(sign.encode("utf-8", "replace"))
        if units > _LONGEST or size > _LONGEST_BYTES:
            end = place
            while end > 0 and unicodedata.combining(name[end]):
                end -= 1
            return name[:end]
    return name
