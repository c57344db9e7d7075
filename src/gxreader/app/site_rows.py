"""What the screen of sites shows: rows that are pressed, and the field above them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from gxreader.i18n.messages import Messages


class Part(StrEnum):
    """The parts of the screen; a page that was looked at stands beside them."""

    SITES = "sites"
    FOLLOWED = "followed"


@dataclass(frozen=True)
class Place:
    """Where one is: a part, or within it a site by its id, or a list by its address."""

    part: Part = Part.SITES
    site: str = ""
    address: str = ""


@dataclass(frozen=True)
class Said:
    """Words by key; those of a key without gaps need no arguments."""

    key: str
    arguments: dict[str, str | int] = field(default_factory=dict)

    def text(self, words: Messages) -> str:
        """The words in a language."""
        return words.text(self.key, **self.arguments)


def name_of(name: str) -> Said:
    """A name as it is."""
    return Said("sites.name", {"name": name})


@dataclass(frozen=True)
class SiteRow:
    """One row: what it says, its icon, what stands beside it, and what a press does."""

    words: Said
    icon: str
    run: Callable[[], None]
    note: Said | None = None
    is_main: bool = False


@dataclass(frozen=True)
class Naming:
    """What the field is for while something gets another name: the present one, and who takes the new one."""

    name: str
    take: Callable[[str], None]
