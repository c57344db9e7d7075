"""The pages an article or a list goes on at, as templates write them: createPageHTML, or links."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from gxreader.load.markup.element import short_text_of
from gxreader.load.markup.page import Page
from gxreader.load.markup.scripts import spoken_code
from gxreader.load.parsing.source import Parsed
from gxreader.model.article import Article
from gxreader.model.site import Notice

# createPageHTML(nPageCount, nCurrIndex, "tNNN", "shtml"), also with an element's name before it
_CALL = re.compile(
    r"\bcreate_?Page\w{0,20}\s{0,50}\(\s{0,50}(?:[\"'][\w#.-]{0,60}[\"']\s{0,50},\s{0,50})?"
    r"[\"']?(?P<count>\d{1,5})[\"']?\s{0,50},\s{0,50}[\"']?(?P<index>\d{1,5})[\"']?\s{0,50},\s{0,50}"
    r"[\"'](?P<name>[\w./-]{1,120})[\"']\s{0,50},\s{0,50}[\"']\.?(?P<suffix>\w{1,10})[\"']",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?P<stem>.+?)(?P<sign>[_-])(?P<number>\d{1,3})$")
_NEXT = re.compile(r"^(?:下一?页|后一?页|next(?: page)?|[>»›]+|下一?页\s*[>»›]+)$", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"^(?:上一?页|前一?页|prev(?:ious)?(?: page)?|[<«‹]+|[<«‹]+\s*上一?页)$", re.IGNORECASE
)
_LAST = re.compile(r"^(?:尾页|末页|最后一?页|last(?: page)?)$", re.IGNORECASE)
_COUNTED = re.compile(
    r"第\s{0,3}(\d{1,4})\s{0,3}(?:[/页共,，]\s{0,3}){1,4}(\d{1,4})?|(\d{1,4})\s?/\s?(\d{1,4})\s?页"
    r"|\bpage (\d{1,4}) of (\d{1,4})\b",
    re.IGNORECASE,
)
_LINK_CHARACTERS = 16
_MOST_PAGES = 1000
_LIST_NAMES = re.compile(r"^(?:index|list|default|node|column|home)", re.IGNORECASE)


class Pages(NamedTuple):
    """How many pages there are, which this is (counted from 0), and how each is called."""

    total: int
    place: int
    name: str
    suffix: str

    def address(self, page: Page, index: int) -> str:
        """The address of one page, absolute if this page's is known."""
        number = f"_{index}" if index else ""
        return page.absolute(f"{self.name}{number}.{self.suffix}")


class Series(NamedTuple):
    """The addresses of an article's other pages in order; `missing` counts those without a known one."""

    earlier: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
    missing: int = 0


def called_pages(page: Page) -> Pages | None:
    """The pages of which a page's script writes the links; the call with most pages if there are several."""
    found = [
        Pages(int(call["count"]), int(call["index"]), call["name"], call["suffix"])
        for call in _CALL.finditer(spoken_code(page))
        if "createpage" in page.text.lower()
    ]
    sensible = [pages for pages in found if pages.place < pages.total <= _MOST_PAGES]
    return max(sensible, key=lambda pages: pages.total, default=None)


def series_of(page: Page) -> Series:
    """The further pages of an article."""
    pages = called_pages(page)
    if pages and pages.total > 1 and not _LIST_NAMES.match(pages.name.rsplit("/", 1)[-1]):
        addresses = [pages.address(page, index) for index in range(pages.total)]
        if not _is_fetchable(addresses[0]):
            return Series(missing=pages.total - 1)
        return Series(tuple(addresses[: pages.place]), tuple(addresses[pages.place + 1 :]))
    return _linked_series(page)


def continued(page: Page, article: Article) -> Parsed:
    """An article with the addresses of its other pages; with a notice where they are not known."""
    series = series_of(page)
    if series.missing:
        notice = Notice("load.pages-missing", {"count": str(series.missing)})
        article = msgspec.structs.replace(article, warnings=(*article.warnings, notice))
    return Parsed(article=article, continued=series.continued, earlier=series.earlier)


