"""An article in every form it can be written in."""

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from gxreader.export.forms import Form, written
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import (
    Article,
    Cell,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
    text_run,
)
from gxreader.model.units import Units
from tests.core.articles import articles
from tests.parts import load_article, read_page

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "load"


def paragraph(text: str) -> Paragraph:
    return Paragraph(text_run(text))


ARTICLE = Article(
    title="题 <一>",
    kicker="肩题",
    subtitle="——副题",
    author="韦建平",
    source="云江晚报",
    published=datetime.fromisoformat("2026-02-23T08:20:00+08:00"),
    language="zh",
    url="https://example.org/a?b=1&c=2",
    blocks=(
        Heading(text_run("大节"), 1),
        Heading(text_run("春之现场:\n在街头"), 2),
        Paragraph(
            (
                Run("甲", strong=True),
                Run(" & "),
                Run("乙", link="https://example.org/"),
                Run("漢", ruby="hàn"),
            )
        ),
        Paragraph((Run("点我", link="javascript:alert(1)"),)),
        ListBlock(
            (
                ListItem((paragraph("一"), ListBlock((ListItem((paragraph("内"),)),)))),
                ListItem((paragraph("二"),)),
            ),
            ordered=True,
            start=3,
        ),
        Quote((paragraph("引"), paragraph("文"))),
        Picture("https://example.org/p.jpg", "替代", text_run("图注"), 8, 6),
        Picture("file:///etc/passwd", "只有字"),
        Table(
            ((Cell(text_run("头"), header=True), Cell(text_run("b|c"))), (Cell(text_run("值"), columns=2),)),
            text_run("表题"),
        ),
        Code("a < b\n```\nc", "python"),
        Separator(),
        paragraph("1. 不是列表"),
        paragraph("# 不是标题 *不是强调* <b>不是标签</b>"),
    ),
)


def test_text_is_the_body_a_block_a_paragraph() -> None:
    assert written(ARTICLE, Form.TEXT).split("\n\n") == [
        "大节",
        "春之现场:\n在街头",
        "甲 & 乙漢",
        "点我",
        "3. 一\n  • 内\n4. 二",
        "引\n文",
        "图注",
        "只有字",
        "表题\n头\tb|c\n值",
        "a < b\n```\nc",
        "1. 不是列表",
        "# 不是标题 *不是强调* <b>不是标签</b>\n",
    ]


def test_text_of_the_twin_is_its_body_alone() -> None:
    article = load_article(Reference(Kind.FILE, str(FIXTURES / "twin-page.txt")))
    paragraphs = written(article, Form.TEXT).split("\n\n")
    assert len(paragraphs) == len(article.blocks)
    assert paragraphs[0].startswith("“灯一亮")
    assert article.title not in written(article, Form.TEXT)


def test_an_empty_article_has_no_text() -> None:
    assert written(Article(), Form.TEXT) == ""


def test_json_is_the_model() -> None:
    found = json.loads(written(ARTICLE, Form.JSON))
    assert found["published"] == "2026-02-23T08:20:00+08:00"
    assert [block["type"] for block in found["blocks"]][:3] == ["heading", "heading", "paragraph"]


class Shown(HTMLParser):
    """What a browser would make of a page: its tags, its text, and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.pieces: list[str] = []
        self._skip = False
        self.feed(page)
        self.close()

    @property
    def text(self) -> str:
        return squeezed("".join(self.pieces))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._skip = tag in {"style", "rt", "rp"}
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src"}:
                self.addresses.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._skip = self._skip and tag not in {"style", "rt", "rp"}

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.pieces.append(data)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f]", "", text)


def test_html_is_one_accessible_page() -> None:
    page = written(ARTICLE, Form.HTML)
    shown = Shown(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh">')
    assert '<meta charset="utf-8">' in page
    assert "default-src &#x27;none&#x27;" in page
    assert "<h1>题 &lt;一&gt;</h1>" in page
    assert '<time datetime="2026-02-23T08:20:00+08:00">' in page
    assert [tag for tag in shown.tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h3"]
    assert '<img src="https://example.org/p.jpg" alt="替代" width="8" height="6"' in page
    assert '<ol start="3">' in page
    assert "<th>头</th>" in page
    assert '<td colspan="2">值</td>' in page
    assert "<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>" in page


def test_html_leads_only_to_the_web() -> None:
    assert set(Shown(written(ARTICLE, Form.HTML)).addresses) == {
        "https://example.org/a?b=1&c=2",
        "https://example.org/",
        "https://example.org/p.jpg",
    }


@settings(deadline=None)
@given(articles)
def test_html_escapes_everything_and_loses_nothing(article: Article) -> None:
    shown = Shown(written(article, Form.HTML))
    assert shown.tags.count("script") == 0
    assert not [name for name in shown.attributes if name.startswith("on")]
    assert all(re.match(r"(?i)https?:|mailto:|tel:", address) for address in shown.addresses)
    for unit in Units(article).all:
        if unit.role != "caption":  # a picture without a caption says its alt text in an attribute
            assert squeezed(unit.text) in shown.text


def test_html_opens_again_as_the_same_article() -> None:
    again = read_page(written(ARTICLE, Form.HTML).encode())
    texts = [unit.text for unit in Units(again).all]
    for text in ("甲 & 乙漢", "一", "内", "引", "图注", "值", "# 不是标题 *不是强调* <b>不是标签</b>"):
        assert text in texts


def test_markdown_means_what_the_article_means() -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(written(ARTICLE, Form.MARKDOWN))
    shown = Shown(page)
    assert [tag for tag in shown.tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h3"]
    for piece in (
        "<h1>题 &lt;一&gt;</h1>",
        "<strong>——副题</strong>",
        '<strong>甲</strong> &amp; <a href="https://example.org/">乙</a>',
        '<ol start="3">',
        "<blockquote>",
        '<img src="https://example.org/p.jpg" alt="替代" />',
        "<th>头</th>",
        "b|c",
        'class="language-python"',
        "a &lt; b\n```\nc",
        "<p>1. 不是列表</p>",
        "<p># 不是标题 *不是强调* &lt;b&gt;不是标签&lt;/b&gt;</p>",
    ):
        assert piece in page
    assert "javascript:" not in "".join(shown.addresses)


@pytest.mark.parametrize(
    "text",
    [
        *("# 一", "- 一", "+ 一", "1) 一", "12. 一", "> 一", "```", "---", "===", "| a | b |", "*a* _b_ `c`"),
        *("[a](b)", "![a](b)", "<script>", "&lt;", "a\\b", "~~a~~", "http://a_b_c", "    四个空格"),
    ],
)
def test_markdown_takes_no_text_for_markup(text: str) -> None:
    markup = written(Article(blocks=(paragraph(text),)), Form.MARKDOWN)
    shown = Shown(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markup))
    assert shown.tags == ["p"]
    assert shown.text == squeezed(text)
