"""From the model to a document of Qt's, built by us block by block: no HTML, nothing foreign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)

from gxreader.app.around import Below
from gxreader.app.origin import origin_line
from gxreader.han.writing import shown_words
from gxreader.i18n.messages import Messages
from gxreader.model.article import (
    Article,
    Block,
    Cell,
    Code,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
    plain,
    text_run,
)
from gxreader.model.site import Link
from gxreader.model.units import Role, Units
from gxreader.qt.formats import HEAD_LEVEL, Formats
from gxreader.qt.letter_room import LetterRoom
from gxreader.qt.locator import PlaceMap
from gxreader.qt.look import Look
from gxreader.qt.picture_object import PictureObject
from gxreader.qt.pinyin_letters import Syllable
from gxreader.qt.pinyin_text import PinyinOf, PinyinText
from gxreader.qt.run_writer import RunWriter
from gxreader.theme.typography import has_han


class Rendered(msgspec.Struct, frozen=True):
    """What `render` made: where each place stands in the document, the formats, and the pinyin.

    `room` is to be applied once the document has its layout. `above` is the pinyin in the order of the
    document; `wanted` are the texts whose pinyin is not known yet.
    """

    places: PlaceMap
    formats: Formats
    room: LetterRoom
    above: Sequence[Syllable] = ()
    wanted: tuple[str, ...] = ()
    written: Mapping[int, str] = {}


def source_line(article: Article, messages: Messages) -> str:
    """The line under the title: where the article is from, who wrote it, and when."""
    pieces = []
    if article.source:
        pieces.append(messages.text("ui.source", source=article.source))
    if article.author:
        pieces.append(messages.text("ui.author", author=article.author))
    if article.published:
        pieces.append(messages.date(article.published))
    return "\u3000".join(pieces)


MakeObject = Callable[[Formats], PictureObject]
BETWEEN_STEPS = "  ›  "
BETWEEN_LINKS = "\u3000"


def written(article: Article, part: int) -> tuple[object, ...]:
    """All that the document of a part is made from, to tell whether it has to be written anew."""
    if not article.parts:
        blocks = article.blocks
    else:
        blocks = article.blocks[article.parts[part].start : article.parts[part].stop]
    head = (article.url, article.breadcrumb, article.kicker, article.title, article.subtitle, article.source)
    return (blocks, *((head, article.author, article.published, article.warnings) if part == 0 else ()))


class Renderer:
    """Writes one part of an article into a document."""

    def __init__(
        self,
        document: QTextDocument,
        units: Units,
        look: Look,
        messages: Messages,
        *,
        full_width: bool = True,
        pictures: MakeObject | None = None,
        pinyin_of: PinyinOf | None = None,
    ) -> None:
        """Prepare to write the article of `units` into an empty document.

        `pictures` makes what paints the pictures; without it, each is told of in words. `pinyin_of` knows
        pinyin, for a look that wishes for it.
        """
        article = units.article
        chinese = article.language.startswith("zh") or (not article.language and has_han(article.title))
        self._article = article
        self._units = units
        self._messages = messages
        self._formats = Formats(look, chinese=chinese)
        self._pictures = pictures(self._formats) if pictures else None
        self._pinyin = PinyinText(look, pinyin_of) if look.pinyin and pinyin_of else None
        self._writer = RunWriter(units, self._formats, self._pinyin, full_width=full_width and chinese)
        document.setIndentWidth(2 * self._formats.glyph)  # room for a marker at every size, on paper too
        self._cursor = QTextCursor(document)
        self._fresh = True
        self._next = 0

    def render(self, part: int = 0, below: Sequence[Below] = ()) -> Rendered:
        """Write the header, if it belongs to the part, the part's blocks, and what stands under the text."""
        article = self._article
        self._cursor.beginEditBlock()
        start, stop = 0, len(article.blocks)
        if article.parts:
            start, stop = article.parts[part].start, article.parts[part].stop
        if part == 0:
            self._header()
        else:
            units = self._units.of_part(part)
            self._next = units[0].index if units else len(self._units)
        for block in article.blocks[start:stop]:
            self._block(block)
        if below and stop == len(article.blocks):
            self._new_block(self._formats.separator(), self._formats.text(Role.PARAGRAPH))
            for line in below:
                self._links_below(line)
        self._cursor.endEditBlock()
        writer, pinyin = self._writer, self._pinyin
        return Rendered(
            writer.places,
            self._formats,
            writer.room,
            pinyin.above if pinyin else (),
            tuple(pinyin.wanted) if pinyin else (),
            writer.signs,
        )

    def _header(self) -> None:
        article = self._article
        if article.breadcrumb:
            self._breadcrumb(article.breadcrumb)
        for role, text in (
            (Role.KICKER, article.kicker),
            (Role.TITLE, article.title),
            (Role.SUBTITLE, article.subtitle),
        ):
            self._leaf(role, text_run(text))
        line = self._written(source_line(article, self._messages))
        origin = origin_line(article, self._messages)
        if line:
            self._meta(line, self._formats.meta(), ends_head=not article.warnings and not origin)
        if origin:
            self._meta(origin, self._formats.meta(), ends_head=not article.warnings)
        for notice in article.warnings:
            words = self._messages.text(notice.key, **notice.arguments)
            self._new_block(self._formats.notice_block(), self._formats.notice())
            self._cursor.insertText(words, self._formats.notice())

    def _breadcrumb(self, steps: tuple[Link, ...]) -> None:
        """The way from the site's home to the article; each step that has an address leads there."""
        self._new_block(self._formats.meta_block(), self._formats.crumbs())
        for number, step in enumerate(steps):
            if number:
                self._cursor.insertText(BETWEEN_STEPS, self._formats.crumbs())
            self._link(step)

    def _links_below(self, line: Below) -> None:
        """A line under the text; its links are as large as the text, for whoever has read down to them."""
        self._new_block(self._formats.below_block(), self._formats.below())
        self._cursor.insertText(self._messages.text(line.key), self._formats.below())
        for number, link in enumerate(line.links):
            if number:
                self._cursor.insertText(BETWEEN_LINKS, self._formats.below())
            self._link(link, self._formats.below())

    def _link(self, link: Link, letters: QTextCharFormat | None = None) -> None:
        letters = letters or self._formats.crumbs()
        if link.url:
            letters.setForeground(QColor(self._formats.look.scheme.accent))
            letters.setFontUnderline(True)
            letters.setAnchor(True)
            letters.setAnchorHref(link.url)
        self._cursor.insertText(self._written(link.text), letters)

    def _written(self, words: str) -> str:
        """Words of the article that are no unit, in the way of writing that is wished for."""
        return shown_words(self._units, words, self._formats.look.script)

    def _meta(self, text: str, letters: QTextCharFormat, *, ends_head: bool = False) -> None:
        self._new_block(self._formats.meta_block(ends_head=ends_head), letters)
        self._cursor.insertText(text, letters)

    def _new_block(self, block_format: QTextBlockFormat, letters: QTextCharFormat) -> None:
        if self._fresh:
            # A document and a cell begin with an empty block; left so, it would be a stop for screen readers.
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(letters)
            self._fresh = False
        else:
            self._cursor.insertBlock(block_format, letters)

    def _block(self, block: Block, role: Role = Role.PARAGRAPH, depth: int = 0) -> None:
        match block:
            case Heading():
                self._leaf(Role.HEADING, block.runs, level=block.level)
            case Paragraph():
                self._leaf(role, block.runs, depth)
            case ListBlock():
                self._list(block, depth)
            case Quote():
                for child in block.blocks:
                    self._block(child, Role.QUOTE, depth)
            case Picture():
                self._picture(block)
            case Table():
                self._table(block)
            case Code():
                self._leaf(Role.CODE, text_run(block.text))
            case Separator():
                self._new_block(self._formats.separator(), self._formats.text(Role.PARAGRAPH))

    def _leaf(self, role: Role, runs: tuple[Run, ...], depth: int = 0, level: int = 2) -> bool:
        """Write one leaf unit as one block; a leaf without text is nothing. Whether it was written."""
        if not plain(runs).strip():
            return False
        self._new_block(self._formats.block(role, depth=depth, level=level), self._formats.text(role))
        self._writer.write(self._cursor, self._next, role, runs)
        self._next += 1
        return True

    def _picture(self, block: Picture) -> None:
        """A picture above its caption; where none is shown, the words for those who cannot see it."""
        if self._pictures is not None and self._pictures.shows(block):
            letters = self._formats.text(Role.CAPTION)
            self._new_block(self._formats.picture_block(), letters)
            self._pictures.place(self._cursor, block, letters)
            self._leaf(Role.CAPTION, block.caption or text_run(block.alt))
            return
        caption = plain(block.caption).strip()
        words = block.alt.strip() if caption else ""
        key = "ui.picture-of" if words and words != caption else "ui.picture"
        letters = self._formats.text(Role.CAPTION)
        self._new_block(self._formats.block(Role.CAPTION), letters)
        self._cursor.insertText(self._messages.text(key, words=words), letters)
        self._leaf(Role.CAPTION, block.caption or text_run(block.alt))

    def _list(self, block: ListBlock, depth: int) -> None:
        style = QTextListFormat()
        style.setStyle(QTextListFormat.Style.ListDecimal if block.ordered else QTextListFormat.Style.ListDisc)
        style.setIndent(depth + 1)
        if block.ordered:
            style.setStart(block.start)
        made = None
        for item in block.items:
            marked = False
            for child in item.blocks:
                if isinstance(child, Paragraph) and not marked:
                    marked = self._leaf(Role.ITEM, child.runs)
                    if marked and made is None:
                        made = self._cursor.createList(style)
                    elif marked and made is not None:
                        made.add(self._cursor.block())
                else:
                    self._block(child, Role.ITEM, depth + 1)

    def _table(self, table: Table) -> None:
        self._leaf(Role.CAPTION, table.caption)
        cells = tuple(grid_cells(table))
        columns = max((column + cell.columns for _row, column, cell in cells), default=0)
        rows = max((row + cell.rows for row, _column, cell in cells), default=0)
        if not columns:
            return
        if self._fresh:
            self._new_block(self._formats.block(Role.CELL), self._formats.text(Role.CELL))
        grid = self._cursor.insertTable(rows, columns, self._formats.table())
        for row, column, cell in cells:
            if cell.columns > 1 or cell.rows > 1:
                grid.mergeCells(row, column, cell.rows, cell.columns)
            self._cursor = grid.cellAt(row, column).firstCursorPosition()
            self._fresh = True
            strong = tuple(msgspec.structs.replace(run, strong=True) for run in cell.runs)
            runs, level = (strong, HEAD_LEVEL) if cell.header else (cell.runs, 0)
            self._leaf(Role.CELL, runs, level=level)
        self._cursor = grid.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._fresh = True


def grid_cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Every cell in reading order with the row and column where it stands, spans of others considered."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            rows = min(cell.rows, len(table.rows) - row)
            placed = msgspec.structs.replace(cell, rows=max(1, rows), columns=max(1, cell.columns))
            taken.update(
                (row + down, column + right) for down in range(placed.rows) for right in range(placed.columns)
            )
            yield row, column, placed
            column += placed.columns


def render(
    document: QTextDocument,
    units: Units,
    part: int,
    look: Look,
    messages: Messages,
    *,
    full_width: bool = True,
    pictures: MakeObject | None = None,
) -> Rendered:
    """Write one part of an article into an empty document; pictures are painted by what `pictures` makes."""
    renderer = Renderer(document, units, look, messages, full_width=full_width, pictures=pictures)
    rendered = renderer.render(part)
    rendered.room.apply(document)
    return rendered
