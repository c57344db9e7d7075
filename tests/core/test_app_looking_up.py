"""Looking a word up: what is asked, what is answered, the way back, and what is heard."""

import pytest

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.interface import NoInterface, Page
from gxreader.app.meanings import head_of, rows_of
from gxreader.model.article import Article, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.settings.schema import LANGUAGE, SCRIPT
from gxreader.words import installed, making
from gxreader.words.lookup import English, Word
from tests.parts import build_reader
from tests.words import ENTRIES, VILLAGE, install_village, make_now

TEXT = "荔枝树下的图书馆，研究生命。Two libraries."


class Pointing(NoInterface):
    """A window in which somebody points, or has selected something, or chooses a file."""

    def __init__(self) -> None:
        super().__init__()
        self.place: Locator | None = None
        self.chosen: tuple[Locator, Locator] | None = None
        self.file = ""

    def pointed(self) -> Locator | None:
        return self.place

    def selection(self) -> tuple[Locator, Locator] | None:
        return self.chosen

    def choose_dictionary(self) -> str:
        return self.file


@pytest.fixture
def built(monkeypatch):
    monkeypatch.setattr(making, "make", make_now)
    built = build_reader()
    window = Pointing()
    built.reader.attach(window)
    built.reader.opening.show(Article(title="", language="zh", blocks=(Paragraph((Run(TEXT),)),)))
    built.window = window
    return built


@pytest.fixture
def heard(built, monkeypatch):
    said = []
    monkeypatch.setattr(built.reader.voices, "say", lambda text, language: said.append((text, language)))
    return said


def point(built, offset: int) -> None:
    built.window.place = Locator(0, offset, offset)
    perform(built.reader, "lookup")


def rows(built) -> list[str]:
    return [row.words for row in rows_of(built.reader)]


def test_the_word_pointed_at_is_shown(built) -> None:
    install_village()
    point(built, 6)
    found = built.reader.looking_up.found
    assert isinstance(found, Word)
    assert found.written == "图书馆"
    assert built.window.page() is Page.LOOKUP
    assert built.last_words == "“图书馆”：house of many books; library"
    assert rows(built) == [
        "1. house of many books; library",
        "繁体字：圖書館",
        "量词：家 jiā、个 gè",
        "图（圖）　tú　picture",
        "书（書）　shū　book",
        "馆（館）　guǎn　house for guests",
        "也可以查：图书",
        "也可以查：书",
    ]


def test_a_selection_is_looked_up_as_it_is(built) -> None:
    install_village()
    built.window.chosen = (Locator(0, 9, 9), Locator(0, 12, 12))
    perform(built.reader, "lookup")
    assert built.reader.looking_up.found.written == "研究生"


def test_english_words_lead_to_chinese_ones(built) -> None:
    install_village()
    point(built, TEXT.index("libraries") + 3)
    assert isinstance(built.reader.looking_up.found, English)
    assert rows(built) == ["图书馆（圖書館）　túshūguǎn　house of many books; library"]
    assert head_of(built.reader, built.reader.looking_up.found) == ("libraries", (), "")


@pytest.mark.parametrize(
    ("offset", "key"),
    [(TEXT.index("wo"), "lookup.unknown"), (len(TEXT) + 5, "lookup.nothing-here")],
)
def test_what_cannot_be_looked_up_is_answered_in_words(built, offset: int, key: str) -> None:
    install_village()
    point(built, offset)
    assert built.said[-1].key == key
    assert built.window.page() is Page.READING


def test_nothing_pointed_at_or_too_much_is_answered_in_words(built) -> None:
    install_village()
    perform(built.reader, "lookup")
    assert built.said[-1].key == "lookup.choose"
    built.reader.opening.show(Article(title="", language="zh", blocks=(Paragraph((Run(TEXT * 3),)),)))
    built.window.chosen = (Locator(0, 0, 0), Locator(0, 60, 60))
    perform(built.reader, "lookup")
    assert built.said[-1].key == "lookup.too-long"
    for command in ("lookup-hear", "lookup-meaning", "lookup-otherwise"):
        perform(built.reader, command)
        assert built.said[-1].key == "lookup.choose"


def test_characters_lead_on_and_one_step_back_leads_here_again(built) -> None:
    install_village()
    point(built, 6)
    looking = built.reader.looking_up
    next(row for row in rows_of(built.reader) if row.words.startswith("书（書）")).press()
    assert looking.found.written == "书"
    assert looking.back()
    assert looking.found.written == "图书馆"
    assert not looking.back()
    point(built, 1)
    assert not looking.back(), "a word of the article begins anew"


