"""Pictures as they go into a file: PNG or JPEG, made anew from pixels, so nothing foreign comes along."""

from __future__ import annotations

import io
from collections.abc import Mapping

import msgspec

_QUALITY = 85
_FEW_COLOURS = 256  # a drawing: sharper as PNG, and smaller


class Embedded(msgspec.Struct, frozen=True):
    """A picture for a file: its bytes, `image/png` or `image/jpeg`, and its size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def suffix(self) -> str:
        """How its file's name ends."""
        return ".png" if self.media_type == "image/png" else ".jpg"


Pictures = Mapping[str, Embedded]  # by the addresses of the article


def embedded(width: int, height: int, pixels: bytes) -> Embedded:
    """A picture of RGBA pixels, 8 bits each, without padding."""
    from PIL import Image

    picture = Image.frombytes("RGBA", (width, height), pixels)
    opaque = picture.getchannel("A").getextrema() == (255, 255)
    plain = picture.convert("RGB") if opaque else picture
    kept = io.BytesIO()
    if opaque and plain.getcolors(_FEW_COLOURS) is None:
        plain.save(kept, "JPEG", quality=_QUALITY, optimize=True)
        return Embedded(kept.getvalue(), "image/jpeg", width, height)
    plain.save(kept, "PNG", optimize=True)
    return Embedded(kept.getvalue(), "image/png", width, height)
