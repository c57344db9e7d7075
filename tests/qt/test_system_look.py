"""The computer's contrast and dark setting are followed until colours are chosen; that is said once."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.qt.main import application
from gxreader.qt.system_watch import SystemWatch, wish_of
from gxreader.settings import schema
from gxreader.settings.store import Settings
from gxreader.theme.contrast import ratio
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.system_wish import SystemWish, fitting_scheme
from tests.parts import build_reader
from tests.qt.conftest import built_of


class Contrast(QObject):
    contrastPreferenceChanged = Signal(Qt.ContrastPreference)  # noqa: N815 - Qt's own name
    value = Qt.ContrastPreference.NoPreference

    def contrastPreference(self):
        return self.value


class Hints(QObject):
    """A desktop whose settings the test changes."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815 - Qt's own name
    value = Qt.ColorScheme.Unknown

    def __init__(self):
        super().__init__()
        self.contrast = Contrast(self)

    def accessibility(self):
        return self.contrast

    def colorScheme(self):
        return self.value

    def turn(self, *, dark=None, contrast=None):
        if dark is not None:
            self.value = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
            self.colorSchemeChanged.emit(self.value)
        if contrast is not None:
            levels = Qt.ContrastPreference
            self.contrast.value = levels.HighContrast if contrast else levels.NoPreference
            self.contrast.contrastPreferenceChanged.emit(self.contrast.value)


@pytest.fixture
def hints():
    return Hints()


def watched(open_window, hints):
    window = open_window()
    SystemWatch(hints, window.reader.system_look, window)
    return window


def shown(window) -> str:
    QApplication.processEvents()
    return window.view.look.scheme.id


@pytest.mark.parametrize(
    ("wish", "scheme"),
    [
        (SystemWish(), ""),
        (SystemWish(dark=True), "night"),
        (SystemWish(contrast=True), "white"),
        (SystemWish(contrast=True, dark=True), "white-on-black"),
    ],
)
def test_each_wish_has_colours_that_suit(wish, scheme):
    assert fitting_scheme(wish) == scheme
    if wish.contrast:
        colours = SCHEMES[scheme]
        assert ratio(colours.ink, colours.card) == pytest.approx(21, abs=0.1)


def test_a_change_is_followed_at_once_and_told_while_nothing_was_chosen(open_window, hints):
    window = watched(open_window, hints)
    assert shown(window) == "paper"
    hints.turn(dark=True)
    assert shown(window) == "night"
    assert built_of(window).said[-1].key == "say.system-scheme"
    hints.turn(contrast=True)
    assert shown(window) == "white-on-black"
    hints.turn(dark=False)
    assert shown(window) == "white"
    hints.turn(contrast=False)
    assert shown(window) == "paper"
    assert window.reader.settings.get(schema.SCHEME) == schema.SCHEME.default, "nothing was chosen for them"


def test_ones_own_choice_always_wins_even_if_it_is_the_first_colours(open_window, hints):
    window = watched(open_window, hints)
    hints.turn(dark=True)
    window.reader.appearance.choose_scheme("paper")
    assert shown(window) == "paper"
    said = len(built_of(window).said)
    hints.turn(contrast=True)
    hints.turn(dark=False)
    assert shown(window) == "paper"
    assert len(built_of(window).said) == said


def test_undo_and_reset_lead_back_to_the_computers_colours(open_window, hints):
    window = watched(open_window, hints)
    hints.turn(dark=True)
    window.reader.appearance.next_scheme()
    assert shown(window) != "night"
    perform(window.reader, "undo")
    assert shown(window) == "night"
    window.reader.appearance.choose_scheme("blue")
    window.reader.appearance.reset()
    assert shown(window) == "night"


def test_a_new_profile_begins_with_them_and_says_so_once():
    settings, hints = Settings(None), Hints()
    hints.turn(contrast=True)
    for told in (1, 0):
        built = build_reader(settings)
        watch = SystemWatch(hints, built.reader.system_look, application())
        assert built.reader.appearance.scheme.id == "white"
        built.reader.system_look.tell_once()
        assert [said.key for said in built.said].count("say.system-scheme") == told
        watch.deleteLater()


def test_a_profile_with_colours_of_its_own_says_nothing():
    settings = Settings(None)
    settings.set(schema.SCHEME, "green")
    built = build_reader(settings)
    built.reader.system_look.begin(SystemWish(dark=True, contrast=True))
    built.reader.system_look.tell_once()
    assert built.reader.appearance.scheme.id == "green"
    assert built.said == []


def test_qts_own_hints_are_understood():
    hints = application().styleHints()
    assert wish_of(hints) == SystemWish(
        contrast=hints.accessibility().contrastPreference().name == "HighContrast",
        dark=hints.colorScheme().name == "Dark",
    )
