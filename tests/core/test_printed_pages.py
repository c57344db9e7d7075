"""Pages of the printed edition: read from books, found by their numbers, told when they are wished for."""

import pytest

from gxreader.app import printed_pages, whereabouts
from gxreader.app.commands import perform
from gxreader.app.printed_pages import find_page, page_at, value_of
from gxreader.export.html import article_html
from gxreader.export.markdown import article_markdown
from gxreader.load.fit import fit
from gxreader.load.formats import epub
from gxreader.load.parsing.source import Source
from gxreader.model.article import Article, Paragraph, Run, plain
from gxreader.model.codec import from_json, to_json
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.settings import schema
from gxreader.speech.script import build_script, sentence_at
from gxreader.speech.spoken import spoken_units
from tests.core.books import Told, book
from tests.core.test_app_listening import Heard

XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{}</body></html>'
TEXT = "江边的风不大，船慢慢地过来了。"


def opened(files, properties=None) -> Article:
    told = Told()
    return epub.read(Source(data=book(files, properties=properties)), told).article


def pages(article):
    units = Units(article)
    return [(mark.number, units[mark.place.block].text[mark.place.start :][:4]) for mark in units.pages]


def test_marks_in_the_text_are_pages_and_never_text():
    body = (
        '<h1><span epub:type="pagebreak" id="p1" title="1"/>第一章</h1>'
        f'<p>{TEXT}后半<span role="doc-pagebreak" aria-label="page 2"></span>句在这里。</p>'
        '<div epub:type="pagebreak" id="page_3">3</div>'
        f"<p>{TEXT}</p>"
        '<ul><li><a epub:type="pagebreak" title="4"></a>一项</li></ul>'
        '<table><tr><td epub:type="x"><span epub:type="pagebreak" title="v"/>格</td><td>子</td></tr></table>'
        '<hr epub:type="pagebreak" title="6"/><p>最后。</p><div epub:type="pagebreak" title="7"/>'
    )
    article = opened({"a.xhtml": XHTML.format(body), "b.xhtml": XHTML.format("<p>下一篇。</p>")})
    assert pages(article) == [
        ("1", "第一章"),
        ("2", "句在这里"),
        ("3", TEXT[:4]),
        ("4", "一项"),
        ("v", "格"),
        ("6", "最后。"),
        ("7", "下一篇。"),
    ]
    text = "\n".join(unit.text for unit in Units(article).all)
    assert "\ufdd2" not in text
    assert text.count("3") == 0


def test_the_list_of_pages_names_places_that_the_text_does_not():
    nav = (
        '<nav epub:type="toc"><ol><li><a href="a.xhtml">一</a></li></ol></nav>'
        '<nav epub:type="page-list"><ol><li><a href="a.xhtml">i</a></li><li><a href="a.xhtml#x">ii</a></li>'
        '<li><a href="b.xhtml#gone">9</a></li></ol></nav>'
    )
    files = {
        "nav.xhtml": XHTML.format(nav),
        "a.xhtml": XHTML.format(f'<p>{TEXT}</p><p id="x">这里第二页。</p>'),
        "b.xhtml": XHTML.format(f"<p>{TEXT}</p>"),
    }
    assert pages(opened(files, {"nav.xhtml": "nav"})) == [("i", TEXT[:4]), ("ii", "这里第二")]


def test_a_book_of_the_old_kind_has_its_list_too():
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>一</text></navLabel>'
        '<content src="a.xhtml"/></navPoint></navMap><pageList><pageTarget value="5" type="normal">'
        '<navLabel><text>5</text></navLabel><content src="a.xhtml#p5"/></pageTarget></pageList></ncx>'
    )
    files = {"toc.ncx": ncx, "a.xhtml": XHTML.format(f'<p>{TEXT}</p><p id="p5">第五页的话。</p>')}
    assert pages(opened(files)) == [("5", "第五页的")]


def marked(*numbers: str) -> Article:
    runs = [piece for number in numbers for piece in (Run("", page=number), Run("一句话。"))]
    return Article(title="书", language="zh", blocks=(Paragraph(tuple(runs)),))


