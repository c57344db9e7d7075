"""An article as one accessible web page: no script, no foreign markup, everything escaped."""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape

import msgspec

from gxreader.export.addresses import link_address, picture_address
from gxreader.export.pictures import Embedded, Pictures
from gxreader.i18n.messages import plain_date
from gxreader.model.article import (
    Article,
    Block,
    Cell,
    Code,
    Heading,
    ListBlock,
    Math,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)

_STYLE = (
    ":root{color-scheme:light dark;--ground:#F6F1E4;--ink:#1A1A17;--quiet:#4B4840;--accent:#0A5245;"
    "--edge:#8A7F66}"
    "@media (prefers-color-scheme:dark){:root{--ground:#0E1216;--ink:#FFF3C4;--quiet:#D8CFA8;"
    "--accent:#FFC83D;--edge:#6B7683}}"
    "body{margin:0;background:var(--ground);color:var(--ink);font:1.375rem/1.75 'Noto Sans SC',sans-serif}"
    "article{max-width:40em;margin:0 auto;padding:1.5em 1em;overflow-wrap:break-word}"
    "h1{font-size:1.5em;line-height:1.4}h2,h3,h4,h5,h6{color:var(--accent);line-height:1.4}"
    ".subtitle{font-size:1.15em;font-weight:600}.credits{color:var(--quiet)}"
    "a{color:var(--accent)}a:focus-visible{outline:.2em solid;outline-offset:.15em}"
    "img{max-width:100%;height:auto}figure{margin:1.5em 0}figcaption{color:var(--quiet)}"
    "blockquote{margin:1em 0;padding-left:1em;border-left:.25em solid var(--edge)}"
    "table{border-collapse:collapse}td,th{border:1px solid var(--edge);padding:.3em .6em}"
    ".scroll,pre{overflow-x:auto}"
    "@media print{:root{--ground:#fff;--ink:#000;--quiet:#000;--accent:#000}}"
)
_POLICY = "default-src 'none'; img-src {}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Image(msgspec.Struct, frozen=True):
    """What stands for a picture: where it is, and how large, if that is known."""

    source: str
    width: int = 0
    height: int = 0


ImageOf = Callable[[Picture], Image]


class _How(msgspec.Struct, frozen=True):
    """What all blocks of one article share."""

    language: str
    image_of: ImageOf


def from_the_web(picture: Picture) -> Image:
    """The picture where it lies."""
    return Image(picture_address(picture.url), picture.width, picture.height)


def within(pictures: Pictures) -> ImageOf:
    """Pictures in the page itself; of those that are not at hand, the words are shown."""

    def image_of(picture: Picture) -> Image:
        found = pictures.get(picture.url)
        return Image(_data_address(found), found.width, found.height) if found else Image("")

    return image_of


def _data_address(picture: Embedded) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode('ascii')}"


