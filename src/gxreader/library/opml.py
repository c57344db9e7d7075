"""OPML: lists that are subscribed to, as every reader of feeds writes and reads them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from html import escape
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

import msgspec

from gxreader.errors import Unreadable
from gxreader.library.sites import host_of

MOST_BYTES = 1024 * 1024
MOST_FEEDS = 2000
_ENCODING = re.compile(rb"[\xef\xbb\xbf\s]*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})")
_DEEPEST = 50
_MOST_ELEMENTS = 20_000


class Outline(msgspec.Struct, frozen=True):
    """A list of articles: its address and title, the page it belongs to, the group it stands in."""

    address: str
    title: str
    page: str = ""
    group: str = ""


def is_opml(data: bytes) -> bool:
    """Whether a file says of itself that it is one."""
    return b"<opml" in data[:4096].lower()


def written(outlines: Iterable[Outline], title: str) -> str:
    """The file; outlines of one group stand beneath its name."""
    groups: dict[str, list[Outline]] = {}
    for outline in outlines:
        groups.setdefault(outline.group, []).append(outline)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0">\n<head><title>{_xml(title)}</title></head>\n<body>',
    ]
    for group, members in groups.items():
        lines += [f'<outline text="{_xml(group)}" title="{_xml(group)}">'] if group else []
        for one in members:
            page = f' htmlUrl="{_xml(one.page)}"' if one.page else ""
            title = _xml(one.title or one.address)
            lines.append(
                f'<outline type="rss" text="{title}" title="{title}" xmlUrl="{_xml(one.address)}"{page}/>'
            )
        lines += ["</outline>"] if group else []
    return "\n".join((*lines, "</body>\n</opml>\n"))


def read(data: bytes) -> tuple[Outline, ...]:
    """The lists a file names, each once. Raises Unreadable for what is no OPML, too large, or too many."""
    if len(data) > MOST_BYTES:
        raise Unreadable("sites.opml-too-large", megabytes=MOST_BYTES // 1024 // 1024)
    root = _parsed(data)
    found: dict[str, Outline] = {}
    waiting: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, groups = waiting.pop()
        values = {key.lower(): " ".join(value.split()) for key, value in element.attrib.items()}
        title = values.get("title") or values.get("text") or ""
        address = values.get("xmlurl", "")
        if host_of(address):
            page = values.get("htmlurl", "")
            group = " / ".join(groups)
            outline = Outline(address, title or address, page if host_of(page) else "", group)
            found.setdefault(address, outline)
        within = (*groups, title) if title and _is_outline(element) and not address else groups
        waiting += [(child, within) for child in reversed(element)]
    if len(found) > MOST_FEEDS:
        raise Unreadable("sites.opml-too-many", most=MOST_FEEDS)
    if not found:
        raise Unreadable("sites.opml-empty")
    return tuple(found.values())


def _is_outline(element: Element) -> bool:
    return element.tag.rpartition("}")[2].lower() == "outline"


class _Builder(TreeBuilder):
    """Refuses what no list of feeds needs: a document type, so no entities; too much, too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise Unreadable("sites.opml-too-many", most=MOST_FEEDS)
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise Unreadable("sites.opml-damaged")


def _parsed(data: bytes) -> Element:
    parser = XMLParser(target=_Builder())  # noqa: S314 - a document type, and so an entity, is refused
    try:
        parser.feed(_decoded(data))
        root = parser.close()
    except (ParseError, ValueError, LookupError) as error:  # badly formed, or of an encoding nobody knows
        raise Unreadable("sites.opml-damaged") from error
    if not isinstance(root, Element) or root.tag.rpartition("}")[2].lower() != "opml":
        raise Unreadable("sites.opml-damaged")
    return root


def _decoded(data: bytes) -> str:
    """The text in the encoding the file names, or UTF-8. Raises LookupError for one that nobody knows."""
    named = _ENCODING.match(data)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    name = named[1].decode("ascii").lower() if named else "utf-8-sig"
    return data.decode("gb18030" if name in {"gb2312", "gbk"} else name, "replace").lstrip("\ufeff")


def _xml(text: str) -> str:
    """Text for an attribute; signs that XML cannot hold are left out."""
    plain = "".join(sign for sign in text if sign >= " " and sign not in {"\x7f", "\ufffe", "\uffff"})
    return escape(plain.encode("utf-8", "replace").decode())
