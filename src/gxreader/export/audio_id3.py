"""ID3v2.4 with chapters, as MP3 files carry it in front of their sound.

https://id3.org/id3v2.4.0-structure and https://id3.org/id3v2-chapters-1.0.
"""

from __future__ import annotations

import struct
from urllib.parse import quote

from gxreader.export.audio_tags import Chapter, Tags, language_code

MOST_CHAPTERS = 255  # the table of contents counts them in one byte
_UTF_8 = b"\x03"
_NO_OFFSET = 0xFFFFFFFF  # chapters are found by their time
_TOP_AND_ORDERED = b"\x03"
_CONTENTS = b"toc\0"


def id3(tags: Tags) -> bytes:
    """The tag as bytes; chapters beyond the 255th are left out."""
    texts = {
        "TIT2": tags.title,
        "TPE1": tags.artist,
        "TALB": tags.album,
        "TDRC": tags.date,
        "TLAN": language_code(tags.language),
        "TCON": "Speech",
        "TRCK": f"{tags.track}/{tags.tracks}" if tags.track else "",
        "TLEN": str(round(tags.seconds * 1000)) if tags.seconds else "",
    }
    frames = [_text(name, value) for name, value in texts.items() if value]
    if tags.url:
        frames.append(_frame("WOAS", quote(tags.url, safe="%/:?#[]@!$&'()*+,;=").encode()))
    chapters = tags.chapters[:MOST_CHAPTERS]
    if chapters:
        frames.append(_contents(len(chapters)))
        frames += [_chapter(number, chapter) for number, chapter in enumerate(chapters)]
    body = b"".join(frames)
    return b"ID3\x04\0\0" + _seven_bits(len(body)) + body


def _contents(count: int) -> bytes:
    names = b"".join(_name(number) for number in range(count))
    return _frame("CTOC", _CONTENTS + _TOP_AND_ORDERED + bytes([count]) + names)


def _chapter(number: int, chapter: Chapter) -> bytes:
    times = struct.pack(">4I", round(chapter.start), round(chapter.end), _NO_OFFSET, _NO_OFFSET)
    return _frame("CHAP", _name(number) + times + _text("TIT2", chapter.title))


def _name(number: int) -> bytes:
    return f"chapter{number}".encode() + b"\0"


def _text(name: str, value: str) -> bytes:
    return _frame(name, _UTF_8 + value.replace("\0", " ").encode("utf-8", "replace"))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + _seven_bits(len(body)) + b"\0\0" + body


def _seven_bits(number: int) -> bytes:
    """A length in four bytes of seven bits each, so that it never looks like sound."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
