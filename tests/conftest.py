"""What all tests share: no screen is needed, nobody's settings are touched."""

import os
import signal
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background: what a test starts would inherit this, and could not be stopped with Ctrl+C.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a home of its own: settings start afresh and are never somebody's."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("LANGUAGE", "zh")
    # The dictionary that may have come as a package takes seconds to make ready: tests bring a small one.
    monkeypatch.setattr("gxreader.words.installed._PACKAGE", "no-such-package")
    # Nor does a test appear among their media players, keep their computer awake or silence their reader.
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, f"unix:path={runtime}/no-bus")
    return home


def pytest_addoption(parser: pytest.Parser) -> None:
    """How often the voice is killed while it reads."""
    parser.addoption(
        "--kills", type=int, default=10, help="how often the voice's process is killed in a test"
    )
