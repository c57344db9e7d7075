"""A PDF file tells programs what its text is: language, headings, what belongs together, what is no text."""

import ctypes
import io
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PySide6.QtGui import QColor, QImage

from gxreader.app.pictures import Prepared
from gxreader.export.print_plan import PAPERS, PrintPlan
from gxreader.i18n.messages import messages
from gxreader.model.article import (
    Article,
    Block,
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
)
from gxreader.model.units import Units
from gxreader.qt.main import application
from gxreader.qt.printing import Manner, Printout, write_pdf
from gxreader.qt.render import source_line
from gxreader.theme.typography import full_width_punctuation

ADDRESS = "https://www.example.org/2026/a.html"


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def cell(text: str, *, header: bool = False) -> Cell:
    return Cell((Run(text),) if text else (), header=header)


BLOCKS: tuple[Block, ...] = (
    paragraph("村民们在春天播种。" * 30),
    Heading((Run("第一节 播种"),), 2),
    Paragraph((Run("请看"), Run("这里的说明", link="https://www.example.org/more"), Run("，再来。"))),
    ListBlock(
        (
            ListItem((paragraph("选种"), ListBlock((ListItem((paragraph("玉米"),)),)))),
            ListItem((paragraph("翻地" * 40), paragraph("第二段"))),
        ),
        ordered=True,
    ),
    Quote((paragraph("人勤地不懒。"), paragraph("春种一粒粟。"))),
    Heading((Run("小节"),), 4),
    Table(
        (
            (cell("村", header=True), cell("亩数", header=True), cell("", header=True)),
            *((cell(f"村{number}"), cell("很长的说明，" * 9), cell(str(number))) for number in range(14)),
        ),
        caption=(Run("表一"),),
    ),
    Picture("within:one", alt="一片田", caption=(Run("图一"),)),
    Separator(),
    Code("a = 1\nb = 2"),
    Heading((Run("第二节 收割"),), 2),
    *(paragraph(f"第{number}天，" + "收割机来了。" * 12) for number in range(20)),
)


def article(**facts: object) -> Article:
    facts = {"title": "田里的书", "subtitle": "一年四季", "author": "韦一", "source": "村报", **facts}
    facts = {"language": "zh-CN", "url": ADDRESS, "blocks": BLOCKS, **facts}
    return Article(**facts)  # type: ignore[arg-type]


def green() -> dict[str, Prepared]:
    image = QImage(600, 400, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#228844"))
    return {"within:one": Prepared(image, image.sizeInBytes())}


@cache
def written(plan: PrintPlan, facts: tuple[tuple[str, object], ...]) -> bytes:
    application()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "article.pdf"
        write_pdf(article(**dict(facts)), file, plan, Manner(messages("zh")), green())
        return file.read_bytes()


def printed(tmp_path: Path, plan: PrintPlan | None = None, **facts: object) -> Path:
    file = tmp_path / "article.pdf"
    file.write_bytes(written(plan or PrintPlan(), tuple(facts.items())))
    return file


def squeezed(text: str) -> str:
    return "".join(text.split())


def own_text(file: Path) -> str:
    """The text without what is marked as no text of the article, and without the signs of items."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            kept, depth, left_out = [], 0, 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator in {"BMC", "BDC"}:
                    depth += 1
                    if str(instruction.operands[0]) in {"/Artifact", "/Lbl"}:
                        left_out = depth
                is_left_out = bool(left_out) and operator in {"Tj", "TJ"}
                if operator == "EMC":
                    left_out, depth = (0 if left_out == depth else left_out), depth - 1
                if not is_left_out:
                    kept.append(instruction)
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        data = io.BytesIO()
        pdf.save(data)
    with pypdfium2.PdfDocument(data.getvalue()) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def expected(one: Article, language: str = "zh") -> str:
    """Every unit, and after the head who wrote it; the look of the origin's line is told elsewhere."""
    units = [unit.text for unit in Units(one).all]
    heads = len([text for text in (one.kicker, one.title, one.subtitle) if text])
    return squeezed("".join([*units[:heads], source_line(one, messages(language)), *units[heads:]]))


@pytest.mark.parametrize(
    "plan",
    [
        PrintPlan(points=18),
        PrintPlan(points=36, paper="a5", margins="wide", spacing="wide"),
        PrintPlan(points=20, columns=2),
        PrintPlan(points=32, paper="a3", columns=2, spacing="close"),
    ],
    ids=str,
)
def test_the_text_is_the_articles_to_the_character_and_in_its_order(tmp_path: Path, plan: PrintPlan) -> None:
    file = printed(tmp_path, plan, url="")
    wanted = full_width_punctuation(expected(article(url="")))
    code = squeezed("a = 1\nb = 2")
    found = full_width_punctuation(squeezed(own_text(file)))
    if plan.paper == "a5":  # a row of the table is longer than a page: its cells go on beside each other
        assert Counter(found) == Counter(wanted)
    else:
        assert found == wanted
    assert code in squeezed(own_text(file))


def elements(file: Path) -> Iterator[tuple[str, str]]:
    """The elements of the structure as pdfium reads them, page by page: type and alternative text."""

    def text_of(call, element) -> str:
        size = call(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        call(element, buffer, size)
        return buffer.raw[: max(0, size - 2)].decode("utf-16-le")

    def walk(element) -> Iterator[tuple[str, str]]:
        yield (
            text_of(pdfium.FPDF_StructElement_GetType, element),
            text_of(pdfium.FPDF_StructElement_GetAltText, element),
        )
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                yield from walk(child)

    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                yield from walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))
            pdfium.FPDF_StructTree_Close(tree)


