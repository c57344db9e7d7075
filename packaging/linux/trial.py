"""Try the Debian package in a clean Debian: install, examine, read, speak, show a window, purge.

The release is Debian 12 (bookworm) unless another is named. Its clean system is made once (build/trial/*.tar)
and unpacked anew for every trial. The X server runs outside, with only its socket inside: in there it would
hide libraries that the package forgets to ask for.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "trial"
RELEASE = sys.argv[1] if len(sys.argv) > 1 else "bookworm"
SYSTEM = WORK / RELEASE
BASE = WORK / f"{RELEASE}.tar"
SKIPPED = 77  # the customary exit code of a test that could not run
READER = "reader"
HOME = f"/home/{READER}"
# What apt and the font cache write for themselves.
OF_THE_SYSTEM = ("var/cache/", "var/lib/apt/", "var/lib/dpkg/", "var/log/", "proc/", "dev/", "tmp/", "run/")
PLAIN_ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "DEBIAN_FRONTEND": "noninteractive",
}


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"- {text}", flush=True)


def base() -> None:
    """Make the clean system, unless it is there from an earlier trial."""
    if BASE.exists():
        return
    say(f"making a minimal Debian {RELEASE} (about a minute, once)")
    shutil.rmtree(SYSTEM, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    with (WORK / "debootstrap.log").open("wb") as log:
        command = ["debootstrap", "--variant=minbase", RELEASE, str(SYSTEM)]
        subprocess.run(command, check=True, stdout=log, stderr=log)
    subprocess.run(["tar", "-C", str(SYSTEM), "-cf", str(BASE), "."], check=True)


@contextmanager
def mounted(kind: list[str], target: Path) -> Iterator[None]:
    """Something mounted for as long as it is needed."""
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", *kind, str(target)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(target)], check=True)


def inside(*words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command as root in the clean system."""
    command = ["chroot", str(SYSTEM), *words]
    done = subprocess.run(command, env=PLAIN_ENVIRONMENT, capture_output=True, text=True, check=False)
    if check and done.returncode:
        sys.exit(f"{' '.join(words)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done


def as_reader(*words: str, display: str = "") -> list[str]:
    """The command line that runs a command as an ordinary user in the clean system."""
    variables = [f"HOME={HOME}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8"]
    if display:
        variables.append(f"DISPLAY={display}")
    user = ["chroot", f"--userspec={READER}", str(SYSTEM), "/usr/bin/env", "-i", f"--chdir={HOME}"]
    return [*user, *variables, *words]


def reader_runs(*words: str) -> str:
    """What a command prints that an ordinary user runs."""
    done = subprocess.run(as_reader(*words), capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def files() -> set[str]:
    """Every file of the clean system that no package manager writes for itself."""
    found: set[str] = set()
    for folder, folders, names in os.walk(SYSTEM):
        here = Path(folder).relative_to(SYSTEM)
        folders[:] = [name for name in folders if f"{(here / name).as_posix()}/" not in OF_THE_SYSTEM]
        found.update((here / name).as_posix() for name in (*folders, *names))
    return found


def selections() -> str:
    """The packages that are installed."""
    return inside("dpkg", "--get-selections").stdout


def autoremove() -> None:
    """Remove what came with something else; that a package would like a library is no reason to keep it."""
    wishes = (f"-oAPT::AutoRemove::{kind}Important=false" for kind in ("Recommends", "Suggests"))
    inside("apt-get", "-q", "-y", *wishes, "--purge", "autoremove")


def article() -> Path:
    """The page to open: the shared seed where it is at hand, else the welcome article."""
    seed = ROOT.parent / "shared" / "seed" / "gxzf-article.txt"
    return seed if seed.exists() else ROOT / "resources" / "samples" / "welcome.zh.json"


def colours(picture: Path) -> int:
    """How many colours a picture has: a blank one has few."""
    from PIL import Image

    with Image.open(picture) as image:
        return len(image.convert("RGB").getcolors(1 << 24) or ())


def must(condition: object, sentence: str) -> None:
    """End the trial when something is not as it should be."""
    if not condition:
        sys.exit(f"  RED: {sentence}")
    print(f"  ok: {sentence}", flush=True)


def try_commands(source: Path) -> None:
    """What works without a window."""
    home = SYSTEM / HOME[1:]
    shutil.copyfile(source, home / source.name)
    report = json.loads(reader_runs("gxreader", "selftest"))
    must(report["ok"] and report["frozen"], f"self-test: {report['version']}, Qt {report['qt']}")
    must("svg" in report["image_formats"], "pictures of type svg can be shown")
    must(not report["glyphs_missing"], "the typeface has every sign of the sample")
    must(
        any("cmn" in voice for voice in report["voices"]),
        f"{len(report['voices'])} voices, a Chinese one among them",
    )
    found = json.loads(reader_runs("gxreader", "extract", source.name, "--format", "json"))
    must(found["title"] and found["blocks"], f"extract: {found['title']}, {len(found['blocks'])} blocks")
    reader_runs("gxreader", "open", source.name, "--screenshot", "article.png")
    must(colours(home / "article.png") > 50, "the article is painted without a screen")  # noqa: PLR2004 - text is smoothed
    reader_runs("gxreader", "print", source.name, "--output", "article.pdf")
    must((home / "article.pdf").read_bytes().startswith(b"%PDF"), "the article is printed into a PDF file")
    (home / "short.txt").write_text("桂读会读给您听。\n\n今天天气很好。\n", encoding="utf-8")
    reader_runs("gxreader", "speak", "short.txt", "--output", "short.wav")
    with wave.open(str(home / "short.wav")) as sound:
        seconds = sound.getnframes() / sound.getframerate()
        loud = len(set(sound.readframes(sound.getnframes())))
    must(seconds > 1 and loud > 100, f"two sentences are spoken, {seconds:.1f} s")  # noqa: PLR2004 - silence has few values


@contextmanager
def screen() -> Iterator[str]:
    """An X server outside the clean system; its number."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1366x768x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def try_window(source: Path) -> None:
    """The window appears, shows the article, and ends in good order when it is asked to."""
    with screen() as display, mounted(["--bind", "/tmp/.X11-unix"], SYSTEM / "tmp/.X11-unix"):  # noqa: S108 - X's own place
        window = subprocess.Popen(as_reader("gxreader", "open", source.name, display=display))
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "gxreader|桂读"]
        variables = {**os.environ, "DISPLAY": display}
        found = subprocess.run(search, env=variables, capture_output=True, text=True, check=False, timeout=60)
        must(found.stdout.strip(), "the window appears")
        time.sleep(2)
        from PIL import ImageGrab

        picture = WORK / "window.png"
        ImageGrab.grab(xdisplay=display).save(picture)
        must(colours(picture) > 50, f"it shows something: {picture.relative_to(ROOT)}")  # noqa: PLR2004 - text is smoothed
        window.send_signal(signal.SIGTERM)
        must(window.wait(10) in {0, -signal.SIGTERM, 128 + signal.SIGTERM}, "it ends when it is asked to")
    must(not processes(), "no process is left")


def processes() -> list[str]:
    """The processes whose root is the clean system."""
    roots = Path("/proc").glob("[0-9]*/root")
    return [root.parent.name for root in roots if root.resolve() == SYSTEM.resolve()]


def trial(package: Path) -> None:
    """All of it, in one clean system."""
    (SYSTEM / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    (SYSTEM / "usr/sbin/policy-rc.d").chmod(0o755)
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(Path("/etc") / name, SYSTEM / "etc" / name)
    inside("useradd", "--create-home", "--uid", "1000", READER)
    inside("apt-get", "-q", "update")
    autoremove()  # what debootstrap left over is not our doing
    shutil.copyfile(package, SYSTEM / package.name)
    before, packages = files(), selections()
    say(f"installing {package.name}")
    inside("apt-get", "-q", "-y", "--no-install-recommends", "install", f"/{package.name}")
    source = article()
    say(f"using it, with {source.name}")
    try_commands(source)
    try_window(source)
    say("purging it")
    inside("apt-get", "-q", "-y", "purge", "gxreader")
    autoremove()
    changed = set(selections().splitlines()) ^ set(packages.splitlines())
    must(not changed, f"the same packages are installed as before {sorted(changed) or ''}")
    left = {name for name in files() - before if not name.startswith(HOME[1:])}
    must(not left, f"nothing is left {sorted(left)[:5] if left else ''}")


def main() -> int:
    """Run the trial; SKIPPED, loudly, where it cannot run."""
    packages = sorted((ROOT / "dist").glob("gxreader_*.deb"))
    if not packages:
        sys.exit("there is no package yet; run: python3 dev.py package")
    if os.geteuid():
        print("SKIPPED: the trial of the package needs root (debootstrap, chroot, mount)")
        return SKIPPED
    base()
    shutil.rmtree(SYSTEM, ignore_errors=True)
    SYSTEM.mkdir(parents=True)
    subprocess.run(["tar", "-C", str(SYSTEM), "-xf", str(BASE)], check=True)
    with ExitStack() as mounts:
        try:
            mounts.enter_context(mounted(["-t", "proc", "proc"], SYSTEM / "proc"))
            mounts.enter_context(mounted(["--bind", "/dev"], SYSTEM / "dev"))
        except subprocess.CalledProcessError:
            print("SKIPPED: the trial of the package may not mount file systems here")
            return SKIPPED
        trial(packages[-1])
    print("The package is good.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
