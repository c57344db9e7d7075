"""DOCX: made plain, converted to HTML by mammoth, and read as any other markup."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any, cast

import mammoth
from lxml import etree

from gxreader.errors import Unreadable
from gxreader.load.formats.docx_markup import (
    BASE,
    END,
    NUMBER,
    NUMBERED,
    READING,
    Preparation,
)
from gxreader.load.formats.docx_numbering import Numbering
from gxreader.load.formats.office import NOTES, WITHIN, DocumentPage, article_of, notices_of, read_core
from gxreader.load.layout.titles import Named
from gxreader.load.limits import PAGE_BYTES
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.element import Element
from gxreader.load.markup.page import parsed
from gxreader.load.markup.xml import parse_xml
from gxreader.load.parsing.packed import Package
from gxreader.load.parsing.source import Parsed, Report, Source

_STYLES = """
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Subtitle'] => p:fresh
"""
_PICTURES = re.compile(r"^word/media/[^/]+$")
_PARTS = ("word/footnotes.xml", "word/endnotes.xml")
_WRITTEN = re.compile(f"{BASE}([^{READING}]*){READING}([^{END}]*){END}")
_COUNT = re.compile(f"{NUMBER}(\\d+){NUMBERED}")
_NOTE = re.compile(r"(?:foot|end)note-\d")
_WAY_BACK = re.compile(r"#(?:foot|end)note-ref-")
_MARKS = re.compile(f"[{BASE}{READING}{END}{NUMBER}{NUMBERED}]")
_MOST_BYTES = 4 * PAGE_BYTES  # of HTML: a long book


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a document is read in one piece
    """The article of a Word document. Raises Unreadable for one that is damaged, locked or empty."""
    package = Package(source.read())
    preparation = Preparation()
    plain = _plain_package(package, preparation)
    html = _converted(plain)
    root = parsed(f"<html><body>{html}</body></html>")
    _number_lists(root)
    _mark_notes(root, source.language)
    page = DocumentPage(root, "")
    drafts = BlockReader(page).read(root)
    named = _named(package, source.name)
    return Parsed(article=article_of(drafts, named, notices_of(preparation.left_out)))


def shelf(source: Source, data: bytes) -> Callable[[str], bytes]:
    """The pictures within a document by their names."""
    del source
    return Package(data).read


def _part(package: Package, name: str) -> etree._Element | None:
    return parse_xml(package.read(name)) if name in package else None


def _plain_package(package: Package, preparation: Preparation) -> io.BytesIO:
    """The document anew, every part of it parsed with care; each picture is nothing but its name."""
    styles, numbering = _part(package, "word/styles.xml"), _part(package, "word/numbering.xml")
    if styles is not None:
        preparation.read_styles(styles)
    if numbering is not None:
        preparation.numbering = Numbering.read(numbering)
    document = _part(package, "word/document.xml")
    if document is None:
        raise Unreadable("load.corrupt")
    preparation.prepare(document)
    parts: dict[str, bytes] = {"word/document.xml": etree.tostring(document, encoding="utf-8")}
    for name in _PARTS:
        part = _part(package, name)
        if part is not None:
            preparation.prepare(part, main=False)
            parts[name] = etree.tostring(part, encoding="utf-8")
    for name, root in (("word/styles.xml", styles), ("word/numbering.xml", numbering)):
        if root is not None:
            parts[name] = etree.tostring(root, encoding="utf-8")
    for name in package.names:
        if name == "[Content_Types].xml" or (
            name.endswith(".rels") and name.startswith(("word/_rels/", "_rels/"))
        ):
            parts[name] = etree.tostring(parse_xml(package.read(name)), encoding="utf-8")
        elif _PICTURES.match(name):
            parts[name] = name.encode()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    whole.seek(0)
    return whole


def _picture(image: Any) -> dict[str, str]:
    with image.open() as file:
        return {"src": WITHIN + file.read().decode("utf-8", "replace")}


def _converted(document: io.BytesIO) -> str:
    result = mammoth.convert_to_html(
        document,
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(_picture),
        id_prefix="",
    )
    html = str(result.value)
    if len(html) > _MOST_BYTES:
        raise Unreadable("load.too-complex")
    return _WRITTEN.sub(r"<ruby>\1<rt>\2</rt></ruby>", html)


def _number_lists(root: Element) -> None:
    """Lists begin with the count their first item has; the marks that told it go."""
    for items in root.iter("ol"):
        first = next(iter(items), None)
        found = _COUNT.match(first.text_content().strip()) if first is not None else None
        if found:
            cast("Any", items).set("start", found[1])
    for element in root.iter():
        if element.text:
            element.text = _MARKS.sub("", _COUNT.sub("", element.text))
        if element.tail:
            element.tail = _MARKS.sub("", _COUNT.sub("", element.tail))


def _mark_notes(root: Element, language: str) -> None:
    """Notes stand at the end under a heading of their own; their ways back to the text are no text."""
    for link in list(root.iter("a")):
        if _WAY_BACK.match(link.get("href") or ""):
            link.drop_tree()
    first = next((item for item in root.iter("li") if _NOTE.match(item.get("id") or "")), None)
    notes = None if first is None else first.getparent()
    if notes is not None:
        heading = etree.Element("h6")
        heading.text = NOTES.get(language[:2], NOTES["en"])
        cast("Any", notes).addprevious(heading)


def _named(package: Package, fallback: str) -> Named:
    core = _part(package, "docProps/core.xml")
    return read_core(core, fallback)
