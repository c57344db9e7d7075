"""Every screen looks as it was accepted; `python3 dev.py gallery` shows them all, and accepts them anew."""

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.audit import situations
from tests.gallery import pictures


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
