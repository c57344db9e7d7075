"""ODT documents: headings, lists, notes, tables and pictures; changes as accepted; and no text lost."""

from __future__ import annotations

import pytest

from gxreader.errors import Unreadable
from gxreader.i18n.messages import messages
from gxreader.load.kinds import Content, content_of
from gxreader.load.parsing.pictures import paint
from gxreader.load.parsing.source import Source
from gxreader.model.article import ListBlock, Paragraph, Run, Table
from tests.core.documents import flat_odt, odt, opened, outline, packed, png, told

BODY = "船夫每天清早都到河边坐一坐，看看水，也看看过桥的人，晚上才慢慢走回家去。"
P = f"<text:p>{BODY}</text:p>"


def level(number: int, form: str, *, prefix: str = "", suffix: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
        f'style:num-prefix="{prefix}" style:num-suffix="{suffix}"/>'
    )


def items(*texts: str) -> str:
    return "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)


def test_headings_title_and_styled_words() -> None:
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T1" style:family="paragraph" style:parent-style-name="Title"/>'
        '<style:style style:name="Q" style:family="paragraph" style:parent-style-name="Quotations"/>'
    )
    article = opened(
        odt(
            '<text:p text:style-name="T1">河边的一年</text:p><text:h text:outline-level="2">春天</text:h>'
            '<text:p>今年<text:span text:style-name="B">鱼多</text:span>，<text:s text:c="3"/>水也清。'
            "<text:line-break/>人也多。</text:p>"
            '<text:p text:style-name="Q">水是老朋友。</text:p>',
            styles=styles,
        )
    )
    assert article.title == "河边的一年"
    assert outline(article.blocks) == ["## 春天", "今年鱼多， 水也清。\n人也多。", "> 水是老朋友。"]
    second = article.blocks[1]
    assert isinstance(second, Paragraph)
    assert Run("鱼多", strong=True) in second.runs


def test_lists_of_bullets_of_numbers_and_of_other_numbers() -> None:
    styles = (
        '<text:list-style style:name="D"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
        f'<text:list-style style:name="N">{level(1, "1", suffix=".")}</text:list-style>'
        f'<text:list-style style:name="C">{level(1, "一, 二, 三, ...", prefix="第", suffix="条")}'
        f"{level(2, '1', prefix='（', suffix='）')}</text:list-style>"
    )
    nested = f"<text:list-item><text:p>开放</text:p><text:list>{items('早上', '晚上')}</text:list></text:list-item>"
    text = (
        f'<text:list text:style-name="D">{items("带伞", "带书")}</text:list>{P}'
        f'<text:list text:style-name="N">{items("先开门", "再扫地")}</text:list>{P}'
        f'<text:list text:style-name="N" text:continue-numbering="true">{items("后烧水")}</text:list>{P}'
        f'<text:list text:style-name="C">{nested}{items("免费")}</text:list>'
    )
    blocks = opened(odt(text, styles=styles)).blocks
    assert outline(blocks) == [
        "- 带伞 - 带书",
        BODY,
        "1. 先开门 1. 再扫地",
        BODY,
        "1. 后烧水",
        BODY,
        "第一条开放",
        "（1）早上",
        "（2）晚上",
        "第二条免费",
    ]
    assert [block.start for block in blocks if isinstance(block, ListBlock)] == [1, 1, 3]


def test_numbered_headings_have_their_numbers() -> None:
    styles = (
        "<text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-prefix="第" style:num-suffix="章 "/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="1" style:num-suffix="."/>'
        "</text:outline-style>"
    )
    head = '<text:h text:outline-level="{}">{}</text:h>'
    text = (
        head.format(1, "水")
        + P
        + head.format(2, "源")
        + P
        + head.format(1, "桥")
        + P
        + head.format(2, "石")
        + P
    )
    blocks = opened(odt(P + text, styles=styles)).blocks
    assert outline(blocks)[1::2] == ["# 第一章 水", "## 1. 源", "# 第二章 桥", "## 1. 石"]


def test_tables_with_heads_and_spans() -> None:
    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(cells) + "</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    table = (
        "<table:table><table:table-header-rows>"
        + row(cell("名称"), cell("数量"))
        + "</table:table-header-rows>"
        + row(cell("渡船和桥", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
        + row(cell("三", 'table:number-columns-repeated="2"'))
        + "</table:table>"
    )
    (block,) = opened(odt(P + table)).blocks[1:]
    assert isinstance(block, Table)
    assert outline([block]) == ["名称|数量; 渡船和桥; 三|三"]
    assert block.rows[0][0].header
    assert block.rows[1][0].columns == 2


def test_notes_comments_and_changes() -> None:
    text = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>一座</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>河上有<text:change text:change-id="c"/><text:change-start/>两座<text:change-end/>桥'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>一座新，一座旧。</text:p></text:note-body>"
        "</text:note>。<office:annotation><text:p>数过了吗？</text:p></office:annotation></text:p>"
    )
    article = opened(odt(P + text))
    assert outline(article.blocks)[1:] == ["河上有两座桥[1]。", "###### 注释", "1. 一座新，一座旧。"]
    assert [notice.key for notice in article.warnings] == ["load.comments-left"]


