"""The tasks of the project: `python3 dev.py` lists them.

Needs Python 3.11 or newer and nothing else; what more is needed is fetched into the checkout.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging"))

from bootstrap.words import say, stop  # noqa: E402 - the folder has just been made known

if sys.version_info < (3, 11):  # noqa: UP036 - this file meets every Python there is
    raise stop("old-python", version=".".join(map(str, sys.version_info[:2])))

from bootstrap import checks, environment, system  # noqa: E402 - only a new enough Python reads it
from bootstrap.environment import BENCHMARKS, LISTENING, MAIN, PACKAGING  # noqa: E402 - the same


def start(*command: str) -> int:
    """Run a command in the checkout; its exit code."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def python(*words: str) -> int:
    """Run the environment's Python in the checkout."""
    return start(str(MAIN.python), *words)


def prepare(name: str) -> None:
    """System packages and the environment for a task that runs the program."""
    needed = {} if MAIN.usable() else system.missing_venv()
    if name == "dev":
        system.provide_for_testing(needed, environment.LOG)
    else:
        system.provide_for_running(needed, environment.LOG)
    MAIN.ensure(name)


def run(*words: str) -> int:
    """[SOURCE ...]  set everything up and start gxreader; any gxreader command may follow."""
    prepare("run")
    command = [str(MAIN.python), "-m", "gxreader", *(words or ("open",))]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - the program takes this process over
    return subprocess.run(command, check=False).returncode


def test(*words: str) -> int:
    """[PYTEST OPTIONS]  all checks: ruff, mypy, import contracts, message catalogues, tests."""
    prepare("dev")
    return checks.run(words)


def shot(*words: str) -> int:
    """[SOURCE]  screenshots of both faces in both languages, in build/shots."""
    prepare("run")
    folder = ROOT / "build" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    codes = []
    for mode in ("standard", "elderly"):
        for language in ("zh", "en"):
            options = ("--mode", mode, "--lang", language, "--window", "1366x768")
            file = str(folder / f"{mode}-{language}.png")
            codes.append(python("-m", "gxreader", "open", *words, *options, "--screenshot", file))
    return max(codes)


