"""A file is found by large keys: places, folders, and what can be read."""

from pathlib import Path

import pytest

from gxreader.app import browsing
from gxreader.app.browsing import Entry, Kind, entries_of, places
from gxreader.errors import ReaderError
from tests.parts import build_reader


@pytest.fixture
def documents(private_home: Path, monkeypatch) -> Path:
    """A folder of documents with a folder, files that can be read, and others."""
    monkeypatch.setattr(browsing, "_STICKS", ())
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(private_home / "文档"))
    folder = private_home / "文档"
    (folder / "老照片").mkdir(parents=True)
    (folder / "老照片" / "说明.txt").write_text("一九八〇年\n\n照于渡口。", encoding="utf-8")
    for name in ("b.TXT", "A.epub", "song.mp3", ".hidden.txt"):
        (folder / name).write_text("石桥\n\n桥修好了。", encoding="utf-8")
    return folder


def names(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.name for entry in entries]


def test_the_places_are_those_that_exist_each_once(documents) -> None:
    assert names(places()) == ["files.documents", "files.home"]
    assert places()[0].path == documents


def test_a_folder_shows_folders_first_and_only_what_can_be_read(documents) -> None:
    assert names(entries_of(documents)) == ["老照片", "A.epub", "b.TXT"]


def test_down_to_a_file_and_up_again(documents) -> None:
    built = build_reader()
    walk = built.reader.browsing
    walk.start()
    for name in ("files.documents", "老照片", "说明.txt"):
        walk.press(next(entry for entry in walk.entries if entry.name == name))
    assert built.reader.session.article is not None
    assert built.reader.session.article.title == "一九八〇年"
    assert walk.folder == documents / "老照片"
    assert walk.up()
    assert walk.folder == documents
    assert walk.up()
    assert walk.folder is None
    assert not walk.up()


def test_a_folder_that_is_gone_is_told_of_and_one_stays_where_one_was(documents) -> None:
    built = build_reader()
    walk = built.reader.browsing
    walk.start()
    before = walk.entries
    walk.press(Entry(Kind.FOLDER, documents / "拔掉的U盘", "拔掉的U盘"))
    assert built.said[-1].key == "say.folder-closed"
    assert built.said[-1].arguments == {"name": "拔掉的U盘"}
    assert walk.entries == before
    with pytest.raises(ReaderError):
        entries_of(documents / "拔掉的U盘")


def test_what_is_plugged_in_is_offered(tmp_path, monkeypatch) -> None:
    stick = tmp_path / "media" / "me" / "STICK"
    stick.mkdir(parents=True)
    monkeypatch.setattr(browsing, "_STICKS", (str(tmp_path / "media"),))
    assert [(entry.kind, entry.name) for entry in places()][-1] == (Kind.STICK, "STICK")
