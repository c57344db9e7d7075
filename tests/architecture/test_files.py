"""What must never stand in a tracked file: a host to download from, a path of somebody's computer."""

import re
import shutil
import subprocess

import pytest

from tests.architecture import guards

TEXT = {
    ".cfg",
    ".css",
    ".html",
    ".in",
    ".json",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".xml",
    ".yml",
    "",
}
HOSTS = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npmjs" + ".org",
    "mirrors" + ".",
    "tuna.tsinghua" + ".",
)
HOME = re.compile(
    "|".join(("/" + r"home/\w", "/" + r"root/\w", "/" + r"Users/\w", r"[A-Z]:\\+" + r"Users\\+\w"))
)
PINNED = re.compile(r"[A-Za-z0-9._-]+==[^ ]+( ; .+)? \\")


def tracked():
    if shutil.which("git") is None or not (guards.ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-C", str(guards.ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True)
    names = listed.stdout.decode().split("\0")[:-1]
    return [guards.ROOT / name for name in names if (guards.ROOT / name).is_file()]


def faults(name, text):
    """Hosts anywhere; home folders outside the tests, whose invented articles may well name one."""
    homes = [] if name.startswith("tests/") else HOME.finditer(text)
    return [f"{name}: {host}" for host in HOSTS if host in text] + [
        f"{name}: {home.group()}" for home in homes
    ]


def test_no_file_names_a_host_to_download_from_or_a_home_folder():
    found = []
    for file in tracked():
        if file.suffix in TEXT:
            found += faults(
                file.relative_to(guards.ROOT).as_posix(), file.read_text(encoding="utf-8", errors="replace")
            )
    assert found == []


@pytest.mark.parametrize(
    "text", ["--index-url https://pypi" + ".org/simple", "open('/" + "home/someone/file')"]
)
def test_a_host_or_home_folder_is_seen(text):
    assert faults("file", text)


def requirement_faults(text):
    """Lines that are neither a pinned requirement nor a hash, and requirements without a hash."""
    lines = text.splitlines()
    strange = [
        line for line in lines if not PINNED.fullmatch(line) and not line.startswith("    --hash=sha256:")
    ]
    bare = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PINNED.fullmatch(line) and not following.startswith("    --hash=")
    ]
    return strange + bare


@pytest.mark.parametrize(
    "file", sorted((guards.ROOT / "requirements").glob("*.txt")), ids=lambda file: file.stem
)
def test_requirements_are_pinned_and_hashed(file):
    text = file.read_text(encoding="utf-8")
    assert text
    assert requirement_faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "--find-links /opt/wheels\n",
        "msgspec==0.20.0\n",
        "msgspec==0.20.0 \\\nlxml==6.0 \\\n    --hash=sha256:00\n",
        "msgspec @ https://example.com/msgspec.whl\n",
    ],
)
def test_a_loose_requirement_is_seen(text):
    assert requirement_faults(text)
