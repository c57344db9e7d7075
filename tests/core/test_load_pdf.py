"""PDF: lines become paragraphs again, in reading order, without what only pages need."""

from __future__ import annotations

import re

import pytest

from gxreader.errors import Unreadable
from gxreader.i18n.messages import messages
from gxreader.load import limits
from gxreader.load.parsing.pictures import paint
from gxreader.load.parsing.source import Source
from gxreader.model.article import Article, Heading, Paragraph, Picture, Table, plain
from gxreader.model.units import Units
from tests.core.documents import Image, Pdf, Text, below, lines, opened, outline, told, width_of

RIVER = "清早的河面上有一层薄雾，渡船靠在岸边，船夫坐在船头补网。他说今年的水比去年清，鱼也多了。"
BRIDGE = "桥修好以后，渡船就不再开了，可是船夫每天还是来河边坐一坐，看看水，也看看过桥的人。"
MILL = (
    "The old mill stands where the river bends, and every autumn the children of the village come to see "
    "the wheel turn. Nobody has ground corn there for sixty years, but the stones are kept clean."
)
LAMP = (
    "When the lamps are lit along the quay the fishermen come home one after another and tie up their boats "
    "under the chestnut trees, talking about the weather and the price of rope."
)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def stacked(*texts: str, x: float = 80, width: float = 430, y: float = 100) -> list[Text]:
    """Paragraphs one beneath the other."""
    placed: list[Text] = []
    for text in texts:
        placed += lines(text, x=x, y=below(placed) if placed else y, width=width)
    return placed


def test_lines_become_paragraphs_by_indents_and_ends() -> None:
    article = opened(Pdf(stacked(RIVER * 3, BRIDGE, RIVER * 2)).data(), name="河")
    assert outline(article.blocks) == [RIVER * 3, BRIDGE, RIVER * 2]
    assert (article.title, article.language) == ("河", "zh")


def test_english_lines_are_joined_with_spaces_and_broken_words_made_whole() -> None:
    page = [
        Text(80, 100, "The lamplighter walked slowly because the even-"),
        Text(80, 116, "ing was warm, and his well-known song went on be-"),
        Text(80, 132, "fore him. It was a well-"),
        Text(80, 148, "known song indeed, and nobody minded it at all now"),
    ]
    assert outline(opened(Pdf(page).data()).blocks) == [
        (
            "The lamplighter walked slowly because the evening was warm, and his well-known song went on "
            "before him. It was a well-known song indeed, and nobody minded it at all now"
        )
    ]


def test_paragraphs_without_indent_are_told_apart_by_their_gap() -> None:
    first = lines(MILL, indent=0)
    second = lines(LAMP, indent=0, y=below(first, 2.6))
    assert outline(opened(Pdf([*first, *second]).data()).blocks) == [MILL, LAMP]


@pytest.mark.parametrize("across", [False, True])
def test_two_columns_are_read_one_after_the_other(across: bool) -> None:
    left = stacked(MILL, LAMP, MILL, x=60, width=220)
    right = stacked(LAMP, MILL, x=312, width=220)
    title = [Text(150, 60, "Along the Quiet River", 20)]
    columns = sorted([*left, *right], key=lambda text: text.y) if across else [*left, *right]
    article = opened(Pdf([*title, *columns]).data())
    assert article.title == "Along the Quiet River"
    assert outline(article.blocks) == [MILL, LAMP, MILL, LAMP, MILL]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    whole = lines(RIVER * 12, width=430)
    cut = 6
    first = whole[:cut]
    second = [Text(text.x, text.y - whole[cut].y + 100, text.text) for text in whole[cut:]]
    assert outline(opened(Pdf(first, second).data()).blocks) == [RIVER * 12]


def book(pages: int) -> Pdf:
    """Pages with a running head, a foot with the page's number, and a watermark."""
    return Pdf(
        *(
            [
                Text(220, 50, "河边旧事（试读）", 9),
                *stacked(f"第{n}页的开头。{RIVER}", BRIDGE * 2),
                Text(280, 800, f"— {n} —", 9),
                Text(200, 500, "样书", 60, angle=45),
            ]
            for n in range(1, pages + 1)
        )
    )


