"""The one way from a reference to an article: what was given is fetched, recognised, parsed and fitted.

What is foreign is parsed in a process that can be killed. Our own form and short texts are read here, by
linear code; a long text would keep Python's lock, and so the window, for too long at a time.
"""

from __future__ import annotations

import contextlib
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from gxreader import resources
from gxreader.errors import LoadError, NotFound, Unreadable
from gxreader.load import limits
from gxreader.load.fetch import CancelToken, Fetched, Fetcher, Validators, Wanted, WebFetcher
from gxreader.load.fit import fit
from gxreader.load.formats import text as plain_text
from gxreader.load.kinds import Content, content_of, content_of_text, is_packed
from gxreader.load.parsing.process import Parser, ParsingProcess
from gxreader.load.parsing.source import HEAD, Bitmap, NoReport, Source
from gxreader.load.reference import Kind, Reference
from gxreader.load.series import joined
from gxreader.model.article import Article
from gxreader.model.codec import from_json
from gxreader.model.site import Notice

WITHIN = "within:"  # addresses of pictures inside the file that an article came from


class Work(msgspec.Struct, frozen=True):
    """An article that was opened, and where the pictures within it are to be had, if it has any."""

    article: Article
    source: Source | None = None
    validators: Validators = Validators()
    """What a server gave to ask by whether it has changed; of what `look_again` brought alone."""


class LoadReport(Protocol):
    """Whoever waits for a load; called from the thread that loads."""

    def beginning(self, work: Work) -> None:
        """Something to read already: the final work begins with just these blocks."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """So much of a stage (`fetching` in bytes, `parsing` in steps) is done; a total of 0 is unknown."""


class NoLoadReport:
    """Nobody wants to know before the end."""

    def beginning(self, work: Work) -> None:
        """Do nothing."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Do nothing."""


class Loader:
    """Opens references. Its calls wait, and may come from any thread."""

    def __init__(self, fetcher: Fetcher | None = None, parser: Parser | None = None) -> None:
        """Bring web pages with `fetcher` (by default from the open web), parse with `parser`."""
        self._fetcher = fetcher or WebFetcher()
        self._parser = parser or ParsingProcess()

    def load(
        self,
        reference: Reference,
        *,
        language: str = "zh",
        cancel: CancelToken | None = None,
        report: LoadReport | None = None,
    ) -> Work:
        """Open what a reader gave; `language` is theirs. Raises LoadError with its sentence."""
        visit = _Visit(
            self._fetcher, self._parser, language, cancel or CancelToken(), report or NoLoadReport()
        )
        return visit.open(reference)

    def look_again(
        self, address: str, known: Validators, *, language: str = "zh", cancel: CancelToken | None = None
    ) -> Work | None:
        """What a web address has now; None if nothing has changed since `known`. Raises LoadError."""
        token = cancel or CancelToken()
        fetched = self._fetcher.fetch(address, token, known=known)
        if fetched.is_unchanged:
            return None
        visit = _Visit(self._fetcher, self._parser, language, token, NoLoadReport())
        return msgspec.structs.replace(visit.brought(fetched), validators=fetched.validators)

    def picture(self, work: Work, url: str, width: int, cancel: CancelToken | None = None) -> Bitmap:
        """A picture of a work by its address, no wider than `width` pixels. Raises LoadError."""
        if url.startswith(WITHIN):
            if work.source is None:
                raise NotFound("load.picture-broken")
            return self._parser.paint(work.source, url.removeprefix(WITHIN), width, cancel)
        fetched = self._fetcher.fetch(url, cancel, wanted=Wanted.PICTURE, referrer=work.article.url)
        return self._parser.paint(Source(data=fetched.data, url=fetched.url), "", width, cancel)

    def warm(self) -> None:
        """Make ready for the first thing to open; returns at once."""
        self._parser.warm()

    def close(self) -> None:
        """End the parsing process; nothing is opened any more."""
        self._parser.close()


def load_article(
    reference: Reference,
    fetcher: Fetcher | None = None,
    *,
    language: str = "zh",
    cancel: CancelToken | None = None,
    parser: Parser | None = None,
) -> Article:
    """Open one thing and end. Raises LoadError with its sentence."""
    with contextlib.closing(Loader(fetcher, parser)) as loader:
        return loader.load(reference, language=language, cancel=cancel).article


