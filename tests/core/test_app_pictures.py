"""Pictures come a few at a time, nearest first, and never more than the memory that is theirs."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from gxreader.app.gathering import addresses_of, gather
from gxreader.app.pictures import AT_ONCE, Box, Pictures, Prepared, pictures_of
from gxreader.app.session import Session
from gxreader.app.works import Works
from gxreader.errors import Cancelled, LoadError, ReaderError, Unreachable
from gxreader.load.fetch import CancelToken, Fetched, Wanted
from gxreader.load.loader import Loader, Work
from gxreader.load.parsing.process import InThisProcess
from gxreader.load.parsing.source import Bitmap
from gxreader.model.article import ListBlock, ListItem, Paragraph, Picture, Quote, Run
from tests.parts import build_reader, small_article

BOX = Box(400, 300)


def png(width: int, height: int) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(data, "PNG")
    return data.getvalue()


class Web:
    """Has a picture at every address that ends in its size; others are gone."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(
        self,
        url: str,
        cancel: CancelToken | None = None,
        *,
        wanted: Wanted = Wanted.PAGE,
        referrer: str = "",
        progress: Callable[[int, int], None] | None = None,  # noqa: ARG002  # the form of all fetchers
    ) -> Fetched:
        if cancel is not None:
            cancel.check()
        self.asked.append(url)
        assert wanted is Wanted.PICTURE
        assert referrer == "https://example.org/a"
        width, cross, height = url.rpartition("/")[2].partition("x")
        if not cross:
            raise Unreachable("load.unreachable", host="example.org")
        return Fetched(url, png(int(width), int(height)))