def test_pictures_boxes_formulas_readings_and_links() -> None:
    frame = '<draw:frame svg:width="5cm"><draw:image xlink:href="Pictures/a.png"/><svg:desc>河上的桥</svg:desc></draw:frame>'
    box = "<draw:frame><draw:text-box><text:p>框里的话。</text:p></draw:text-box></draw:frame>"
    formula = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    chart = '<draw:frame><draw:object xlink:href="./Object 2"/></draw:frame>'
    ruby = "<text:ruby><text:ruby-base>邕</text:ruby-base><text:ruby-text>yōng</text:ruby-text></text:ruby>"
    text = (
        f"<text:p>{frame}</text:p><text:p>看框。{box}</text:p><text:p>边长{formula}。{chart}</text:p>"
        f'<text:p>{ruby}江 <text:a xlink:href="https://example.org/a">来历</text:a>'
        '<text:a xlink:href="file:///etc/passwd">别处</text:a></text:p>'
    )
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>a</mi><mn>2</mn></msup></math>'
    data = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            **{name: data for name, data in _files(odt(text)).items() if name != "mimetype"},
            "Pictures/a.png": png(40, 30),
            "Object 1/content.xml": math,
            "Object 2/content.xml": "<chart/>",
        }
    )
    article = opened(data)
    assert outline(article.blocks) == [
        "[within:Pictures/a.png|河上的桥|]",
        "看框。",
        "框里的话。",
        "边长a²。",
        "邕江 来历别处",
    ]
    last = article.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.runs[0] == Run("邕", ruby="yōng")
    assert [run.link for run in last.runs if run.link] == ["https://example.org/a"]
    assert [notice.key for notice in article.warnings] == ["load.drawings-left"]
    assert paint(Source(data=data), "Pictures/a.png", 20).full_width == 40
    with pytest.raises(Unreadable):
        paint(Source(data=data), "../../etc/passwd", 20)


def _files(data: bytes) -> dict[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_the_document_says_of_itself() -> None:
    meta = (
        "<dc:title>渡口</dc:title><meta:initial-creator>覃怀远</meta:initial-creator><dc:creator>Administrator</dc:creator>"
        "<meta:creation-date>2024-03-05T08:00:00</meta:creation-date><meta:keyword>河</meta:keyword>"
    )
    article = opened(odt(P, meta=meta))
    assert (article.title, article.author, article.keywords) == ("渡口", "覃怀远", ("河",))
    assert article.published is not None
    assert article.published.isoformat() == "2024-03-05T08:00:00+08:00"


def test_the_flat_form_is_the_same() -> None:
    data = flat_odt(f"{P}<text:h text:outline-level='1'>水</text:h>{P}")
    assert content_of(data) is Content.ODT
    article = opened(data)
    assert article.title in {"渡口", "水"}
    assert BODY in told(article)


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        opened(data)
    for language in ("zh", "en"):
        assert messages(language).text(caught.value.key, **caught.value.arguments) != caught.value.key
    return caught.value.key


def test_what_cannot_be_read_is_refused_with_its_sentence() -> None:
    good = odt(P)
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    locked = packed(_files(good) | {"META-INF/manifest.xml": manifest.encode()})
    assert refusal(locked) == "load.password"
    assert refusal(
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "encrypted-package": "x"})
    ) == ("load.password")
    assert refusal(odt("")) == "load.empty"
    assert refusal(good[: len(good) // 2]) == "load.corrupt"
    assert refusal(
        packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"})
    ) == ("load.office")
    assert refusal(odt("<text:section>" * 500 + P + "</text:section>" * 500)) == "load.too-complex"


def test_entities_lead_nowhere_and_bombs_are_refused() -> None:
    files = _files(odt("<text:p>&out;甲</text:p>"))
    prologue = b'<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
    text = told(opened(packed(files | {"content.xml": prologue + files["content.xml"]})))
    assert "甲" in text
    assert "root:" not in text
    assert refusal(packed(files | {"content.xml": b" " * 60_000_000})) == "load.too-complex"
    repeated = (
        '<table:table-cell table:number-columns-repeated="999999"><text:p>字</text:p></table:table-cell>'
    )
    article = opened(odt(f"{P}<table:table><table:table-row>{repeated}</table:table-row></table:table>"))
    assert told(article).count("字") <= 100
    rows = f'<table:table-row table:number-rows-repeated="100">{repeated * 50}</table:table-row>' * 20
    assert len(told(opened(odt(f"{P}<table:table>{rows}</table:table>")))) < 1_000_000
