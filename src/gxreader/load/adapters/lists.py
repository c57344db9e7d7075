"""Pages that list articles: a column of a government site, or any page of dated links with little text."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from gxreader.load import chrome
from gxreader.load.adapters.list_items import SUMMARY, Item, groups_of, read_item
from gxreader.load.adapters.paging import called_pages, list_pages
from gxreader.load.language import guess_language
from gxreader.load.listing import blocks_of
from gxreader.load.markup.element import Element, short_text_of
from gxreader.load.markup.metadata import page_language, read_metadata, window_title
from gxreader.load.markup.page import Page
from gxreader.load.markup.surroundings import read_surroundings
from gxreader.load.markup.written import with_written
from gxreader.load.parsing.source import Parsed
from gxreader.model.article import Article
from gxreader.model.site import Entry, Paging

_HOLDERS = ("ul", "ol", "dl", "table", "tbody", "div", "section")
_FRAME = frozenset({"header", "footer", "nav", "form", "select"})
_FRAME_HINT = re.compile(
    r"foot|nav(?:$|[-_ b])|menu|crumb|friend|yqlj|share|search|breadcrumb|position", re.IGNORECASE
)
_FEWEST = 5
_FEWEST_OF_COLUMN = 2
_MOST = 500
_MOST_OF = 0.7
_AVERAGE_TITLE = 8  # columns of undated links, which might be a menu
_RUNNING = 36  # characters: a paragraph
_MOST_RUNNING = 120
_MOST_RUNNING_OF_COLUMN = 300
_PARAGRAPHS = 4
_HEADING = 40
_ARTICLE_ADDRESS = re.compile(
    r"/t?\d{8}_\d+|/t\d{5,}\.|content_\d+|post_\d+|art_\d+|/20\d\d[-/]?\d{2}/|/info/\d+/\d+|/20\d{4}/|/\d{5,}\.s?html?"
)


def read(page: Page, language: str) -> Parsed | None:
    """The list a page holds, or nothing if it is no list. `language` is the reader's."""
    if _is_article(page):
        return None
    page = with_written(page)
    entries = entries_of(page)
    if not entries:
        return None
    own = page_language(page, " ".join(entry.title for entry in entries))
    statements = read_metadata(page, own)
    around = read_surroundings(page)
    number, count, before, after = list_pages(page)
    paging = Paging(number=number, count=count, previous=before, following=after)
    steps = [link.text for link in around.breadcrumb]
    title = statements.column or chrome.column_of(steps) or _heading(page, statements.site)
    article = Article(
        title=title or window_title(page, statements.site) or statements.site,
        language=own or guess_language(title),
        url=statements.url,
        site=statements.site,
        column=statements.column or chrome.column_of(steps),
        breadcrumb=around.breadcrumb,
        summary=statements.summary,
        blocks=blocks_of(entries, paging, language),
        hot_words=around.hot_words,
        navigation=around.navigation,
        translations=around.translations,
        entries=entries,
        paging=paging if count > 1 or before or after else None,
    )
    return Parsed(article=article)


def _is_article(page: Page) -> bool:
    """Whether the page says that it is one article."""
    if page.metas.get("articletitle") or page.metas.get("article:published_time"):
        return True
    return (page.metas.get("og:type") or "").lower() == "article"


def _is_column(page: Page) -> bool:
    """Whether the page says that it is a column: by the national standard, or by its pages' names."""
    pages = called_pages(page)
    return bool(page.metas.get("columnname") or (pages and re.match("index|list", pages.name, re.IGNORECASE)))


def entries_of(page: Page) -> tuple[Entry, ...]:
    """The entries of the list that a page is; none when it has running text or no list to speak of."""
    framed = _framed(page)
    if _has_paragraphs(page, framed):
        return ()
    lists = [items for holder in _holding(page, framed) if (items := _items(page, holder))]
    if not lists:
        return ()
    column = _is_column(page)
    dated = [items for items in lists if _share(items) >= _MOST_OF]
    best = max(dated, key=len, default=[])
    if column and not best:
        best = max((items for items in lists if _looks_like_titles(items)), key=len, default=[])
    whole = sum(len(items) for items in dated)
    if best and not column and len(best) * 2 < whole:
        best = [item for items in dated for item in items]  # a page of many small lists
    if len(best) < (_FEWEST_OF_COLUMN if column else _FEWEST):
        return ()
    if _running_text(page, best, framed) > (_MOST_RUNNING_OF_COLUMN if column else _MOST_RUNNING):
        return ()
    unique = {item.entry.url or item.entry.title: item.entry for item in reversed(best)}
    return _without_ornaments(tuple(reversed(unique.values()))[:_MOST])


