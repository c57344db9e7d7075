"""Files that a page offers for download, wherever it offers them: in its text, beneath it, by a script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from gxreader.load.chrome import DOWNLOADS, FILE_ADDRESS, FILE_NAME
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.page import Page, parsed
from gxreader.load.markup.script_tokens import text_of_literal, tokens_of
from gxreader.load.markup.scripts import scripts_of, spoken_code
from gxreader.model.site import Attachment

_HINT = re.compile(r"appendix|attach|annex|fujian|accessory|(?:^|[-_ ])(?:fj|fjxz|wjxz)", re.IGNORECASE)
_GENERIC = re.compile(
    r"^(?:点击|点此|请)?(?:下载|查看|打开|附件|下载附件|附件下载|download|attachment)\d*$", re.IGNORECASE
)
_HEADING_CHARACTERS = 40
_SECTION_CHARACTERS = 4_000
_NAME_CHARACTERS = 300
_MARKUP_CHARACTERS = 20_000
_SIZE = re.compile(
    r"[（(\[]\s*(?P<number>\d{1,6}(?:\.\d{1,3})?)\s*(?P<unit>[KMG])B?\s*[)）\]]", re.IGNORECASE
)
_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3}
_OBJECT = re.compile(r"\{(?P<fields>[^{}]{10,1500})\}")
_FIELD = re.compile(
    r"(?:^|[,{\s])[\"']?(?P<name>\w{1,30})[\"']?\s{0,5}:\s{0,5}(?:\"(?P<double>[^\"\n]{1,400})\"|'(?P<single>[^'\n]{1,400})')"
)
_URL_FIELDS = ("url", "href", "fileurl", "path", "src", "link", "filepath", "address")
_NAME_FIELDS = ("name", "title", "filename", "text", "desc", "showname", "label")
_MOST = 200
_MOST_LINKS = 5_000  # looked at: more are no offer of files


def attachments(page: Page, *bodies: Element) -> tuple[Attachment, ...]:
    """Files linked in the bodies, marked as appendix, under a heading of downloads, or listed by a script."""
    found: dict[str, Attachment] = {}
    for link in islice(_links(page, bodies), _MOST_LINKS):
        _add(found, page, link)
        if len(found) >= _MOST:
            break
    if not found:
        for link in _written_links(page):
            _add(found, page, link)
        for name, url in _listed(page):
            kind = FILE_ADDRESS.search(url)
            if kind:
                found.setdefault(url, Attachment(name or _last(url), url, kind["kind"].lower()))
    return tuple(found.values())[:_MOST]


def outermost(elements: Iterable[Element]) -> list[Element]:
    """Those of some elements that stand in no other of them: each of their parts is then looked at once."""
    chosen: set[Element] = set()
    result: list[Element] = []
    for element in elements:
        around = element.getparent()
        while around is not None and around not in chosen:
            around = around.getparent()
        if around is None:
            chosen.add(element)
            result.append(element)
    return result


def _links(page: Page, bodies: tuple[Element, ...]) -> Iterator[Element]:
    for body in bodies:
        yield from body.iter("a")
    yield from page.root.xpath("//a[@appendix='true' or @data-appendix='true']")
    places = ("div", "ul", "p", "td", "dl", "section", "span")
    for element in outermost(found for found in page.root.iter(*places) if _HINT.search(_hints(found))):
        yield from element.iter("a")
    for element in page.root.iter(*places):
        if DOWNLOADS.match(own := _own_heading(element)) and own[-1] in ":：件载s":
            yield from _section(element)


def _hints(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _own_heading(element: Element) -> str:
    """The text an element begins with, before its first link."""
    text = " ".join((element.text or "").split())
    first = next(iter(element), None)
    if not text and first is not None and isinstance(first.tag, str) and first.tag != "a":
        text = short_text_of(first, _HEADING_CHARACTERS)
    return text if len(text) <= _HEADING_CHARACTERS else ""


def _section(element: Element) -> Iterator[Element]:
    """The links beneath a heading of downloads: in its own element, or in the next one."""
    if any(True for _ in element.iter("a")):
        yield from element.iter("a") if short_text_of(element, _SECTION_CHARACTERS) else ()
        return
    after = element.getnext()
    if after is not None and isinstance(after.tag, str) and short_text_of(after, _SECTION_CHARACTERS):
        yield from after.iter("a")


def _add(found: dict[str, Attachment], page: Page, link: Element) -> None:
    url = page.absolute(link.get("href"))
    marked = "true" in {link.get("appendix"), link.get("data-appendix")}
    name = _name(link, url)
    kind = FILE_ADDRESS.search(url) or FILE_NAME.match(name)
    if url and url not in found and (marked or FILE_ADDRESS.search(url) or (link.get("download") and kind)):
        found[url] = Attachment(name, url, kind["kind"].lower() if kind else "", _size(link))


def _name(link: Element, url: str) -> str:
    """What a file is called: its link's text, unless that only says that it can be downloaded."""
    text = _SIZE.sub("", text_of(link)).strip()
    named = (link.get("title") or link.get("download") or "").strip()
    if text and not _GENERIC.match(text):
        return text[:_NAME_CHARACTERS]
    return (named or text or _last(url))[:_NAME_CHARACTERS]


def _last(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])


def _size(link: Element) -> int:
    """The size that stands in or right behind a link, in bytes; 0 if none does."""
    found = _SIZE.search(text_of(link)) or _SIZE.match((link.tail or "").strip()[:40])
    return int(float(found["number"]) * _UNITS[found["unit"].upper()]) if found else 0


def _written_links(page: Page) -> Iterator[Element]:
    """Links to files in the texts that scripts hold, to write them when the page is shown."""
    literals = (
        text_of_literal(token.text)
        for script in scripts_of(page.text)
        if "href" in script.body
        for token in tokens_of(script.body)
        if token.kind == "text" and "href" in token.text
    )
    pieces = [piece for piece in literals if FILE_ADDRESS.search(_addresses(piece[:_MARKUP_CHARACTERS]))]
    if pieces:
        yield from parsed(f"<div>{''.join(pieces[:_MOST])}</div>").iter("a")


def _addresses(markup: str) -> str:
    """Each address on a line of its own, as the pattern for files wants it."""
    return re.sub(r"[\"'>\s]", "?", markup)


def _listed(page: Page) -> Iterable[tuple[str, str]]:
    """Name and address of each file in lists such as [{"name": "…", "url": "./P0….pdf"}]."""
    for match in _OBJECT.finditer(spoken_code(page)):
        fields = {
            field["name"].lower(): (field["double"] or field["single"] or "").replace("\\/", "/")
            for field in _FIELD.finditer(match["fields"])
        }
        address = next((fields[name] for name in _URL_FIELDS if fields.get(name)), "")
        if address:
            name = next((fields[name] for name in _NAME_FIELDS if fields.get(name)), "")
            yield " ".join(name.split()), page.absolute(address)
