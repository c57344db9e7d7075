"""Files that mean harm: zip and picture bombs, entities, paths that lead out, what only looks like a book."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.hostile.pages import WORDS, Trap

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{0}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>书</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_O = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def packed(files: dict[str, bytes | str], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", level) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return whole.getvalue()


def book(chapters: dict[str, bytes | str], *, root: str = "book.opf", prologue: str = "") -> bytes:
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = prologue + _BOOK.format(items=items, spine=spine)
    return packed({"META-INF/container.xml": _CONTAINER.format(root), "book.opf": package, **chapters})


def chapter(text: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html>'


def word(document: str, **others: bytes | str) -> bytes:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    fixed = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document}
    further: dict[str, bytes | str] = {name.replace("__", "/"): data for name, data in others.items()}
    return packed({**fixed, **further})


def png(width: int, height: int, pixels: bytes) -> bytes:
    """A grey PNG that may lie about its size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def _laughs(_trap: Trap) -> bytes:
    entities = '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    return book({"a.xhtml": f"<!DOCTYPE html [{entities}]>" + chapter(f"&a11;{WORDS}")})


def _entity_of_file(trap: Trap) -> bytes:
    return book({"a.xhtml": f'<!DOCTYPE html [<!ENTITY x SYSTEM "{trap.uri}">]>' + chapter(f"&x;{WORDS}")})


def _entity_in_package(trap: Trap) -> bytes:
    return book({"a.xhtml": chapter(WORDS)}, prologue=f'<!DOCTYPE package SYSTEM "{trap.address}">')


def _word_entity(trap: Trap) -> bytes:
    return word(
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "{trap.uri}">]><w:document {_W}><w:body><w:p><w:r><w:t>&x;{WORDS}</w:t></w:r>'
        "</w:p></w:body></w:document>"
    )


def _open_document(content: str) -> bytes:
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _deep_open_document(_trap: Trap) -> bytes:
    spans = "<text:span>" * 50_000 + WORDS + "</text:span>" * 50_000
    return _open_document(
        f"<office:document-content {_O}><office:body><office:text><text:p>{spans}</text:p></office:text>"
        "</office:body></office:document-content>"
    )


def _spaces_open_document(_trap: Trap) -> bytes:
    return _open_document(
        f"<office:document-content {_O}><office:body><office:text><text:p>{WORDS}<text:s text:c='2000000000'/></text:p>"
        "</office:text></office:body></office:document-content>"
    )


