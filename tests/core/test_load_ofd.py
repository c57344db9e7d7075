"""OFD files: text objects become lines and paragraphs; templates, notes, pictures, several documents."""

from __future__ import annotations

import io
import zipfile

import pytest

from gxreader.errors import Unreadable
from gxreader.i18n.messages import messages
from gxreader.load.formats.ofd_page import steps
from gxreader.load.parsing.pictures import paint
from gxreader.load.parsing.source import Source
from gxreader.model.article import Picture
from tests.core.documents import ofd, ofd_text, opened, outline, packed, png, told

RIVER = "清早的河面上有一层薄雾，渡船靠在岸边，船夫坐在船头补网。他说今年的水比去年清，鱼也多了。"
BRIDGE = "桥修好以后，渡船就不再开了，可是船夫每天还是来河边坐一坐，看看水，也看看过桥的人。"
_EM = 3.7


def paragraph(text: str, y: float) -> tuple[str, float]:
    """Text set in lines of forty, the first indented by two."""
    first, rest = text[:38], text[38:]
    rows = [first, *(rest[start : start + 40] for start in range(0, len(rest), 40))]
    made = ""
    for number, row in enumerate(rows):
        if row:
            made += ofd_text(30 + (0 if number else 2 * _EM), y, row)
            y += 6.5
    return made, y


def page(*texts: str, y: float = 40) -> str:
    made = ""
    for text in texts:
        lines, y = paragraph(text, y)
        made += lines
    return made


def test_text_objects_become_paragraphs_and_the_title_is_found() -> None:
    title = ofd_text(70, 25, "关于开放渡口的通知", size=7.5)
    article = opened(ofd(title + page(RIVER * 3, BRIDGE * 2)))
    assert article.title == "关于开放渡口的通知"
    assert outline(article.blocks) == [RIVER * 3, BRIDGE * 2]


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("g 3 2.5", 10, [2.5, 2.5, 2.5]),
        ("1 g 2 3 4", 10, [1, 3, 3, 4]),
        ("g 999999999 1", 5, [1, 1, 1, 1, 1]),
        ("g 2", 5, [2]),
        ("", 5, []),
        (None, 5, []),
        ("x 1", 5, [1]),
        ("g -3 1 7", 5, [7]),
    ],
)
def test_steps_between_characters(text: str | None, most: int, expected: list[float]) -> None:
    assert steps(text, most) == expected


def test_a_gap_within_a_text_object_is_a_space_or_a_cell() -> None:
    row = ofd_text(30, 60, "名称数量", steps=f'DeltaX="{_EM} 40 {_EM}"')
    assert "名称 数量" in told(opened(ofd(page(RIVER) + row)))


def test_templates_and_their_place_and_a_matrix() -> None:
    template = '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>'
    content = (
        '<ofd:Template TemplateID="t"/><ofd:Content><ofd:Layer><ofd:PageBlock>'
        + page(RIVER * 2)
        + "</ofd:PageBlock>"
        + ofd_text(0, 1, "放大的字", size=1, more='CTM="5 0 0 5 60 100"')
        + "</ofd:Layer></ofd:Content>"
    )
    article = opened(_with_template(content, template))
    assert "表单的标题" in told(article)
    assert RIVER * 2 in told(article)
    assert "放大的字" in told(article)


def _with_template(content: str, template: str) -> bytes:
    files = _files(ofd(content))
    return packed(files | {"Doc_0/Tpls/Tpl.xml": template.format(ofd_text(80, 20, "表单的标题")).encode()})


