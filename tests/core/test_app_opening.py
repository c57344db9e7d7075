"""Opening things: what is offered, how far it is, what can be read already, and the ways on where it ends."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.interface import Page
from gxreader.app.links import destination
from gxreader.app.loading import Loading, Opened, Watch, name_of
from gxreader.app.offered import Offered, choose
from gxreader.app.ways import Failure, ways_on
from gxreader.errors import LoadError, NotAllowed, NotFound, ReaderError, Unreachable, Unreadable
from gxreader.load.fetch import CancelToken, Fetched, Wanted
from gxreader.load.loader import Work
from gxreader.load.reference import Kind, Reference, pasted
from gxreader.model.article import Article, Paragraph, Part, Run
from gxreader.model.locator import Locator
from gxreader.model.site import Entry
from gxreader.model.units import Units
from gxreader.speech.state import PlayerState
from tests.parts import Built, build_reader, small_article

ADDRESS = Reference(Kind.ADDRESS, "https://www.example.org/news/t1.html")
PAGE = (
    "<html><body><article><h1>{title}</h1>" + "<p>湖边的人慢慢多了，风从水面上来，很凉快。</p>" * 6 + "{more}"
)


class FakeWeb:
    """Answers addresses from a table; what is not in it cannot be reached."""

    def __init__(self, pages: dict[str, bytes | str | LoadError]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, Wanted, str]] = []

    def fetch(
        self,
        url: str,
        cancel: CancelToken | None = None,
        *,
        wanted: Wanted = Wanted.PAGE,
        referrer: str = "",
        progress: Callable[[int, int], None] | None = None,
    ) -> Fetched:
        self.asked.append((url, wanted, referrer))
        if cancel is not None:
            cancel.check()
        answer = self.pages.get(url, Unreachable("load.unreachable", host="www.example.org"))
        if isinstance(answer, LoadError):
            raise answer
        data = answer if isinstance(answer, bytes) else answer.encode()
        if progress is not None:
            progress(len(data) // 2, len(data))
            progress(len(data), len(data))
        return Fetched(url, data, charset="utf-8")


class LaterTasks:
    """A thread door whose work is done when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable, Callable, Callable]] = []

    def work(self, job: Callable, done: Callable, failed: Callable) -> None:
        self.waiting.append((job, done, failed))

    def post(self, call: Callable[[], None]) -> None:
        call()

    def run(self) -> None:
        while self.waiting:
            job, done, failed = self.waiting.pop(0)
            try:
                result = job()
            except ReaderError as error:
                failed(error)
            else:
                done(result)


def paragraphs(count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(f"第{number}段。山水相连。"),)) for number in range(count))


def as_opened(article: Article) -> Opened:
    return Opened(Work(article), Units(article))


def begin(built: Built, article: Article) -> None:
    """A long work is on its way, and its beginning is there."""
    opening = built.reader.opening
    opening.tasks, usual = LaterTasks(), opening.tasks
    opening.open(Reference(Kind.FILE, "/books/long.epub"))
    opening.tasks = usual
    opening._begin(as_opened(article))


# What is offered


def test_an_address_comes_before_the_source_and_the_source_before_the_words(tmp_path: Path) -> None:
    words = "湖边的早晨\n\n" + "风很轻，水很静。" * 20
    source = f"<h1>湖边的早晨</h1><p>{words}</p>"
    everything = Offered(("https://example.org/a",), source, words)
    assert choose(everything, tmp_path).reference == Reference(Kind.ADDRESS, "https://example.org/a")
    page = choose(Offered(html=source, text=words), tmp_path)
    assert (page.reference, page.plain) == (pasted(source), pasted(words))
    assert choose(Offered(text=words), tmp_path).reference == pasted(words)
    assert choose(Offered(text=" \n"), tmp_path) is None


def test_of_several_files_the_first_is_opened_and_the_others_are_told_of(tmp_path: Path) -> None:
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text("标题\n\n一段话。", encoding="utf-8")
    built = build_reader()
    built.reader.opening.receive(Offered(tuple((tmp_path / name).as_uri() for name in ("甲.txt", "乙.txt"))))
    assert built.said[-1].key == "say.only-first"
    assert "甲.txt" in built.last_words
    assert built.reader.session.article.title == "标题"


@pytest.mark.parametrize(
    "address", ["data:text/html,x", "javascript:alert(1)", "blob:https://a/b", "chrome://x"]
)
def test_addresses_of_other_schemes_are_never_followed(address: str, tmp_path: Path) -> None:
    assert choose(Offered((address,)), tmp_path) is None


