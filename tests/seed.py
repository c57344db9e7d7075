"""The seed article, which stands beside the project where it is developed and is no part of it."""

from pathlib import Path


def seed_path() -> Path | None:
    """The seed's file, or None where there is none: tests that want it are then skipped, visibly."""
    file = Path(__file__).resolve().parents[2] / "shared" / "seed" / "gxzf-article.txt"
    return file if file.is_file() else None
