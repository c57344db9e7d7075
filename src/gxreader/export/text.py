"""An article's body as plain text: a block a paragraph, an empty line between them."""

from __future__ import annotations

from gxreader.export.addresses import link_address
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
    Table,
    plain,
)


def article_text(article: Article) -> str:
    """The body without title or metadata, ending with a line feed unless it is empty."""
    texts = [text for block in article.blocks if (text := block_text(block))]
    return "\n\n".join(texts) + "\n" if texts else ""


def whole_text(article: Article) -> str:
    """Title, where it is from and when, then the body: what somebody keeps."""
    moment = plain_date(article.published) if article.published else ""
    facts = "  ".join(fact for fact in (article.source, article.author, moment) if fact)
    lines = (article.kicker, article.title, article.subtitle, facts, link_address(article.url))
    return "\n\n".join(
        piece for piece in ("\n".join(line for line in lines if line), article_text(article)) if piece
    )


def block_text(block: Block) -> str:
    """One block's text: a line for each list item, paragraph of a quote, or row of a table."""
    if isinstance(block, Heading | Paragraph):
        return plain(block.runs).strip()
    if isinstance(block, ListBlock):
        return "\n".join(_item_lines(block))
    if isinstance(block, Quote):
        return "\n".join(text for inner in block.blocks if (text := block_text(inner)))
    if isinstance(block, Picture):
        return (plain(block.caption) or block.alt).strip()
    if isinstance(block, Table):
        rows = ["\t".join(" ".join(plain(cell.runs).split()) for cell in row).rstrip() for row in block.rows]
        return "\n".join(row for row in [plain(block.caption).strip(), *rows] if row)
    return block.text.strip("\n") if isinstance(block, Code) else ""


def _item_lines(block: ListBlock) -> list[str]:
    """The items with their signs or numbers; what belongs to an item is indented beneath it."""
    lines: list[str] = []
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}. " if block.ordered else "• "
        inner = "\n".join(text for child in item.blocks if (text := block_text(child))).split("\n")
        lines.append(sign + inner[0])
        lines += ["  " + line for line in inner[1:]]
    return lines
