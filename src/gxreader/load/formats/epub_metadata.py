"""What an EPUB says of itself: title, authors, publisher, dates, language, subjects."""

from __future__ import annotations

import re
from datetime import UTC

from lxml import etree

from gxreader.load.markup.fragment import listed, without_markup
from gxreader.load.markup.xml import local_name, text_within
from gxreader.load.moments import CHINA, parse_stamp
from gxreader.model.article import Article

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_KEYWORD_SPLIT = re.compile(r"\s*[;；]\s*")
_AUTHORS = frozenset({"", "aut", "author", "cre"})


def read_metadata(metadata: etree._Element | None, *, name: str = "") -> Article:
    """An article without blocks that holds what the metadata say; `name` is the title of one without."""
    elements = list(metadata.iter()) if metadata is not None else []
    refined = _refinements(elements)
    titles = _titles(elements, refined)
    language = next((text for text in _texts(elements, "language") if _TAG.fullmatch(text)), "")
    zone = CHINA if language.lower().startswith("zh") else UTC
    issued = _issued(elements)
    changed = next(
        (text_within(element) for element in elements if element.get("property") == "dcterms:modified"), ""
    )
    keywords = [word for text in _texts(elements, "subject") for word in _KEYWORD_SPLIT.split(text) if word]
    return Article(
        title=titles[0] or name,
        subtitle=titles[1],
        author=listed(_authors(elements, refined)),
        source=next(iter(_texts(elements, "publisher")), ""),
        published=parse_stamp(issued, zone=zone) if issued else None,
        modified=parse_stamp(changed, zone=zone) if changed else None,
        language=language,
        keywords=tuple(dict.fromkeys(keywords)),
        summary=without_markup(next(iter(_texts(elements, "description")), "")),
    )


def _texts(elements: list[etree._Element], name: str) -> list[str]:
    """The texts of the Dublin Core elements of a name."""
    return [text for element in elements if local_name(element) == name and (text := text_within(element))]


def _refinements(elements: list[etree._Element]) -> dict[tuple[str, str], str]:
    """What EPUB 3 says of an element beside it: (the element's id, property) -> text."""
    return {
        ((element.get("refines") or "").removeprefix("#"), element.get("property") or ""): text_within(
            element
        )
        for element in reversed(elements)
        if local_name(element) == "meta" and element.get("refines")
    }


def _titles(elements: list[etree._Element], refined: dict[tuple[str, str], str]) -> tuple[str, str]:
    """The main title and the subtitle."""
    found = [element for element in elements if local_name(element) == "title" and text_within(element)]
    kinds = [refined.get((element.get("id") or "", "title-type"), "") for element in found]
    main = next((text_within(found[place]) for place, kind in enumerate(kinds) if kind == "main"), "")
    first = next((text_within(found[place]) for place, kind in enumerate(kinds) if kind != "subtitle"), "")
    beneath = next((text_within(found[place]) for place, kind in enumerate(kinds) if kind == "subtitle"), "")
    title = main or first or beneath
    return title, beneath if beneath != title else ""


def _authors(elements: list[etree._Element], refined: dict[tuple[str, str], str]) -> list[str]:
    """The creators who wrote it; all of them where nobody is called its author."""
    everyone: list[str] = []
    authors: list[str] = []
    for element in elements:
        text = text_within(element)
        if local_name(element) != "creator" or not text:
            continue
        stated = next(
            (value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "role"), ""
        )
        role = refined.get((element.get("id") or "", "role"), "") or str(stated)
        everyone.append(text)
        if role.strip().lower() in _AUTHORS:
            authors.append(text)
    return list(dict.fromkeys(authors or everyone))


def _issued(elements: list[etree._Element]) -> str:
    """The date of publication; an EPUB 2 may tell several dates apart by an event."""
    dates: dict[str, str] = {}
    for element in elements:
        if local_name(element) == "date":
            event = next(
                (value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "event"), ""
            )
            dates.setdefault(str(event).lower(), text_within(element))
    return dates.get("publication") or dates.get("original-publication") or dates.get("") or ""