BOOK = marked("i", "ii", "1", "2", "4", "12", "120")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("12", "12"),
        ("１２", "12"),
        ("第12页", "12"),
        ("p. 12", "12"),
        ("十二", "12"),
        ("一百二十", "120"),
        ("一二〇", "120"),
        ("Page 4", "4"),
        ("ii", "ii"),
        ("II", "ii"),
        ("Ⅱ", "ii"),
        ("XII", "12"),
        ("3", "2"),  # an empty page: the one before it
        ("119", "12"),
        ("2", "2"),
        ("500", None),
        ("0", None),
        ("", None),
        ("页", None),
        ("abc", None),
        ("9" * 5000, None),
    ],
)
def test_a_page_is_found_however_its_number_is_typed(typed, found):
    mark = find_page(Units(BOOK), typed)
    assert (mark.number if mark else None) == found


@pytest.mark.parametrize(
    ("text", "value"), [("iv", 4), ("mcmxc", 1990), ("十", 10), ("二十", 20), ("两百零五", 205), ("x1", None)]
)
def test_numbers_of_three_kinds(text, value):
    assert value_of(text) == value


def test_where_one_is_and_on_which_page():
    units = Units(BOOK)
    assert [mark.place for mark in units.pages[:3]] == [Locator(1, 0), Locator(1, 4, 4), Locator(1, 8, 8)]
    assert page_at(units, Locator(0)) == ""
    assert page_at(units, Locator(1, 5, 6)) == "ii"
    assert page_at(units, Locator(1, 27, 27)) == "120"
    assert page_at(Units(Article()), Locator(0)) == ""


def test_the_program_tells_the_page():
    heard = Heard(BOOK)
    heard.reader.session.move_to(Locator(1, 9, 9))
    whereabouts.tell(heard.reader)
    said = heard.built.said[-1]
    assert (said.key, said.arguments["page"]) == ("say.where-page", "1")


def test_going_to_a_page_and_what_is_said_where_there_is_none():
    heard = Heard(BOOK)
    assert printed_pages.go_to(heard.reader, "第４页")
    assert heard.built.said[-1].key == "say.at-page"
    assert not printed_pages.go_to(heard.reader, "999")
    said = heard.built.said[-1]
    assert (said.key, said.arguments) == ("say.page-unknown", {"page": "999", "first": "i", "last": "120"})
    assert not printed_pages.go_to(heard.reader, " ")
    assert heard.built.said[-1].key == "say.page-wanted"
    without = Heard(Article(title="信", blocks=(Paragraph((Run("没有页码。"),)),)))
    perform(without.reader, "to-page")
    assert without.built.said[-1].key == "say.no-pages"


def test_pages_are_silent_unless_wished_for():
    article = Article(
        language="zh",
        blocks=(Paragraph((Run("前半"), Run("", page="7"), Run("句。第二句。"), Run("", page="8"))),),
    )
    units = Units(article)
    silent = build_script(spoken_units(units.all, frozenset()), "zh")
    assert [one.text for one in silent] == ["前半句。", "第二句。"]
    told = build_script(spoken_units(units.all, frozenset(), pages=True), "zh")
    assert [one.text for one in told] == ["前半句。", "第 7 页。", "第二句。", "第 8 页。"]
    assert [one.place for one in told] == sorted(one.place for one in told)
    assert sentence_at(told, Locator(0, 4, 4)) == 1


def test_the_setting_is_heard_at_once():
    heard = Heard(BOOK)
    heard.reader.settings.set(schema.READ_PAGES, True)
    heard.press("play")
    heard.to_the_end()
    assert heard.sentences[:4] == ["书", "第 i 页。", "一句话。", "第 ii 页。"]


def test_pages_are_kept_in_json_and_told_in_html():
    assert from_json(to_json(BOOK)) == BOOK
    assert '<span role="doc-pagebreak" aria-label="12"></span>' in article_html(BOOK)
    assert "一句话。一句话。" in article_markdown(BOOK)


def test_a_long_paragraph_keeps_its_pages():
    long = Article(blocks=(Paragraph((Run("江水。" * 4000), Run("", page="2"), Run("完。"))),))
    fitted = fit(long)
    assert len(fitted.blocks) > 1
    assert [mark.number for mark in Units(fitted).pages] == ["2"]
    assert "".join(plain(block.runs) for block in fitted.blocks) == "江水。" * 4000 + "完。"