def test_one_copied_line_is_an_address_a_file_or_words(tmp_path: Path) -> None:
    file = tmp_path / "文章.txt"
    file.write_text("x", encoding="utf-8")
    assert choose(Offered(text="www.example.org/a"), tmp_path).reference.kind is Kind.ADDRESS
    assert choose(Offered(text=f'"{file}"'), tmp_path).reference == Reference(Kind.FILE, str(file))
    assert choose(Offered(text=file.as_uri()), tmp_path).reference == Reference(Kind.FILE, str(file))
    assert choose(Offered(text="南湖的早晨"), tmp_path).reference == pasted("南湖的早晨")


def test_a_copied_piece_of_a_page_keeps_its_headings_and_links() -> None:
    words = "风从水面上来，岸边的人慢慢多了，卖豆花的也来了。" * 4
    more = "湖边还有别的故事，说来话长，想知道的人可以去看"
    source = f'<h2>南湖</h2><p>{words}</p><p>{more}<a href="https://example.org/b">这一篇</a>。</p>'
    built = build_reader()
    built.reader.opening.receive(Offered(html=source, text=f"南湖\n{words}\n{more}这一篇。"))
    links = [run.link for unit in built.reader.session.units.all for run in unit.runs if run.link]
    assert links == ["https://example.org/b"]


def test_a_source_that_lost_words_gives_way_to_the_words() -> None:
    words = "第一行，一些话。\n" * 30
    built = build_reader()
    built.reader.opening.receive(Offered(html="<p>第一行，一些话，只有这些。</p>", text=words))
    assert sum(len(unit.text) for unit in built.reader.session.units.all) >= 200


# Links


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("b.html", "https://example.org/a/b.html"),
        ("/c", "https://example.org/c"),
        ("https://other.org/x#y", "https://other.org/x#y"),
        ("#note1", "say.link-within"),
        ("https://example.org/a/t.html#note1", "say.link-within"),
        ("mailto:somebody@example.org?subject=x", "say.link-to-write"),
        ("javascript:void(0)", "say.link-nowhere"),
        ("file:///etc/hostname", "say.link-nowhere"),
        ("http://[broken", "say.link-nowhere"),
    ],
)
def test_a_link_leads_to_a_page_or_is_told_of(link: str, leads_to: str) -> None:
    found = destination(link, small_article(url="https://example.org/a/t.html"))
    assert (found if isinstance(found, str) else found.key) == leads_to


def test_only_a_local_work_leads_to_local_files_and_to_no_other_computer() -> None:
    assert destination("file:///home/a.txt", small_article()) == "file:///home/a.txt"
    for link in ("file:////server/share", "file://server/share", "a.html", "within:note"):
        assert destination(link, small_article()).key == "say.link-nowhere"


def test_a_harmless_link_opens_nothing() -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    built.reader.opening.follow("#note")
    assert built.said[-1].key == "say.link-within"
    assert built.reader.session.article == small_article()


def test_an_entry_of_a_list_opens_and_back_leads_to_the_same_place() -> None:
    web = FakeWeb({ADDRESS.value: PAGE.format(title="第一条", more="")})
    built = build_reader(fetcher=web)
    built.reader.opening.show(small_article(url="https://www.example.org/news/"))
    built.reader.session.move_to(Locator(3, 0, 2))
    built.reader.opening.follow("t1.html")
    assert built.reader.session.article.title == "第一条"
    perform(built.reader, "back")
    assert built.reader.session.place == Locator(3, 0, 2)


def test_a_list_says_how_many_it_holds() -> None:
    built = build_reader()
    built.reader.opening.show(small_article(entries=(Entry(title="一"), Entry(title="二"))))
    assert "2" in built.last_words
    assert built.said[-1].key == "say.opened-list"


# How far it is


def test_progress_is_told_by_name_and_share_and_ends_with_the_article() -> None:
    built = build_reader(fetcher=FakeWeb({ADDRESS.value: PAGE.format(title="湖边", more="")}))
    seen: list[Loading | None] = []
    built.reader.opening.loading_changed.connect(seen.append)
    built.reader.opening.open(ADDRESS)
    assert seen[0] == Loading("www.example.org")
    assert seen[-1] is None
    shares = [loading.done / loading.total for loading in seen if loading and loading.stage == "fetching"]
    assert shares[-1] == 1
    assert built.reader.session.article.title == "湖边"


def test_not_every_step_is_told() -> None:
    told: list[int] = []
    watch = Watch(LaterTasks(), lambda _opened: None, lambda _stage, done, _total: told.append(done))
    for step in range(1, 1001):
        watch.progress("parsing", step, 1000)
    assert told[0] == 1
    assert told[-1] == 1000
    assert len(told) < 500


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        (Reference(Kind.FILE, "/a/b/书.epub"), "书.epub"),
        (Reference(Kind.FILE, "C:\\a\\书.epub"), "书.epub"),
        (ADDRESS, "www.example.org"),
        (Reference(Kind.ADDRESS, "//www.example.org/a"), "www.example.org"),
        (pasted("一段话"), ""),
    ],
)
def test_what_is_opened_has_a_name(reference: Reference, name: str) -> None:
    assert name_of(reference) == name