def _without_ornaments(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A picture that stands beside several entries is no picture of any of them."""
    times = Counter(entry.picture for entry in entries)
    return tuple(
        msgspec.structs.replace(entry, picture="") if entry.picture and times[entry.picture] > 1 else entry
        for entry in entries
    )


def _share(items: list[Item]) -> float:
    return sum(item.dated for item in items) / len(items)


def _looks_like_titles(items: list[Item]) -> bool:
    """Whether undated links are titles of articles: long enough, and most lead where articles are."""
    average = sum(len(item.entry.title) for item in items) / len(items)
    articles = sum(bool(_ARTICLE_ADDRESS.search(item.entry.url)) for item in items)
    return len(items) >= _FEWEST and average >= _AVERAGE_TITLE and articles >= _MOST_OF * len(items)


def _items(page: Page, holder: Element) -> list[Item]:
    """The entries that are children of one element."""
    found = [item for group in groups_of(holder) if (item := read_item(page, group)) is not None]
    return found if len(found) >= _FEWEST_OF_COLUMN else []


def _framed(page: Page) -> frozenset[Element]:
    """All elements of navigation, header, footer and the like."""
    framed: set[Element] = set()
    for element in page.root.iter():
        if not isinstance(element.tag, str) or element.tag in {"html", "body"}:
            continue
        hints = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (
            element.tag in _FRAME
            or element.getparent() in framed
            or (hints != " " and _FRAME_HINT.search(hints))
        ):
            framed.add(element)
    return frozenset(framed)


def _has_paragraphs(page: Page, framed: frozenset[Element]) -> bool:
    """Whether several paragraphs stand side by side, as in no list: there each belongs to its entry."""
    beside: Counter[Element] = Counter()
    for element in page.root.iter("p", "div"):
        if (
            element in framed
            or len((element.text or "").strip()) < _RUNNING
            or next(element.iter("a"), None) is not None
        ):
            continue
        parent = element.getparent()
        if parent is not None and parent.tag not in {"li", "dd", "a"}:
            beside[parent] += 1
            if beside[parent] >= _PARAGRAPHS:
                return True
    return False


def _holding(page: Page, framed: frozenset[Element]) -> list[Element]:
    """The elements that may hold a list: those with several children that lead somewhere."""
    leading: Counter[Element] = Counter()
    counted: set[Element] = set()
    for link in page.root.iter("a"):
        place: Element | None = link
        while place is not None and place not in counted:
            counted.add(place)
            place = place.getparent()
            if place is not None:
                leading[place] += 1
    return [
        holder
        for holder in page.root.iter(*_HOLDERS)
        if leading[holder] >= _FEWEST_OF_COLUMN and holder not in framed and not _is_related(holder)
    ]


def _is_related(holder: Element) -> bool:
    """Whether a heading above says that these are other articles than the page's own."""
    place: Element | None = holder
    for _ in range(3):
        if place is None or place.tag == "body":
            break
        before = place.getprevious()
        while before is not None and not isinstance(before.tag, str):
            before = before.getprevious()
        if before is not None:
            return bool(chrome.RELATED.match(short_text_of(before, _HEADING)))
        place = place.getparent()
    return False


def _running_text(page: Page, items: list[Item], framed: frozenset[Element]) -> int:
    """How many characters of running text stand on the page outside its list."""
    known = {item.entry.title for item in items} | {item.entry.summary for item in items}
    total = 0
    for element in page.root.iter("p", "div", "td", "li", "dd", "span", "section", "article"):
        own = "".join([element.text or "", *(child.tail or "" for child in element)])
        text = " ".join(own.split())
        if len(text) >= _RUNNING and not chrome.FOOTER.search(text) and element not in framed:
            total += (
                0
                if any(text in words or words in text for words in known if len(words) >= SUMMARY)
                else len(text)
            )
    return total


def _heading(page: Page, site: str) -> str:
    """The heading above a list: the only h1 that is not the site's name, or the first h2."""
    for tag in ("h1", "h2", "h3"):
        texts = [
            text
            for element in page.root.iter(tag)
            if (text := short_text_of(element, _HEADING)) and text != site
        ]
        if len(texts) == 1:
            return texts[0]
    return ""
