"""Government pages made for tests: where each was, what it says of itself, and the text of its body."""

import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

from gxreader.load.formats.page import read_page
from gxreader.load.parsing.source import Parsed
from gxreader.model.article import Article, Block, plain
from gxreader.model.units import block_leaves

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "load" / "government"
ADDRESSES = {
    "gxzf-new": "http://www.qinghe.example/gxyw/t27301122.shtml",
    "gxzf-old": "http://slt.qinghe.example/gzdt/jcdt/201904/t20190411_100231.html",
    "shanxi": "http://www.fenyangchuan.example/yw/sxyw/202310/t20231012_700101.shtml",
    "mee": "http://sthj.qiuling.example/ywdt/hjyw/202403/t20240310_905001.shtml",
    "zj": "http://jyj.dongyu.example/art/2024/5/21/art_1621004_58900121.html",
    "gov-cn": "https://www.yunbian.example/xinwen/202406/content_102.htm",
    "marks": "http://www.shiqiao.example/gk/t20250301_9001.html",
    "english": "http://en.qinghe.example/news/t27301130.shtml",
    "series-0": "http://www.lingnan.example/fw/t20240501_88001.shtml",
    "series-1": "http://www.lingnan.example/fw/t20240501_88001_1.shtml",
    "series-2": "http://www.lingnan.example/fw/t20240501_88001_2.shtml",
    "list-more": "http://www.qinghe.example/gxyw/index_1.shtml",
    "list-table": "http://slt.qinghe.example/tzgg/index.html",
    "list-script": "http://www.hukou.example/zw/gfxwj/index.shtml",
    "list-records": "http://jyj.dongyu.example/col/col31/index.html",
    "list-cards": "https://manxing.example/notes/p2.html",
}
ARTICLES = tuple(name for name in ADDRESSES if not name.startswith("list"))
LISTS = tuple(name for name in ADDRESSES if name.startswith("list"))


def source_of(name: str) -> bytes:
    return (FOLDER / f"{name}.html").read_bytes()


def parsed_page(name: str, *, language: str = "zh") -> Parsed:
    return read_page(source_of(name), url=ADDRESSES[name], language=language)


def article_of(name: str) -> Article:
    return parsed_page(name).article


def china(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def words(block: Block) -> str:
    return "|".join(plain(runs) for _, runs in block_leaves(block))


def squeezed(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


def all_words(article: Article) -> str:
    return squeezed("".join(words(block) for block in article.blocks))


class _BodyText(HTMLParser):
    """The text between the comments BODY and /BODY: what must be in the article, each sign of it."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._inside = False
        self._silent = False

    def handle_comment(self, data: str) -> None:
        if data in {"BODY", "/BODY"}:
            self._inside = data == "BODY"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent = tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._silent = False

    def handle_data(self, data: str) -> None:
        if self._inside and not self._silent:
            self.text.append(data)


def body_text(name: str) -> str:
    reader = _BodyText()
    reader.feed(source_of(name).decode())
    return squeezed("".join(reader.text))
