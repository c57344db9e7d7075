"""Parts of the program made for tests: a reader whose work is done at once and whose time is ours.

Loading happens in the tests' own process here, where it is quick and can be looked into.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from gxreader.app.announcements import Announcement
from gxreader.app.pictures import Box, Prepared, as_it_came
from gxreader.app.reader import Reader
from gxreader.app.services import build
from gxreader.app.tasks import Tasks
from gxreader.errors import ReaderError
from gxreader.load.fetch import CancelToken, Fetcher
from gxreader.load.formats import page
from gxreader.load.loader import Loader
from gxreader.load.parsing.process import InThisProcess
from gxreader.load.parsing.source import Bitmap
from gxreader.load.reference import Reference
from gxreader.model.article import Article, Heading, Paragraph, Run
from gxreader.settings.store import Settings
from gxreader.speech.player import Player
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.synthesiser import SilentSynthesiser
from gxreader.speech.transcriber import Answer
from gxreader.speech.transcribing import transcribe

Result = TypeVar("Result")


class ImmediateTasks:
    """A thread door without threads: work is done where it is asked for."""

    def work(
        self, job: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[ReaderError], None]
    ) -> None:
        try:
            result = job()
        except ReaderError as error:
            failed(error)
        else:
            done(result)

    def post(self, call: Callable[[], None]) -> None:
        call()


class Transcribing:
    """Knows pinyin in this process."""

    def ask(self, texts: tuple[str, ...], answered: Callable[[Answer], None]) -> None:
        for text in texts:
            answered(transcribe(text))

    def close(self) -> None:
        """No process to end."""


@dataclass
class Built:
    """A reader, its virtual sound, and all it said."""

    reader: Reader
    sink: VirtualSink
    said: list[Announcement] = field(default_factory=list)

    @property
    def last_words(self) -> str:
        last = self.said[-1]
        return self.reader.appearance.messages.text(last.key, **last.arguments)


def build_reader(
    settings: Settings | None = None,
    *,
    fetcher: Fetcher | None = None,
    tasks: Tasks | None = None,
    prepare: Callable[[Bitmap, Box], Prepared] = as_it_came,
) -> Built:
    """A reader whose loader parses in this process, and brings addresses by `fetcher`."""
    sink = VirtualSink()
    reader = build(
        settings or Settings(None),
        tasks or ImmediateTasks(),
        lambda: Player(SilentSynthesiser(), sink, lambda call: call()),
        lambda: Loader(fetcher, InThisProcess()),
        prepare,
        Transcribing,
    )
    built = Built(reader, sink)
    reader.announcements.made.connect(built.said.append)
    return built


def small_article(**changes: object) -> Article:
    """A Chinese article of two sections."""
    fields: dict[str, object] = {
        "title": "荔枝树下的图书馆",
        "subtitle": "——一个村子和它的书",
        "source": "样刊",
        "language": "zh",
        "blocks": (
            Paragraph((Run("村口有一棵老荔枝树。树下放着三张旧书桌!"),)),
            Heading((Run("早晨:\n第一个读者来了"),)),
            Paragraph((Run("韦阿婆每天八点到。她说,字大一点就看得清。"),)),
            Paragraph((Run("孩子们放学以后也来,𠮷祥话说个不停。"),)),
        ),
    }
    return Article(**(fields | changes))  # type: ignore[arg-type]  # any field may be changed


def load_article(
    reference: Reference,
    fetcher: Fetcher | None = None,
    *,
    language: str = "zh",
    cancel: CancelToken | None = None,
) -> Article:
    return Loader(fetcher, InThisProcess()).load(reference, language=language, cancel=cancel).article


def read_page(data: bytes | str, *, url: str = "", charset: str = "") -> Article:
    return page.read_page(data, url=url, charset=charset).article
