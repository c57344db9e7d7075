"""A web page, decoded and parsed within the limits of depth."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from html.parser import HTMLParser
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from gxreader.errors import Unreadable
from gxreader.load.decode import decode_page
from gxreader.load.limits import DEPTH, ELEMENTS, PAGE_BYTES
from gxreader.load.lines import clean
from gxreader.load.markup.element import BLOCKS, CLOSED_BY_NEXT, VOID, Element, is_hidden, text_of
from gxreader.load.markup.mathml import write_formulas
from gxreader.load.markup.tidy import tidy

_LOOK_BACK = 40
_LONGEST_DESCRIPTION = 2_000  # characters
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_LONG_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*'){5000}")
_MOST_OPEN = 2 * DEPTH
_UNCLOSED = 30  # of a kind that may be left open, as old pages do by the thousand
_MOST_ATTRIBUTES = 50
_STANDARD_SPELLING = frozenset({"ArticleTitle", "ColumnName", "PubDate", "ContentSource", "SiteName"})
_IN_HEAD = frozenset({"base", "link", "meta", "noscript", "script", "style", "template", "title"})
_WEB_SCHEMES = frozenset({"http", "https"})
_LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True)
class Page:
    """A parsed page. `url` is its address, if known; `simplified` if it was too deep to be kept."""

    root: Element
    text: str
    url: str = ""
    base: str = ""
    damaged: int = 0
    simplified: bool = False
    metas: dict[str, str] = field(default_factory=dict)
    linked_data: tuple[str, ...] = ()

    def absolute(self, address: str | None) -> str:
        """A link's address, absolute if the page's own is known; nothing for what is no place on the web."""
        address = re.sub(r"[\t\r\n]", "", address or "").strip()
        if not address or address.startswith("#"):
            return ""
        try:
            joined = urljoin(self.base, address)
            parts = urlsplit(joined)
        except ValueError:  # what is no address is left out
            return ""
        scheme = parts.scheme.lower()
        if scheme in _WEB_SCHEMES and not parts.netloc:
            return ""  # a host is missing: it leads nowhere
        return joined if not scheme or scheme in _LINK_SCHEMES else ""

    def picture(self, address: str | None) -> str:
        """A picture's address; nothing for one that is not on the web."""
        joined = self.absolute(address)
        return joined if joined and urlsplit(joined).scheme.lower() in _WEB_SCHEMES | {""} else ""

    @cached_property
    def descriptions(self) -> dict[str, str]:
        """The texts by id that are written for screen readers only: elsewhere they would not be read."""
        return {
            name: text_of(element)[:_LONGEST_DESCRIPTION]
            for element in self.root.iter()
            if isinstance(element.tag, str) and is_hidden(element) and (name := element.get("id"))
        }


