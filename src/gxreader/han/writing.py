"""The ways of writing a reader may wish for, and a text in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from gxreader.han.shown import Shown
from gxreader.han.tables import chain, rows
from gxreader.model.units import Units
from gxreader.theme.typography import has_han

AS_WRITTEN, SIMPLIFIED = "as-written", "simplified"
TRADITIONAL = ("traditional", "hong-kong", "taiwan")
SCRIPTS = (AS_WRITTEN, SIMPLIFIED, *TRADITIONAL)
# OpenCC's configuration for a text in simplified, and for one in traditional characters.
_CHAINS = {
    SIMPLIFIED: ("t2s", "t2s"),
    "traditional": ("s2t", ""),
    "hong-kong": ("s2hkp", "t2hk"),
    "taiwan": ("s2twp", "t2tw"),
}
_KEPT_TEXTS = 4096  # converted and kept: a long part, shown again and again
_WORDINGS = ("tw2sp", "hk2sp")
_LANGUAGES = frozenset({"", "zh", "yue", "en"})  # of articles; hanzi of Japanese stay as they are
_BEGINNING = 60  # units of an article that tell how it is written
_prepared: set[str] = set()


def prepare(script: str) -> None:
    """Load all that `shown` needs for a way of writing: some tenths of a second, best on another thread."""
    for name in _CHAINS.get(script, ()):
        if name:
            chain(name)
    if script != AS_WRITTEN:
        is_traditional("")
    _prepared.add(script)


def is_prepared(script: str) -> bool:
    """Whether `shown` answers at once."""
    return script in _prepared or script == AS_WRITTEN


@lru_cache(maxsize=_KEPT_TEXTS)
def shown(text: str, script: str, *, traditional: bool = False) -> Shown:
    """A text in a way of writing; `traditional` says how it is written where it does not tell itself."""
    if script == AS_WRITTEN or not has_han(text):
        return Shown(text)
    own = is_traditional(text)
    name = _CHAINS[script][traditional if own is None else own]
    return chain(name).convert(text) if name else Shown(text)


def shown_unit(units: Units, number: int, script: str) -> Shown:
    """A unit of an article in a way of writing; what is not Chinese stays as it is."""
    text = units[number].text
    if script == AS_WRITTEN or units.article.language.partition("-")[0] not in _LANGUAGES:
        return Shown(text)
    return shown(text, script, traditional=article_is_traditional(units))


def shown_words(units: Units, words: str, script: str) -> str:
    """Other words of an article, such as its source, in a way of writing."""
    if script == AS_WRITTEN or units.article.language.partition("-")[0] not in _LANGUAGES:
        return words
    return shown(words, script, traditional=article_is_traditional(units)).text


@lru_cache(maxsize=4)
def article_is_traditional(units: Units) -> bool:
    """Whether an article is written in traditional characters: as it says itself, or as it begins."""
    tags = set(units.article.language.lower().split("-")[1:])
    if tags & {"hant", "hk", "tw", "mo"}:
        return True
    if tags & {"hans", "cn", "sg"}:
        return False
    return bool(is_traditional("".join(unit.text for unit in units.all[:_BEGINNING])))


def is_traditional(text: str) -> bool | None:
    """Whether most telling characters are traditional; None where none tells."""
    simplified, traditional = _telling()
    balance = sum((sign in traditional) - (sign in simplified) for sign in text)
    return None if balance == 0 else balance > 0


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that are only written in one of the two ways."""
    found = [
        frozenset(written for written, instead in rows(name) if written not in instead)
        for name in ("STCharacters.txt", "TSCharacters.txt")
    ]
    return found[0] - found[1], found[1] - found[0]


@cache
def _folding() -> dict[int, str]:
    return {
        ord(written): instead.partition(" ")[0]
        for written, instead in rows("TSCharacters.txt")
        if len(written) == len(instead.partition(" ")[0]) == 1
    }


def folded(text: str) -> str:
    """A text for comparing, in which both ways of writing are one; as long as it was."""
    return text.translate(_folding())


def mainland_words(text: str) -> Iterator[str]:
    """What words of Taiwan and Hong Kong are on the mainland: what an article may have that is shown so."""
    for name in _WORDINGS if has_han(text) else ():
        words = chain(name).convert(text).text
        if words != text:
            yield words