def test_what_is_slow_says_so_once() -> None:
    built = build_reader(tasks=LaterTasks())
    built.reader.opening.open(ADDRESS)
    built.reader.opening.say_slow()
    built.reader.opening.say_slow()
    assert [said.key for said in built.said].count("say.slow") == 1


def test_stop_waiting_keeps_what_was_open_and_ends_the_load() -> None:
    tasks = LaterTasks()
    built = build_reader(tasks=tasks, fetcher=FakeWeb({ADDRESS.value: PAGE.format(title="迟到", more="")}))
    built.reader.opening.show(small_article())
    built.reader.opening.open(ADDRESS)
    perform(built.reader, "stop-loading")
    assert built.said[-1].key == "say.cancelled"
    tasks.run()
    assert built.reader.session.article == small_article()


def test_what_is_at_hand_makes_an_earlier_wish_void() -> None:
    tasks = LaterTasks()
    built = build_reader(tasks=tasks, fetcher=FakeWeb({ADDRESS.value: PAGE.format(title="迟到", more="")}))
    built.reader.opening.open(ADDRESS)
    built.reader.opening.welcome()
    tasks.run()
    assert built.reader.session.article.title != "迟到"


# The beginning of a long work


def test_a_beginning_is_read_while_the_rest_comes_and_no_place_moves() -> None:
    built = build_reader()
    first = small_article(blocks=paragraphs(4), parts=(Part("一", 0, 4),))
    whole = small_article(blocks=paragraphs(9), parts=(Part("一", 0, 4), Part("二", 4, 9)))
    begin(built, first)
    assert built.reader.session.is_growing
    assert built.reader.opening.is_loading
    built.reader.session.move_to(Locator(3, 0, 2))
    perform(built.reader, "play")
    place = built.reader.session.place
    built.reader.opening._finish(as_opened(whole))
    assert built.reader.session.article == whole
    assert built.reader.session.place == place
    assert place.block == 3
    assert built.reader.listening.state is PlayerState.PLAYING
    assert not built.reader.session.is_growing
    assert not built.reader.opening.is_loading


def test_a_voice_that_has_read_the_beginning_waits_for_the_rest_and_reads_on() -> None:
    built = build_reader()
    heard: list[str] = []
    built.reader.listening.sentence_changed.connect(
        lambda sentence: heard.append(sentence.text) if sentence else None
    )
    begin(built, small_article(blocks=paragraphs(2)))
    perform(built.reader, "play")
    for _ in range(400):
        built.sink.advance(100)
    assert "say.finished" not in [said.key for said in built.said]
    built.reader.opening._finish(as_opened(small_article(blocks=paragraphs(5))))
    for _ in range(1000):
        built.sink.advance(100)
    assert [text for text in heard if text.endswith("段。")] == [f"第{number}段。" for number in range(5)]
    assert built.said[-1].key == "say.finished"


def test_a_voice_within_the_beginning_goes_on_into_the_rest() -> None:
    built = build_reader()
    heard: list[str] = []
    built.reader.listening.sentence_changed.connect(
        lambda sentence: heard.append(sentence.text) if sentence else None
    )
    begin(built, small_article(blocks=paragraphs(2)))
    perform(built.reader, "play")
    built.sink.advance(100)
    built.reader.opening._finish(as_opened(small_article(blocks=paragraphs(5))))
    for _ in range(1000):
        built.sink.advance(100)
    assert [text for text in heard if text.endswith("段。")] == [f"第{number}段。" for number in range(5)]


def test_when_the_rest_does_not_come_the_beginning_stays_and_says_so() -> None:
    built = build_reader()
    begin(built, small_article())
    built.reader.opening._fail(Failure(Unreadable("load.too-complex"), ADDRESS))
    assert built.said[-1].key == "load.too-complex"
    assert [notice.key for notice in built.reader.session.article.warnings] == ["say.only-beginning"]
    assert built.reader.interface.page() is Page.READING


def test_the_rest_can_be_given_up_and_going_back_gives_it_up() -> None:
    for way, key in (("stop-loading", "say.cancelled-rest"), ("back", "say.went-back")):
        built = build_reader()
        built.reader.opening.show(small_article(title="先前的"))
        begin(built, small_article())
        perform(built.reader, way)
        assert built.said[-1].key == key
        assert not built.reader.opening.is_loading
        expected = "先前的" if way == "back" else small_article().title
        assert built.reader.session.article.title == expected


