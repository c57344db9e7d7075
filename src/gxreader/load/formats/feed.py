"""Feeds (RSS, Atom, JSON Feed, OPML): a list of articles, or a text where nothing has a link."""

from __future__ import annotations

from gxreader.errors import Unreadable
from gxreader.load import limits
from gxreader.load.formats.feed_channel import Channel, Item
from gxreader.load.language import guess_language
from gxreader.load.listing import blocks_of, spoken_date
from gxreader.load.markup.fragment import blocks_of_fragment
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.model.article import Article, Block, Heading, Paragraph, text_run

_MOST_ITEMS = 10_000
_NOTHING = {"zh": "这里现在还没有文章。", "en": "There are no articles here yet."}


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a feed is read in one piece
    """The entries of a feed. Raises Unreadable for one that is damaged, or that holds nothing."""
    data = source.read()
    channel = _channel(data, source)
    if len(channel.items) > _MOST_ITEMS:
        raise Unreadable("load.too-complex")
    if not channel.title and not channel.summary and not channel.items:
        raise Unreadable("load.empty")
    return Parsed(article=_article(channel, source))


def _channel(data: bytes, source: Source) -> Channel:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{"):
        from gxreader.load.formats.feed_json import read_json

        return read_json(data, source.url)
    if b"<opml" in head:
        from gxreader.load.formats.feed_outline import read_outline

        return read_outline(data, source.url)
    from gxreader.load.formats.feed_syndicated import read_syndicated

    return read_syndicated(limits.checked(data, 4 * limits.PAGE_BYTES), source.url, source.charset)


def _article(channel: Channel, source: Source) -> Article:
    entries = tuple(item.entry for item in channel.items)
    language = channel.language or guess_language(
        " ".join([channel.title, channel.summary, *(f"{one.title} {one.summary}" for one in entries[:50])])
    )
    blocks: tuple[Block, ...] = ()
    if any(entry.url for entry in entries):
        blocks = blocks_of(entries, channel.paging, source.language)
    told = [item for item in channel.items if not item.entry.url and (item.content or not blocks)]
    for item in told:
        blocks = (*blocks, *_told(item, source.language))
    if not blocks:
        said = (channel.summary, _NOTHING["en" if source.language.startswith("en") else "zh"])
        blocks = tuple(Paragraph(text_run(text)) for text in said if text)
    return Article(
        title=channel.title or source.name,
        author=channel.author,
        site=channel.site,
        url=source.url or channel.url,
        modified=channel.modified,
        language=language,
        summary=channel.summary,
        blocks=blocks,
        entries=entries,
        paging=channel.paging,
    )


def _told(item: Item, language: str) -> tuple[Block, ...]:
    """An entry that leads nowhere, with all that the feed holds of it."""
    entry = item.entry
    facts = [spoken_date(entry.published, language)] if entry.published else []
    facts += [entry.author] if entry.author else []
    about = (Paragraph(text_run(" · ".join(facts))),) if facts else ()
    body = blocks_of_fragment(item.content, item.base)
    if not body and entry.summary:
        body = (Paragraph(text_run(entry.summary)),)
    if item.untitled:
        return (*about, *body)
    return (Heading(text_run(entry.title), 2), *about, *body)