def list_pages(page: Page) -> tuple[int, int, str, str]:
    """Of a list: this page's number from 1, how many there are, the addresses before and after."""
    pages = called_pages(page)
    if pages:
        before = pages.address(page, pages.place - 1) if pages.place else ""
        after = pages.address(page, pages.place + 1) if pages.place + 1 < pages.total else ""
        return pages.place + 1, pages.total, before, after
    before = _linked(page, _PREVIOUS)
    after = _linked(page, _NEXT)
    counted = _COUNTED.search(page.root.text_content()[-20_000:])
    if not counted or not (before or after):
        return 0, 0, before, after
    number, count = (
        (counted[1], counted[2]) if counted[1] else (counted[3] or counted[5], counted[4] or counted[6])
    )
    total = int(count or 0)
    return (int(number), total, before, after) if not total or int(number) <= total else (0, 0, before, after)


def _is_fetchable(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _linked(page: Page, words: re.Pattern[str]) -> str:
    """Where the link with some words leads, if that is another page."""
    for link in page.root.iter("a"):
        text = short_text_of(link, _LINK_CHARACTERS) or (link.get("title") or "")[:_LINK_CHARACTERS].strip()
        if words.match(text) and (link.get("href") or "").strip() not in {"", "#"}:
            address = page.absolute(link.get("href"))
            if address and address.split("#")[0] != page.url:
                return address
    return ""


def _parts(address: str) -> tuple[str, str, str]:
    """Folder, stem and suffix of an address without query."""
    split = urlsplit(address)
    folder, _, file = split.path.rpartition("/")
    stem, _, suffix = file.rpartition(".")
    return f"{split.scheme}://{split.netloc}{folder}/", stem, suffix


def _linked_series(page: Page) -> Series:
    """Pages named X_1, X_2 … (or X_2, X_3 …) beside X, when a link to the next or the one before says so."""
    folder, stem, suffix = _parts(page.url)
    if not _is_fetchable(page.url) or urlsplit(page.url).query or not stem or _LIST_NAMES.match(stem):
        return Series()
    own = _NUMBERED.match(stem)
    following = _number_in(_linked(page, _NEXT), folder, suffix)
    if following and following["stem"] == stem and int(following["number"]) in {1, 2}:
        return _series(page, folder, suffix, following, int(following["number"]) - 1)
    if own is None or not _first_is_linked(page, folder, own["stem"], suffix):
        return Series()
    number = int(own["number"])
    if following and following["stem"] == own["stem"] and int(following["number"]) == number + 1:
        return _series(page, folder, suffix, own, number)
    before = _parts(_linked(page, _PREVIOUS))
    if before in {(folder, own["stem"], suffix), (folder, f"{own['stem']}{own['sign']}{number - 1}", suffix)}:
        return _series(page, folder, suffix, own, number)
    return Series()


def _number_in(address: str, folder: str, suffix: str) -> re.Match[str] | None:
    """The numbered name of a page in the same folder."""
    if not address or urlsplit(address).query:
        return None
    other_folder, stem, other_suffix = _parts(address)
    return _NUMBERED.match(stem) if (other_folder, other_suffix) == (folder, suffix) else None


def _series(page: Page, folder: str, suffix: str, named: re.Match[str], current: int) -> Series:
    """All pages of one name around the current number; the first has none."""
    stem, sign = named["stem"], named["sign"]
    numbers = _numbers(page, folder, stem, sign, suffix)
    is_first = stem == _parts(page.url)[1]
    start = current + 1 if is_first else 1 if 1 in {*numbers, current} else 2
    stop = min(max([*numbers, current]), _MOST_PAGES)
    addresses = [f"{folder}{stem}{sign}{number}.{suffix}" for number in range(start, stop + 1)]
    first = f"{folder}{stem}.{suffix}"
    if is_first:
        return Series((), tuple(addresses))
    place = current - start
    return Series((first, *addresses[:place]), tuple(addresses[place + 1 :]))


def _first_is_linked(page: Page, folder: str, stem: str, suffix: str) -> bool:
    wanted = f"{folder}{stem}.{suffix}"
    return any(page.absolute(link.get("href")) == wanted for link in page.root.iter("a"))


def _numbers(page: Page, folder: str, stem: str, sign: str, suffix: str) -> list[int]:
    """The numbers of all linked pages of one name."""
    start, end = f"{folder}{stem}{sign}", f".{suffix}"
    numbers: list[int] = []
    for link in page.root.iter("a"):
        address = page.absolute(link.get("href"))
        if address.startswith(start) and address.endswith(end):
            middle = address[len(start) : len(address) - len(end)]
            if middle.isdecimal() and len(middle) <= 3:  # noqa: PLR2004 - as many as _NUMBERED takes
                numbers.append(int(middle))
    return numbers
