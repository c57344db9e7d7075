"""What a person gave to be read: a path, an address, pasted text, standard input, or a bundled sample.

People type and paste as they like: with quotes around it, in full-width letters, without https, as a
file dropped from the desktop. `parse_reference` understands all of these; loading comes later.
"""

from __future__ import annotations

import ntpath
import os
import re
import unicodedata
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from gxreader.errors import NotAllowed, NotFound, UsageError

_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」", "『": "』", "<": ">", "«": "»", "＂": "＂"}
_EDGES = " \t\r\n\f\v\u00a0\u3000\u200b\u200e\u200f\u202a\u202c\u2060\ufeff"
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_WEB = re.compile(r"^(https?)\s*[:;]?\s*[/\\]{1,3}\s*(?=\S)", re.IGNORECASE)
_HOST = re.compile(
    r"^(?:www\.|(?:[\w-]+\.)+[^\W\d_]{2,24}(?=[/:?#]|$)|(?:\d{1,3}\.){3}\d{1,3}(?=[/:?#]|$)|localhost(?=[/:?#]|$))"
    r"[^\s\\]*$",
    re.IGNORECASE,
)
_ADDRESS_WITHIN = re.compile(r"https?://[^\s<>\"'，。；、）】》]+", re.IGNORECASE)
_NAMES_SCHEME = re.compile(r"https?\s*[:：;；/\\]", re.IGNORECASE)
_FILE_SUFFIX = re.compile(
    r"\.(?:txt|text|html?|xhtml|shtml|mht|mhtml|md|json|pdf|epub|docx?|odt|ofd|rtf|xml|csv|log|zip|png|jpe?g|gif)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。！？；…，]|[.!?][\"'”’)]?\s+\S|(?:\S+\s+){7}\S")
_NAME_BYTES = 255  # the longest file name that common file systems hold
_SHARED_WITH_ADDRESS = 300  # phones share "title address" as one line


class Kind(StrEnum):
    """Where an article is to be read from."""

    FILE = "file"
    ADDRESS = "address"
    TEXT = "text"
    STANDARD_INPUT = "standard-input"
    SAMPLE = "sample"


class Reference(msgspec.Struct, frozen=True):
    """What is to be read: `value` is an absolute path, an http(s) address, the text, or a sample's name.

    `is_guessed`: the address was given without http or https; https is tried first.
    """

    kind: Kind
    value: str = ""
    is_guessed: bool = False


def pasted(text: str) -> Reference:
    """A reference to text at hand, whatever it looks like: the reader pasted it as an article."""
    return Reference(Kind.TEXT, text)


def welcome() -> Reference:
    """A reference to the bundled welcome article."""
    return Reference(Kind.SAMPLE, "welcome")


def parse_reference(text: str, *, working_folder: Path) -> Reference:
    """Understand what a person typed, pasted or dropped; relative paths start from `working_folder`.

    Raises UsageError for nothing at all, NotAllowed for an address that is neither http(s) nor a local file.
    """
    given = _bare(text)
    if not given:
        raise UsageError("load.nothing-given")
    if given == "-":
        return Reference(Kind.STANDARD_INPUT)
    if given.lower().startswith("gxreader:"):
        return Reference(Kind.SAMPLE, given[len("gxreader:") :].lower())
    lines = [line for line in given.splitlines() if line.strip()]
    if len(lines) > 1:
        dropped = _dropped_files(lines)
        return Reference(Kind.FILE, dropped) if dropped else Reference(Kind.TEXT, text)
    return _one_line(given, text, working_folder)


def _bare(text: str) -> str:
    given = text.strip(_EDGES)
    while len(given) > 1 and _QUOTES.get(given[0]) == given[-1]:
        given = given[1:-1].strip(_EDGES)
    return given


def _dropped_files(lines: list[str]) -> str:
    """The first path when every line is a file's address, as desktops hand over several dropped files."""
    named = [line.strip() for line in lines if not line.startswith("#")]
    if named and all(line.lower().startswith("file:") for line in named):
        return _path_of_file_address(named[0])
    return ""


