"""An article as Markdown (CommonMark with tables), title and credits above the body."""

from __future__ import annotations

import re
from html import escape

from gxreader.export.addresses import link_address, picture_address
from gxreader.i18n.messages import plain_date
from gxreader.model.article import (
    Article,
    Block,
    Code,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d{1,9}[.)])(?=\s|$|[=-])", re.MULTILINE)
_TICKS = re.compile(r"`+")


def article_markdown(article: Article) -> str:
    """The whole article; every character of the text is text and never markup."""
    pieces = [_text(article.kicker)]
    pieces.append(f"# {_one_line(article.title)}" if article.title else "")
    pieces.append(_run(Run(" ".join(article.subtitle.split()), strong=True)) if article.subtitle else "")
    pieces.append(" · ".join(_credits(article)))
    lowest = min((block.level for block in article.blocks if isinstance(block, Heading)), default=2)
    pieces += [_block(block, max(0, 2 - lowest)) for block in article.blocks]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def escaped(text: str) -> str:
    """Some text on one line, no character of which is markup."""
    return _text(" ".join(text.split()))


def _credits(article: Article) -> list[str]:
    moment = plain_date(article.published) if article.published else ""
    address = (
        f"<{article.url}>" if link_address(article.url) and not re.search(r"[\s<>]", article.url) else ""
    )
    return [credit for credit in (_text(article.source), _text(article.author), moment, address) if credit]


def _block(block: Block, deeper: int) -> str:
    if isinstance(block, Heading):
        return f"{'#' * min(6, block.level + deeper)} {' '.join(_runs(block.runs).split())}"
    if isinstance(block, Paragraph):
        return "\\\n".join(line.strip() for line in _runs(block.runs).split("\n"))
    if isinstance(block, ListBlock):
        return _list(block, deeper)
    if isinstance(block, Quote):
        inner = "\n\n".join(_block(child, deeper) for child in block.blocks)
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    if isinstance(block, Picture):
        return _picture(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Code):
        fence = "`" * max(3, 1 + max((len(ticks) for ticks in _TICKS.findall(block.text)), default=0))
        return f"{fence}{re.sub(r'[^A-Za-z0-9+#-]', '', block.language)}\n{block.text}\n{fence}"
    return "---"


def _list(block: ListBlock, deeper: int) -> str:
    lines: list[str] = []
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}. " if block.ordered else "- "
        inner = "\n\n".join(_block(child, deeper) for child in item.blocks).split("\n")
        lines.append((sign + inner[0]).rstrip())
        lines += [(" " * len(sign) + line).rstrip() for line in inner[1:]]
    return "\n".join(lines)


def _picture(picture: Picture) -> str:
    caption = _runs(picture.caption).replace("\n", " ")
    address = picture_address(picture.url)
    shown = f"![{_one_line(picture.alt or plain(picture.caption))}](<{_address(address)}>)" if address else ""
    return "\n\n".join(piece for piece in (shown, caption or ("" if shown else _text(picture.alt))) if piece)


def _table(table: Table) -> str:
    width = max((len(row) for row in table.rows), default=0)
    if not width:
        return ""
    rows = [
        [" ".join(_runs(cell.runs).split()) for cell in row] + [""] * (width - len(row)) for row in table.rows
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    caption = _runs(table.caption).replace("\n", " ")
    return "\n".join(([caption, ""] if caption else []) + lines)


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    inner = run.text.strip()
    if not inner:
        return run.text
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    text = _text(inner)
    if run.code:
        ticks = "`" * (1 + max((len(found) for found in _TICKS.findall(inner)), default=0))
        pad = " " if inner.startswith("`") or inner.endswith("`") else ""
        text = f"{ticks}{pad}{inner}{pad}{ticks}"
    if run.ruby:
        text = f"<ruby>{escape(inner)}<rp>(</rp><rt>{escape(run.ruby)}</rt><rp>)</rp></ruby>"
    # stars beside punctuation, which Chinese text has without spaces, would stay stars
    worded = inner[0].isalnum() and inner[-1].isalnum()
    if run.emphasis:
        text = f"*{text}*" if worded else f"<em>{text}</em>"
    if run.strong:
        text = f"**{text}**" if worded else f"<strong>{text}</strong>"
    address = link_address(run.link)
    return f"{before}[{text}](<{_address(address)}>){after}" if address else f"{before}{text}{after}"


def _text(text: str) -> str:
    """Text in which no sign means anything to Markdown."""
    marked = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")
    return _LINE_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", marked)


def _one_line(text: str) -> str:
    return _text(" ".join(text.split()))


def _address(address: str) -> str:
    return re.sub(r"[<>\s]", lambda found: f"%{ord(found[0]):02X}", address)
