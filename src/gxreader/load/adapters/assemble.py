"""What every adapter ends with: the body's blocks and the page's statements put together into an article."""

from __future__ import annotations

import msgspec

from gxreader.load import chrome
from gxreader.load.credits import Credits, signature
from gxreader.load.markup.blocks import Draft
from gxreader.load.markup.metadata import Metadata
from gxreader.load.markup.page import Page
from gxreader.load.markup.refine import refined
from gxreader.load.markup.surroundings import read_surroundings
from gxreader.model.article import Article, Block, Paragraph, plain
from gxreader.model.site import Attachment, Notice


class Heads(msgspec.Struct, frozen=True):
    """The lines above the body."""

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    credits: Credits = Credits()


def assemble(
    page: Page,
    drafts: list[Draft],
    statements: Metadata,
    heads: Heads,
    *,
    language: str,
    attachments: tuple[Attachment, ...] = (),
) -> Article:
    """The article: what the page states goes before what it shows, unless it states nothing."""
    around = read_surroundings(page)
    blocks = refined(drafts, title=heads.title)
    steps = [link.text for link in around.breadcrumb]
    shown = heads.credits
    return Article(
        title=heads.title,
        kicker=heads.kicker,
        subtitle=heads.subtitle,
        author=statements.author or shown.author or _signed(blocks),
        source=statements.source or shown.source,
        published=statements.published or shown.published,
        modified=statements.modified or shown.modified,
        language=language,
        url=statements.url,
        site=statements.site,
        column=statements.column or chrome.column_of(steps),
        breadcrumb=around.breadcrumb,
        keywords=statements.keywords,
        summary=statements.summary,
        blocks=blocks,
        attachments=attachments,
        related=around.related,
        hot_words=around.hot_words,
        navigation=around.navigation,
        share=around.share,
        translations=around.translations,
        extension=around.extension,
        warnings=_notices(page),
    )


def _signed(blocks: tuple[Block, ...]) -> str:
    """The signature of the last paragraph; files offered beneath it do not count."""
    for block in reversed(blocks):
        if isinstance(block, Paragraph) and not all(run.link for run in block.runs):
            return signature(plain(block.runs))
    return ""


def _notices(page: Page) -> tuple[Notice, ...]:
    notices = [Notice("load.simplified")] if page.simplified else []
    if page.damaged:
        notices.append(Notice("load.damaged-characters", {"count": str(page.damaged)}))
    return tuple(notices)