def _one_line(given: str, original: str, working_folder: Path) -> Reference:
    if given.lower().startswith("file:"):
        return Reference(Kind.FILE, _path_of_file_address(given))
    existing = _existing(given, working_folder)
    if existing:
        return Reference(Kind.FILE, existing)
    address = _address(given)
    if address:
        return Reference(Kind.ADDRESS, address, is_guessed=not _names_scheme(given))
    if _looks_like_path(given):
        return Reference(Kind.FILE, str(_joined(given, working_folder)))
    return Reference(Kind.TEXT, original)


def _joined(given: str, working_folder: Path) -> Path:
    if ntpath.splitdrive(given)[0] and os.sep == "/":
        return Path(given)  # a Windows path on another system: kept whole, to be named in the sentence
    return working_folder / Path(given).expanduser() if given.startswith("~") else working_folder / given


def _existing(given: str, working_folder: Path) -> str:
    """The path if something is there: a file's name may look like anything."""
    try:
        candidate = _joined(given, working_folder)
        return str(candidate) if candidate.exists() else ""
    except (OSError, ValueError, RuntimeError):  # what is no path is no file
        return ""


def _address(given: str) -> str:
    """The http(s) address a line means, or nothing. Raises NotAllowed for other schemes."""
    folded = unicodedata.normalize("NFKC", given).replace("。", ".") if len(given) <= 4096 else given  # noqa: PLR2004 - no address is longer
    web = _WEB.match(folded)
    if web:
        rest = folded[web.end() :].strip()
        if not re.search(r"\s", rest):
            return f"{web[1].lower()}://{rest}"
    if _HOST.match(folded) and ("/" in folded or not _FILE_SUFFIX.search(folded)):
        return f"https://{folded}"
    within = _ADDRESS_WITHIN.findall(given)
    if len(within) == 1 and len(given) <= _SHARED_WITH_ADDRESS:
        return str(within[0])
    scheme = _SCHEME.match(folded)
    if scheme and not ntpath.splitdrive(given)[0] and not re.search(r"\s", folded) and len(scheme[1]) > 1:
        follows = folded[scheme.end() :]
        if follows.startswith("//") or scheme[1].lower() in {
            "data",
            "javascript",
            "about",
            "mailto",
            "view-source",
        }:
            raise NotAllowed("load.scheme", scheme=scheme[1].lower())
    return ""


def _names_scheme(given: str) -> bool:
    return _NAMES_SCHEME.search(unicodedata.normalize("NFKC", given[:_SHARED_WITH_ADDRESS])) is not None


def _looks_like_path(given: str) -> bool:
    if len(given.encode("utf-8", "replace")) > 16 * _NAME_BYTES or "\0" in given:
        return False
    if any(len(name.encode("utf-8", "replace")) > _NAME_BYTES for name in re.split(r"[/\\]", given)):
        return False
    if (
        ntpath.splitdrive(given)[0]
        or given.startswith(("/", "\\", "./", "../", "~"))
        or _FILE_SUFFIX.search(given)
    ):
        return True
    return not _SENTENCE.search(given)


def _path_of_file_address(given: str) -> str:
    """The local path of a file: address. Raises NotFound for one on another computer."""
    from urllib.request import url2pathname  # brings http and e-mail along: only for dropped files

    parts = urlsplit(given.strip())
    if parts.netloc.lower() not in {"", "localhost", "127.0.0.1"}:
        raise NotFound("load.file-elsewhere", name=parts.netloc)
    path = parts.path + (f"?{parts.query}" if parts.query else "")  # a "?" in a name, dropped unquoted
    drive = re.match(r"^/?([A-Za-z])[:|](?=[/\\])", unquote(path))
    if drive and os.sep == "/":
        return unquote(path).lstrip("/")
    return url2pathname(path)
