"""Whether a text is Markdown: by several of its signs together, for each alone may stand in any text."""

from __future__ import annotations

import re

_FRONT = re.compile(
    r"\A\ufeff?(?:---\s*\n(?:.{0,500}\n){0,60}?(?:title|author|date|tags|categories|layout|description|lang)\s*:"
    r"(?:.{0,500}\n){0,60}?(?:---|\.\.\.)\s*(?:\n|\Z)"
    r"|\+\+\+\s*\n(?:.{0,500}\n){0,60}?\w+\s*=(?:.{0,500}\n){0,60}?\+\+\+\s*(?:\n|\Z))"
)
_STRONG = {
    "heading": re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE),
    "fence": re.compile(r"^(?:```|~~~)[\w+#.-]{0,30}[ \t]*$", re.MULTILINE),
    "link": re.compile(r"(?<!!)\[[^\]\[\n]{1,200}\]\((?:https?://|mailto:|/|\.{0,2}/|#)[^)\s]{1,500}\)"),
    "picture": re.compile(r"!\[[^\]\[\n]{0,200}\]\([^)\s]{1,500}(?:\s+\"[^\"\n]{0,200}\")?\)"),
    "table": re.compile(
        r"^\s{0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$", re.MULTILINE
    ),
    "note": re.compile(r"^\[\^[\w-]{1,40}\]:[ \t]+\S", re.MULTILINE),
}
_WEAK = {
    "list": re.compile(r"^[ \t]{0,3}[-*+][ \t]+\S.*\n(?:.*\n){0,3}[ \t]{0,3}[-*+][ \t]+\S", re.MULTILINE),
    "count": re.compile(r"^1\.[ \t]+\S.*\n(?:.*\n){0,3}2\.[ \t]+\S", re.MULTILINE),
    "strong": re.compile(r"(?<![*\w])\*\*[^*\s\n][^*\n]{0,200}\*\*(?!\*)"),
    "code": re.compile(r"(?<!`)`[^`\n]{1,100}`(?!`)"),
    "quote": re.compile(r"^>[ \t]+\S", re.MULTILINE),
    "underlined": re.compile(r"^\S[^\n]{1,100}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
}
_SETTING = re.compile(r"^\s*[\w.-]+\s*[:=](?:\s|$)")
_SCRIPT = re.compile(
    r"\A\ufeff?#!|^(?:import|from|def|class|function|#include|using|package)\b.*$", re.MULTILINE
)
_SETTINGS = 0.3
_SAMPLE = 16 * 1024


def is_markdown(text: str) -> bool:
    """Whether the beginning of a text shows several signs of Markdown, at least one of them strong.

    A text of settings or a program, whose remarks look like headings, is not.
    """
    sample = text[:_SAMPLE].replace("\r\n", "\n").replace("\r", "\n")
    if _FRONT.match(sample):
        return True
    strong = {name for name, pattern in _STRONG.items() if pattern.search(sample)}
    if not strong:
        return False
    weak = {name for name, pattern in _WEAK.items() if pattern.search(sample)}
    if len(strong) > 1:
        return not _is_program(sample) or bool(strong & {"fence", "table", "note", "picture"})
    headings = len(_STRONG["heading"].findall(sample))
    if strong == {"heading"}:
        return (bool(weak) or _is_divided(sample, headings)) and not _is_program(sample)
    return bool(weak) and not _is_program(sample)


def _is_divided(sample: str, headings: int) -> bool:
    """Whether several headings of more than one level stand apart from running text."""
    apart = len(re.findall(r"(?:\A|\n)#{1,6}[ \t]+\S[^\n]{0,120}\n\n", sample))
    return headings > 1 and apart > 1 and len(set(re.findall(r"^(#{1,6})[ \t]", sample, re.MULTILINE))) > 1


def _is_program(sample: str) -> bool:
    lines = [line for line in sample.split("\n") if line.strip()]
    settings = sum(bool(_SETTING.match(line)) for line in lines)
    return settings > _SETTINGS * len(lines) or len(_SCRIPT.findall(sample)) > 1 or sample.startswith("#!")
