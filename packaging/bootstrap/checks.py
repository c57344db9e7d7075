"""All the checks of the project, one after the other, with a summary."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bootstrap.environment import LISTENING, MAIN, OWN, ROOT, quiet
from bootstrap.words import say


@dataclass(frozen=True)
class Check:
    """One named step."""

    name: str
    command: tuple[str, ...]
    shows_progress: bool = False
    prepare: Callable[[], None] = lambda: None


# A file of tests stays on one core, in the order of their names: the slowest ones are early.
TOGETHER = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
ALONE = ("tests/journeys", "tests/core/test_speech_sinks.py", "tests/core/test_workers_channel.py")
VOICES = OWN / "voices"  # where the checks have the natural voice, and no reader's own folder is touched


def provide_hearing() -> None:
    """The offline listener and the natural voice; the tests that want what cannot be had are skipped."""
    try:
        LISTENING.ensure("listening")
    except SystemExit:
        say("no-listener")
    if not VOICES.is_dir():
        quiet(MAIN.python, "-m", "gxreader", "voices", "install", variables=variables())


def checks(pytest_arguments: Sequence[str]) -> tuple[Check, ...]:
    """Every step, the quick ones first."""
    python = str(MAIN.python)
    # Not by its script: that names the folder it was installed in, and a checkout may be moved.
    imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    steps = (
        Check("ruff check", (python, "-m", "ruff", "check", ".")),
        Check("ruff format", (python, "-m", "ruff", "format", "--check", ".")),
        Check("mypy", (python, "-m", "mypy")),
        Check("import contracts", (python, "-c", imports)),
        Check("message catalogues", (python, "packaging/messages.py", "--check")),
    )
    if pytest_arguments:
        return (*steps, Check("pytest", (python, "-m", "pytest", *pytest_arguments), shows_progress=True))
    # What is shown, heard or killed in real time runs alone; the rest runs on two cores. What is heard is a
    # step of its own: it needs much that the rest does without.
    ignored = [word for folder in ALONE for word in ("--ignore", folder)]
    rest = (python, "-m", "pytest", *TOGETHER, *ignored, "--ignore", "tests/listening")
    alone = (python, "-m", "pytest", *ALONE)
    heard = (python, "-m", "pytest", "tests/listening")
    return (
        *steps,
        Check("pytest", rest, shows_progress=True),
        Check("pytest: in real time", alone, shows_progress=True),
        Check("pytest: what is heard", heard, shows_progress=True, prepare=provide_hearing),
    )


def variables() -> dict[str, str]:
    """No screen and no sound card are needed; a journey starts the ones it wants itself."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "GXREADER_VOICES": str(VOICES)}


def passed(check: Check) -> bool:
    """Run one step; what a failed one printed is shown."""
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=variables(),
        check=False,
        stdout=None if check.shows_progress else subprocess.PIPE,
        stderr=None if check.shows_progress else subprocess.STDOUT,
    )
    if done.returncode and done.stdout:
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
    return done.returncode == 0


def run(pytest_arguments: Sequence[str]) -> int:
    """Run every step, also after a red one; 0 only when all are green."""
    results: list[tuple[str, bool, float]] = []
    steps = checks(pytest_arguments)
    for number, check in enumerate(steps, 1):
        print(f"[{number}/{len(steps)}] {check.name}", flush=True)
        begin = time.monotonic()
        check.prepare()
        results.append((check.name, passed(check), time.monotonic() - begin))
    print()
    for name, good, seconds in results:
        print(f"  {'ok ' if good else 'RED'}  {name:<22} {seconds:6.1f} s", flush=True)
    red = [name for name, good, _ in results if not good]
    if red:
        say("some-red", names=", ".join(red))
        return 1
    say("all-green")
    return 0
