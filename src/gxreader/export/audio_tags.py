"""What a sound file says of itself: title, author, date, language, chapters."""

from __future__ import annotations

import msgspec

_THREE_LETTERS = {"zh": "zho", "en": "eng", "yue": "yue", "ja": "jpn", "ko": "kor", "de": "deu", "fr": "fra"}


class Chapter(msgspec.Struct, frozen=True):
    """A stretch of a sound file by its heading, in milliseconds."""

    title: str
    start: float
    end: float


class Tags(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a recording; empty fields are not written.

    `date` is written as in ISO 8601, `language` is a BCP 47 tag; `track` of `tracks` counts the files of a
    folder from one. `seconds` is how long it lasts.
    """

    title: str = ""
    artist: str = ""
    album: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    track: int = 0
    tracks: int = 0
    seconds: float = 0.0
    chapters: tuple[Chapter, ...] = ()


def language_code(tag: str) -> str:
    """The three letters of ISO 639-2 for a BCP 47 tag; empty for a language not known here."""
    primary = tag.partition("-")[0].lower()
    return _THREE_LETTERS.get(primary, "")


def vorbis_comments(tags: Tags) -> list[str]:
    """The tags as Vorbis comments, which FLAC and Opus files carry.

    Chapters: https://wiki.xiph.org/Chapter_Extension.
    """
    named = {
        "TITLE": tags.title,
        "ARTIST": tags.artist,
        "ALBUM": tags.album,
        "DATE": tags.date,
        "LANGUAGE": language_code(tags.language),
        "CONTACT": tags.url,
        "GENRE": "Speech",
        "TRACKNUMBER": str(tags.track or ""),
        "TRACKTOTAL": str(tags.tracks or ""),
    }
    comments = [f"{name}={value}" for name, value in named.items() if value]
    for number, chapter in enumerate(tags.chapters, 1):
        comments.append(f"CHAPTER{number:03}={_clock(chapter.start)}")
        comments.append(f"CHAPTER{number:03}NAME={chapter.title}")
    return comments


def packed_comments(tags: Tags) -> bytes:
    """Vorbis comments as they stand in a file: vendor, count, then each with its length."""
    entries = [comment.encode("utf-8", "replace") for comment in vorbis_comments(tags)]
    counted = b"".join(len(entry).to_bytes(4, "little") + entry for entry in entries)
    vendor = b"gxreader"
    return len(vendor).to_bytes(4, "little") + vendor + len(entries).to_bytes(4, "little") + counted


def _clock(milliseconds: float) -> str:
    seconds, rest = divmod(round(milliseconds), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
