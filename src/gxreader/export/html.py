"""An article as one accessible web page: no script, no foreign markup, everything escaped."""

from __future__ import annotations

from html import escape

from gxreader.export.addresses import link_address, picture_address
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
    "body{margin:0;background:#F6F1E4;color:#1A1A17;font:1.375rem/1.75 'Noto Sans SC',sans-serif}"
    "article{max-width:40em;margin:0 auto;padding:1.5em 1em}"
    "h1{font-size:1.5em;line-height:1.4}h2,h3,h4,h5,h6{color:#0A5245;line-height:1.4}"
    ".subtitle{font-size:1.15em;font-weight:600}.credits{color:#4B4840}"
    "a{color:#0A5245}img{max-width:100%;height:auto}figure{margin:1.5em 0}figcaption{color:#4B4840}"
    "blockquote{margin:1em 0;padding-left:1em;border-left:.25em solid #8A7F66}"
    "table{border-collapse:collapse}td,th{border:1px solid #8A7F66;padding:.3em .6em}"
    ".scroll,pre{overflow-x:auto}"
)
_POLICY = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'; base-uri 'none'"


def article_html(article: Article) -> str:
    """The page, ready to be written in UTF-8."""
    language = f' lang="{escape(article.language)}"' if article.language else ""
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(article.title)}</title>",
        f"<style>{_STYLE}</style>",
    ]
    lines = [
        "<!DOCTYPE html>",
        f"<html{language}>",
        "<head>",
        *head,
        "</head>",
        "<body>",
        "<article>",
        *article_lines(article),
        "</article>",
        "</body>",
        "</html>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def article_lines(article: Article) -> list[str]:
    """What stands within the page's article, line by line; some may be empty."""
    lowest = min((block.level for block in article.blocks if isinstance(block, Heading)), default=2)
    return [
        *_header(article),
        *(_block(block, max(0, 2 - lowest), article.language) for block in article.blocks),
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


def _block(block: Block, deeper: int, language: str) -> str:
    if isinstance(block, Heading):
        level = min(6, block.level + deeper)
        return f"<h{level}>{_runs(block.runs, language)}</h{level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_runs(block.runs, language)}</p>"
    if isinstance(block, ListBlock):
        items = "\n".join(f"<li>{_inner(item.blocks, deeper, language)}</li>" for item in block.items)
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}{start}>\n{items}\n</{tag}>"
    if isinstance(block, Quote):
        return f"<blockquote>\n{_inner(block.blocks, deeper, language)}\n</blockquote>"
    if isinstance(block, Picture):
        return _picture(block, language)
    if isinstance(block, Table):
        return _table(block, language)
    if isinstance(block, Code):
        return f"<pre><code>{escape(block.text, quote=False)}</code></pre>"
    return "<hr>"


def _inner(blocks: tuple[Block, ...], deeper: int, language: str) -> str:
    """What a list item or quote holds; a single paragraph needs no tags of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _runs(blocks[0].runs, language)
    return "\n".join(_block(block, deeper, language) for block in blocks)


def _picture(picture: Picture, language: str) -> str:
    address = picture_address(picture.url)
    caption = f"<figcaption>{_runs(picture.caption, language)}</figcaption>" if picture.caption else ""
    if not address:
        return (
            f"<p>{_runs(picture.caption, language) or _lines(picture.alt)}</p>"
            if picture.caption or picture.alt
            else ""
        )
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    image = f'<img src="{escape(address)}" alt="{escape(picture.alt)}"{size} loading="lazy">'
    return f"<figure>{image}{caption}</figure>"


def _table(table: Table, language: str) -> str:
    caption = f"<caption>{_runs(table.caption, language)}</caption>" if table.caption else ""
    rows = "\n".join(f"<tr>{''.join(_cell(cell, language) for cell in row)}</tr>" for row in table.rows)
    return f'<div class="scroll"><table>{caption}\n{rows}\n</table></div>'


def _cell(cell: Cell, language: str) -> str:
    tag = "th" if cell.header else "td"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{spans}>{_runs(cell.runs, language)}</{tag}>"


def _runs(runs: tuple[Run, ...], language: str) -> str:
    return "".join([_run(run, language) for run in runs])


def _both(math: Math) -> str:
    """The words of a formula in both languages, as this program finds them again."""
    return f'data-formula-zh="{escape(math.zh)}" data-formula-en="{escape(math.en)}"'


def _run(run: Run, language: str) -> str:
    if run.page:
        return f'<span role="doc-pagebreak" aria-label="{escape(run.page)}"></span>'
    text = _lines(run.text)
    if run.math is not None:
        said = escape(run.math.said(language))
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
