"""A plain text into an article: its title, its author where it says so, and its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxreader.load.language import guess_language
from gxreader.load.limits import LONG_CHARACTERS
from gxreader.load.lines import clean, columns, ends_sentence, paragraphs
from gxreader.load.page_text import is_page_text, read_page_text
from gxreader.load.prose import blocks_of, chapter_level
from gxreader.model.article import Article

_AUTHOR = re.compile(
    r"^(?:作\s*者|著\s*者|author)\s*[:：]\s*(?P<name>\S.{0,40})$|^by\s+(?P<by>[A-Z]\S.{0,60})$", re.IGNORECASE
)
_TITLE_COLUMNS = 80
_TITLE_MARKS = "！？!?”》」』"  # a title may end with these


def read_text(text: str, *, name: str = "") -> Article:
    """An article from a text or a page copied as text; `name` is its title if the text has none."""
    cleaned = clean(text)
    if is_page_text(cleaned):
        return read_page_text(cleaned)
    texts = paragraphs(cleaned)
    title = _title(texts)
    texts = texts[1:] if title else texts
    author = _author(texts)
    texts = texts[1:] if author else texts
    return Article(
        title=title or name,
        author=author,
        language=guess_language(cleaned),
        blocks=blocks_of(texts, sections=len(cleaned) <= LONG_CHARACTERS),
    )


def _title(texts: Sequence[str]) -> str:
    """The first line, if it is short, is no sentence and has text beneath it."""
    if len(texts) < 2:  # noqa: PLR2004 - a title needs a text
        return ""
    first = texts[0]
    finished = ends_sentence(first) and first[-1] not in _TITLE_MARKS
    if (
        columns(first) > _TITLE_COLUMNS
        or finished
        or chapter_level(first)
        or columns(first) >= columns(texts[1]) > _TITLE_COLUMNS // 2
    ):
        return ""
    return first


def _author(texts: Sequence[str]) -> str:
    match = _AUTHOR.match(texts[0]) if len(texts) > 1 else None
    return (match["name"] or match["by"]).strip() if match else ""
