"""What an answer, or the want of one, means to a reader; and whether it may be over in a moment."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from gxreader.errors import LoadError, NotFound, Unreachable, Unreadable
from gxreader.load.web.encryption import is_certificate_trouble, is_handshake_trouble

LONGEST_REQUESTED_PAUSE = 5.0  # seconds: a server that asks for more is not asked again

_GOOD = frozenset({200, 202, 203})
_GONE = frozenset({404, 410})
_SCRIPT_FIRST = frozenset({412, 521})  # answered by a script that only a browser runs
_SCRIPT_PERHAPS = frozenset({401, 403, 405, 429, 503})  # it depends on what the answer holds
_PROXY_WANTS_NAME = 407
_BUSY = 429
_OUT_FOR_A_MOMENT = frozenset({502, 503, 504})
_CLIENT_ERROR = 400
_SERVER_ERROR = 500
_FEW_WORDS = 400  # characters beside a script: "please wait, your browser is checked"
# h11's words for a connection that ended too early; other protocol errors are a server's nonsense.
_ENDED_EARLY = ("peer closed connection", "Server disconnected")
_SOCKS_CANNOT_REACH = (
    *("server failure.", "Network unreachable.", "Host unreachable.", "Connection refused.", "TTL expired."),
)
_NETWORK_ERRORS = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.ProxyError,
)

NETWORK_ERRORS = (httpx.HTTPError, *_NETWORK_ERRORS)


class Passing(Exception):
    """A trouble that may be over in a moment: `trouble` is its sentence, `pause` what the server asks for."""

    def __init__(self, trouble: LoadError, pause: float = 0.0) -> None:
        """Hold both."""
        super().__init__(trouble)
        self.trouble = trouble
        self.pause = pause


def is_good(status: int) -> bool:
    """Whether an answer with this status holds what was asked for."""
    return status in _GOOD


def wants_a_look(status: int) -> bool:
    """Whether the body of an answer with this status says whether a browser could go on."""
    return status in _SCRIPT_PERHAPS


def trouble_of(response: httpx.Response, body: bytes, host: str) -> LoadError | Passing:
    """The sentence for an answer that is not what was asked for; `body` may be just its beginning."""
    status = response.status_code
    if status in _GONE:
        return NotFound("load.page-gone")
    if status in _SCRIPT_FIRST or response.headers.get("cf-mitigated") == "challenge":
        return Unreadable("load.browser-only")
    if status in _SCRIPT_PERHAPS and is_script_only(body):
        return Unreadable("load.browser-only")
    if status == _PROXY_WANTS_NAME:
        return Unreachable("load.proxy-refused")
    trouble = Unreachable("load.server-trouble", host=host)
    if status in _OUT_FOR_A_MOMENT or status == _BUSY:
        pause = _requested_pause(response.headers.get("retry-after", ""))
        if pause is None:
            return trouble if status == _BUSY else Passing(trouble)
        trouble.wait_seconds = pause
        return Passing(trouble, pause) if pause <= LONGEST_REQUESTED_PAUSE else trouble
    if status >= _SERVER_ERROR or status < _CLIENT_ERROR:
        return trouble
    return Unreachable("load.page-refused", host=host)


def meaning_of(error: Exception, host: str) -> LoadError | Passing:
    """What a network error means to a reader."""
    if isinstance(error, httpcore.ProxyError):
        return _proxy_trouble(str(error), host)
    if isinstance(error, httpcore.ConnectError):  # the handshake: `network` has words for what comes before
        if is_certificate_trouble(error):
            return Unreachable("load.certificate", host=host)
        if is_handshake_trouble(error):
            return Unreachable("load.old-encryption", host=host)
        return Passing(Unreachable("load.cut-off", host=host))
    if isinstance(error, httpcore.ConnectTimeout):
        return Passing(Unreachable("load.too-slow", host=host))
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        return Unreachable("load.too-slow", host=host)
    if isinstance(error, httpcore.ProtocolError) and not str(error).startswith(_ENDED_EARLY):
        return Unreachable("load.server-trouble", host=host)
    return Passing(Unreachable("load.cut-off", host=host))


def is_script_only(body: bytes) -> bool:
    """Whether a page is a script with hardly a word beside it."""
    text = body.decode("utf-8", "replace")
    return "<script" in text.lower() and len(words_of(text)) < _FEW_WORDS


def words_of(markup: str) -> str:
    """What a browser without scripts would show of some markup, roughly, and in linear time."""
    pieces = re.split(r"<(script|style|title)\b", markup, flags=re.IGNORECASE)
    shown = [pieces[0]]
    for name, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        end = piece.lower().find(f"</{name.lower()}")
        shown.append(piece[end:] if end >= 0 else "")
    bare = re.sub(r"<!--|-->|<[^<>]*>", " ", "".join(shown))
    return " ".join(bare.split())


def _requested_pause(value: str) -> float | None:
    """The seconds of a Retry-After, which may be a number or a date."""
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):  # a header that cannot be read says nothing
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _proxy_trouble(words: str, host: str) -> LoadError | Passing:
    """What a proxy means that does not connect; httpcore's words hold the status, or SOCKS's own words."""
    out = words.partition(" ")[0] in {str(status) for status in _OUT_FOR_A_MOMENT}
    if out or words.endswith(_SOCKS_CANNOT_REACH):
        return Passing(Unreachable("load.unreachable", host=host))
    return Unreachable("load.proxy-refused")
