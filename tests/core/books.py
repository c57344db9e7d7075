"""Books made for tests: EPUBs of given texts, with a frame that each test may change."""

import io
import zipfile
from collections.abc import Mapping

from gxreader.load.parsing.readers import parse
from gxreader.load.parsing.source import Source
from gxreader.model.article import Article, Block, Heading, Picture, plain
from gxreader.model.units import block_leaves

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="{0}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
METADATA = "<dc:title>院子里的四季</dc:title><dc:creator>韦青山</dc:creator><dc:language>zh-CN</dc:language>"
KINDS = {
    "xhtml": "application/xhtml+xml",
    "html": "application/xhtml+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "ncx": "application/x-dtbncx+xml",
    "ttf": "font/ttf",
}
SENTENCE = "春天一到，院子里的枇杷树先醒过来，叶子上的水珠一颗一颗落进水缸里，声音很轻，像有人在数数。"
LONG = "".join(f"<p>{number}、{SENTENCE}</p>" for number in range(12))


def packed(files: Mapping[str, bytes | str]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return whole.getvalue()


def page(body: str, *, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<head><title>t</title>{head}</head><body>{body}</body></html>"
    )


def nav(entries: str) -> str:
    return page(f'<nav epub:type="toc"><h1>目录</h1><ol>{entries}</ol></nav>')


def entry(title: str, address: str, inner: str = "") -> str:
    return f'<li><a href="{address}">{title}</a>{f"<ol>{inner}</ol>" if inner else ""}</li>'


def package(
    names: list[str],
    *,
    metadata: str = METADATA,
    spine: str = "",
    properties: Mapping[str, str] | None = None,
) -> str:
    """A package document whose items are the named files; the spine is all the texts, or as given."""
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="{KINDS.get(name.rpartition(".")[2], "text/css")}" '
        f'properties="{(properties or {}).get(name, "")}"/>'
        for number, name in enumerate(names)
    )
    texts = "".join(
        f'<itemref idref="i{number}"/>'
        for number, name in enumerate(names)
        if name.endswith(("xhtml", "html")) and "nav" not in (properties or {}).get(name, "")
    )
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:opf="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f'<manifest>{items}</manifest><spine toc="ncx">{spine or texts}</spine></package>'
    )


def book(
    files: Mapping[str, bytes | str],
    *,
    metadata: str = METADATA,
    spine: str = "",
    properties: Mapping[str, str] | None = None,
    beside: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """An EPUB: `files` are in the manifest, `beside` are not."""
    frame = package(list(files), metadata=metadata, spine=spine, properties=properties)
    inner = {f"OEBPS/{name}": data for name, data in files.items()}
    return packed(
        {"META-INF/container.xml": CONTAINER.format("OEBPS/book.opf"), "OEBPS/book.opf": frame}
        | inner
        | dict(beside or {})
    )


class Told:
    """Keeps what a parse reports."""

    def __init__(self) -> None:
        self.beginnings: list[Article] = []
        self.steps: list[tuple[int, int]] = []

    def beginning(self, article: Article) -> None:
        self.beginnings.append(article)

    def progress(self, done: int, total: int) -> None:
        self.steps.append((done, total))


def opened(data: bytes, told: Told | None = None, *, language: str = "zh", url: str = "") -> Article:
    return parse(Source(data=data, name="无名", language=language, url=url), told).article


def words(article: Article) -> str:
    return "\n".join(words_of(block) for block in article.blocks)


def words_of(block: Block) -> str:
    return "|".join(plain(runs) for _, runs in block_leaves(block))


def headings(article: Article) -> list[str]:
    return [plain(block.runs) for block in article.blocks if isinstance(block, Heading)]


def pictures(article: Article) -> list[str]:
    return [block.url for block in article.blocks if isinstance(block, Picture)]
