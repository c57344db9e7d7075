"""The article's face, weight and Latin letters: chosen, kept, undone; no sign is lacking."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Article, Heading, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt import fonts, typeface_sheet
from gxreader.qt.formats import Formats
from gxreader.qt.look import Look
from gxreader.qt.main import application
from gxreader.settings import schema
from gxreader.theme.lettering import HEI, TYPEFACES, Lettering
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import ELDERLY
from tests.qt.conftest import built_of

ARTICLE = Article(
    title="渡口",
    language="zh",
    blocks=(
        Heading((Run("早班船"),)),
        Paragraph((Run("2026年，"), Run("老船工", strong=True), Run("说：“Wi-Fi有了。”"))),
        *(Paragraph((Run("他把缆绳一圈一圈地收好，慢慢过河。" * 4),)) for _ in range(20)),
    ),
)


@pytest.fixture
def with_song(monkeypatch):
    """A computer that has a Song face: here a family every test computer can stand in for it."""

    def family_of(typeface: str) -> str:
        return {HEI: fonts.CHINESE_FAMILY, "song": fonts.LATIN_FAMILY}.get(typeface, "")

    for module in (fonts, typeface_sheet):
        monkeypatch.setattr(module, "family_of", family_of)
    fonts._chain.cache_clear()
    yield
    fonts._chain.cache_clear()


def settle(window):
    window.refresh()
    QApplication.processEvents()


def font_of(view, words: str):
    return view.document().find(words).charFormat().font()


def test_old_eyes_are_offered_kai_last():
    assert next(iter(TYPEFACES)) == HEI
    assert list(TYPEFACES)[-1] == "kai"


@pytest.mark.usefixtures("with_song")
def test_a_face_is_chosen_by_key_kept_and_undone(open_window):
    window = open_window(ARTICLE)
    window.view.scroll_to(Locator(9))
    QTest.keyClick(
        window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.page() is Page.TYPEFACE
    sheet = window.screens.sheet(Page.TYPEFACE)
    assert list(sheet.faces) == [HEI, "song"]
    QTest.mouseClick(sheet.faces["song"], Qt.MouseButton.LeftButton)
    settle(window)
    assert window.reader.settings.get(schema.TYPEFACE) == "song"
    assert built_of(window).said[-1].arguments["name"] == "宋体"
    assert font_of(window.view, "缆绳").families()[0] == fonts.LATIN_FAMILY
    assert sheet.faces["song"].isChecked()
    assert not sheet.faces[HEI].isChecked()
    assert window.view.first_visible_place().block == 9
    perform(window.reader, "undo")
    settle(window)
    assert font_of(window.view, "缆绳").families()[0] == fonts.CHINESE_FAMILY
    assert window.view.first_visible_place().block == 9


@pytest.mark.usefixtures("with_song")
@pytest.mark.parametrize("mode", ["standard", "elderly"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_key_is_written_in_its_own_face_and_what_is_missing_is_told(open_window, mode, language):
    window = open_window(ARTICLE, mode=mode, language=language)
    window.show_page(Page.TYPEFACE)
    sheet = window.screens.sheet(Page.TYPEFACE)
    assert fonts.LATIN_FAMILY in sheet.faces["song"].font().families()[:2]
    words = window.reader.appearance.messages
    for typeface in ("rounded", "kai"):
        assert typeface not in sheet.faces
        assert words.text(f"ui.typeface.{typeface}") in sheet._missing.text()
    assert sheet._missing.isVisible()


def test_a_face_that_is_gone_is_shown_as_the_bundled_one(open_window):
    window = open_window(ARTICLE)
    window.reader.settings.set(schema.TYPEFACE, "rounded")
    fonts._chain.cache_clear()
    if fonts.family_of("rounded"):
        pytest.skip("this computer has a rounded face")
    settle(window)
    assert QFontInfo(font_of(window.view, "缆绳")).family() == fonts.CHINESE_FAMILY
    window.show_page(Page.TYPEFACE)
    assert window.screens.sheet(Page.TYPEFACE).faces[HEI].isChecked()


def test_thick_letters_leave_headings_and_strong_words_apart(open_window):
    window = open_window(ARTICLE)
    plain = font_of(window.view, "缆绳").weight()
    perform(window.reader, "strong-letters")
    settle(window)
    body, heading = font_of(window.view, "缆绳"), font_of(window.view, "早班船")
    assert body.weight() > plain
    assert heading.pixelSize() > body.pixelSize()
    format_of_strong = window.view.document().find("老船工").charFormat()
    assert format_of_strong.underlineStyle() == format_of_strong.UnderlineStyle.DotLine
    assert (
        window.view.document().find("缆绳").charFormat().underlineStyle() != format_of_strong.underlineStyle()
    )
    perform(window.reader, built_of(window).said[-1].remedy)
    settle(window)
    assert font_of(window.view, "缆绳").weight() == plain


def test_clear_letters_leave_chinese_signs_as_they_are():
    application()
    look = Look(SCHEMES["paper"], ELDERLY, 30, lettering=Lettering(is_legible=True))
    letters = Formats(look, chinese=True).font(30)
    found = dict(families_of(letters, "甲0OIl“乙”——…·"))
    assert set(found[fonts.LEGIBLE_FAMILY]) == set("0OIl")
    assert set(found[fonts.CHINESE_FAMILY]) == set("甲乙“”—…·")


def families_of(font, text):
    """The text each family draws."""
    from PySide6.QtGui import QTextLayout

    found = {}
    for sign in text:
        layout = QTextLayout(sign, font)
        layout.beginLayout()
        layout.createLine().setLineWidth(1000)
        layout.endLayout()
        found.setdefault(layout.glyphRuns()[0].rawFont().familyName(), []).append(sign)
    return [(family, "".join(signs)) for family, signs in found.items()]


@pytest.mark.usefixtures("with_song")
def test_what_a_face_lacks_comes_from_the_bundled_one():
    application()
    letters = fonts.font(30, lettering=Lettering("song"))
    found = dict(families_of(letters, "A桂"))
    assert found[fonts.LATIN_FAMILY] == "A"
    assert found[fonts.CHINESE_FAMILY] == "桂"


def test_only_a_face_with_a_glyph_for_each_character_goes_into_a_pdf(monkeypatch):
    chosen = Lettering("kai", is_strong=True)
    monkeypatch.setattr(fonts, "_shares_glyphs", lambda _typeface: True)
    assert fonts.fit_for_pdf(chosen) == Lettering(HEI, is_strong=True)
    monkeypatch.setattr(fonts, "_shares_glyphs", lambda _typeface: False)
    assert fonts.fit_for_pdf(chosen) == chosen


def test_the_bundled_face_has_a_glyph_for_each_character():
    application()
    fonts._shares_glyphs.cache_clear()
    assert not fonts._shares_glyphs(HEI)
