"""Searching the library: what is found, how it is ranked, and what is forgiven."""

from datetime import UTC, datetime

import pytest

from gxreader.han.tables import rows
from gxreader.library.library import Library
from gxreader.library.search import matching, sounds
from gxreader.library.search.folding import fold
from gxreader.library.search.index import token_version
from gxreader.library.search.query import Term, day_tokens, understood
from gxreader.library.search.searching import Found
from gxreader.library.search.tokens import phrase, tokens
from gxreader.model.article import Article, Heading, Paragraph, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Units

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def article_of(name, title, *texts, heading="", day=1, column="", site="https://www.example.org", year=2026):
    blocks = (Heading(text_run(heading)),) if heading else ()
    return Article(
        title=title,
        url=f"{site}/{name}.html",
        column=column,
        published=datetime(year, 5, day, tzinfo=UTC),
        language="zh-CN",
        blocks=(*blocks, *(Paragraph(text_run(text)) for text in texts)),
    )


SHELF = (
    article_of("title", "图书馆开门了", "每天八点，老人们来看报。", day=2, column="广西要闻"),
    article_of("head", "城里的新去处", "这里有很多书。", heading="新图书馆", day=3),
    article_of(
        "text", "周末去哪里", "我们先去了图书馆，又去了公园。", day=4, site="https://news.gxzf.gov.cn"
    ),
    article_of("wide", "公园", "去　图 书 馆 的路上有５Ｇ信号，ＷＩＦＩ也有。", day=5),
    article_of("old", "旧闻", "從前的圖書館裡有荔枝樹下的長凳。", year=2019),
    article_of(
        "river", "渡口的早晨", "老船工韦阿婆每天早上五点起床，先烧一壶水。", heading="重庆来的客人", day=6
    ),
    article_of("english", "The café by the river", "A library is open on COVID-19 days.", day=7),
    article_of("apart", "图书", "书馆", day=8),
    article_of("name", "李　明先生", "他住在南宁。", day=9),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("search") / "library.sqlite", clock=NOW.timestamp)
    for article in SHELF:
        library.works.put(article)
    library.works.tag(library.works.of(SHELF[5]).id, "家乡")
    yield library
    library.close()


def found(library, text, **wish):
    return [
        hit.work.address.rpartition("/")[2].partition(".")[0]
        for hit in library.search.find(text, **wish).hits
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("图书馆", ["title", "head", "wide", "text", "old"]),
        ("圖書館", ["title", "head", "wide", "text", "old"]),
        ("馆", ["title", "head", "apart", "wide", "text", "old"]),
        ("图书", ["apart", "title", "head", "wide", "text", "old"]),
        ("图 书馆", ["title", "head", "wide", "text", "old", "apart"]),
        ("图书馆 公园", ["wide", "text"]),
        ("荔枝树", ["old"]),
        ("荔枝樹", ["old"]),
        ("長凳", ["old"]),
        ("5g", ["wide"]),
        ("５Ｇ", ["wide"]),
        ("5G信号", ["wide"]),
        ("wifi", ["wide"]),
        ("CAFÉ", ["english"]),
        ("cafe", ["english"]),
        ("librar", ["english"]),
        ("covid-19", ["english"]),
        ("李明", ["name"]),
        ("李 明", ["name"]),
        ('"去公园"', []),
        ('"了公园"', ["text"]),
        ("“去了公园”", ["text"]),
        ('"librar"', []),
        ('"library"', ["english"]),
        ("栏目：要闻", ["title"]),
        ("column:要聞 图书馆", ["title"]),
        ("图书馆 site:gxzf.gov.cn", ["text"]),
        ("图书馆 site:gov.cn", ["text"]),
        ("图书馆 site:example", ["title", "head", "wide", "old"]),
        ("图书馆 site:nowhere", []),
        ("图书馆 date:2019", ["old"]),
        ("图书馆 日期:2026-05-03..2026-05-04", ["head", "text"]),
        ("图书馆 date:2026年5月", ["title", "head", "wide", "text"]),
        ("date:..2020", ["old"]),
        ("tag:家乡", ["river"]),
        ("tag:家乡 图书馆", []),
        ("不存在的东西", []),
        ("", []),
        ("，。！", []),
    ],
)
def test_what_was_typed_finds_what_was_meant(library, text, expected):
    assert found(library, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tushuguan", ["title", "head", "wide", "text", "old"]),
        ("tushug", ["title", "head"]),
        ("tsg", ["title", "head"]),
        ("dukou", ["river"]),
        ("du kou", ["river"]),
        ("dù kǒu", ["river"]),
        ("dkdzc", ["river"]),
        ("chongqing", ["river"]),
        ("zhongqing", ["river"]),
        ("laochuangong", ["river"]),
        ("li ming", ["name"]),
    ],
)
def test_pinyin_finds_hanzi(library, text, expected):
    hits = library.search.find(text).hits
    assert found(library, text) == expected
    assert {hit.found for hit in hits} == {Found.SOUND}
    assert all(hit.title_ranges or hit.snippet_ranges for hit in hits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("荔枝书下", ["old"]),  # another one
        ("荔枝树的下", ["old"]),  # one too many
        ("老船工阿婆", ["river"]),  # one left out
        ("大船工韦阿婆", ["river"]),  # the first one
        ("老船工韦阿公", ["river"]),  # the last one
        ("老船工韦阿公每天早上六点起床", ["river"]),  # two in fourteen
        ("早上六点睡床", []),  # two in six
        ("libary", ["english"]),
        ("libraty", ["english"]),
        ("荔树下", []),  # too short
        ('"荔枝书下"', []),  # meant to the letter
    ],
)
def test_one_wrong_character_in_four_is_forgiven(library, text, expected):
    hits = library.search.find(text).hits
    assert found(library, text) == expected
    assert {hit.found for hit in hits} <= {Found.FORGIVEN}
    assert all(hit.snippet_ranges for hit in hits)


