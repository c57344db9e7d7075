"""What stands around the article: breadcrumb, hot words, navigation, languages, share targets, extension."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from gxreader.load import chrome
from gxreader.load.markup.attachments import attachments as attachments  # noqa: PLC0414 - adapters ask here
from gxreader.load.markup.attachments import outermost
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.page import Page
from gxreader.model.site import Extension, Link, ShareTarget, Translation

_CRUMB_HINT = re.compile(
    r"crumb|position|location|weizhi|dqwz|path|mbx|curr_?nav|(?:^|[-_ ])(?:dq)?wz(?:$|[-_ ])", re.IGNORECASE
)
_NAVIGATION_HINT = re.compile(
    r"(?:^|[-_ ])(?:\w{0,12}nav|menu|nav(?:bar|menu|box|list)|navigation|daohang|dh)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_NO_NAVIGATION = re.compile(
    r"foot|bottom|top-?bar|link|side|page|lang|crumb|tool|position|share", re.IGNORECASE
)
_SHARE_HINT = re.compile(r"share|fenxiang|social", re.IGNORECASE)
_RELATED_HINT = re.compile(
    r"(?:^|[-_ ])(?:related?\w{0,6}|xg(?:yd|xw|lj|wz|tj|jd|zc|lm|-?list)|lanmu|column-links)(?:$|[-_ ])",
    re.IGNORECASE,
)
_LANGUAGE_HINT = re.compile(
    r"(?:^|[-_ ])(?:lang|language|english|version-en|yuyan)(?:$|[-_ ])", re.IGNORECASE
)
_HOT_HINT = re.compile(r"hot-?_?(?:wo?rd|key|search)|rsc|resouci", re.IGNORECASE)
_HOT_SIGN = re.compile(r"热[搜门词点]|大家(?:都)?在搜|hot|rsc|resou", re.IGNORECASE)
_EXTENSION = re.compile(
    r"(?<![\w/.-])(?P<url>[\w:/.-]{0,200}?(?P<stem>t\d{1,20}(?:_\d{1,20})?)_ext\.json)(?![\w.])"
)
_ENGLISH = re.compile(r"english|(?:^|[/.])en(?:[/.]|$)", re.IGNORECASE)
_CRUMB_CHARACTERS = 300
_HOT_CHARACTERS = 300
_LANGUAGE_CHARACTERS = 20
_NAVIGATION_CHARACTERS = 16
_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 40
_MOST_RELATED = 30
_MOST_PLACES = 100
_SHARE_CLASSES = (
    ("wechat", "微信"),
    ("weixin", "微信"),
    ("toutiao", "头条"),
    ("weibo", "微博"),
    ("sina", "微博"),
    ("qzone", "空间"),
    ("qq", "QQ"),
)
_NO_TARGET = re.compile(r"tqq|qqmail", re.IGNORECASE)


class Surroundings(msgspec.Struct, frozen=True):
    """Everything around the article."""

    breadcrumb: tuple[Link, ...] = ()
    hot_words: tuple[Link, ...] = ()
    navigation: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    translations: tuple[Translation, ...] = ()
    share: tuple[ShareTarget, ...] = ()
    extension: Extension | None = None


def read_surroundings(page: Page) -> Surroundings:
    """Gather what stands around the article."""
    breadcrumb = read_breadcrumb(page)
    return Surroundings(
        breadcrumb=breadcrumb,
        hot_words=_hot_words(page),
        navigation=_navigation(page),
        related=_related(page),
        translations=_translations(page),
        share=_share(page),
        extension=_extension(page),
    )


def _hints(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _hinted(page: Page, hint: re.Pattern[str], tags: Iterable[str]) -> list[Element]:
    return [element for element in page.root.iter(*tags) if hint.search(_hints(element))]


def _links_in(page: Page, element: Element) -> tuple[Link, ...]:
    """The links of an element, each text once; a link that leads nowhere is a tool."""
    links = {
        text: url
        for link in element.iter("a")
        if (text := text_of(link)) and (url := page.absolute(link.get("href"))) and not chrome.is_tools(text)
    }
    return tuple(Link(text, url) for text, url in links.items())


def read_breadcrumb(page: Page) -> tuple[Link, ...]:
    """The way from the home page to where the article stands; its last step may lead nowhere."""
    candidates = _hinted(
        page, _CRUMB_HINT, ("div", "p", "span", "ul", "ol", "nav", "td", "section", "dl", "table")
    )
    candidates += [
        element
        for element in page.root.iter("div", "p", "td", "li", "span")
        if re.search("位置|位於", (element.text or "")[:40])
    ]
    best: tuple[Link, ...] = ()
    for element in candidates:
        text = short_text_of(element, _CRUMB_CHARACTERS)
        steps = (chrome.breadcrumb_path(text) or _steps_of_items(element)) if text else []
        if len(steps) > len(best):
            addresses = {text_of(link): page.absolute(link.get("href")) for link in element.iter("a")}
            best = tuple(Link(step, addresses.get(step, "")) for step in steps)
    return best


def _steps_of_items(element: Element) -> list[str]:
    """A breadcrumb made of list items, whose signs between the steps are only painted."""
    steps = [text for item in element.iter("li") if (text := text_of(item).strip("›»>/ "))]
    if steps and chrome.BREADCRUMB_LEAD.match(steps[0]):
        steps = steps[1:]
    return steps if len(steps) > 1 else []


def _hot_words(page: Page) -> tuple[Link, ...]:
    """The links of the narrowest element that begins as rows of hot words do, or is named as one."""
    best: tuple[int, tuple[Link, ...]] = (_HOT_CHARACTERS + 1, ())
    if not _HOT_SIGN.search(page.text):
        return ()
    for element in page.root.iter("div", "p", "ul", "dl", "td", "li", "span"):
        text = short_text_of(element, _HOT_CHARACTERS)
        if (
            text
            and len(text) < best[0]
            and (chrome.HOT_WORDS.match(text) or _HOT_HINT.search(_hints(element)))
        ):
            links = _links_in(page, element)
            best = (len(text), links) if links else best
    return best[1]


def _navigation(page: Page) -> tuple[Link, ...]:
    """The columns of the site: the first row of several short links that is named as navigation."""
    fallback: tuple[Link, ...] = ()
    for element in page.root.iter("nav", "div", "ul"):
        hints = _hints(element)
        if element.tag != "nav" and not _NAVIGATION_HINT.search(hints):
            continue
        if _CRUMB_HINT.search(hints):
            continue
        links = [link for link in _links_in(page, element) if chrome.language_link(link.text) is None]
        short = [link for link in links if len(link.text) <= _NAVIGATION_CHARACTERS or " " in link.text]
        if _FEWEST_COLUMNS <= len(short) <= _MOST_COLUMNS and not _NO_NAVIGATION.search(hints):
            return tuple(short)
        if (
            not fallback
            and links
            and len(short) <= _MOST_COLUMNS
            and not re.search("foot|bottom|page", hints)
        ):
            fallback = tuple(links)
    return fallback


def _related(page: Page) -> tuple[Link, ...]:
    """Related columns and articles: in elements named so, or beneath a heading that says so."""
    found: dict[str, Link] = {}
    places = _hinted(page, _RELATED_HINT, ("div", "ul", "section", "aside", "dl"))
    for heading in page.root.iter("h2", "h3", "h4", "h5", "div", "p", "span", "dt", "strong"):
        if chrome.RELATED.match(short_text_of(heading, _LANGUAGE_CHARACTERS)) and not _holds_blocks(heading):
            places += _beneath(heading)
        if len(places) >= _MOST_PLACES:
            break
    for place in outermost(places):
        if len(found) >= _MOST_RELATED:
            break
        for link in _links_in(page, place):
            if not chrome.FOOTER.search(link.text) and link.text not in {"更多", "更多>>", ">>更多", "more"}:
                found.setdefault(link.text, link)
    return tuple(found.values())[:_MOST_RELATED]


def _holds_blocks(element: Element) -> bool:
    """Whether an element is a box: an empty list beneath a heading is no heading of what follows it."""
    return any(inner is not element for inner in element.iter("div", "ul", "dl", "ol", "table", "p"))


def _beneath(heading: Element) -> list[Element]:
    """What follows a heading: its next sibling, or the next of the box it stands in alone."""
    place: Element | None = heading
    for _ in range(3):
        if place is None:
            break
        after = place.getnext()
        while after is not None and not isinstance(after.tag, str):
            after = after.getnext()
        if after is not None:
            fitting = after.tag in {"ul", "div", "dl", "ol", "p", "dd", "table"}
            return [after] if fitting and not re.search("foot|bottom", _hints(after)) else []
        place = place.getparent()
    return []


def _translations(page: Page) -> tuple[Translation, ...]:
    """The page in other languages: as its head declares, then the links that name a language."""
    found: dict[str, Translation] = {}
    for link in page.root.iter("link"):
        tag = (link.get("hreflang") or "").strip()
        url = page.absolute(link.get("href"))
        if tag and url and tag != "x-default" and "alternate" in (link.get("rel") or "").lower():
            found.setdefault(tag, Translation(tag, url))
    for anchor in page.root.iter("a"):
        named = _named_language(anchor)
        url = page.absolute(anchor.get("href")) if named else ""
        if named and url:
            declared = next((tag for tag in found if tag.lower().startswith(named.language.lower())), None)
            if declared is None:
                found[named.language] = Translation(named.language, url, named.label)
    return tuple(found.values())


def _named_language(anchor: Element) -> Translation | None:
    """The language a link leads to, by its words, its title, or where it stands and leads."""
    text = short_text_of(anchor, _LANGUAGE_CHARACTERS)
    named = chrome.language_link(text.strip("[]【】()（） ")) or chrome.language_link(
        anchor.get("title") or ""
    )
    if named:
        return Translation(named.language, "", text or named.label)
    tag = (anchor.get("hreflang") or "").strip()
    if tag and tag != "x-default":
        return Translation(tag, "", text)
    hinted = _LANGUAGE_HINT.search(_hints(anchor))
    if hinted and _ENGLISH.search(f"{anchor.get('href') or ''} {hinted[0]}"):
        return Translation("en", "", text or "English")
    return None


def _share(page: Page) -> tuple[ShareTarget, ...]:
    found: dict[str, ShareTarget] = {}
    for element in outermost(_hinted(page, _SHARE_HINT, ("div", "ul", "p", "span", "li", "dl"))):
        for anchor in element.iter("a", "li", "span", "i"):
            target = _share_target(anchor)
            if target:
                found.setdefault(target.id, target)
    return tuple(found.values())


def _share_target(anchor: Element) -> ShareTarget | None:
    """Where a sign leads to, by its words, or by the names it bears."""
    label = short_text_of(anchor, _LANGUAGE_CHARACTERS)
    label = label or re.sub(r"^(?:分享|转发)(?:到|至)", "", anchor.get("title") or "").strip()
    named = chrome.share_targets(label) if label else ()
    if len(named) == 1:
        return named[0]
    if label and anchor.tag != "a":
        return None
    hints = f"{_hints(anchor)} {anchor.get('data-cmd') or ''} {(anchor.get('href') or '')[:60]}".lower()
    if _NO_TARGET.search(hints):
        return None
    for sign, name in _SHARE_CLASSES:
        if sign in hints:
            return ShareTarget(chrome.share_targets(name)[0].id, label or name)
    return None


def _extension(page: Page) -> Extension | None:
    """The page's `_ext.json`: the one named as the page itself, else the first; never one of another host."""
    stem = re.sub(r"\.\w+$", "", urlsplit(page.url).path.rsplit("/", 1)[-1])
    own = {stem, re.sub(r"_\d{1,3}$", "", stem)}  # a later page of an article has its number behind
    if "_ext.json" not in page.text:
        return None
    first = ""
    for match in _EXTENSION.finditer(page.text):
        url = page.absolute(match["url"])
        if not url or (page.url and urlsplit(url).netloc != urlsplit(page.url).netloc):
            continue
        if match["stem"] in own:
            return Extension(url)
        first = first or url
    return Extension(first) if first else None
