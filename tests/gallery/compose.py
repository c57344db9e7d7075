"""Accept the pictures of a run of the gallery; show them on a page for browsers and one for the documents."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from tests.audit import situations
from tests.gallery import pictures

HEAD = """# Every screen

Each picture shows one screen: in its rows standard, elderly and terminal mode, each in Chinese and in
English; in its columns the smallest, the usual and the largest text, in a window of 1366x768. `tests/gallery`
compares the window with them; `python3 dev.py gallery accept` makes them anew.

"""


def accept(taken: Path) -> None:
    """Write one file per situation, and the list of them."""
    pictures.ACCEPTED.mkdir(parents=True, exist_ok=True)
    for old in pictures.ACCEPTED.glob("*.webp"):
        old.unlink()
    lines = [HEAD]
    for name in situations.SITUATIONS:
        cells = {}
        for variant in pictures.VARIANTS:
            with Image.open(pictures.file_of(name, taken / str(variant)).with_suffix(".png")) as picture:
                cells[variant] = pictures.small(picture)
        file = pictures.file_of(name)
        pictures.write(cells, file)
        lines.append(f"## {name}\n\n![{name}]({file.name})\n\n")
    text = "".join(lines).rstrip() + "\n"
    (pictures.ACCEPTED / "README.md").write_text(text, encoding="utf-8")


def page(taken: Path) -> Path:
    """One page with every picture in full size."""
    parts = [
        "<!doctype html><meta charset=utf-8><title>gxreader</title><style>img{width:32%;margin:.3%}</style>"
    ]
    for name in situations.SITUATIONS:
        parts.append(f"<h2>{name}</h2>")
        for variant in pictures.VARIANTS:
            file = pictures.file_of(name, Path(str(variant))).with_suffix(".png").as_posix()
            parts.append(f'<a href="{file}"><img loading=lazy src="{file}" alt="{variant}"></a>')
    index = taken / "index.html"
    index.write_text("\n".join(parts), encoding="utf-8")
    return index


def main() -> None:
    """FOLDER [accept]."""
    taken = Path(sys.argv[1])
    if sys.argv[2:] == ["accept"]:
        accept(taken)
    print(page(taken))  # noqa: T201 - the task's answer


if __name__ == "__main__":
    main()
