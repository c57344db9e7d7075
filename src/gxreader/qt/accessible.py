"""What Qt is answered when a screen reader asks for something that we describe better than Qt does."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_makers: dict[int, Callable[[], QAccessibleInterface]] = {}  # by each widget's address, while it is there


def answer_for(widget: QWidget, make: Callable[[], QAccessibleInterface]) -> None:
    """Describe a widget by what `make` makes, which has to be kept by its maker."""
    if not _makers:
        QAccessible.installFactory(_answer)
    address = shiboken6.getCppPointer(widget)[0]
    _makers[address] = make
    widget.destroyed.connect(lambda: _makers.pop(address, None))
    if QAccessible.isActive():
        forget(widget)  # Qt may have described it already, while it was being built


def describe_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Give a widget another role; all else stays what Qt tells of it."""
    kept: list[QAccessibleInterface] = []

    def make() -> QAccessibleInterface:
        kept[:] = [QAccessibleWidget(widget, role)]
        return kept[0]

    answer_for(widget, make)


def forget(widget: QWidget) -> None:
    """Let Qt forget how a widget was described; it will ask again."""
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget)))


def _answer(_name: str, item: QObject) -> QAccessibleInterface | None:
    make = _makers.get(shiboken6.getCppPointer(item)[0]) if isinstance(item, QWidget) else None
    return make() if make is not None else None
