"""Text as it is said, with the way back to the text on screen.

Numbers, dates, times, amounts, addresses and signs are said by rules (`rules_zh`, `rules_en`): data, tried in
order, each claiming what no earlier one has claimed. Everything else is said as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import msgspec

from gxreader.speech.values import Said

# Full-width digits, letters and signs are read like the ordinary ones, character for character.
_ORDINARY = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
for _kept in "！（），．：；？":  # punctuation keeps its Chinese form: engines pause at it
    del _ORDINARY[ord(_kept)]


Say = Callable[[re.Match[str]], str | None]


class Rule(msgspec.Struct, frozen=True):
    """What looks like `pattern` is said as `say` tells; None declines, and later rules may have it.

    A group named `said` limits what is claimed to that part of the match.
    """

    name: str
    pattern: re.Pattern[str]
    say: Say


def rule(name: str, pattern: str, say: Say) -> Rule:
    """A rule from a pattern as text."""
    return Rule(name, re.compile(pattern), say)


class Spoken(msgspec.Struct, frozen=True):
    """Text for an engine; `origins` gives each of its characters the original stretch (start, end)."""

    text: str
    origins: tuple[tuple[int, int], ...]

    def through(self, earlier: Spoken) -> Spoken:
        """The same words with the way back through what `earlier` had already changed."""
        return Spoken(self.text, tuple(earlier.original(start, end) for start, end in self.origins))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that a stretch of the spoken text stands for."""
        covered = self.origins[start:end]
        if not covered:
            return 0, 0
        return min(origin[0] for origin in covered), max(origin[1] for origin in covered)


def put_into_words(text: str, said: tuple[Said, ...]) -> Spoken:
    """A text with the words of its own that some of its stretches have; they do not overlap."""
    spoken: list[str] = []
    origins: list[tuple[int, int]] = []
    position = 0
    for one in said:
        spoken += [text[position : one.start], one.words]
        origins += [(offset, offset + 1) for offset in range(position, one.start)]
        origins += [(one.start, one.end)] * len(one.words)
        position = one.end
    spoken.append(text[position:])
    origins += [(offset, offset + 1) for offset in range(position, len(text))]
    return Spoken("".join(spoken), tuple(origins))


def normalise(text: str, language: str) -> Spoken:
    """How a sentence is said in a language (BCP 47 tag)."""
    plain = text.translate(_ORDINARY)
    primary = language.partition("-")[0].lower()
    claims = _claims(plain, rules_for(primary))
    spoken: list[str] = []
    origins: list[tuple[int, int]] = []
    position = 0
    for start, end, words in claims:
        spoken.append(plain[position:start])
        origins.extend((offset, offset + 1) for offset in range(position, start))
        said = (
            words.replace("幺", "一") if primary == "yue" else words
        )  # which dictates with the ordinary one
        spoken.append(said)
        origins.extend([(start, end)] * len(words))
        position = end
    spoken.append(plain[position:])
    origins.extend((offset, offset + 1) for offset in range(position, len(plain)))
    return Spoken("".join(spoken), tuple(origins))


@cache
def rules_for(language: str) -> tuple[Rule, ...]:
    """The rules of a primary language tag; none for a language without any."""
    if language in {"zh", "yue"}:
        from gxreader.speech.rules_zh import RULES as CHINESE

        return CHINESE
    if language == "en":
        from gxreader.speech.rules_en import RULES as ENGLISH

        return ENGLISH
    return ()


def _claims(text: str, rules: tuple[Rule, ...]) -> list[tuple[int, int, str]]:
    taken = bytearray(len(text))
    claims: list[tuple[int, int, str]] = []
    for entry in rules:
        for found in entry.pattern.finditer(text):
            start, end = found.span("said" if "said" in entry.pattern.groupindex else 0)
            if start == end or any(taken[start:end]):
                continue
            words = entry.say(found)
            if words is not None:
                taken[start:end] = b"\1" * (end - start)
                claims.append((start, end, words))
    return sorted(claims)
