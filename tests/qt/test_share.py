"""The screens of sharing on a real window: rows, what is asked, codes to scan, a page that closes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gxreader.app.carrying import Phase
from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Paragraph, Run
from gxreader.qt.keys import CommandKey
from gxreader.qt.reading_menu import make_menu
from gxreader.qt.window import Window
from gxreader.settings import schema
from gxreader.share.text_codes import joined
from tests.core.test_app_sharing import HerePage
from tests.parts import small_article
from tests.qt.conftest import built_of
from tests.qt.test_phone import ADDRESS, read_codes

LEAST_PIXELS = 4  # to a module of the largest code


def rows(sheet) -> list[str]:
    return [key.text() for key in sheet.rows._keys if key.isVisible()]


def long_article(length: int = 2760):
    text = ("村口有一棵老荔枝树。树下放着三张旧书桌，韦阿婆每天八点到！" * 400)[:length]
    return small_article(blocks=tuple(Paragraph((Run(text[at : at + 200]),)) for at in range(0, length, 200)))


def test_a_target_is_opened_only_after_the_screen_has_said_what_happens(
    open_window, qtbot, monkeypatch
) -> None:
    window = open_window(small_article(url=ADDRESS))
    opened: list[str] = []
    monkeypatch.setattr(window, "open_in_browser", lambda address: not opened.append(address))
    perform(window.reader, "share")
    sheet = window.screens.sheet(Page.SHARE)
    assert rows(sheet)[:3] == ["微信", "今日头条", "新浪微博"]
    qtbot.mouseClick(sheet.rows._keys[2], Qt.MouseButton.LeftButton)
    assert opened == []
    assert "service.weibo.com" in sheet.what.text()
    assert "桂读自己不发送任何东西" in sheet.what.text()
    assert (
        sheet.address.text()
        .replace("\u200b", "")
        .startswith("https://service.weibo.com/share/share.php?url=")
    )
    assert not sheet.rows.isVisible()
    assert sheet.open.hasFocus()
    qtbot.keyClick(sheet.open, Qt.Key.Key_Return)
    assert len(opened) == 1
    assert sheet.rows.isVisible()


def test_esc_leads_from_what_is_asked_to_the_rows_and_then_out(open_window) -> None:
    window = open_window(small_article(url=ADDRESS))
    perform(window.reader, "share")
    sheet = window.screens.sheet(Page.SHARE)
    window.reader.sharing.choose(window.reader.sharing.rows[2])
    perform(window.reader, "leave")
    assert (window.page(), window.reader.sharing.asked) == (Page.SHARE, None)
    assert sheet.rows._keys[0].hasFocus()
    perform(window.reader, "leave")
    assert window.page() is Page.READING


def test_copied_text_is_on_the_clipboard(open_window) -> None:
    window = open_window()
    perform(window.reader, "share")
    window.reader.sharing.choose(window.reader.sharing.rows[0])
    assert QApplication.clipboard().text().startswith("荔枝树下的图书馆\n——一个村子和它的书")
    assert "已经复制" in built_of(window).last_words


def test_only_letters_are_handed_to_the_mail_program(open_window) -> None:
    window = open_window()
    assert not window.write_mail("https://example.org/")
    assert not window.write_mail("file:///etc/passwd")


@pytest.mark.parametrize("name", ["weibo", "qzone", "qq", "mail"])
def test_other_programs_get_the_very_address_that_was_shown(open_window, monkeypatch, name: str) -> None:
    window = open_window(
        small_article(title='“A&B” #1: 100% 👩‍👩‍👧 <桂读> "?"', url=ADDRESS + "?a=%E6%A1%82+b#c")
    )
    handed: list[str] = []
    monkeypatch.setattr(
        "gxreader.qt.window.QDesktopServices.openUrl",
        lambda url: not handed.append(bytes(url.toEncoded().data()).decode()),
    )
    sharing = window.reader.sharing
    sharing.choose(next(row for row in sharing.rows if row.target.id == name))
    shown = sharing.asked.address
    perform(window.reader, "share-open")
    assert handed == [shown]


def test_the_menu_of_the_article_leads_to_sharing(open_window) -> None:
    window = open_window(small_article(url=ADDRESS))
    menu = make_menu(window, window.reader, window.look)
    next(action for action in menu.actions() if action.text() == "分享").trigger()
    assert window.page() is Page.SHARE


@pytest.mark.parametrize(
    ("mode", "size"),
    [
        ("standard", (1366, 768)),
        ("elderly", (1366, 768)),
        ("terminal", (1366, 768)),
        ("terminal", (960, 600)),
    ],
)
def test_every_code_of_a_text_is_read_from_the_screen(open_window, mode: str, size: tuple[int, int]) -> None:
    window = open_window(long_article(), mode=mode, size=size)
    perform(window.reader, "phone")
    sheet, carrying = window.screens.sheet(Page.PHONE), window.reader.carrying
    read = []
    for _ in carrying.codes:
        read += read_codes(window)
        assert sheet.qr.height() // len(sheet.qr._modules) >= LEAST_PIXELS
        window.turn_page(1)
    assert tuple(read) == carrying.codes
    perform(window.reader, "share")
    window.reader.sharing.choose(window.reader.sharing.rows[0])
    assert joined(tuple(read)) == QApplication.clipboard().text()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("mode", ["standard", "elderly", "terminal"])
def test_no_words_beside_a_code_are_cut_in_the_smallest_window(open_window, mode: str, language: str) -> None:
    window = open_window(small_article(url=ADDRESS), mode=mode, language=language, size=(960, 600))
    window.reader.settings.set(schema.LOCAL_PAGE, True)
    window.reader.carrying.make_page = HerePage
    perform(window.reader, "share")
    window.reader.sharing.choose(window.reader.sharing.rows[0])
    sheet = window.screens.sheet(Page.PHONE)
    for command in ("phone", "phone-text", "phone-link", "phone-page", "phone-page-yes"):
        perform(window.reader, command)
        QApplication.processEvents()
        for label in (sheet.what, sheet.how):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width()), (command, label.text())


def test_the_steps_are_read_aloud(open_window, monkeypatch) -> None:
    window = open_window(small_article(url=ADDRESS))
    spoken: list[str] = []
    monkeypatch.setattr(window.reader.voices, "speak", lambda text, _language: spoken.append(text))
    perform(window.reader, "phone")
    perform(window.reader, "phone-hear")
    assert len(spoken) == 1
    assert "扫一扫" in spoken[0]
    window.reader.settings.set(schema.SOUND, False)
    perform(window.reader, "phone-hear")
    assert built_of(window).said[-1].key == "say.reading-muted"


def test_the_page_at_home_is_closed_when_the_screen_is_left(open_window) -> None:
    window = open_window(small_article(url=ADDRESS))
    window.reader.settings.set(schema.LOCAL_PAGE, True)
    window.reader.carrying.make_page = HerePage
    perform(window.reader, "phone")
    perform(window.reader, "phone-page")
    assert read_codes(window) == []
    perform(window.reader, "phone-page-yes")
    page = window.reader.carrying._page
    assert page is not None
    assert read_codes(window) == [page.address]
    window.show_page(Page.READING)
    assert page.wait(5)
    perform(window.reader, "phone")
    assert (window.reader.carrying.phase, read_codes(window)) == (Phase.ADDRESS, [ADDRESS])


def test_a_step_back_leads_from_the_page_at_home_to_the_code(open_window) -> None:
    window = open_window(small_article(url=ADDRESS))
    window.reader.settings.set(schema.LOCAL_PAGE, True)
    perform(window.reader, "phone")
    perform(window.reader, "phone-page")
    perform(window.reader, "leave")
    assert (window.page(), window.reader.carrying.phase) == (Page.PHONE, Phase.ADDRESS)


def keys(window: Window) -> set[str]:
    sheet = window.screens.sheet(Page.PHONE)
    return {key.command.id for key in sheet.findChildren(CommandKey) if key.isVisible()}


def test_a_text_too_long_leads_to_a_file_or_to_paper(open_window) -> None:
    window = open_window(long_article(10_000))
    perform(window.reader, "phone")
    assert {"save-pdf"} <= keys(window)
    assert not {"print", "phone-page", "phone-next"} & keys(window)
    terminal = open_window(long_article(10_000), mode="terminal")
    perform(terminal.reader, "phone")
    assert "print" in keys(terminal)
    assert "save-pdf" not in keys(terminal)


def test_an_address_that_could_not_be_opened_has_no_text_to_take(open_window) -> None:
    window = open_window(small_article(url=ADDRESS))
    window.reader.carrying.show("https://www.example.org/closed")
    assert read_codes(window) == ["https://www.example.org/closed"]
    assert "phone-text" not in keys(window)
