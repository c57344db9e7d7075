"""A portal in the window, as its reader meets it: lists, neighbours, what stands around, search, news."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.news import State
from gxreader.model.article import Picture
from gxreader.model.locator import Locator
from tests.parts import ImmediateTasks
from tests.qt.conftest import built_of
from tests.qt.portal_window import open_portal, seen, site
from tests.replica.content import COLUMNS, HOT_WORDS, PER_PAGE

__all__ = ("open_portal", "site")  # fixtures

FIRST = COLUMNS[0]


def rows(sheet) -> list[tuple[str, str]]:
    return [(key.text(), key.accessibleDescription()) for key in sheet.rows._keys if key.isVisible()]


def press(sheet, words: str) -> None:
    key = next(key for key in sheet.rows._keys if key.isVisible() and words in key.text())
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)


def open_list(window, site, page: str = "index.shtml") -> None:
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{page}")


def test_from_a_list_to_the_article_below_and_to_the_lists_next_page(open_portal, site) -> None:
    window = open_portal()
    open_list(window, site)
    window.reader.opening.follow(window.reader.session.article.entries[0].url)
    perform(window.reader, "next-article")
    assert window.reader.session.article.title == FIRST.stories[1].title
    perform(window.reader, "previous-article")
    assert window.reader.session.article.title == FIRST.stories[0].title
    perform(window.reader, "previous-article")
    assert built_of(window).said[-1].key == "say.list-begins"
    window.reader.opening.follow(window.reader.neighbours.list.entries[PER_PAGE - 1].url)
    perform(window.reader, "next-article")
    assert window.reader.session.article.entries[0].title == FIRST.stories[PER_PAGE].title


def test_an_article_read_to_its_end_offers_the_one_below_it(open_portal, site) -> None:
    window = open_portal()
    open_list(window, site)
    window.reader.opening.follow(window.reader.session.article.entries[0].url)
    window.reader.listening._part_finished(None)
    said = built_of(window).said[-1]
    assert (said.key, said.remedy) == ("say.finished-next", "next-article")
    assert said.arguments == {"title": FIRST.stories[1].title}
    window.reader.opening.welcome()
    window.reader.listening._part_finished(None)
    assert built_of(window).said[-1].key == "say.finished"


def test_all_that_stands_around_the_article_is_one_press_away(open_portal, site) -> None:
    window = open_portal()
    open_list(window, site)
    window.reader.opening.follow(window.reader.session.article.entries[1].url)
    perform(window.reader, "around")
    sheet = window.screens.sheet(Page.AROUND)
    shown = rows(sheet)
    while sheet.turn_page(1):
        shown += rows(sheet)
    kinds = [kind for _words, kind in shown]
    assert shown[:3] == [
        (FIRST.stories[2].title, "下一篇"),
        (FIRST.stories[0].title, "上一篇"),
        (FIRST.name, "回到列表"),
    ]
    for kind in ("另一种语言", "附件", "上一级", "相关栏目", "网站栏目", "热搜词"):
        assert kind in kinds, kind
    assert [words for words, kind in shown if kind == "热搜词"] == list(HOT_WORDS)
    seen(window, "around")


def test_the_other_language_opens_and_the_interface_keeps_its_own(open_portal, site) -> None:
    window = open_portal()
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{FIRST.stories[0].id}.shtml")
    perform(window.reader, "translation")
    assert window.reader.session.article.url == f"{site.url}en/"
    assert window.reader.appearance.language == "zh"
    perform(window.reader, "translation")  # the English page names no other; nothing happens but a word
    assert built_of(window).said[-1].key == "say.no-translation"


def test_the_steps_above_the_title_lead_up(open_portal, site) -> None:
    window = open_portal()
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{FIRST.stories[0].id}.shtml")
    document = window.view.document()
    line = document.find("首页")
    assert line.charFormat().anchorHref() == site.url
    window.view.link_chosen.emit(document.find(FIRST.name).charFormat().anchorHref())
    assert window.reader.session.article.entries


def test_a_list_says_what_is_new_since_the_last_time(open_portal, site, monkeypatch) -> None:
    window = open_portal()
    shorter = FIRST.stories[2:]
    before = type(FIRST)(FIRST.folder, FIRST.name, FIRST.name_en, shorter)
    with monkeypatch.context() as earlier:
        earlier.setattr("tests.replica.server.COLUMNS", (before, *COLUMNS[1:]))
        open_list(window, site)
    assert not window.reader.session.article.warnings
    perform(window.reader, "refresh")
    article = window.reader.session.article
    assert [notice.key for notice in article.warnings] == ["say.list-new"]
    assert article.warnings[0].arguments == {"number": "2"}
    texts = [unit.text for unit in window.reader.session.units.all]
    assert [text[0] for text in texts if text.startswith(("新 · ", "2026年"))] == ["新"] * 2 + ["2"] * 6
    seen(window, "list-new")
    perform(window.reader, "refresh")
    assert not window.reader.session.article.warnings, "what was seen is new no more"


def test_a_list_says_what_is_kept_here(open_portal, site) -> None:
    window = open_portal()
    story = FIRST.stories[1]
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{story.id}.shtml")
    perform(window.reader, "save-article")
    open_list(window, site)
    texts = [unit.text for unit in window.reader.session.units.all]
    assert texts[texts.index(story.title) + 1].startswith("已存好 · 2026年")
    assert sum(text.startswith("已存好") for text in texts) == 1


def test_a_column_of_pictures_shows_them(open_portal, site) -> None:
    window = open_portal()
    column = next(column for column in COLUMNS if column.pictures)
    window.reader.opening.open_text(f"{site.url}{column.folder}/index.shtml")
    article = window.reader.session.article
    items = article.blocks[0].items
    shown = [block.url for item in items for block in item.blocks if isinstance(block, Picture)]
    assert shown == [f"{site.url}{column.folder}/{story.id}.png" for story in column.stories[:PER_PAGE]]
    seen(window, "picture-column")


def test_nothing_is_loaded_anew_that_is_not_from_the_web(open_window) -> None:
    window = open_window()
    perform(window.reader, "refresh")
    assert built_of(window).said[-1].key == "say.nothing-to-renew"


def test_a_page_that_cannot_be_loaded_anew_stays(open_portal, site) -> None:
    window = open_portal()
    open_list(window, site)
    before = window.reader.session.article
    site.shutdown()
    site.server_close()
    perform(window.reader, "refresh")
    assert built_of(window).said[-1].trouble
    assert window.reader.session.article is before
    assert window.page() is Page.READING


# Search


def test_before_anything_is_typed_popular_words_are_offered_and_a_press_searches(open_portal, site) -> None:
    window = open_portal()
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{FIRST.stories[0].id}.shtml")
    perform(window.reader, "search")
    sheet = window.screens.sheet(Page.SEARCH)
    offered = [words for words, _note in rows(sheet)]
    assert offered == list(HOT_WORDS)[: len(offered)]
    seen(window, "search-begin")
    press(sheet, "渡口")
    assert sheet.search.field.text() == "渡口"
    assert ("到青禾县人民政府网上找“渡口”", "") in rows(sheet)
    seen(window, "search-found")


def test_what_was_read_is_found_and_opened_at_the_words_with_a_way_to_the_next(open_portal, site) -> None:
    window = open_portal()
    story = FIRST.stories[0]
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{story.id}.shtml")
    window.reader.opening.welcome()
    perform(window.reader, "search")
    sheet = window.screens.sheet(Page.SEARCH)
    sheet.search.field.setText(FIRST.stories[0].title[:3])
    assert sheet.rows._keys[0].text() == story.title
    assert sheet.rows._keys[0]._marks == ((0, 3),)
    press(sheet, story.title)
    assert window.page() is Page.READING
    assert window.reader.session.article.title == story.title
    hits = window.reader.finding.hits
    assert len(hits) > 1
    assert window.view.extraSelections()
    assert ("say.found", "find-next") in [(said.key, said.remedy) for said in built_of(window).said]
    perform(window.reader, "find-next")
    assert window.reader.session.place == hits[1]
    perform(window.reader, "find-previous")
    perform(window.reader, "find-previous")
    assert window.reader.session.place == hits[-1], "before the first comes the last"
    perform(window.reader, "search")
    window.screens.sheet(Page.SEARCH).search.field.clear()
    assert (story.title[:3], "您找过") in rows(sheet)


def test_a_site_looks_for_words_itself(open_portal, site) -> None:
    window = open_portal()
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{FIRST.stories[0].id}.shtml")
    window.reader.searching.begin("早班车")
    press(window.screens.sheet(Page.SEARCH), "网上找")
    assert window.reader.session.article.entries
    assert "/so?" in window.reader.session.article.url


def test_words_that_are_not_in_the_article_lead_to_the_search(open_window) -> None:
    window = open_window()
    window.reader.finding.find("没有这样的字")
    said = built_of(window).said[-1]
    assert (said.key, said.remedy) == ("say.not-found", "search")
    perform(window.reader, said.remedy)
    assert window.screens.sheet(Page.SEARCH).search.field.text() == "没有这样的字"


# The news


def finish(window) -> None:
    """The voice has read the open article to its end."""
    window.reader.listening._part_finished(None)


def test_the_news_are_read_one_after_another_with_the_list_on_screen(open_portal) -> None:
    window = open_portal()
    perform(window.reader, "news")
    news, sheet = window.reader.news, window.screens.sheet(Page.NEWS)
    assert window.page() is Page.NEWS
    assert news.at == 0
    assert window.reader.session.article.title == news.items[0].title
    assert window.reader.listening.is_speaking
    assert sheet._now.text().startswith(f"第 1 条，共 {len(news.items)} 条：")
    seen(window, "news")
    finish(window)
    assert [item.state for item in news.items[:3]] == [State.HEARD, State.PLAYING, State.WAITING]
    assert window.page() is Page.NEWS
    assert window.reader.session.article.title == news.items[1].title
    perform(window.reader, "news-skip")
    assert [item.state for item in news.items[:3]] == [State.HEARD, State.LEFT, State.PLAYING]
    perform(window.reader, "news-next")
    perform(window.reader, "news-again")
    assert window.reader.session.article.title == news.items[3].title
    assert [item.state for item in news.items[:4]] == [State.HEARD, State.LEFT, State.HEARD, State.PLAYING]
    left, heard = news.items[1].address, news.items[0].address
    news.gather()
    addresses = [item.address for item in news.items]
    assert left in addresses, "what was passed over comes again"
    assert heard not in addresses, "what was heard does not"


def test_the_news_end_with_a_word_and_go_on_after_an_article_that_cannot_be_opened(
    open_portal, site, monkeypatch
) -> None:
    window = open_portal()
    monkeypatch.setattr("gxreader.app.news.MOST", 3)
    site.refused = (FIRST.stories[1].id,)
    perform(window.reader, "news")
    news = window.reader.news
    for _ in range(3):
        if news.at >= 0:
            finish(window)
    assert news.at == -1
    assert built_of(window).said[-1].key == "say.news-finished"
    seen(window, "news-finished")


def chosen(window) -> list[str]:
    return [choice.name for choice in window.reader.news_columns.choices if choice.is_chosen]


def test_columns_are_chosen_for_the_news_beside_those_that_are_taken_anyway(open_portal) -> None:
    window = open_portal()
    perform(window.reader, "news-columns")
    sheet = window.screens.sheet(Page.NEWS_COLUMNS)
    anyway = [column.name for column in COLUMNS[:3]]
    assert chosen(window) == anyway
    before = [words for words, _place in rows(sheet)]
    press(sheet, COLUMNS[3].name)
    assert chosen(window) == [*anyway, COLUMNS[3].name]
    press(sheet, COLUMNS[0].name)
    assert chosen(window) == [*anyway[1:], COLUMNS[3].name]
    assert [words for words, _place in rows(sheet)] == before, "no row leaves its place under the pointer"
    seen(window, "news-columns")
    said = built_of(window).said[-1]
    assert (said.key, said.remedy) == ("say.news-without", "news-anew")
    perform(window.reader, "news-anew")
    assert window.page() is Page.NEWS
    assert {item.column for item in window.reader.news.items} == set(chosen(window))


def test_names_of_columns_follow_the_language(open_portal) -> None:
    window = open_portal()
    perform(window.reader, "news-columns")
    press(window.screens.sheet(Page.NEWS_COLUMNS), COLUMNS[3].name)
    perform(window.reader, "language")
    perform(window.reader, "news-anew")
    assert COLUMNS[3].name_en in {item.column for item in window.reader.news.items}


def test_back_leads_to_the_list_where_the_article_was_chosen(open_portal, site) -> None:
    window = open_portal()
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{FIRST.stories[0].id}.shtml")
    window.reader.opening.welcome()
    window.reader.searching.begin(FIRST.stories[0].title[:3])
    press(window.screens.sheet(Page.SEARCH), FIRST.stories[0].title)
    assert window.page() is Page.READING
    perform(window.reader, "back")
    assert window.page() is Page.SEARCH
    assert window.screens.sheet(Page.SEARCH).search.field.text() == FIRST.stories[0].title[:3]
    perform(window.reader, "back")
    assert window.page() is Page.READING
    assert window.reader.session.article.url == "gxreader:welcome"


def test_a_list_begins_at_its_top_where_new_things_stand(open_portal, site) -> None:
    window = open_portal()
    open_list(window, site)
    window.reader.session.move_to(Locator(9))
    window.reader.continuing.save_soon()
    window.reader.opening.welcome()
    open_list(window, site)
    assert window.reader.session.place == Locator(0)


def test_whoever_opens_something_else_is_not_led_back_to_the_news(open_portal) -> None:
    window = open_portal()
    perform(window.reader, "news")
    window.reader.opening.welcome()
    before = window.reader.session.article
    finish(window)
    assert window.reader.session.article is before


@pytest.mark.parametrize("mode", ["standard", "elderly", "terminal"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_they_are_the_same_in_every_face(open_portal, site, mode, language) -> None:
    window = open_portal(mode=mode, language=language)
    window.reader.opening.open_text(f"{site.url}{FIRST.folder}/{FIRST.stories[0].id}.shtml")
    for command, page in (
        ("around", Page.AROUND),
        ("search", Page.SEARCH),
        ("news", Page.NEWS),
        ("news-columns", Page.NEWS_COLUMNS),
        ("more", Page.MORE),
        ("home", Page.HOME),
    ):
        perform(window.reader, command)
        assert window.page() is page
        seen(window, f"{command}-{mode}-{language}")


class Later(ImmediateTasks):
    """Work that is done when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []
        self.is_late = False

    def work(self, job, done, failed) -> None:
        if not self.is_late:
            super().work(job, done, failed)
            return
        self.waiting.append(lambda: ImmediateTasks.work(self, job, done, failed))

    def come(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def test_news_that_come_late_do_not_take_the_place_of_what_was_opened_meanwhile(open_portal) -> None:
    tasks = Later()
    window = open_portal(tasks=tasks)
    tasks.is_late = True
    perform(window.reader, "news")
    window.reader.opening.welcome()
    tasks.come()
    assert window.reader.session.article.url == "gxreader:welcome"
