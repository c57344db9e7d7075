"""What of a page's structure is kept.

The labels hold text alone, so that the page's own elements are the reference: within the smallest element
that holds nearly all of the labelled text, every heading, paragraph, link, list item and table cell whose
text is in the label, and every picture beside such text. A link counts if the line around it is in the
label, a cell if its table has several rows and columns and no table within or around it. Each must come
out of a tool as an element of the same kind with the same text; a picture, with the same address. A
paragraph may come out as any block of its own, for a bold one may rightly become a heading and one
beneath a picture its caption.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

KINDS = ("heading", "paragraph", "link", "list item", "table cell", "image")
_PATHS = {
    "heading": ".//h2|.//h3|.//h4|.//h5|.//h6",
    "paragraph": ".//p",
    "link": ".//a[@href]",
    "list item": ".//li",
    "table cell": ".//td|.//th",
}
_BLOCKS = ".//p|.//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//li|.//figcaption|.//td|.//th|.//blockquote|.//pre"
_AROUND = (
    "ancestor::*[self::p or self::li or self::td or self::th or self::dd or self::div or self::section][1]"
)
_FEWEST = 4  # letters: shorter ones stand in a label by chance
_TELLING = 8
_NEARLY_ALL = 0.9
_ICON = 32
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "src")
_STAND_IN = re.compile(
    r"^data:|(?:blank|loading|lazy|placeholder|spacer|grey|pixel)[\w.-]*\.\w+$", re.IGNORECASE
)


@dataclass
class Kept:
    """How many of the wanted elements were found, and how many were found in all."""

    wanted: int = 0
    right: int = 0
    found: int = 0

    def add(self, counts: tuple[int, int, int]) -> None:
        """Add one page's wanted, right and found elements."""
        self.wanted += counts[0]
        self.right += counts[1]
        self.found += counts[2]

    @property
    def precision(self) -> str:
        """Which share of the found ones was wanted."""
        return f"{self.right / self.found:.3f} ({self.right}/{self.found})" if self.found else "-"

    def __str__(self) -> str:
        """Which share of the wanted ones was found."""
        return f"{self.right / self.wanted:.3f} ({self.right}/{self.wanted})" if self.wanted else "-"


def squeezed(text: str) -> str:
    """A text by its letters and figures."""
    return re.sub(r"[\W_]+", "", text).lower()


def reference(page: str, label: str) -> dict[str, list[str]]:
    """By kind, what of a page's structure belongs to its labelled text."""
    root: Any = lxml_html.document_fromstring(
        page.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    for element in root.xpath("//script|//style|//template|//noscript"):
        element.drop_tree()
    body = squeezed(label)
    region = _region(root, body)
    wanted: dict[str, list[str]] = {
        kind: [
            text
            for element in region.xpath(path)
            if len(text := squeezed(element.text_content())) >= _FEWEST
            and text in body
            and _belongs(kind, element, body)
        ]
        for kind, path in _PATHS.items()
    }
    wanted["image"] = _images(region, body)
    return wanted


def _belongs(kind: str, element: Any, body: str) -> bool:
    """Whether an element with labelled text is there for the article and not by chance or for the layout."""
    if kind == "link":
        around = element.xpath(_AROUND)
        return bool(around) and squeezed(around[0].text_content()) in body
    if kind == "table cell":
        table = element.xpath("ancestor::table[1]")[0]
        rows = table.xpath(".//tr")
        nested = table.xpath(".//table|ancestor::table")
        return not nested and len(rows) > 1 and max(len(row.xpath("./td|./th")) for row in rows) > 1
    return True


def _region(root: Any, body: str) -> Any:
    """The smallest element with nearly all of the labelled text."""

    def share(element: Any) -> int:
        texts = {squeezed(text) for text in element.itertext()}
        return sum(len(text) for text in texts if len(text) >= _TELLING and text in body)

    best, total = root, share(root)
    while total:
        child = next(
            (one for one in best if isinstance(one.tag, str) and share(one) >= _NEARLY_ALL * total), None
        )
        if child is None:
            break
        best = child
    return best


def _images(region: Any, body: str) -> list[str]:
    """The addresses of pictures whose next text before or after belongs to the label, icons left out."""
    pieces: list[tuple[str, str]] = []
    for element in region.iter():
        if element.tag == "img":
            pieces.append(("image", "" if _is_icon(element) else address(element)))
        own = [element.text] if isinstance(element.tag, str) else []
        pieces += [("text", squeezed(text or "")) for text in (*own, element.tail)]
    found: list[str] = []
    for number, (kind, name) in enumerate(pieces):
        if kind == "image" and name:
            before = next((t for k, t in reversed(pieces[:number]) if k == "text" and len(t) >= _FEWEST), "")
            after = next((t for k, t in pieces[number + 1 :] if k == "text" and len(t) >= _FEWEST), "")
            if any(text and text in body for text in (before, after)):
                found.append(name)
    return found


def _is_icon(element: Any) -> bool:
    sizes = [re.match(r"\d+", element.get(name) or "") for name in ("width", "height")]
    return any(size is not None and int(size[0]) <= _ICON for size in sizes)


def address(element: Any) -> str:
    """The last part of a picture's address: what is left the same when it is made absolute."""
    for name in _ADDRESSES:
        value = (element.get(name) or "").strip()
        if value and not _STAND_IN.search(value):
            return _name(value)
    largest = (element.get("data-srcset") or element.get("srcset") or "").strip().rpartition(", ")[2].split()
    return _name(largest[0]) if largest else ""


def _name(url: str) -> str:
    return url.partition("#")[0].rstrip("/").rpartition("/")[2]


def structure_of(root: Any) -> dict[str, list[str]]:
    """By kind, the structure of a tool's HTML."""
    found = {kind: [element.text_content() for element in root.xpath(path)] for kind, path in _PATHS.items()}
    found["paragraph"] = [element.text_content() for element in root.xpath(_BLOCKS)]
    found["image"] = [name for image in root.xpath(".//img|.//graphic") if (name := address(image))]
    return found


def kept(wanted: Sequence[str], found: Sequence[str]) -> tuple[int, int, int]:
    """How many are wanted, found as such, and found in all; wanted texts are squeezed already."""
    texts = Counter(squeezed(text) for text in found)
    return len(wanted), (Counter(wanted) & texts).total(), len(found)


def images_kept(wanted: Sequence[str], found: Sequence[str]) -> tuple[int, int, int]:
    """The same for pictures, which are known by their addresses."""
    names = Counter(_name(name) for name in found)
    return len(wanted), (Counter(wanted) & names).total(), len(found)
