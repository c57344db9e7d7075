"""The guards of the architecture as functions on a tree: tests run them on it and on broken copies."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QT = ("PySide6", "shiboken6")
LONGEST_MODULE = 400  # lines; 300 is what to aim for

# These two are imported by the speech worker alone, after it has made their library known.
BLOCKED_IMPORT = """
import importlib, pathlib, sys

DRIVERS = ("gxreader.speech.engines.espeak_driver", "gxreader.speech.engines.sapi_driver")

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} was imported by the core")

sys.meta_path.insert(0, Blocker())
source = pathlib.Path(sys.argv[1])
for file in sorted(source.glob("gxreader/**/*.py")):
    parts = file.relative_to(source).with_suffix("").parts
    if parts[1] in {"qt", "__main__"}:
        continue
    if parts[-1] == "__init__":
        parts = parts[:-1]
    name = ".".join(parts)
    try:
        module = importlib.import_module(name)
    except (ImportError, OSError, RuntimeError) as error:
        if name in DRIVERS and "was imported by the core" not in str(error):
            continue
        raise
    assert module.__file__ == str(file), f"{module.__file__} was imported instead of {file}"
"""


def run(tree: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a tree, whose own src comes before the installed one."""
    variables = {
        **os.environ,
        "PYTHONPATH": str(tree / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }
    return subprocess.run(command, cwd=tree, env=variables, capture_output=True, text=True, check=False)


def import_contracts(tree: Path) -> str:
    """What import-linter has to say against a tree; nothing when it is content."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = run(tree, sys.executable, "-c", program, "--no-cache")
    return done.stdout + done.stderr if done.returncode else ""


def ruff(tree: Path, rules: str) -> str:
    """What ruff's rules find in the sources of a tree."""
    done = run(tree, sys.executable, "-m", "ruff", "check", "--no-cache", "--select", rules, "src")
    return done.stdout + done.stderr if done.returncode else ""


def core_needs_qt(tree: Path) -> str:
    """What goes wrong when every module but those of the window is imported where there is no Qt."""
    done = run(tree, sys.executable, "-c", BLOCKED_IMPORT, str(tree / "src"))
    return done.stderr if done.returncode else ""


def modules(tree: Path) -> Iterator[tuple[str, Path, str]]:
    """Name relative to the package, path and text of every module."""
    package = tree / "src" / "gxreader"
    for file in sorted(package.rglob("*.py")):
        yield file.relative_to(package).as_posix(), file, file.read_text(encoding="utf-8")


def mentions_of_qt(tree: Path) -> list[str]:
    """Where the core imports Qt late, or names it as an argument: import-linter does not see the second."""
    found = []
    for name, _, text in modules(tree):
        if name.startswith(("qt/", "cli/", "__main__")):
            continue
        for node in ast.walk(ast.parse(text)):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Call):
                values = [*node.args, *(keyword.value for keyword in node.keywords)]
                constants = [value.value for value in values if isinstance(value, ast.Constant)]
                names = [constant for constant in constants if isinstance(constant, str)]
            found += [f"{name}:{node.lineno}" for word in names if word.partition(".")[0] in QT]
    return found


def long_modules(tree: Path) -> list[str]:
    """Modules that nobody can keep in mind any more."""
    return [name for name, _, text in modules(tree) if len(text.splitlines()) > LONGEST_MODULE]
