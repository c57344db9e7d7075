"""The one way from a reference to an article: what was given is fetched, recognised, read and fitted."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import msgspec

from gxreader import resources
from gxreader.errors import NotFound, Unreadable
from gxreader.load import limits
from gxreader.load.fetch import CancelToken, Fetcher, WebFetcher
from gxreader.load.fit import fit
from gxreader.load.kinds import Content, content_of, content_of_text
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article
from gxreader.model.codec import from_json
from gxreader.model.site import Notice

_NOT_YET = {
    Content.EMPTY: "load.empty",
    Content.PDF: "load.not-yet-pdf",
    Content.EPUB: "load.not-yet-epub",
    Content.DOCUMENT: "load.not-yet-document",
    Content.PICTURE: "load.not-yet-picture",
    Content.SOUND: "load.not-yet-sound",
    Content.ARCHIVE: "load.not-yet-archive",
    Content.FEED: "load.not-yet-feed",
    Content.SAVED_PAGE: "load.not-yet-saved-page",
    Content.BINARY: "load.not-yet-binary",
}


def load_article(
    reference: Reference,
    fetcher: Fetcher | None = None,
    *,
    language: str = "zh",
    cancel: CancelToken | None = None,
) -> Article:
    """Open what a reader gave; `language` chooses between samples. Raises LoadError with its sentence.

    `fetcher` brings web pages (by default from the open web); `cancel` stops it.
    """
    if reference.kind is Kind.ADDRESS:
        fetched = (fetcher or WebFetcher()).fetch(reference.value, cancel)
        return fit(_from_bytes(fetched.data, url=fetched.url, charset=fetched.charset))
    if reference.kind is Kind.TEXT:
        return fit(_from_text(reference.value))
    if reference.kind is Kind.SAMPLE:
        return fit(_sample(reference.value, language))
    if reference.kind is Kind.STANDARD_INPUT:
        return fit(_from_bytes(_limited(sys.stdin.buffer.read(limits.TEXT_BYTES + 1))))
    path = Path(reference.value)
    return fit(_from_bytes(_file_bytes(path), name=path.stem))


def _sample(name: str, language: str) -> Article:
    path = resources.path("samples", f"{name}.{language}.json")
    if not name.isalnum() or not path.is_file():
        raise NotFound("load.no-sample", name=name)
    return from_json(path.read_bytes())


def _file_bytes(path: Path) -> bytes:
    """A whole file. Raises LoadError for what is missing, no file, not to be read, or too large."""
    name = path.name or str(path)
    try:
        mode = path.stat().st_mode  # asked first: opening a named pipe would wait for its writer
        if stat.S_ISDIR(mode):
            raise Unreadable("load.folder", name=name)
        if not stat.S_ISREG(mode):
            raise Unreadable("load.no-file", name=name)
        with path.open("rb") as file:
            return _limited(file.read(limits.TEXT_BYTES + 1))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound("load.file-missing", name=name) from error
    except PermissionError as error:
        raise Unreadable("load.no-permission", name=name) from error
    except (OSError, ValueError) as error:
        raise Unreadable("load.file-trouble", name=name) from error


def _limited(data: bytes) -> bytes:
    if len(data) > limits.TEXT_BYTES:
        raise Unreadable("load.too-large", megabytes=limits.TEXT_BYTES // limits.MEGABYTE)
    return data


def _from_bytes(data: bytes, *, name: str = "", url: str = "", charset: str = "") -> Article:
    content = content_of(data)
    if content is Content.ARTICLE:
        return _own(data)
    if content in _NOT_YET:
        raise Unreadable(_NOT_YET[content])
    if content is Content.PAGE:
        return _page(data, url=url, charset=charset)
    return _text(data, name=name, url=url)


def _text(data: bytes, *, name: str, url: str) -> Article:
    from gxreader.load.decode import decode_text  # many patterns: only when there is a text to read
    from gxreader.load.plain import read_text

    decoded = decode_text(data)
    article = read_text(decoded.text, name=name)
    if not article.blocks and not article.title:
        raise Unreadable("load.empty")
    damage = (Notice("load.damaged-characters", {"count": str(decoded.damaged)}),) if decoded.damaged else ()
    return msgspec.structs.replace(article, url=url, warnings=(*article.warnings, *damage))


def _page(data: bytes | str, *, url: str = "", charset: str = "") -> Article:
    from gxreader.load.html import read_page  # brings lxml: only when there is a page to read

    return read_page(data, url=url, charset=charset)


def _from_text(text: str) -> Article:
    if len(text) > limits.PASTED_CHARACTERS:
        raise Unreadable("load.too-large", megabytes=limits.PASTED_CHARACTERS // limits.MEGABYTE)
    content = content_of_text(text)
    if content is Content.ARTICLE:
        return _own(text)
    if content in _NOT_YET:
        raise Unreadable(_NOT_YET[content])
    if content is Content.PAGE:
        return _page(text)
    from gxreader.load.plain import read_text

    return read_text(text)


def _own(data: bytes | str) -> Article:
    article = from_json(data)
    if not article.blocks and not article.title:
        raise Unreadable("load.not-our-json")
    return article
