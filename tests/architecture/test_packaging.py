"""The papers of the Debian package agree with the program."""

import configparser
import re
import tomllib

import PySide6
import pytest
from lxml import etree

from gxreader import __version__
from gxreader.cli import parser as command_line
from tests.architecture import guards

FILES = guards.ROOT / "packaging" / "linux" / "files"
SPEC = (guards.ROOT / "packaging" / "linux" / "gxreader.spec").read_text(encoding="utf-8")


def test_the_version_is_one():
    project = tomllib.loads((guards.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == __version__


def test_the_manual_page_names_every_command():
    page = (FILES / "gxreader.1").read_text(encoding="utf-8").replace("\\-", "-")
    assert [name for name in command_line.COMMANDS if not re.search(rf"\b{name}\b", page)] == []


def test_the_desktop_file_says_what_the_mime_file_defines():
    desktop = configparser.ConfigParser(interpolation=None)
    desktop.optionxform = str
    desktop.read(FILES / "gxreader.desktop", encoding="utf-8")
    entry = desktop["Desktop Entry"]
    assert entry["Icon"] == "gxreader"
    assert entry["Exec"].split() == ["gxreader", "open", "%u"]
    assert entry["Name[zh_CN]"] == "桂读"
    types = etree.parse(str(FILES / "gxreader.mime.xml")).getroot()
    for kind in types:
        assert kind.get("type") in entry["MimeType"].split(";")


def test_the_software_centre_gets_both_languages():
    component = etree.parse(str(FILES / "gxreader.metainfo.xml")).getroot()
    languages = {name.get("{http://www.w3.org/XML/1998/namespace}lang") for name in component.iter("name")}
    assert {None, "zh_CN"} <= languages
    assert component.findtext("launchable") == "gxreader.desktop"


@pytest.mark.parametrize("pattern", ["QT_PLUGINS", "QT_MODULES", "QT_BINDINGS", "QT_TRANSLATIONS"])
def test_what_the_bundle_keeps_of_qt_is_in_the_wheel(pattern):
    wheel = guards.Path(PySide6.__file__).parent
    names = [f"PySide6/{file.relative_to(wheel).as_posix()}" for file in wheel.rglob("*") if file.is_file()]
    expression = re.search(rf"{pattern} = re\.compile\((.*?)\n?\)\n", SPEC, re.DOTALL).group(1)
    pieces = re.findall(r'r"(.*)"', expression)
    kept = [name for name in names if re.search("".join(pieces), name)]
    assert kept
