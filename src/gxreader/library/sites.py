"""The sites the program knows: one description file each, never what a page says of itself.

Descriptions come with the program; an administrator's folder and the reader's own add to them, and one of the
same id takes the place of the one before. A file that cannot be understood is left out and told of.
"""

from __future__ import annotations

import os
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from gxreader.resources import path

GOVERNMENT = ".gov.cn"  # given to nobody but Chinese authorities
_WORDS = "{words}"  # in a search address, where the words belong


class Origin(StrEnum):
    """Who says that a site is what its description says."""

    PROGRAM = "program"
    ADMINISTRATOR = "administrator"
    READER = "reader"


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list of articles that a site keeps. `name` is by language.

    `url` may be relative to the site's home; without one the column is found on the home page by its Chinese
    name.
    """

    name: dict[str, str]
    url: str = ""
    pictures: bool = False


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One known site. `hosts` stand for all hosts below them, too; `name` is by language.

    `search` is an address with `{words}` in it; `counterpart` the home in another language, by language.
    """

    id: str
    kind: str
    home: str
    hosts: tuple[str, ...]
    name: dict[str, str]
    columns: tuple[Column, ...] = ()
    hot_words: tuple[str, ...] = ()
    search: str = ""
    counterpart: dict[str, str] = {}
    origin: Origin = Origin.PROGRAM

    def named(self, language: str) -> str:
        """Its name in a language, or else in another."""
        return name_in(self.name, language) or self.home

    def address_of(self, column: Column) -> str:
        """Where a column stands; empty where that is not known."""
        return urljoin(self.home, column.url) if column.url else ""

    def search_address(self, words: str) -> str:
        """Where the site answers a search; empty where it has none."""
        return self.search.replace(_WORDS, quote(words)) if self.search else ""


class Unread(msgspec.Struct, frozen=True):
    """A description that was left out: its file, and what is wrong with it, for whoever wrote it."""

    file: Path
    reason: str


def name_in(names: dict[str, str], language: str) -> str:
    """A name in a language, or else in whichever there is."""
    return names.get(language) or next(iter(names.values()), "")


def site_folders() -> tuple[tuple[Path, Origin], ...]:
    """Where descriptions are looked for; those of a later folder go before those of an earlier one."""
    from platformdirs import user_config_path

    shared = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) if os.name == "nt" else Path("/etc")
    return (
        (path("sites"), Origin.PROGRAM),
        (shared / "gxreader" / "sites", Origin.ADMINISTRATOR),
        (user_config_path("gxreader", appauthor=False) / "sites", Origin.READER),
    )


def known_sites() -> tuple[Site, ...]:
    """The sites whose descriptions there are, in the order of their folders and files."""
    return _read(site_folders())[0]


def unread_sites() -> tuple[Unread, ...]:
    """The descriptions that were left out."""
    return _read(site_folders())[1]


def forget_sites() -> None:
    """Read the descriptions anew at the next question: one was added or taken away."""
    _read.cache_clear()


@lru_cache(maxsize=4)
def _read(folders: tuple[tuple[Path, Origin], ...]) -> tuple[tuple[Site, ...], tuple[Unread, ...]]:
    sites: dict[str, Site] = {}
    unread: list[Unread] = []
    for folder, origin in folders:
        for file in sorted(folder.glob("*.toml")):
            try:
                site = read_site(file)
            except (OSError, msgspec.MsgspecError, ValueError) as error:  # told of, on the screen of columns
                unread.append(Unread(file, str(error)))
            else:
                sites[site.id] = msgspec.structs.replace(site, origin=origin)
    return tuple(sites.values()), tuple(unread)


def read_site(file: Path) -> Site:
    """The description in a file. Raises OSError, MsgspecError or ValueError where it cannot be understood."""
    return understood(file.read_bytes())


def understood(data: bytes) -> Site:
    """The description in the bytes of a file. Raises MsgspecError or ValueError."""
    site = msgspec.toml.decode(data, type=Site)
    addresses = [site.home, *filter(None, (site.search, *site.counterpart.values()))]
    addresses += [site.address_of(column) for column in site.columns if column.url]
    wrong = [address for address in addresses if not host_of(address)]
    if wrong:
        message = f"not an address of the web: {wrong[0]}"
        raise ValueError(message)
    if not site.hosts or not site.name or not all(column.name for column in site.columns):
        message = "hosts and names are missing"
        raise ValueError(message)
    if site.search and _WORDS not in site.search:
        message = f"the search address needs {_WORDS}"
        raise ValueError(message)
    return site


def host_of(address: str) -> str:
    """The host of a web address in lower case, as the network knows it; empty for anything else."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # such as a bracket that opens no address of a network: it names no host
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:  # a name the network cannot have is shown as it was written
        return host.lower()


def site_of(address: str) -> Site | None:
    """The known site an address belongs to."""
    host = host_of(address)
    for site in known_sites():
        if any(host == known or host.endswith(f".{known}") for known in site.hosts):
            return site
    return None


def is_government(address: str) -> bool:
    """Whether an address is within the domain of Chinese authorities."""
    return f".{host_of(address)}".endswith(GOVERNMENT)
