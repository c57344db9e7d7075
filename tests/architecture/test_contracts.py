"""Every guard of the architecture is green on the tree, and red on a copy with the fault it is there for."""

import shutil

import pytest

from tests.architecture import guards

DOCSTRINGS = "D100,D101,D102,D103,D104,D105,D106"  # __init__ is documented where it says more than its class


@pytest.fixture
def copy(tmp_path):
    shutil.copy(guards.ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(guards.ROOT / "src", tmp_path / "src", ignore=ignored)
    (tmp_path / "resources").symlink_to(guards.ROOT / "resources")
    return tmp_path


def append(tree, module, text):
    file = tree / "src" / "gxreader" / module
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as end:
        end.write(f"\n\n{text}\n")


def test_import_contracts_hold():
    assert guards.import_contracts(guards.ROOT) == ""


@pytest.mark.parametrize(
    ("module", "text", "complaint"),
    [
        ("model/__init__.py", "import gxreader.app", "gxreader.model -> gxreader.app"),
        ("model/__init__.py", "from gxreader import settings", "gxreader.model -> gxreader.settings"),
        ("errors.py", "import gxreader.model", "gxreader.errors -> gxreader.model"),
        ("errors.py", "import gxreader.resources", "gxreader.errors -> gxreader.resources"),
        ("theme/__init__.py", "import gxreader.policy", "gxreader.theme -> gxreader.policy"),
        ("i18n/__init__.py", "import gxreader.settings", "gxreader.i18n -> gxreader.settings"),
        ("workers/__init__.py", "import gxreader.speech", "gxreader.workers -> gxreader.speech"),
        ("speech/__init__.py", "import gxreader.load", "gxreader.speech -> gxreader.load"),
        ("library/__init__.py", "import gxreader.export", "gxreader.library -> gxreader.export"),
        ("share/__init__.py", "import gxreader.library", "gxreader.share -> gxreader.library"),
        ("words/__init__.py", "import gxreader.speech", "gxreader.words -> gxreader.speech"),
        ("desktop/__init__.py", "import gxreader.speech", "gxreader.desktop -> gxreader.speech"),
        ("desktop/__init__.py", "def late():\n    from PySide6 import QtDBus", "gxreader.desktop -> PySide6"),
        ("load/__init__.py", "def late():\n    import gxreader.app", "gxreader.load -> gxreader.app"),
        ("app/__init__.py", "def late():\n    from gxreader import qt", "gxreader.app -> gxreader.qt"),
        ("qt/__init__.py", "import gxreader.cli", "gxreader.qt -> gxreader.cli"),
        ("app/__init__.py", "import PySide6.QtCore", "gxreader.app -> PySide6"),
        ("speech/__init__.py", "def late():\n    from PySide6 import QtCore", "gxreader.speech -> PySide6"),
        ("extra/__init__.py", '"""A layer nobody has placed."""', "- gxreader.extra"),
    ],
)
def test_forbidden_import_is_seen(copy, module, text, complaint):
    append(copy, module, text)
    assert complaint in guards.import_contracts(copy)


def test_folders_are_packages_and_qt_has_its_place():
    assert guards.ruff(guards.ROOT, "INP001,TID251") == ""


def test_folder_without_init_is_seen(copy):
    append(copy, "load/loose/page.py", '"""Hidden from import-linter."""')
    assert "INP001" in guards.ruff(copy, "INP001")


def test_qt_import_outside_its_folder_is_seen(copy):
    append(copy, "load/__init__.py", "from PySide6 import QtCore")
    assert "TID251" in guards.ruff(copy, "TID251")


def test_the_core_is_imported_without_qt():
    assert guards.core_needs_qt(guards.ROOT) == ""


@pytest.mark.parametrize(
    "text",
    ["import PySide6.QtCore", 'import importlib\nimportlib.import_module("PySide6")', "import shiboken6"],
)
def test_a_core_that_needs_qt_is_seen(copy, text):
    append(copy, "app/__init__.py", text)
    assert "was imported by the core" in guards.core_needs_qt(copy)


def test_the_core_does_not_name_qt():
    assert guards.mentions_of_qt(guards.ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        'def late():\n    import importlib\n    importlib.import_module("PySide6")',
        'def late():\n    __import__("shiboken6")',
        'def late():\n    import importlib\n    importlib.import_module(name="PySide6.QtGui")',
        "def late():\n    from PySide6.QtCore import QTimer",
    ],
)
def test_a_late_qt_import_is_seen(copy, text):
    append(copy, "share/__init__.py", text)
    assert len(guards.mentions_of_qt(copy)) == 1


def test_modules_can_be_kept_in_mind():
    assert guards.long_modules(guards.ROOT) == []


def test_a_long_module_is_seen(copy):
    append(copy, "policy/__init__.py", "\n" * guards.LONGEST_MODULE)
    assert guards.long_modules(copy) == ["policy/__init__.py"]


def test_everything_public_is_documented():
    assert guards.ruff(guards.ROOT, DOCSTRINGS) == ""


@pytest.mark.parametrize("text", ["def undocumented():\n    pass", "class Undocumented:\n    pass"])
def test_a_missing_docstring_is_seen(copy, text):
    append(copy, "policy/__init__.py", text)
    assert "D10" in guards.ruff(copy, DOCSTRINGS)
