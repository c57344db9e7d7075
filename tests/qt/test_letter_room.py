"""Room where scripts meet, less between two signs; text, places and copies stay what they are."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.model.article import Article, Cell, Code, Heading, Paragraph, Run, Table
from gxreader.model.locator import Locator
from gxreader.settings import schema
from gxreader.theme.lettering import Lettering
from gxreader.theme.typography import where_scripts_meet, where_signs_meet

TEXT = "从2026年起用Wi-Fi，𠮷祥说：“好（真好）！”《春江》（节选）看GDP"
ARTICLE = Article(
    title="数字",
    language="zh",
    blocks=(
        Paragraph((Run(TEXT[:4]), Run(TEXT[4:9], strong=True, ruby="nián"), Run(TEXT[9:]))),
        Heading((Run("A栏：\n第2次"),)),
        Code("x甲 = '，。'"),
        *(Paragraph((Run(f"第{number}段，到了30里外。" * 5),)) for number in range(20)),
    ),
)


def advances(view, unit: int, length: int) -> list[float]:
    """How far each sign of a unit is from the next; only where both stand on one line."""
    found = []
    for number in range(length):
        start, end = view.span(Locator(unit, number, number + 1))
        block = view.document().findBlock(start)
        line = block.layout().lineForTextPosition(start - block.position())
        left, right = (line.cursorToX(place - block.position())[0] for place in (start, end))
        found.append(right - left)
    return found


def with_fine(window, fine: bool):
    window.reader.settings.set(schema.FINE_SPACING, fine)
    window.refresh()
    QApplication.processEvents()
    return window.view


def test_places_are_found_where_scripts_and_signs_meet() -> None:
    assert where_scripts_meet("从2026年a甲 b乙，c") == [0, 4, 5, 6, 9]
    assert where_scripts_meet("甲 b") == []
    assert where_scripts_meet("abc 123") == []
    assert where_scripts_meet("甲a") == [0]
    assert where_signs_meet("说：“好（真好）！”《春江》（节选）") == [1, 7, 8, 9, 13]
    assert where_signs_meet("（好）") == []


@pytest.mark.parametrize("size", [24, 72])
def test_room_is_an_eighth_where_scripts_meet_and_half_a_sign_less_between_signs(
    open_window, size: int
) -> None:
    window = open_window(ARTICLE, text_size=size)
    plain = advances(with_fine(window, False), 1, len(TEXT))
    fine = advances(with_fine(window, True), 1, len(TEXT))
    scripts, signs = where_scripts_meet(TEXT), where_signs_meet(TEXT)
    assert len(scripts) >= 4
    assert len(signs) > 3
    for number, (before, after) in enumerate(zip(plain, fine, strict=True)):
        if before <= 0 or after <= 0:
            continue  # the last of a line
        room = round(size / 8) if number in scripts else -round(size / 2) if number in signs else 0
        assert after - before == pytest.approx(room, abs=1), (number, TEXT[number])


def test_what_is_in_the_document_stays_as_it_is(open_window) -> None:
    window = open_window(ARTICLE)
    coarse = with_fine(window, False)
    text, spans = coarse.toPlainText(), [coarse.span(Locator(1, at, at + 1)) for at in range(len(TEXT))]
    view = with_fine(window, True)
    assert view.toPlainText() == text
    assert [view.span(Locator(1, at, at + 1)) for at in range(len(TEXT))] == spans
    view.setTextCursor(view.cursor_for(Locator(1, 0, 9)))
    perform(window.reader, "copy")
    assert QGuiApplication.clipboard().text().replace("(nián)", "") == TEXT[:9]


def test_code_is_left_alone_and_a_heading_is_set_by_its_own_sizes(open_window) -> None:
    view = with_fine(open_window(ARTICLE, text_size=30), True)
    formats = {}
    block = view.document().begin()
    while block.isValid():
        formats[block.text()] = [
            (one.start, one.format.fontLetterSpacing()) for one in block.layout().formats()
        ]
        block = block.next()
    assert formats["x甲 = '，。'"] == []
    assert formats["A栏：\u2028第2次"] == [(0, 4), (4, 4)]  # the last one is of two signs


def test_letters_that_stand_apart_stay_apart_there(open_window) -> None:
    window = open_window(ARTICLE, text_size=30)
    window.reader.settings.set(schema.LETTER_SPACING, "widest")
    view = with_fine(window, True)
    block = view.document().lastBlock()
    spacings = [one.format.fontLetterSpacing() for one in block.layout().formats()]
    assert spacings
    assert all(one == pytest.approx(30 / 8 + 30 * 0.12, abs=0.5) for one in spacings)


def test_it_is_a_choice_and_keeps_the_place(open_window) -> None:
    window = open_window(ARTICLE)
    window.view.scroll_to(Locator(12))
    for command_id in ("fine-spacing", "full-width"):
        perform(window.reader, command_id)
        window.refresh()
        QApplication.processEvents()
        assert window.view.first_visible_place().block == 12
        perform(window.reader, "undo")
    assert window.reader.appearance.lettering == Lettering()
    assert window.reader.settings.get(schema.FULL_WIDTH_PUNCTUATION)


def test_a_face_with_narrow_quotes_is_left_as_it_is(open_window) -> None:
    article = Article(
        title="Rain", language="en", blocks=(Paragraph((Run("He said: “‘Rain’”, she 说：“好”。"),)),)
    )
    view = with_fine(open_window(article, language="en"), True)
    block = view.document().lastBlock()
    half = [one.start for one in block.layout().formats() if one.format.fontLetterSpacing() < 0]
    assert half == [block.text().index("：")]


def test_every_cell_of_a_table_has_the_room_of_its_own_words(open_window) -> None:
    words = (("甲1", "无", "，。"), ("乙丙22丁", "三（“四”）", "末5"))
    rows = tuple(
        tuple(
            Cell((Run(text),), columns=2 if text == "无" else 1, rows=2 if text == "甲1" else 1)
            for text in row
        )
        for row in words
    )
    view = with_fine(open_window(Article(title="表", language="zh", blocks=(Table(rows),))), True)
    block = view.document().begin()
    found = {}
    while block.isValid():
        found[block.text()] = [(one.start, one.length) for one in block.layout().formats()]
        block = block.next()
    expected = {
        "甲1": [(0, 1)],
        "无": [],
        "乙丙22丁": [(1, 1), (3, 1)],
        "三（“四”）": [(1, 1), (4, 1)],
        "末5": [(0, 1)],
    }
    assert {text: found[text] for text in expected} == expected
