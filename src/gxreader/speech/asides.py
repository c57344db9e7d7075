"""What is said though it does not stand in the text: pictures in words, and pages of the print."""

from __future__ import annotations

import re

import msgspec

from gxreader.model.units import Role, Unit

_PICTURE = {"zh": "图片：", "en": "Picture: "}
_NO_WORDS = re.compile(
    r"(?:image|img|picture|photo|pic|figure|图片?|照片|插图|配图)?[\s_\-.:：\d（）()]*"
    r"|[\w\-.%]{1,80}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\W_]+")


def is_alternative(unit: Unit) -> bool:
    """Whether a unit is the alternative text of a picture that has no caption."""
    return unit.role is Role.CAPTION and bool(unit.alt) and unit.text.strip() == unit.alt.strip()


def says_more(unit: Unit) -> bool:
    """Whether a picture's alternative text tells what its caption does not; names of files tell nothing."""
    alt = unit.alt.strip()
    if not alt or _NO_WORDS.fullmatch(alt):
        return False
    return _bare(alt) not in _bare(unit.text)


def picture_words(language: str) -> str:
    """What is said before a picture's alternative text, in the language that it has."""
    return _PICTURE["zh" if language.partition("-")[0].lower() in {"zh", "yue"} else "en"]


def page_words(number: str, language: str) -> str:
    """What is said where a page of the printed edition begins."""
    return (
        f"第 {number} 页。" if language.partition("-")[0].lower() in {"", "zh", "yue"} else f"Page {number}."
    )


def without_pages(unit: Unit) -> Unit:
    """The unit without the pages that begin in it."""
    if all(not run.page for run in unit.runs):
        return unit
    return msgspec.structs.replace(unit, runs=tuple(run for run in unit.runs if not run.page))


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).lower()
