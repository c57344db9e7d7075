"""The reader's own descriptions of sites: written, changed and taken away, each file whole or not at all."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import msgspec

from gxreader.errors import OutputError, UsageError
from gxreader.library.sites import Column, Site, forget_sites, host_of, read_site, site_folders, understood
from gxreader.settings.store import replace_file

MOST_COLUMNS = 200  # of one site
_LONGEST_NAME = 60  # code points
_ID = re.compile(r"[^a-z0-9]+")


def own_folder() -> Path:
    """Where the reader's own descriptions are."""
    return site_folders()[-1][0]


def own_site(site_id: str) -> Site | None:
    """The reader's own description of this id."""
    return next((site for file, site in _own_files() if site.id == site_id), None)


def own_sites() -> tuple[Site, ...]:
    """The reader's own descriptions; those that cannot be understood are left out."""
    return tuple(site for _file, site in _own_files())


def save_site(site: Site) -> None:
    """Keep a description, instead of the reader's own of the same id. Raises UsageError, OutputError."""
    site = cleaned(site)
    file = next((file for file, own in _own_files() if own.id == site.id), own_folder() / f"{site.id}.toml")
    data = written(site).encode()
    try:
        understood(data)  # what could not be read again does not take the place of what can
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(file, data)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise OutputError("sites.not-written", name=file.name) from error
    finally:
        forget_sites()


def remove_site(site_id: str) -> Site:
    """Take one of the reader's own descriptions away; `save_site` brings it back. Raises both errors."""
    for file, site in _own_files():
        if site.id == site_id:
            try:
                file.unlink()
            except OSError as error:
                raise OutputError("sites.not-written", name=file.name) from error
            finally:
                forget_sites()
            return site
    raise UsageError("sites.not-own", name=site_id)


def cleaned(site: Site) -> Site:
    """The same with names in one line, each column once. Raises UsageError for what cannot be kept."""
    names = {language: _one_line(name) for language, name in site.name.items() if _one_line(name)}
    if not names:
        raise UsageError("sites.no-name")
    if not host_of(site.home):
        raise UsageError("sites.no-address")
    columns: dict[str, Column] = {}
    for column in site.columns:
        named = {language: _one_line(name) for language, name in column.name.items() if _one_line(name)}
        if named:
            address = site.address_of(column) or next(iter(named.values()))
            columns.setdefault(address, msgspec.structs.replace(column, name=named))
    if len(columns) > MOST_COLUMNS:
        raise UsageError("sites.too-many-columns", most=MOST_COLUMNS)
    return msgspec.structs.replace(site, name=names, columns=tuple(columns.values()))


def new_id(host: str) -> str:
    """An id for a site of a host that no description of the reader has."""
    stem = "own-" + (_ID.sub("-", host.lower()).strip("-") or "site")
    taken = {site.id for site in own_sites()} | {file.stem for file in own_folder().glob("*.toml")}
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if name not in taken)


def written(site: Site) -> str:
    """A description as TOML."""
    lines = [
        f"id = {_text(site.id)}",
        f"kind = {_text(site.kind)}",
        f"home = {_text(site.home)}",
        f"hosts = {_texts(site.hosts)}",
        f"name = {_table(site.name)}",
    ]
    if site.hot_words:
        lines.append(f"hot_words = {_texts(site.hot_words)}")
    if site.search:
        lines.append(f"search = {_text(site.search)}")
    if site.counterpart:
        lines.append(f"counterpart = {_table(site.counterpart)}")
    for column in site.columns:
        lines += ["", "[[columns]]", f"name = {_table(column.name)}"]
        lines += [f"url = {_text(column.url)}"] if column.url else []
        lines += ["pictures = true"] if column.pictures else []
    return "\n".join(lines) + "\n"


def _own_files() -> list[tuple[Path, Site]]:
    found = []
    for file in sorted(own_folder().glob("*.toml")):
        with contextlib.suppress(
            OSError, ValueError, msgspec.MsgspecError
        ):  # told of on the screen of columns
            found.append((file, read_site(file)))
    return found


def _one_line(text: str) -> str:
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(plain.split())[:_LONGEST_NAME]


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are among TOML's, and what JSON leaves as it is TOML takes so too."""
    plain = text.encode("utf-8", "replace").decode().replace("\x7f", " ")
    return msgspec.json.encode(plain).decode()


def _texts(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _table(texts: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{_text(key)} = {_text(value)}" for key, value in texts.items()) + " }"
