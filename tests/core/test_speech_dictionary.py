"""How words are said: the reader's file, the librarian's, and the list that comes along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.cli.main import main
from gxreader.errors import UsageError
from gxreader.speech.dictionary import (
    POLICY_VARIABLE,
    Dictionary,
    Entry,
    Match,
    OwnEntries,
    policy_file,
    read_entries,
    starting_file,
    write_entries,
)
from gxreader.speech.engines.silent import SilentEngine
from gxreader.speech.reading import read_sentence
from gxreader.speech.values import SpeechRequest


@pytest.fixture
def files(tmp_path):
    return tmp_path / "own.toml", tmp_path / "policy.toml", tmp_path / "start.toml"


def said(files, text, language="zh", *, reads_pinyin=True):
    spoken, pinyin = Dictionary(files).apply(text, language, reads_pinyin=reads_pinyin)
    return spoken.text, {spoken.text[start:end]: reading for (start, end), reading in pinyin.items()}


def test_a_word_is_said_as_wished_and_finds_its_way_back(files):
    write_entries(files[0], (Entry("GXZF", said="广西政府"),))
    spoken, pinyin = Dictionary(files).apply("看GXZF网", "zh", reads_pinyin=True)
    assert spoken.text == "看广西政府网"
    assert pinyin == {}
    assert spoken.original(1, 3) == (1, 5)
    assert spoken.original(5, 6) == (5, 6)


def test_pinyin_is_told_to_a_voice_that_can_be_told(files):
    write_entries(files[0], (Entry("重庆", said="虫庆", pinyin="chong2 qing4"), Entry("朴", pinyin="piao2")))
    assert said(files, "去重庆看朴老师") == ("去重庆看朴老师", {"重庆": "chong2 qing4", "朴": "piao2"})
    assert said(files, "去重庆", reads_pinyin=False) == ("去虫庆", {})


def test_a_skipped_word_is_left_out(files):
    write_entries(files[0], (Entry("（图）", skipped=True),))
    assert said(files, "通车（图）了")[0] == "通车了"


def test_the_readers_own_word_wins_and_the_longer_one_before_that(files):
    write_entries(files[0], (Entry("行", said="自"),))
    write_entries(files[1], (Entry("行", said="馆"), Entry("银行", said="馆馆")))
    write_entries(files[2], (Entry("银行", said="表表"),))
    assert said(files, "行，银行")[0] == "自，馆馆"


def test_a_whole_word_is_no_part_of_another(files):
    write_entries(files[0], (Entry("AI", said="人工智能", match=Match.WHOLE),))
    assert said(files, "AI在AIR里，用AI。")[0] == "人工智能在AIR里，用人工智能。"


def test_a_pattern_and_a_language_limit_an_entry(files):
    write_entries(
        files[0],
        (Entry("No[0-9]+", said="某号", match=Match.PATTERN), Entry("lead", said="led", language="en")),
    )
    assert said(files, "No12和lead")[0] == "某号和lead"
    assert said(files, "the lead", "en-US")[0] == "the led"


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        (Entry("", said="x"), "dictionary.no-word"),
        (Entry("字" * 101, said="x"), "dictionary.no-word"),
        (Entry("字"), "dictionary.no-reading"),
        (Entry("字", pinyin="zì"), "dictionary.pinyin-wrong"),
        (Entry("字", pinyin="zi4 zi4"), "dictionary.pinyin-length"),
        (Entry("(a+)+b", said="x", match=Match.PATTERN), "dictionary.pattern-heavy"),
        (Entry("a*b*c*d*", said="x", match=Match.PATTERN), "dictionary.pattern-heavy"),
        (Entry("a?" * 22 + "a" * 22, said="x", match=Match.PATTERN), "dictionary.pattern-heavy"),
        (Entry("(a?){20}a", said="x", match=Match.PATTERN), "dictionary.pattern-heavy"),
        (Entry("(a|aa)+b", said="x", match=Match.PATTERN), "dictionary.pattern-heavy"),
        (Entry(".*a.*b.*c", said="x", match=Match.PATTERN), "dictionary.pattern-heavy"),
        (Entry(r"(a)\1", said="x", match=Match.PATTERN), "dictionary.pattern-heavy"),
        (Entry("(a", said="x", match=Match.PATTERN), "dictionary.pattern-wrong"),
        (Entry("a*", said="x", match=Match.PATTERN), "dictionary.pattern-empty"),
    ],
)
def test_what_cannot_be_meant_has_its_sentence(files, entry, key):
    with pytest.raises(UsageError) as caught:
        OwnEntries(files[0]).add(entry)
    assert caught.value.key == key
    assert not files[0].exists()


def test_words_are_added_changed_and_removed(files):
    entries = OwnEntries(files[0])
    entries.add(Entry("乐", pinyin="yue4", note="姓“乐”\\n"))
    before = entries.edition
    assert entries.all() == (Entry("乐", pinyin="yue4", note="姓“乐”\\n"),)
    entries.add(Entry("乐", pinyin="le4"))
    assert entries.all() == (Entry("乐", pinyin="le4"),)
    assert entries.edition >= before > 0
    assert entries.remove("乐")
    assert not entries.remove("乐")
    assert entries.all() == ()


def test_a_changed_file_is_read_again(files):
    dictionary = Dictionary(files)
    assert dictionary.apply("乐", "zh", reads_pinyin=True)[1] == {}
    write_entries(files[0], (Entry("乐", pinyin="yue4"),))
    assert dictionary.apply("乐", "zh", reads_pinyin=True)[1] == {(0, 1): "yue4"}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"entries = 5", b"[[entries]]\nsaid='x'\n", b"[[entries]]\nwritten='x'\n"]
)
def test_a_damaged_file_is_told_where_it_is_edited_and_stops_no_voice(files, content):
    files[0].write_bytes(content)
    write_entries(files[2], (Entry("行", said="航"),))
    assert said(files, "行")[0] == "航"
    with pytest.raises(UsageError):
        OwnEntries(files[0]).all()
    with pytest.raises(UsageError):
        OwnEntries(files[0]).add(Entry("字", said="x"))
    assert files[0].read_bytes() == content  # nothing of it is lost


def test_the_list_that_comes_along_is_right():
    entries = read_entries(starting_file())
    assert len(entries) >= 25
    for name in "行重长乐":
        assert any(name in entry.written for entry in entries)
    assert all(len(entry.said) == len(entry.written) for entry in entries)


def test_the_librarians_file_is_where_policy_says(monkeypatch, tmp_path):
    monkeypatch.setenv(POLICY_VARIABLE, str(tmp_path / "library.toml"))
    assert policy_file() == tmp_path / "library.toml"


@given(st.text(alphabet="行银重庆AI1（图），。 ", max_size=40))
def test_every_character_said_comes_from_somewhere_in_order(tmp_path_factory, text):
    file = tmp_path_factory.getbasetemp() / "property.toml"
    if not file.exists():
        write_entries(
            file,
            (
                Entry("银行", pinyin="yin2 hang2"),
                Entry("（图）", skipped=True),
                Entry("AI", said="人工"),
                Entry("重庆", said="虫庆"),
            ),
        )
    spoken, pinyin = Dictionary((file,)).apply(text, "zh", reads_pinyin=True)
    assert len(spoken.origins) == len(spoken.text)
    assert all(0 <= start < end <= len(text) for start, end in spoken.origins)
    starts = [start for start, _end in spoken.origins]
    assert starts == sorted(starts)
    assert all(spoken.text[start:end] == "银行" for start, end in pinyin)


class NotingEngine(SilentEngine):
    reads_pinyin = True

    def synthesise(self, request):
        self.request = request
        return super().synthesise(request)


@pytest.fixture
def own(monkeypatch, files):
    """The reader's dictionary is ours."""
    monkeypatch.setattr("gxreader.speech.reading._dictionary", lambda _reads_pinyin: Dictionary(files))
    monkeypatch.setattr("gxreader.speech.dictionary.own_file", lambda: files[0])
    return files


