"""Every place of the model stands where the document says, beyond the basic plane, too."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from gxreader.i18n.messages import messages
from gxreader.model.article import (
    Article,
    Cell,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
)
from gxreader.model.locator import Locator
from gxreader.model.units import Role, Units
from gxreader.qt.formats import Formats
from gxreader.qt.look import Look
from gxreader.qt.main import application
from gxreader.qt.render import Rendered, render
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import ELDERLY

TEXT = st.text(alphabet=string.ascii_letters + " ,.!?桂港春江𠮷𡃁😀。，\n", min_size=0, max_size=12)
RUN = st.builds(
    Run,
    text=TEXT,
    strong=st.booleans(),
    emphasis=st.booleans(),
    link=st.sampled_from(["", "https://example.org/"]),
    ruby=st.sampled_from(["", "guì"]),
)
RUNS = st.lists(RUN, max_size=3).map(tuple)
LEAF = st.one_of(
    st.builds(Paragraph, RUNS),
    st.builds(Heading, RUNS, st.integers(1, 6)),
    st.builds(Code, TEXT),
    st.builds(Picture, st.just("https://example.org/a.png"), TEXT, RUNS),
    st.just(Separator()),
    st.builds(
        Table,
        st.lists(
            st.lists(
                st.builds(Cell, RUNS, st.booleans(), st.integers(1, 3), st.integers(1, 3)),
                min_size=1,
                max_size=3,
            ).map(tuple),
            min_size=1,
            max_size=3,
        ).map(tuple),
        RUNS,
    ),
)
BLOCK = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(Quote, st.lists(inner, max_size=3).map(tuple)),
        st.builds(
            ListBlock,
            st.lists(st.builds(ListItem, st.lists(inner, max_size=2).map(tuple)), max_size=3).map(tuple),
            st.booleans(),
        ),
    ),
    max_leaves=6,
)
ARTICLE = st.builds(
    Article,
    kicker=TEXT,
    title=TEXT,
    subtitle=TEXT,
    source=st.sampled_from(["", "样刊"]),
    language=st.sampled_from(["zh", "en", ""]),
    blocks=st.lists(BLOCK, max_size=5).map(tuple),
)


def rendered(article: Article, *, full_width: bool) -> tuple[QTextDocument, Units, Rendered]:
    application()
    document, units = QTextDocument(), Units(article)
    look = Look(SCHEMES["paper"], ELDERLY, 30)
    return document, units, render(document, units, 0, look, messages("zh"), full_width=full_width)


def shown(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2028", "\n")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLE)
def test_the_document_shows_every_unit_at_its_place(article: Article) -> None:
    document, units, result = rendered(article, full_width=False)
    for unit in units.all:
        start, end = result.places.span(Locator(unit.index, 0, len(unit.text)))
        text = shown(document, start, end)
        for run in unit.runs:
            if run.ruby:
                text = text.replace(f"({run.ruby})", "")
        assert text == unit.text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLE, st.data())
def test_a_place_survives_the_way_to_the_document_and_back(article: Article, data: st.DataObject) -> None:
    _document, units, result = rendered(article, full_width=True)
    if not len(units):
        return
    unit = data.draw(st.sampled_from(units.all))
    offset = data.draw(st.integers(0, len(unit.text) - 1))
    position = result.places.position(unit.index, offset)
    assert result.places.place(position) == Locator(unit.index, offset, offset)


def test_each_character_beyond_the_basic_plane_counts_once() -> None:
    article = Article(title="𠮷祥", blocks=(Paragraph((Run("甲𠮷"), Run("乙𠮷丙", strong=True))),))
    document, _units, result = rendered(article, full_width=False)
    assert [shown(document, *result.places.span(Locator(1, place, place + 1))) for place in range(5)] == list(
        "甲𠮷乙𠮷丙"
    )


def test_nothing_foreign_becomes_markup() -> None:
    nasty = "<img src='file:///etc/hostname'><b>bold</b> &amp;"
    article = Article(title=nasty, source=nasty, blocks=(Paragraph((Run(nasty),)),))
    document, _units, _result = rendered(article, full_width=False)
    assert document.toPlainText().count(nasty) == 3


def test_a_changed_format_changes_no_other() -> None:
    application()
    formats = Formats(Look(SCHEMES["paper"], ELDERLY, 30), chinese=True)
    letters, block = formats.text(Role.PARAGRAPH), formats.block(Role.PARAGRAPH)
    letters.setFontUnderline(True)
    block.setTextIndent(99)
    assert not formats.text(Role.PARAGRAPH).fontUnderline()
    assert formats.block(Role.PARAGRAPH).textIndent() == 2 * formats.glyph
    assert formats.block(Role.PARAGRAPH, depth=2).leftMargin() > formats.block(Role.PARAGRAPH).leftMargin()
    assert formats.block(Role.HEADING, level=3).headingLevel() == 3


def test_a_heading_of_two_lines_is_one_block() -> None:
    article = Article(blocks=(Heading((Run("春之现场:\n在街头"),)),))
    document, _units, _result = rendered(article, full_width=False)
    assert document.blockCount() == 1
    assert document.firstBlock().blockFormat().headingLevel() == 2


def test_a_part_that_was_not_rendered_has_no_places() -> None:
    _document, _units, result = rendered(Article(title="一"), full_width=False)
    with pytest.raises(KeyError):
        result.places.span(Locator(7))
