"""What is printed is the article, at the size that was asked for, and its text can be copied from the PDF."""

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from gxreader.errors import OutputError
from gxreader.export.print_plan import PrintPlan
from gxreader.i18n.messages import messages
from gxreader.model.article import Article, Paragraph, Part, Run
from gxreader.model.units import Units
from gxreader.qt.main import application
from gxreader.qt.printing import Manner, write_pdf
from tests.parts import small_article
from tests.seed import seed_path


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed(article: Article, tmp_path: Path, points: int = 20) -> Path:
    application()
    file = tmp_path / "article.pdf"
    write_pdf(article, file, PrintPlan(points=points), Manner(messages("zh")))
    return file


def test_the_text_of_the_pdf_is_the_text_of_the_article(tmp_path: Path) -> None:
    article = small_article(blocks=(*small_article().blocks[:-1], Paragraph((Run("读书——好——事……"),))))
    text = squeezed(text_of(printed(article, tmp_path)))
    for unit in Units(article).all:
        wanted = squeezed(unit.text).translate(str.maketrans(",!:?", "，！：？"))
        assert wanted in text


def test_no_character_of_the_seed_is_replaced_by_a_look_alike(tmp_path: Path) -> None:
    seed = seed_path()
    if seed is None:
        pytest.skip("the seed article is not beside the project")
    from gxreader.load.reference import Kind, Reference
    from tests.parts import load_article

    article = load_article(Reference(Kind.FILE, str(seed)))
    text = text_of(printed(article, tmp_path))
    hanzi = [sign for unit in Units(article).all for sign in unit.text if "\u4e00" <= sign <= "\u9fff"]
    copied = Counter(text)
    assert not {sign: count for sign, count in Counter(hanzi).items() if copied[sign] < count}
    assert not [sign for sign in text if "\u2e80" <= sign <= "\u2fdf"]


def test_larger_print_takes_more_pages_and_every_page_is_numbered(tmp_path: Path) -> None:
    article = small_article(blocks=tuple(Paragraph((Run("山水" * 60),)) for _ in range(20)))
    pages = []
    for points in (18, 36):
        with pypdfium2.PdfDocument(printed(article, tmp_path, points)) as document:
            pages.append(len(document))
            last = document[len(document) - 1].get_textpage().get_text_range()
            assert f"第 {len(document)} 页，共 {len(document)} 页" in last
    assert pages[1] > pages[0] > 1


def test_all_parts_of_a_long_work_are_printed(tmp_path: Path) -> None:
    blocks = tuple(Paragraph((Run(f"第{number}段落。"),)) for number in range(6))
    article = small_article(blocks=blocks, parts=(Part("上", 0, 3), Part("下", 3, 6)))
    text = squeezed(text_of(printed(article, tmp_path)))
    positions = [text.index(f"第{number}段落。") for number in range(6)]
    assert positions == sorted(positions)


def test_printed_letters_are_as_high_as_was_asked(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(printed(small_article(), tmp_path, 24)) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        place = text.index("村")
        left, _bottom, right, _top = page.get_charbox(place, loose=True)
        assert right - left == pytest.approx(24, abs=0.6)


def test_the_page_number_is_large_enough_for_old_eyes(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(printed(small_article(), tmp_path, 18)) as document:
        page = document[0].get_textpage()
        place = page.get_text_range().rindex("页")
        left, _bottom, right, _top = page.get_charbox(place, loose=True)
        assert right - left >= 14 - 0.1


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    application()
    with pytest.raises(OutputError):
        write_pdf(small_article(), tmp_path / "nowhere" / "article.pdf", PrintPlan(), Manner(messages("zh")))
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    application()
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(OutputError):
        write_pdf(small_article(), blocked / "article.pdf", PrintPlan(), Manner(messages("zh")))
