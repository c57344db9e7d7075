"""What sort of file something is, in terms a reader knows: by its name at first, by its bytes in the end."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from gxreader.load.kinds import Content, content_of, is_packed


class Sort(StrEnum):
    """Sorts of files; the words for each stand in the catalogue."""

    PDF = "pdf"
    WORD = "word"
    SHEET = "sheet"
    SLIDES = "slides"
    OFD = "ofd"
    BOOK = "book"
    TEXT = "text"
    PAGE = "page"
    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    PACKED = "packed"
    PROGRAM = "program"
    OTHER = "other"


_SUFFIXES: dict[Sort, str] = {
    Sort.PDF: "pdf",
    Sort.WORD: "docx doc docm dotx dot odt rtf wps wpt",
    Sort.SHEET: "xlsx xls xlsm xlsb csv et ods",
    Sort.SLIDES: "pptx ppt pptm pps ppsx dps odp",
    Sort.OFD: "ofd",
    Sort.BOOK: "epub mobi azw3",
    Sort.TEXT: "txt md markdown log json xml",
    Sort.PAGE: "html htm shtml xhtml mht mhtml webarchive",
    Sort.PICTURE: "jpg jpeg png gif bmp webp tif tiff svg heic avif",
    Sort.SOUND: "mp3 wav wma m4a ogg flac aac amr",
    Sort.FILM: "mp4 avi mov wmv mkv flv mpg mpeg webm m4v",
    Sort.PACKED: "zip rar 7z gz tgz tar bz2 xz",
    Sort.PROGRAM: (
        "exe msi com bat cmd scr pif cpl ps1 psm1 vbs vbe js jse wsf wsh hta lnk url reg jar apk ipa dll sys"
        " deb rpm sh run bin app dmg pkg appimage desktop gadget msp mst application xll iso img vhd"
    ),
}
_SORTS = {suffix: sort for sort, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_TEXTS = frozenset({Content.TEXT, Content.MARKDOWN, Content.ARTICLE, Content.FEED, Content.CATALOGUE})
_OFFICE = frozenset({Content.OFFICE, Content.LOCKED_OFFICE})
_PACKED = frozenset({Content.ARCHIVE, Content.BROKEN_ARCHIVE, Content.BINARY, Content.EPUB, Content.DOCX})
# What the bytes of each sort may be. Old names of office programs are used for one another's files.
_HOLDS: dict[Sort, frozenset[Content]] = {
    Sort.PDF: frozenset({Content.PDF}),
    Sort.WORD: _OFFICE | {Content.DOCX, Content.ODT},
    Sort.SHEET: _OFFICE | _TEXTS,
    Sort.SLIDES: _OFFICE,
    Sort.OFD: frozenset({Content.OFD}),
    Sort.BOOK: frozenset({Content.EPUB, Content.BINARY}),
    Sort.TEXT: _TEXTS | {Content.EMPTY},
    Sort.PAGE: frozenset({Content.PAGE, Content.SAVED_PAGE, Content.WEB_ARCHIVE, *_TEXTS}),
    Sort.PICTURE: frozenset({Content.PICTURE, Content.BINARY}),
    Sort.SOUND: frozenset({Content.SOUND, Content.BINARY}),
    Sort.FILM: frozenset({Content.SOUND, Content.BINARY}),
    Sort.PACKED: _PACKED,
}
_BY_CONTENT: dict[Content, tuple[Sort, str]] = {
    Content.PDF: (Sort.PDF, ".pdf"),
    Content.DOCX: (Sort.WORD, ".docx"),
    Content.ODT: (Sort.WORD, ".odt"),
    Content.OFD: (Sort.OFD, ".ofd"),
    Content.EPUB: (Sort.BOOK, ".epub"),
    Content.PAGE: (Sort.PAGE, ".html"),
    Content.SAVED_PAGE: (Sort.PAGE, ".mhtml"),
    Content.WEB_ARCHIVE: (Sort.PAGE, ".webarchive"),
    Content.TEXT: (Sort.TEXT, ".txt"),
    Content.MARKDOWN: (Sort.TEXT, ".md"),
    Content.FEED: (Sort.TEXT, ".xml"),
    Content.CATALOGUE: (Sort.TEXT, ".xml"),
    Content.ARTICLE: (Sort.TEXT, ".json"),
    Content.PICTURE: (Sort.PICTURE, ""),
    Content.SOUND: (Sort.SOUND, ""),
    Content.ARCHIVE: (Sort.PACKED, ""),
    Content.BROKEN_ARCHIVE: (Sort.PACKED, ""),
}
READABLE = frozenset(
    {
        Content.ARTICLE,
        Content.TEXT,
        Content.MARKDOWN,
        Content.PAGE,
        Content.SAVED_PAGE,
        Content.WEB_ARCHIVE,
        Content.FEED,
        Content.CATALOGUE,
        Content.EPUB,
        Content.PDF,
        Content.DOCX,
        Content.ODT,
        Content.OFD,
    }
)
_READABLE_SUFFIXES = (
    *("pdf", "docx", "odt", "ofd", "epub", "txt", "md", "markdown"),
    *("html", "htm", "shtml", "xhtml", "mht", "mhtml"),
)
_PROGRAMS = (
    *(
        b"MZ",
        b"\x7fELF",
        b"#!",
        b"\xca\xfe\xba\xbe",
        b"\xfe\xed\xfa",
        b"\xcf\xfa\xed\xfe",
        b"\xce\xfa\xed\xfe",
    ),
    b"L\0\0\0\x01\x14\x02\0",  # a Windows shortcut
    *(b"@echo off", b"[Desktop Entry]", b"!<arch>\ndebian", b"\xed\xab\xee\xdb"),
)
_HEAD = 64 * 1024
_MOST_LOOKED_INTO = 64 * 1024 * 1024  # of a zip: what it is stands at its end
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,11})$")


def suffix_of(name: str) -> str:
    """The suffix of a name without its dot, in small letters, if it is one that is known; else nothing."""
    found = _SUFFIX.search(name.rstrip(" ."))
    suffix = found[1].lower() if found else ""
    return suffix if suffix in _SORTS else ""


def sort_of(name: str) -> Sort:
    """What a file seems to be by its name, or by its bare suffix."""
    return _SORTS.get(suffix_of(name) or name.lower().lstrip("."), Sort.OTHER)


def seems_readable(name: str) -> bool:
    """Whether this program can read a file of such a name, or with such a suffix."""
    return (suffix_of(name) or name.lower().lstrip(".")) in _READABLE_SUFFIXES


def content_of_file(file: Path) -> tuple[Content, bool]:
    """What a file's bytes are, and whether they are a program's. Raises OSError."""
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
        if is_packed(head) and file.stat().st_size <= _MOST_LOOKED_INTO:
            head += opened.read(_MOST_LOOKED_INTO)
    is_program = head.lstrip(b"\xef\xbb\xbf \r\n").startswith(_PROGRAMS)
    return content_of(head), is_program


def sort_of_content(content: Content) -> tuple[Sort, str]:
    """The sort some bytes belong to, and the suffix that suits them, if there is one."""
    return _BY_CONTENT.get(content, (Sort.OTHER, ""))


def agree(name: str, content: Content) -> bool:
    """Whether a file may be called so; a name that says nothing says nothing wrong."""
    holds = _HOLDS.get(sort_of(name))
    return holds is None or content in holds