def test_another_program_finds_headings_lists_tables_and_pictures(tmp_path: Path) -> None:
    found = list(elements(printed(tmp_path)))
    kinds = Counter(kind for kind, _words in found)
    assert {"H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "BlockQuote", "Table", "TR", "TH", "TD"} <= set(
        kinds
    )
    assert {"Figure", "Document"} <= set(kinds)
    assert "H4" not in kinds, "no level is skipped"
    assert ("Figure", "一片田") in found


def test_the_whole_tree_has_each_thing_once_and_in_its_place(tmp_path: Path) -> None:
    with pikepdf.open(printed(tmp_path)) as pdf:
        counted: Counter[str] = Counter()
        contents: list[tuple[int, int]] = []
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def walk(element) -> None:
            counted[str(element.S)] += 1
            for kid in element.K:
                if kid.get("/Type") == "/MCR":
                    contents.append((pages[kid.Pg.objgen], int(kid.MCID)))
                elif kid.get("/Type") != "/OBJR":
                    assert kid.P.objgen == element.objgen
                    walk(kid)

        walk(pdf.Root.StructTreeRoot.K[0])
        assert counted["/TR"] == 15
        assert counted["/TH"] == 2
        assert counted["/TD"] == 14 * 3 + 1
        assert counted["/Link"] >= 1
        assert counted["/LI"] == 3
        assert counted["/Figure"] == counted["/Table"] == counted["/BlockQuote"] == 1
        assert contents == sorted(contents), "the tree is read as the pages are"
        assert len(contents) == len(set(contents))
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        for number, page in enumerate(pdf.pages):
            marked = page.Contents.read_bytes().count(b" BDC\n")
            assert [place for place in contents if place[0] == number] == [
                (number, at) for at in range(marked)
            ]
            assert len(parents[int(page.obj.StructParents)]) == marked
            assert page.obj.Tabs == "/S"


def test_marks_are_balanced_and_nothing_is_left_of_them(tmp_path: Path) -> None:
    with pikepdf.open(printed(tmp_path, PrintPlan(columns=2))) as pdf:
        for page in pdf.pages:
            states = begun = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                states += (operator == "q") - (operator == "Q")
                begun += (operator in {"BDC", "BMC"}) - (operator == "EMC")
                assert states >= 0
                assert 0 <= begun <= 1, "everything is marked, and by one mark"
                if operator in {"Tj", "Do"}:
                    assert begun == 1
                assert operator != "re" or float(instruction.operands[0]) > -100_000
            assert states == begun == 0


