"""The menu of the article: large entries for what is selected and for the place that is pointed at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QProxyStyle, QStyle, QStyleOption, QWidget

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.reader import Reader
from gxreader.qt.icons import pixmap
from gxreader.qt.keys import ICON_RATIO
from gxreader.qt.look import DOTS_PER_INCH, Look, look_of

_SELECTED = ("read-selection", "read-here", "lookup", "highlight", "pronounce", "copy", "print-selection")
_POINTED = ("read-here", "lookup", "share")
_SHEET = """
QMenu {{ background: {card}; color: {ink}; border: {border}px solid {edge}; padding: {air}px; }}
QMenu::item {{ padding: {tall}px {wide}px; background: transparent; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::icon {{ padding-left: {wide}px; }}
"""


class _LargeIcons(QProxyStyle):
    """Icons of a menu as large as its words: the style's own are 16 pixels, whatever the font."""

    def __init__(self, side: int) -> None:
        """Make icons `side` pixels wide."""
        super().__init__("fusion")
        self._side = side

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """The size of icons in a menu is ours; everything else is the style's."""
        if metric is QStyle.PixelMetric.PM_SmallIconSize:
            return self._side
        return super().pixelMetric(metric, option, widget)


def make_menu(parent: QWidget, reader: Reader, look: Look) -> QMenu:
    """The menu for the present moment."""
    selected = reader.interface.selection() is not None
    menu = QMenu(parent)
    menu.setObjectName("reading-menu")
    menu.setFont(look.font(look.interface_text))
    side = round(look.interface_text * ICON_RATIO)
    style = _LargeIcons(side)
    style.setParent(menu)
    menu.setStyle(style)
    tall = max(0, (look.px(look.face.key_height) - round(look.interface_text * 1.45)) // 2)
    scheme = look.scheme
    menu.setStyleSheet(
        _SHEET.format(
            card=scheme.card,
            ink=scheme.ink,
            edge=scheme.edge,
            accent=scheme.accent,
            on_accent=scheme.on_accent,
            border=look.px(2),
            air=look.px(6),
            tall=tall,
            wide=look.px(20),
        )
    )
    for command_id in _SELECTED if selected else _POINTED:
        command = COMMANDS[command_id]
        icon = QIcon(pixmap(command.icon, side, scheme.ink, parent.devicePixelRatioF()))
        chosen = pixmap(command.icon, side, scheme.on_accent, parent.devicePixelRatioF())
        icon.addPixmap(chosen, QIcon.Mode.Active)
        action = QAction(icon, command.words(reader).replace("\u200b", ""), menu)
        action.setToolTip(command.help(reader))
        action.triggered.connect(partial(_perform, reader, command_id))
        menu.addAction(action)
    return menu


def _perform(reader: Reader, command_id: str, _checked: bool = False) -> None:
    perform(reader, command_id)


def show_menu(parent: QWidget, reader: Reader, point: QPoint) -> None:
    """Open the menu at a point of the screen; a choice, Esc or a click beside it closes it."""
    look = look_of(reader.appearance, parent.logicalDpiY() / DOTS_PER_INCH, parent.window().width())
    menu = make_menu(parent, reader, look)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(point)
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])
