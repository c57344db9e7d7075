"""The reader's own words: what was typed becomes an entry, is kept, tried, taken out and put back."""

import pytest

from gxreader.app.pronouncing import entry_of
from gxreader.speech.dictionary import Entry, Match, OwnEntries
from tests.parts import build_reader


@pytest.fixture
def built():
    built = build_reader()
    built.reader.pronouncing.may_change = True
    return built


@pytest.mark.parametrize(
    ("written", "said", "entry"),
    [
        (" 朴阿姨 ", "飘阿姨", Entry("朴阿姨", said="飘阿姨")),
        ("重庆", "Chong2  qing4", Entry("重庆", pinyin="chong2 qing4")),
        ("SQL", "sequel", Entry("SQL", said="sequel", match=Match.WHOLE)),
        ("A4", "size1", Entry("A4", said="size1", match=Match.WHOLE)),
        ("（图）", " ", Entry("（图）", skipped=True)),
    ],
)
def test_what_was_typed_is_understood(written: str, said: str, entry: Entry) -> None:
    assert entry_of(written, said) == entry


def test_a_word_is_kept_changed_taken_out_and_put_back(built) -> None:
    words = built.reader.pronouncing
    first, second = Entry("朴", said="飘"), Entry("朴阿姨", said="飘阿姨")
    assert words.save(first)
    assert built.said[-1].key == "dictionary.added"
    assert OwnEntries().all() == (first,)
    assert words.save(second, instead_of="朴")
    assert OwnEntries().all() == words.entries == (second,)
    words.remove(second)
    assert OwnEntries().all() == words.entries == ()
    assert built.said[-1].remedy == "restore-word"
    words.restore()
    assert OwnEntries().all() == (second,)
    words.restore()
    assert built.said[-1].key == "say.nothing-to-undo"


def test_the_latest_word_stands_first(built) -> None:
    words = built.reader.pronouncing
    for written in ("甲", "乙"):
        words.save(Entry(written, said="一"))
    assert [entry.written for entry in words.entries] == ["乙", "甲"]


def test_what_cannot_be_said_is_refused_with_its_reason(built) -> None:
    words = built.reader.pronouncing
    assert not words.save(Entry("重庆", pinyin="chong2"))
    assert built.said[-1].key == "dictionary.pinyin-length"
    assert OwnEntries().all() == ()


def test_a_disk_that_refuses_is_told_of(built, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_ignored) -> None:
        raise OSError

    monkeypatch.setattr("gxreader.speech.dictionary.write_entries", refuse)
    built.reader.pronouncing.save(Entry("朴", said="飘"))
    assert built.said[-1].key == "dictionary.not-written"


def test_nothing_is_kept_where_nothing_may_be_kept() -> None:
    built = build_reader()
    assert not built.reader.pronouncing.save(Entry("朴", said="飘"))
    assert built.said[-1].key == "say.words-not-kept"
    assert OwnEntries().all() == ()


def test_a_damaged_file_is_told_of_when_the_words_are_looked_at(built) -> None:
    file = OwnEntries().file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[[entries", encoding="utf-8")
    built.reader.pronouncing.load()
    assert built.said[-1].key == "dictionary.damaged"


def test_a_word_is_heard_as_it_would_be_said(built, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = []
    monkeypatch.setattr(built.reader.voices, "say", lambda text, language: heard.append((text, language)))
    words = built.reader.pronouncing
    words.try_out(Entry("朴", said="飘"))
    assert heard == [("飘", "zh")]
    pinyin = Entry("重庆", pinyin="chong2 qing4")
    words.try_out(pinyin)
    words.save(pinyin)
    words.try_out(pinyin)
    assert heard[1:] == [("崇庆", "zh"), ("重庆", "zh")]
    words.try_out(Entry("图", skipped=True))
    assert built.said[-1].key == "say.word-skipped"


def test_trying_a_word_keeps_the_place_in_the_article(built) -> None:
    from tests.parts import small_article

    reader = built.reader
    reader.opening.show(small_article())
    reader.listening.toggle()
    reader.listening.next_sentence()
    place = reader.session.place
    reader.pronouncing.try_out(Entry("朴", said="飘"))
    assert reader.session.place == place
    assert not reader.listening.is_active