def test_the_file_says_its_language_title_and_author(tmp_path: Path) -> None:
    with pikepdf.open(printed(tmp_path)) as pdf:
        assert pdf.Root.Lang == "zh-CN"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo["/Title"] == "田里的书"
        with pdf.open_metadata() as facts:
            assert facts["dc:title"] == "田里的书"
            assert facts["dc:creator"] == ["韦一"]
            assert "zh-CN" in facts["dc:language"]


def test_the_outline_has_the_headings_with_their_pages(tmp_path: Path) -> None:
    file = printed(tmp_path)
    with pypdfium2.PdfDocument(file) as document:
        found = [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
        assert [(level, title) for level, title, _page in found] == [
            (0, "田里的书"),
            (1, "第一节 播种"),
            (2, "小节"),
            (1, "第二节 收割"),
        ]
        for _level, title, page in found:
            assert squeezed(title) in squeezed(document[page].get_textpage().get_text_range())


def test_a_link_can_be_pressed_and_is_part_of_the_text(tmp_path: Path) -> None:
    with pikepdf.open(printed(tmp_path)) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        links = [note for note in notes if note.A.URI == "https://www.example.org/more"]
        assert links
        assert all("/StructParent" in note for note in links)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_code_on_the_last_page_leads_to_the_article_and_is_large(tmp_path: Path, paper: str) -> None:
    file = printed(tmp_path, PrintPlan(paper=paper))
    with pypdfium2.PdfDocument(file) as document:
        scale = 3
        picture = document[len(document) - 1].render(scale=scale).to_pil()
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == ADDRESS
        side = (code.position.top_right.x - code.position.top_left.x) / scale / 72 * 25.4
        assert side >= 29.5
        assert "扫一扫" in document[len(document) - 1].get_textpage().get_text_range()
        assert ADDRESS in squeezed(document[len(document) - 1].get_textpage().get_text_range())
        assert not zxingcpp.read_barcodes(document[0].render(scale=scale).to_pil()) or len(document) == 1
        width, height = document[0].get_size()
        assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx(PAPERS[paper], abs=0.5)


def test_without_the_wish_no_code_is_printed_but_the_address_is(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(printed(tmp_path, PrintPlan(code=False))) as document:
        last = document[len(document) - 1]
        assert not zxingcpp.read_barcodes(last.render(scale=3).to_pil())
        assert ADDRESS in squeezed(last.get_textpage().get_text_range())


def test_every_page_says_what_it_is_of(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(printed(tmp_path)) as document:
        assert len(document) > 3
        for number, page in enumerate(document):
            words = page.get_textpage().get_text_range()
            assert f"第 {number + 1} 页，共 {len(document)} 页" in words
            assert "田里的书" in words
            assert number == 0 or "村报" in words
        assert ADDRESS in document[0].get_textpage().get_text_range()


def test_pictures_are_printed_whole_or_not_at_all(tmp_path: Path) -> None:
    for wished in (True, False):
        with pikepdf.open(printed(tmp_path, PrintPlan(pictures=wished))) as pdf:
            images = [page for page in pdf.pages if page.get_images()]
            assert len(images) == (1 if wished else 0)


def test_no_heading_is_the_last_line_of_a_page(tmp_path: Path) -> None:
    blocks = [
        block
        for number in range(60)
        for block in (Heading((Run(f"第{number}节"),)), paragraph("山水。" * (number % 7 * 9 + 4)))
    ]
    file = printed(tmp_path, blocks=tuple(blocks), url="")
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) > 5
        for page in document:
            lines = page.get_textpage().get_text_range().split("\n")
            assert not lines[-2].strip().endswith("节"), lines[-3:]


def test_a_long_article_is_laid_out_in_small_slices() -> None:
    application()
    one = article(blocks=tuple(paragraph("山水。" * 300) for _ in range(40)))
    asked: list[None] = []

    def is_wanted() -> bool:
        asked.append(None)
        return len(asked) < 5

    assert len(Printout(one, PrintPlan(), Manner(messages("zh"))).article.parts) > 10
    assert Printout(one, PrintPlan(), Manner(messages("zh"))).lay_out(is_wanted).page_count == 0
    assert len(asked) == 5, "nobody waits for what is not wanted any more"
