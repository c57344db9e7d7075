"""Gives a view's article its structure for screen readers, and gives it anew when the article is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from gxreader.qt.article_tree import Node, tree_of

if TYPE_CHECKING:
    from gxreader.qt.accessible_article import ArticleInterface
    from gxreader.qt.article_view import ArticleView

_structures: dict[int, Structure] = {}  # by the id of each viewport, as long as that is there


class Structure(QObject):
    """The structure of what one view shows; nothing is made before a screen reader asks."""

    def __init__(self, view: ArticleView) -> None:
        """Answer for the view's viewport from now on."""
        super().__init__(view)
        self._view = view
        self._nodes: tuple[Node, ...] = ()
        self._shown: ArticleInterface | None = None
        key = id(view.viewport())
        if not _structures:
            QAccessible.installFactory(_make)
        _structures[key] = self
        view.viewport().destroyed.connect(lambda: _structures.pop(key, None))
        if QAccessible.isActive():
            self._delete()  # Qt has made one of its own while the view was being built

    def interface(self) -> ArticleInterface:
        """Make the article's interface, as Qt asks for it."""
        from gxreader.qt.accessible_article import ArticleInterface  # only where a screen reader is

        self._nodes = self._tree()
        self._shown = ArticleInterface(self._view, self._nodes)
        return self._shown

    def renew(self) -> None:
        """The view has been laid out: where that changes the structure, the old one is gone."""
        if self._shown is None or self._tree() == self._nodes:
            return
        viewport = self._view.viewport()
        QAccessible.updateAccessibility(QAccessibleEvent(viewport, QAccessible.Event.ObjectDestroyed))
        self._shown.forget()
        self._delete()
        self._shown = None
        QAccessible.updateAccessibility(QAccessibleEvent(viewport, QAccessible.Event.ObjectCreated))

    def _tree(self) -> tuple[Node, ...]:
        view = self._view
        return tree_of(view.units, view.part, view.messages) if view.messages is not None else ()

    def _delete(self) -> None:
        """Qt forgets the viewport's interface, and will ask for another one."""
        interface = QAccessible.queryAccessibleInterface(self._view.viewport())
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))


def _make(_name: str, item: QObject) -> QAccessibleInterface | None:
    """What Qt asks for each thing on the screen: only the viewports of articles are answered for."""
    structure = _structures.get(id(item)) if isinstance(item, QWidget) else None
    return structure.interface() if structure is not None else None
