"""Which module reads which kind of content. Each is imported when the first of its kind comes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from gxreader.errors import Unreadable
from gxreader.load import limits
from gxreader.load.fit import fit
from gxreader.load.kinds import Content, content_of, is_packed
from gxreader.load.parsing.source import NoReport, Parsed, Report, Source
from gxreader.model.article import Article

Reader = Callable[[Source, Report], Parsed]

# What is no article, and what to do instead.
REFUSED = {
    Content.EMPTY: "load.empty",
    Content.OFFICE: "load.office",
    Content.LOCKED_OFFICE: "load.password",
    Content.PICTURE: "load.picture",
    Content.SOUND: "load.sound",
    Content.ARCHIVE: "load.archive",
    Content.BROKEN_ARCHIVE: "load.corrupt",
    Content.BINARY: "load.binary",
}


class _Fitting:
    """Hands beginnings on within the limits of `fit`, as the whole work will be."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.progress = report.progress

    def beginning(self, article: Article) -> None:
        self._report.beginning(fit(article))


def parse(source: Source, report: Report | None = None) -> Parsed:
    """Parse foreign bytes in this process. Raises LoadError, OSError, and what hostile input brings about."""
    data = source.read(limits.FILE_BYTES)
    content = content_of(data)
    if content in REFUSED:
        raise Unreadable(REFUSED[content])
    parsed = _reader(content)(source, _Fitting(report or NoReport()))
    return msgspec.structs.replace(parsed, article=fit(parsed.article))


def is_page(data: bytes) -> bool:
    """Whether the beginning of a source says it is a page, which needs less time and memory than a book."""
    return not is_packed(data) and content_of(data) is Content.PAGE


def _reader(content: Content) -> Reader:
    """The reader of a kind."""
    find = _READERS.get(content)
    if find is None:
        raise Unreadable("load.binary")
    return find()


def _page() -> Reader:
    from gxreader.load.formats.saved_page import read

    return read


def _text() -> Reader:
    from gxreader.load.formats.text import read

    return read


def _epub() -> Reader:
    from gxreader.load.formats.epub import read

    return read


def _feed() -> Reader:
    from gxreader.load.formats.feed import read

    return read


def _catalogue() -> Reader:
    from gxreader.load.formats.catalogue import read

    return read


def _pdf() -> Reader:
    from gxreader.load.formats.pdf import read

    return read


def _docx() -> Reader:
    from gxreader.load.formats.docx import read

    return read


def _odt() -> Reader:
    from gxreader.load.formats.odt import read

    return read


def _ofd() -> Reader:
    from gxreader.load.formats.ofd import read

    return read


def _mhtml() -> Reader:
    from gxreader.load.formats.mhtml import read

    return read


def _webarchive() -> Reader:
    from gxreader.load.formats.webarchive import read

    return read


def _markdown() -> Reader:
    from gxreader.load.formats.markdown import read

    return read


# Each imports its module only when it is wanted, in words that a packager's search for imports sees.
_READERS: dict[Content, Callable[[], Reader]] = {
    Content.PAGE: _page,
    Content.TEXT: _text,
    Content.EPUB: _epub,
    Content.FEED: _feed,
    Content.CATALOGUE: _catalogue,
    Content.PDF: _pdf,
    Content.DOCX: _docx,
    Content.ODT: _odt,
    Content.OFD: _ofd,
    Content.MARKDOWN: _markdown,
    Content.WEB_ARCHIVE: _webarchive,
    Content.SAVED_PAGE: _mhtml,
}
