"""What must hold of an article, whatever it was made from."""

import re
from collections.abc import Iterator

from gxreader.load import limits
from gxreader.model.article import Article, Block, ListBlock, Picture, Quote, Run, Table
from gxreader.model.codec import from_json, to_json
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from tests.hostile.pages import CANARY

WEB = re.compile(r"https?://|mailto:|tel:|within:|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)


def addresses(article: Article) -> Iterator[str]:
    """Every address in an article's body and surroundings."""
    yield from _of_blocks(article.blocks)
    for links in (article.breadcrumb, article.related, article.hot_words, article.navigation):
        yield from (link.url for link in links)
    yield from (file.url for file in article.attachments)
    yield from (twin.url for twin in article.translations)
    for entry in article.entries:
        yield from (entry.url, entry.picture)
    yield article.url
    if article.extension:
        yield article.extension.url
    if article.paging:
        yield from (article.paging.previous, article.paging.following)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block.url
            yield from _of_runs(block.caption)
        elif isinstance(block, Quote):
            yield from _of_blocks(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _of_blocks(item.blocks)
        elif isinstance(block, Table):
            yield from (url for row in block.rows for cell in row for url in _of_runs(cell.runs))
        elif hasattr(block, "runs"):
            yield from _of_runs(block.runs)


def _of_runs(runs: tuple[Run, ...]) -> Iterator[str]:
    yield from (run.link for run in runs if run.link)


def check(article: Article) -> None:
    """It is within the limits, can be written and named in every place, and leads to the web or nowhere."""
    written = to_json(article)
    assert CANARY not in written.decode()
    assert from_json(written) == article
    wrong = [address for address in addresses(article) if not WEB.match(address)]
    assert wrong == [], wrong
    units = Units(article)
    for unit in units.all:
        assert units.text_at(Locator(unit.index, 0, len(unit.text))) == unit.text
        assert max((len(run) for run in re.findall(r"[!-~]+", unit.text)), default=0) <= limits.UNBROKEN_RUN
    stop = 0
    for part in article.parts:
        assert stop == part.start < part.stop <= part.start + limits.PART_BLOCKS
        stop = part.stop