def test_the_article_in_traditional_characters_shows_words_so(built) -> None:
    install_village()
    built.reader.settings.set(SCRIPT, "traditional")
    point(built, 6)
    assert head_of(built.reader, built.reader.looking_up.found)[0] == "圖書館"
    assert "簡體字：图书馆" in rows(built)
    assert "量詞：家 jiā、個 gè" in rows(built)


def test_without_a_dictionary_the_way_to_one_is_shown(built) -> None:
    point(built, 6)
    assert built.reader.looking_up.is_missing
    assert built.window.page() is Page.LOOKUP
    perform(built.reader, "lookup-install")
    assert built.reader.looking_up.is_missing, "no file was chosen"
    built.window.file = str(VILLAGE)
    perform(built.reader, "lookup-install")
    assert not built.reader.looking_up.is_missing
    assert (built.said[-1].key, built.said[-1].arguments) == ("lookup.installed", {"count": ENTRIES})
    point(built, 6)
    assert built.reader.looking_up.found is not None


def test_what_is_no_dictionary_is_told(built, tmp_path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear all")
    built.window.file = str(file)
    perform(built.reader, "lookup-install")
    assert built.last_words == "“letter.txt”不是 CC-CEDICT 词典的文件。"
    assert built.said[-1].trouble


def test_the_one_that_came_along_is_made_ready_by_the_first_question(built, monkeypatch) -> None:
    monkeypatch.setattr(installed, "packaged", lambda: VILLAGE)
    point(built, 6)
    assert [one.key for one in built.said[-2:]] == ["lookup.preparing", "lookup.shown"]
    point(built, 6)
    assert [one.key for one in built.said[-2:]] == ["lookup.shown", "lookup.shown"]


def test_one_that_cannot_be_made_ready_is_trouble(built, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(installed, "packaged", lambda: VILLAGE)
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv(installed.HOME_VARIABLE, str(blocked))
    point(built, 6)
    assert built.reader.looking_up.is_missing
    assert built.said[-1].key == "lookup.not-written"


def test_an_older_question_and_a_reader_gone_elsewhere_are_left_alone(built, monkeypatch) -> None:
    install_village()
    waiting = []
    monkeypatch.setattr(
        built.reader.opening.tasks, "work", lambda job, done, _failed: waiting.append((job, done))
    )
    point(built, 6)
    point(built, 1)
    for job, done in waiting[::-1]:
        done(job())
    assert built.reader.looking_up.found.written == "荔枝树"
    point(built, 6)
    built.window.show_page(Page.HELP)
    waiting[-1][1](waiting[-1][0]())
    assert built.window.page() is Page.HELP


def test_word_meaning_and_each_reading_are_heard(built, heard) -> None:
    install_village()
    looking = built.reader.looking_up
    looking.follow("图书馆")
    perform(built.reader, "lookup-hear")
    perform(built.reader, "lookup-meaning")
    rows_of(built.reader)[0].press()
    assert heard == [
        ("图书馆", "zh"),
        ("house of many books; library", "en"),
        ("house of many books; library", "en"),
    ]
    heard.clear()
    looking.follow("行")
    assert head_of(built.reader, looking.found) == ("行", (), "xíng　háng")
    ways = [row for row in rows_of(built.reader) if row.icon == "volume-2"]
    assert [row.words for row in ways] == ["行　xíng", "行　háng"]
    for row in ways:
        row.press()
    assert len({text for text, _language in heard}) == 2, "each reading sounds its own way"
    heard.clear()
    looking.follow("books")
    perform(built.reader, "lookup-hear")
    perform(built.reader, "lookup-meaning")
    assert heard[0] == ("books", "en")
    assert heard[1][1] == "zh"


def test_cantonese_is_shown_where_the_data_has_it(built, heard) -> None:
    install_village()
    built.reader.looking_up.follow("睇")
    row = next(row for row in rows_of(built.reader) if "tai2" in row.words)
    assert row.words == "粤语：tai2"
    row.press()
    assert heard == [("睇", "yue")]


def test_a_word_can_be_said_otherwise(built) -> None:
    install_village()
    point(built, 6)
    perform(built.reader, "lookup-otherwise")
    assert built.window.page() is Page.DICTIONARY
    assert built.reader.pronouncing.wish == "图书馆"


def test_the_credit_stands_in_the_help_in_both_languages(built) -> None:
    for language in ("zh", "en"):
        built.reader.settings.set(LANGUAGE, language)
        told = COMMANDS["lookup-install"].help(built.reader)
        assert "CC-CEDICT" in told
        assert "CC BY-SA 4.0" in told
        assert "www.mdbg.net" in told
