"""What some bytes are, judged by the bytes and never by a name."""

from __future__ import annotations

import codecs
import io
import re
from enum import StrEnum


class Content(StrEnum):
    """What can be read (ARTICLE, PAGE, TEXT), and what cannot be read yet, each with its own sentence."""

    ARTICLE = "article"
    PAGE = "page"
    TEXT = "text"
    EMPTY = "empty"
    PDF = "pdf"
    EPUB = "epub"
    DOCUMENT = "document"
    PICTURE = "picture"
    SOUND = "sound"
    ARCHIVE = "archive"
    FEED = "feed"
    SAVED_PAGE = "saved-page"
    BINARY = "binary"


_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"%PDF-", Content.PDF),
    (b"\x89PNG\r\n\x1a\n", Content.PICTURE),
    (b"\xff\xd8\xff", Content.PICTURE),
    (b"GIF8", Content.PICTURE),
    (b"II*\0", Content.PICTURE),
    (b"MM\0*", Content.PICTURE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.DOCUMENT),
    (b"{\\rtf", Content.DOCUMENT),
    (b"Rar!\x1a\x07", Content.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Content.ARCHIVE),
    (b"\x1f\x8b\x08", Content.ARCHIVE),
    (b"BZh", Content.ARCHIVE),
    (b"\xfd7zXZ\0", Content.ARCHIVE),
    (b"ID3", Content.SOUND),
    (b"OggS", Content.SOUND),
    (b"fLaC", Content.SOUND),
    (b"bplist00", Content.SAVED_PAGE),
    (b"\x7fELF", Content.BINARY),
    (b"MZ\x90", Content.BINARY),
    (b"SQLite format 3\0", Content.BINARY),
)
_RIFF = {b"WEBP": Content.PICTURE, b"WAVE": Content.SOUND, b"AVI ": Content.SOUND}
_PAGE_START = re.compile(
    r"^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|style|link|div|p|h[1-6]|"
    r"article|main|section|table|ul|ol|a|span|img|font|center|header|nav|blockquote|pre|br|hr|b|strong|em|i)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = re.compile(
    r"^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:rdf|opml)\b", re.IGNORECASE | re.DOTALL
)
_DRAWING_START = re.compile(
    r"^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b", re.IGNORECASE | re.DOTALL
)
_SAVED_PAGE_START = re.compile(
    r"^(?:From|MIME-Version|Snapshot-Content-Location):.{0,2000}multipart/related", re.DOTALL | re.IGNORECASE
)
_HEAD = 16 * 1024
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
_BOX_HEADER = 12


def content_of(data: bytes) -> Content:
    """What the bytes are; anything that may be text and shows no other sign is TEXT."""
    if not data.strip(b" \t\r\n\0") or data in {codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE}:
        return Content.EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    for magic, content in _MAGIC:
        if data.startswith(magic):
            return content
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12], Content.BINARY)
    if data[4:8] == b"ftyp":
        return (
            Content.PICTURE if data[8:_BOX_HEADER] in {b"heic", b"avif", b"mif1", b"heix"} else Content.SOUND
        )
    return _textual(data)


def content_of_text(text: str) -> Content:
    """What pasted text is: an article of ours, the source of a page, or text."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if not head and not text.strip("\ufeff \t\r\n"):
        return Content.EMPTY
    if _is_article(text):
        return Content.ARTICLE
    for pattern, content in (
        (_FEED_START, Content.FEED),
        (_DRAWING_START, Content.PICTURE),
        (_PAGE_START, Content.PAGE),
        (_SAVED_PAGE_START, Content.SAVED_PAGE),
    ):
        if pattern.match(head):
            return content
    return Content.TEXT


def _textual(data: bytes) -> Content:
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        wide = "utf-32" if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) else "utf-16"
        return content_of_text(head.decode(wide, "replace"))
    if b"\0" in head:
        halves = (head[0::2].count(0), head[1::2].count(0))
        if min(halves) == 0 and max(halves) > 0.02 * len(head) / 2:
            return content_of_text(head.decode("utf-16-le" if halves[0] == 0 else "utf-16-be", "replace"))
        return Content.BINARY
    if len(_CONTROL.findall(head)) > _CONTROL_SHARE * len(head):
        return Content.BINARY
    if _is_article(data):
        return Content.ARTICLE
    # ASCII is enough to see tags, and every byte maps to one character
    return content_of_text(head.decode("latin-1").removeprefix("ï»¿"))


def _is_article(data: bytes | str) -> bool:
    """Whether this is JSON in our form (it names its schema); damaged JSON of ours counts too."""
    head = (
        data[:_HEAD].lstrip()
        if isinstance(data, str)
        else data[:_HEAD].decode("latin-1").removeprefix("ï»¿").lstrip()
    )
    return head.startswith("{") and re.search(r'"schema"\s*:\s*\d', head) is not None


def _archive(data: bytes) -> Content:
    """A zip by the names within it; nothing is unpacked."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:2000])
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return Content.ARCHIVE
    if "META-INF/container.xml" in names:
        return Content.EPUB
    if names & {"word/document.xml", "content.xml", "OFD.xml", "xl/workbook.xml", "ppt/presentation.xml"}:
        return Content.DOCUMENT
    return Content.ARCHIVE
