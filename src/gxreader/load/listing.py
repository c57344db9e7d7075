"""A list of articles, books or further lists, as blocks: what is read and heard of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from gxreader.model.article import Block, ListBlock, ListItem, Paragraph, Picture, Run
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
    "zh": {
        "previous": "上一页",
        "following": "下一页",
        "untitled": "（无标题）",
        "new": "新",
        "kept": "已存好",
    },
    "en": {
        "previous": "Previous page",
        "following": "Next page",
        "untitled": "(untitled)",
        "new": "New",
        "kept": "Saved here",
    },
}
_GAP = {"zh": "　", "en": "  "}


def blocks_of(entries: Sequence[Entry], paging: Paging | None, language: str) -> tuple[Block, ...]:
    """A numbered list of the entries, then links to the pages before and after.

    Each item is its title as a link, and beneath it date, author and summary as far as they are known.
    `language` is the reader's, for the words of ours and for dates.
    """
    blocks: list[Block] = []
    if entries:
        blocks.append(_list(entries, language))
    ways = _ways(paging, language) if paging else ()
    return (*blocks, Paragraph(ways)) if ways else tuple(blocks)


def marked(
    blocks: Sequence[Block],
    entries: Sequence[Entry],
    language: str,
    *,
    new: Collection[str] = (),
    kept: Collection[str] = (),
) -> tuple[Block, ...]:
    """The blocks of a list, with words at the entries whose addresses are new, or kept on this computer."""
    words = _WORDS[_known(language)]
    marks = dict.fromkeys(kept, words["kept"])
    for address in new:
        marks[address] = " · ".join((words["new"], marks[address])) if address in marks else words["new"]
    plain = _list(entries, language)
    return tuple(_list(entries, language, marks) if block == plain else block for block in blocks)


def _list(entries: Sequence[Entry], language: str, marks: Mapping[str, str] | None = None) -> ListBlock:
    pictured = sum(1 for entry in entries if entry.picture) * 2 > len(entries)
    items = (_item(entry, language, (marks or {}).get(entry.url, ""), pictured=pictured) for entry in entries)
    return ListBlock(tuple(items), ordered=True)


def spoken_date(moment: datetime, language: str) -> str:
    """A day as people say it: 2024年5月1日, or 1 May 2024."""
    if _known(language) == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _item(entry: Entry, language: str, mark: str, *, pictured: bool) -> ListItem:
    words = _WORDS[_known(language)]
    facts = [spoken_date(entry.published, language)] if entry.published else []
    facts += [entry.author] if entry.author else []
    about = " · ".join(facts)
    if entry.summary:
        about = f"{about} — {entry.summary}" if about else entry.summary
    runs: tuple[Run, ...] = (Run(mark, strong=True),) if mark else ()
    if about:
        runs += (Run(f" · {about}" if mark else about),)
    blocks: list[Block] = [Paragraph((Run(entry.title or words["untitled"], link=entry.url),))]
    if pictured and entry.picture:
        blocks.append(Picture(entry.picture))
    return ListItem((*blocks, Paragraph(runs)) if runs else tuple(blocks))


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
