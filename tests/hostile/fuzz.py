"""Feeds loader and model with mutated bytes, guided by what they reach: `python3 dev.py fuzz [SECONDS]`.

A sentence for the reader is a right answer to anything; every other exception is a fault, and so are the
canary's words in an article, an address of this computer, and a unit that a Locator cannot name.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
FIXTURES = ROOT / "tests" / "fixtures" / "load"
LARGEST_SEED = 20_000  # bytes

with atheris.instrument_imports(include=["gxreader.load", "gxreader.model", "feedparser", "mammoth"]):
    from gxreader.errors import LoadError
    from gxreader.load.formats import page  # noqa: F401 - instrumented
    from gxreader.load.loader import Loader
    from gxreader.load.parsing.process import InThisProcess
    from gxreader.load.reference import pasted
    from gxreader.model import codec, units  # noqa: F401 - instrumented

from gxreader.load.parsing.source import Source  # noqa: E402 - after what is instrumented
from tests.hostile.checks import check  # noqa: E402  # found only now
from tests.hostile.files import FILES  # noqa: E402 - found only now
from tests.hostile.pages import PAGES, Trap  # noqa: E402  # the same

LOADER = Loader(parser=InThisProcess())


def one(data: bytes) -> None:
    """Load some bytes as a file's, and as pasted text."""
    with contextlib.suppress(LoadError):  # a refusal with a sentence is an answer
        check(InThisProcess().parse(Source(data=data, name="name")).article)
    with contextlib.suppress(LoadError):  # a refusal with a sentence is an answer
        check(LOADER.load(pasted(data.decode("utf-8", "surrogateescape"))).article)


def seeds(folder: Path) -> None:
    """Write what mutation begins with: the fixtures, and the smaller ones of the hostile corpus."""
    trap = Trap(folder / "nothing", "http://127.0.0.1:9/hit")
    for file in FIXTURES.rglob("*"):
        if file.is_file() and file.stat().st_size < LARGEST_SEED:
            (folder / file.name).write_bytes(file.read_bytes())
    for number, made in enumerate((*PAGES.values(), *FILES.values())):
        data = made(trap)
        if len(data) < LARGEST_SEED:
            (folder / f"hostile-{number}").write_bytes(data)


def main(seconds: int) -> None:
    """Fuzz for so many seconds, or for 0 always the same short way. A fault ends the process with 77."""
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder))
        bounds = ("-runs=1200", "-seed=20") if seconds == 0 else (f"-max_total_time={seconds}",)
        options = (
            *bounds,
            f"-artifact_prefix={tempfile.gettempdir()}/gxreader-fuzz-",
            "-max_len=20000",
            "-timeout=20",
            "-rss_limit_mb=3000",
            "-print_final_stats=1",
        )
        atheris.Setup([sys.argv[0], *options, folder], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
