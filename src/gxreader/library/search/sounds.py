"""How hanzi sound, for queries in pinyin: whole syllables or their first letters, without tones."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache

from gxreader.library.search.folding import fold, is_han

# Hanzi with two readings of everyday use: both are found. Of all others the first one counts.
_TWO_READINGS = frozenset(
    "重行长乐都还觉数种曾朝传单弹当得地干更好和会间将教解角尽卷空累量露落没难宁铺强切曲省盛似宿调发藏差车冲"
    "处大斗度恶坊分缝服冈供冠号横哄华划晃几济假降结禁劲据看壳可了笼绿率蒙模泊奇纤茄区任塞扫色散煞扇少舍什"
    "石识说参提帖通同吐系吓相校血压要叶应与载扎炸涨着折只中转幢琢作"
)
_CONTEXT = 2  # hanzi on either side of one that is read in another way


@cache
def _readings() -> dict[int, str]:
    """Pinyin with tones by hanzi, of pypinyin's table alone: its dictionary of words is slow to load.

    Empty where pypinyin is not there: then nothing is found by its sound.
    """
    package = importlib.util.find_spec("pypinyin")
    if package is None:
        return {}
    found = importlib.machinery.PathFinder.find_spec(
        "pypinyin.pinyin_dict", package.submodule_search_locations
    )
    if found is None or found.loader is None:
        return {}
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return dict(module.pinyin_dict)


@cache
def readings(character: str) -> tuple[str, ...]:
    """The everyday readings of a hanzi without tones, ü as v; none for anything else."""
    given = _readings().get(ord(character), "").split(",")
    plain = dict.fromkeys(_plain(one) for one in given if one)
    return tuple(plain)[: 2 if character in _TWO_READINGS else 1]


def _plain(syllable: str) -> str:
    return fold(syllable.translate(str.maketrans("üǖǘǚǜ", "vvvvv"))).replace("ê", "e")


@cache
def syllables() -> frozenset[str]:
    """Every syllable there is."""
    return frozenset(_plain(one) for given in _readings().values() for one in given.split(",") if one)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:length] for one in syllables() for length in range(1, len(one) + 1))


def is_available() -> bool:
    """Whether sounds are known here."""
    return bool(_readings())


def sound_rows(text: str) -> Iterator[tuple[str, ...]]:
    """The syllables of each run of hanzi of a folded text, and of the places that may be read otherwise."""
    run: list[str] = []
    for character in (*text, "\n"):
        if is_han(character) and readings(character):
            run.append(character)
            continue
        if run:
            yield from _of_run(run)
        run = []


def _of_run(run: list[str]) -> Iterator[tuple[str, ...]]:
    first = [readings(character)[0] for character in run]
    yield tuple(first)
    for place, character in enumerate(run):
        for other in readings(character)[1:]:
            begin = max(0, place - _CONTEXT)
            yield (*first[begin:place], other, *first[place + 1 : place + 1 + _CONTEXT])


def pair_sounds(pair: str) -> Iterator[str]:
    """How two hanzi may sound, such as `tu shu`."""
    for first in readings(pair[0]):
        for second in readings(pair[1]):
            yield f"{first} {second}"


def divided(letters: str, most: int = 6) -> list[tuple[str, ...]]:
    """The ways to read letters as syllables, the fewest first; the last one may be only begun."""
    found: list[tuple[str, ...]] = []

    def go(rest: str, before: tuple[str, ...]) -> None:
        if len(found) >= most * 4:
            return
        if not rest:
            found.append(before)
            return
        for length in range(min(6, len(rest)), 0, -1):
            piece = rest[:length]
            is_last = length == len(rest)
            if piece in syllables() or (is_last and piece in _beginnings()):
                go(rest[length:], (*before, piece))

    go(letters, ())
    return sorted(found, key=lambda pieces: (sum(piece not in syllables() for piece in pieces), len(pieces)))[
        :most
    ]


def sounding(text: str, letters: str, *, initials: bool = False) -> tuple[int, int] | None:
    """The first stretch of a folded text that is read as some letters."""
    for start, character in enumerate(text):
        if is_han(character):
            end = _sounds_to(text, start, letters, initials=initials)
            if end is not None:
                return start, end
    return None


def _sounds_to(text: str, place: int, letters: str, *, initials: bool) -> int | None:
    if not letters:
        return place
    if place >= len(text):
        return None
    if text[place] == " ":
        return _sounds_to(text, place + 1, letters, initials=initials)
    for reading in readings(text[place]):
        if initials:
            rest = letters[1:] if reading[0] == letters[0] else None
        elif letters.startswith(reading):
            rest = letters[len(reading) :]
        else:
            rest = "" if reading.startswith(letters) else None
        if rest is not None:
            end = _sounds_to(text, place + 1, rest, initials=initials)
            if end is not None:
                return end
    return None


def known_pairs(texts: Iterable[str]) -> set[str]:
    """The pairs of hanzi in tokens, whose sounds are worth knowing."""
    return {
        token
        for text in texts
        for token in text.split(" ")
        if len(token) == 2 and is_han(token[0])  # noqa: PLR2004 - a pair
    }
