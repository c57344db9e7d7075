"""Which way of typing Chinese Qt is asked for: it has a part for IBus alone, which fcitx5 serves too."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

_ASKED = "QT_IM_MODULE"
_PLUGIN = "lib{}platforminputcontextplugin.so"
_SPEAKS_IBUS = frozenset({"fcitx", "fcitx5"})


def choose_input_method(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Ask for IBus where fcitx is wished and Qt has no part for it; `plugins` is Qt's folder of plugins.

    Without this, a desktop set up for fcitx5 could type Latin letters alone, and nothing would say why.
    """
    wished = environment.get(_ASKED, "")
    if wished not in _SPEAKS_IBUS:
        return
    folder = plugins / "platforminputcontexts"
    own = any((folder / _PLUGIN.format(name)).exists() for name in (wished, f"{wished}5"))
    if not own and (folder / _PLUGIN.format("ibus")).exists():
        environment[_ASKED] = "ibus"
        # Qt looks for IBus itself otherwise, and says nothing where only fcitx5 is installed.
        environment.setdefault("IBUS_USE_PORTAL", "1")