def test_a_work_that_begins_otherwise_in_the_end_takes_the_place_of_its_beginning() -> None:
    built = build_reader()
    begin(built, small_article(blocks=paragraphs(3)))
    other = small_article(blocks=(Paragraph((Run("原来是另一个开头。"),)),))
    built.reader.opening._finish(as_opened(other))
    assert built.reader.session.article == other
    assert not built.reader.session.can_go_back


# The ways on


@pytest.mark.parametrize(
    ("error", "reference", "ways"),
    [
        (Unreadable("load.browser-only"), ADDRESS, ("browse", "paste", "open-file", "phone-address")),
        (
            Unreachable("load.too-slow", host="a"),
            ADDRESS,
            ("retry", "browse", "phone-address", "open-address"),
        ),
        (Unreachable("load.unknown-host", host="a"), ADDRESS, ("open-address", "open-file", "paste")),
        (NotAllowed("load.private-address", host="a"), ADDRESS, ("open-address", "open-file", "paste")),
        (NotFound("load.page-gone"), ADDRESS, ("open-address", "open-file", "paste")),
        (Unreadable("load.drm"), Reference(Kind.FILE, "/a.epub"), ("open-file", "open-address")),
        (NotFound("load.file-missing"), Reference(Kind.FILE, "/a"), ("retry", "open-file", "open-address")),
        (Unreadable("load.office"), Reference(Kind.FILE, "/a"), ("open-file", "paste", "open-address")),
        (Unreadable("load.empty"), pasted("x"), ("paste", "open-file", "open-address")),
    ],
)
def test_only_keys_that_make_sense_are_offered(error: LoadError, reference: Reference, ways: tuple) -> None:
    found = ways_on(Failure(error, reference))
    assert found == ways
    assert set(found) <= COMMANDS.keys()


def test_a_certificate_that_is_wrong_is_no_reason_to_send_anybody_into_a_browser() -> None:
    assert "browse" not in ways_on(Failure(Unreachable("load.certificate", host="a"), ADDRESS))


def test_try_again_opens_the_same_thing_and_the_trouble_is_over() -> None:
    web = FakeWeb({})
    built = build_reader(fetcher=web)
    built.reader.opening.open(ADDRESS)
    assert built.reader.interface.page() is Page.TROUBLE
    assert COMMANDS["open-file"].words(built.reader) == "打开存好的网页"
    web.pages[ADDRESS.value] = PAGE.format(title="现在好了", more="")
    perform(built.reader, "retry")
    assert built.reader.session.article.title == "现在好了"
    assert built.reader.interface.page() is Page.READING
    assert built.reader.opening.failure is None


def test_the_browser_is_given_the_address_and_a_computer_without_one_says_so() -> None:
    built = build_reader(fetcher=FakeWeb({}))
    perform(built.reader, "browse")  # nothing has failed: nothing happens
    built.reader.opening.open(ADDRESS)
    perform(built.reader, "browse")
    assert [said.key for said in built.said[-2:]] == ["say.browser", "say.no-browser"]
    given: list[str] = []
    built.reader.interface.open_in_browser = lambda address: bool(given.append(address)) or True
    perform(built.reader, "browse")
    assert given == [ADDRESS.value]


def test_the_phone_gets_the_address_that_could_not_be_opened() -> None:
    built = build_reader(fetcher=FakeWeb({}))
    built.reader.opening.open(ADDRESS)
    perform(built.reader, "phone-address")
    assert built.reader.carrying.content == ADDRESS.value
    perform(built.reader, "phone")
    assert built.reader.carrying.content.startswith("1/")  # the welcome article has no address


def test_an_address_that_was_typed_bare_goes_to_the_browser_as_https() -> None:
    failure = Failure(Unreadable("load.browser-only"), Reference(Kind.ADDRESS, "//www.example.org/a"))
    assert failure.address == "https://www.example.org/a"


# The loader


@pytest.mark.parametrize("keep", [True, False])
def test_copies_are_kept_only_where_anything_is_kept_and_the_reader_allows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: bool
) -> None:
    from gxreader.app.services import web_loader
    from gxreader.settings import schema
    from gxreader.settings.store import Settings

    asked: list[bool] = []
    monkeypatch.setattr("gxreader.load.fetch.page_cache", lambda: asked.append(True))
    settings = Settings(tmp_path / "settings.json")
    settings.set(schema.KEEP_COPIES, keep)
    web_loader(settings).close()
    web_loader(Settings(None)).close()
    assert asked == [True] * keep


def test_the_loader_is_made_once_by_any_thread_and_closed_for_good() -> None:
    from gxreader.app.works import Works

    class Loader:
        closed = 0

        def close(self) -> None:
            self.closed += 1

    made: list[Loader] = []

    def make() -> Loader:
        made.append(Loader())
        return made[-1]

    works = Works(make)
    threads = [threading.Thread(target=works.loader) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    works.close()
    assert len(made) == made[0].closed == 1
    with pytest.raises(LoadError):
        works.loader()