class _Visit:
    """One opening, from the reference to the work."""

    def __init__(
        self, fetcher: Fetcher, parser: Parser, language: str, cancel: CancelToken, report: LoadReport
    ) -> None:
        self._fetcher = fetcher
        self._parser = parser
        self._language = language
        self._cancel = cancel
        self._report = report
        self._source: Source | None = None

    def open(self, reference: Reference) -> Work:
        """The work a reference names."""
        if reference.kind is Kind.ADDRESS:
            guessed = reference.is_guessed
            return self._address(reference.value.removeprefix("https:") if guessed else reference.value)
        if reference.kind is Kind.TEXT:
            return self._text(reference.value)
        if reference.kind is Kind.SAMPLE:
            return Work(fit(_sample(reference.value, self._language)))
        if reference.kind is Kind.STANDARD_INPUT:
            data = limits.checked(sys.stdin.buffer.read(limits.TEXT_BYTES + 1), limits.TEXT_BYTES)
            return self._opened(Source(data=data, language=self._language))
        return self._opened(_file(Path(reference.value), self._language))

    def _address(self, address: str) -> Work:
        def progress(done: int, total: int) -> None:
            self._report.progress("fetching", done, total)

        return self.brought(self._fetcher.fetch(address, self._cancel, progress=progress))

    def brought(self, fetched: Fetched) -> Work:
        """The work in what was fetched."""
        source = Source(data=fetched.data, url=fetched.url, charset=fetched.charset, language=self._language)
        return _dated(self._opened(source), fetched)

    def _text(self, text: str) -> Work:
        if len(text) > limits.PASTED_CHARACTERS:
            raise Unreadable("load.too-large", megabytes=limits.PASTED_CHARACTERS // limits.MEGABYTE)
        content = content_of_text(text)
        if content is Content.ARTICLE:
            return Work(fit(_own(text)))
        if content is Content.TEXT and len(text) < HEAD:
            return Work(fit(plain_text.read_words(text)))
        data = text.encode("utf-8", "replace")
        return self._opened(Source(data=data, charset="utf-8", language=self._language))

    def _opened(self, source: Source) -> Work:
        with _told(Path(source.path).name):
            head = source.head()
        if is_packed(head):
            return self._parsed(source)
        content = content_of(head)
        if content is Content.ARTICLE:
            return Work(fit(_own(_whole(source))))
        if content is Content.TEXT and len(head) < HEAD:
            with _told(Path(source.path).name):
                return Work(fit(plain_text.read(source, NoReport()).article))
        return self._parsed(source)

    def _parsed(self, source: Source) -> Work:
        self._source = source
        parsed = self._parser.parse(source, self, self._cancel)
        if not parsed.continued and not parsed.earlier and parsed.article.extension is None:
            return Work(parsed.article, source)
        if not parsed.earlier:
            self._report.beginning(Work(parsed.article, source))
        article = joined(parsed, self._further)
        return Work(self._extended(fit(article)), source)

    def beginning(self, article: Article) -> None:
        """Implements `parsing.source.Report`."""
        self._report.beginning(Work(article, self._source))

    def progress(self, done: int, total: int) -> None:
        """Implements `parsing.source.Report`."""
        self._report.progress("parsing", done, total)

    def _further(self, address: str) -> Article:
        """One more page of an article."""
        fetched = self._fetcher.fetch(address, self._cancel)
        source = Source(data=fetched.data, url=fetched.url, charset=fetched.charset, language=self._language)
        return self._parser.parse(source, None, self._cancel).article

    def _extended(self, article: Article) -> Article:
        """The article with what its `_ext.json` holds, if that is there and is JSON; it is never needed."""
        extension = article.extension
        if extension is None or not extension.url.startswith(("http://", "https://")):
            return article
        try:
            fetched = self._fetcher.fetch(extension.url, self._cancel, wanted=Wanted.EXTENSION)
            content = fetched.data.decode("utf-8-sig")
            msgspec.json.decode(content, type=dict[str, object])
        except (LoadError, UnicodeDecodeError, msgspec.MsgspecError, RecursionError):
            self._cancel.check()
            return article
        return msgspec.structs.replace(article, extension=msgspec.structs.replace(extension, content=content))


def _sample(name: str, language: str) -> Article:
    path = resources.path("samples", f"{name}.{language}.json")
    if not name.isalnum() or not path.is_file():
        raise NotFound("load.no-sample", name=name)
    return from_json(path.read_bytes())


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    """What a system says of a file, as sentences."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound("load.file-missing", name=name) from error
    except PermissionError as error:
        raise Unreadable("load.no-permission", name=name) from error
    except (OSError, ValueError) as error:
        raise Unreadable("load.file-trouble", name=name) from error


def _file(path: Path, language: str) -> Source:
    """A local file as a source. Raises LoadError for what is missing, no file, or too large."""
    name = path.name or str(path)
    with _told(name):
        status = path.stat()  # asked first: opening a named pipe would wait for its writer
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("load.folder", name=name)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("load.no-file", name=name)
        if status.st_size > limits.FILE_BYTES:
            raise Unreadable("load.too-large", megabytes=limits.FILE_BYTES // limits.MEGABYTE)
    return Source(path=str(path.absolute()), name=path.stem, language=language)


def _whole(source: Source) -> bytes:
    with _told(Path(source.path).name):
        return source.read(limits.TEXT_BYTES)


def _dated(work: Work, fetched: Fetched) -> Work:
    """A work from a copy kept earlier says of when it is."""
    if fetched.kept is None:
        return work
    notice = Notice("load.kept-copy", {"date": fetched.kept.astimezone().strftime("%Y-%m-%d %H:%M")})
    article = msgspec.structs.replace(work.article, warnings=(notice, *work.article.warnings))
    return Work(article, work.source)


def _own(data: bytes | str) -> Article:
    article = from_json(data)
    if not article.blocks and not article.title:
        raise Unreadable("load.not-our-json")
    return article
