"""What a reader typed, understood: words, phrases in quotes, and what else is asked of an article."""

from __future__ import annotations

import calendar
import re
from datetime import date

import msgspec

from gxreader.library.search.folding import fold, is_han
from gxreader.library.search.tokens import pieces

MOST_WORDS = 8
LONGEST = 64  # code points of one word; more is cut
_QUOTED = re.compile(r'"([^"“”]*)(?:"|$)|“([^”]*)(?:”|$)|「([^」]*)(?:」|$)|『([^』]*)(?:』|$)')
_FILTERS = {
    "column": "column",
    "site": "site",
    "tag": "tag",
    "date": "date",
    "栏目": "column",
    "网站": "site",
    "来源": "site",
    "标签": "tag",
    "日期": "date",
}
_FILTER = re.compile(f'(?<!\\S)({"|".join(_FILTERS)}):\\s*("[^"]*"?|\\S+)')
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")


class Term(msgspec.Struct, frozen=True):
    """Folded words that stand together; a phrase is meant to the letter, a word may be only begun."""

    text: str
    is_phrase: bool = False

    @property
    def hanzi(self) -> int:
        """How many hanzi it has."""
        return sum(map(is_han, self.text))


class Query(msgspec.Struct, frozen=True):
    """All terms have to be found; of several columns, sites or tags each has to fit. Dates are inclusive."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    columns: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    begin: date | None = None
    end: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.terms or self.columns or self.sites or self.tags or self.begin or self.end)

    @property
    def joined(self) -> str:
        """The words without the spaces between them, if they could be one word; else empty."""
        words = [term.text for term in self.terms]
        if len(words) < 2 or any(term.is_phrase for term in self.terms):  # noqa: PLR2004 - several
            return ""
        together = "".join(words)
        return together if all(map(is_han, together)) or (together.isascii() and together.isalpha()) else ""


def understood(text: str) -> Query:
    """What is asked for. Whatever cannot be understood is looked for as words."""
    rest = fold(text.replace("“", '"').replace("”", '"').replace("「", '"').replace("」", '"'))
    filters: dict[str, list[str]] = {"column": [], "site": [], "tag": [], "date": []}

    def take(found: re.Match[str]) -> str:
        filters[_FILTERS[found.group(1)]].append(found.group(2).strip('"'))
        return " "

    rest = _FILTER.sub(take, rest)
    span = _span(filters["date"])
    if span is None:
        rest += " " + " ".join(filters["date"])
    terms: list[Term] = []

    def quote(found: re.Match[str]) -> str:
        words = next(group for group in found.groups() if group is not None).strip()
        terms.append(Term(words[:LONGEST], is_phrase=True))
        return " "

    rest = _QUOTED.sub(quote, rest)
    terms += [Term(word[:LONGEST]) for word in rest.split()]
    useful = tuple(dict.fromkeys(term for term in terms if pieces(term.text)))[:MOST_WORDS]
    begin, end = span or (None, None)
    return Query(
        " ".join(text.split()),
        useful,
        tuple(filter(None, filters["column"])),
        tuple(filter(None, filters["site"])),
        tuple(filter(None, filters["tag"])),
        begin,
        end,
    )


def _span(asked: list[str]) -> tuple[date | None, date | None] | None:
    """The days between which an article has to be; None if they make no sense."""
    begin: date | None = None
    end: date | None = None
    for one in asked:
        first, dots, last = one.partition("..")
        since, until = _days(first), _days(last if dots else first)
        if (first and since is None) or (last and until is None) or not (first or last):
            return None
        begin = max(filter(None, (begin, since[0] if since else None)), default=None)
        end = min(filter(None, (end, until[1] if until else None)), default=None)
    return begin, end


def _days(text: str) -> tuple[date, date] | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        first, last = month or 1, month or 12
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:  # such as the 31st of June: no day at all
        return None


def day_tokens(begin: date | None, end: date | None) -> list[str]:
    """The years, months and days, as they stand in the index, that make up a span."""
    begin, end = begin or date(1900, 1, 1), end or date(2199, 12, 31)
    found: list[str] = []
    year, month, day = begin.year, begin.month, begin.day
    while (year, month, day) <= (end.year, end.month, end.day):
        last = calendar.monthrange(year, month)[1]
        if day == 1 and month == 1 and (end.year, end.month, end.day) >= (year, 12, 31):
            found.append(f"d·{year:04}")
            year += 1
        elif day == 1 and (end.year, end.month, end.day) >= (year, month, last):
            found.append(f"d·{year:04}·{month:02}")
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months
        else:
            found.append(f"d·{year:04}·{month:02}·{day:02}")
            day += 1
            if day > last:
                year, month, day = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)  # noqa: PLR2004 - the same
    return found
