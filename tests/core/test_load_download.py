"""Files from the web: whole, gone on from, never over another one, and never trusted."""

from __future__ import annotations

import errno
import gzip
import io
import os
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxreader.errors import Cancelled, NotAllowed, OutputError, ReaderError, Unreachable, Unreadable
from gxreader.load.fetch import CancelToken, FetchRules
from gxreader.load.file_sorts import Sort
from gxreader.load.web import part_file
from gxreader.load.web.download import discard, download, size_of
from tests.core.file_server import FileServer, file_server
from tests.core.web_server import wait_until

RULES = FetchRules(hosts=frozenset({"127.0.0.1"}), pauses=(0.01,), stall_seconds=2.0)
PDF = b"%PDF-1.4\n" + os.urandom(300_000)


@pytest.fixture(scope="module")
def running() -> Iterator[FileServer]:
    with file_server() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "downloads").mkdir()
    return tmp_path / "downloads"


@pytest.fixture
def server(running: FileServer) -> FileServer:
    running.files.clear()
    running.asked.clear()
    running.going_on.clear()
    return running


def bring(address: str, folder: Path, rules: FetchRules = RULES, **more: object):
    return download(address, folder, rules, CancelToken(), **more)  # type: ignore[arg-type]


def refused(address: str, folder: Path, rules: FetchRules = RULES) -> ReaderError:
    with pytest.raises(ReaderError) as caught:
        bring(address, folder, rules)
    return caught.value


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_comes_whole_and_is_called_as_its_link_says(server: FileServer, folder: Path) -> None:
    address = server.offer("/P0201.pdf", PDF)
    steps: list[tuple[int, int]] = []
    got = bring(address, folder, words="附件1：办事指南", progress=lambda *step: steps.append(step))
    assert got.path.read_bytes() == PDF
    assert (got.path.name, got.sort, got.warning) == ("附件1：办事指南.pdf", Sort.PDF, "")
    assert names(folder) == ["附件1：办事指南.pdf"]
    assert not got.path.stat().st_mode & (stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def test_the_system_is_told_where_it_came_from(server: FileServer, folder: Path) -> None:
    got = bring(server.offer("/a.pdf?key=secret", PDF), folder)
    try:
        origin = os.getxattr(got.path, "user.xdg.origin.url")
    except (OSError, AttributeError):
        pytest.skip("this file system holds no such marks")
    assert origin == f"{server.url}/a.pdf".encode()


def test_nothing_is_ever_overwritten(server: FileServer, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"mine")
    address = server.offer("/a.pdf", PDF)
    assert [bring(address, folder).path.name for _ in range(2)] == ["a (2).pdf", "a (3).pdf"]
    assert (folder / "a.pdf").read_bytes() == b"mine"


def test_a_lost_connection_is_gone_on_from_by_itself(server: FileServer, folder: Path) -> None:
    address = server.offer("/a.pdf", PDF, breaks_after=[100_000])
    assert bring(address, folder).path.read_bytes() == PDF
    first, second = server.ranges_of("/a.pdf")
    assert first == ""
    assert 0 < int(second[len("bytes=") : -1]) <= 100_000


def half(server: FileServer, folder: Path, **offer: object) -> str:
    """An address of which a half has come before the reader changed their mind."""
    address = server.offer("/a.pdf", PDF, waits_after=150_000, **offer)
    cancel = CancelToken()
    threading.Thread(
        target=lambda: wait_until(lambda: came(folder) >= 150_000, 5) and cancel.cancel()
    ).start()
    with pytest.raises(Cancelled):
        download(address, folder, RULES, cancel)
    server.files["/a.pdf"].waits_after = 0
    return address


def came(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*.part"))


def test_it_goes_on_where_the_reader_stopped_it(server: FileServer, folder: Path) -> None:
    address = half(server, folder)
    assert len(names(folder)) == 2
    steps: list[tuple[int, int]] = []
    got = bring(address, folder, progress=lambda *step: steps.append(step))
    assert got.path.read_bytes() == PDF
    assert server.ranges_of("/a.pdf") == ["", "bytes=150000-"]
    assert names(folder) == ["a.pdf"]


def test_a_changed_file_is_begun_anew(server: FileServer, folder: Path) -> None:
    address = half(server, folder)
    other = b"%PDF-1.4\n" + os.urandom(200_000)
    server.offer("/a.pdf", other, etag='"two"')
    assert bring(address, folder).path.read_bytes() == other


def test_a_server_that_gives_another_piece_than_was_asked_for_is_asked_for_all(
    server: FileServer, folder: Path
) -> None:
    address = half(server, folder)
    headers = {"Content-Range": f"bytes 5-{len(PDF) - 1}/{len(PDF)}"}
    server.offer("/a.pdf", PDF, headers=headers)
    server.asked.clear()
    assert bring(address, folder).path.read_bytes() == PDF
    assert server.ranges_of("/a.pdf") == ["bytes=150000-", ""]


@pytest.mark.parametrize("offer", [{"ranges": False}, {"etag": ""}, {"etag": 'W/"weak"'}])
def test_without_ranges_or_marks_it_is_begun_anew(server: FileServer, folder: Path, offer) -> None:
    address = half(server, folder, **offer)
    assert bring(address, folder).path.read_bytes() == PDF


def test_a_note_that_was_tampered_with_is_not_believed(server: FileServer, folder: Path) -> None:
    address = half(server, folder)
    (note,) = folder.glob("*.json")
    evil = note.read_bytes().replace(b'\\"one\\"', b'\\"one\\"\\r\\nX-Evil: 1')
    assert b"Evil" in evil
    for written in (evil, b"{", note.read_bytes().replace(b"/a.pdf", b"/b.pdf"), b'{"address": 5}'):
        note.write_bytes(written)
        server.asked.clear()
        assert bring(address, folder).path.read_bytes() == PDF
        assert server.ranges_of("/a.pdf") == [""]


def test_a_part_is_never_written_through_a_link(server: FileServer, folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    address = server.offer("/a.pdf", PDF)
    part_file.PartFile(folder, address).path.symlink_to(mine)
    if hasattr(os, "O_NOFOLLOW"):
        assert refused(address, folder).key == "download.cannot-write"
    assert mine.read_text() == "mine"


def test_a_program_that_was_killed_goes_on_from_what_is_safe(server: FileServer, folder: Path) -> None:
    """As after `kill -9`: a part and its note, and bytes behind them that nobody vouches for."""
    address = half(server, folder)
    (part,) = folder.glob("*.part")
    part.write_bytes(part.read_bytes() + b"not of this file")
    assert bring(address, folder).path.read_bytes() == PDF
    assert server.ranges_of("/a.pdf") == ["", "bytes=150000-"]


def test_what_is_not_wanted_any_more_leaves_nothing_behind(server: FileServer, folder: Path) -> None:
    address = half(server, folder)
    discard(address, folder)
    assert names(folder) == []


def test_two_windows_do_not_write_into_one_file(folder: Path) -> None:
    pytest.importorskip("fcntl")
    first, second = (part_file.PartFile(folder, "https://a.cn/a.pdf") for _ in range(2))
    first.begin(first.note, 0)
    first.write(b"%PDF")
    with pytest.raises(OutputError) as caught:
        second.begin(second.note, 0)
    assert caught.value.key == "download.elsewhere"
    second.close()
    first.settle()
    assert first.finish("a.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    ("offer", "kind", "key"),
    [
        ({"promised": 10**12}, Unreadable, "download.too-large"),
        ({"promised": len(PDF) + 1}, Unreachable, "load.server-trouble"),
        ({"status": 404}, ReaderError, "load.page-gone"),
        ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, NotAllowed, "load.scheme"),
        ({"status": 302, "headers": {"Location": "http://10.0.0.1/"}}, NotAllowed, "load.private-address"),
        ({"status": 302, "headers": {"Location": "http://localhost/"}}, NotAllowed, "load.private-address"),
        ({"status": 206, "headers": {"Content-Range": "bytes 5-9/10"}}, Unreachable, "load.server-trouble"),
    ],
)
def test_what_goes_wrong_has_its_sentence(server: FileServer, folder: Path, offer, kind, key) -> None:
    error = refused(server.offer("/a.pdf", PDF, **offer), folder)
    assert (isinstance(error, kind), error.key) == (True, key)
    assert not [name for name in names(folder) if not name.startswith("gxreader-")]


def test_a_body_without_an_end_is_ended(server: FileServer, folder: Path) -> None:
    rules = FetchRules(hosts=RULES.hosts, pauses=(), download_bytes=100_000)
    packed = gzip.compress(bytes(5_000_000))
    error = refused(server.offer("/a.bin", packed, headers={"Content-Encoding": "gzip"}), folder, rules)
    assert error.key == "load.too-large"
    assert came(folder) <= 100_000


def test_a_length_that_is_not_told_is_bounded_all_the_same(server: FileServer, folder: Path) -> None:
    address = server.offer("/a.pdf", PDF, promised=-1)
    assert bring(address, folder).path.read_bytes() == PDF
    rules = FetchRules(hosts=RULES.hosts, pauses=(), download_bytes=100_000)
    assert refused(address, folder, rules).key == "load.too-large"
    assert came(folder) <= 100_000


def test_the_servers_own_name_counts_in_whatever_letters(server: FileServer, folder: Path) -> None:
    told = 'attachment; filename="../关于停水的通知.pdf"'.encode("gbk").decode("latin-1")
    address = server.offer("/down.do", PDF, headers={"Content-Disposition": told})
    assert bring(address, folder, words="下载").path.name == "关于停水的通知.pdf"


def test_after_kill_9_it_goes_on_from_what_is_safe(server: FileServer, folder: Path) -> None:
    large = b"%PDF-1.4\n" + os.urandom(6 * 1024 * 1024)
    address = server.offer("/a.pdf", large, waits_after=5 * 1024 * 1024)
    work = (
        "import sys; from pathlib import Path; from gxreader.load.fetch import *;"
        "from gxreader.load.web.download import download;"
        "download(sys.argv[1], Path(sys.argv[2]), FetchRules(hosts=frozenset({'127.0.0.1'})), CancelToken())"
    )
    running = subprocess.Popen([sys.executable, "-c", work, address, str(folder)])
    assert wait_until(lambda: came(folder) >= 5 * 1024 * 1024 - 65536, 20)
    running.kill()
    running.wait()
    server.files["/a.pdf"].waits_after = 0
    assert bring(address, folder).path.read_bytes() == large
    start = int(server.ranges_of("/a.pdf")[1].removeprefix("bytes=").removesuffix("-"))
    assert start >= 4 * 1024 * 1024
    assert names(folder) == ["a.pdf"]


def test_what_was_packed_on_its_way_is_unpacked(server: FileServer, folder: Path) -> None:
    address = server.offer("/a.pdf", gzip.compress(PDF), headers={"Content-Encoding": "gzip"})
    assert bring(address, folder).path.read_bytes() == PDF


def test_a_server_that_stands_still_is_left(server: FileServer, folder: Path) -> None:
    address = server.offer("/a.pdf", PDF, waits_after=100)
    rules = FetchRules(hosts=RULES.hosts, pauses=(), stall_seconds=0.4)
    begun = time.monotonic()
    assert refused(address, folder, rules).key == "load.too-slow"
    assert time.monotonic() - begun < 3


def test_an_empty_answer_is_no_file(server: FileServer, folder: Path) -> None:
    assert refused(server.offer("/a.pdf", b""), folder).key == "download.empty"
    assert names(folder) == []


def test_a_full_disk_is_told_and_what_has_come_stays(server: FileServer, folder: Path, monkeypatch) -> None:
    real = part_file.PartFile.write

    def write(part: part_file.PartFile, data: bytes) -> None:
        if part.size > 100_000:
            with part._told():
                raise OSError(errno.ENOSPC, "full")
        real(part, data)

    monkeypatch.setattr(part_file.PartFile, "write", write)
    address = server.offer("/a.pdf", PDF)
    error = refused(address, folder)
    assert (type(error), error.key) == (OutputError, "download.no-room")
    monkeypatch.undo()
    assert bring(address, folder).path.read_bytes() == PDF
    assert server.ranges_of("/a.pdf")[1].startswith("bytes=1")


def test_a_disk_without_room_is_asked_before(server: FileServer, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(part_file.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": 10}))
    assert refused(server.offer("/a.pdf", PDF), folder).key == "download.no-room"


def test_a_folder_that_cannot_be_written_is_told(server: FileServer, folder: Path) -> None:
    (folder / "file").write_text("no folder")
    assert refused(server.offer("/a.pdf", PDF), folder / "file").key == "download.cannot-write"


def zipped(*inside: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in inside:
            archive.writestr(name, "<x/>")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sort", "warning"),
    [
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml"), Sort.WORD, ""),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), Sort.SHEET, ""),
        ("a.ofd", zipped("OFD.xml"), Sort.OFD, ""),
        ("a.zip", zipped("a.txt"), Sort.PACKED, ""),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Sort.WORD, ""),
        ("a.pdf", b"<html><body><p>please log in</p></body></html>", Sort.PAGE, "is-page"),
        ("a.pdf", zipped("OFD.xml"), Sort.OFD, "is-other"),
        ("a.pdf", b"MZ\x90\0" + bytes(600), Sort.PROGRAM, "is-program"),
        ("a.txt", b"#!/bin/sh\nrm -r ~\n", Sort.PROGRAM, "is-program"),
        ("a.pdf.exe", b"hello there, this is text", Sort.PROGRAM, "is-program"),
    ],
)
def test_what_it_is_is_told_by_its_bytes(server: FileServer, folder: Path, name, data, sort, warning) -> None:
    got = bring(server.offer(f"/{name}", data), folder)
    assert (got.sort, got.warning) == (sort, warning)
    assert not os.access(got.path, os.X_OK)


def test_the_size_is_asked_for_without_the_file(server: FileServer) -> None:
    address = server.offer("/a.pdf", PDF)
    assert size_of(address, RULES, CancelToken()) == len(PDF)
    assert server.asked == [("HEAD", "/a.pdf", "")]
    server.files["/a.pdf"].head = False
    with pytest.raises(ReaderError):
        size_of(address, RULES, CancelToken())
