"""The private environment: .venv in the checkout, filled from the locked, hashed requirement files.

Nothing outside the checkout is changed, and no package index is named: pip and uv ask the one that this
computer is set up for. uv does not read pip's settings, so they are handed to it; where it cannot use them,
pip installs the same locked files.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from bootstrap.system import missing_venv, provide
from bootstrap.words import say, stop

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = SCRIPTS / ("python.exe" if sys.platform == "win32" else "python")
OWN = ROOT / ".gxreader"
LOG = OWN / "apt.log"
REQUIREMENTS = ROOT / "requirements"
INCLUDED_IN = {"run": ("run", "dev"), "dev": ("dev",)}  # dev.txt holds everything of run.txt
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
UV_INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_CONFIG_FILE")


def quiet(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command without showing its output."""
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def usable() -> bool:
    """Whether .venv holds a Python that runs and is new enough."""
    if not PYTHON.exists():
        return False
    try:
        return quiet(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))").returncode == 0
    except OSError:
        return False


def has_module(name: str) -> bool:
    """Whether the environment's Python can find a module."""
    return quiet(PYTHON, "-c", f"import {name}").returncode == 0


def create() -> None:
    """Make .venv, with pip in it."""
    provide(missing_venv(), (), LOG)
    say("environment")
    importlib.invalidate_caches()
    builder = venv.EnvBuilder(with_pip=True, clear=ENVIRONMENT.exists(), symlinks=os.name != "nt")
    try:
        builder.create(ENVIRONMENT)
    except (OSError, subprocess.CalledProcessError) as error:
        raise stop("no-environment", reason=str(error)) from error


def link_source() -> None:
    """Make `import gxreader` find src, without an installation.

    The way there is written relative to the link: Python reads it in the computer's own encoding, in which a
    folder with a Chinese name may not be what we wrote.
    """
    libraries = "Lib" if sys.platform == "win32" else f"lib/python{version()}"
    packages = ENVIRONMENT / libraries / "site-packages"
    way = os.path.relpath(ROOT / "src", packages)
    (packages / "gxreader.pth").write_text(f"{way}\n", encoding="utf-8")


def version() -> str:
    """The environment's own Python, such as 3.11: it may be another one than ours."""
    return quiet(PYTHON, "-c", "import sys; print('%d.%d' % sys.version_info[:2])").stdout.strip()


def pip_settings() -> dict[str, str]:
    """What the user, or the system, has set for pip: name -> value; the environment is the last to speak."""
    settings: dict[str, str] = {}
    listed = quiet(PYTHON, "-m", "pip", "config", "list").stdout.splitlines()
    for section in ("global", "install", ":env:"):
        for line in listed:
            name, _, value = line.partition("=")
            prefix, _, option = name.partition(".")
            if prefix == section and value:
                settings[option] = str(ast.literal_eval(value))
    return settings


def uv_variables() -> dict[str, str]:
    """What uv is told: a cache inside the checkout, and pip's settings where it has none of its own."""
    variables = dict(os.environ)
    variables.setdefault("UV_CACHE_DIR", str(OWN / "uv"))
    variables["UV_PYTHON_DOWNLOADS"] = "never"
    if any(name in variables for name in UV_INDEX_VARIABLES):
        return variables
    for option, value in pip_settings().items():
        name = PIP_TO_UV.get(option)
        if name:
            separator = "," if option == "find-links" else " "
            variables.setdefault(name, separator.join(value.split()))
    return variables


def ensure_uv() -> bool:
    """Have the pinned uv in the environment; False where it cannot be had."""
    if has_module("uv"):
        return True
    if not has_module("pip"):
        quiet(PYTHON, "-m", "ensurepip")
    bootstrap = REQUIREMENTS / "bootstrap.txt"
    pip = ["-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check"]
    return quiet(PYTHON, *pip, "--require-hashes", "--requirement", bootstrap).returncode == 0


def install_with_uv(lock: Path) -> bool:
    """Install one locked file. With hashes it is safe to take a version from whichever index has it."""
    command = [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, "--require-hashes"]
    options = ["--index-strategy", "unsafe-best-match", "--requirement", lock]
    words = [str(word) for word in (*command, *options)]
    return subprocess.run(words, env=uv_variables(), cwd=ENVIRONMENT, check=False).returncode == 0


def install_with_pip(lock: Path) -> bool:
    """The slower way, with every setting pip knows."""
    say("with-pip")
    if not has_module("pip"):
        quiet(PYTHON, "-m", "ensurepip")
    command = [PYTHON, "-m", "pip", "install", "--no-cache-dir", "--disable-pip-version-check"]
    words = [str(word) for word in (*command, "--require-hashes", "--requirement", lock)]
    return subprocess.run(words, check=False).returncode == 0


def stamp(name: str) -> Path:
    """Where it is written which lock file the environment was last filled from."""
    return ENVIRONMENT / f"gxreader-{name}.stamp"


def fingerprint(name: str) -> str:
    """Changes when the lock file does."""
    return hashlib.sha256((REQUIREMENTS / f"{name}.txt").read_bytes()).hexdigest()


def is_filled(name: str) -> bool:
    """Whether the environment already holds what a lock file lists."""
    return any(
        stamp(other).is_file() and stamp(other).read_text(encoding="utf-8") == fingerprint(other)
        for other in INCLUDED_IN.get(name, (name,))
    )


def ensure(name: str) -> None:
    """Bring the environment up to date with requirements/<name>.txt."""
    if not usable():
        create()
    if is_filled(name):
        return
    say("libraries")
    lock = REQUIREMENTS / f"{name}.txt"
    if not (ensure_uv() and install_with_uv(lock)) and not install_with_pip(lock):
        raise stop("no-libraries")
    link_source()
    stamp(name).write_text(fingerprint(name), encoding="utf-8")


LOCKS = {
    "run": ("pyproject.toml",),
    "dev": ("pyproject.toml", "--group", "dev"),
    "package": ("pyproject.toml", "--group", "package"),
    "fonts": ("--group", "fonts"),
    "bootstrap": ("--group", "bootstrap"),
}


def lock(options: tuple[str, ...]) -> int:
    """Write the locked requirement files for every platform, with hashes and without any address."""
    if not ensure_uv():
        raise stop("no-libraries")
    form = (
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--quiet",
    )
    hidden = ("--no-emit-index-url", "--no-emit-find-links", "--index-strategy", "unsafe-best-match")
    codes = []
    for name, source in LOCKS.items():
        target = ("--output-file", f"requirements/{name}.txt")
        command = [str(PYTHON), "-m", "uv", "pip", "compile", *source, *form, *hidden, *target, *options]
        codes.append(subprocess.run(command, env=uv_variables(), cwd=ROOT, check=False).returncode)
    return max(codes)
