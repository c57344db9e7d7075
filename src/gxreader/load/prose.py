"""Paragraphs of plain text into blocks: chapters, numbered and two-line headings, lists and separators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxreader.load.lines import columns, ends_sentence
from gxreader.model.article import Block, Heading, ListBlock, ListItem, Paragraph, Run, Separator, text_run

_NUMBER = "[0-9０-９零〇一二三四五六七八九十百千两]{1,9}"
_CHAPTER = re.compile(
    rf"^(?:正文\s*)?第\s*{_NUMBER}\s*(?P<unit>[卷部篇集章回节節幕折话話])(?!的)(?:[\s:：、.．·—-]+.*|[^，。！？；,;]{{0,24}})?$"
    r"|^(?:序|楔子|序章|序言|自序|代序|原序|前言|引言|引子|终章|尾声|后记|番外|附录|跋|後記|尾聲)(?:[\s:：].{0,30})?$"
    rf"|^(?P<volume>卷{_NUMBER})(?:\s.{{0,30}})?$"
    r"|^(?P<english>(?:chapter|book|part|volume|section)\s+(?:\d{1,4}|[ivxlc]{1,8}|[a-z]{3,12})\b[.:—-]?\s?.{0,80}"
    r"|prologue|epilogue|preface|foreword|introduction|afterword)$",
    re.IGNORECASE,
)
_CHAPTER_COLUMNS = 90
_LEVELS = {"卷": 1, "部": 1, "篇": 1, "集": 1, "节": 3, "節": 3}
_NUMBERED = (
    (re.compile(r"^[一二三四五六七八九十]{1,3}、\S"), 2),
    (re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]\s*\S"), 3),
)
_RULE = re.compile(r"^(?:[-=_*~—－＝＊～·•.#]\s*){3,}$")
_BULLET = re.compile(r"^(?P<sign>[•·●○■□◆▪‣∙*-])\s+(?P<text>\S.*)$", re.DOTALL)
_CREDIT = re.compile(
    r"^(?:[（(]?(?:本报|新华社|中新|记者|通讯员|作者|文[/、／]|图[/、／]|摄影|编辑|责编|来源|资料)|.*(?:摄|供图|报道|电)$)"
)
_LEAD_COLUMNS = 30  # the first line of a two-line heading
_HEADING_COLUMNS = 60
_SENTENCE_COLUMNS = 24
_LATIN_WORDS = 12


def chapter_level(text: str) -> int:
    """The level of a chapter heading (卷 1, 章 2, 节 3), or 0 for anything else."""
    if columns(text) > _CHAPTER_COLUMNS:
        return 0
    match = _CHAPTER.match(text)
    if not match or (ends_sentence(text) and text[-1] in "。！？；!;"):
        return 0
    if match["volume"] or (match["english"] or "").lower().startswith(("book", "part", "volume")):
        return 1
    return _LEVELS.get(match["unit"] or "", 2)


def blocks_of(texts: Sequence[str], *, sections: bool = True) -> tuple[Block, ...]:
    """The blocks of some paragraphs; without `sections` only chapters are taken for headings."""
    result: list[Block] = []
    index = 0
    while index < len(texts):
        text = texts[index]
        level = chapter_level(text)
        bullets = _bullets(texts, index)
        if level:
            result.append(Heading(text_run(text), level))
        elif _RULE.match(text):
            result.append(Separator())
        elif bullets:
            result.append(ListBlock(tuple(ListItem((Paragraph(text_run(item)),)) for item in bullets)))
            index += len(bullets)
            continue
        elif sections and _two_line_heading(texts, index):
            result.append(Heading((Run(f"{text}\n{texts[index + 1]}"),), 2))
            index += 1
        else:
            level = _section_level(texts, index) if sections else 0
            result.append(Heading(text_run(text), level) if level else Paragraph(text_run(text)))
        index += 1
    return tuple(result)


def _bullets(texts: Sequence[str], start: int) -> list[str]:
    """The texts of at least two neighbouring lines that begin with the same sign."""
    items: list[str] = []
    first = match = _BULLET.match(texts[start])
    while first and match and match["sign"] == first["sign"]:
        items.append(match["text"])
        after = start + len(items)
        match = _BULLET.match(texts[after]) if after < len(texts) else None
    return items if len(items) > 1 else []


def is_sentence(text: str) -> bool:
    """Whether a line is running text: long enough, or ending as a sentence does."""
    return columns(text) > _HEADING_COLUMNS or (ends_sentence(text) and columns(text) >= _SENTENCE_COLUMNS)


def is_label(text: str) -> bool:
    """Whether a line can be a heading by its look: short, no sentence, no credit line."""
    return (
        columns(text) <= _HEADING_COLUMNS
        and not ends_sentence(text)
        and not _CREDIT.match(text)
        and len(text.split()) <= _LATIN_WORDS
        and any(character.isalpha() and character not in "年月日时分" for character in text)
    )


def _two_line_heading(texts: Sequence[str], index: int) -> bool:
    """A short line that ends with a colon, a phrase beneath it, then running text."""
    if index + 2 >= len(texts):
        return False
    lead, phrase, after = texts[index : index + 3]
    return (
        lead[-1] in ":："
        and columns(lead) <= _LEAD_COLUMNS
        and not _CREDIT.match(lead)
        and is_label(phrase)
        and is_sentence(after)
    )


def _section_level(texts: Sequence[str], index: int) -> int:
    """The level of a numbered heading, or of a short line alone between running text; else 0."""
    text = texts[index]
    if not is_label(text):
        return 0
    level = numbered_level(text)
    if level:
        return level
    before = index == 0 or is_sentence(texts[index - 1])
    return 2 if before and index + 1 < len(texts) and is_sentence(texts[index + 1]) else 0


def numbered_level(text: str) -> int:
    """The level a line's number gives it (一、2; （一） 3), or 0."""
    for pattern, level in _NUMBERED:
        if pattern.match(text):
            return level
    return 0
