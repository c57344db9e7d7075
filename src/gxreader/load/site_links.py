"""What a page leads to that may be followed: feeds it announces, and lists of its site.

Read by linear code, as pages that only say where to go are: nothing of it is shown but names, ticked by a
reader before anything is kept.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

import msgspec

from gxreader.load.decode import decode_page
from gxreader.model.site import Link

MOST_LINKS = 60
_MOST_BYTES = 768 * 1024
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_LONGEST_NAME = {True: 14, False: 36}  # code points of a column's name, in Chinese and in other languages
# In an address: one article, or a search.
_ARTICLE = re.compile(
    r"\d{4,}|[?&](?:id|p|aid|newsid)=\d|[?&](?:q|qt|wd|kw|s|words?|keywords?|query|search)=", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|mp[34]|apk|exe)$", re.IGNORECASE)
_NO_COLUMN = re.compile(
    r"首页|登录|登陆|注册|网站地图|联系我们|关于我们|无障碍|老年|长辈|适老|搜索|返回|更多|上一页|下一页|退出|"
    r"英文|繁体|简体|手机版|客户端|微信|微博|邮箱|版权|隐私|声明|帮助|"
    r"^(?:home|login|log in|sign in|sign up|register|search|about|about us|contact|contact us|help|privacy.*|"
    r"terms.*|cookies?.*|more|next|previous|english|en|menu|skip to .*|top)$",
    re.IGNORECASE,
)
_CHINESE = re.compile("[\u3400-\u9fff]")
_OWN_LINE = frozenset({"h1", "h2", "h3", "h4", "nav"})
_SKIPPED = frozenset({"script", "style"})
_TAG = re.compile(
    r"<!--|-->|<(/?)(a|link|base|title|h[1-4]|nav|script|style)(?![\w-])([^<>]{0,2000}+)>", re.IGNORECASE
)
_OTHER_TAG = re.compile(r"<[^<>]{0,2000}+>")
_ATTRIBUTE = re.compile(
    r"([a-z-]{1,20}+)\s{0,9}+=\s{0,9}+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))", re.IGNORECASE
)
_LONGEST_PIECE = 4000  # characters of a link's words


class SiteLinks(msgspec.Struct, frozen=True):
    """The name of a page, the feeds it announces, and likely columns of its site, the likeliest first."""

    title: str = ""
    feeds: tuple[Link, ...] = ()
    columns: tuple[Link, ...] = ()


def site_links(data: bytes, url: str, charset: str = "") -> SiteLinks:
    """What the page of an address leads to."""
    text = decode_page(data[:_MOST_BYTES], charset).text
    scan = _Scan(text)
    base = _joined(url, scan.base) or url
    feeds: dict[str, Link] = {}
    for name, address in scan.feeds:
        joined = _joined(base, address)
        if joined:
            feeds.setdefault(joined, Link(name or scan.title, joined))
    columns: dict[str, Link] = {}
    for _rank, name, address in sorted(scan.links, key=lambda link: link[0]):
        joined = _joined(base, address)
        if (
            joined
            and _may_be_column(name, joined, url)
            and name not in {one.text for one in columns.values()}
        ):
            columns.setdefault(joined, Link(name, joined))
        if len(columns) >= MOST_LINKS:
            break
    return SiteLinks(scan.title, tuple(feeds.values()), tuple(columns.values()))


def _joined(base: str, address: str) -> str:
    """An address made absolute, without a place within its page; empty for what is none of the web."""
    try:
        joined = urljoin(base, address.strip()).partition("#")[0]
        return joined if urlsplit(joined).scheme in {"http", "https"} else ""
    except ValueError:  # what is no address is left out
        return ""


def _may_be_column(name: str, address: str, home: str) -> bool:
    parts, there = urlsplit(address), urlsplit(home)
    own = (there.hostname or "").removeprefix("www.")
    host = (parts.hostname or "").removeprefix("www.")
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    return (
        (host == own or host.endswith(f".{own}"))
        and rest.strip("/") != there.path.strip("/")
        and rest not in {"/", ""}
        and 1 < len(name) <= _LONGEST_NAME[bool(_CHINESE.search(name))]
        and not _NO_COLUMN.search(name)
        and not _ARTICLE.search(rest)
        and not _FILE.search(parts.path)
    )


class _Scan:
    """Goes through a page once, tag by tag; no tag is looked at twice, however the page is made."""

    def __init__(self, text: str) -> None:
        self.title = ""
        self.base = ""
        self.feeds: list[tuple[str, str]] = []
        self.links: list[tuple[int, str, str]] = []  # in a heading or the navigation (0) or not (1)
        self._within = ""  # what is skipped: a comment, a script, a style
        self._above = 0
        self._address = ""
        self._words = ""
        self._in_title = False
        end = 0
        for tag in _TAG.finditer(text):
            if self._is_shown(tag):
                self._take_words(text[end : tag.start()])
                self._take_tag(tag[2].lower(), tag[3], is_end=bool(tag[1]))
            end = tag.end()
        self._end_link()

    def _is_shown(self, tag: re.Match[str]) -> bool:
        sign, name = tag[0], (tag[2] or "").lower()
        if self._within:
            ended = sign == "-->" if self._within == "<!--" else bool(tag[1]) and name == self._within
            self._within = "" if ended else self._within
            return False
        if sign == "<!--" or (name in _SKIPPED and not tag[1]):
            self._within = name or sign
            return False
        return sign != "-->" and name not in _SKIPPED

    def _take_words(self, piece: str) -> None:
        if self._in_title or self._address:
            words = html.unescape(_OTHER_TAG.sub(" ", piece[:_LONGEST_PIECE]))
            if self._in_title:
                self.title = " ".join((self.title + words).split())
            else:
                self._words += words

    def _take_tag(self, name: str, rest: str, *, is_end: bool) -> None:
        if name in _OWN_LINE:
            self._above = max(0, self._above + (-1 if is_end else 1))
        elif name == "title":
            self._in_title = not is_end and not self.title
        elif is_end:
            self._end_link()  # of the tags that are left only a link has an end
        else:
            self._begin(name, _attributes(rest))

    def _begin(self, name: str, values: dict[str, str]) -> None:
        if name == "a":
            self._end_link()
            self._address = values.get("href", "")
        elif name == "base":
            self.base = self.base or values.get("href", "")
        elif "alternate" in values.get("rel", "").lower().split():
            kind = values.get("type", "").lower().partition(";")[0].strip()
            if kind in _FEED_TYPES and values.get("href"):
                self.feeds.append((" ".join(values.get("title", "").split()), values["href"]))

    def _end_link(self) -> None:
        words = " ".join(self._words.split())
        if self._address and words:
            self.links.append((0 if self._above else 1, words, self._address))
        self._address = self._words = ""


def _attributes(rest: str) -> dict[str, str]:
    return {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in reversed([*_ATTRIBUTE.finditer(rest)])  # of two the first counts
    }
