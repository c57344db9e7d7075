"""Markdown by markdown-it: its statements, its notes, and the rest as any other markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from gxreader.errors import Unreadable
from gxreader.load.decode import decode_text
from gxreader.load.formats.office import NOTES
from gxreader.load.language import guess_language
from gxreader.load.lines import clean
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.page import Page, parse_page
from gxreader.load.moments import parse_stamp
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.model.article import Article, Block, Heading, plain
from gxreader.model.site import Notice
from gxreader.model.units import block_leaves

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?P<inside>.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_CHARACTERS = 20_000
_STATEMENT = re.compile(r"^(?P<name>[A-Za-z_-]{1,40})\s*[:=]\s*(?P<value>.*)$")
_ITEM = re.compile(r"^\s*-\s+(?P<value>.+)$")
_FENCE = re.compile(r"^ {0,3}(?P<sign>```+|~~~+)")
_NOTE = re.compile(r"^\[\^(?P<name>[^\]\s]{1,60})\]:[ \t]*(?P<text>.*)$")
_REFERENCE = re.compile(r"\[\^(?P<name>[^\]\s]{1,60})\]")
_QUOTES = re.compile(r"^((?: {0,3}>){25})[ >]+", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]{80,}", re.MULTILINE)
_NESTING = 200
_MOST_UNMATCHED = (
    50  # brackets in a paragraph: each may begin a link, and is looked for to the end of nesting
)
_BETWEEN = re.compile(r"(\n[ \t]*\n)")
_SAMPLE = 200  # blocks


class _TextPage(Page):
    """A text as a page: only pictures of the web can be had."""

    def picture(self, address: str | None) -> str:
        joined = Page.picture(self, address)
        return joined if joined.startswith(("http://", "https://")) else ""


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a text is read in one piece
    """The article of a Markdown text. HTML within it is read for its text, as on a page."""
    decoded = decode_text(source.read()) if not source.charset else None
    text = source.read().decode(source.charset, "replace") if decoded is None else decoded.text
    text, statements = _front(clean(text).lstrip("\ufeff"))
    body, notes = _notes(text)
    blocks = list(_blocks(body))
    if notes:
        blocks += [
            *_blocks(f"###### {NOTES.get(source.language[:2], NOTES['en'])}"),
            *_blocks(_listed(notes)),
        ]
    title = statements.get("title", "")
    blocks, title = _titled(blocks, title)
    if not blocks and not title:
        raise Unreadable("load.empty")
    texts = [plain(runs) for block in blocks[:_SAMPLE] for _, runs in block_leaves(block)]
    stamp = statements.get("date") or statements.get("published") or ""
    updated = statements.get("updated") or statements.get("lastmod") or statements.get("modified") or ""
    damaged = decoded.damaged if decoded else 0
    article = Article(
        title=title or source.name,
        author=statements.get("author") or statements.get("authors") or "",
        published=parse_stamp(stamp) if stamp else None,
        modified=parse_stamp(updated) if updated else None,
        language=guess_language("\n".join([title, *(text for text in texts if text not in NOTES.values())])),
        url=source.url,
        summary=statements.get("description") or statements.get("summary") or "",
        keywords=tuple(
            word
            for word in re.split(r"[,，、]\s*", statements.get("tags") or statements.get("keywords") or "")
            if word
        ),
        blocks=tuple(blocks),
        warnings=(Notice("load.damaged-characters", {"count": str(damaged)}),) if damaged else (),
    )
    return Parsed(article=article)


def _blocks(text: str) -> Iterator[Block]:
    if not text.strip():
        return
    text = _INDENT.sub(" " * 80, _QUOTES.sub(r"\1 ", text))  # what is deeper than this would be left out
    text = "".join(_without_loose_brackets(piece) for piece in _BETWEEN.split(text))
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING}).enable(
        ["table", "strikethrough"]
    )
    parsed = parse_page(f"<html><body>{parser.render(text)}</body></html>")
    page = _TextPage(parsed.root, parsed.text)
    for draft in BlockReader(page).read(parsed.root):
        yield draft.block


def _without_loose_brackets(paragraph: str) -> str:
    """A paragraph in which brackets that can hardly belong to links stand for themselves."""
    if paragraph.count("[") - paragraph.count("]") <= _MOST_UNMATCHED:
        return paragraph
    return paragraph.replace("\\[", "[").replace("[", "\\[")


def _titled(blocks: list[Block], stated: str) -> tuple[list[Block], str]:
    """The title, stated or the only highest heading above the text, which then is no block of it."""
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and first.level == 1:
        text = " ".join(plain(first.runs).split())
        others = any(isinstance(block, Heading) and block.level == 1 for block in blocks[1:])
        if not others or not stated or text == stated:
            return (blocks[1:], text) if not stated or text == stated else (blocks, stated)
    return blocks, stated


def _front(text: str) -> tuple[str, dict[str, str]]:
    """The text without the statements that stand above it, and the statements by their names."""
    found = _FRONT.match(text[:_FRONT_CHARACTERS])
    if not found:
        return text, {}
    statements: dict[str, str] = {}
    name = ""
    for line in found["inside"].split("\n"):
        item, statement = _ITEM.match(line), _STATEMENT.match(line)
        if statement:
            name = statement["name"].lower()
            statements[name] = _value(statement["value"])
        elif item and name:
            statements[name] = ", ".join(filter(None, (statements[name], _value(item["value"]))))
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            return text, {}  # a rule above a text, no statements
    return (text[found.end() :], statements) if statements else (text, {})


def _value(text: str) -> str:
    """A value without quotes; of a list, its members with commas between."""
    text = text.strip()
    if text[:1] == "[" and text[-1:] == "]":
        return ", ".join(filter(None, (_value(word) for word in text[1:-1].split(","))))
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _notes(text: str) -> tuple[str, list[str]]:
    """The text with the notes taken out and numbered signs in their place, and the notes in their order."""
    kept: list[str] = []
    found: dict[str, list[str]] = {}
    fence, note = "", ""
    for line in text.split("\n"):
        sign = _FENCE.match(line)
        if sign and not fence:
            fence = sign["sign"]
        elif sign and sign["sign"].startswith(fence) and fence:
            fence = ""
        begins = _NOTE.match(line) if not fence else None
        if begins:
            note = begins["name"]
            found[note] = [begins["text"]]
        elif note and (line.startswith(("    ", "\t")) or (not line.strip() and found[note])):
            found[note].append(line.strip())
        else:
            note = ""
            kept.append(line)
    if not found:
        return text, []
    order: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in found:
            return match[0]
        if name not in order:
            order.append(name)
        return rf"\[{order.index(name) + 1}\]"

    body = _REFERENCE.sub(numbered, "\n".join(kept))
    order += [name for name in found if name not in order]
    return body, [" ".join(found[name]).strip() for name in order]


def _listed(notes: list[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(notes, start=1))