def test_what_stands_on_every_page_is_left_out_and_nothing_else() -> None:
    article = opened(book(5).data())
    assert outline(article.blocks) == [
        text for n in range(1, 6) for text in (f"第{n}页的开头。{RIVER}", BRIDGE * 2)
    ]


def test_figures_at_the_edge_of_pages_are_no_page_numbers() -> None:
    amounts = [311, 47, 2080, 5]
    pages = [[*stacked(RIVER * 2), Text(80, 700, f"合计 {amount}")] for amount in amounts]
    text = told(opened(Pdf(*pages).data()))
    assert all(f"合计 {amount}" in text for amount in amounts)


def test_a_text_that_runs_aside_is_kept_if_it_stands_once() -> None:
    page = [*stacked(RIVER * 3), Text(560, 300, "装订线内不要答题", angle=90)]
    assert outline(opened(Pdf(page).data()).blocks) == [RIVER * 3, "装订线内不要答题"]


def test_headings_by_size_weight_and_number() -> None:
    placed = [Text(200, 60, "河边的一年", 20)]
    expected: list[str] = []
    y = 110.0
    for text, size, bold in (
        ("春天", 15, False),
        ("一、开河", 10.5, False),
        ("（二）修船", 10.5, False),
        ("水边的人", 10.5, True),
    ):
        placed.append(Text(80, y, text, size, bold=bold))
        body = lines(RIVER * 2, y=y + 24)
        placed += body
        y = below(body, 2.2)
        expected += [text, RIVER * 2]
    article = opened(Pdf(placed).data())
    assert article.title == "河边的一年"
    assert outline(article.blocks) == [
        "## 春天",
        RIVER * 2,
        "## 一、开河",
        RIVER * 2,
        "### （二）修船",
        RIVER * 2,
        "### 水边的人",
        RIVER * 2,
    ]


def test_the_outline_names_headings_and_parts() -> None:
    pages = [
        [*([] if page else [Text(80, 80, f"{name}的河")]), *stacked(*([RIVER * 5] * 5), y=110)]
        for name in "春夏秋冬"
        for page in range(30)
    ]
    pdf = Pdf(*pages)
    for number, name in enumerate("春夏秋冬"):
        pdf.mark(f"{name}的河", 30 * number)
    article = opened(pdf.data())
    assert article.title == "春的河"
    named = [part.title for part in article.parts if part.title]
    assert named == ["春的河", "夏的河", "秋的河", "冬的河"]
    first = article.blocks[next(part.start for part in article.parts if part.title == "夏的河")]
    assert isinstance(first, Heading)
    assert (plain(first.runs), first.level) == ("夏的河", 1)


class Told:
    def __init__(self) -> None:
        self.begun: list[Article] = []
        self.steps: list[tuple[int, int]] = []

    def beginning(self, article: Article) -> None:
        self.begun.append(article)

    def progress(self, done: int, total: int) -> None:
        self.steps.append((done, total))


def test_a_long_work_can_be_begun_before_its_end_is_read() -> None:
    pages = [stacked(*(f"第{n}页第{k}段。{RIVER * 2}" for k in range(14))) for n in range(60)]
    report = Told()
    article = opened(Pdf(*pages).data(), report=report)
    (begun,) = report.begun
    assert begun.blocks
    assert article.blocks[: len(begun.blocks)] == begun.blocks
    assert article.parts[: len(begun.parts)] == begun.parts
    assert report.steps[-1] == (60, 60)
    assert squeezed(told(article)) == squeezed("".join(text.text for page in pages for text in page))


def test_bullets_are_lists_and_rows_of_cells_are_tables() -> None:
    placed: list[Text | Image] = [*stacked(RIVER * 2)]
    y = 180.0
    for item in ("带上伞", "带上书", "早点出门"):
        placed.append(Text(90, y, f"• {item}"))
        y += 16
    y += 30
    for row in (("名称", "数量", "说明"), ("渡船", "一只", "停在岸边"), ("桥", "两座", "一座新，一座旧")):
        placed += [Text(x, y, cell) for x, cell in zip((80, 220, 360), row, strict=True)]
        y += 18
    article = opened(Pdf(placed).data())
    assert outline(article.blocks)[1] == "- 带上伞 - 带上书 - 早点出门"
    assert isinstance(article.blocks[2], Table)
    assert outline(article.blocks)[2] == "名称|数量|说明; 渡船|一只|停在岸边; 桥|两座|一座新，一座旧"


