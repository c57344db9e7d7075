"""The gallery opens the same window as the tests of the window do."""

from tests.qt.conftest import open_window, qapp_cls, quick_hands

__all__ = ("open_window", "qapp_cls", "quick_hands")
