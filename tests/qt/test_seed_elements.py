"""Every element that the seed page has works in the window: one test for each, on our own twin of that page.

docs/seed.md shows them; `python3 dev.py seed-pictures` takes its pictures anew from these tests.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.load.page_text import read_page_text
from gxreader.model.article import Heading, Picture, plain
from tests.qt.conftest import built_of
from tests.qt.portal_window import open_portal, seen, site
from tests.replica.content import COLUMNS, HOT_WORDS, NAVIGATION, TWIN

__all__ = ("open_portal", "site")  # fixtures
NEWS = COLUMNS[0]


@pytest.fixture
def twin(open_portal, site):
    """A window on the twin, in a mode."""

    def make(mode: str = "elderly", **wishes):
        window = open_portal(mode=mode, **wishes)
        window.reader.opening.open_text(f"{site.url}{NEWS.folder}/{TWIN.id}.shtml")
        assert window.reader.session.article.title == TWIN.title
        return window

    return make


def all_rows(sheet) -> list[tuple[str, str]]:
    """Every row with what stands beside it; the list is at its beginning again afterwards."""
    found = []
    while True:
        found += [(key.text(), key.accessibleDescription()) for key in sheet.rows._keys if key.isVisible()]
        if not sheet.turn_page(1):
            break
    while sheet.turn_page(-1):
        pass
    return found


def press(sheet, words: str) -> None:
    while not any(key.isVisible() and words in key.text() for key in sheet.rows._keys):
        assert sheet.turn_page(1), words
    key = next(key for key in sheet.rows._keys if key.isVisible() and words in key.text())
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)


def ways(window):
    perform(window.reader, "around")
    return window.screens.sheet(Page.AROUND)


def test_hot_words_are_keys_that_search_the_site(twin) -> None:
    window = twin("standard")
    frame = window.frame
    seen(window, "hot-words")
    shown = [frame._hot_row.itemAt(number).widget() for number in range(1, frame._hot_row.count() - 1)]
    assert [key.text() for key in shown] == list(HOT_WORDS)
    QTest.mouseClick(shown[HOT_WORDS.index("荔枝")], Qt.MouseButton.LeftButton)
    entries = window.reader.session.article.entries
    assert entries
    assert all("荔枝" in entry.title for entry in entries)


def test_the_word_en_leads_to_the_page_in_english(twin, site) -> None:
    window = twin()
    sheet = ways(window)
    assert ("看英文版", "另一种语言") in all_rows(sheet)
    seen(window, "english")
    press(sheet, "看英文版")
    assert window.reader.session.article.url == f"{site.url}en/"
    assert window.reader.appearance.language == "zh"


def test_elderly_mode_is_entered_and_left_by_one_key(twin) -> None:
    window = twin()
    seen(window, "elderly-mode")
    perform(window.reader, "mode")
    assert window.reader.appearance.face.id == "standard"
    perform(window.reader, "mode")
    assert window.reader.appearance.face.id == "elderly"


def test_the_columns_of_the_site_are_rows(twin) -> None:
    window = twin()
    sheet = ways(window)
    assert [words for words, kind in all_rows(sheet) if kind == "网站栏目"] == list(NAVIGATION)
    sheet.turn_page(1)
    seen(window, "columns-of-the-page")


def test_the_columns_that_are_described_open_as_lists(twin) -> None:
    window = twin()
    perform(window.reader, "columns")
    sheet = window.screens.sheet(Page.COLUMNS)
    seen(window, "columns")
    press(sheet, NEWS.name)
    assert window.reader.session.article.entries[0].title == NEWS.stories[0].title
    seen(window, "column-list")


def test_the_breadcrumb_leads_up(twin, site) -> None:
    window = twin()
    place = window.view.document().find("首页")
    assert place.charFormat().anchorHref() == site.url
    seen(window, "breadcrumb")
    assert [words for words, kind in all_rows(ways(window)) if kind == "上一级"] == [NEWS.name, "首页"]


def test_titles_source_and_time_stand_above_the_text(twin) -> None:
    window = twin()
    text = window.view.document().toPlainText()
    for words in (TWIN.title, TWIN.subtitle, "来源：青禾日报", "2026年3月1日 08:20"):
        assert words in text, words
    blocks = window.reader.session.article.blocks
    assert [plain(block.runs).split("\n")[0] for block in blocks if isinstance(block, Heading)] == [
        "春到码头：",
        "桥头账本：",
        "灯下读书：",
    ]
    assert sum(isinstance(block, Picture) for block in blocks) == 1
    perform(window.reader, "outline")
    seen(window, "outline")


def test_every_share_target_of_the_page_has_its_row(twin) -> None:
    window = twin()
    perform(window.reader, "share")
    rows = [words for words, _note in all_rows(window.screens.sheet(Page.SHARE))]
    seen(window, "share")
    for name in ("微信", "头条", "微博", "QQ 空间", "QQ"):
        assert any(name in words for words in rows), (name, rows)


def test_printing_is_seen_before(twin) -> None:
    window = twin()
    perform(window.reader, "print")
    assert window.page() is Page.PRINT
    seen(window, "print")


def test_the_file_can_be_downloaded_or_read_here(twin) -> None:
    window = twin()
    sheet = ways(window)
    press(sheet, f"{TWIN.title}.txt")
    assert window.page() is Page.DOWNLOADS
    seen(window, "downloads")
    perform(window.reader, "download-open")
    assert window.page() is Page.READING
    assert window.reader.session.article.url.endswith(".txt")


def test_the_code_for_the_phone_holds_the_address(twin, site) -> None:
    window = twin()
    perform(window.reader, "phone")
    assert window.reader.carrying.content == f"{site.url}{NEWS.folder}/{TWIN.id}.shtml"
    seen(window, "phone")


def test_related_columns_stand_under_the_text_and_open(twin, site) -> None:
    window = twin()
    document = window.view.document()
    assert document.lastBlock().text().startswith("相关栏目：青禾要闻")
    window.view.verticalScrollBar().setValue(window.view.verticalScrollBar().maximum())
    seen(window, "related")
    window.view.link_chosen.emit(f"{site.url}{COLUMNS[1].folder}/")
    assert window.reader.session.article.entries
    assert window.reader.session.article.title == COLUMNS[1].name


def test_the_extension_of_the_page_is_known(twin, site) -> None:
    extension = twin().reader.session.article.extension
    assert extension is not None
    assert extension.url == f"{site.url}{NEWS.folder}/{TWIN.id}_ext.json"


def test_the_article_is_read_aloud_and_the_word_is_marked(twin) -> None:
    window = twin()
    perform(window.reader, "play")
    assert window.reader.listening.is_speaking
    seen(window, "aloud")


def test_the_news_of_the_columns_are_heard_one_after_another(twin) -> None:
    window = twin()
    perform(window.reader, "news")
    assert window.reader.news.items[0].title == window.reader.session.article.title
    seen(window, "news")


def test_the_site_is_searched_and_what_was_read_is_found(twin) -> None:
    window = twin()
    perform(window.reader, "search")
    sheet = window.screens.sheet(Page.SEARCH)
    sheet.search.field.setText("渡口")
    rows = all_rows(sheet)
    assert any(TWIN.title == words for words, _note in rows)
    assert any(words.startswith("到青禾县人民政府网上找") for words, _note in rows)
    seen(window, "search")


def test_the_pages_text_alone_when_pasted_has_the_same_elements() -> None:
    """As it comes from a browser's clipboard, without addresses."""
    text = "\n".join(
        (
            f"热搜词: {' '.join(HOT_WORDS)}",
            "EN",
            "退出老年人模式",
            *NAVIGATION,
            "当前位置: 首页 > 青禾要闻",
            TWIN.title,
            TWIN.subtitle,
            "来源: 青禾日报 2026-03-01 08:20",
            "打印",
            *(paragraph.removeprefix("§").replace("|", "\n") for paragraph in TWIN.paragraphs),
            "文件下载:",
            "扫一扫在手机打开当前页",
        )
    )
    article = read_page_text(text)
    assert article is not None
    assert (article.title, article.subtitle, article.source) == (TWIN.title, TWIN.subtitle, TWIN.source)
    assert [link.text for link in article.hot_words] == list(HOT_WORDS)
    assert [link.text for link in article.breadcrumb] == ["首页", "青禾要闻"]


def test_the_way_back_keeps_the_place(twin) -> None:
    window = twin()
    window.reader.opening.follow(window.reader.session.article.related[0].url)
    perform(window.reader, "back")
    assert window.reader.session.article.title == TWIN.title
    assert built_of(window).said[-1].key == "say.went-back"
