"""gxreader and its peers, each asked for all that it knows of a page: text, structure, title and time."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extraction_structure import structure_of
from lxml import html as lxml_html

from gxreader.errors import ReaderError
from gxreader.load.formats.page import read_page
from gxreader.model.article import (
    Article,
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain,
)
from gxreader.model.units import block_leaves


@dataclass
class Found:
    """What a tool found: `structure` holds texts by kind, and addresses of images."""

    text: str = ""
    title: str = ""
    time: str = ""
    structure: dict[str, list[str]] = field(default_factory=dict)


def gxreader(data: bytes, url: str) -> Found:
    """This program's own reading of a page, without fetching."""
    try:
        article = read_page(data, url=url).article
    except ReaderError:
        return Found()
    time = f"{article.published:%Y-%m-%d %H:%M:%S}" if article.published else ""
    found = Found(_text(article), article.title, time)
    for block in article.blocks:
        _note(block, found.structure)
    return found


def _text(article: Article) -> str:
    """The body's text; the words that stand for a picture are none."""
    lines = [
        plain(block.caption)
        if isinstance(block, Picture)
        else "\n".join(plain(r) for _, r in block_leaves(block))
        for block in article.blocks
    ]
    return "\n".join(lines)


def _note(block: Block, structure: dict[str, list[str]]) -> None:
    """Enter a block and all within it by kind."""
    inner = block.blocks if isinstance(block, Quote) else ()
    if isinstance(block, ListBlock):
        inner = tuple(inner for item in block.items for inner in item.blocks)
    entries = list(_entries(block))
    if not inner:
        entries += [("link", text) for _, runs in block_leaves(block) for text in _links(runs)]
    for kind, text in entries:
        structure.setdefault(kind, []).append(text)
    for each in inner:
        _note(each, structure)


def _entries(block: Block) -> Iterator[tuple[str, str]]:
    """A block's own kinds and texts; what is a line of its own counts as a paragraph too."""
    if isinstance(block, Heading | Paragraph):
        yield "paragraph", plain(block.runs)
    if isinstance(block, Heading):
        yield "heading", plain(block.runs)
    elif isinstance(block, Picture):
        yield "image", block.url
        yield "paragraph", plain(block.caption)
    elif isinstance(block, ListBlock):
        for item in block.items:
            leaves = [runs for inner in item.blocks for _, runs in block_leaves(inner)]
            yield "list item", "".join(plain(runs) for runs in leaves)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield "table cell", plain(cell.runs)
                yield "paragraph", plain(cell.runs)


def _links(runs: tuple[Run, ...]) -> list[str]:
    """The texts of the links in some runs; a link in several styles is one."""
    texts: list[str] = []
    before = ""
    for run in runs:
        if run.link and run.link == before:
            texts[-1] += run.text
        elif run.link:
            texts.append(run.text)
        before = run.link
    return texts


def readability(data: bytes, url: str) -> Found:
    """What readability-lxml makes of a page."""
    document = importlib.import_module("readability").Document(
        data.decode("utf-8", "replace"), url=url or None
    )
    try:
        summary = document.summary(html_partial=True)
        return _of_markup(summary, str(document.short_title() or ""))
    except Exception:  # noqa: BLE001 - whatever it stumbles over, it has found nothing
        return Found()


def trafilatura(data: bytes, url: str) -> Found:
    """What trafilatura makes of a page, with all it can keep."""
    module: Any = importlib.import_module("trafilatura")
    page = data.decode("utf-8", "replace")
    wishes: dict[str, Any] = {
        "url": url or None,
        "include_links": True,
        "include_images": True,
        "include_tables": True,
        "include_comments": False,
    }
    markup = module.extract(page, output_format="html", **wishes) or ""
    statements = module.extract_metadata(page, default_url=url or None)
    found = _of_markup(markup, "")
    if statements is not None:
        found.title, found.time = str(statements.title or ""), str(statements.date or "")
    return found


def resiliparse(data: bytes, url: str) -> Found:  # noqa: ARG001 - it does not ask for the address
    """What resiliparse makes of a page."""
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    page = data.decode("utf-8", "replace")
    return _of_markup(extract(page, preserve_formatting="minimal_html", main_content=True, links=True), "")


def _of_markup(markup: str, title: str) -> Found:
    """The text and structure of a tool's HTML."""
    if not markup.strip():
        return Found(title=title)
    root = lxml_html.fragment_fromstring(markup.encode("utf-8").decode(), create_parent="div")
    for head in root.xpath(".//head|.//title"):
        head.drop_tree()
    return Found(root.text_content(), title, "", structure_of(root))


TOOLS: dict[str, Callable[[bytes, str], Found]] = {
    "gxreader": gxreader,
    "readability-lxml": readability,
    "trafilatura": trafilatura,
    "resiliparse": resiliparse,
}