def article_html(article: Article, pictures: Pictures | None = None, language: str = "") -> str:
    """The page, ready to be written in UTF-8.

    With `pictures` it is whole in itself; without, they are shown from where they lie. `language` is for an
    article that does not say its own.
    """
    tongue = article.language or language
    attribute = f' lang="{escape(tongue)}"' if tongue else ""
    image_of = from_the_web if pictures is None else within(pictures)
    policy = _POLICY.format("http: https:" if pictures is None else "data:")
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(' '.join(article.title.split())) or '—'}</title>",
        f"<style>{_STYLE}</style>",
    ]
    lines = [
        "<!DOCTYPE html>",
        f"<html{attribute}>",
        "<head>",
        *head,
        "</head>",
        "<body>",
        "<main>",
        "<article>",
        *article_lines(article, image_of),
        "</article>",
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def article_lines(article: Article, image_of: ImageOf = from_the_web) -> list[str]:
    """What stands within the page's article, line by line; some may be empty."""
    how = _How(article.language, image_of)
    lowest = min((block.level for block in article.blocks if isinstance(block, Heading)), default=2)
    return [
        *_header(article),
        *(_block(block, max(0, 2 - lowest), how) for block in article.blocks),
    ]


def _header(article: Article) -> list[str]:
    moment = article.published
    time = f'<time datetime="{moment.isoformat()}">{plain_date(moment)}</time>' if moment else ""
    address = link_address(article.url)
    place = f'<a href="{escape(address)}">{escape(address)}</a>' if address else ""
    credits_line = " · ".join(
        part for part in (escape(article.source), escape(article.author), time, place) if part
    )
    lines = [
        f'<p class="kicker">{_lines(article.kicker)}</p>' if article.kicker else "",
        f"<h1>{_lines(article.title)}</h1>" if article.title else "",
        f'<p class="subtitle">{_lines(article.subtitle)}</p>' if article.subtitle else "",
        f'<p class="credits">{credits_line}</p>' if credits_line else "",
    ]
    return ["<header>", *[line for line in lines if line], "</header>"] if any(lines) else []


def _block(block: Block, deeper: int, how: _How) -> str:
    if isinstance(block, Heading):
        level = min(6, block.level + deeper)
        return f"<h{level}>{_runs(block.runs, how)}</h{level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_runs(block.runs, how)}</p>"
    if isinstance(block, ListBlock):
        items = "\n".join(f"<li>{_inner(item.blocks, deeper, how)}</li>" for item in block.items)
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}{start}>\n{items}\n</{tag}>"
    if isinstance(block, Quote):
        return f"<blockquote>\n{_inner(block.blocks, deeper, how)}\n</blockquote>"
    if isinstance(block, Picture):
        return _picture(block, how)
    if isinstance(block, Table):
        return _table(block, how)
    if isinstance(block, Code):
        return f"<pre><code>{escape(block.text, quote=False)}</code></pre>"
    return "<hr>"


def _inner(blocks: tuple[Block, ...], deeper: int, how: _How) -> str:
    """What a list item or quote holds; a single paragraph needs no tags of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _runs(blocks[0].runs, how)
    return "\n".join(_block(block, deeper, how) for block in blocks)


def _picture(picture: Picture, how: _How) -> str:
    image = how.image_of(picture)
    caption = f"<figcaption>{_runs(picture.caption, how)}</figcaption>" if picture.caption else ""
    if not image.source:
        return (
            f"<p>{_runs(picture.caption, how) or _lines(picture.alt)}</p>"
            if picture.caption or picture.alt
            else ""
        )
    size = f' width="{image.width}" height="{image.height}"' if image.width and image.height else ""
    later = ' loading="lazy"' if image.source.startswith("http") else ""
    shown = f'<img src="{escape(image.source)}" alt="{escape(picture.alt)}"{size}{later}>'
    return f"<figure>{shown}{caption}</figure>"


def _table(table: Table, how: _How) -> str:
    caption = f"<caption>{_runs(table.caption, how)}</caption>" if table.caption else ""
    rows = "\n".join(f"<tr>{''.join(_cell(cell, how) for cell in row)}</tr>" for row in table.rows)
    return f'<div class="scroll"><table>{caption}\n{rows}\n</table></div>'


def _cell(cell: Cell, how: _How) -> str:
    tag = "th" if cell.header else "td"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{spans}>{_runs(cell.runs, how)}</{tag}>"


def _runs(runs: tuple[Run, ...], how: _How) -> str:
    return "".join([_run(run, how) for run in runs])


def _both(math: Math) -> str:
    """The words of a formula in both languages, as this program finds them again."""
    return f'data-formula-zh="{escape(math.zh)}" data-formula-en="{escape(math.en)}"'


def _run(run: Run, how: _How) -> str:
    if run.page:
        return f'<span role="doc-pagebreak" aria-label="{escape(run.page)}"></span>'
    text = _lines(run.text)
    if run.math is not None:
        said = escape(run.math.said(how.language))
        text = f'<span role="math" aria-label="{said}" {_both(run.math)}>{text}</span>'
    if run.ruby:
        text = f"<ruby>{text}<rp>(</rp><rt>{escape(run.ruby)}</rt><rp>)</rp></ruby>"
    if run.code:
        text = f"<code>{text}</code>"
    if run.emphasis:
        text = f"<em>{text}</em>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    address = link_address(run.link)
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>\n")