def test_pictures_have_their_place_their_caption_and_can_be_painted() -> None:
    above, beneath = stacked(RIVER * 2), stacked(BRIDGE * 2, y=420)
    data = Pdf([*above, Image(120, 200, 300, 150), Text(200, 370, "图1 河上的桥", 9), *beneath]).data()
    article = opened(data)
    picture = article.blocks[1]
    assert isinstance(picture, Picture)
    assert plain(picture.caption) == "图1 河上的桥"
    assert outline(article.blocks)[::2] == [RIVER * 2, BRIDGE * 2]
    bitmap = paint(Source(data=data), picture.url.removeprefix("within:"), 100)
    assert len(bitmap.pixels) == 4 * bitmap.width * bitmap.height
    for name in ("9/0", "0/9", "../secret", ""):
        with pytest.raises(Unreadable):
            paint(Source(data=data), name or "/", 100)


def test_title_author_and_times_as_far_as_they_make_sense() -> None:
    text = stacked(RIVER)
    good = opened(
        Pdf(
            text, Title="渡口", Author="覃怀远", CreationDate="D:20240305080000+08'00'", Keywords="河, 桥"
        ).data(),
        name="f",
    )
    assert (good.title, good.author, good.keywords) == ("渡口", "覃怀远", ("河", "桥"))
    assert good.published is not None
    assert good.published.isoformat() == "2024-03-05T08:00:00+08:00"
    bad = opened(
        Pdf(text, Title="Microsoft Word - 新建文档.doc", Author="Administrator").data(), name="渡口的事"
    )
    assert (bad.title, bad.author) == ("渡口的事", "")


def test_radicals_and_ligatures_become_the_letters_they_mean() -> None:
    page = [Text(80, 100, "⻢⼭的⻔前有⼀条⻰⾈，写着 of\ufb01ce 和 \ufb02oor。")]
    assert outline(opened(Pdf(page).data()).blocks) == ["马山的门前有一条龙舟，写着 office 和 floor。"]


def test_text_in_columns_from_right_to_left_is_read_downwards() -> None:
    words = [
        "清早的河面上有一层薄雾渡船靠在岸边船夫坐在船头补网",
        "他说今年的水比去年清鱼也多了桥修好以后渡船就不再开",
    ]
    page = [Text(400 - 20 * number, 100, word, 12, downwards=True) for number, word in enumerate(words)]
    assert squeezed(told(opened(Pdf(page).data(), name="n"))).removeprefix("n") == "".join(words)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_reads_as_an_upright_one(rotate: int) -> None:
    pdf = Pdf(stacked(RIVER * 3, BRIDGE))
    pdf.rotate = rotate
    assert outline(opened(pdf.data()).blocks) == [RIVER * 3, BRIDGE]


def test_notes_at_the_foot_do_not_stand_in_the_middle_of_a_paragraph() -> None:
    whole = lines(RIVER * 8)
    first, rest = whole[:5], whole[5:]
    moved = [Text(text.x, text.y - rest[0].y + 100, text.text) for text in rest]
    note = [Text(80, 700, "① 补网：修理渔网。", 8)]
    assert outline(opened(Pdf([*first, *note], moved).data()).blocks) == [RIVER * 8, "① 补网：修理渔网。"]


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        opened(data)
    for language in ("zh", "en"):
        assert messages(language).text(caught.value.key, **caught.value.arguments) != caught.value.key
    return caught.value.key


def test_what_cannot_be_read_is_refused_with_its_sentence() -> None:
    scan = [Image(0, 0, 595, 842)]
    assert refusal(Pdf(scan, scan).data()) == "load.scanned"
    assert refusal(Pdf([]).data()) == "load.empty"
    assert refusal(Pdf(stacked(RIVER)).data()[:400]) == "load.corrupt"
    assert refusal(b"%PDF-1.4 nothing of the kind") == "load.corrupt"
    assert (
        refusal(Pdf([Text(80, 100, "\ue012\ue013\ue014\ue015\ue016\ue017\ue018\ue019\ue020")]).data())
        == "load.garbled"
    )
    locked = Pdf(stacked(RIVER)).data(
        encrypt=f"/ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -1 "
        f"/O <{'11' * 32}> /U <{'22' * 32}> >>"
    )
    assert refusal(locked) == "load.password"
    foreign = Pdf(stacked(RIVER)).data(
        encrypt=f"/ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << /Filter /Other /V 9 >>"
    )
    assert refusal(foreign) == "load.drm"


