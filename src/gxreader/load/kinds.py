"""What some bytes are, judged by the bytes and never by a name."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from enum import StrEnum

from gxreader.load.markdown_signs import is_markdown


class Content(StrEnum):
    """What bytes may be; those with a reader are in `parsing.readers`, with ARTICLE and TEXT in `loader`."""

    ARTICLE = "article"
    TEXT = "text"
    PAGE = "page"
    SAVED_PAGE = "saved-page"  # MHTML
    WEB_ARCHIVE = "web-archive"  # of Safari
    FEED = "feed"  # RSS, Atom, JSON Feed
    CATALOGUE = "catalogue"  # OPDS 1.2 and 2.0
    MARKDOWN = "markdown"
    EPUB = "epub"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    OFD = "ofd"
    EMPTY = "empty"
    OFFICE = "office"  # old, or no text document
    LOCKED_OFFICE = "locked-office"
    PICTURE = "picture"
    SOUND = "sound"
    ARCHIVE = "archive"
    BROKEN_ARCHIVE = "broken-archive"
    BINARY = "binary"


_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"%PDF-", Content.PDF),
    (b"\x89PNG\r\n\x1a\n", Content.PICTURE),
    (b"\xff\xd8\xff", Content.PICTURE),
    (b"GIF8", Content.PICTURE),
    (b"II*\0", Content.PICTURE),
    (b"MM\0*", Content.PICTURE),
    (b"{\\rtf", Content.OFFICE),
    (b"Rar!\x1a\x07", Content.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Content.ARCHIVE),
    (b"\x1f\x8b\x08", Content.ARCHIVE),
    (b"BZh", Content.ARCHIVE),
    (b"\xfd7zXZ\0", Content.ARCHIVE),
    (b"ID3", Content.SOUND),
    (b"OggS", Content.SOUND),
    (b"fLaC", Content.SOUND),
    (b"bplist00", Content.WEB_ARCHIVE),
    (b"\x7fELF", Content.BINARY),
    (b"MZ\x90", Content.BINARY),
    (b"SQLite format 3\0", Content.BINARY),
)
_RIFF = {b"WEBP": Content.PICTURE, b"WAVE": Content.SOUND, b"AVI ": Content.SOUND}
# What may stand before the first element. Atomic: a hostile head must not be gone through in every division.
_PROLOGUE = re.compile(
    r"(?>[\s\ufeff]+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s+(?!html)[^>\[]*(?:\[[^\]]*\])?\s*>)*+",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|style|link|div|p|h[1-6]|article|main|section|"
    r"table|ul|ol|a|span|img|font|center|header|nav|blockquote|pre|br|hr|b|strong|em|i)\b",
    re.IGNORECASE,
)
_FEED_START = re.compile(r"<(?:rss|feed|atom:feed|rdf:rdf|opml)\b", re.IGNORECASE)
_CATALOGUE_START = re.compile(r"<(?:feed|entry|atom:feed|atom:entry)\b", re.IGNORECASE)
_ARCHIVE_START = re.compile(r"<plist\b", re.IGNORECASE)
_FLAT_START = re.compile(r"<office:document\b[^>]{0,8000}opendocument\.text\b", re.IGNORECASE)
_DRAWING_START = re.compile(r"<svg\b", re.IGNORECASE)
_SAVED_PAGE_START = re.compile(
    r"^(?:From|MIME-Version|Snapshot-Content-Location):.{0,2000}multipart/related", re.DOTALL | re.IGNORECASE
)
_JSON_FEED = re.compile(
    r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version|"(?:feed_url|home_page_url)"\s*:\s*"http'
)  # the version may stand behind all items
_JSON_CATALOGUE = re.compile(r'"(?:navigation|publications|groups|facets)"\s*:\s*\[')
_XML_CATALOGUE = re.compile(r"opds-spec\.org|profile=opds-catalog|xmlns:opds\s*=", re.IGNORECASE)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 16 * 1024
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
_OFFICE_NAMES = {"xl/workbook.xml", "ppt/presentation.xml", "content.xml", "[Content_Types].xml"}
_BOX_HEADER = 12
_LATE = 1024  # bytes that may stand before a PDF's header
_LATE_PDF = re.compile(rb"[\0-\x1f]%PDF-[12]\.\d\s(?:.{0,40}\s)?\d+ \d+ obj", re.DOTALL)


def content_of(data: bytes) -> Content:
    """What the bytes are; anything that may be text and shows no other sign is TEXT."""
    if not data.strip(b" \t\r\n\0") or data in {codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE}:
        return Content.EMPTY
    if is_packed(data):
        return _archive(data)
    if data.startswith(_OLD_OFFICE):
        return Content.LOCKED_OFFICE if _LOCKED in data else Content.OFFICE
    for magic, content in _MAGIC:
        if data.startswith(magic):
            return content
    if _LATE_PDF.search(data[: 2 * _LATE]):
        return Content.PDF
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
    if head.startswith("{") and _JSON_FEED.search(head):
        return Content.FEED
    if head.startswith("{") and '"metadata"' in head and _JSON_CATALOGUE.search(text[: 16 * _HEAD]):
        return Content.CATALOGUE
    begins = _PROLOGUE.match(head)
    start = head[begins.end() :] if begins else head
    if _CATALOGUE_START.match(start) and _XML_CATALOGUE.search(head):
        return Content.CATALOGUE
    for pattern, content in (
        (_FEED_START, Content.FEED),
        (_FLAT_START, Content.ODT),
        (_DRAWING_START, Content.PICTURE),
        (_PAGE_START, Content.PAGE),
    ):
        if pattern.match(start):
            return content
    if _ARCHIVE_START.match(start) and "WebMainResource" in head:
        return Content.WEB_ARCHIVE
    return _written(head)


def _written(head: str) -> Content:
    """What a text without markup is."""
    if _SAVED_PAGE_START.match(head):
        return Content.SAVED_PAGE
    return Content.MARKDOWN if is_markdown(head) else Content.TEXT


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
    """A zip by the names within it; nothing is unpacked but the word that says what it is."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:2000])
            declared = archive.open("mimetype").read(100).strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return Content.BROKEN_ARCHIVE
    if "META-INF/container.xml" in names or declared == b"application/epub+zip":
        return Content.EPUB
    if "word/document.xml" in names:
        return Content.DOCX
    if "OFD.xml" in names:
        return Content.OFD
    if declared.startswith(b"application/vnd.oasis.opendocument.text"):
        return Content.ODT
    if declared.startswith(b"application/vnd.oasis") or names & _OFFICE_NAMES:
        return Content.OFFICE
    return Content.ARCHIVE


def is_packed(data: bytes) -> bool:
    """Whether these begin a zip: its list stands at its end, and is read in the parsing process."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))
