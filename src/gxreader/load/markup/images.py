"""Pictures in markup: where a page keeps their addresses until they are seen, and which are mere signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from gxreader.load.markup.element import Element

_LATE = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-url",
    "data-echo",
    "data-hi-res-src",
    "oldsrc",
    "_src",
    "original",
    "file",
)
_LATE_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"^data:|^about:|(?:blank|loading|lazy|placeholder|spacer|grey|transparent|1x1|pixel)[\w.-]*\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(
    r"(?:^|[-_.])(?:icons?|ico|logo|avatar|gravatar|sprite|emoji|smil(?:ey|ies)|qr-?code|erweima|pixel|tracker|tracking|beacon"
    r"|btn|button|arrow|bullet|share|wechat|weixin|weibo|qzone)(?:$|[-_.\d])",
    re.IGNORECASE,
)
_SIGN_PIXELS = 32
_MOST_DESCRIPTIONS = 3
_MOST_FALLBACK = 5_000  # characters of a noscript that may hold a picture


def picture_source(element: Element) -> str:
    """The address of the picture that an `img` will show, as the page writes it; empty if there is none."""
    source = (element.get("src") or "").strip()
    if source and not _PLACEHOLDER.search(source):
        return source
    for name in _LATE:
        late = (element.get(name) or "").strip()
        if late and not _PLACEHOLDER.search(late):
            return late
    chosen = next((found for name in _LATE_SETS if (found := _largest(element.get(name) or ""))), "")
    return chosen or _of_sources(element) or _of_fallback(element) or source


def alternative_of(element: Element, described: Callable[[str], str]) -> str:
    """What an `img` says to those who cannot see it; `described` has the hidden description of an id.

    Empty for one that is there for its looks: its `alt` is empty, or it is hidden from screen readers.
    """
    alt = element.get("alt")
    if (element.get("role") or "").lower() in {"presentation", "none"} or alt == "":
        return ""
    if (element.get("aria-hidden") or "").lower() == "true":
        return ""
    alt = alt or element.get("aria-label") or ""
    further = element.get("aria-describedby") or element.get("aria-details") or ""
    words = [alt, *(described(name) for name in further.split()[:_MOST_DESCRIPTIONS])]
    return " ".join(" ".join(words).split()) or " ".join((element.get("title") or "").split())


def size_of(element: Element, name: str) -> int:
    """A width or height in pixels, 0 if it is unknown or given otherwise."""
    found = re.match(r"\s*(\d{1,5})(?:px)?\s*$", element.get(name) or "")
    return int(found[1]) if found else 0


def is_sign(element: Element, source: str) -> bool:
    """Whether a picture is a sign within the text: as small as one, or named as one and without a size."""
    width, height = size_of(element, "width"), size_of(element, "height")
    if 0 < width <= _SIGN_PIXELS or 0 < height <= _SIGN_PIXELS:
        return True
    if width or height:
        return False
    try:
        name = urlsplit(source).path.rsplit("/", maxsplit=1)[-1]
    except ValueError:  # no number: no size is given
        return False
    hints = [name, *(element.get("class") or "").split()]
    return any(_ORNAMENT.search(hint) for hint in hints)


def _largest(written: str) -> str:
    """The address of the largest picture of a `srcset`."""
    best, most = "", -1.0
    for entry in re.split(r",\s+", written.strip()):
        words = entry.strip().rstrip(",").split()
        if not words or _PLACEHOLDER.search(words[0]):
            continue
        size = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)[wx]", words[1]) if len(words) > 1 else None
        weight = float(size[1]) if size else 0.0
        if weight > most:
            best, most = words[0], weight
    return best


def _of_sources(element: Element) -> str:
    """What the `source` elements of a surrounding `picture` offer."""
    around = element.getparent()
    while around is not None and around.tag == "source":  # which the parser does not know to be empty
        around = around.getparent()
    if around is None or around.tag != "picture":
        return ""
    offered = (
        _largest(source.get("srcset") or source.get("data-srcset") or "") for source in around.iter("source")
    )
    return next((address for address in offered if address), "")


def _of_fallback(element: Element) -> str:
    """The picture that a `noscript` after the element shows where there are no scripts."""
    after = element.getnext()
    if after is None or after.tag != "noscript":
        return ""
    text = after.text_content()
    if text.strip() and "<img" in text and len(text) <= _MOST_FALLBACK:
        try:
            images = lxml_html.fragment_fromstring(text, create_parent="div").xpath(".//img/@src")
        except (etree.LxmlError, ValueError):  # a drawing that is no XML is none
            return ""
    else:
        images = after.xpath(".//img/@src")
    return next((str(source).strip() for source in images if not _PLACEHOLDER.search(str(source))), "")
