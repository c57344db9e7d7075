"""ODT (and its flat form): content and styles read directly, then as any other markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml import etree, html

from gxreader.errors import LoadError, Unreadable
from gxreader.load.formats.odt_body import Body
from gxreader.load.formats.odt_styles import Styles
from gxreader.load.formats.office import NOTES, DocumentPage, article_of, notices_of, read_core
from gxreader.load.kinds import is_packed
from gxreader.load.markup import mathml
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.element import Element
from gxreader.load.markup.xml import local_name, parse_xml
from gxreader.load.parsing.packed import Package, beside
from gxreader.load.parsing.source import Parsed, Report, Source


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a document is read in one piece
    """The article of an ODT document. Raises Unreadable for one that is damaged, locked or empty."""
    data = source.read()
    package = Package(data) if is_packed(data) else None
    content = parse_xml(data) if package is None else _content(package)
    styles, parts = Styles(), [content]
    if package is not None and "styles.xml" in package:
        parts.insert(0, parse_xml(package.read("styles.xml")))
    for part in parts:
        styles.read(part)
    text = next(content.iter("{*}text"), None)
    holder = next((body.find("{*}text") for body in content.iter("{*}body")), text)
    if holder is None:
        raise Unreadable("load.corrupt")
    body = Body(styles, lambda address: _formula(package, address))
    root = body.written(holder)
    _add_notes(root, body.notes, source.language)
    drafts = BlockReader(DocumentPage(cast("Element", root), "")).read(cast("Element", root))
    meta = content
    if package is not None:
        meta = parse_xml(package.read("meta.xml")) if "meta.xml" in package else etree.Element("none")
    statements = next((element for element in meta.iter() if local_name(element) == "meta"), None)
    return Parsed(article=article_of(drafts, read_core(statements, source.name), notices_of(body.left_out)))


def shelf(source: Source, data: bytes) -> Callable[[str], bytes]:
    """The pictures within a document by their names."""
    del source
    return Package(data).read


def _content(package: Package) -> etree._Element:
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unreadable("load.password")
    if "encrypted-package" in package:
        raise Unreadable("load.password")
    if "content.xml" not in package:
        raise Unreadable("load.corrupt")
    return parse_xml(package.read("content.xml"))


def _formula(package: Package | None, address: str) -> str:
    """The formula that an object within the document is; nothing if it is something else."""
    name = beside("content.xml", f"{address}/content.xml")
    if package is None or not name or name not in package:
        return ""
    try:
        root = parse_xml(package.read(name))
    except LoadError:  # a formula that cannot be read has no words
        return ""
    return mathml.as_text(root) if local_name(root) == "math" else ""


def _add_notes(root: etree._Element, notes: list[etree._Element], language: str) -> None:
    if notes:
        heading: etree._Element = html.Element("h6")
        heading.text = NOTES.get(language[:2], NOTES["en"])
        listed: etree._Element = html.Element("ol")
        listed.extend(notes)
        root.extend([heading, listed])
