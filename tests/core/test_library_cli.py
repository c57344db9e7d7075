"""The library on the command line, in one process after another, as scripts meet it."""

import json

import pytest

from gxreader.cli.main import main

FIRST = "渡口的早晨\n\n老船工每天早上五点起床，先烧一壶水。\n"
SECOND = "图书馆开门了\n\n每天八点，老人们来看报，也谈谈渡口。\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def answer(capsys, *words, language="zh"):
    """What the program says to some words: its code, its lines, and its trouble."""
    code = main(["--lang", language, "library", *words])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.strip()


@pytest.mark.usefixtures("files")
def test_a_day_with_the_library(capsys):
    assert answer(capsys) == (0, [], "书库里还没有内容。")
    code, lines, trouble = answer(capsys, "add", "first.txt", "second.txt", "--tag", "家乡")
    assert (code, len(lines), trouble) == (0, 2, "")
    code, lines, trouble = answer(capsys, "search", "渡口", "早晨")
    assert (code, trouble) == (0, "")
    assert [line.split("\t")[0] for line in lines] == ["渡口的早晨"]
    assert [line.split("\t")[0] for line in answer(capsys, "search", "渡口")[1]] == [
        "渡口的早晨",
        "图书馆开门了",
    ]
    assert [line.split("\t")[0] for line in answer(capsys, "search", "tushuguan")[1]] == ["图书馆开门了"]
    assert answer(capsys, "search", "没有的词") == (0, [], "书库里没有找到这样的内容。")
    assert answer(capsys, "search", "渡口", "--tag", "别的")[1] == []
    code, lines, _ = answer(capsys, "list")
    assert [line.split("\t")[1] for line in lines] == ["图书馆开门了", "渡口的早晨"]
    assert answer(capsys, "remove", lines[0].split("\t")[0])[0] == 0
    assert len(answer(capsys)[1]) == 1
    assert answer(capsys, "undo", language="en")[1] == ["“图书馆开门了” is back."]
    assert answer(capsys, "remove", "first.txt")[0] == 0
    assert answer(capsys, "undo")[0] == 0
    assert len(answer(capsys, "list", "--limit", "1")[1]) == 1


@pytest.mark.usefixtures("files")
def test_programs_get_json(capsys):
    answer(capsys, "add", "first.txt")
    _, lines, _ = answer(capsys, "search", "船工", "--json")
    found = json.loads("\n".join(lines))
    assert found["total"] == 1
    (hit,) = found["hits"]
    start, end = hit["snippet_ranges"][0]
    assert hit["snippet"][start:end] == "船工"
    assert hit["work"]["title"] == "渡口的早晨"
    assert hit["place"] == {"block": 1, "start": 1, "end": 3}
    _, lines, _ = answer(capsys, "list", "--json")
    assert json.loads("\n".join(lines))["works"][0]["saved"] == "by-wish"


def test_out_and_back(files, capsys):
    answer(capsys, "add", "first.txt", "second.txt", "--tag", "家乡")
    for name in ("a.json", "a.md", "a.html", "a.epub"):
        assert answer(capsys, "export", name)[0] == 0
        assert (files / name).stat().st_size > 0
    assert answer(capsys, "export", "b.epub", "--tag", "家乡", language="en")[1] == [
        "b.epub was written, with 2 works."
    ]
    assert answer(capsys, "backup", "copy.sqlite") == (0, ["书库已备份到 copy.sqlite。"], "")
    code, lines, trouble = answer(capsys, "reset", language="en")
    assert (code, lines) == (2, [])
    assert "--yes" in trouble
    assert answer(capsys, "reset", "--yes") == (0, ["书库已清空。"], "")
    assert answer(capsys)[1] == []
    assert answer(capsys, "import", "a.json")[1] == ["a.json 里的 2 篇已放进书库。"]
    assert len(answer(capsys, "search", "渡口")[1]) == 2
    answer(capsys, "reset", "--yes")
    code, lines, _ = answer(capsys, "restore", "copy.sqlite")
    assert code == 0
    assert lines[0].startswith("备份已恢复，共 2 篇。")
    assert len(answer(capsys)[1]) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("search",), 2),
        (("add",), 2),
        (("add", "missing.txt"), 1),
        (("add", "missing.txt", "gone.txt"), 1),
        (("remove", "missing"), 2),
        (("remove", "77"), 2),
        (("undo",), 1),
        (("export",), 2),
        (("export", "a.xyz"), 2),
        (("export", "a.epub"), 1),
        (("export", "missing/a.json"), 1),
        (("export", "a.md", "--tag", "x"), 2),
        (("import", "missing.json"), 1),
        (("import", "first.txt"), 1),
        (("backup", "missing/copy.sqlite"), 1),
        (("restore", "first.txt"), 1),
        (("list", "--limit", "0"), 2),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.usefixtures("files")
def test_trouble_is_told_in_a_sentence(capsys, words, code, language):
    assert answer(capsys, *words, language=language)[0] == code
    main(["--lang", language, "library", *words])
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()
    assert "cli." not in said.err
    assert "Traceback" not in said.err


@pytest.mark.usefixtures("files")
def test_a_damaged_library_is_told_of_once(capsys, private_home):
    answer(capsys, "add", "first.txt")
    (file,) = private_home.rglob("library.sqlite")
    file.write_bytes(b"no library" * 1000)
    code, lines, trouble = answer(capsys, "list", language="en")
    assert (code, lines) == (0, [])
    assert "was damaged" in trouble
    assert "damaged-" in trouble
    assert answer(capsys, "list", language="en")[2] == "There is nothing in your library yet."
