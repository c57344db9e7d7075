"""What a file says of itself, as far as that makes sense, and the title that stands on its first page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

from gxreader.load.common_characters import COMMON
from gxreader.load.lines import columns
from gxreader.load.prose import chapter_level, is_label, is_sentence, numbered_level
from gxreader.model.article import Block, Heading, Paragraph, Picture, plain

_NEAR_TOP = 6  # blocks
_MOST_COLUMNS = 160
_LOWEST = 3  # level of a heading that may be the title
_SHORTEST = 4  # characters
_NUMBER = re.compile(
    r"^附件|^\W|[〔\[（(](?:19|20)\d\d[〕\])）]|[:：]|\d$|\n"
)  # of a document, or of an appendix
_SENSELESS_TITLE = re.compile(
    r"^(?:untitled|无标题|未命名|document\s*\d*|文档\s*\d*|doc\d*|title|slide \d+|null|none)\b.{0,4}$"
    r"|^(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|wps)\b"
    r"|\.(?:docx?|wps|indd|pdf|dvi|tex|rtf|qxd|pmd|pptx?|xlsx?|cdr|s2|ofd|html?|odt|fm|ps)$"
    r"|^[\w.:\\/-]*[\\/][\w.:\\/ -]*$|^[\d_.\s-]+$|^about:blank|^https?://",
    re.IGNORECASE,
)
_SENSELESS_AUTHOR = re.compile(
    r"^(?:admin\w*|administrator|user\w*|owner|root|guest|test|unknown|anonymous|author|微软(?:用户|中国)|"
    r"\w*\s*用户|lenovo\w*|thinkpad|dell|hp|asus|acer|pc|home|office|windows\b.*|microsoft\b.*|wps\b.*|"
    r"python-docx|apache poi|openoffice.*|libreoffice.*|[\d\W_]+|.)$",
    re.IGNORECASE,
)
_LATIN_1 = re.compile("[\x80-\xff]")
_WELL_KNOWN = 0.4


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of itself; `fallback` is what to call it when nothing else is known."""

    title: str = ""
    author: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    language: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    fallback: str = ""


def sensible_title(text: str) -> str:
    """A stated title, or nothing when it is a file's name or what programs write by themselves."""
    title = " ".join(_reread(text).split())
    if "\ufffd" in title or columns(title) > 2 * _MOST_COLUMNS or len(title) < 2:  # noqa: PLR2004 - one sign is none
        return ""
    return "" if _SENSELESS_TITLE.search(title) else title


def sensible_author(text: str) -> str:
    """A stated author, or nothing when it is the name of a computer's account or a program."""
    author = " ".join(_reread(text).split())
    senseless = "\ufffd" in author or len(author) > _MOST_COLUMNS or _SENSELESS_AUTHOR.match(author)
    return "" if senseless else author


def _reread(text: str) -> str:
    """Chinese that was written as if it were Latin, read again."""
    if len(_LATIN_1.findall(text)) < 2:  # noqa: PLR2004 - one hanzi has two bytes
        return text
    try:
        again = text.encode("latin-1").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):  # not text that was decoded wrongly
        return text
    foreign = [character for character in again if character > "\x7f"]
    known = sum(character in COMMON for character in foreign)
    return again if foreign and known >= _WELL_KNOWN * len(foreign) else text


def leading_title(blocks: Sequence[Block], named: Named) -> str:
    """The title: the stated one if the first page has it or nothing better, else the first heading."""
    stated = named.title
    squeezed = _squeezed(stated)
    top = [block for block in blocks[: 2 * _NEAR_TOP] if isinstance(block, Heading | Paragraph)][:_NEAR_TOP]
    if squeezed and any(squeezed in _squeezed(plain(block.runs)) for block in top):
        return stated
    shown = _shown(blocks[: 2 * _NEAR_TOP])
    several = sum(isinstance(block, Heading) and block.level == 1 for block in blocks) > 1
    return shown.text if shown.text and not (stated and (several or shown.level > 1)) else stated


class _Shown(msgspec.Struct, frozen=True):
    text: str = ""
    level: int = 0


def _shown(blocks: Sequence[Block]) -> _Shown:
    """The heading above the text, or a first line that looks like one."""
    lines = [block for block in blocks if isinstance(block, Heading | Paragraph)][:_NEAR_TOP]
    above = 0
    while above < len(lines) and isinstance(lines[above], Heading):
        above += 1
    text_at = next((place for place, block in enumerate(lines) if _is_text(block)), len(lines))
    headings = [block for block in lines[:text_at] if isinstance(block, Heading) and block.level == 1]
    if not headings:
        headings = [block for block in lines[:above] if isinstance(block, Heading)]
    for heading in headings[:1]:
        text = " ".join(plain(heading.runs).split())
        own = not (numbered_level(text) or chapter_level(text))
        if own and heading.level <= _LOWEST and columns(text) <= _MOST_COLUMNS:
            return _Shown(text, heading.level)
    if len(lines) > 1 and not above and lines[0] is blocks[0]:
        text = plain(lines[0].runs)
        if is_label(text) and len(text) >= _SHORTEST and not _NUMBER.search(text):
            return _Shown(" ".join(text.split()), _LOWEST + 1)
    return _Shown()


def _is_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_sentence(plain(block.runs))


def without_title(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """The blocks without the line that repeats the title, if it is among the first."""
    wanted = _squeezed(title)
    if not wanted:
        return blocks
    for number, block in enumerate(blocks[:_NEAR_TOP]):
        if isinstance(block, Heading | Paragraph) and _squeezed(plain(block.runs)) == wanted:
            return [*blocks[:number], *blocks[number + 1 :]]
        if not isinstance(block, Heading | Paragraph | Picture):
            break
    return blocks


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()
