"""Where the listener cannot be had, its checks are skipped in sight, and nothing fails."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import listening_ear
from bootstrap import checks
from bootstrap.environment import Environment

ROOT = Path(__file__).resolve().parents[2]


def refuse(_environment, _name):
    raise SystemExit(1)


def test_a_listener_that_cannot_be_installed_is_told_and_stops_nothing(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(Environment, "ensure", refuse)
    monkeypatch.setattr(checks, "VOICES", tmp_path)
    checks.provide_hearing()
    assert "skipped" in capsys.readouterr().out


def test_the_listener_says_why_it_is_absent(monkeypatch, tmp_path):
    monkeypatch.setattr(listening_ear, "PYTHON", tmp_path / "bin" / "python")
    assert "not installed" in listening_ear.absent()
    monkeypatch.setattr(listening_ear, "PYTHON", Path(sys.executable))
    assert listening_ear.absent()


def test_the_benchmark_says_so_and_goes_well(tmp_path):
    """Run from a copy beside which there is no listener."""
    for file in (ROOT / "benchmarks").glob("listening*.py"):
        target = tmp_path / "benchmarks" / file.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.read_bytes())
    done = subprocess.run(
        [sys.executable, tmp_path / "benchmarks" / "listening.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("SKIPPED: ")


def test_what_is_heard_is_checked_once_and_only_when_all_is_checked():
    whole = [check.command for check in checks.checks(())]
    assert sum("tests/listening" in command and "--ignore" not in command for command in whole) == 1
    assert sum("--ignore" in command for command in whole) == 1
    wished = [check.command for check in checks.checks(("-k", "voice"))]
    assert not any("tests/listening" in command for command in wished)
