"""Every hostile page, file and picture is shown or refused with a sentence; it reads and visits nothing."""

import random
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gxreader.errors import LoadError
from gxreader.i18n.messages import messages
from gxreader.load.loader import Loader
from gxreader.load.parsing.process import InThisProcess, ParsingProcess
from gxreader.load.parsing.source import Source
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article
from gxreader.model.units import Units
from tests.hostile.checks import check
from tests.hostile.conftest import HitCounter, set_unread, was_read
from tests.hostile.files import FILES, PICTURES
from tests.hostile.pages import PAGES, REACHES, WORDS, Trap

Made = Callable[[Trap], bytes]
MIXERS = ["<table><tr><td>", "</td></table>", "<ul><li>", "</div>", "<!--", "-->", "<p>", "]]>", "<svg>"]
# What is read as something else than it was meant to be, and so without these words.
WITHOUT_WORDS = {"UTF-16 that says it is UTF-8", "marks of two encodings", "a script without end"}


@pytest.fixture
def watched(trap: Trap, counter: HitCounter, *, reads_are_seen: bool) -> Iterator[Trap]:
    counter.hits.clear()
    yield trap
    assert counter.hits == []
    if reads_are_seen:
        assert not was_read(trap.file)


def opened(process: ParsingProcess, file: Path) -> Article | None:
    """The article, or nothing when it was refused with a sentence in both languages."""
    try:
        return Loader(parser=process).load(Reference(Kind.FILE, str(file))).article
    except LoadError as error:
        for language in ("zh", "en"):
            assert messages(language).error(error) != error.key  # noqa: PT017 - shown or refused, both are right
        return None


def squeezed(article: Article) -> str:
    return re.sub(r"\s", "", "".join(unit.text for unit in Units(article).all))


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page(name: str, process: ParsingProcess, watched: Trap, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    made: Made = PAGES[name]
    file.write_bytes(made(watched))
    article = opened(process, file)
    if article is not None:
        check(article)
        if name not in WITHOUT_WORDS:
            assert WORDS in squeezed(article)


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file(name: str, process: ParsingProcess, watched: Trap, tmp_path: Path) -> None:
    file = tmp_path / "file"
    made: Made = FILES[name]
    file.write_bytes(made(watched))
    article = opened(process, file)
    if article is not None:
        check(article)


@pytest.mark.parametrize("name", PICTURES)
def test_a_hostile_picture(name: str, process: ParsingProcess, watched: Trap) -> None:
    made: Made = PICTURES[name]
    with pytest.raises(LoadError) as caught:
        process.paint(Source(data=made(watched)), "", 800)
    assert messages("zh").error(caught.value) != caught.value.key


def test_mixtures_of_hostile_pieces(watched: Trap) -> None:
    """Thousands of pages put together at random from whatever reaches out; always the same ones."""
    chance = random.Random(20)  # noqa: S311 - no secret
    reaching = [made(watched).decode("utf-8", "replace") for made in REACHES.values()]
    pieces = [piece for page in reaching for piece in re.split(r"(?<=>)", page) if piece] + MIXERS
    parser = InThisProcess()
    shown = 0
    for _ in range(5_000):
        page = "<html><body>" + "".join(chance.choices(pieces, k=chance.randint(1, 12)))
        try:
            article = parser.parse(Source(data=page.encode("utf-8", "replace"))).article
        except LoadError as error:
            assert error.key in {"load.no-text", "load.browser-only", "load.empty"}  # noqa: PT017 - either is right
        else:
            check(article)
            shown += 1
    assert shown > 1_000


def test_guided_mutations_find_no_fault() -> None:
    """A short run of what `python3 dev.py fuzz` does for long."""
    pytest.importorskip("atheris", reason="there is no fuzzer for this Python or system")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("fuzz.py")), "0"],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(re.findall(r"number_of_executed_units: (\d+)", done.stderr)[0]) > 100


def test_the_trap_would_be_noticed(trap: Trap, counter: HitCounter, *, reads_are_seen: bool) -> None:
    """The corpus proves nothing if a reading of the file or a visit went unseen."""
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(trap.address)  # noqa: S310 - our own server
    assert counter.hits == ["/hit"]
    counter.hits.clear()
    if not reads_are_seen:
        pytest.skip(
            "this file system does not note when a file is read; the canary's words are looked for instead"
        )
    trap.file.read_text(encoding="utf-8")
    assert was_read(trap.file)
    set_unread(trap.file)


def test_there_are_enough_of_them() -> None:
    assert len(PAGES) + len(FILES) + len(PICTURES) >= 100
