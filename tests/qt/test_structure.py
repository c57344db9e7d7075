"""The article's structure for screen readers: what stands in it, where, and that an old one is gone."""

from collections.abc import Iterator

import msgspec
import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface

from gxreader.app.interface import Page
from gxreader.han.writing import prepare
from gxreader.i18n.messages import Messages
from gxreader.model.article import (
    Article,
    Cell,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Part,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
)
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.article_tree import Kind, Node, tree_of
from gxreader.qt.window import Window
from tests.parts import small_article
from tests.qt.conftest import Opener, built_of

NEXT = "https://example.org/2.html"


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def everything() -> Article:
    """An article with one of each kind of block."""
    return Article(
        title="荔枝树下",
        source="样刊",
        language="zh",
        blocks=(
            Heading((Run("早晨:\n第一个读者"),)),
            Paragraph((Run("请看"), Run("第二", link=NEXT), Run("页", strong=True, link=NEXT), Run("。"))),
            ListBlock(
                (
                    ListItem((paragraph("一"), ListBlock((ListItem((paragraph("一之一"),)),)))),
                    ListItem((paragraph("二"),)),
                )
            ),
            Quote((paragraph("古人说。"),)),
            Picture("https://example.org/a.png", alt="一棵老树", caption=(Run("村口"),)),
            Picture("https://example.org/b.png", caption=(Run("读书的人"),)),
            Picture("https://example.org/c.png"),
            Table(
                (
                    (Cell((Run("名称"),), header=True), Cell((Run("数目"),), header=True)),
                    (Cell((Run("书"),), header=True), Cell((Run("三本"),))),
                )
            ),
            Paragraph((Run("  "),)),
            Separator(),
            Code("a = 1\nb = 2"),
        ),
    )


def sketch(nodes: tuple[Node, ...]) -> list[object]:
    """Kinds and words, as nested lists."""
    return [
        [f"{node.kind}:{node.text}", *sketch(node.children)] if node.children else f"{node.kind}:{node.text}"
        for node in nodes
    ]


def test_every_kind_of_block_has_its_place_in_the_tree() -> None:
    nodes = tree_of(Units(everything()), 0, Messages("zh"))
    assert sketch(nodes) == [
        "heading:荔枝树下",
        "note:来源：样刊",
        "heading:早晨: 第一个读者",
        ["paragraph:请看第二页。", "link:第二页"],
        ["list:", ["item:一", ["list:", "item:一之一"]], "item:二"],
        ["quote:", "paragraph:古人说。"],
        "picture:一棵老树",
        "caption:村口",
        "picture:读书的人",
        "picture:图片，没有说明",
        [
            "table:",
            ["row:", "column-header:名称", "column-header:数目"],
            ["row:", "row-header:书", "cell:三本"],
        ],
        "separator:",
        "code:a = 1\nb = 2",
    ]
    assert [node.level for node in nodes if node.kind is Kind.HEADING] == [1, 2]


def test_it_is_written_as_the_article_is_shown_and_its_places_stay() -> None:
    units = Units(everything())
    prepare("traditional")
    nodes = tree_of(units, 0, Messages("zh"), "traditional")
    assert "heading:荔枝樹下" in sketch(nodes)
    assert ["paragraph:請看第二頁。", "link:第二頁"] in sketch(nodes)
    plain_places = [node.place for node in tree_of(units, 0, Messages("zh"))]
    assert [node.place for node in nodes] == plain_places


def test_where_an_article_comes_from_is_told_too() -> None:
    article = msgspec.structs.replace(everything(), url="https://news.example.org/a")
    told = sketch(tree_of(Units(article), 0, Messages("zh")))
    assert "note:来历不明的网站：news.example.org，要紧的事请和家人核对" in told


def test_its_places_are_those_of_the_units() -> None:
    article = everything()
    units = Units(article)

    def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
        for node in nodes:
            yield node
            yield from walk(node.children)

    placed = [node for node in walk(tree_of(units, 0, Messages("zh"))) if node.place is not None]
    for node in placed:
        assert node.place is not None
        assert units.text_at(node.place).replace("\n", " ").strip() == node.text.replace("\n", " "), node
    assert {node.place.block for node in placed if node.place} == set(range(len(units)))


def test_a_later_part_begins_with_its_own_units() -> None:
    blocks = (paragraph("甲"), Heading((Run("第二章"),)), paragraph("乙"))
    article = Article(title="书", blocks=blocks, parts=(Part("一", 0, 1), Part("二", 1, 3)))
    nodes = tree_of(Units(article), 1, Messages("zh"))
    assert sketch(nodes) == ["heading:第二章", "paragraph:乙"]
    assert nodes[0].place == Locator(2, 0, 3)


