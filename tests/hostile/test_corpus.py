"""Every hostile page, file and picture is shown or refused with a sentence; it reads and visits nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gxreader.errors import LoadError
from gxreader.i18n.messages import messages
from gxreader.load import limits
from gxreader.load.loader import Loader
from gxreader.load.parsing.process import ParsingProcess
from gxreader.load.parsing.source import Source
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article, Block, ListBlock, Picture, Quote
from gxreader.model.codec import to_json
from gxreader.model.units import Units
from tests.hostile.conftest import HitCounter, was_read
from tests.hostile.files import FILES, PICTURES
from tests.hostile.pages import CANARY, PAGES, WORDS, Trap

Made = Callable[[Trap], bytes]
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


def pictures(blocks: tuple[Block, ...]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Quote):
            yield from pictures(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from pictures(item.blocks)


def check(article: Article) -> None:
    """Nothing of the canary, no address of this computer, and nothing beyond the limits."""
    written = to_json(article).decode()
    assert CANARY not in written
    assert "file:" not in written
    assert "javascript:" not in written
    for picture in pictures(article.blocks):
        assert re.match(r"https?://|within:|(?![a-z]+:)", picture.url)
    text = "\n".join(unit.text for unit in Units(article).all)
    assert max((len(run) for run in re.findall(r"[!-~]+", text)), default=0) <= limits.UNBROKEN_RUN
    for part in article.parts:
        assert part.stop - part.start <= limits.PART_BLOCKS


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


def test_the_trap_would_be_noticed(trap: Trap, counter: HitCounter, *, reads_are_seen: bool) -> None:
    """The corpus proves nothing if a reading of the file or a visit went unseen."""
    import urllib.error
    import urllib.request

    from tests.hostile.conftest import set_unread

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
