"""The parent's end of parsing: asks the process, waits, and kills it when patience or the reader says so."""

from __future__ import annotations

import queue
import threading
import time
from typing import Protocol

import msgspec

from gxreader.errors import Cancelled, Unreadable
from gxreader.load import limits
from gxreader.load.fetch import CancelToken
from gxreader.load.parsing.messages import (
    Beginning,
    Finished,
    Paint,
    Painted,
    Parse,
    Progress,
    Refused,
    Replies,
    Reply,
    Request,
    encode,
)
from gxreader.load.parsing.readers import is_page
from gxreader.load.parsing.source import Bitmap, NoReport, Parsed, Report, Source
from gxreader.workers.channel import Channel, worker_command

WORKER = "parse"
_LOOK_EVERY = 0.05  # seconds
_START_SECONDS = 10.0  # for the process itself, on a slow computer


class Parser(Protocol):
    """Whoever turns foreign bytes into articles and pictures. Calls wait, and come from any thread."""

    def parse(
        self, source: Source, report: Report | None = None, cancel: CancelToken | None = None
    ) -> Parsed:
        """What the source holds. Raises LoadError."""
        ...

    def paint(self, source: Source, name: str, width: int, cancel: CancelToken | None = None) -> Bitmap:
        """The picture called `name` within the source (or the source, for no name). Raises LoadError."""
        ...

    def warm(self) -> None:
        """Make ready for the first source; returns at once."""

    def close(self) -> None:
        """Nothing more will be asked."""


class InThisProcess:
    """Parses right here: for tests, and for what must not start processes."""

    def parse(
        self, source: Source, report: Report | None = None, cancel: CancelToken | None = None
    ) -> Parsed:
        """What the source holds."""
        from gxreader.load.parsing.readers import parse

        if cancel is not None:
            cancel.check()
        try:
            return parse(source, report)
        except (MemoryError, RecursionError) as error:
            raise Unreadable("load.too-complex") from error

    def paint(self, source: Source, name: str, width: int, cancel: CancelToken | None = None) -> Bitmap:
        """The picture."""
        from gxreader.load.parsing.pictures import paint

        if cancel is not None:
            cancel.check()
        return paint(source, name, width)

    def warm(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to end."""


class ParsingProcess:
    """Parses in a child process, one source at a time; it is started when first needed."""

    def __init__(self, command: tuple[str, ...] | None = None, *, patience: float = limits.PATIENCE) -> None:
        """Wait `patience` times as long by the clock as the CPU limits allow."""
        self._patience = patience
        self._replies: queue.SimpleQueue[Reply | None] = queue.SimpleQueue()
        self._received_so_far = Replies()
        self._channel = Channel(command or worker_command(WORKER), self._received, self._died)
        self._turn = threading.Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process's id, None before it runs."""
        return self._channel.pid

    def warm(self) -> None:
        """Start the process ahead of the first source; returns at once."""
        if not self._closed:
            self._channel.start()

    def parse(
        self, source: Source, report: Report | None = None, cancel: CancelToken | None = None
    ) -> Parsed:
        """What the source holds. Raises LoadError; Cancelled within 300 ms of a change of mind."""
        try:
            light = is_page(source.head())
        except OSError as error:
            raise Unreadable("load.file-trouble", name=source.name) from error
        seconds = (limits.PAGE_CPU_SECONDS if light else limits.FILE_CPU_SECONDS) * self._patience
        reply = self._ask(Parse(source), seconds, report or NoReport(), cancel or CancelToken())
        if not light:
            self._channel.kill()  # gives back the memory that a large file took
        if isinstance(reply, Finished):
            return reply.parsed
        raise Unreadable("load.corrupt")

    def paint(self, source: Source, name: str, width: int, cancel: CancelToken | None = None) -> Bitmap:
        """The picture. Raises LoadError."""
        seconds = limits.PICTURE_CPU_SECONDS * self._patience
        reply = self._ask(Paint(source, name, width), seconds, NoReport(), cancel or CancelToken())
        if isinstance(reply, Painted):
            return reply.bitmap
        raise Unreadable("load.corrupt")

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._channel.kill()

    def _ask(self, request: Request, seconds: float, report: Report, cancel: CancelToken) -> Reply:
        while not self._turn.acquire(timeout=_LOOK_EVERY):
            cancel.check()
        try:
            self._replies, self._received_so_far = queue.SimpleQueue(), Replies()
            self.warm()
            self._channel.send(encode(request))
            return self._answer(time.monotonic() + seconds + _START_SECONDS, report, cancel)
        finally:
            self._turn.release()

    def _answer(self, deadline: float, report: Report, cancel: CancelToken) -> Reply:
        """Wait for the last reply, handing on the ones before it."""
        while True:
            if cancel.cancelled or self._closed:
                self._channel.kill()
                raise Cancelled("load.cancelled")
            if time.monotonic() > deadline:
                self._channel.kill()
                raise Unreadable("load.too-complex")
            try:
                reply = self._replies.get(timeout=_LOOK_EVERY)
            except queue.Empty:  # no reply yet: see whether anybody still waits
                continue
            if reply is None:
                raise Unreadable("load.too-complex")
            if isinstance(reply, Refused):
                raise reply.as_error()
            if isinstance(reply, Beginning):
                report.beginning(reply.article)
            elif isinstance(reply, Progress):
                report.progress(reply.done, reply.total)
            else:
                return reply

    def _received(self, payload: bytes) -> None:
        try:
            reply = self._received_so_far.take(payload)
        except msgspec.MsgspecError:
            self._channel.kill()  # what cannot be understood cannot be trusted
            self._replies.put(None)
            return
        if reply is not None:
            self._replies.put(reply)

    def _died(self) -> None:
        self._replies.put(None)
