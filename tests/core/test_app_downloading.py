"""Files of articles: what they are, brought one after the other, stopped, gone on with, opened here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxreader.app.commands import perform
from gxreader.app.download_items import Phase, facts, size_words, state_words
from gxreader.i18n.messages import messages
from gxreader.load.fetch import FetchRules, WebFetcher
from gxreader.model.site import Attachment
from gxreader.settings.schema import DOWNLOAD_FOLDER, MODE, OWN_SERVERS
from gxreader.settings.store import Settings
from tests.core.file_server import FileServer, file_server
from tests.parts import Built, ImmediateTasks, build_reader, small_article
from tests.replica.server import portal

PDF = b"%PDF-1.4\n" + os.urandom(50_000)


class LaterTasks(ImmediateTasks):
    """What the downloads do waits until it is let go on."""

    def __init__(self) -> None:
        self.waiting: list = []

    def work(self, job, done, failed) -> None:
        if "Downloads." in job.__qualname__:
            self.waiting.append((job, done, failed))
        else:
            super().work(job, done, failed)

    def go_on(self) -> None:
        super().work(*self.waiting.pop(0))


@pytest.fixture(scope="module")
def server() -> Iterator[FileServer]:
    with file_server() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "下载"


def built_with(folder: Path, **parts: object) -> Built:
    settings = Settings(None)
    settings.set(OWN_SERVERS, "127.0.0.1")
    settings.set(DOWNLOAD_FOLDER, str(folder))
    fetcher = WebFetcher(FetchRules(hosts=frozenset({"127.0.0.1"}), pauses=()))
    return build_reader(settings, fetcher=fetcher, **parts)  # type: ignore[arg-type]  # its own


def show(built: Built, *files: Attachment) -> list[str]:
    built.reader.opening.show(small_article(attachments=files))
    return [item.address for item in built.reader.downloads.items]


def phases(built: Built) -> list[Phase]:
    return [item.phase for item in built.reader.downloads.items]


def test_an_article_with_files_says_so_with_the_key_to_them(folder: Path) -> None:
    built = built_with(folder)
    show(built, Attachment("表.docx", "https://a.cn/1.docx"))
    assert (built.said[-1].key, built.said[-1].remedy) == ("say.opened-with-files", "downloads")
    show(built)
    assert built.said[-1].key == "say.opened"


def test_the_portals_file_is_brought_and_read_here(folder: Path) -> None:
    built = built_with(folder)
    with portal() as site:
        built.reader.opening.open_text(site.url + "qhyw/t27001001.shtml")
        item = built.reader.downloads.items[0]
        assert item.sort == "text"
        built.reader.downloads.look()
        assert built.reader.downloads.items[0].total > 100
        perform(built.reader, "download-start")
    item = built.reader.downloads.items[0]
    assert (item.phase, item.readable) == (Phase.READY, True)
    assert item.path is not None
    assert item.path.parent == folder
    assert (built.said[-1].key, built.said[-1].remedy) == ("say.download-ready", "downloaded-open")
    perform(built.reader, "downloaded-open")
    assert built.reader.session.article is not None
    assert built.reader.session.origin == str(item.path)
    assert [one.path for one in built.reader.downloads.items] == [item.path]  # it can still be found


def test_a_download_that_breaks_off_is_gone_on_with_by_the_same_key(folder: Path) -> None:
    built = built_with(folder)
    with portal() as site:
        built.reader.opening.open_text(site.url + "qhyw/t27001001.shtml")
        site.breaks[:] = [100, 50, 25]
        perform(built.reader, "download-start")
        item = built.reader.downloads.items[0]
        assert item.phase is Phase.TROUBLE
        assert built.said[-1].trouble
        again = built_with(folder)  # the program was ended and started again
        again.reader.opening.open_text(site.url + "qhyw/t27001001.shtml")
        again.reader.downloads.look()
        item = again.reader.downloads.items[0]
        assert (item.phase, item.done) == (Phase.STOPPED, 175)
        assert "接着" in again.reader.appearance.messages.text("command.download-start.rest")
        perform(again.reader, "download-start")
    assert phases(again) == [Phase.READY]
    assert again.reader.downloads.items[0].path is not None


def test_one_host_is_asked_for_one_file_at_a_time(server: FileServer, folder: Path) -> None:
    tasks = LaterTasks()
    built = built_with(folder, tasks=tasks)
    files = [Attachment(f"{n}.pdf", server.offer(f"/{n}.pdf", PDF)) for n in range(2)]
    built.reader.session.show(small_article(attachments=(*files, Attachment("3.pdf", "https://b.cn/3.pdf"))))
    perform(built.reader, "download-all")
    assert phases(built) == [Phase.WORKING, Phase.WAITING, Phase.WORKING]
    tasks.go_on()
    assert phases(built) == [Phase.READY, Phase.WORKING, Phase.WORKING]


def test_what_was_stopped_before_its_turn_is_as_before(server: FileServer, folder: Path) -> None:
    built = built_with(folder, tasks=LaterTasks())
    files = tuple(Attachment(f"{n}.pdf", server.offer(f"/{n}.pdf", PDF)) for n in range(2))
    built.reader.session.show(small_article(attachments=files))
    perform(built.reader, "download-all")
    built.reader.downloads.choose(files[1].url)
    perform(built.reader, "download-stop")
    assert phases(built) == [Phase.WORKING, Phase.OFFERED]


def test_it_goes_on_while_another_article_is_read(server: FileServer, folder: Path) -> None:
    tasks = LaterTasks()
    built = built_with(folder, tasks=tasks)
    first = Attachment("1.pdf", server.offer("/1.pdf", PDF))
    built.reader.session.show(small_article(attachments=(first, Attachment("2.pdf", "https://b.cn/2.pdf"))))
    perform(built.reader, "download-start")
    built.reader.session.show(small_article(title="另一篇"))
    assert [(item.address, item.is_here) for item in built.reader.downloads.items] == [(first.url, False)]
    tasks.go_on()
    assert phases(built) == [Phase.READY]
    assert built.said[-1].key == "say.download-ready"


def test_stopping_ends_it_and_what_has_come_can_be_dropped(server: FileServer, folder: Path) -> None:
    tasks = LaterTasks()
    built = built_with(folder, tasks=tasks)
    file = Attachment("1.pdf", server.offer("/1.pdf", PDF, breaks_after=[1000, 1000, 1000]))
    built.reader.session.show(small_article(attachments=(file,)))
    perform(built.reader, "download-start")
    perform(built.reader, "download-stop")
    tasks.go_on()
    assert built.said[-1].key == "say.download-stopped"
    assert phases(built) == [Phase.OFFERED]  # nothing had come yet
    perform(built.reader, "download-start")
    tasks.go_on()
    assert phases(built) == [Phase.TROUBLE]
    assert len(list(folder.iterdir())) == 2
    perform(built.reader, "download-drop")
    tasks.go_on()
    assert phases(built) == [Phase.OFFERED]
    assert list(folder.iterdir()) == []


def test_a_program_is_told_of_and_never_opened(server: FileServer, folder: Path) -> None:
    built = built_with(folder)
    show(built, Attachment("通知.pdf", server.offer("/x.pdf", b"MZ\x90\0" + bytes(500))))
    perform(built.reader, "download-start")
    assert built.said[-1].key == "say.download.is-program"
    assert built.said[-1].remedy == "downloaded-folder"
    assert not built.reader.downloads.items[0].readable


def test_on_a_terminal_files_are_read_and_nothing_is_kept(server: FileServer, folder: Path) -> None:
    built = built_with(folder)
    built.reader.settings.set(MODE, "terminal")
    show(built, Attachment("说明.txt", server.offer("/a.txt", "石桥\n\n桥修好了。".encode())))
    for command_id in ("download-start", "download-all", "export-html", "export"):
        perform(built.reader, command_id)
        assert built.said[-1].key == "say.nothing-kept-here"
    perform(built.reader, "download-open")
    assert built.reader.session.article is not None
    assert "桥" in built.reader.session.article.title
    assert not folder.exists()


def test_what_cannot_be_read_here_can_be_kept(server: FileServer, folder: Path) -> None:
    built = built_with(folder)
    built.reader.opening.open_text(server.offer("/a.zip", b"PK\x03\x04" + bytes(500)))
    assert built.reader.opening.failure is not None
    perform(built.reader, "download-failed")
    assert [item.phase for item in built.reader.downloads.items] == [Phase.READY]
    assert (folder / "a.zip").exists()


def test_only_web_addresses_are_files_to_bring(folder: Path) -> None:
    built = built_with(folder)
    files = (Attachment("a", "file:///etc/passwd"), Attachment("b", ""), Attachment("c", "javascript:x"))
    assert show(built, *files) == []
    perform(built.reader, "download-start")
    assert built.said[-1].key == "say.no-downloads"


def test_another_folder_leaves_no_halves_in_the_one_before(server: FileServer, folder: Path) -> None:
    built = built_with(folder)
    file = Attachment("1.pdf", server.offer("/1.pdf", PDF, breaks_after=[1000, 1000, 1000]))
    show(built, file)
    perform(built.reader, "download-start")
    assert phases(built) == [Phase.TROUBLE]
    built.reader.downloads.put_into(folder / "新的")
    assert list(folder.iterdir()) == []
    perform(built.reader, "download-start")
    assert [path.name for path in (folder / "新的").iterdir()] == ["1.pdf"]


def test_a_name_does_not_hide_what_it_is(folder: Path) -> None:
    built = built_with(folder)
    show(built, Attachment("表\u202efdp.exe", "https://a.cn/1"), Attachment("", "https://a.cn/x/2.docx"))
    shown = [(item.name, item.sort) for item in built.reader.downloads.items]
    assert shown == [("表fdp.exe", "program"), ("2.docx", "word")]


def test_a_folder_chosen_is_kept_and_a_wrong_one_is_passed_over(folder: Path, monkeypatch) -> None:
    built = built_with(folder)
    built.reader.downloads.put_into(folder / "新的")
    assert built.reader.downloads.folder() == folder / "新的"
    built.reader.settings.set(DOWNLOAD_FOLDER, "somewhere")
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(folder))
    assert built.reader.downloads.folder() == folder


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 个字节"),
        (900, "900 个字节"),
        (38_000, "37 KB"),
        (1_300_000, "1.2 MB"),
        (3_000_000_000, "2861 MB"),
    ],
)
def test_sizes_are_said_with_no_more_digits_than_needed(size: int, words: str) -> None:
    assert size_words(size, messages("zh")) == words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_and_sort_has_words(folder: Path, language: str) -> None:
    import msgspec

    from gxreader.load.file_sorts import Sort

    built = built_with(folder)
    show(built, Attachment("表.docx", "https://a.cn/1.docx", size=2000))
    item = built.reader.downloads.items[0]
    words = messages(language)
    for phase in Phase:
        for sort in Sort:
            changed = msgspec.structs.replace(item, phase=phase, sort=sort.value, done=500)
            assert "download." not in facts(changed, words)
            assert "download." not in state_words(changed, words)
