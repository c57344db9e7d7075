"""A small dictionary for tests, made an index in this process: the real one is large, and made in another."""

from pathlib import Path

from gxreader.words import installed
from gxreader.words.making import Made, Wish, make_here, settled

VILLAGE = Path(__file__).parent / "fixtures" / "words" / "village.u8"
ENTRIES = 27


def make_now(wish: Wish) -> Made:
    """What `making.make` does, in this process."""
    return settled(make_here(wish))


def install_village() -> Path:
    """Have the small dictionary in the test's own home."""
    folder = installed.home()
    folder.mkdir(parents=True, exist_ok=True)
    make_now(Wish(str(VILLAGE), str(folder / installed._NAME)))
    return folder / installed._NAME