def test_what_is_forgiven_stands_below_what_is_exact(library):
    library.works.put(article_of("exact", "别的", "荔枝书下，真的这样写。", day=1))
    hits = library.search.find("荔枝书下").hits
    assert [(hit.work.title, hit.found) for hit in hits] == [("别的", Found.TEXT), ("旧闻", Found.FORGIVEN)]
    library.journal.delete_work(hits[0].work.id)
    assert found(library, "荔枝书下") == ["old"]
    library.journal.undo()
    assert len(library.search.find("荔枝书下").hits) == 2
    library.journal.delete_work(hits[0].work.id)


def test_a_hit_says_where_it_is(library):
    (hit,) = library.search.find("路上 信号").hits
    units = Units(SHELF[3])
    assert units.text_at(hit.place) == "路上"
    assert [hit.snippet[start:end] for start, end in hit.snippet_ranges] == ["路上", "信号"]
    (hit, *_others) = library.search.find("图书馆").hits
    assert [hit.work.title[start:end] for start, end in hit.title_ranges] == ["图书馆"]
    assert hit.found is Found.TITLE
    old = library.search.find("图书馆").hits[-1]
    assert [old.snippet[start:end] for start, end in old.snippet_ranges] == ["圖書館"]
    wide = library.search.find("图书馆").hits[2]
    assert [wide.snippet[start:end] for start, end in wide.snippet_ranges] == ["图 书 馆"]


def test_next_and_previous_go_through_all_hits_of_an_article(library):
    texts = ("图书馆", "去图书馆，回圖書館。", "没有")
    assert library.search.places(texts, "图书馆") == (Locator(0, 0, 3), Locator(1, 1, 4), Locator(1, 6, 9))
    assert library.search.places(texts, "tushuguan") == (Locator(0, 0, 3), Locator(1, 1, 4))
    assert library.search.places(("荔枝树下的长凳",), "荔枝书下") == (Locator(0, 0, 4),)
    assert library.search.places(texts, "没 图书馆")[-1] == Locator(2, 0, 1)
    assert library.search.places(texts, "") == ()


def test_pages_of_hits_follow_one_another(library):
    whole = found(library, "图书馆")
    assert found(library, "图书馆", limit=2) + found(library, "图书馆", limit=9, skip=2) == whole
    assert library.search.find("图书馆", limit=2).total == 5


def test_hidden_changed_and_deleted_works_are_found_as_they_are(tmp_path):
    library = Library(tmp_path / "library.sqlite")
    work = library.works.put(article_of("a", "渡口", "老船工"))
    library.works.hide(work)
    assert found(library, "船工") == []
    library.works.hide(work, hidden=False)
    library.works.put(article_of("a", "码头", "年轻的船长"))
    assert found(library, "船工") == []
    assert found(library, "渡口") == []
    assert found(library, "船长") == ["a"]
    library.journal.delete_work(work)
    assert found(library, "船长") == []
    library.journal.undo()
    assert found(library, "船长") == ["a"]
    with library._database.alone() as connection:
        connection.execute("INSERT INTO head_index(head_index) VALUES ('integrity-check')")
        connection.execute("INSERT INTO text_index(text_index) VALUES ('integrity-check')")
    library.close()


