"""Parsing in a child process: its limits, its death, a change of mind, and that it is there again."""

import os
import sys
import threading
import time

import msgspec
import pytest

from gxreader.errors import Cancelled, LoadError, NotFound, Unreadable
from gxreader.load.fetch import CancelToken
from gxreader.load.loader import Loader
from gxreader.load.parsing import messages
from gxreader.load.parsing.messages import Beginning, Finished, Painted, Refused, Replies, frames_of
from gxreader.load.parsing.process import ParsingProcess
from gxreader.load.parsing.source import Bitmap, Parsed, Source
from gxreader.load.reference import pasted
from gxreader.model.article import Article, Heading, Paragraph, Part, plain, text_run
from tests.hostile.files import png

PAGE = (
    "<html><head><title>河边</title></head><body><h1>河边的晨光</h1>"
    f"<p>{'清晨的河面起了薄雾。' * 9}</p></body></html>"
).encode()

PATIENT = """
import sys, time
from gxreader.workers.serve import serve

def work(connection):
    while connection.receive():
        time.sleep(60)

sys.exit(serve(work))
"""
GREEDY = """
import sys
from gxreader.load.parsing.messages import Refused, encode
from gxreader.load.parsing.restraint import restrain
from gxreader.workers.serve import serve

def work(connection):
    while connection.receive():
        restrain(60, 150_000_000)
        try:
            bytes(500_000_000)
        except MemoryError:
            connection.send(encode(Refused("Unreadable", "load.too-complex")))
        else:
            connection.send(encode(Refused("Unreadable", "load.it-got-all")))

sys.exit(serve(work))
"""
BUSY = """
import sys
from gxreader.load.parsing.restraint import restrain
from gxreader.workers.serve import serve

def work(connection):
    while connection.receive():
        restrain(1, 400_000_000)
        while True:
            pass

sys.exit(serve(work))
"""
GARBAGE = "import sys; sys.stdout.buffer.write(b'\\4\\0\\0\\0junk'); sys.stdout.flush(); input()"


def child(program: str, patience: float = 1) -> ParsingProcess:
    return ParsingProcess((sys.executable, "-c", program), patience=patience)


@pytest.fixture
def parser():
    made = ParsingProcess()
    yield made
    made.close()


def test_a_page_is_parsed_elsewhere_and_comes_back_whole(parser: ParsingProcess) -> None:
    article = parser.parse(Source(data=PAGE)).article
    assert article.title == "河边的晨光"
    assert [plain(block.runs) for block in article.blocks] == ["清晨的河面起了薄雾。" * 9]
    assert parser.pid not in {None, os.getpid()}


def test_a_time_comes_back_in_the_zone_it_was_written_in(parser: ParsingProcess) -> None:
    dated = PAGE.replace(b"<p>", b"<div>2026-03-02 08:10</div><p>", 1)
    published = parser.parse(Source(data=dated)).article.published
    assert published is not None
    assert published.isoformat() == "2026-03-02T08:10:00+08:00"


