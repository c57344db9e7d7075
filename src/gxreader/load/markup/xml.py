"""XML from strangers: no entities from elsewhere, no network, no DTD, and no more of it than is read here."""

from __future__ import annotations

import html.entities
import re

from lxml import etree

from gxreader.errors import Unreadable
from gxreader.load.decode import decode_page
from gxreader.load.limits import DEPTH, ELEMENTS
from gxreader.load.lines import clean

MOST_ELEMENTS = 10 * ELEMENTS
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})  # the only ones that XML itself knows
_REFERENCE = re.compile(r"&([A-Za-z_][\w.-]{0,60});")
_DECLARED = re.compile(r"<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:\"([^\"<]{0,100})\"|'([^'<]{0,100})')\s*>")
_NUMBERED = re.compile(r"&#x?[0-9A-Fa-f]{1,6};")
_DECLARED_WITHIN = 64 * 1024
_MOST_GROWTH = 1024 * 1024  # characters that entities may add
_MOST_SIGNS = 3 * MOST_ELEMENTS


def parse_xml(data: bytes) -> etree._Element:
    """The root of a document, whatever its encoding; what is badly formed is read as far as it makes sense.

    Comments and processing instructions are left out. Raises Unreadable for what is no XML at all, and for
    what is deeper or larger than any book or feed.
    """
    return parse_text(decode_page(data).text)


def parse_text(text: str, parser: etree.XMLParser | None = None) -> etree._Element:
    """The same for a text, by a parser of `safe_parser`'s settings."""
    if text.count("<") > _MOST_SIGNS:
        raise Unreadable("load.too-complex")
    plain = _without_references(clean(text)).lstrip().encode("utf-8")
    try:
        root = etree.fromstring(plain, parser or safe_parser(recover=True))
    except etree.XMLSyntaxError as error:
        raise Unreadable("load.corrupt") from error
    if root is None:
        raise Unreadable("load.corrupt")
    _measure(root)
    return root


def safe_parser(kind: type[etree.XMLParser] = etree.XMLParser, *, recover: bool = False) -> etree.XMLParser:
    """A parser that reads nothing but what it is given."""
    return kind(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_within(element: etree._Element | None) -> str:
    """The text of an element and all beneath it on one line; empty for none."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _without_references(text: str) -> str:
    """The text with its named entities as characters: HTML's, and short ones that it declares itself.

    Entities made of entities are how few bytes become many: they stay as they are written.
    """
    declared: dict[str, str] = {}
    for name, double, single in _DECLARED.findall(text[:_DECLARED_WITHIN]):
        value = double or single
        if "&" not in _NUMBERED.sub("", value):
            declared.setdefault(name, value)
    growth = 0

    def written(match: re.Match[str]) -> str:
        nonlocal growth
        name = match[1]
        if name in _OWN:
            return match[0]
        value = declared.get(name) or html.entities.html5.get(f"{name};")
        if value is None:
            return f"&amp;{name};"
        growth += len(value)
        if growth > _MOST_GROWTH:
            raise Unreadable("load.too-complex")
        return value if name in declared else value.replace("&", "&amp;").replace("<", "&lt;")

    return _REFERENCE.sub(written, text)


def _measure(root: etree._Element) -> None:
    """Refuse what is too large, or so deep that the parser has left text out."""
    elements = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > DEPTH or elements > MOST_ELEMENTS:
            raise Unreadable("load.too-complex")