def test_an_index_of_other_tokens_is_made_anew(tmp_path, monkeypatch):
    library = Library(tmp_path / "library.sqlite")
    for number in range(3):
        library.works.put(article_of(str(number), "渡口", "老船工"))
    library.close()
    monkeypatch.setattr("gxreader.library.search.index.token_version", lambda: "another")
    library = Library(tmp_path / "library.sqlite")
    assert library.index.missing() == 3
    assert len(found(library, "渡口")) == 3
    assert library.index.missing() == 0
    assert library.index.catch_up() == 0
    library.close()


def test_after_trouble_within_a_transaction_the_index_forgets_nothing(tmp_path):
    library = Library(tmp_path / "library.sqlite")

    def trouble(_connection, _work):
        raise RuntimeError

    library.works.after_change.append(trouble)
    with pytest.raises(RuntimeError):
        library.works.put(article_of("a", "渡口", "老船工"))
    library.works.after_change.remove(trouble)
    library.works.put(article_of("a", "渡口", "老船工"))
    assert found(library, "laochuangong") == ["a"]
    library.reset()
    library.works.put(article_of("a", "渡口", "老船工"))
    assert found(library, "laochuangong") == ["a"]
    library.close()


def test_suggestions_begin_as_was_typed(library):
    library.history.note_search("图书馆几点开门")
    for typed in ("图书", "圖書", "tus", "tsg", "ｔｕｓ"):
        assert library.suggesting.suggestions(typed)[0] == "图书馆几点开门"
        assert "图书馆开门了" in library.suggesting.suggestions(typed)
    assert library.suggesting.suggestions("gxyw") == ("广西要闻",)
    assert library.suggesting.suggestions("渡") == ("渡口的早晨",)
    assert library.suggesting.suggestions(" ") == ()
    assert len(library.suggesting.suggestions("图", limit=1)) == 1


def test_folding_keeps_every_place():
    for written, _ in rows("TSCharacters.txt"):
        assert len(fold(written)) == len(written)
    text = "İstanbul ﬁ Ǆ ΐ ß Ａ　圖 Å e\u0301"
    assert len(fold(text)) == len(text)
    assert fold("Ａ　圖Å") == "a 图a"


def test_tokens_and_phrases_fit_each_other():
    assert tokens("5G网络，图 书") == ["5g", "网络", "络", "图书", "书"]
    assert phrase("图书馆") == '"图书" + "书馆"'
    assert phrase("图") == '"图"*'
    assert phrase("网络5g", is_whole=True) == '"网络" + "络" + "5g"'
    assert phrase("，") == ""


def test_queries_are_understood():
    query = understood("栏目：要闻 “图书馆 门” 早上 date:2026-02 “没有完")
    assert query.terms == (Term("图书馆 门", is_phrase=True), Term("没有完", is_phrase=True), Term("早上"))
    assert query.columns == ("要闻",)
    assert (query.begin.isoformat(), query.end.isoformat()) == ("2026-02-01", "2026-02-28")
    assert understood("date:2026-13 x").terms[-1].text == "2026-13"
    assert understood("x " * 50 + "字" * 500).terms == (Term("x"), Term("字" * 64))
    assert understood("http://example.org").columns == ()


def test_spans_of_days_are_few_tokens():
    span = understood("date:2024-12-30..2026-02-01")
    assert day_tokens(span.begin, span.end) == [
        *("d·2024·12·30", "d·2024·12·31", "d·2025", "d·2026·01", "d·2026·02·01"),
    ]
    assert len(day_tokens(None, span.end)) < 140


def test_without_readings_all_but_pinyin_is_found(tmp_path, monkeypatch):
    sounds._readings.cache_clear()
    monkeypatch.setattr(sounds.importlib.util, "find_spec", lambda _name: None)
    for cached in (sounds.readings, sounds.syllables, sounds._beginnings):
        cached.cache_clear()
    library = Library(tmp_path / "library.sqlite")
    library.works.put(SHELF[0])
    assert found(library, "图书馆") == ["title"]
    assert found(library, "tushuguan") == []
    library.close()
    monkeypatch.undo()
    for cached in (sounds._readings, sounds.readings, sounds.syllables, sounds._beginnings):
        cached.cache_clear()
    assert sounds.is_available()


def test_strange_queries_do_no_harm(library):
    for text in (
        '"',
        "*",
        "a AND",
        "NEAR(",
        "图*",
        "{title}:",
        "'",
        "\x00",
        "图" * 500,
        "-",
        "date:",
        "(" * 50,
    ):
        assert library.search.find(text).total >= 0
    assert "1" in token_version()
    assert matching.portions("一二三四五六七八九") == ["一二三四五", "六七八九"]
