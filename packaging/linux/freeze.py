"""Make the frozen program: a folder that runs where there is no Python (see gxreader.spec)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "linux"


def moment_of_the_source() -> str:
    """Seconds since 1970 of the last commit, so that the same source makes the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "1767225600"


def freeze() -> Path:
    """Run PyInstaller; the folder it made."""
    shutil.rmtree(WORK / "frozen", ignore_errors=True)
    variables = {
        **os.environ,
        "GXREADER_ROOT": str(ROOT),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": moment_of_the_source(),
        "PYINSTALLER_CONFIG_DIR": str(WORK / "cache"),
    }
    folders = ["--distpath", str(WORK / "frozen"), "--workpath", str(WORK / "work")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *folders]
    subprocess.run([*command, str(HERE / "gxreader.spec")], env=variables, cwd=ROOT, check=True)
    bundle = WORK / "frozen" / "gxreader"
    for pattern in ("libpython*", "python3*/lib-dynload/*.so"):
        for library in (bundle / "_internal").glob(pattern):
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
    return bundle


if __name__ == "__main__":
    print(freeze())