def test_marks_and_pinyin_hold_through_dictionary_and_normaliser(own):
    write_entries(own[0], (Entry("重庆", pinyin="chong2 qing4"), Entry("GX", said="广西")))
    engine = NotingEngine()
    text = "2024年GX到重庆。"
    utterance = read_sentence(engine, SpeechRequest(text, "zh"))
    assert engine.request.text == "二零二四年广西到重庆。"
    assert engine.request.pinyin == ((8, 10, "chong2 qing4"),)
    marked = [text[mark.start : mark.start + mark.length] for mark in utterance.marks]
    assert "".join(marked) == "2024年GX到重庆"


def test_a_sentence_of_skipped_words_is_silence(own):
    write_entries(own[0], (Entry("略", skipped=True),))
    assert read_sentence(NotingEngine(), SpeechRequest("略。", "zh")).pcm == b""


@pytest.mark.usefixtures("own")
def test_the_command_line_adds_lists_tries_and_removes(capsys):
    assert main(["dictionary", "--lang", "en"]) == 0
    assert "no words of your own" in capsys.readouterr().out
    assert main(["dictionary", "add", "覃", "--pinyin", "Qin2"]) == 0
    assert main(["dictionary"]) == 0
    assert "覃\tqin2" in capsys.readouterr().out
    assert main(["dictionary", "try", "覃先生2024年春天来"]) == 0
    assert "二零二四年春天来" in capsys.readouterr().out
    assert main(["dictionary", "remove", "覃"]) == 0
    assert main(["dictionary", "remove", "覃", "--lang", "en"]) != 0
    assert "not in the dictionary" in capsys.readouterr().err
    assert main(["dictionary", "add", "覃", "--pinyin", "qin"]) != 0
    assert main(["dictionary", "try"]) != 0
