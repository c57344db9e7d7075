"""What a page's markup means for scripts and not for readers: taken out, or shown, before it is read."""

from __future__ import annotations

import re

from gxreader.load.markup.element import Element, is_hidden

_MUCH = 0.5  # of the page's letters, dialogs left out: what hides more waits for a script to show it
_DIALOG = re.compile(r"modal|dialog|pop-?up|overlay|cookie|consent|login|drawer|tooltip", re.IGNORECASE)
_LEAST = 100  # characters
_ANCHOR_SIGNS = frozenset({"", "¶", "#", "§", "🔗", "∞"})
_NOT_BLANK = re.compile(r"\S")


def tidy(root: Element) -> None:
    """Show an article that a page hides until its scripts run; take out signs that only link to headings."""
    _reveal(root)
    for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6", "dt"):
        for anchor in list(heading.iter("a")):
            if (anchor.get("href") or "").startswith("#") and _is_sign(anchor):
                anchor.drop_tree()


def _is_sign(anchor: Element) -> bool:
    return len(anchor) == 0 and (anchor.text or "").strip() in _ANCHOR_SIGNS


def _reveal(root: Element) -> None:
    hidden = [
        element for element in root.iter("body", "div", "section", "article", "main") if is_hidden(element)
    ]
    if not hidden:
        return
    dialogs = [element for element in hidden if _is_dialog(element)]
    whole = _letters(root) - sum(map(_letters, dialogs))
    for element in hidden:
        if element in dialogs:
            continue
        held = _letters(element)
        if held >= _LEAST and held > _MUCH * whole:
            element.attrib.pop("style", None)
            element.attrib.pop("hidden", None)


def _is_dialog(element: Element) -> bool:
    return _DIALOG.search(" ".join(element.get(name) or "" for name in ("id", "class", "role"))) is not None


def _letters(element: Element) -> int:
    return len(_NOT_BLANK.findall(element.text_content()))
