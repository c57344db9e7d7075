"""A list of articles, books or further lists, as blocks: what is read and heard of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gxreader.model.article import Block, ListBlock, ListItem, Paragraph, Run
from gxreader.model.site import Entry, Paging

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WORDS = {
    "zh": {"previous": "上一页", "following": "下一页", "untitled": "（无标题）"},
    "en": {"previous": "Previous page", "following": "Next page", "untitled": "(untitled)"},
}
_GAP = {"zh": "　", "en": "  "}


def blocks_of(entries: Sequence[Entry], paging: Paging | None, language: str) -> tuple[Block, ...]:
    """A numbered list of the entries, then links to the pages before and after.

    Each item is its title as a link, and beneath it date, author and summary as far as they are known.
    `language` is the reader's, for the words of ours and for dates.
    """
    blocks: list[Block] = []
    if entries:
        blocks.append(ListBlock(tuple(_item(entry, language) for entry in entries), ordered=True))
    ways = _ways(paging, language) if paging else ()
    return (*blocks, Paragraph(ways)) if ways else tuple(blocks)


def spoken_date(moment: datetime, language: str) -> str:
    """A day as people say it: 2024年5月1日, or 1 May 2024."""
    if _known(language) == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _item(entry: Entry, language: str) -> ListItem:
    title = entry.title or _WORDS[_known(language)]["untitled"]
    facts = [spoken_date(entry.published, language)] if entry.published else []
    facts += [entry.author] if entry.author else []
    about = " · ".join(facts)
    if entry.summary:
        about = f"{about} — {entry.summary}" if about else entry.summary
    first = Paragraph((Run(title, link=entry.url),))
    return ListItem((first, Paragraph((Run(about),))) if about else (first,))


def _ways(paging: Paging, language: str) -> tuple[Run, ...]:
    words = _WORDS[_known(language)]
    links = [
        Run(words[name], link=address)
        for name, address in (("previous", paging.previous), ("following", paging.following))
        if address
    ]
    return (links[0], Run(_GAP[_known(language)]), links[1]) if len(links) > 1 else tuple(links)


def _known(language: str) -> str:
    return "en" if language.lower().startswith("en") else "zh"