def audit(*words: str) -> int:
    """[PYTEST OPTIONS]  every screen at every text size, in three windows, both languages, all schemes."""
    prepare("dev")
    os.environ |= {"GXREADER_AUDIT": "whole", "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    return python("-m", "pytest", "tests/audit", "-n", "2", "--timeout=900", *words)


def demo_site() -> int:
    """A portal on this computer to try columns with; it says how the program gets to know it."""
    prepare("run")
    return python("-m", "tests.replica.server")


def gallery(*words: str) -> int:
    """[accept]  every screen, face, language and size as a picture in build/gallery."""
    prepare("dev")
    folder = ROOT / "build" / "gallery"
    shutil.rmtree(folder, ignore_errors=True)
    os.environ |= {"GXREADER_GALLERY": "build/gallery", "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    every = ("tests/gallery", "-k", "every_screen", "-n", "2", "-q")
    return python("-m", "pytest", *every) or python("-m", "tests.gallery.compose", "build/gallery", *words)


def seed_pictures() -> int:
    """The pictures of docs/seed.md, taken by the tests of the seed page's elements."""
    prepare("dev")
    shutil.rmtree(ROOT / "build" / "seed", ignore_errors=True)
    os.environ |= {"GXREADER_PICTURES": "build/seed", "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    taken = python("-m", "pytest", "tests/qt/test_seed_elements.py", "-q")
    return taken or python("-m", "tests.gallery.seed_pictures", "build/seed")


def bench(*words: str) -> int:
    """[OPTIONS]  what the start costs, against a bare window."""
    prepare("run")
    return python("benchmarks/startup.py", *words)


def bench_hostile() -> int:
    """What the worst pages and files cost in time and memory, against an ordinary page."""
    prepare("dev")
    return python("benchmarks/hostile.py")


def bench_extraction(*words: str) -> int:
    """[FOLDER]  how well articles are found in labelled pages, beside three peers in the same run."""
    BENCHMARKS.ensure("benchmarks")
    return start(str(BENCHMARKS.python), "benchmarks/extraction.py", *words)


def bench_listening(*words: str) -> int:
    """[--voice ID ...] [--sentences N] [--article FILE]  how well each voice is understood, offline."""
    prepare("dev")
    LISTENING.ensure("listening")
    return python("benchmarks/listening.py", *words)


def bench_speech(*words: str) -> int:
    """[--voice ID] [--kills N]  reading aloud against its goals, on a sound card made for it."""
    prepare("dev")
    return python("benchmarks/speech.py", *words)


def bench_recording(*words: str) -> int:
    """[FILE]  what an article costs as sound files, beside pyttsx3's own."""
    prepare("run")
    return python("benchmarks/recording.py", *words)


def bench_search(*words: str) -> int:
    """[--sizes N,N] [--rounds N]  searching a library of 1,000 and 10,000 articles, beside SQLite's own."""
    prepare("run")
    return python("benchmarks/search.py", *words)


def bench_layout() -> int:
    """What fine spacing and pinyin cost when 10,000 characters are laid out, beside neither."""
    prepare("dev")
    return python("benchmarks/layout.py")


def bench_stall() -> int:
    """How long the window stands still while hostile pages and files are opened in it."""
    prepare("dev")
    return python("benchmarks/stall.py")


def fuzz(*words: str) -> int:
    """[SECONDS]  feed mutated pages and files to the loader, for ten minutes if not told otherwise."""
    prepare("dev")
    return python("tests/hostile/fuzz.py", *words)


def robot(seconds: str = "600", seed: str = "") -> int:
    """[SECONDS] [SEED]  a robot with unsure hands on the window, for ten minutes if not told otherwise."""
    prepare("dev")
    os.environ |= {"GXREADER_ROBOT_SECONDS": seconds, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    if seed:
        os.environ["GXREADER_ROBOT_SEED"] = seed
    return python("-m", "pytest", "-q", "--log-cli-level=INFO", "tests/qt/test_unsure_hands.py")


def kills(count: str = "2000") -> int:
    """[COUNT]  kill whoever writes into the library, 2,000 times if not told otherwise."""
    prepare("dev")
    os.environ |= {"GXREADER_KILLS": count, "PYTHONUTF8": "1"}
    return python("-m", "pytest", "-q", "--log-cli-level=INFO", "tests/core/test_library_kills.py")


def messages() -> int:
    """Compile the message catalogues after a change in resources/i18n."""
    MAIN.ensure("dev")
    return python("packaging/messages.py")


def lock(*words: str) -> int:
    """[--upgrade]  write requirements/*.txt anew from pyproject.toml."""
    MAIN.ensure("dev")
    return environment.lock(words)


def fonts() -> int:
    """Make the bundled fonts anew from Debian's fonts-noto-cjk."""
    PACKAGING.ensure("fonts")
    return start(str(PACKAGING.python), "packaging/fonts/build.py")


def voice_pack(*words: str) -> int:
    """[FILE]  make the voice pack, one file that `gxreader voices install --from` accepts, in dist."""
    prepare("dev")
    return python("packaging/voice_pack.py", *words)


def package() -> int:
    """Make the Debian package, in dist."""
    system.provide_commands(system.PACKAGING_COMMANDS, environment.LOG)
    PACKAGING.ensure("package")
    return start(str(PACKAGING.python), "packaging/linux/debian.py")


def package_test(*words: str) -> int:
    """[RELEASE]  install, use and purge the Debian package in a clean Debian 12 (needs root)."""
    system.provide_commands(system.TRIAL_COMMANDS, environment.LOG)
    MAIN.ensure("run")
    return python("packaging/linux/trial.py", *words)


TASKS = {
    "run": run,
    "test": test,
    "shot": shot,
    "audit": audit,
    "gallery": gallery,
    "seed-pictures": seed_pictures,
    "demo-site": demo_site,
    "bench": bench,
    "bench-hostile": bench_hostile,
    "bench-extraction": bench_extraction,
    "bench-listening": bench_listening,
    "bench-speech": bench_speech,
    "bench-recording": bench_recording,
    "bench-search": bench_search,
    "bench-layout": bench_layout,
    "bench-stall": bench_stall,
    "fuzz": fuzz,
    "robot": robot,
    "kills": kills,
    "messages": messages,
    "lock": lock,
    "fonts": fonts,
    "voice-pack": voice_pack,
    "package": package,
    "package-test": package_test,
}


def overview() -> None:
    """Print the tasks, each with its one sentence."""
    print("python3 dev.py TASK\n")
    for name, task in TASKS.items():
        print(f"  {name:<18}{task.__doc__}")


def main() -> int:
    """Run the task the command line names."""
    if len(sys.argv) == 1 or sys.argv[1] in {"-h", "--help", "help"}:
        overview()
        return 0
    task = TASKS.get(sys.argv[1])
    if task is None:
        say("no-task", sys.stderr, name=sys.argv[1])
        overview()
        return 2
    if sys.platform not in {"linux", "win32"}:
        raise stop("system")
    try:
        return task(*sys.argv[2:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
