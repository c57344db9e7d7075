"""Foreign pictures into plain pixels, by Pillow alone, within limits; nothing else ever decodes them."""

from __future__ import annotations

import io
from collections.abc import Callable

from gxreader.errors import Unreadable
from gxreader.load import limits
from gxreader.load.kinds import Content, content_of
from gxreader.load.parsing.source import Bitmap, Source

Fetch = Callable[[str], bytes]  # the bytes of a name inside a container; KeyError if there is none


def _epub(source: Source, data: bytes) -> Fetch:
    from gxreader.load.formats.epub import shelf

    return shelf(source, data)


def _pdf(source: Source, data: bytes) -> Fetch:
    from gxreader.load.formats.pdf import shelf

    return shelf(source, data)


def _docx(source: Source, data: bytes) -> Fetch:
    from gxreader.load.formats.docx import shelf

    return shelf(source, data)


def _odt(source: Source, data: bytes) -> Fetch:
    from gxreader.load.formats.odt import shelf

    return shelf(source, data)


def _ofd(source: Source, data: bytes) -> Fetch:
    from gxreader.load.formats.ofd import shelf

    return shelf(source, data)


def _mhtml(source: Source, data: bytes) -> Fetch:
    from gxreader.load.formats.mhtml import shelf

    return shelf(source, data)


def _webarchive(source: Source, data: bytes) -> Fetch:
    from gxreader.load.formats.webarchive import shelf

    return shelf(source, data)


def _saved_page(source: Source, data: bytes) -> Fetch:
    from gxreader.load.formats.saved_page import shelf

    return shelf(source, data)


# How the pictures within each kind of container are had: a function of the source and its bytes.
_SHELVES: dict[Content, Callable[[Source, bytes], Fetch]] = {
    Content.EPUB: _epub,
    Content.PDF: _pdf,
    Content.DOCX: _docx,
    Content.ODT: _odt,
    Content.OFD: _ofd,
    Content.PAGE: _saved_page,
    Content.WEB_ARCHIVE: _webarchive,
    Content.SAVED_PAGE: _mhtml,
}

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")


def paint(source: Source, name: str, width: int) -> Bitmap:
    """The picture called `name` within the source, or the source itself; no wider than `width` pixels.

    Raises Unreadable for what is no such picture, or too large a one.
    """
    data = _within(source, name) if name else source.read(limits.PICTURE_BYTES)
    return decode(data, width)


def decode(data: bytes, width: int) -> Bitmap:
    """A PNG, JPEG, WebP, GIF (its first frame) or BMP file as pixels, turned upright."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # our own limit comes first, and is an error rather than a warning
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            full = picture.size
            if full[0] * full[1] > limits.PICTURE_PIXELS or min(full) < 1:
                raise Unreadable("load.picture-too-large")
            wanted = min(width, full[0])
            picture.draft("RGB", (wanted, wanted * full[1] // full[0]))
            upright = ImageOps.exif_transpose(picture)
            pixels = upright.convert("RGBA")
    except (OSError, ValueError, SyntaxError, IndexError, OverflowError, EOFError) as error:
        raise Unreadable("load.picture-broken") from error
    if pixels.width > width:
        height = max(1, round(pixels.height * width / pixels.width))
        pixels = pixels.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Bitmap(pixels.width, pixels.height, pixels.tobytes(), *full)


def _within(source: Source, name: str) -> bytes:
    """The bytes of a picture inside a container. Raises Unreadable, also for a name that is not there."""
    data = source.read()
    open_shelf = _SHELVES.get(content_of(data))
    if open_shelf is None:
        raise Unreadable("load.picture-broken")
    try:
        return limits.checked(open_shelf(source, data)(name), limits.PICTURE_BYTES)
    except (OSError, KeyError, ValueError) as error:
        raise Unreadable("load.picture-broken") from error