def test_a_refusal_comes_back_as_the_error_it_was(parser: ParsingProcess) -> None:
    with pytest.raises(Unreadable) as caught:
        parser.parse(Source(data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."))
    assert caught.value.key == "load.office"
    again = Refused.of(NotFound("load.file-missing", name="书")).as_error()
    assert (type(again), again.key, again.arguments) == (NotFound, "load.file-missing", {"name": "书"})
    assert isinstance(Refused("ReaderError", "load.empty").as_error(), LoadError)
    assert isinstance(Refused("os", "load.empty").as_error(), LoadError)


def test_a_long_work_comes_in_frames_none_of_which_takes_long_to_decode() -> None:
    body = tuple(Paragraph(text_run(f"第{number}段，雨还没有停。" * 20)) for number in range(2_000))
    whole = Article(
        title="长书", blocks=(Heading(text_run("第一章"), 1), *body), parts=(Part("第一章", 0, 2_001),)
    )
    replies = (Beginning(whole), Finished(Parsed(article=whole, continued=("https://example.org/2",))))
    gathered = Replies()
    for reply in replies:
        frames = list(frames_of(reply))
        assert max(map(len, frames)) < 70_000 < sum(map(len, frames))
        taken = [gathered.take(frame) for frame in frames]
        assert taken[:-1] == [None] * (len(frames) - 1)
        assert taken[-1] == reply


def test_a_short_answer_is_one_frame() -> None:
    for reply in (Finished(Parsed(article=Article(title="短"))), Painted(Bitmap(1, 1, b"1234"))):
        assert [Replies().take(frame) for frame in frames_of(reply)] == [reply]


def test_blocks_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MAXIMUM", 100_000)
    whole = Article(blocks=(Paragraph(text_run("雨" * 10_000)),) * 10)
    gathered = Replies()
    with pytest.raises(msgspec.MsgspecError):
        list(map(gathered.take, frames_of(Beginning(whole))))


def test_a_picture_is_decoded_elsewhere_and_made_no_larger_than_wanted(parser: ParsingProcess) -> None:
    bitmap = parser.paint(Source(data=png(400, 100, (b"\0" + b"\x80" * 400) * 100)), "", 200)
    assert (bitmap.width, bitmap.height, bitmap.full_width, bitmap.full_height) == (200, 50, 400, 100)
    assert bitmap.pixels == b"\x80\x80\x80\xff" * (200 * 50)


def test_what_is_not_there_within_a_page_is_no_picture(parser: ParsingProcess) -> None:
    with pytest.raises(LoadError) as caught:
        parser.paint(Source(data=PAGE), "../../etc/passwd", 200)
    assert caught.value.key == "load.picture-broken"


def test_a_change_of_mind_ends_the_process() -> None:
    slow = child(PATIENT, patience=100)
    cancel = CancelToken()
    threading.Timer(0.5, cancel.cancel).start()
    with pytest.raises(Cancelled):
        slow.parse(Source(data=PAGE), None, cancel)
    assert slow.pid is None


def test_patience_ends_and_the_next_page_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gxreader.load.parsing.process._START_SECONDS", 0.5)
    slow = child(PATIENT, patience=0.1)
    for _ in range(2):
        with pytest.raises(Unreadable) as caught:
            slow.parse(Source(data=PAGE))
        assert caught.value.key == "load.too-complex"
    assert slow.pid is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits; the parent's clock ends it")
def test_no_more_memory_is_given_than_allowed() -> None:
    greedy = child(GREEDY)
    with pytest.raises(Unreadable) as caught:
        greedy.parse(Source(data=PAGE))
    greedy.close()
    assert caught.value.key == "load.too-complex"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits; the parent's clock ends it")
def test_no_more_time_is_given_than_allowed() -> None:
    busy = child(BUSY, patience=100)
    before = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        busy.parse(Source(data=PAGE))
    assert caught.value.key == "load.too-complex"
    assert time.monotonic() - before < 60  # the system ended it, long before our own clock


def test_a_process_that_talks_nonsense_is_not_believed() -> None:
    with pytest.raises(Unreadable):
        child(GARBAGE).parse(Source(data=PAGE))


def test_a_process_that_cannot_start_is_told_of() -> None:
    with pytest.raises(Unreadable):
        ParsingProcess(("/no/such/program",)).parse(Source(data=PAGE))


def test_killed_in_the_midst_it_is_there_again_for_the_next(parser: ParsingProcess) -> None:
    for _ in range(3):
        assert parser.parse(Source(data=PAGE)).article.title
        pid = parser.pid
        assert pid is not None
        os.kill(pid, 9)
        while parser.pid == pid:
            time.sleep(0.01)
    assert parser.parse(Source(data=PAGE)).article.title


def test_several_threads_take_their_turns(parser: ParsingProcess) -> None:
    titles: list[str] = []

    def load(number: int) -> None:
        page = PAGE.replace("晨光".encode(), f"晨光{number}".encode())
        titles.append(parser.parse(Source(data=page)).article.title)

    threads = [threading.Thread(target=load, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(titles) == [f"河边的晨光{number}" for number in range(6)]


def test_plain_text_needs_no_process(parser: ParsingProcess) -> None:
    assert Loader(parser=parser).load(pasted("一段文字，说得很完整。")).article.blocks
    assert parser.pid is None
