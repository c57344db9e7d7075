"""What stands in the lists beside the article: its outline, its site's columns, and tools."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.reader import Reader
from gxreader.han.writing import shown_unit, shown_words
from gxreader.model.article import Block, Heading
from gxreader.model.locator import Locator
from gxreader.model.site import Link
from gxreader.model.units import Unit, Units
from gxreader.qt.side_list import Row, Section
from gxreader.theme.typography import full_width_punctuation

MOST_ROWS = 150  # each row is a key of its own, and thousands would keep the window busy
_HOPELESS = 20_000  # headings: going through them would take longer than a window may wait
_LOWEST_LEVEL = 6
_COLUMN_ICONS = ("newspaper", "file-text", "landmark", "messages-square", "chart-column", "globe", "mountain")


def left_sections(reader: Reader, go_to: Callable[[Locator], None]) -> list[Section]:
    """The outline, the files that come with the article, the columns of the site, and related columns."""
    article = reader.session.article
    if article is None:
        return []
    words, units, script = reader.appearance.messages, reader.session.units, reader.appearance.script
    headings = tuple(
        Row(
            "file-text",
            heading_words(units, unit, script),
            partial(go_to, Locator(unit.index)),
        )
        for unit in listed(units)
    )
    columns = tuple(
        _link_row(reader, link, _COLUMN_ICONS[number % len(_COLUMN_ICONS)])
        for number, link in enumerate(article.navigation[:MOST_ROWS])
    )
    related = tuple(_link_row(reader, link, "library") for link in article.related[:MOST_ROWS])
    files = tuple(
        Row("download", item.name, partial(_show_file, reader, item.address))
        for item in reader.downloads.items[:MOST_ROWS]
        if item.is_here
    )
    return [
        Section(words.text("ui.outline"), headings),
        Section(words.text("ui.files"), files),
        Section(words.text("ui.columns"), columns),
        Section(words.text("ui.related"), related),
    ]


def _show_file(reader: Reader, address: str) -> None:
    reader.downloads.choose(address)
    perform(reader, "downloads")


def heading_words(units: Units, unit: Unit, script: str) -> str:
    """A heading on one line, in a way of writing."""
    shown = full_width_punctuation(shown_unit(units, unit.index, script).text)
    return shown.replace("：\n", "：").replace("\n", " ")


def listed(units: Units) -> tuple[Unit, ...]:
    """The headings that are listed: of a very long outline, only its higher levels, and never too many."""
    headings = units.outline
    blocks = units.article.blocks
    for level in range(_LOWEST_LEVEL, 0, -1):
        if len(headings) <= MOST_ROWS or len(headings) > _HOPELESS:
            break
        higher = tuple(unit for unit in headings if _level(blocks[unit.top]) < level)
        headings = higher or headings
    return headings[:MOST_ROWS]


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else _LOWEST_LEVEL


def _link_row(reader: Reader, link: Link, icon: str) -> Row:
    article = reader.session.article
    present = article is not None and link.text == article.column
    name = shown_words(reader.session.units, link.text, reader.appearance.script)
    return Row(icon, name, partial(open_link, reader, link), present)


def open_link(reader: Reader, link: Link) -> None:
    """Open a link of the page, or say that it came without an address (pasted text carries none)."""
    if link.url:
        reader.opening.follow(link.url)
    else:
        reader.announcements.say("say.no-address", name=link.text)


def tool_rows(reader: Reader, command_ids: tuple[str, ...]) -> tuple[Row, ...]:
    """Rows that perform commands."""
    commands = [COMMANDS[command_id] for command_id in command_ids]
    return tuple(
        Row(command.icon, command.words(reader), partial(perform, reader, command.id)) for command in commands
    )
