"""An article: its metadata and its blocks, as frozen values that are written to and read from JSON.

The JSON form is described in docs/model.md; `Article.schema` is its version.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from gxreader.model.site import (
    Attachment,
    Entry,
    Extension,
    Link,
    Notice,
    Paging,
    ShareTarget,
    Translation,
)

SCHEMA = 1


class Math(msgspec.Struct, frozen=True, gc=False):
    """How a formula is said, in Chinese and in English."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        """Its words in a language (BCP 47 tag): Chinese ones for every kind of Chinese, else English ones."""
        return self.zh if language.partition("-")[0].lower() in {"zh", "yue", ""} else self.en


class Run(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A stretch of text in one style. `ruby` is its reading, shown above it, never part of the plain text.

    A run with `math` is a formula: its text is the formula in one line. A run with `page` has no text: there
    begins the page of that number in the printed edition.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""
    ruby: str = ""
    math: Math | None = None
    page: str = ""


class Heading(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="heading"):
    """A heading of level 1 (highest) to 6. A heading of two lines has a line feed in its text."""

    runs: tuple[Run, ...]
    level: int = 2


class Paragraph(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="paragraph"):
    """A paragraph of running text; a line feed is a line break."""

    runs: tuple[Run, ...]


class ListItem(msgspec.Struct, frozen=True, gc=False):
    """One item of a list: paragraphs, and lists within it."""

    blocks: tuple[Block, ...]


class ListBlock(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="list"):
    """A list; an ordered one counts from `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class Quote(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="quote"):
    """A passage set apart as someone else's words."""

    blocks: tuple[Block, ...]


class Picture(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="picture"):
    """A picture by address, with its text for those who cannot see it, and the caption beneath it.

    An address `within:NAME` names a picture inside the file that the article came from.
    """

    url: str
    alt: str = ""
    caption: tuple[Run, ...] = ()
    width: int = 0
    height: int = 0


class Cell(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One cell of a table, spanning `columns` and `rows`."""

    runs: tuple[Run, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1


class Table(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="table"):
    """Rows of cells, with a caption."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Run, ...] = ()


class Code(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="code"):
    """Text whose spaces and line breaks matter; `language` is a programming language's name, if known."""

    text: str
    language: str = ""


class Separator(msgspec.Struct, frozen=True, gc=False, tag_field="type", tag="separator"):
    """A line or gap between sections."""


Block = Heading | Paragraph | ListBlock | Quote | Picture | Table | Code | Separator


class Part(msgspec.Struct, frozen=True, gc=False):
    """A chapter-sized piece of a long work: top-level blocks `start` up to, not including, `stop`."""

    title: str
    start: int
    stop: int


class Article(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """An article and all that its page says of it.

    `published` and `modified` know their time zone (a Chinese page without one means +08:00).
    `language` is a BCP 47 tag, empty if unknown. `column` is the site's section the article stands in.
    `parts` divides `blocks`; an article that is not long has none. Fields that the page lacks are empty.
    A list of articles (a column, a feed, a catalogue) is an article too: its blocks tell its `entries`.
    """

    schema: int = SCHEMA
    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    author: str = ""
    source: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    language: str = ""
    url: str = ""
    site: str = ""
    column: str = ""
    breadcrumb: tuple[Link, ...] = ()
    keywords: tuple[str, ...] = ()
    summary: str = ""
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    related: tuple[Link, ...] = ()
    hot_words: tuple[Link, ...] = ()
    navigation: tuple[Link, ...] = ()
    share: tuple[ShareTarget, ...] = ()
    translations: tuple[Translation, ...] = ()
    entries: tuple[Entry, ...] = ()
    paging: Paging | None = None
    extension: Extension | None = None
    warnings: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        """Refuse times without a zone: they would be read as somebody else's morning."""
        for moment in (self.published, self.modified):
            if moment is not None and moment.tzinfo is None:
                message = "an article's times need a time zone"
                raise ValueError(message)


def plain(runs: tuple[Run, ...]) -> str:
    """The text of some runs without ruby: what a Locator's offsets count."""
    return "".join([run.text for run in runs])


def text_run(text: str) -> tuple[Run, ...]:
    """One unstyled run, or none for an empty text."""
    return (Run(text),) if text else ()
