"""What stands around the article: breadcrumb, hot words, navigation, languages, share targets, downloads."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from gxreader.load import chrome
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.page import Page
from gxreader.model.site import Attachment, Extension, Link, ShareTarget, Translation

_CRUMB_HINT = re.compile(r"crumb|position|location|weizhi|dqwz|path|mbx|wz\b", re.IGNORECASE)
_NAVIGATION_HINT = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|mainnav|navigation|daohang)(?:$|[-_ ])", re.IGNORECASE
)
_SHARE_HINT = re.compile(r"share|fenxiang|bdsharebuttonbox|social", re.IGNORECASE)
_RELATED_HINT = re.compile(
    r"(?:^|[-_ ])(?:related|relate|xgyd|xgxw|xglj|xgwz|xgtj|lanmu|column-links)(?:$|[-_ ])", re.IGNORECASE
)
_EXTENSION = re.compile(r"[\"'](?P<url>[^\"'\s]{0,200}t\d+_ext\.json)[\"']|(?P<bare>\./t\d+_ext\.json)")
_FILE = re.compile(
    r"\.(?P<kind>pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|rtf|csv)(?:$|[?#])", re.IGNORECASE
)
_CRUMB_CHARACTERS = 200
_HOT_CHARACTERS = 300
_LANGUAGE_CHARACTERS = 20
_SHARE_CLASSES = (
    ("wechat", "微信"),
    ("weixin", "微信"),
    ("toutiao", "头条"),
    ("weibo", "微博"),
    ("sina", "微博"),
    ("qzone", "空间"),
    ("qq", "QQ"),
)


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
    return Surroundings(
        breadcrumb=_breadcrumb(page),
        hot_words=_hot_words(page),
        navigation=_navigation(page),
        related=_links(page, _hinted(page, _RELATED_HINT, ("div", "ul", "section", "aside"))),
        translations=_translations(page),
        share=_share(page),
        extension=_extension(page),
    )


def attachments(page: Page, body: Element) -> tuple[Attachment, ...]:
    """Files offered in the body, and wherever the page marks a link as an attachment."""
    found: dict[str, Attachment] = {}
    marked = page.root.xpath("//a[@appendix='true' or @data-appendix='true']")
    for link in [*body.iter("a"), *marked]:
        url = page.absolute(link.get("href"))
        kind = _FILE.search(url)
        if url and url not in found and (kind or link.get("appendix") == "true"):
            name = text_of(link) or link.get("title") or link.get("download") or url.rsplit("/", 1)[-1]
            found[url] = Attachment(name, url, kind["kind"].lower() if kind else "")
    return tuple(found.values())


def _hints(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _hinted(page: Page, hint: re.Pattern[str], tags: Iterable[str]) -> list[Element]:
    return [element for element in page.root.iter(*tags) if hint.search(_hints(element))]


def _links(page: Page, elements: Iterable[Element]) -> tuple[Link, ...]:
    """The links of the first element that has any, each text once."""
    for element in elements:
        links = {
            text_of(link): page.absolute(link.get("href")) for link in element.iter("a") if text_of(link)
        }
        if links:
            return tuple(Link(text, url) for text, url in links.items())
    return ()


def _breadcrumb(page: Page) -> tuple[Link, ...]:
    candidates = _hinted(page, _CRUMB_HINT, ("div", "p", "span", "ul", "ol", "nav", "td", "section"))
    candidates += [
        element for element in page.root.iter("div", "p", "td", "li") if "当前位置" in (element.text or "")
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
    return [text for item in element.iter("li") if (text := text_of(item).strip("›»>/ "))]


def _hot_words(page: Page) -> tuple[Link, ...]:
    """The links of the narrowest element that begins as rows of hot words do."""
    best: tuple[int, tuple[Link, ...]] = (_HOT_CHARACTERS + 1, ())
    for element in page.root.iter("div", "p", "ul", "dl", "td", "li", "span"):
        text = short_text_of(element, _HOT_CHARACTERS)
        if chrome.HOT_WORDS.match(text) and len(text) < best[0]:
            links = _links(page, [element])
            best = (len(text), links) if links else best
    return best[1]


def _navigation(page: Page) -> tuple[Link, ...]:
    elements = [
        element
        for element in page.root.iter("nav", "div", "ul")
        if element.tag == "nav" or _NAVIGATION_HINT.search(_hints(element))
    ]
    shown = [element for element in elements if not _CRUMB_HINT.search(_hints(element))]
    return _links(page, shown)


def _translations(page: Page) -> tuple[Translation, ...]:
    found: dict[str, Translation] = {}
    for link in page.root.iter("link"):
        tag = (link.get("hreflang") or "").strip()
        if tag and tag != "x-default" and "alternate" in (link.get("rel") or "").lower():
            found.setdefault(tag, Translation(tag, page.absolute(link.get("href"))))
    for anchor in page.root.iter("a"):
        named = chrome.language_link(short_text_of(anchor, _LANGUAGE_CHARACTERS))
        if named:
            found.setdefault(
                named.language, Translation(named.language, page.absolute(anchor.get("href")), named.label)
            )
    return tuple(found.values())


def _share(page: Page) -> tuple[ShareTarget, ...]:
    found: dict[str, ShareTarget] = {}
    for element in _hinted(page, _SHARE_HINT, ("div", "ul", "p", "span")):
        for anchor in element.iter("a"):
            label = text_of(anchor) or (anchor.get("title") or "").removeprefix("分享到").strip()
            named = chrome.share_targets(label)
            if len(named) == 1:
                found.setdefault(named[0].id, named[0])
                continue
            hints = f"{_hints(anchor)} {anchor.get('data-cmd') or ''}".lower()
            for sign, name in _SHARE_CLASSES:
                if sign in hints:
                    target = chrome.share_targets(name)[0].id
                    found.setdefault(target, ShareTarget(target, label or name))
                    break
    return tuple(found.values())


def _extension(page: Page) -> Extension | None:
    found = _EXTENSION.search(page.text)
    return Extension(page.absolute(found["url"] or found["bare"])) if found else None
