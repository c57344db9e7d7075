"""Where a file is to stand, chosen with large keys; and the article as a file with its pictures within."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from gxreader.app import browsing
from gxreader.app.browsing import Kind
from gxreader.app.commands import perform
from gxreader.app.exporting import form_of
from gxreader.app.saving import Wish
from gxreader.cli.main import main
from gxreader.export.files import SUFFIXES, FileForm
from gxreader.load.fetch import Fetched
from gxreader.model.article import Paragraph, Picture, text_run
from gxreader.model.site import Attachment
from tests.parts import build_reader, load_article, small_article

PICTURE = "https://a.cn/ferry.png"


@pytest.fixture
def documents(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(browsing, "_STICKS", ())
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(private_home / "文档"))
    (private_home / "文档" / "剪报").mkdir(parents=True)
    (private_home / "文档" / "一篇.txt").write_text("1", encoding="utf-8")
    return private_home / "文档"


@pytest.fixture
def saving(documents: Path):  # noqa: ARG001 - the places that are found
    return build_reader().reader.saving


def names(saving) -> list[str]:
    return [entry.name for entry in saving.entries]


def down_to(saving, *wanted: str) -> None:
    for name in wanted:
        saving.press(next(entry for entry in saving.entries if entry.name == name))


def test_a_place_a_folder_a_name(saving, documents: Path) -> None:
    chosen: list[str] = []
    saving.ask(Wish("command.save-pdf", "荔枝", ".pdf"), chosen.append)
    assert saving.entries[0].kind is Kind.PLACE
    saving.here()
    assert chosen == []  # among the places there is no here yet
    down_to(saving, "files.documents")
    assert names(saving) == ["剪报"]  # files are nothing to go into
    down_to(saving, "剪报")
    saving.name = "河/边: 的*树"
    saving.here()
    assert chosen == [str(documents / "剪报" / "河_边_ 的_树.pdf")]


def test_an_empty_name_is_the_one_that_was_proposed(saving, documents: Path) -> None:
    chosen: list[str] = []
    saving.ask(Wish("command.save-pdf", "荔枝", ".pdf"), chosen.append)
    down_to(saving, "files.documents")
    saving.name = "  "
    saving.here()
    assert chosen == [str(documents / "荔枝.pdf")]


@pytest.mark.parametrize(("way", "name"), [("replace", "一篇.txt"), ("keep_both", "一篇 (2).txt")])
def test_a_taken_name_is_asked_about(saving, documents: Path, way: str, name: str) -> None:
    chosen: list[str] = []
    saving.ask(Wish("command.export-text", "一篇", ".txt"), chosen.append)
    down_to(saving, "files.documents")
    saving.here()
    assert (chosen, saving.taken) == ([], documents / "一篇.txt")
    assert saving.up()  # back to the choice of a name
    assert (saving.taken, saving.folder) == (None, documents)
    saving.here()
    getattr(saving, way)()
    assert chosen == [str(documents / name)]
    getattr(saving, way)()
    assert len(chosen) == 1  # a second press does nothing any more


def test_a_folder_alone_can_be_chosen(saving, documents: Path) -> None:
    chosen: list[str] = []
    saving.ask(Wish("command.download-place"), chosen.append)
    down_to(saving, "files.documents", "剪报")
    saving.here()
    assert chosen == [str(documents / "剪报")]


class OnePicture:
    """Brings one picture, and nothing else."""

    def fetch(self, url: str, *_more: object, **_named: object) -> Fetched:
        if url != PICTURE:
            from gxreader.errors import NotFound

            raise NotFound("load.page-gone")
        kept = io.BytesIO()
        noise = [Image.effect_noise((300, 200), 90) for _ in range(3)]
        Image.merge("RGB", noise).save(kept, "PNG")
        return Fetched(url, kept.getvalue(), "image/png")


def illustrated():
    return small_article(
        title="渡口 <灯>",
        url="https://a.cn/1.html",
        attachments=(Attachment("申请表.docx", "https://a.cn/1.docx"),),
        blocks=(
            Paragraph(text_run("灯亮着。<script>alert(1)</script>")),
            Picture(PICTURE, alt='渡口的"灯"', caption=text_run("图为渡口。")),
            Picture("https://a.cn/gone.png", alt="没有了", caption=text_run("来不了的图。")),
        ),
    )


def exported(form: FileForm, folder: Path) -> tuple[bytes, list]:
    built = build_reader(fetcher=OnePicture())
    built.reader.opening.show(illustrated())
    target = folder / f"a{SUFFIXES[form]}"
    built.reader.exporting.start(form, target)
    assert built.reader.saving.saved == target
    assert [path.name for path in folder.iterdir() if path.name.startswith(("a", "."))] == [target.name]
    return target.read_bytes(), built.said


def test_a_web_page_is_whole_in_itself(tmp_path: Path) -> None:
    data, said = exported(FileForm.HTML, tmp_path)
    page = data.decode()
    assert (said[-1].key, said[-1].remedy, said[-1].arguments["count"]) == (
        "say.saved-without",
        "show-saved",
        1,
    )
    (source,) = re.findall(r'<img src="data:image/jpeg;base64,([^"]*)" alt="渡口的&quot;灯&quot;"', page)
    assert Image.open(io.BytesIO(base64.b64decode(source))).size == (300, 200)
    assert "来不了的图。" in page
    assert '<a href="https://a.cn/1.docx">申请表.docx</a>' in page
    assert "gone.png" not in page  # nothing is fetched when it is read
    assert "<script" not in page
    assert "img-src data:;" in page
    for part in (
        '<html lang="zh">',
        "<main>",
        "<h1>渡口 &lt;灯&gt;</h1>",
        "prefers-color-scheme:dark",
        'name="viewport"',
    ):
        assert part in page


def test_a_book_holds_its_pictures(tmp_path: Path) -> None:
    data, _said = exported(FileForm.EPUB, tmp_path)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        chapter = book.read("EPUB/chapter-0001.xhtml").decode()
        package = book.read("EPUB/package.opf").decode()
        assert Image.open(io.BytesIO(book.read("EPUB/picture-0001.jpg"))).size == (300, 200)
    assert '<img src="picture-0001.jpg" alt="渡口的&quot;灯&quot;" width="300" height="200"/>' in chapter
    assert 'href="picture-0001.jpg" media-type="image/jpeg"' in package
    assert ">visual<" in package
    assert ">alternativeText<" in package
    back = load_article(_reference(tmp_path / "a.epub"))
    assert [type(block) for block in back.blocks].count(Picture) == 1


def _reference(path: Path):
    from gxreader.load.reference import Kind, Reference

    return Reference(Kind.FILE, str(path))


def test_text_has_its_title_and_where_it_is_from(tmp_path: Path) -> None:
    data, said = exported(FileForm.TEXT, tmp_path)
    text = data.decode("utf-8-sig")
    assert text.splitlines()[:2] == ["渡口 <灯>", "——一个村子和它的书"]
    assert "https://a.cn/1.html" in text
    assert said[-1].key == "say.saved-file"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    built.reader.exporting.start(FileForm.TEXT, tmp_path / "nowhere" / "a.txt")
    assert (built.said[-1].key, built.said[-1].trouble) == ("export.cannot-write", True)
    built.reader.exporting.start(FileForm.TEXT, tmp_path / "a.txt")
    assert built.said[-1].key == "say.saved-file"


def test_without_an_article_there_is_nothing_to_save() -> None:
    built = build_reader()
    perform(built.reader, "export-html")
    assert built.said[-1].key == "say.no-article"
    perform(built.reader, "show-saved")
    assert built.said[-1].key == "say.nothing-saved-yet"


@pytest.mark.parametrize("suffix", [".html", ".epub", ".md", ".txt", ".json"])
def test_the_command_line_writes_the_same_files(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "a.txt.in"
    source.write_text("石桥\n\n桥修好了。", encoding="utf-8")
    target = tmp_path / f"out{suffix}"
    assert main(["extract", str(source), "--output", str(target)]) == 0
    data = target.read_bytes()
    assert data.startswith(b"PK") if suffix == ".epub" else "桥修好了" in data.decode()


def test_the_command_line_says_what_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.txt"
    source.write_text("石桥\n\n桥修好了。", encoding="utf-8")
    assert main(["extract", str(source), "--output", str(tmp_path / "a.doc")]) != 0
    assert ".epub" in capsys.readouterr().err
    assert form_of(Path("A.HTM")) is FileForm.HTML
