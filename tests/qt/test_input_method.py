"""Chinese can be typed where the desktop is set up for fcitx, too."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from gxreader.qt.input_method import choose_input_method


def plugins(folder: Path, *names: str) -> Path:
    """A folder as Qt's, with a part for each of these."""
    contexts = folder / "platforminputcontexts"
    contexts.mkdir()
    for name in names:
        (contexts / f"lib{name}platforminputcontextplugin.so").touch()
    return folder


@pytest.mark.parametrize(
    ("there", "wished", "asked"),
    [
        (("ibus", "compose"), "fcitx", "ibus"),
        (("ibus", "compose"), "fcitx5", "ibus"),
        (("ibus", "fcitx5"), "fcitx", "fcitx"),
        (("ibus", "fcitx5"), "fcitx5", "fcitx5"),
        (("ibus",), "xim", "xim"),
        (("compose",), "fcitx", "fcitx"),
    ],
)
def test_fcitx_is_spoken_to_as_ibus_where_qt_has_no_part_for_it(tmp_path, there, wished, asked) -> None:
    environment = {"QT_IM_MODULE": wished}
    choose_input_method(environment, plugins(tmp_path, *there))
    assert environment.pop("QT_IM_MODULE") == asked
    assert environment == ({"IBUS_USE_PORTAL": "1"} if asked == "ibus" else {}), "without IBus installed, too"


def test_nothing_is_asked_for_where_nothing_was_wished(tmp_path) -> None:
    environment: dict[str, str] = {}
    choose_input_method(environment, plugins(tmp_path, "ibus"))
    assert environment == {}


@pytest.mark.skipif(os.name != "posix", reason="Windows brings its own")
def test_qt_has_the_part_for_ibus() -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    assert (folder / "libibusplatforminputcontextplugin.so").exists()
