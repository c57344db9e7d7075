"""The palette and style sheet of a look: the few things that are not painted by our own keys."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from gxreader.qt.look import Look

_SHEET = """
QWidget {{ background: {ground}; color: {ink}; }}
QTextEdit {{ background: transparent; color: {ink}; selection-background-color: {accent};
    selection-color: {on_accent}; }}
QLabel, QScrollArea, QScrollArea > QWidget > QWidget, QTextEdit > QWidget {{ background: transparent; }}
QLineEdit {{
    background: {card}; color: {ink}; border: {border}px solid {edge}; border-radius: {radius}px;
    placeholder-text-color: {secondary}; padding: 0 {padding}px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit:focus {{ border: {focus}px solid {accent}; }}
#help-text {{ border: {focus}px solid transparent; border-radius: {radius}px; }}
#help-text:focus {{ border: {focus}px solid {accent}; }}
QToolTip {{ background: {card}; color: {ink}; border: 1px solid {edge}; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
SideList QScrollBar:vertical {{ width: {slim_bar}px; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: {half_bar}px; min-height: {handle}px; }}
SideList QScrollBar::handle:vertical {{ border-radius: {slim_half}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def style_sheet(look: Look) -> str:
    """The style sheet of the whole window."""
    scheme = look.scheme
    bar = look.px(24 if look.elderly else 12)
    return _SHEET.format(
        ground=scheme.ground,
        card=scheme.card,
        ink=scheme.ink,
        secondary=scheme.secondary,
        edge=scheme.edge,
        accent=scheme.accent,
        on_accent=scheme.on_accent,
        border=look.px(2),
        focus=look.px(3),
        radius=look.px(look.face.key_radius),
        padding=look.px(look.face.gap + 8),
        bar=bar,
        slim_bar=look.px(8),
        slim_half=look.px(4),
        half_bar=bar // 2,
        handle=look.px(72 if look.elderly else 40),
    )


def palette(look: Look) -> QPalette:
    """The palette, for what the style sheet does not reach (dialogs of the system, selections)."""
    scheme = look.scheme
    roles = QPalette.ColorRole
    colours = {
        roles.Window: scheme.ground,
        roles.WindowText: scheme.ink,
        roles.Base: scheme.card,
        roles.AlternateBase: scheme.soft,
        roles.Text: scheme.ink,
        roles.Button: scheme.card,
        roles.ButtonText: scheme.ink,
        roles.Highlight: scheme.accent,
        roles.HighlightedText: scheme.on_accent,
        roles.PlaceholderText: scheme.secondary,
        roles.Link: scheme.accent,
        roles.ToolTipBase: scheme.card,
        roles.ToolTipText: scheme.ink,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    return result
