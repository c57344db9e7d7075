"""Bytes to text: which encoding a file or page is in, by its own bytes first and by what it says second."""

from __future__ import annotations

import codecs
import re

import msgspec

from gxreader.errors import Unreadable
from gxreader.load.common_characters import COMMON

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp_2"), (b"\x1b$@", "iso2022_jp_2"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "ascii": "utf-8",
}
_SAMPLE = 64 * 1024
_META_WITHIN = 4096
_DAMAGE = 0.01  # beyond this share of undecodable places, an encoding is the wrong one
_COMMON_ENOUGH = 0.3
_LAST_ASCII = 0x7F
_FEW = 0.2
_NO_ACCIDENT = 40  # bytes beyond one for each character


class Decoded(msgspec.Struct, frozen=True):
    """The text, the encoding it was in, and how many places could not be decoded (shown as U+FFFD)."""

    text: str
    encoding: str
    damaged: int = 0


def decode_text(data: bytes, declared: str = "") -> Decoded:
    """Decode a plain text: by mark, as UTF-8, by a server's `declared` charset, or by its bytes.

    Raises Unreadable when no encoding makes sense of it.
    """
    by_itself = _by_mark(data) or _as_unmarked(data) or _as_escaped(data) or _as_utf8(data)
    if by_itself:
        return by_itself
    chosen = _as_declared(data, declared) or _chinese(data) or _by_statistics(data)
    if chosen is None:
        raise Unreadable("load.unknown-encoding")
    return chosen


def decode_page(data: bytes, declared: str = "") -> Decoded:
    """Decode an HTML page: by mark, the server's `declared` charset, the page's own, or its bytes.

    Pages saved again keep their old declaration, so text that is UTF-8 beyond doubt is read as such.
    """
    marked = _by_mark(data) or _undoubted_utf8(data)
    if marked:
        return marked
    for name in (declared, _named_within(data)):
        decoded = _as_declared(data, name)
        if decoded:
            return decoded
    return decode_text(data)


def _as_declared(data: bytes, name: str) -> Decoded | None:
    """In the encoding of this name, unless there is none or the text is plainly not in it."""
    encoding = _known(name)
    if not encoding:
        return None
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    return Decoded(text, encoding, damaged) if damaged <= _DAMAGE * max(len(text), 1) else None


def _undoubted_utf8(data: bytes) -> Decoded | None:
    """Bytes that are UTF-8 throughout, with so many characters beyond ASCII that it is no accident."""
    decoded = None if data.isascii() else _as_utf8(data)
    if decoded is None or len(data) - len(decoded.text) < _NO_ACCIDENT:
        return None
    return decoded


def _named_within(data: bytes) -> str:
    head = data[:_META_WITHIN]
    named = _XML.search(head) or _META.search(head)
    return named[1].decode("ascii", "replace") if named else ""


def _known(name: str) -> str:
    """Python's name of an encoding, widened to what pages in it really use; nothing if unknown."""
    try:
        found = codecs.lookup(name.strip()).name if name.strip() else ""
    except LookupError:  # no encoding that Python knows
        return ""
    if found.startswith(("utf-16", "utf-32")):
        return ""  # the declaration itself was read as ASCII, so it is not true
    return _WIDER.get(found, found)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return Decoded(text, encoding, text.count("\ufffd"))
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    """Strict UTF-8; only a character cut at the very end is forgiven, and counted."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end == len(data) and error.start > 0:
            return Decoded(data.decode("utf-8", "replace"), "utf-8", 1)
        return None


def _as_escaped(data: bytes) -> Decoded | None:
    """Old mail of Japan and Korea: ASCII throughout, with signs that say what other letters follow."""
    sample = data[:_SAMPLE]
    if not sample.isascii():
        return None
    for sign, encoding in _ESCAPES:
        if sign in sample:
            text = data.decode(encoding, "replace")
            return Decoded(text, encoding, text.count("\ufffd"))
    return None


def _as_unmarked(data: bytes) -> Decoded | None:
    """UTF-16 and UTF-32 without their mark: of ASCII letters and signs, one byte or three are zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:  # noqa: PLR2004 - two characters
        return None
    for encoding, highest, high in (("utf-32-le", 3, 2), ("utf-32-be", 0, 1)):
        whole = len(sample) // 4
        if sample[highest::4].count(0) == whole and sample[high::4].count(0) >= 0.9 * whole:
            text = data.decode(encoding, "replace")
            if "\ufffd" not in text:
                return Decoded(text, encoding)
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        other = sample[0::2] if zeros is not sample[0::2] and encoding == "utf-16-le" else sample[1::2]
        if zeros.count(0) > 0.02 * len(zeros) and other.count(0) == 0:
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:  # not this one: the next is tried
                continue
    return None


def _chinese(data: bytes) -> Decoded | None:
    """GB18030 or Big5, whichever makes more of the common characters; neither if few are common."""
    sample = data[:_SAMPLE]
    scores = {}
    for encoding in ("gb18030", "big5hkscs"):
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
        foreign = [character for character in text if character > "\x7f"]
        damaged = text.count("\ufffd")
        if foreign and damaged <= _DAMAGE * len(text) + 1:
            common = sum(character in COMMON for character in foreign)
            scores[encoding] = (common - 3 * damaged) / len(foreign)
    if not scores:
        return None
    encoding = max(scores, key=scores.__getitem__)
    if scores[encoding] < _COMMON_ENOUGH:
        return None
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _by_statistics(data: bytes) -> Decoded | None:
    """Other encodings: Western where few bytes are beyond ASCII, else as charset-normalizer sees them."""
    sample = data[:_SAMPLE]
    if sum(byte > _LAST_ASCII for byte in sample) < _FEW * len(sample):
        try:
            return Decoded(data.decode("cp1252"), "cp1252")
        except UnicodeDecodeError:
            pass  # five bytes mean nothing in it
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        return None
    text = data.decode(best.encoding, "replace")
    return Decoded(text, best.encoding, text.count("\ufffd"))
