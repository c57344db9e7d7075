"""Makes the pictures of docs/seed.md from those that the tests of the seed page's elements have taken."""

import sys
from pathlib import Path

from PIL import Image

from tests.gallery.pictures import ROOT

WIDTH = 683  # pixels: half a window
FOLDER = ROOT / "docs" / "seed"


def main(taken: Path) -> int:
    """Write each picture of a folder small, and nothing else beside them."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    for file in sorted(taken.glob("*.png")):
        with Image.open(file) as picture:
            height = round(picture.height * WIDTH / picture.width)
            small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
        small.save(FOLDER / f"{file.stem}.webp", "WEBP", quality=60, method=6)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
