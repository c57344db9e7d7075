"""Names that pages give to their parts, in classes and ids: what is the article, and what surely is not."""

from __future__ import annotations

import re

from gxreader.load.markup.element import Element

_MARKS = re.compile(
    r"^(?:(?:[a-z]{1,3}[-_]+|(?:the|js|main|rich_media|single|cms|art|news|blog)[-_]*))?"
    r"(?:article|art|post|entry|story|news|text|detail|content|main|rich_media|blog|body|page|read|zw|info)s?[-_]*"
    r"(?:content|body|text|txt|con|cont|detail|main|inner|box|nr|article|wrap|entry)s?(?:[-_]*(?:text|inner|box|main|con|body))?$"
    r"|^(?:article|artibody|endtext|zoom\w{0,3}|ucap-content|trs_\w{1,12}|vsb_content\w{0,3}|txtcont|js_content|post_body|entry|zhengwen)$",
    re.IGNORECASE,
)
# whatever its size, it is not the article
_FOREIGN = re.compile(
    r"^(?!(?:has|no|not|with|without|show|hide|is|l|layout)[-_])(?:[\w-]*[-_])?(?:"
    r"comments?|commentlist|respond|disqus\w*|reply|replies|pinglun|gentie|tie-area\w*"
    r"|related\w*|relate|recommend\w*|tuijian|recirc\w*|more-?(?:articles|stories|news|posts)|read-?(?:more|next|also)|also-?read"
    r"|share\w*|sharing|social\w*|sharedaddy|jiathis\w*|bdshare\w*|fenxiang|addthis\w*"
    r"|breadcrumbs?|crumbs?|mianbao\w*|pagination|pager|page-?nav\w*|post-?nav\w*|prev-?next"
    r"|newsletter\w*|copyright\w*|shengming|disclaimer\w*|mianze|cookie\w*|consent\w*|qr-?code|qrcode\w*|erweima"
    r"|toc|table-?of-?contents|feedback\w*|survey\w*"
    r"|mplayer|editsection|navbox|adsense|guanggao"
    r")(?:[-_][\w-]*)?$",
    re.IGNORECASE,
)
# so named, a small part is not the article; a large one may have the name from its layout
_PERHAPS = re.compile(
    r"^(?!(?:has|no|not|with|without|show|hide|is|l|layout)[-_])(?:[\w-]*[-_])?(?:"
    r"subscribe\w*|subscription|signup|paywall|promo\w*|sponsor\w*|advert\w*|ads?|banner|statement|declare"
    r"|toolbar|tools?|print|fontsize|popup|modal|tooltip|author-?(?:bio|box|info|card)|about-?author"
    r"|tags?|tag-?list|post-?tags|keywords|player|video-?player|error\w*info\w*|editor|zebian|footer|side-?bar"
    r")(?:[-_][\w-]*)?$",
    re.IGNORECASE,
)
_LARGE = 0.3  # of the page's text
_HOLDERS_OF_ALL = frozenset({"html", "body", "main", "article", "table", "tbody", "tr", "p"})


def is_marked(element: Element) -> bool:
    """Whether the page itself marks an element as its article."""
    if element.tag == "article" or "articleBody" in (element.get("itemprop") or ""):
        return True
    return any(_MARKS.match(name) for name in _names(element))


def is_foreign(element: Element, page_length: int) -> bool:
    """Whether the page names an element as something else than its article, such as comments.

    `page_length` is how many characters the page has.
    """
    if element.tag in _HOLDERS_OF_ALL or "articleBody" in (element.get("itemprop") or ""):
        return False
    names = _names(element)
    if any(_MARKS.match(name) for name in names):
        return False
    if any(_FOREIGN.match(name) for name in names):
        return True
    return any(_PERHAPS.match(name) for name in names) and len(element.text_content()) < _LARGE * page_length


def _names(element: Element) -> list[str]:
    return f"{element.get('id') or ''} {element.get('class') or ''}".split()