def _page_ladder(_trap: Trap) -> bytes:
    """A PDF whose page tree leads back to itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"
        b"endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
        b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n121\n%%EOF"
    )


def _pdf_bomb(_trap: Trap) -> bytes:
    stream = zlib.compress(b"(a) Tj " * 20_000_000)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length "
        + str(len(stream)).encode()
        + b">>stream\n"
        + stream
        + b"\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"trailer<</Size 6/Root 1 0 R>>\n%%EOF"
    )


def _feed(trap: Trap) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{trap.uri}">]><rss version="2.0"><channel><title>&x;</title>'
        f"<item><title>{WORDS}</title><link>{trap.uri}</link><description>&lt;img src='{trap.address}'&gt;{WORDS}"
        "</description></item></channel></rss>"
    ).encode()


def _endless_feed(_trap: Trap) -> bytes:
    items = f"<item><title>{WORDS}</title><link>https://example.org/a</link></item>" * 30_000
    return f'<rss version="2.0"><channel><title>很长</title>{items}</channel></rss>'.encode()


def _mail(trap: Trap) -> bytes:
    parts = "".join(
        f"--b\r\nContent-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(500)
    )
    return (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {trap.uri}\r\n\r\n"
        f"<html><body><p>{WORDS * 3}</p><img src='{trap.uri}'></body></html>\r\n{parts}--b--\r\n"
    ).encode()


FILES: dict[str, Callable[[Trap], bytes]] = {
    "a zip that unpacks to a thousand times": lambda _trap: book({"a.xhtml": chapter("0" * 200_000_000)}),
    "a zip of very many files": lambda _trap: packed({f"{n}.txt": b"" for n in range(30_000)}),
    "a zip within a zip": lambda _trap: packed(
        {"a.zip": packed({"b.zip": packed({"c.txt": b"0" * 9_000_000})})}
    ),
    "names that lead out": lambda trap: book(
        {"../../.." + str(trap.file): chapter(WORDS), "a.xhtml": chapter(WORDS)}
    ),
    "a root that leads out": lambda trap: book({"a.xhtml": chapter(WORDS)}, root="../.." + str(trap.file)),
    "a book of laughs": _laughs,
    "a book that reads a file": _entity_of_file,
    "a book whose package is elsewhere": _entity_in_package,
    "a book of one chapter many times": lambda _trap: packed(
        {
            "META-INF/container.xml": _CONTAINER.format("book.opf"),
            "book.opf": _BOOK.format(
                items='<item id="c" href="a.xhtml" media-type="application/xhtml+xml"/>',
                spine='<itemref idref="c"/>' * 100_000,
            ),
            "a.xhtml": chapter(WORDS * 100),
        }
    ),
    "a book without a spine": lambda _trap: book({}),
    "a book torn apart": lambda _trap: book({"a.xhtml": chapter(WORDS)})[:-40],
    "a book with a wrong sum": lambda _trap: book({"a.xhtml": chapter(WORDS * 400)}).replace(
        b"\x00\x00\x00", b"\x00\x01\x00", 9
    ),
    "a deep book": lambda _trap: book({"a.xhtml": "<html><body>" + "<div>" * 100_000 + WORDS}),
    "a letter that reads a file": _word_entity,
    "a letter that is a thousand times as long": lambda _trap: word(
        f"<w:document {_W}><w:body>" + "<w:p/>" * 5_000_000 + "</w:body></w:document>"
    ),
    "a letter with a deep table": lambda _trap: word(
        f"<w:document {_W}><w:body>"
        + "<w:tbl><w:tr><w:tc>" * 3_000
        + f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
        + "</w:tc></w:tr></w:tbl>" * 3_000
        + "</w:body></w:document>"
    ),
    "an open document, very deep": _deep_open_document,
    "an open document full of spaces": _spaces_open_document,
    "a layout that leads to itself": lambda _trap: packed(
        {
            "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>OFD.xml</ofd:DocRoot>'
            "</ofd:DocBody></ofd:OFD>"
        }
    ),
    "pages that lead to themselves": _page_ladder,
    "a page that unpacks to a thousand times": _pdf_bomb,
    "half a PDF": lambda _trap: b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Ty",
    "a feed that reads a file": _feed,
    "a feed without end": _endless_feed,
    "mail within mail": _mail,
    "a saved page that is a list of lists": lambda _trap: b"bplist00\xa1\x00" + b"\x08" * 40,
    "our own form, very deep": lambda _trap: (
        b'{"schema": 1, "title": "x", "blocks": ' + b'[{"type":"quote","blocks":' * 100_000
    ),
    "our own form, a number too large": lambda _trap: (
        b'{"schema": 1, "title": "x", "parts": [{"title":"","start":0,"stop":1e999}]}'
    ),
    "text that is one line": lambda _trap: (WORDS * 500_000).encode(),
    "text of line ends": lambda _trap: b"\n" * 5_000_000 + WORDS.encode(),
    "text of numbered chapters": lambda _trap: ("第一章\n" * 300_000 + WORDS).encode(),
    "a catalogue without end": lambda _trap: (
        b'{"metadata": {"title": "x"}, "publications": [' + b'{"metadata":{"title":"y"}},' * 100_000
    ),
    "marks of Markdown without end": lambda _trap: (
        "# 题\n\n" + "> " * 20_000 + WORDS + "\n\n" + "[" * 50_000 + "\n- 一\n" * 9
    ).encode(),
}

PICTURES: dict[str, Callable[[Trap], bytes]] = {
    "a picture of very many pixels": lambda _trap: png(50_000, 50_000, b"\0" * 1_000_000),
    "a picture that is no wider than nothing": lambda _trap: png(0, 10, b"\0" * 10),
    "a picture cut off": lambda _trap: png(400, 400, b"\0" * 401 * 400)[:60],
    "a drawing": lambda trap: (
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{trap.uri}"/></svg>'.encode()
    ),
    "a picture that is a PDF": _page_ladder,
    "a picture that is a PostScript program": lambda _trap: (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n{} loop"
    ),
    "a moving picture without end": lambda _trap: (
        b"GIF89a\xff\xff\xff\xff\0\0\0" + b"\x2c\0\0\0\0\xff\xff\xff\xff\0\x08" * 90_000
    ),
}
