"""The commands of printing: what stands on the screen for it, each choice going round its values."""

from __future__ import annotations

from collections.abc import Callable

from gxreader.app.command import Command, Group
from gxreader.app.reader import Reader
from gxreader.settings import schema


def _next(setting: schema.Setting[schema.Value], command_id: str) -> Callable[[Reader], None]:
    return lambda reader: reader.printing.next(setting, command_id)


def _columns_label(reader: Reader) -> str:
    plan = reader.printing.plan
    if plan.columns > 1 and not plan.fits_columns:
        return "command.print-columns.too-large"
    return f"command.print-columns.{plan.columns}"


def _selection_label(reader: Reader) -> str:
    only = reader.printing.only_selection
    return "command.print-selection.whole" if only else "command.print-selection"


PRINT = (
    Command(
        id="print",
        icon="printer",
        run=lambda reader: reader.printing.show(),
        group=Group.TAKE,
        shortcuts=("Ctrl+P",),
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="print-paper",
        icon="printer",
        run=lambda reader: reader.interface.print_on_paper(),
        group=Group.TAKE,
        needs_article=True,
    ),
    Command(
        id="save-pdf",
        icon="file-down",
        run=lambda reader: reader.interface.save_pdf(),
        group=Group.TAKE,
        shortcuts=("Ctrl+Shift+P",),
        needs_article=True,
        in_terminal=False,
    ),
    Command(
        id="print-large",
        icon="search",
        run=lambda reader: reader.printing.switch_large(),
        group=Group.TAKE,
        needs_article=True,
        label=lambda reader: (
            "command.print-large.leave" if reader.printing.is_large else "command.print-large"
        ),
    ),
    Command(
        id="print-selection",
        icon="highlighter",
        run=lambda reader: reader.printing.switch_selection(),
        group=Group.TAKE,
        shortcuts=("Alt+Shift+P",),
        needs_article=True,
        label=_selection_label,
    ),
    Command(
        id="print-size",
        icon="a-large-small",
        run=_next(schema.PRINT_TEXT_SIZE, "print-size"),
        group=Group.TAKE,
        label=lambda reader: f"command.print-size.{reader.printing.plan.points}",
    ),
    Command(
        id="print-spacing",
        icon="move-vertical",
        run=_next(schema.PRINT_SPACING, "print-spacing"),
        group=Group.TAKE,
        label=lambda reader: f"command.print-spacing.{reader.printing.plan.spacing}",
    ),
    Command(
        id="print-margins",
        icon="square",
        run=_next(schema.PRINT_MARGINS, "print-margins"),
        group=Group.TAKE,
        label=lambda reader: f"command.print-margins.{reader.printing.plan.margins}",
    ),
    Command(
        id="print-format",
        icon="file-text",
        run=_next(schema.PRINT_PAPER, "print-format"),
        group=Group.TAKE,
        label=lambda reader: f"command.print-format.{reader.printing.plan.paper}",
    ),
    Command(
        id="print-columns",
        icon="newspaper",
        run=_next(schema.PRINT_COLUMNS, "print-columns"),
        group=Group.TAKE,
        label=_columns_label,
    ),
    Command(
        id="print-sides",
        icon="book-a",
        run=_next(schema.PRINT_BOTH_SIDES, "print-sides"),
        group=Group.TAKE,
        label=lambda reader: (
            "command.print-sides.both" if reader.printing.plan.both_sides else "command.print-sides.one"
        ),
    ),
    Command(
        id="print-pictures",
        icon="image",
        run=_next(schema.PRINT_PICTURES, "print-pictures"),
        group=Group.TAKE,
        label=lambda reader: (
            "command.print-pictures.on" if reader.printing.plan.pictures else "command.print-pictures.off"
        ),
    ),
    Command(
        id="print-code",
        icon="qr-code",
        run=_next(schema.PRINT_CODE, "print-code"),
        group=Group.TAKE,
        label=lambda reader: (
            "command.print-code.on" if reader.printing.plan.code else "command.print-code.off"
        ),
    ),
)