def test_a_page_that_is_a_picture_among_others_is_told_of() -> None:
    article = opened(Pdf(stacked(RIVER * 3), [Image(0, 0, 595, 842)], stacked(BRIDGE)).data())
    assert [(notice.key, notice.arguments) for notice in article.warnings] == [
        ("load.pages-scanned", {"count": "1"})
    ]


def test_a_file_that_claims_more_pages_than_it_has_is_read_as_far_as_it_goes() -> None:
    data = Pdf(stacked(RIVER * 3)).data().replace(b"/Count 1 ", b"/Count 9999 ")
    article = opened(data)
    assert RIVER in told(article)
    assert [notice.key for notice in article.warnings] == ["load.pages-damaged"]


def test_an_outline_that_goes_round_in_circles_comes_to_an_end() -> None:
    pdf = Pdf(stacked(RIVER * 3), stacked(BRIDGE * 3))
    data = pdf.mark("甲", 0).mark("乙", 1).data()
    first = re.search(rb"(\d+) 0 obj\n<< /Title", data)
    assert first
    looped = data.replace(b"/Title", b"/First " + first[1] + b" 0 R /Title")
    assert RIVER in told(opened(looped))


def test_bytes_before_the_header_do_not_matter() -> None:
    assert RIVER in told(opened(b"\r\n\0junk\r\n" + Pdf(stacked(RIVER)).data()))


def test_the_limits_of_a_page_hold() -> None:
    page = [Text(10, 10 + n % 800, "字" * 50, 1) for n in range(100)]
    article = opened(Pdf(page).data())
    assert len(told(article)) >= 5000
    assert all(
        len(plain(block.runs)) <= limits.PARAGRAPH_CHARACTERS
        for block in article.blocks
        if isinstance(block, Paragraph)
    )


def test_a_page_of_ten_thousand_rows_is_read() -> None:
    page = [Text(10 + n % 3, 10 + n / 13, f"第{n}行的字", 1) for n in range(10_000)]
    text = told(opened(Pdf(page).data()))
    assert [n for n in range(10_000) if f"第{n}行" not in text] == []


def test_widths_are_as_the_tests_think() -> None:
    assert width_of("ab字", 10) == 20


def test_the_printed_numbers_of_pages_are_kept() -> None:
    title = Text(80, 100, "渡口旧事", size=24)
    pages = [[title, *stacked(RIVER * 2, y=160)], stacked(BRIDGE * 2), stacked(RIVER), stacked(BRIDGE)]
    file = Pdf(*pages)
    file.labels = "/PageLabels << /Nums [0 << /S /r /St 3 >> 2 << /S /D /P (A-) /St 7 >>] >>"
    units = Units(opened(file.data()))
    found = [(mark.number, units[mark.place.block].text[:4]) for mark in units.pages]
    assert [number for number, _text in found] == ["iii", "iv", "A-7", "A-8"]
    assert found[1:] == [("iv", BRIDGE[:4]), ("A-7", RIVER[:4]), ("A-8", BRIDGE[:4])]
    assert Units(opened(Pdf(*pages).data())).pages == ()


def test_a_page_within_a_paragraph_begins_with_the_next_one() -> None:
    first = [Text(80, 700 + 16 * number, "河水清清慢慢地流过老渡口旁边的石阶" * 2) for number in range(4)]
    second = [Text(80, 100, "河水清清，"), *stacked(BRIDGE, y=140)]
    file = Pdf(first, second)
    file.labels = "/PageLabels << /Nums [0 << /S /D /St 21 >>] >>"
    units = Units(opened(file.data()))
    assert [mark.number for mark in units.pages] == ["21", "22"]
    assert "\n" not in units[units.pages[0].place.block].text
