"""What an article costs as sound files, as a ratio to its length, beside pyttsx3's own save_to_file.

    python benchmarks/recording.py [FILE]

Without a file an article of its own of about thirteen minutes is taken.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from gxreader.app.recording import record_to  # noqa: E402  # found only now
from gxreader.app.recording_values import Wish  # noqa: E402
from gxreader.cli.loading import loaded  # noqa: E402
from gxreader.errors import ReaderError  # noqa: E402
from gxreader.model.article import Article, Heading, Paragraph, text_run  # noqa: E402
from gxreader.model.units import Units  # noqa: E402
from gxreader.speech.values import SpeechSettings  # noqa: E402

WORDS = "清晨的渡口很安静，老船工把缆绳一圈一圈地收好。他说，今天的风不大，正好过河。"
SUFFIXES = (".wav", ".flac", ".mp3", ".opus", ".m4b")
PATIENCE_SECONDS = 120
NAIVE = f"""
import sys
sys.path.insert(0, {str(ROOT / "src")!r})
from gxreader.speech.engines.espeak_library import open_espeak
open_espeak()
import pyttsx3
engine = pyttsx3.init()
engine.setProperty("voice", "sit/cmn")
engine.save_to_file(sys.stdin.read(), sys.argv[1])
engine.runAndWait()
"""


def own_article() -> Article:
    """Twelve sections of numbered sentences."""
    blocks: list[Heading | Paragraph] = []
    for section in range(1, 13):
        blocks.append(Heading(text_run(f"第{section}节 渡口"), 2))
        blocks += [Paragraph(text_run(f"第{place}天。{WORDS}")) for place in range(1, 8)]
    return Article(title="渡口", language="zh", blocks=tuple(blocks))


def processor_seconds() -> float:
    """Of this process and of those it has waited for."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def ours(article: Article, folder: Path) -> None:
    """Each format once."""
    units = Units(article)
    for suffix in SUFFIXES:
        target = folder / f"article{suffix}"
        wish = Wish(
            article=article,
            units=units.all,
            title=article.title,
            target=target,
            settings=SpeechSettings(),
            suffix=suffix,
        )
        begun, spent = time.monotonic(), processor_seconds()
        try:
            recorded = record_to(wish)
        except ReaderError as error:
            print(f"{suffix:<6} {error}")
            continue
        wall, work = time.monotonic() - begun, processor_seconds() - spent
        print(
            f"{suffix:<6} {recorded.seconds:6.0f} s of sound in {wall:5.1f} s ({work:5.1f} s of processor), "
            f"ratio {wall / recorded.seconds:.4f}, {target.stat().st_size / 1e6:5.1f} MB"
        )


def naive(text: str, folder: Path) -> None:
    """The whole text at once, as its documentation shows."""
    target = folder / "naive.wav"
    begun = time.monotonic()
    try:
        words = [sys.executable, "-c", NAIVE, str(target)]
        done = subprocess.run(
            words, input=text.encode(), capture_output=True, timeout=PATIENCE_SECONDS, check=False
        )
        outcome = f"exit code {done.returncode}"
    except subprocess.TimeoutExpired:
        outcome = f"no end in {PATIENCE_SECONDS} s"
    wall = time.monotonic() - begun
    try:
        with wave.open(str(target)) as file:
            seconds = file.getnframes() / file.getframerate()
        outcome += f", {seconds:.0f} s of sound in the file"
    except (OSError, EOFError, wave.Error):
        outcome += ", no sound file"
    print(f"naive pyttsx3, {len(text)} characters at once: {wall:.1f} s, {outcome}")


def main() -> int:
    """Print all figures."""
    article = loaded(sys.argv[1], "zh").article if len(sys.argv) > 1 else own_article()
    with tempfile.TemporaryDirectory() as name:
        ours(article, Path(name))
        naive("\n".join(unit.text for unit in Units(article).all), Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
