"""What the known voice pack is made of (resources/voices/kokoro.toml)."""

from __future__ import annotations

from functools import cache

import msgspec

from gxreader.resources import path


class Styles(msgspec.Struct, frozen=True):
    """The package for Node.js that carries the voices, and where they are published otherwise."""

    package: str
    version: str
    sum: str
    address: str


class Network(msgspec.Struct, frozen=True):
    """The model: its SHA-256 as published and as we keep it, and where it comes from.

    `packages` are name, version and SHA-256 of packages for Python that carry its parts, in order.
    """

    published: str
    sum: str
    packages: tuple[tuple[str, str, str], ...]
    address: str


class KnownVoice(msgspec.Struct, frozen=True):
    """A voice: id, name, BCP 47 language, SHA-256, and the decibels that make it as loud as the others."""

    id: str
    name: str
    language: str
    sum: str
    gain: float = 0.0


class Known(msgspec.Struct, frozen=True):
    """A pack the program knows by its sums."""

    id: str
    name: str
    licence: str
    credit: str
    megabytes: int
    model: Network
    styles: Styles
    voices: tuple[KnownVoice, ...]


@cache
def known() -> Known:
    """The pack this version of the program was made for."""
    return msgspec.toml.decode(path("voices", "kokoro.toml").read_bytes(), type=Known)
