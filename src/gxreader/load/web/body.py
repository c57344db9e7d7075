"""The body of an answer, within the limits of what it turns out to be."""

from __future__ import annotations

import contextlib

import httpx

from gxreader.errors import Unreachable, Unreadable
from gxreader.load import limits
from gxreader.load.fetch import Wanted
from gxreader.load.kinds import Content, content_of
from gxreader.load.web.answers import Passing
from gxreader.load.web.decoder import HEAD, Decoder
from gxreader.load.web.watch import Watch
from gxreader.load.web.wishes import Wish, is_markup, may_be_picture

_PEEK = 64 * 1024
_MARKUP = frozenset({Content.PAGE, Content.FEED, Content.CATALOGUE})
_TEXTS = frozenset({Content.EMPTY, Content.TEXT, Content.MARKDOWN})
# What its beginning shows to be no article: the rest, perhaps gigabytes, need not come.
_NO_ARTICLE = {
    Content.SOUND: "load.sound",
    Content.PICTURE: "load.picture",
    Content.BINARY: "load.binary",
    Content.ARCHIVE: "load.archive",
}


def type_of(response: httpx.Response) -> str:
    """The declared content type, without its parameters; nothing if there is none."""
    return str(response.headers.get("content-type", "")).split(";")[0].strip().lower()


def whole_body(response: httpx.Response, wish: Wish, watch: Watch, host: str) -> bytes:
    """All of a body. Raises Unreadable for too much or the wrong thing, Passing for one that broke off."""
    declared = type_of(response)
    if wish.wanted is Wanted.PICTURE and not may_be_picture(declared):
        raise Unreadable("load.picture-broken")

    def judge(head: bytes) -> int:
        if not _is_file(head, declared):
            return wish.most_bytes
        watch.prolong()
        return wish.file_bytes

    is_page = wish.wanted is Wanted.PAGE
    encoding = response.headers.get("content-encoding", "")
    decoder = Decoder(encoding, wish.most_bytes, judge if is_page else None)
    expected = _length(response)
    watch.expect(expected)
    for chunk in response.iter_raw():
        watch.arrived(len(chunk))
        for start in range(0, len(chunk), HEAD):
            decoder.feed(chunk[start : start + HEAD])
        if (decoder.size > HEAD or not is_page) and not decoder.packed and expected > decoder.limit:
            raise Unreadable("load.too-large", megabytes=max(1, decoder.limit // limits.MEGABYTE))
    if not decoder.finish():
        raise Passing(Unreachable("load.cut-off", host=host))
    return decoder.data()


def beginning_of(response: httpx.Response) -> bytes:
    """The first bytes of a body, as far as they can be had: for a look at a refusal."""
    with contextlib.suppress(Unreadable, httpx.HTTPError):  # what came so far will do
        decoder = Decoder(response.headers.get("content-encoding", ""), _PEEK)
        with contextlib.suppress(Unreadable):  # likewise
            for chunk in response.iter_raw():
                decoder.feed(chunk)
        return decoder.head(_PEEK)
    return b""


def _is_file(head: bytes, declared: str) -> bool:
    """Whether a body is a book or a document (or a plain text, which is read in linear time) and no page.

    Raises Unreadable for what is no article at all; but what says that it is a page is brought as one.
    """
    content = content_of(head)
    if content in _MARKUP or is_markup(declared):
        return content not in _MARKUP and content not in _TEXTS and content not in _NO_ARTICLE
    if content in _NO_ARTICLE:
        raise Unreadable(_NO_ARTICLE[content])
    return True


def _length(response: httpx.Response) -> int:
    value = response.headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() else 0
