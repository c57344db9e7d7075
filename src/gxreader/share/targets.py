"""Where an article can be sent or taken: one description file each, as data.

Descriptions come with the program; an administrator's folder and the reader's own add to them, and one of the
same id takes the place of the one before, or takes it away with `off = true`.
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from gxreader.resources import path

_GAPS = {
    "browser": frozenset({"address", "title", "summary", "picture"}),
    "mail": frozenset({"title", "letter"}),
}
_NAME = re.compile(r"[a-z0-9-]{1,40}")
_FIRST_ICON = "share-2"


class Way(StrEnum):
    """How a target takes an article."""

    BROWSER = "browser"
    MAIL = "mail"
    CODE = "code"
    LINK = "copy-link"
    TEXT = "copy-text"

    @property
    def leaves(self) -> bool:
        """Whether another program of this computer is opened."""
        return self in {Way.BROWSER, Way.MAIL}

    @property
    def needs_address(self) -> bool:
        """Whether there is nothing to send without an address of the web."""
        return self is not Way.TEXT


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One target. `name` is by language; rows stand by `order`.

    `address` is a template with {address}, {title}, {summary}, {picture}, for mail {title}, {letter};
    `longest_title` and `longest_summary` are in characters.
    """

    id: str
    way: Way
    name: dict[str, str]
    address: str = ""
    icon: str = _FIRST_ICON
    order: int = 100
    longest_title: int = 100
    longest_summary: int = 120
    off: bool = False

    def named(self, language: str) -> str:
        """Its name in a language, or else in another."""
        return self.name.get(language) or next(iter(self.name.values()), "")

    @property
    def host(self) -> str:
        """Whose page is opened; empty where none is."""
        return urlsplit(self.address).hostname or "" if self.way is Way.BROWSER else ""


class _Off(msgspec.Struct, frozen=True):
    """What takes a target away needs to say no more."""

    id: str
    off: bool = False


class Unread(msgspec.Struct, frozen=True):
    """A description that was left out: its file, and what is wrong with it, for whoever wrote it."""

    file: Path
    reason: str


def target_folders() -> tuple[Path, ...]:
    """Where descriptions are looked for; those of a later folder go before those of an earlier one."""
    from platformdirs import user_config_path

    shared = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) if os.name == "nt" else Path("/etc")
    reader = user_config_path("gxreader", appauthor=False)
    return (path("share"), reader / "share", shared / "gxreader" / "share")


def known_targets() -> tuple[Target, ...]:
    """The targets there are, in the order in which they are shown."""
    return _read(target_folders())[0]


def unread_targets() -> tuple[Unread, ...]:
    """The descriptions that were left out."""
    return _read(target_folders())[1]


def forget_targets() -> None:
    """Read the descriptions anew at the next question."""
    _read.cache_clear()


@lru_cache(maxsize=4)
def _read(folders: tuple[Path, ...]) -> tuple[tuple[Target, ...], tuple[Unread, ...]]:
    targets: dict[str, Target] = {}
    unread: list[Unread] = []
    for folder in folders:
        for file in sorted(folder.glob("*.toml")):
            try:
                target = read_target(file)
            except (OSError, msgspec.MsgspecError, ValueError) as error:  # told of, on the screen of sharing
                unread.append(Unread(file, str(error)))
            else:
                if isinstance(target, Target):
                    targets[target.id] = target
                else:
                    targets.pop(target, None)
    return tuple(sorted(targets.values(), key=lambda one: (one.order, one.id))), tuple(unread)


def read_target(file: Path) -> Target | str:
    """The target a file describes, or the id of one it takes away.

    Raises OSError, MsgspecError or ValueError where it cannot be understood.
    """
    data = file.read_bytes()
    head = msgspec.toml.decode(data, type=_Off)
    if head.off:
        return head.id
    target = msgspec.toml.decode(data, type=Target)
    wrong = _wrong(target)
    if wrong:
        raise ValueError(wrong)
    if not path("icons", f"{target.icon}.svg").is_file():
        return msgspec.structs.replace(target, icon=_FIRST_ICON)
    return target


def _wrong(target: Target) -> str:
    """What is wrong with a description; empty if nothing is."""
    if not _NAME.fullmatch(target.id) or not _NAME.fullmatch(target.icon) or not any(target.name.values()):
        return "id, icon or name is missing or odd"
    if min(target.longest_title, target.longest_summary) < 1:
        return "a length must be one character or more"
    if not target.way.leaves:
        return "an address is only for the browser or for mail" if target.address else ""
    gaps = set(re.findall(r"\{(\w*)\}", target.address))
    if gaps - _GAPS[target.way.value]:
        return f"unknown gap {{{min(gaps - _GAPS[target.way.value])}}}"
    needed = "address" if target.way is Way.BROWSER else "letter"
    if needed not in gaps:
        return f"the address needs {{{needed}}}"
    if target.way is Way.MAIL:
        return "" if target.address.startswith("mailto:?") else "mail begins with mailto:?"
    parts = urlsplit(target.address)
    plain = parts.scheme == "https" and parts.hostname and not parts.username and "{" not in parts.netloc
    return "" if plain else "not a page that begins with https://"
