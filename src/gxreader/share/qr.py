"""QR codes: an address that a phone can take away from the screen or from paper."""

from __future__ import annotations

import io
from functools import lru_cache

from gxreader.errors import OutputError

MOST_PIXELS = 8_000
QUIET_ZONE = 4  # modules of white around a code, which scanners need


@lru_cache(maxsize=16)
def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's rows of modules, True for dark, with the quiet zone around them, at level M.

    Raises OutputError when the text is empty or longer than one code holds (2,331 bytes).
    """
    import qrcode
    from qrcode.exceptions import DataOverflowError

    if not text:
        raise OutputError("share.no-address")
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    try:
        code.add_data(text.encode("utf-8"), optimize=0)
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise OutputError("share.too-long") from error
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def qr_png(text: str, *, pixels: int) -> bytes:
    """A square PNG, `pixels` (up to MOST_PIXELS) wide at most, each module the same whole number of pixels.

    Raises OutputError when the text does not fit one code, or the code not the picture.
    """
    from PIL import Image

    modules = qr_modules(text)
    side = len(modules)
    scale = min(pixels, MOST_PIXELS) // side
    if scale < 1:
        raise OutputError("share.too-small", pixels=side)
    image = Image.new("1", (side, side), 1)
    image.putdata([0 if dark else 1 for row in modules for dark in row])
    buffer = io.BytesIO()
    image.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
