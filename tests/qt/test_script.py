"""Simplified and traditional characters on the screen: places, marks, copies, and the place that is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QRawFont, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.scripted import scripted
from gxreader.export.print_plan import PrintPlan
from gxreader.han.writing import TRADITIONAL, shown
from gxreader.i18n.messages import messages
from gxreader.model.article import Heading, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.main import application
from gxreader.qt.printing import Manner, write_pdf
from gxreader.qt.render import render
from gxreader.qt.script_sheet import ScriptSheet
from gxreader.settings import schema
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import ELDERLY
from tests.architecture import catalogue, guards
from tests.parts import small_article
from tests.qt.conftest import built_of

SOURCE = "他用博客介绍打印机,又说互联网很好。"  # 部落格, 印表機, 網際網路 in Taiwan: 2:3, 3:3, 3:4
LONG = tuple(Paragraph((Run(f"第{number}段,{SOURCE}" * 6),)) for number in range(30))
ARTICLE = small_article(
    title="头发长了",
    source="图书馆",
    language="zh-CN",
    blocks=(Paragraph((Run(SOURCE),)), Heading((Run("出发去理发"),)), *LONG),
)
UNIT = 2  # of the sentence: title and subtitle come before


def place_of(words, unit=UNIT, text=SOURCE):
    start = text.index(words)
    return Locator(unit, start, start + len(words))


def written(window, script):
    window.reader.writing.choose(script)
    window.refresh()
    QApplication.processEvents()
    return window.view


def words_at(view, place):
    cursor = view.cursor_for(place)
    assert cursor is not None
    return cursor.selectedText()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("博客", "部落格"),
        ("打印机", "印表機"),
        ("互联网", "網際網路"),
        ("很好", "很好"),
        ("他", "他"),
        ("。", "。"),
    ],
)
def test_marks_stand_on_the_words_that_are_meant(open_window, words, expected):
    view = written(open_window(ARTICLE), "taiwan")
    assert words_at(view, place_of(words)) == expected
    span = view.span(place_of(words))
    assert view.place_of(span[0]) == place_of(words).point()


def test_a_word_that_is_partly_bold_keeps_its_places():
    application()
    runs = (Run("他用博"), Run("客介绍互", strong=True), Run("联网。"))
    units, document = Units(small_article(language="zh", blocks=(Paragraph(runs),))), QTextDocument()
    look = Look(SCHEMES["paper"], ELDERLY, 30, script="taiwan")
    shown("头发", "taiwan")
    places = render(document, units, 0, look, messages("zh")).places
    text = units[UNIT].text
    start, end = places.span(Locator(UNIT, 0, len(text)))
    assert document.toPlainText()[start:end] == "他用部落格介紹網際網路。"
    for words, expected in (("博客", "部落格"), ("互联网", "網際網路"), ("介绍", "介紹"), ("。", "。")):
        first, last = places.span(place_of(words, text=text))
        assert document.toPlainText()[first:last] == expected


def test_a_click_chooses_the_place_in_the_source(open_window, qtbot):
    view = written(open_window(ARTICLE), "taiwan")
    cursor = view.cursor_for(place_of("很好"))
    cursor.setPosition(cursor.selectionStart())
    point = view.cursorRect(cursor).center()
    point.setX(point.x() + 8)
    with qtbot.waitSignal(view.place_chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert chosen.args[0] == place_of("很好").point()


def test_what_is_copied_is_what_is_seen_and_read_is_what_was_written(open_window):
    window = open_window(ARTICLE)
    view = written(window, "taiwan")
    view.setTextCursor(view.cursor_for(place_of("博客介绍")))
    first, last = view.selection()
    assert (first.start, last.end) == (2, 6)
    perform(window.reader, "copy")
    assert QGuiApplication.clipboard().text() == "部落格介紹"
    perform(window.reader, "read-selection")
    assert window.reader.listening.sentence.text.startswith("博客介绍")


def test_search_finds_both_and_marks_the_words(open_window):
    window = open_window(ARTICLE)
    view = written(window, "taiwan")
    for wanted, expected in (("互联网", "網際網路"), ("打印機", "印表機"), ("部落格", "部落格")):
        window.reader.finding.find(wanted)
        assert words_at(view, window.reader.finding.hits[0]) == expected


@pytest.mark.parametrize("mode", ["standard", "elderly"])
def test_all_around_the_article_follows(open_window, mode):
    window = open_window(ARTICLE, mode=mode)
    written(window, "traditional")
    assert window.windowTitle().startswith("頭髮長了")
    assert "圖書館" in window.view.toPlainText()
    if mode == "standard":
        assert "出發去理髮" in [key.text() for key in window.frame.findChildren(Key)]
    written(window, "simplified")
    assert window.windowTitle().startswith("头发长了")


def test_the_caption_shows_the_same_and_marks_the_word(open_window):
    window = open_window(ARTICLE)
    window.reader.settings.set(schema.BIG_CAPTION, True)
    written(window, "taiwan")
    window.reader.listening.read_from(Locator(UNIT))
    QApplication.processEvents()
    caption = window.frame.caption.words
    assert caption.text == "他用部落格介紹印表機，又說網際網路很好。"
    caption._word_changed(place_of("互联网"))
    assert caption.text[slice(*caption._word)] == "網際網路"


def test_the_place_is_kept_when_scrolled(open_window):
    window = open_window(ARTICLE)
    view = window.view
    view.scroll_to(Locator(20))
    before = view.first_visible_place()
    for _press in range(3):
        perform(window.reader, "script")
        window.refresh()
        QApplication.processEvents()
        assert view.first_visible_place() == before


def test_the_voice_reads_on_while_the_characters_change(open_window):
    window = open_window(ARTICLE)
    window.reader.listening.read_from(Locator(20))
    QApplication.processEvents()
    sentence = window.reader.listening.sentence
    perform(window.reader, "script")
    window.refresh()
    QApplication.processEvents()
    assert window.reader.listening.is_speaking
    assert window.reader.listening.sentence is sentence
    built_of(window).sink.advance(400)
    window.reader.listening.poll()
    span = window.view.span(sentence.place)
    top = window.view.line_middle(span[0]) - window.view.verticalScrollBar().value()
    assert 0 <= top <= window.view.viewport().height()


def test_paper_follows(tmp_path):
    application()
    pdf = pytest.importorskip("pypdfium2")  # reads what was printed
    target = tmp_path / "a.pdf"
    shown("头发", "taiwan")
    write_pdf(ARTICLE, target, PrintPlan(), Manner(messages("zh"), "taiwan"))
    page = pdf.PdfDocument(target)[0]
    assert "部落格介紹印表機" in page.get_textpage().get_text_bounded().replace("\r\n", "")


@pytest.mark.parametrize("mode", ["standard", "elderly"])
def test_a_screen_offers_every_wording_with_a_sample(open_window, mode):
    window = open_window(ARTICLE, mode=mode)
    perform(window.reader, "scripts")
    sheet = window.screens.sheet(Page.SCRIPT)
    assert isinstance(sheet, ScriptSheet)
    for script, key in sheet.keys.items():
        key.click()
        window.refresh()
        QApplication.processEvents()
        assert window.reader.settings.get(schema.SCRIPT) == script
        assert [name for name, other in sheet.keys.items() if other.isChecked()] == [script]
        sample = sheet.view.toPlainText()
        assert ("軟體" in sample, "軟件" in sample) == (
            script == "taiwan",
            script in {"traditional", "hong-kong"},
        )
    perform(window.reader, "undo")
    assert window.reader.settings.get(schema.SCRIPT) == "hong-kong"


@pytest.mark.parametrize("script", TRADITIONAL)
def test_the_typeface_has_every_sign_of_the_interface(script):
    """The bundled faces alone, so that no computer shows empty boxes."""
    application()
    # The files themselves: by their names, faces of this computer would help out.
    folder = guards.ROOT / "resources" / "fonts"
    faces = [QRawFont(str(folder / f"Gxreader{name}-Regular.otf"), 30) for name in ("SansSC", "SansRare")]
    missing = set()
    for key, texts in catalogue.messages(guards.ROOT / "resources" / "i18n" / "zh").items():
        for count in (None, 2) if len(texts) > 1 else (None,):
            for sign in scripted("zh", script).template(key, count):
                # U+FFFD is named in one sentence; every face draws its own for what is damaged.
                has_it = any(face.supportsCharacter(ord(sign)) for face in faces)
                if sign.isprintable() and sign != "\ufffd" and not has_it:
                    missing.add(sign)
    assert missing == set()
