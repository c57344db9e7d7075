"""The parsing process: takes one request after another, and ends when a limit is reached."""

from __future__ import annotations

from gxreader.errors import LoadError, Unreadable
from gxreader.load import limits
from gxreader.load.parsing.messages import (
    Beginning,
    Finished,
    Paint,
    Painted,
    Parse,
    Progress,
    Refused,
    Reply,
    decode_request,
    encode,
    frames_of,
)
from gxreader.load.parsing.restraint import restrain
from gxreader.model.article import Article
from gxreader.workers.serve import Connection, leave


def work(connection: Connection) -> None:
    """Answer requests for ever. What a library raises on hostile input is answered as unreadable."""
    _prepare()
    while True:
        payload = connection.receive()
        if payload is None:
            continue
        request = decode_request(payload)
        try:
            reply: Reply = _parsed(request, connection) if isinstance(request, Parse) else _painted(request)
        except LoadError as error:
            reply = Refused.of(error)
        except (MemoryError, RecursionError):
            reply = Refused.of(Unreadable("load.too-complex"))
        except Exception:  # noqa: BLE001 - the worker's edge: any library may raise anything on foreign bytes
            reply = Refused.of(Unreadable("load.corrupt"))
        try:
            _send(connection, reply)
        except MemoryError:
            leave(1)


def _send(connection: Connection, reply: Reply) -> None:
    for frame in frames_of(reply):
        connection.send(frame)


def _prepare() -> None:
    """Load what nearly every page needs, before one is waited for."""
    from gxreader.load.formats import page  # noqa: F401  # imported ahead, so that the first page does not wait
    from gxreader.load.parsing import readers  # noqa: F401  # the same


class _Teller:
    """Sends reports to the parent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def beginning(self, article: Article) -> None:
        _send(self._connection, Beginning(article))

    def progress(self, done: int, total: int) -> None:
        self._connection.send(encode(Progress(done, total)))


def _parsed(request: Parse, connection: Connection) -> Finished:
    from gxreader.load.parsing.readers import is_page, parse

    source = request.source
    if is_page(source.head()):
        restrain(limits.PAGE_CPU_SECONDS, limits.PAGE_MEMORY)
    else:
        restrain(limits.FILE_CPU_SECONDS, limits.FILE_MEMORY)
    return Finished(parse(source, _Teller(connection)))


def _painted(request: Paint) -> Painted:
    from gxreader.load.parsing.pictures import paint

    restrain(limits.PICTURE_CPU_SECONDS, limits.PAGE_MEMORY)
    return Painted(paint(request.source, request.name, request.width))