class Held:
    """A thread door whose work waits until the test lets it go on, each as it likes."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable, Callable, Callable]] = []

    def work(self, job: Callable, done: Callable, failed: Callable) -> None:
        self.waiting.append((job, done, failed))

    def post(self, call: Callable[[], None]) -> None:
        call()

    def one(self, number: int = 0) -> None:
        job, done, failed = self.waiting.pop(number)
        try:
            result = job()
        except ReaderError as error:
            failed(error)
        else:
            done(result)

    def every(self) -> None:
        while self.waiting:
            self.one()


class Room:
    """A session, its pictures, and what was asked of whom."""

    def __init__(self, kept_bytes: int = 10_000_000) -> None:
        self.web = Web()
        self.tasks = Held()
        self.session = Session()
        loader = Loader(self.web, InThisProcess())
        self.pictures = Pictures(self.session, Works(lambda: loader), self.tasks, kept_bytes=kept_bytes)
        self.changed: list[str] = []
        self.pictures.changed.connect(self.changed.append)
        self.session.show(small_article(url="https://example.org/a"))

    def want(self, *names: str, box: Box = BOX) -> None:
        self.pictures.want([(address(name), box) for name in names])


def address(name: str) -> str:
    return f"https://example.org/{name}"


def test_two_at_a_time_and_the_nearest_first() -> None:
    room = Room()
    room.want("10x1", "10x2", "10x3", "10x4")
    assert len(room.tasks.waiting) == AT_ONCE
    room.want("10x4", "10x3")
    room.tasks.every()
    assert room.web.asked == [address(name) for name in ("10x1", "10x2", "10x4", "10x3")]
    assert sorted(room.changed) == sorted(room.web.asked)
    assert room.pictures.is_idle


def test_a_picture_is_no_wider_than_its_room_and_tells_its_full_size() -> None:
    room = Room()
    room.want("1000x500")
    room.tasks.every()
    shown = room.pictures.get(address("1000x500"))
    assert shown is not None
    bitmap = shown.prepared.image
    assert isinstance(bitmap, Bitmap)
    assert (bitmap.width, shown.width, shown.height) == (400, 1000, 500)
    assert room.pictures.size(address("1000x500")) == (1000, 500)


def test_what_is_there_is_not_asked_for_again_unless_more_room_wants_more() -> None:
    room = Room()
    room.want("1000x500", "20x20")
    room.tasks.every()
    room.want("1000x500", "20x20", box=Box(300, 200))
    assert not room.tasks.waiting
    room.want("1000x500", "20x20", box=Box(800, 600))
    room.tasks.every()
    assert room.web.asked.count(address("1000x500")) == 2
    assert room.web.asked.count(address("20x20")) == 1  # it is all there is of it


def test_a_broken_picture_says_why_and_is_not_asked_for_again() -> None:
    room = Room()
    room.want("gone", "10x1")
    room.tasks.every()
    trouble = room.pictures.trouble(address("gone"))
    assert trouble is not None
    assert trouble.key == "load.unreachable"
    room.want("gone")
    assert not room.tasks.waiting
    assert room.pictures.get(address("10x1")) is not None


@pytest.mark.parametrize("wrong", ["data:image/png;base64,AA", "file:///etc/hostname", "a.png", ""])
def test_other_schemes_are_never_asked_for(wrong: str) -> None:
    room = Room()
    room.pictures.want([(wrong, BOX)])
    room.tasks.every()
    assert room.web.asked == []
    assert room.pictures.trouble(wrong) is not None


def test_memory_is_bounded_and_the_longest_unseen_goes_first() -> None:
    room = Room(kept_bytes=100_000)
    room.want("100x100", "100x101")
    room.tasks.every()
    assert room.pictures.get(address("100x100"))  # seen last
    room.want("100x99")
    room.tasks.every()
    assert room.pictures.get(address("100x101")) is None
    assert room.pictures.get(address("100x100")) is not None
    assert room.pictures.size(address("100x101")) == (100, 101)  # its place stays as large


def test_more_than_there_is_room_for_leaves_out_the_farthest_and_comes_to_an_end() -> None:
    room = Room(kept_bytes=100_000)
    room.want("100x100", "100x101", "100x102", "100x103")
    room.tasks.every()
    assert len(room.web.asked) == 4
    assert room.pictures.get(address("100x100")) is not None
    assert room.pictures.get(address("100x103")) is None
    assert room.pictures.is_idle


def test_pictures_of_another_article_are_given_up_and_come_again_with_it() -> None:
    room = Room()
    room.want("10x1", "10x2")
    room.tasks.one()
    room.session.show(small_article(title="另一篇", url="https://example.org/a"))
    room.tasks.every()
    assert room.web.asked == [address("10x1")]
    assert room.pictures.get(address("10x1")) is None
    room.session.back()
    assert room.pictures.get(address("10x1")) is not None


def test_pictures_wait_while_something_is_loaded() -> None:
    room = Room()
    room.want("10x1", "10x2")
    room.pictures.pause()
    room.tasks.every()
    assert room.web.asked == []
    room.pictures.resume()
    room.tasks.every()
    assert len(room.web.asked) == 2


def test_a_load_makes_the_reader_s_pictures_wait() -> None:
    from gxreader.app.loading import Loading

    built = build_reader(fetcher=Web())
    held = built.reader.pictures._tasks = Held()
    built.reader.opening.show(small_article(url="https://example.org/a"))
    built.reader.opening._set_loading(Loading("x"))
    built.reader.pictures.want([(address("10x1"), BOX)])
    assert not held.waiting
    built.reader.opening._set_loading(None)
    assert held.waiting


def test_nothing_is_brought_after_the_end() -> None:
    room = Room()
    room.want("10x1")
    room.pictures.close()
    room.tasks.every()
    assert room.web.asked == []


def test_every_picture_is_found_wherever_it_stands() -> None:
    inner = (
        Picture("1"),
        Quote((Picture("2"),)),
        ListBlock((ListItem((Paragraph((Run("x"),)), Picture("3"))),)),
    )
    assert [picture.url for picture in pictures_of(inner)] == ["1", "2", "3"]


def works_of(*names: str) -> Work:
    blocks = tuple(Picture(address(name)) for name in names)
    return Work(small_article(url="https://example.org/a", blocks=blocks))


def prepare(bitmap: Bitmap, _box: Box) -> Prepared:
    return Prepared(bitmap, len(bitmap.pixels))


def test_for_paper_all_come_that_can() -> None:
    web = Web()
    work = works_of("10x1", "gone", "10x2", "10x1")
    assert addresses_of(work) == (address("10x1"), address("gone"), address("10x2"))
    found = gather(Loader(web, InThisProcess()), work, prepare)
    assert found.keys() == {address("10x1"), address("10x2")}


def test_paper_does_not_wait_for_ever_and_takes_what_is_known() -> None:
    class Slow(Web):
        def fetch(self, _url: str, cancel: CancelToken | None = None, **_wishes: object) -> Fetched:
            assert cancel is not None
            while not cancel.cancelled:
                pass
            raise Cancelled("load.cancelled")

    known = {address("10x1"): Prepared(None, 1)}
    found = gather(Loader(Slow(), InThisProcess()), works_of("10x1", "10x2"), prepare, known, seconds=0.05)
    assert found == known


def test_a_source_is_kept_only_for_pictures_within_it() -> None:
    from gxreader.app.loading import opened
    from gxreader.load.parsing.source import Source

    source = Source(data=b"x")
    assert opened(Work(small_article(), source)).source is None
    assert opened(Work(small_article(blocks=(Picture("within:a.png"),)), source)).source is source


def test_files_in_memory_are_let_go_when_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    from gxreader.app import session as module
    from gxreader.load.parsing.source import Source

    monkeypatch.setattr(module, "SOURCE_BYTES", 25)
    session = Session()
    for number in range(5):
        session.show(small_article(title=str(number)), source=Source(data=b"0123456789"))
    kept = [visit.source is not None for visit in session._earlier]
    assert kept == [False, False, True, True]


def test_load_errors_are_what_trouble_tells() -> None:
    room = Room()
    room.want("gone")
    room.tasks.every()
    assert isinstance(room.pictures.trouble(address("gone")), LoadError)
