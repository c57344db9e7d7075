"""Word documents: headings, numbers that Word writes by itself, notes, tables, pictures; and no text lost."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from gxreader.errors import Unreadable
from gxreader.i18n.messages import messages
from gxreader.load.formats.docx_numbering import chinese, numeral
from gxreader.load.parsing.pictures import paint
from gxreader.load.parsing.source import Source
from gxreader.model.article import ListBlock, Paragraph, Run, Table
from tests.core.documents import docx, opened, outline, packed, png, told, word

BODY = "船夫每天清早都到河边坐一坐，看看水，也看看过桥的人，晚上才慢慢走回家去。"


def style(name: str, title: str, inner: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>{inner}</w:style>'


STYLES = (
    style("T", "Title")
    + style("1", "heading 1")
    + style("2", "标题 2")
    + style("O", "我的小标题", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    + style("Q", "Quote")
)


def kind_of_list(name: str, *levels: tuple[str, str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{name}">'
        + "".join(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{"<w:isLgl/>" * place}</w:lvl>'
            for place, (form, text) in enumerate(levels)
        )
        + "</w:abstractNum>"
    )


def listed(number: int, place: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'


NUMBERING = (
    kind_of_list("0", ("chineseCounting", "第%1条"), ("decimal", "%1.%2"))
    + kind_of_list("1", ("decimal", "%1."))
    + kind_of_list("2", ("bullet", ""))
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))
)


def test_title_headings_and_quotes_by_their_styles() -> None:
    article = opened(
        docx(
            word("河边的一年", style="T")
            + word("春天", style="1")
            + word(BODY)
            + word("开河", style="2")
            + word(BODY)
            + word("修船", style="O")
            + word(BODY)
            + word("水是老朋友。", style="Q"),
            styles=STYLES,
        )
    )
    assert article.title == "河边的一年"
    assert outline(article.blocks) == [
        "# 春天",
        BODY,
        "## 开河",
        BODY,
        "### 修船",
        BODY,
        "> 水是老朋友。",
    ]


def test_a_large_centred_line_is_the_title_without_a_style() -> None:
    centred = '<w:jc w:val="center"/>'
    article = opened(docx(word("关于开放渡口的通知", before=centred, run='<w:sz w:val="44"/>') + word(BODY)))
    assert (article.title, outline(article.blocks)) == ("关于开放渡口的通知", [BODY])


def test_what_a_page_calls_tools_is_text_in_a_document() -> None:
    assert outline(opened(docx(word(BODY) + word("打印") + word(BODY))).blocks) == [BODY, "打印", BODY]


def test_the_numbers_that_word_writes_are_there() -> None:
    body = (
        word("渡口开放。", before=listed(1))
        + word("早上六点。", before=listed(1, 1))
        + word("晚上九点。", before=listed(1, 1))
        + word("渡船免费。", before=listed(1))
        + word("周一停航。", before=listed(1, 1))
    )
    assert outline(opened(docx(body, numbering=NUMBERING)).blocks) == [
        "第一条渡口开放。",
        "1.1 早上六点。",
        "1.2 晚上九点。",
        "第二条渡船免费。",
        "2.1 周一停航。",
    ]


def test_a_list_goes_on_counting_after_a_paragraph_between() -> None:
    body = (
        word("带伞", before=listed(2))
        + word("带书", before=listed(2))
        + word(BODY)
        + word("带水", before=listed(2))
        + word("带糖", before=listed(3))
    )
    blocks = opened(docx(body, numbering=NUMBERING)).blocks
    assert outline(blocks) == ["1. 带伞 1. 带书", BODY, "1. 带水", "- 带糖"]
    assert [block.start for block in blocks if isinstance(block, ListBlock)] == [1, 3, 1]


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [
        (1, "decimal", "1"),
        (14, "lowerRoman", "xiv"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (20, "ideographDigital", "二〇"),
        (3, "ideographTraditional", "丙"),
        (2, "ideographZodiac", "丑"),
        (5, "decimalEnclosedCircle", "⑤"),
        (12, "decimalFullWidth", "１２"),
        (9, "nobody-knows", "9"),
        (0, "chineseCounting", "0"),
    ],
)
def test_forms_of_numbers(count: int, form: str, written: str) -> None:
    assert numeral(count, form) == written


def test_chinese_numbers_are_as_they_are_said() -> None:
    said = {1: "一", 10: "十", 11: "十一", 20: "二十", 101: "一百零一", 110: "一百一十", 1005: "一千零五"}
    assert {count: chinese(count) for count in said} == said


def test_tables_keep_their_rows_and_spans() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    table = "<w:tbl>" + row(word("名称"), word("数量")) + row(word("渡船"), word("一只")) + "</w:tbl>"
    spanned = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        + word("全部")
        + "</w:tc></w:tr>"
        + row(word("桥"), word("两座"))
        + "</w:tbl>"
    )
    blocks = opened(docx(word(BODY) + table + word(BODY) + spanned)).blocks
    assert outline(blocks)[1::2] == ["名称|数量; 渡船|一只", "全部; 桥|两座"]
    last = blocks[3]
    assert isinstance(last, Table)
    assert last.rows[0][0].columns == 2


def test_notes_stand_at_the_end_and_their_signs_where_they_were() -> None:
    body = (
        "<w:p><w:r><w:t>他会补网</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>。</w:t></w:r></w:p>"
        + word(BODY)
    )
    notes = f'<w:footnote w:id="2">{word("修理渔网。")}</w:footnote>'
    article = opened(docx(body, footnotes=notes))
    assert outline(article.blocks) == ["他会补网[1]。", BODY, "###### 注释", "1. 修理渔网。"]
    assert article.language == "zh"


def test_changes_are_read_as_accepted_and_comments_are_told_of() -> None:
    body = (
        "<w:p><w:r><w:t>河上有</w:t></w:r><w:del w:id='1'><w:r><w:delText>一座</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>两座</w:t></w:r></w:ins><w:r><w:t>桥。</w:t></w:r>"
        "<w:r><w:commentReference w:id='0'/></w:r></w:p>"
    )
    article = opened(docx(body, comments=f'<w:comment w:id="0">{word("数过了吗？")}</w:comment>'))
    assert told(article) == "河上有两座桥。"
    assert [(notice.key, notice.arguments) for notice in article.warnings] == [
        ("load.comments-left", {"count": "1"})
    ]


def test_what_the_converter_does_not_know_is_kept_as_text() -> None:
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>邕</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><w:r><w:t>江水清。</w:t></w:r></w:p>"
    )
    formula = (
        "<w:p><w:r><w:t>面积是</w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>"
        "</m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
        "</m:oMath></w:p>"
    )
    box = (
        "<w:p><w:r><w:t>见右边的框。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
        f"<wps:txbx><w:txbxContent>{word('框里的话。')}</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    field = "<w:p><w:fldSimple w:instr='DATE'><w:r><w:t>三月五日</w:t></w:r></w:fldSimple><w:r><w:t>，晴。</w:t></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{word('填好的话。')}</w:sdtContent></w:sdt>"
    article = opened(docx(ruby + formula + box + field + control))
    assert outline(article.blocks) == [
        "邕江水清。",
        "面积是((a+b)/2)c²",
        "见右边的框。",
        "框里的话。",
        "三月五日，晴。",
        "填好的话。",
    ]
    first = article.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.runs[0] == Run("邕", ruby="yōng")


def test_links_lead_to_the_web_and_pictures_are_within() -> None:
    drawing = (
        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='河上的桥'/><a:graphic><a:graphicData><pic:pic>"
        "<pic:blipFill><a:blip r:embed='one'/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r></w:p>"
    )
    link = "<w:p><w:hyperlink r:id='web'><w:r><w:t>桥的来历</w:t></w:r></w:hyperlink></w:p>"
    data = docx(link + drawing, picture=png(40, 30))
    article = opened(data)
    first = article.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.runs == (Run("桥的来历", link="https://example.org/a"),)
    assert outline(article.blocks)[1] == "[within:word/media/one.png|河上的桥|]"
    assert paint(Source(data=data), "word/media/one.png", 20).full_width == 40
    with pytest.raises(Unreadable):
        paint(Source(data=data), "../../etc/passwd", 20)


def test_what_the_document_says_of_itself() -> None:
    core = (
        "<dc:title>渡口</dc:title><dc:creator>覃怀远</dc:creator><dcterms:created>2024-03-05T00:00:00Z</dcterms:created>"
        "<dcterms:modified>2024-03-06T00:00:00Z</dcterms:modified>"
    )
    article = opened(docx(word(BODY), core=core))
    assert (article.title, article.author) == ("渡口", "覃怀远")
    assert article.published is not None
    assert article.modified is not None
    assert article.published.isoformat() == "2024-03-05T00:00:00+00:00"


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        opened(data)
    for language in ("zh", "en"):
        assert messages(language).text(caught.value.key, **caught.value.arguments) != caught.value.key
    return caught.value.key


def test_what_cannot_be_read_is_refused_with_its_sentence() -> None:
    good = docx(word(BODY))
    assert refusal(good[: len(good) // 2]) == "load.corrupt"
    assert refusal(docx("")) == "load.empty"
    assert refusal(packed({"word/document.xml": "no markup at all"})) == "load.corrupt"
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    assert refusal(compound + "EncryptedPackage".encode("utf-16-le")) == "load.password"
    assert refusal(compound) == "load.office"
    assert refusal(packed({"xl/workbook.xml": "x"})) == "load.office"
    assert refusal(packed({"ppt/presentation.xml": "x"})) == "load.office"
    assert refusal(b"{\\rtf1\\ansi hello}") == "load.office"
    deep = "<w:sdt><w:sdtContent>" * 300 + word(BODY) + "</w:sdtContent></w:sdt>" * 300
    assert refusal(docx(deep)) == "load.too-complex"


def test_entities_and_relations_lead_nowhere() -> None:
    with zipfile.ZipFile(BytesIO(docx("<w:p><w:r><w:t>&out;甲</w:t></w:r></w:p>"))) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    document = files["word/document.xml"]
    assert isinstance(document, bytes)
    prologue = '<!DOCTYPE w:document [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
    files["word/document.xml"] = prologue.encode() + document
    text = told(opened(packed(files)))
    assert "root:" not in text
    assert "甲" in text
    outside = (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link='web'/>"
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    assert outline(opened(docx(word(BODY) + outside)).blocks)[0] == BODY
