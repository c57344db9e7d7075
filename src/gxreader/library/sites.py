"""The sites the program knows: one description file each, never what a page says of itself."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

import msgspec

from gxreader.resources import path

GOVERNMENT = ".gov.cn"  # given to nobody but Chinese authorities


class Site(msgspec.Struct, frozen=True):
    """One known site. `hosts` stand for all hosts below them, too; `name` is by language."""

    id: str
    kind: str
    home: str
    hosts: tuple[str, ...]
    name: dict[str, str]


@lru_cache(maxsize=1)
def known_sites() -> tuple[Site, ...]:
    """The sites whose descriptions come with the program, by their ids."""
    files = sorted(path("sites").glob("*.toml"))
    return tuple(msgspec.toml.decode(file.read_bytes(), type=Site) for file in files)


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