def parse_page(data: bytes | str, *, url: str = "", charset: str = "") -> Page:
    """Decode and parse a page. Raises Unreadable when it is too large or holds no element."""
    damaged = 0
    if isinstance(data, bytes):
        decoded = decode_page(data, charset)
        data, damaged = decoded.text, decoded.damaged
    if len(data) > PAGE_BYTES:
        raise Unreadable("load.too-large", megabytes=PAGE_BYTES // (1024 * 1024))
    text = clean(data)
    simplified = _looks_hostile(text)
    if simplified:
        text = _Flattener().flattened(text)
    root = parsed(text)
    if not simplified and _depth(root) > DEPTH:  # lxml has dropped what was deeper: once more, without it
        simplified = True
        text = _Flattener().flattened(text)
        root = parsed(text)
    metas = _metas(root)
    write_formulas(root)
    linked = _without_scripts(root)
    tidy(root)
    base = _base(root, url, metas)
    return Page(root, text, url, base, damaged, simplified, metas, linked)


def parsed(text: str) -> Element:
    """The element tree of some markup. Raises Unreadable if there is nothing in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("load.empty") from error
    _begin_body(cast("Element", root))
    return cast("Element", root)


def _begin_body(root: Element) -> None:
    """Where a page leaves out the tags of head and body, as it may, its content begins the body.

    The parser knows older elements only: an `article` after the title would stay within the head.
    """
    head = next((child for child in root if child.tag == "head"), None)
    moved = list(head) if head is not None else []
    while moved and not _is_content(moved[0]):
        del moved[0]
    if not moved:
        return
    whole: Any = root  # what only the parser's own elements can do
    body: Any = whole.find("body")
    if body is None:
        body = etree.SubElement(whole, "body")
    for place, child in enumerate(moved):
        body.insert(place, child)
    if body.text:
        moved[-1].tail = (moved[-1].tail or "") + body.text
        body.text = None


def _is_content(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag not in _IN_HEAD


def _looks_hostile(text: str) -> bool:
    """Whether a page is so deep, or a tag so long, that parsing it would take very long.

    An estimate: every opened tag counts until one of its name is closed, or makes it end by itself.
    Raises Unreadable beyond the limit of elements.
    """
    opened: dict[str, int] = {}
    total = deepest = 0
    for number, match in enumerate(_TAG.finditer(text)):
        if number > 2 * ELEMENTS:
            raise Unreadable("load.too-complex")
        name = match[2].lower()
        if name in VOID:
            continue
        if match[1]:
            if opened.get(name):
                opened[name] -= 1
                total -= 1
        elif name not in CLOSED_BY_NEXT or opened.get(name, 0) < _UNCLOSED:
            opened[name] = opened.get(name, 0) + 1
            total += 1
            deepest = max(deepest, total)
    return deepest > _MOST_OPEN or _LONG_TAG.search(text) is not None


def _depth(root: Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _without_scripts(root: Element) -> tuple[str, ...]:
    """Take scripts and styles out of the tree, whose text is no text; what is linked data is returned."""
    linked = tuple(
        script.text or "" for script in root.iter("script") if "ld+json" in (script.get("type") or "").lower()
    )
    for element in list(root.iter("script", "style", "template")):
        if element.getparent() is not None:
            element.drop_tree()
    return linked


def _metas(root: Element) -> dict[str, str]:
    """Meta values by lower-case name; of several of one name, the first that is not empty.

    Government pages repeat site-wide values in lower case before the article's own, which the national
    standard spells with a capital: those go first.
    """
    found: list[tuple[str, str]] = []
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip()
        value = " ".join((meta.get("content") or "").split())
        if name and value:
            found.append((name, value))
    if any(name in _STANDARD_SPELLING for name, _ in found):
        found.sort(key=lambda entry: not entry[0][:1].isupper())
    metas: dict[str, str] = {}
    for name, value in found:
        metas.setdefault(name.lower(), value)
    return metas


def _base(root: Element, url: str, metas: dict[str, str]) -> str:
    """What relative addresses start from; for a saved page, the address it says it had."""
    own = url
    if not own:
        canonical = root.xpath("//link[translate(@rel,'CANONICAL','canonical')='canonical']/@href")
        for candidate in (*map(str, canonical), metas.get("og:url", ""), metas.get("url", "")):
            if candidate.startswith(("http://", "https://")):
                own = candidate
                break
    declared = root.xpath("//base/@href")
    if not declared:
        return own
    try:
        joined = urljoin(own, str(declared[0]).strip())
        return joined if urlsplit(joined).scheme in _WEB_SCHEMES else own
    except ValueError:  # a base that is no address changes nothing
        return own


class _Flattener(HTMLParser):
    """Writes a page again without its tags below the limit of depth; every text stays. Linear in the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._count: dict[str, int] = {}

    def flattened(self, text: str) -> str:
        """The page's markup, no deeper than the limit."""
        self.feed(text)
        self.close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in CLOSED_BY_NEXT and tag in self._open[-_LOOK_BACK:]:
            self._close_neighbour(tag)
        if len(self._open) < DEPTH // 2 or tag in VOID:
            written = "".join(
                f' {name}="{escape(value or "")}"'
                for name, value in attrs[:_MOST_ATTRIBUTES]
                if name.isidentifier()
            )
            self._out.append(f"<{tag}{written}>")
        elif tag in BLOCKS:
            self._out.append("<br>")
        if tag not in VOID:
            self._open.append(tag)
            self._count[tag] = self._count.get(tag, 0) + 1

    def _close_neighbour(self, tag: str) -> None:
        """A second <p> or <li> ends the first, unless something else that holds blocks stands between."""
        for above in reversed(self._open[-_LOOK_BACK:]):
            if above == tag:
                self.handle_endtag(tag)
                return
            if above in BLOCKS and above != "p":
                return

    def handle_endtag(self, tag: str) -> None:
        if not self._count.get(tag):
            return
        while self._open:
            name = self._open.pop()
            self._count[name] -= 1
            if len(self._open) < DEPTH // 2:
                self._out.append(f"</{name}>")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        raw = bool(self._open) and self._open[-1] in {"script", "style"}
        self._out.append(data if raw else escape(data, quote=False))
