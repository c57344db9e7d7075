"""Every screen looks as it was accepted; `python3 dev.py gallery` shows them all, and accepts them anew."""

import os

import pytest
from PIL import Image, ImageChops, ImageDraw

from gxreader.app.continuing import Continuing
from gxreader.library.library import Library
from gxreader.qt.window import Window
from tests.audit import situations
from tests.gallery import pictures

NEW = os.environ.get("GXREADER_GALLERY", "")  # the folder for pictures of full size


MOMENT = 1_769_947_200.0  # noon of a day, in Greenwich: what was read says when


@pytest.fixture
def shown(open_window, monkeypatch):
    """Opens a window that keeps its size on every screen, on the same day each time."""
    library = Library(None, lambda: MOMENT)
    monkeypatch.setattr(Continuing, "library", library)
    monkeypatch.setattr(Window, "toggle_full_screen", lambda _window: None)
    monkeypatch.setattr("gxreader.app.browsing._STICKS", ())  # whatever is plugged in here

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


@pytest.mark.parametrize("variant", pictures.VARIANTS, ids=str)
def test_gallery_of_every_screen(shown, variant) -> None:
    now = taken(shown(variant))
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


def test_gallery_holds_every_situation_and_nothing_else() -> None:
    wanted = {pictures.file_of(name).name for name in situations.SITUATIONS}
    assert {file.name for file in pictures.ACCEPTED.glob("*.webp")} == wanted
    shown_in_list = (pictures.ACCEPTED / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(wanted) if f"({name})" not in shown_in_list] == []


def reading() -> Image.Image:
    variant = pictures.Variant("elderly", "zh", "default")
    return dict(pictures.accepted("reading"))[variant]


def test_a_picture_is_like_itself_and_like_one_drawn_a_little_lighter() -> None:
    cell = reading()
    assert pictures.unlike(cell, cell) == []
    assert pictures.unlike(cell, cell.point(lambda value: min(255, value + 6))) == []


@pytest.mark.parametrize("change", ["a key is moved", "a key is gone", "other colours"])
def test_a_changed_picture_is_seen(change) -> None:
    cell = reading()
    other = cell.copy()
    if change == "a key is moved":
        other = ImageChops.offset(cell, 4, 0)  # 16 pixels of the window
    elif change == "a key is gone":
        ImageDraw.Draw(other).rectangle((8, 168, 60, 186), fill=cell.getpixel((2, 2)))
    else:
        other = ImageChops.invert(cell)
    assert pictures.unlike(cell, other) != []
