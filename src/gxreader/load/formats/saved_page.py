"""A page saved by a browser: its own address, its folder of pictures, and pictures written into it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec

from gxreader.load import limits
from gxreader.load.decode import decode_page
from gxreader.load.formats import page
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.load.within import STAND_IN, with_own_pictures
from gxreader.model.site import Notice

_HEAD = 16 * 1024
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d{1,5}\)(?P<url>https?://[^\s>]{1,2000}?)\s*-->", re.IGNORECASE
)
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(?P<url>https?://\S{1,2000})", re.IGNORECASE)
_FOLDERS = (
    "_files",
    ".files",
    "_Files",
    "-files",
    " files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_file",
    ".fld",
)
# a picture written into the page: the short ones hold a place for one that is to come
_INLINE = re.compile(
    r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,([A-Za-z0-9+/=\s]{2000,}+)", re.IGNORECASE
)
_OTHER_INLINE = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=]{2000,}+", re.IGNORECASE)
_ATTRIBUTE = r"(?P<before>\b(?:src|data-src|data-original|poster)\s*=\s*[\"']?)(?:\.[\\/])?"
_INLINE_NAME = "data/"


def read(source: Source, report: Report) -> Parsed:
    """The article of a page, whether it comes from the web or was saved."""
    if source.url:
        return page.read(source, report)
    decoded = decode_page(source.read(), source.charset)
    text = decoded.text
    url = _own_address(text[:_HEAD])
    folder = _folder(source)
    if folder is not None:
        text = _with_folder(text, folder.name)
    text = _without_inline(text)
    parsed = page.read_page(text, url=url, language=source.language)
    article = with_own_pictures(parsed.article, _name)
    if decoded.damaged:
        notice = Notice("load.damaged-characters", {"count": str(decoded.damaged)})
        article = msgspec.structs.replace(article, warnings=(*article.warnings, notice))
    return msgspec.structs.replace(parsed, article=article)


def shelf(source: Source, data: bytes) -> Callable[[str], bytes]:
    """The pictures of a saved page: those written into it by their number, else files of its folder."""

    def fetch(name: str) -> bytes:
        if name.startswith(_INLINE_NAME):
            return _inline(decode_page(data, source.charset).text, name.removeprefix(_INLINE_NAME))
        return _beside(source, name)

    return fetch


def _name(url: str) -> str:
    return unquote(url.removeprefix(STAND_IN)) if url.startswith(STAND_IN) else ""


def _own_address(head: str) -> str:
    """The address a browser wrote into the page when it saved it."""
    found = _SAVED_FROM.search(head) or _SINGLE_FILE.search(head)
    return found["url"] if found else ""


def _folder(source: Source) -> Path | None:
    """The folder that a browser put beside the page; one that leads elsewhere is none."""
    if not source.path:
        return None
    path = Path(source.path)
    for ending in _FOLDERS:
        folder = path.with_name(path.stem + ending)
        if folder.is_dir() and folder.resolve().parent == path.parent.resolve():
            return folder
    return None


def _with_folder(text: str, name: str) -> str:
    """The page with its folder's pictures under an address of their own."""
    quoted = "|".join(re.escape(form) for form in _spellings(name))
    pattern = re.compile(rf"{_ATTRIBUTE}(?:{quoted})[\\/]")
    return pattern.sub(lambda found: f"{found['before']}{STAND_IN}{name.replace(' ', '%20')}/", text)


def _spellings(name: str) -> Iterator[str]:
    yield name
    yield quote(name)
    yield name.replace(" ", "%20")
    yield name.replace("&", "&amp;")


def _without_inline(text: str) -> str:
    """The page without the bytes that are written into it: pictures are numbered, the rest is no text."""
    count = -1

    def numbered(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{STAND_IN}{_INLINE_NAME}{count}"

    return _OTHER_INLINE.sub("data:,", _INLINE.sub(numbered, text))


def _inline(text: str, number: str) -> bytes:
    if not number.isdecimal():
        raise KeyError(number)
    for index, found in enumerate(_INLINE.finditer(text)):
        if index == int(number):
            try:
                return base64.b64decode(found[1])
            except binascii.Error as error:
                raise KeyError(number) from error
    raise KeyError(number)


def _beside(source: Source, name: str) -> bytes:
    """A file of the page's folder. Raises KeyError for one that is not there or leads out of it."""
    folder = _folder(source)
    if folder is None or not name.startswith(f"{folder.name}/"):
        raise KeyError(name)
    inside = folder.resolve()
    file = (folder / name.removeprefix(f"{folder.name}/").partition("?")[0]).resolve()
    if not file.is_relative_to(inside) or not file.is_file():
        raise KeyError(name)
    with file.open("rb") as opened:
        return opened.read(limits.PICTURE_BYTES + 1)
