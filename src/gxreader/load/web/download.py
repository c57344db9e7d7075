"""One file from the web into a folder, as it is: gone on from where it broke off, checked, named, never run.

The same guards as for pages hold: every address is checked, every redirect, every certificate.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import httpx
import msgspec

from gxreader.errors import OutputError, Unreachable, Unreadable
from gxreader.load import limits
from gxreader.load.fetch import CancelToken, Fetched, FetchRules, Wanted
from gxreader.load.file_sorts import Sort, agree, content_of_file, sort_of, sort_of_content
from gxreader.load.kinds import Content
from gxreader.load.web.answers import Passing
from gxreader.load.web.body import type_of
from gxreader.load.web.cache import Kept
from gxreader.load.web.decoder import Decoder
from gxreader.load.web.file_names import file_name
from gxreader.load.web.lifeline import Lifeline
from gxreader.load.web.part_file import Note, PartFile
from gxreader.load.web.visit import Brought, Visit, host_of, validators_of
from gxreader.load.web.waiting import Progress, waited
from gxreader.load.web.waiting import host_of as named_host
from gxreader.load.web.watch import Watch
from gxreader.load.web.wishes import Wish, wish_for

_PIECE = 64 * 1024
_LIVELY_BYTES = 8 * 1024  # so much must come before the stall is over
_FOREVER = 30 * 24 * 3600.0  # seconds: as long as it goes on
_PARTIAL, _NOT_SATISFIABLE = 206, 416
_RANGE = re.compile(r"bytes\s+(\d{1,18})-(\d{1,18})/(\d{1,18}|\*)", re.IGNORECASE)
_ORIGIN = "user.xdg.origin.url"


class Downloaded(msgspec.Struct, frozen=True):
    """A file that is there; `sort` is what its bytes are.

    `warning` is what is odd about it: `is-program`, `is-page`, `is-other`, or nothing.
    """

    path: Path
    size: int
    content: Content
    sort: Sort
    warning: str = ""


def download(
    address: str,
    folder: Path,
    rules: FetchRules,
    cancel: CancelToken,
    *,
    words: str = "",
    referrer: str = "",
    progress: Progress | None = None,
) -> Downloaded:
    """Bring the file at `address` into `folder`; `words` are those of its link.

    What was there of it is gone on from, if it still fits. Raises LoadError, OutputError or Cancelled; what
    has come by then is kept for the next time. `progress` is told bytes done and expected (0: unknown).
    """
    cancel.check()
    wish = wish_for(Wanted.FILE, rules)
    part = PartFile(folder, address)
    lifeline = Lifeline()
    watch = Watch(rules.stall_seconds, _FOREVER, pace_bytes=_LIVELY_BYTES, pace_seconds=rules.stall_seconds)
    visit = FileVisit(rules, wish, lifeline, watch, part)
    try:
        brought = waited(
            lambda: visit.follow(address, referrer=referrer),
            lifeline,
            watch,
            cancel,
            progress,
            named_host(address),
        )
        return _finished(part, words, brought.fetched.url, cancel)
    finally:
        part.close()


def discard(address: str, folder: Path) -> None:
    """Remove what has come of a file that is not wanted any more."""
    PartFile(folder, address).discard()


def kept_of(address: str, folder: Path) -> tuple[int, int]:
    """How many bytes of a file have come before and can be gone on from, and how many it has (0: unknown)."""
    part = PartFile(folder, address)
    return part.size, part.note.length


def size_of(address: str, rules: FetchRules, cancel: CancelToken, *, referrer: str = "") -> int:
    """How many bytes a server says a file has; 0 where it does not say. Raises LoadError or Cancelled."""
    cancel.check()
    wish = wish_for(Wanted.FILE, rules)
    lifeline, watch = Lifeline(), Watch(rules.extension_seconds, rules.extension_seconds)
    visit = _SizeVisit(rules, msgspec.structs.replace(wish, pauses=()), lifeline, watch)
    waited(
        lambda: visit.follow(address, referrer=referrer), lifeline, watch, cancel, None, named_host(address)
    )
    return visit.size


class FileVisit(Visit):
    """Brings a body into a part file; an answer with the rest alone is taken if it is the rest of that."""

    def __init__(
        self, rules: FetchRules, wish: Wish, lifeline: Lifeline, watch: Watch, part: PartFile
    ) -> None:
        """As a visit; into `part`."""
        super().__init__(rules, wish, lifeline, watch)
        self._part = part

    def _headers(self, url: httpx.URL, kept: Kept | None) -> dict[str, str]:
        return super()._headers(url, kept) | self._part.headers()

    def _brought(self, url: httpx.URL, response: httpx.Response, _kept: Kept | None) -> Brought:
        host, part = host_of(url), self._part
        if response.status_code == _NOT_SATISFIABLE and part.size:
            part.forget()
            raise Passing(Unreachable("load.cut-off", host=host))
        start, length = _span(response)
        if response.status_code == _PARTIAL:
            fits = part.size and start == part.size and part.note.length in {0, length}
            if not fits:
                is_trouble = not part.size  # the rest was not even asked for
                part.forget()
                trouble = Unreachable("load.server-trouble", host=host)
                raise trouble if is_trouble else Passing(trouble)
        else:
            self._check(response, host)
        self._take(response, start, length, host)
        fetched = Fetched(str(url.copy_with(fragment=None)), b"", type_of(response))
        return Brought(fetched, may_be_kept=False)

    def _take(self, response: httpx.Response, start: int, length: int, host: str) -> None:
        limit = self._rules.download_bytes
        if length > limit:
            raise Unreadable("download.too-large", megabytes=limit // limits.MEGABYTE)
        decoder = _IntoFile(response.headers.get("content-encoding", ""), limit, self._part, start)
        self._part.begin(self._note(response, 0 if decoder.packed else length, start), start)
        self._watch.expect(0 if decoder.packed else length, start)
        self._watch.prolong()
        for chunk in response.iter_raw():
            self._watch.arrived(len(chunk))
            for first in range(0, len(chunk), _PIECE):
                decoder.feed(chunk[first : first + _PIECE])
        whole = decoder.finish() and (decoder.packed or not length or self._part.size == length)
        if not whole:
            raise Passing(Unreachable("load.cut-off", host=host))

    def _note(self, response: httpx.Response, length: int, start: int) -> Note:
        validators = validators_of(response)
        raw = next(
            (value for name, value in response.headers.raw if name.lower() == b"content-disposition"), b""
        )
        before = self._part.note if start else Note(self._part.note.address)
        packed = response.headers.get("content-encoding", "").strip().lower() not in {"", "identity"}
        return Note(
            before.address,
            "" if packed else validators.etag or before.etag,
            "" if packed else validators.modified or before.modified,
            length,
            0,
            raw[:4096].decode("latin-1") or before.disposition,
        )


class _IntoFile(Decoder):
    """Unpacks what was packed although nobody asked for it, and writes it as it comes."""

    def __init__(self, encoding: str, limit: int, part: PartFile, start: int) -> None:
        super().__init__(encoding, limit)
        self._part = part
        self._written = start

    @property
    def size(self) -> int:
        return self._written

    def _keep(self, data: bytes) -> None:
        self._part.write(data)
        self._written += len(data)


class _SizeVisit(Visit):
    """Asks for the head of an answer alone."""

    _method = "HEAD"
    size = 0

    def _brought(self, url: httpx.URL, response: httpx.Response, _kept: Kept | None) -> Brought:
        self._check(response, host_of(url))
        self.size = 0 if type_of(response) == "text/html" else _span(response)[1]
        return Brought(Fetched(str(url), b""), may_be_kept=False)


def _span(response: httpx.Response) -> tuple[int, int]:
    """Where a body begins within its file, and how long the whole file is; 0 for what is not said."""
    if response.status_code == _PARTIAL:
        found = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
        return (int(found[1]), 0 if found[3] == "*" else int(found[3])) if found else (-1, 0)
    value = response.headers.get("content-length", "").split(",")[0].strip()
    return 0, int(value) if re.fullmatch(r"[0-9]{1,18}", value) else 0


def _finished(part: PartFile, words: str, url: str, cancel: CancelToken) -> Downloaded:
    """Look at what has come, and give it its name."""
    cancel.check()
    part.settle()
    try:
        content, is_program = content_of_file(part.path)
    except OSError as error:
        raise OutputError("download.cannot-write", name=part.path.parent.name) from error
    if not part.size:
        part.discard()
        raise Unreadable("download.empty")
    sort, suffix = sort_of_content(content)
    name = file_name(part.note.disposition.encode("latin-1"), words, url, suffix)
    size = part.size
    path = part.finish(name)
    _mark_origin(path, part.note.address)
    if is_program or sort_of(name) is Sort.PROGRAM:
        return Downloaded(path, size, content, Sort.PROGRAM, "is-program")
    if agree(name, content):
        return Downloaded(path, size, content, sort_of(name) if sort is Sort.OTHER else sort)
    warning = "is-page" if content is Content.PAGE else "is-other"
    return Downloaded(path, size, content, sort, warning)


def _mark_origin(path: Path, address: str) -> None:
    """Let the system know that a file is from the web: it then asks before it lets anything in it run."""
    where = address.partition("?")[0].partition("#")[0]  # what follows may be a secret
    with contextlib.suppress(OSError, ValueError, AttributeError):  # not every file system can hold it
        if os.name == "nt":
            zone = f"[ZoneTransfer]\r\nZoneId=3\r\nHostUrl={where}\r\n"
            Path(f"{path}:Zone.Identifier").write_bytes(zone.encode("utf-8", "replace"))
        else:
            os.setxattr(path, _ORIGIN, where.encode("utf-8", "replace"))
