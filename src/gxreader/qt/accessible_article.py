"""The article as screen readers meet it: headings, paragraphs, lists, links, pictures, tables as a tree.

Qt shows the text of a view flat. Here its viewport gets a tree of interfaces, while the view itself stays
a text with a caret. Qt keeps an interface until it is told to delete it, and Python must keep it as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget

from gxreader.qt.article_geometry import Geometry
from gxreader.qt.article_tree import Kind, Node

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView

_Role = QAccessible.Role
_ROLES = {
    Kind.HEADING: _Role.Heading,
    Kind.PARAGRAPH: _Role.Paragraph,
    Kind.LIST: _Role.List,
    Kind.ITEM: _Role.ListItem,
    Kind.QUOTE: _Role.BlockQuote,
    Kind.PICTURE: _Role.Graphic,
    Kind.TABLE: _Role.Table,
    Kind.ROW: _Role.Row,
    Kind.CELL: _Role.Cell,
    Kind.COLUMN_HEADER: _Role.ColumnHeader,
    Kind.ROW_HEADER: _Role.RowHeader,
    Kind.CAPTION: _Role.StaticText,
    Kind.CODE: _Role.StaticText,
    Kind.NOTE: _Role.StaticText,
    Kind.LINK: _Role.Link,
    Kind.FORMULA: _Role.Equation,
    Kind.SEPARATOR: _Role.Separator,
}


def _pointer(face: object | None) -> int:
    """What Qt is to find at the end of a cast: the C++ object, or nothing; anything else ends the program."""
    address = shiboken6.getCppPointer(face)[0] if face is not None else 0  # type: ignore[arg-type]  # the stub knows no object
    return shiboken6.VoidPtr(address)  # type: ignore[return-value]  # the stub says int


class _Level(QAccessibleAttributesInterface):
    """Tells the level of a heading."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """The level alone."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> int | None:
        """The level: 1 is the highest."""
        return self._level if key is QAccessible.Attribute.Level else None


class _Press(QAccessibleActionInterface):
    """Opens a link."""

    def __init__(self, article: ArticleInterface, link: str) -> None:
        super().__init__()
        self._article = article
        self._link = link

    def actionNames(self) -> list[str]:
        """To press it, and nothing else."""
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, name: str) -> None:
        """Open it through the same door as a click."""
        if name == QAccessibleActionInterface.pressAction():
            self._article.view.link_chosen.emit(self._link)

    def keyBindingsForAction(self, _name: str) -> list[str]:
        """No key of its own."""
        return []


class NodeInterface(QAccessibleInterface):
    """One node of the tree; its children are made when somebody asks for them."""

    def __init__(
        self, article: ArticleInterface, parent: ArticleInterface | NodeInterface, node: Node
    ) -> None:
        """Stand for a node within another one."""
        super().__init__()
        self.node = node
        self._article = article
        self._parent = parent
        self._children = Children(article, self, node.children)
        self._level = _Level(node.level) if node.level else None
        self._press = _Press(article, node.link) if node.link else None

    def isValid(self) -> bool:
        """Whether its article is still shown."""
        return self._article.is_shown

    def object(self) -> QObject | None:  # type: ignore[override]  # the stub forgets that there may be none
        """No object of Qt's stands behind it."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]  # likewise
        """The window it is seen in."""
        return self._article.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """What it stands in."""
        return self._parent

    def childCount(self) -> int:
        """How many nodes stand in it."""
        return len(self._children)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # likewise
        """One of them."""
        return self._children.child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Which one it is."""
        return self._children.index(child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # likewise
        """The one at a point of the screen."""
        return self._children.at(QPoint(x, y))

    def rect(self) -> QRect:
        """Where it stands on the screen, or would if it were scrolled into sight."""
        return self._article.geometry.rect(self.node)

    def role(self) -> QAccessible.Role:
        """What it is."""
        return _ROLES[self.node.kind]

    def state(self) -> QAccessible.State:
        """Read-only, and whether it is in sight."""
        state = QAccessible.State()
        state.readOnly = True
        state.multiLine = self.node.kind in {Kind.PARAGRAPH, Kind.CODE}
        if self._press is not None:
            state.linked = state.focusable = True
        if not self._article.geometry.is_in_sight(self.node):
            state.offscreen = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Its words; of a link, where it leads to."""
        if kind is QAccessible.Text.Name:
            return self.node.text
        if kind is QAccessible.Text.Description and self.node.link:
            return self.node.link
        return ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """An article is not written in."""

    def interface_cast(self, wanted: QAccessible.InterfaceType) -> int:
        """A heading tells its level, a link can be pressed."""
        if wanted is QAccessible.InterfaceType.AttributesInterface:
            return _pointer(self._level)
        if wanted is QAccessible.InterfaceType.ActionInterface:
            return _pointer(self._press)
        return _pointer(None)


class Children:
    """The interfaces of some nodes, made on demand and kept."""

    def __init__(
        self, article: ArticleInterface, parent: ArticleInterface | NodeInterface, nodes: tuple[Node, ...]
    ) -> None:
        """Stand for these nodes."""
        self._article = article
        self._parent = parent
        self._nodes = nodes
        self._made: dict[int, NodeInterface] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._nodes)

    def child(self, index: int) -> NodeInterface | None:
        """One of them; None beyond the end."""
        if not 0 <= index < len(self._nodes):
            return None
        if index not in self._made:
            self._made[index] = NodeInterface(self._article, self._parent, self._nodes[index])
            self._article.note(self._made[index])
        return self._made[index]

    def index(self, child: QAccessibleInterface) -> int:
        """Which one it is; -1 for none."""
        return next((index for index, made in self._made.items() if made is child), -1)

    def at(self, point: QPoint) -> QAccessibleInterface | None:
        """The one at a point of the screen, or what stands deepest within it."""
        child = self.child(self._article.geometry.find(self._nodes, point))
        return (child.childAt(point.x(), point.y()) or child) if child is not None else None


class ArticleInterface(QAccessibleWidget):
    """The viewport of the article view: the document in which the nodes stand."""

    def __init__(self, view: ArticleView, nodes: tuple[Node, ...]) -> None:
        """Stand for what the view shows at this moment; another article has another interface."""
        super().__init__(view.viewport(), QAccessible.Role.Document)
        self.view = view
        self.is_shown = True
        self.geometry = Geometry(view)
        self._made: list[NodeInterface] = []
        self._children = Children(self, self, nodes)

    def note(self, made: NodeInterface) -> None:
        """Keep every interface that was handed out, to delete it with the tree."""
        self._made.append(made)

    def text(self, kind: QAccessible.Text) -> str:
        """The name of the view, in the language of the moment."""
        return self.view.accessibleName() if kind is QAccessible.Text.Name else ""

    def childCount(self) -> int:
        """How many nodes there are at the top."""
        return len(self._children)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # may be none
        """One of them."""
        return self._children.child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Which one it is."""
        return self._children.index(child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # may be none
        """The node at a point of the screen."""
        return self._children.at(QPoint(x, y))

    def forget(self) -> None:
        """The tree is an old one: Qt lets go of its nodes."""
        self.is_shown = False
        for made in self._made:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))
        self._made.clear()
