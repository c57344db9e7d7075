"""How the letters of an article look: the typefaces there are, and what one reader has chosen of them."""

from __future__ import annotations

import msgspec


class Typeface(msgspec.Struct, frozen=True):
    """A face for Chinese: the families that have it, best first; and families of its kind for English."""

    id: str
    families: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()


HEI = "hei"
# Families as Debian and Windows name them; a Chinese Windows names them in Chinese.
# The order is that of the screen: what old eyes read worst comes last.
TYPEFACES: dict[str, Typeface] = {
    face.id: face
    for face in (
        Typeface(HEI),  # bundled, so no other family is asked for
        Typeface(
            "song",
            (
                "Noto Serif CJK SC",
                "Source Han Serif SC",
                "思源宋体",
                "Noto Serif SC",
                "STSong",
                "华文宋体",
                "NSimSun",
                "新宋体",
                "SimSun",
                "宋体",
                "AR PL UMing CN",
                "FangSong",
                "仿宋",
            ),
            ("Noto Serif", "Georgia", "Liberation Serif", "Times New Roman", "DejaVu Serif"),
        ),
        Typeface(
            "rounded", ("Resource Han Rounded CN", "Resource Han Rounded SC", "YouYuan", "幼圆", "STYuanti")
        ),
        Typeface(
            "kai",
            (
                "LXGW WenKai",
                "霞鹜文楷",
                "LXGW WenKai GB",
                "LXGW WenKai Screen",
                "STKaiti",
                "华文楷体",
                "KaiTi",
                "楷体",
                "AR PL UKai CN",
            ),
        ),
    )
}


class Lettering(msgspec.Struct, frozen=True):
    """What a reader has chosen: a face for Chinese, strong letters, Latin letters easily told apart.

    `is_fine`: a little room between Chinese and Latin letters, and less between two signs.
    """

    typeface: str = HEI
    is_strong: bool = False
    is_legible: bool = False
    is_fine: bool = True


PLAIN = Lettering()