def _files(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_bold_fonts_and_numbers_make_headings() -> None:
    head = ofd_text(30, 40, "水边的人", more="").replace('Font="1"', 'Font="2"')
    first, y = paragraph(RIVER * 2, 50)
    numbered = ofd_text(30, y, "一、开河")
    second, _ = paragraph(BRIDGE * 2, y + 6.5)
    blocks = opened(ofd(head + first + numbered + second), name="河").blocks
    assert outline(blocks)[-2:] == ["## 一、开河", BRIDGE * 2]


def test_what_every_page_repeats_is_left_out() -> None:
    pages = [
        ofd_text(90, 15, "河边旧事")
        + page(f"第{n}页。{RIVER}", BRIDGE, y=40)
        + ofd_text(100, 285, f"- {n} -")
        for n in range(1, 6)
    ]
    assert outline(opened(ofd(*pages)).blocks) == [
        text for n in range(1, 6) for text in (f"第{n}页。{RIVER}", BRIDGE)
    ]


def test_a_text_written_downwards_is_one_label() -> None:
    label = ofd_text(10, 200, "购买方", steps='DeltaY="g 2 5" DeltaX="g 2 0"')
    assert "购买方" in outline(opened(ofd(page(RIVER * 2, BRIDGE) + label)).blocks)


def test_notes_are_read_and_watermarks_are_not() -> None:
    files = _files(ofd(page(RIVER), document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"))
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    note = '<ofd:Annot Type="{}"><ofd:Appearance Boundary="20 200 100 20">{}</ofd:Appearance></ofd:Annot>'
    files["Doc_0/Annots/Annotations.xml"] = (
        f'<ofd:Annotations {space}><ofd:Page PageID="p0"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    )
    files["Doc_0/Annots/Page_0/Annotation.xml"] = (
        f"<ofd:PageAnnot {space}>"
        + note.format("Watermark", ofd_text(0, 5, "样张"))
        + note.format("Stamp", ofd_text(0, 5, "已收到"))
        + "</ofd:PageAnnot>"
    )
    text = told(opened(packed(files)))
    assert "已收到" in text
    assert "样张" not in text


def test_pictures_are_within_the_file() -> None:
    image = '<ofd:ImageObject ID="9" Boundary="40 100 90 60" ResourceID="7"/>'
    resources = '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    files = _files(ofd(page(RIVER * 2) + image + page(BRIDGE * 2, y=180), resources=resources))
    data = packed(files | {"Doc_0/Res/a.png": png(90, 60)})
    article = opened(data)
    picture = next(block for block in article.blocks if isinstance(block, Picture))
    assert picture.url == "within:Doc_0/Res/a.png"
    assert outline(article.blocks)[::2] == [RIVER * 2, BRIDGE * 2]
    assert paint(Source(data=data), "Doc_0/Res/a.png", 30).full_width == 90
    outside = resources.replace("a.png", "../../../etc/passwd")
    assert not any(
        isinstance(block, Picture) for block in opened(ofd(page(RIVER * 2) + image, resources=outside)).blocks
    )


def test_several_documents_the_outline_and_what_the_file_says_of_itself() -> None:
    info = "<ofd:Title>渡口</ofd:Title><ofd:Author>覃怀远</ofd:Author><ofd:CreationDate>2024-03-05</ofd:CreationDate>"
    outlined = (
        '<ofd:Outlines><ofd:OutlineElem Title="春"><ofd:Actions><ofd:Action><ofd:Goto><ofd:Dest Type="XYZ" PageID="p1"/>'
        "</ofd:Goto></ofd:Action></ofd:Actions></ofd:OutlineElem></ofd:Outlines>"
    )
    files = _files(ofd(page(RIVER), ofd_text(30, 30, "春") + page(BRIDGE), info=info, document=outlined))
    second = _files(ofd(page("另一份文件的话，说得很短。")))
    for name, data in second.items():
        if name.startswith("Doc_0/"):
            files[name.replace("Doc_0", "Doc_1")] = data
    root = files["OFD.xml"]
    assert isinstance(root, bytes)
    files["OFD.xml"] = root.replace(
        b"</ofd:OFD>", b"<ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    article = opened(packed(files))
    assert (article.title, article.author) == ("渡口", "覃怀远")
    assert outline(article.blocks) == [RIVER, "# 春", BRIDGE, "另一份文件的话，说得很短。"]


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        opened(data)
    for language in ("zh", "en"):
        assert messages(language).text(caught.value.key, **caught.value.arguments) != caught.value.key
    return caught.value.key


def test_what_cannot_be_read_is_refused_with_its_sentence() -> None:
    good = ofd(page(RIVER))
    assert refusal(good[: len(good) // 2]) == "load.corrupt"
    assert refusal(packed({"OFD.xml": "<ofd/>"})) == "load.corrupt"
    assert refusal(packed({"OFD.xml": "\x00\x01"})) == "load.corrupt"
    assert refusal(packed(_files(good) | {"Encryptions.xml": "<x/>"})) == "load.password"
    assert refusal(ofd("")) == "load.empty"
    image = '<ofd:ImageObject ID="9" Boundary="0 0 210 297" ResourceID="7"/>'
    resources = '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    scan = packed(_files(ofd(image, resources=resources)) | {"Doc_0/Res/a.png": png()})
    assert refusal(scan) == "load.scanned"


def test_a_damaged_page_is_told_of_and_the_others_are_read() -> None:
    files = _files(ofd(page(RIVER), page(BRIDGE)))
    files["Doc_0/Pages/Page_0/Content.xml"] = "no markup"
    article = opened(packed(files))
    assert outline(article.blocks) == [BRIDGE]
    assert [notice.key for notice in article.warnings] == ["load.pages-damaged"]


def test_entities_lead_nowhere() -> None:
    files = _files(ofd(ofd_text(30, 40, "&out;甲乙丙丁")))
    content = files["Doc_0/Pages/Page_0/Content.xml"]
    assert isinstance(content, bytes)
    files["Doc_0/Pages/Page_0/Content.xml"] = (
        b'<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>' + content
    )
    text = told(opened(packed(files)))
    assert "甲乙丙丁" in text
    assert "root:" not in text


def test_drawings_within_drawings_come_to_an_end() -> None:
    inner = '<ofd:CompositeObject ID="1" Boundary="0 0 9 9" ResourceID="8"/>' * 10
    resources = f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="8">{inner}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>'
    assert refusal(ofd(page(RIVER) + inner, resources=resources)) == "load.corrupt"