@pytest.fixture
def screen_reader() -> Iterator[None]:
    """Somebody listens, as far as Qt knows."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def document_of(window: Window) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(window.view.viewport())


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def child(interface: QAccessibleInterface, words: str) -> QAccessibleInterface:
    made = [interface.child(number) for number in range(interface.childCount())]
    return next(one for one in made if name(one) == words)


@pytest.mark.usefixtures("screen_reader")
def test_a_screen_reader_meets_a_text_with_the_tree_in_it(open_window: Opener) -> None:
    window = open_window(everything())
    view = QAccessible.queryAccessibleInterface(window.view)
    assert view.role() is QAccessible.Role.EditableText
    assert "请看第二页" in view.textInterface().text(0, view.textInterface().characterCount())
    document = document_of(window)
    assert document.role() is QAccessible.Role.Document
    assert name(document) == "文章"
    heading = child(document, "早晨: 第一个读者")
    assert heading.role() is QAccessible.Role.Heading
    assert heading.attributesInterface().attributeValue(QAccessible.Attribute.Level) == 2
    assert heading.parent() is document
    assert document.indexOfChild(heading) == 2
    assert child(document, "一棵老树").role() is QAccessible.Role.Graphic


@pytest.mark.usefixtures("screen_reader")
def test_a_link_is_pressed_through_the_same_door_as_a_click(open_window: Opener) -> None:
    window = open_window(everything())
    chosen: list[str] = []
    window.view.link_chosen.connect(chosen.append)
    window.view.link_chosen.disconnect(window._follow)
    link = child(document_of(window), "请看第二页。").child(0)
    assert link.role() is QAccessible.Role.Link
    assert link.state().linked
    press = link.actionInterface()
    assert press.actionNames() == [QAccessibleActionInterface.pressAction()]
    press.doAction(QAccessibleActionInterface.pressAction())
    assert chosen == [NEXT]


@pytest.mark.usefixtures("screen_reader")
def test_rectangles_are_where_the_words_are(open_window: Opener) -> None:
    window = open_window(everything())
    document, viewport = document_of(window), window.view.viewport()
    seen = QRect(viewport.mapToGlobal(QPoint(0, 0)), viewport.size())
    paragraph_node = child(document, "请看第二页。")
    link = paragraph_node.child(0)
    rect = paragraph_node.rect()
    assert seen.contains(rect)
    assert rect.contains(link.rect())
    assert link.rect().left() > rect.left()
    place = window.view.place_at(viewport.mapFromGlobal(link.rect().center()))
    assert place is not None
    assert window.view.units[place.block].text == "请看第二页。"
    at = document.childAt(link.rect().center().x(), link.rect().center().y())
    assert at is link
    assert child(document, "来源：样刊").rect().top() > child(document, "荔枝树下").rect().top()
    assert child(document, "一棵老树").rect().height() > 0
    last = child(document, "a = 1\nb = 2")
    assert last.state().offscreen
    window.view.scroll_to(Locator(len(window.view.units) - 1))
    assert not last.state().offscreen
    assert seen.contains(last.rect())


@pytest.mark.usefixtures("screen_reader")
def test_another_article_has_another_tree(open_window: Opener) -> None:
    window = open_window(everything())
    old = child(document_of(window), "荔枝树下")
    QAccessible.uniqueId(old)  # a screen reader has met it
    built_of(window).reader.opening.show(small_article())
    assert not shiboken6.isValid(old)
    assert name(document_of(window).child(0)) == "荔枝树下的图书馆"


@pytest.mark.usefixtures("screen_reader")
def test_another_size_keeps_the_tree_and_moves_the_rectangles(open_window: Opener) -> None:
    window = open_window(everything())
    node = child(document_of(window), "请看第二页。")
    before = node.rect()
    built_of(window).reader.appearance.bigger()
    window.refresh()
    assert shiboken6.isValid(node)
    assert node.isValid()
    assert node.rect() != before
    assert node.rect().height() > before.height()


@pytest.mark.parametrize("mode", ["standard", "elderly"])
@pytest.mark.usefixtures("screen_reader")
def test_whatever_the_keyboard_reaches_has_a_name(open_window: Opener, mode: str) -> None:
    window = open_window(everything(), mode=mode)

    def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
        yield interface
        for number in range(interface.childCount()):
            if (below := interface.child(number)) is not None:
                yield from walk(below)

    for page in Page:
        window.show_page(page)
        reached = [
            interface
            for interface in walk(QAccessible.queryAccessibleInterface(window))
            if interface.state().focusable and not interface.state().invisible
        ]
        assert reached, page
        assert all(name(interface) for interface in reached), (page, reached)


def test_nothing_is_made_where_nobody_asks(open_window: Opener) -> None:
    window = open_window(everything())
    assert window.view._structure._shown is None
    built_of(window).reader.opening.show(small_article())
    assert window.view._structure._shown is None
