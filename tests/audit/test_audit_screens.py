"""The audit: every screen, in both modes and languages. `python3 dev.py audit` walks the whole ladder."""

import os
import re

import pytest

from gxreader.app.commands import COMMANDS
from gxreader.app.interface import Page
from gxreader.i18n.messages import messages
from gxreader.qt import standard_frame
from gxreader.qt.keys import CommandKey
from gxreader.qt.window import Window
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import FACES
from tests.architecture import catalogue, guards
from tests.audit import checks, looking, situations, survey
from tests.audit.facts import Deed

WHOLE = os.environ.get("GXREADER_AUDIT") == "whole"
USUAL, SMALLEST, LARGE = (1366, 768), (960, 600), (1920, 1080)
LANGUAGES = ("zh", "en")
IN_THE_MENU = {"read-selection", "read-here", "lookup", "pronounce", "copy"}
BESIDE_A_MESSAGE = {
    name
    for _, _, text in guards.modules(guards.ROOT)
    for name in re.findall(r'(?:remedy ?= ?|remedy_of.*|trouble\(.*, |offer\(.*, )"([a-z-]+)"', text)
}
IN_ROWS = {  # of the screen of sites, which are no keys of commands
    name
    for _, _, text in guards.modules(guards.ROOT)
    for name in re.findall(r'partial\(perform, "([a-z-]+)"\)', text)
}


Case = tuple[str, int | None, tuple[int, int], str]


def cases(mode: str) -> list[Case]:
    """Text sizes, windows, languages: in the smallest window words on keys are smallest at any size."""
    ladder = FACES[mode].ladder
    if WHOLE:
        sizes = [(step, size) for size in (USUAL, SMALLEST, LARGE) for step in ladder]
        return [(mode, step, size, language) for step, size in sizes for language in LANGUAGES]
    found: list[Case] = [(mode, None, USUAL, language) for language in LANGUAGES]
    found += [(mode, ladder[0], USUAL, "zh"), (mode, ladder[-1], USUAL, "en")]
    # A public terminal has a screen of its own, never so small a window.
    return found if mode == "terminal" else [*found, (mode, ladder[-1], SMALLEST, "en")]


CASES = [case for mode in FACES for case in cases(mode)]


@pytest.fixture
def audited(open_window, monkeypatch):
    """Opens a window on an article in the interface's language, which keeps its size on every screen."""
    monkeypatch.setattr(Window, "toggle_full_screen", lambda _window: None)

    def make(mode: str, language: str, **how):
        return open_window(situations.article(language), mode=mode, language=language, **how)

    return make


def walked(window, look):
    """What `look` finds in each situation, by its name."""
    found = []
    for name, enter in situations.SITUATIONS.items():
        enter(window)
        situations.settle(window)
        found += [f"{name}: {fault}" for fault in look()]
        situations.leave(window)
    return found


@pytest.mark.parametrize(("mode", "text", "size", "language"), CASES, ids=str)
def test_audit_of_every_screen(audited, mode, text, size, language) -> None:
    window = audited(mode, language, text_size=text, size=size)
    keyboard = WHOLE or text is None

    def look() -> list[str]:
        # There every key of the keyboard is explained and does nothing else: Esc twice leads out.
        explains_keys = window.page() is Page.DESCRIBE
        return survey.faults_of(window, language, keyboard=keyboard and not explains_keys)

    assert walked(window, look) == []
    assert window.size().toTuple() == size, "the window had to grow"


@pytest.mark.parametrize("scheme", list(SCHEMES) if WHOLE else ["paper"])
@pytest.mark.parametrize("mode", list(FACES))
def test_audit_of_the_keyboards_place(audited, mode, scheme) -> None:
    window = audited(mode, "zh", scheme=scheme)
    assert walked(window, lambda: checks.without_ring(looking.rings(window))) == []


@pytest.mark.parametrize("mode", list(FACES))
def test_audit_of_contrast_in_all_nine_schemes(audited, monkeypatch, mode) -> None:
    assert len(SCHEMES) == 9
    real = dict(SCHEMES)
    monkeypatch.setitem(SCHEMES, "paper", survey.TRACER)
    window = audited(mode, "zh")
    seen = []

    def look() -> list[str]:
        if window.page() is not Page.COLOURS:  # its keys are painted each in a scheme of its own
            seen.append(looking.look_at(window))
        return []

    found = walked(window, look)
    monkeypatch.setitem(SCHEMES, "paper", real["paper"])
    found += [fault for sight in seen for fault in survey.pale(sight)]
    assert found == []
    named = {survey.NAMES.get(one.ground) for sight in seen for one in sight.words}
    assert {"ground", "card", "accent"} <= named, "the tracer was not painted"


@pytest.mark.skipif(not WHOLE, reason="a part of `python3 dev.py audit`")
@pytest.mark.parametrize("mode", list(FACES))
def test_audit_of_a_screen_of_twice_the_dots(audited, monkeypatch, mode) -> None:
    monkeypatch.setattr(Window, "logicalDpiY", lambda _window: 192)
    window = audited(mode, "zh", size=(3840, 2160))
    assert window.look.scale == 2
    assert walked(window, lambda: survey.faults_of(window, "zh", keyboard=False)) == []


def test_audit_walks_every_screen_there_is() -> None:
    assert {page.value for page in Page} <= set(situations.SITUATIONS)


def test_audit_of_the_commands(audited) -> None:
    seen = {command_id for row in standard_frame._TOOLS for command_id in row} | IN_THE_MENU
    seen |= BESIDE_A_MESSAGE | IN_ROWS
    seen |= {"sound-scope", "add-column"}  # that of a work of several parts, and that beside a list opened
    seen |= {"download-failed", "downloaded-folder"}  # beside an answer, by what became of a file
    for mode in FACES:
        window = audited(mode, "zh")

        def look(window=window):
            seen.update(key.command.id for key in looking.visible(window, CommandKey))
            return []

        walked(window, look)
    deeds = [
        Deed(
            command.id,
            tuple(messages(language).text(f"command.{command.id}") for language in LANGUAGES),
            tuple(messages(language).text(f"command.{command.id}.help") for language in LANGUAGES),
            command.shortcuts,
            command.id in seen,
        )
        for command in COMMANDS.values()
    ]
    assert "\n".join(checks.helpless(deeds)) == ""


def test_audit_of_the_catalogues() -> None:
    zh, en = (catalogue.messages(guards.ROOT / "resources" / "i18n" / language) for language in LANGUAGES)
    assert checks.unlike(zh, en) == []
