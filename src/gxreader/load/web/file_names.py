"""What a file from the web is to be called: as its server says, as its link says, or as its address ends.

A name comes from a stranger. Nothing in it may lead to another folder, hide what the file is, or mean
something to a system.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes, urlsplit

from gxreader.load.file_sorts import suffix_of

_MOST_HEADER = 4096  # bytes
_LONGEST = 120  # characters
_LONGEST_BYTES = 230  # file systems allow 255; a number may be added
_LONGEST_SUFFIX = 12
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_HIDDEN = frozenset({"Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # turn the writing round, or are nothing to be seen
_EXTENDED = re.compile(
    r"(?:^|[;\s])filename\*\s*=\s*\"?([A-Za-z0-9_-]{1,20})'[A-Za-z0-9-]{0,20}'([^;\"\s]+)", re.IGNORECASE
)
_QUOTED = re.compile(r"(?:^|[;\s])filename\s*=\s*\"((?:[^\"\\]|\\.)*)\"?", re.IGNORECASE)
_BARE = re.compile(r"(?:^|[;\s])filename\s*=\s*([^;\"]+)", re.IGNORECASE)
_ENCODED_WORD = re.compile(r"=\?([A-Za-z0-9_-]{1,20})\?([bqBQ])\?([^?]*)\?=")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_BY_CHANCE = re.compile(
    "(?<![A-Za-z\u00c0-\u024f\u0300-\u036f\u0370-\u052f])[\u02b0-\u036f]|[\u0530-\u05ff\u0700-\u07ff]"
)
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030"}
_GENERIC = re.compile(
    r"(?:download|attachment|file|fileid|getfile|down|index|default|附件|下载|文件)\d{0,3}", re.IGNORECASE
)


def file_name(disposition: bytes, words: str, address: str, suffix: str = "") -> str:
    """A safe name for a file, with a suffix where one is known.

    `disposition` is what the server says, `words` are the link's, `suffix` (with its dot) suits the bytes.
    """
    told, ending = told_name(disposition), _last(address)
    for name in (told, words, ending):
        stem = PurePosixPath(safe_name(name)).stem if suffix_of(name) else safe_name(name)
        if stem and not (_GENERIC.fullmatch(stem) and name is not ending):
            break
    else:
        name = told or words or ending or "download"
    known = next((f".{found}" for found in map(suffix_of, (name, told, ending)) if found), "")
    return (
        safe_name(name if suffix_of(name) else f"{name.rstrip('. ')}{known or suffix}") or f"download{suffix}"
    )


def told_name(disposition: bytes) -> str:
    """The name in a Content-Disposition, whatever letters a server writes it in; without any folder."""
    header = _text(disposition[:_MOST_HEADER])
    if extended := _EXTENDED.search(header):
        name = _decoded(unquote_to_bytes(extended[2]), extended[1])
    elif quoted := _QUOTED.search(header):
        name = _undone(re.sub(r"\\([\"\\])", r"\1", quoted[1]))
    elif bare := _BARE.search(header):
        name = _undone(bare[1].strip())
    else:
        return ""
    return re.split(r"[/\\]", name)[-1]  # old browsers sent whole paths


def safe_name(name: str) -> str:
    """A name that stands for itself on every system: one file in one folder. May be empty."""
    whole = name if len(name) <= 2 * _MOST_HEADER else f"{name[:_MOST_HEADER]}{name[-_LONGEST:]}"
    shown = unicodedata.normalize("NFC", whole)
    shown = "".join(" " if sign.isspace() else sign for sign in shown)
    shown = "".join(
        sign for sign in shown if (kind := unicodedata.category(sign)) not in _HIDDEN and kind != "Cc"
    )
    shown = _FORBIDDEN.sub("_", " ".join(shown.split())).strip(" .")
    if not shown.strip("_"):
        return ""
    stem, dot, suffix = shown.rpartition(".")
    if not dot or not stem.strip(" .") or not 0 < len(suffix) <= _LONGEST_SUFFIX or not suffix.isalnum():
        stem, dot, suffix = shown, "", ""
    stem = _cut(stem, len(dot + suffix), len((dot + suffix).encode())).strip(" .")
    whole = f"{stem}{dot}{suffix}"
    return f"_{whole}" if _RESERVED.fullmatch(whole.partition(".")[0].strip()) else whole


def numbered(name: str, number: int) -> str:
    """The same name with a number, for when it is taken."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem} ({number}){dot}{suffix}" if dot else f"{name} ({number})"


def _cut(stem: str, more: int, more_bytes: int) -> str:
    """As much of a stem as is allowed beside so many characters, without a broken one at its end."""
    kept = stem[: max(1, _LONGEST - more)]
    while len(kept.encode("utf-8", "replace")) > _LONGEST_BYTES - more_bytes:
        kept = kept[:-1]
    while len(kept) < len(stem) and len(kept) > 1 and unicodedata.combining(stem[len(kept)]):
        kept = kept[:-1]
    return kept


def _last(address: str) -> str:
    """What the path of an address ends with."""
    try:
        path = urlsplit(address).path
    except ValueError:  # brackets that are no address of a network
        return ""
    return _text(unquote_to_bytes(path.rsplit("/", 1)[-1]))


def _text(data: bytes) -> str:
    """Bytes of a header as letters: UTF-8, or what Chinese servers send instead."""
    for charset in ("utf-8", "gb18030"):
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        # Some words of GBK are UTF-8, too, by chance; then they are signs that stand in no name.
        if charset == "gb18030" or not _BY_CHANCE.search(text):
            return text
    return data.decode("utf-8", "replace")


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(_CHARSETS.get(charset.lower(), charset))
    except (LookupError, UnicodeDecodeError, ValueError):
        return _text(data)


def _undone(name: str) -> str:
    """A name out of the wrappings that servers put names into for old browsers."""
    if _ENCODED_WORD.search(name):
        return _ENCODED_WORD.sub(_word, re.sub(r"\?=\s+=\?", "?==?", name))
    if _PERCENT.search(name) and name.isascii():
        return _text(unquote_to_bytes(name))
    if not name.isascii() and max(name) <= "\xff":  # UTF-8 or GBK, taken for Latin letters on its way
        return _text(name.encode("latin-1"))
    return name


def _word(found: re.Match[str]) -> str:
    """One encoded word of RFC 2047."""
    charset, way, text = found[1], found[2].lower(), found[3]
    if way == "q":
        return _decoded(
            unquote_to_bytes(re.sub(r"=([0-9A-Fa-f]{2})", r"%\1", text.replace("_", " "))), charset
        )
    try:
        return _decoded(base64.b64decode(text + "=" * (-len(text) % 4)), charset)
    except (binascii.Error, ValueError):
        return found[0]
