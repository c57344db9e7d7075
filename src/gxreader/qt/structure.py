"""Gives a view's article its structure for screen readers, and gives it anew when the article is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent

from gxreader.qt.accessible import answer_for, forget
from gxreader.qt.article_tree import Node, tree_of

if TYPE_CHECKING:
    from gxreader.qt.accessible_article import ArticleInterface
    from gxreader.qt.article_view import ArticleView


class Structure(QObject):
    """The structure of what one view shows; nothing is made before a screen reader asks."""

    def __init__(self, view: ArticleView) -> None:
        """Answer for the view's viewport from now on."""
        super().__init__(view)
        self._view = view
        self._nodes: tuple[Node, ...] = ()
        self._shown: ArticleInterface | None = None
        answer_for(view.viewport(), self._interface)

    def _interface(self) -> ArticleInterface:
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
        forget(viewport)
        self._shown = None
        QAccessible.updateAccessibility(QAccessibleEvent(viewport, QAccessible.Event.ObjectCreated))

    def _tree(self) -> tuple[Node, ...]:
        view = self._view
        if view.messages is None or view.look is None:
            return ()
        return tree_of(view.units, view.part, view.messages, view.look.script, view.below)
