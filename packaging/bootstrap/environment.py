"""Private environments inside the checkout, filled from the locked, hashed requirement files.

Nothing outside the checkout is changed, and no package index is named. pip installs one pinned tool, uv, and
uv the rest; where uv cannot use this computer's settings, pip installs the same locked files.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bootstrap.indexes import uv_variables
from bootstrap.system import missing_venv, provide
from bootstrap.words import say, stop

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / ".gxreader"
LOG = OWN / "apt.log"
REQUIREMENTS = ROOT / "requirements"
INCLUDED_IN = {"run": ("run", "dev")}  # dev.txt holds everything of run.txt
LOCKS = {
    "run": ("pyproject.toml", "--extra", "voice", "--extra", "words"),
    "dev": ("pyproject.toml", "--extra", "voice", "--extra", "words", "--group", "dev"),
    "package": ("pyproject.toml", "--extra", "words", "--group", "package"),
    "benchmarks": ("pyproject.toml", "--group", "benchmarks"),
    "listening": ("--group", "listening"),
    "fonts": ("--group", "fonts"),
    "bootstrap": ("--group", "bootstrap"),
}
FURTHER_INDEXES = ("UV_INDEX", "UV_FIND_LINKS", "UV_EXTRA_INDEX_URL")
PIP_INSTALL = ("-m", "pip", "install", "--no-cache-dir", "--disable-pip-version-check", "--require-hashes")
# What a platform's wheel of a package carries besides its Python, as a module.
CARRIED = {"soundfile": "_soundfile_data"}
# With hashes it is safe to take a version from whichever index has it.
ANY_INDEX = ("--index-strategy", "unsafe-best-match")


def quiet(
    *command: str | Path, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command without showing its output."""
    return subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=variables,
    )


def fingerprint(name: str) -> str:
    """Changes when a lock file does."""
    return hashlib.sha256((REQUIREMENTS / f"{name}.txt").read_bytes()).hexdigest()


@dataclass(frozen=True)
class Environment:
    """One folder with a Python and libraries of its own."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def usable(self) -> bool:
        """Whether it holds a Python that runs and is new enough."""
        if not self.python.exists():
            return False
        try:
            return (
                quiet(self.python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))").returncode == 0
            )
        except OSError:
            return False

    def ensure(self, name: str) -> None:
        """Bring it up to date with requirements/<name>.txt, making it first if need be."""
        if not self.usable():
            self._create()
        if self.is_filled(name):
            return
        say("libraries")
        lock = REQUIREMENTS / f"{name}.txt"
        if not (self.ensure_uv() and self._install_with_uv(lock)) and not self._install_with_pip(lock):
            raise stop("no-libraries")
        self._complete(lock)
        self._link_source()
        self.stamp(name).write_text(fingerprint(name), encoding="utf-8")

    def stamp(self, name: str) -> Path:
        """Where it is written which lock file it was last filled from."""
        return self.folder / f"gxreader-{name}.stamp"

    def is_filled(self, name: str) -> bool:
        """Whether it already holds what a lock file lists."""
        return any(
            self.stamp(other).is_file()
            and self.stamp(other).read_text(encoding="utf-8") == fingerprint(other)
            for other in INCLUDED_IN.get(name, (name,))
        )

    def ensure_uv(self) -> bool:
        """Have the pinned uv in it; False where that cannot be had."""
        if self._has("uv"):
            return True
        self._ensure_pip()
        lock = REQUIREMENTS / "bootstrap.txt"
        return quiet(self.python, *PIP_INSTALL, "--quiet", "--requirement", lock).returncode == 0

    def uv(self, *words: str | Path, local_indexes: bool = True) -> int:
        """Run its uv, with the further indexes this computer is set up for, or without; the exit code."""
        listed = quiet(self.python, "-m", "pip", "config", "list").stdout.splitlines()
        variables = uv_variables(listed, cache=str(OWN / "uv"))
        if not local_indexes:
            variables = {name: value for name, value in variables.items() if name not in FURTHER_INDEXES}
        command = [str(word) for word in (self.python, "-m", "uv", "pip", *words)]
        return subprocess.run(command, env=variables, cwd=ROOT, check=False).returncode

    def _has(self, module: str) -> bool:
        return quiet(self.python, "-c", f"import {module}").returncode == 0

    def _ensure_pip(self) -> None:
        if not self._has("pip"):
            quiet(self.python, "-m", "ensurepip")

    def _create(self) -> None:
        provide(missing_venv(), (), LOG)
        say("environment", folder=str(self.folder.relative_to(ROOT)))
        importlib.invalidate_caches()
        builder = venv.EnvBuilder(with_pip=True, clear=self.folder.exists(), symlinks=os.name != "nt")
        try:
            builder.create(self.folder)
        except (OSError, subprocess.CalledProcessError) as error:
            raise stop("no-environment", reason=str(error)) from error

    def _install_with_uv(self, lock: Path) -> bool:
        options = ("--python", self.python, "--require-hashes", *ANY_INDEX)
        return self.uv("install", *options, "--requirement", lock) == 0

    def _install_with_pip(self, lock: Path) -> bool:
        say("with-pip")
        self._ensure_pip()
        command = [str(word) for word in (self.python, *PIP_INSTALL, "--requirement", lock)]
        return subprocess.run(command, check=False).returncode == 0

    def _complete(self, lock: Path) -> None:
        """Bring the wheels that carry a library of their own, where a bare one of the same version was taken.

        An index of this computer's own may list only the bare one. Where the public one cannot be asked, it
        stays: the system may have the library.
        """
        locked = lock.read_text(encoding="utf-8")
        for name, carried in CARRIED.items():
            if f"\n{name}==" in locked and not self._has(carried):
                options = ("--python", self.python, "--require-hashes", "--reinstall-package", name)
                self.uv("install", *options, "--quiet", "--requirement", lock, local_indexes=False)

    def _link_source(self) -> None:
        """Make `import gxreader` find src, without an installation.

        The way there is written relative to the link: Python reads it in the computer's own encoding, in
        which a folder with a Chinese name may not be what we wrote.
        """
        ask = "import sysconfig; print(ascii(sysconfig.get_path('purelib')))"
        packages = Path(ast.literal_eval(quiet(self.python, "-I", "-c", ask).stdout))
        way = os.path.relpath(ROOT / "src", packages)
        (packages / "gxreader.pth").write_text(f"{way}\n", encoding="utf-8")


MAIN = Environment(ROOT / ".venv")
BENCHMARKS = Environment(OWN / "benchmarks")  # peers to be measured against, which the program never needs
LISTENING = Environment(OWN / "listening")  # the offline listener, and nothing of it in the program
PACKAGING = Environment(OWN / "packaging")  # its own, so that nothing gets into the package by chance


def lock(options: tuple[str, ...]) -> int:
    """Write the locked requirement files for every platform, with hashes and without any address."""
    if not MAIN.ensure_uv():
        raise stop("no-libraries")
    form = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate")
    hidden = ("--no-emit-index-url", "--no-emit-find-links", "--quiet", *ANY_INDEX)
    codes = []
    for name, source in LOCKS.items():
        target = ("--output-file", f"requirements/{name}.txt")
        # What is locked must not depend on what this computer has besides.
        codes.append(MAIN.uv("compile", *source, *form, *hidden, *target, *options, local_indexes=False))
    return max(codes)
