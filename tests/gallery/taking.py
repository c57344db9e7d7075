"""Takes pictures of every situation, and compares them with the accepted ones."""

import os

import pytest
from PIL import Image
from PySide6.QtGui import QFontDatabase

from gxreader.app.continuing import Continuing
from gxreader.library.library import Library
from gxreader.qt.fonts import family_of
from gxreader.qt.window import Window
from gxreader.theme.lettering import HEI
from tests.audit import situations
from tests.gallery import pictures

NEW = os.environ.get("GXREADER_GALLERY", "")  # the folder for pictures of full size

# Faces that Qt may ask where ours has no sign: what is painted then depends on the computer.
_OTHERS = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
)
MOMENT = 1_769_947_200.0  # noon of a day, in Greenwich: what was read says when


@pytest.fixture
def shown(open_window, monkeypatch):
    """Opens a window that keeps its size on every screen, on the same day each time."""
    library = Library(None, lambda: MOMENT)
    monkeypatch.setattr(Continuing, "library", library)
    monkeypatch.setattr(Window, "toggle_full_screen", lambda _window: None)
    # Whatever is plugged in here, and whichever faces this computer has.
    monkeypatch.setattr("gxreader.app.browsing._STICKS", ())
    monkeypatch.setattr(
        "gxreader.qt.typeface_sheet.family_of", lambda face: family_of(HEI) if face == HEI else ""
    )

    def make(variant: pictures.Variant) -> Window:
        return open_window(
            situations.article(variant.language),
            mode=variant.mode,
            language=variant.language,
            text_size=variant.text_size,
            size=pictures.WINDOW,
        )

    yield make
    library.close()


def taken(window: Window) -> dict[str, Image.Image]:
    """A picture of each situation, by its name."""
    found = {}
    for name, enter in situations.SITUATIONS.items():
        enter(window)
        situations.settle(window)
        found[name] = pictures.picture_of(window.grab().toImage())
        situations.leave(window)
    return found


def variants(mode: str) -> list[pictures.Variant]:
    """Those of one face: each face is a file of tests, so that two cores share them."""
    return [variant for variant in pictures.VARIANTS if variant.mode == mode]


def compare(shown, variant: pictures.Variant) -> None:
    """Every screen of a variant looks as it was accepted; where a folder is named, it is written there."""
    window = shown(variant)
    if not NEW and any(QFontDatabase.hasFamily(family) for family in _OTHERS):
        pytest.skip("this computer has other Chinese faces, which are seen where ours lacks a sign")
    now = taken(window)
    if NEW:
        folder = pictures.ROOT / NEW / str(variant)
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in now.items():
            picture.save(pictures.file_of(name, folder).with_suffix(".png"))
        pytest.skip("the pictures were written, and not compared")
    changed = {
        name: blocks
        for name, picture in now.items()
        if (blocks := pictures.unlike(pictures.small(picture), dict(pictures.accepted(name))[variant]))
    }
    assert changed == {}, "look at them with `python3 dev.py gallery`, and accept them where it is meant"
