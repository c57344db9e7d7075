"""What surrounds an article: links, share targets, attachments, translations, entries of lists."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Link(msgspec.Struct, frozen=True, gc=False):
    """A step of the breadcrumb, a column of the navigation, a hot word or a related column.

    `url` is absolute, or as the page gave it when the page's own address is unknown, or empty.
    """

    text: str
    url: str = ""


class ShareTarget(msgspec.Struct, frozen=True, gc=False):
    """Where the page offers to share: `id` is ours (wechat, toutiao, weibo, qzone, qq)."""

    id: str
    label: str


class Attachment(msgspec.Struct, frozen=True, gc=False):
    """A file offered for download. `kind` is a suffix such as pdf; `size` is in bytes, 0 if unknown."""

    name: str
    url: str
    kind: str = ""
    size: int = 0


class Translation(msgspec.Struct, frozen=True, gc=False):
    """The same article or page in another language (BCP 47 tag); `label` is what the page calls the link."""

    language: str
    url: str = ""
    label: str = ""


class Extension(msgspec.Struct, frozen=True, gc=False):
    """The page's `_ext.json`: its address and, if it was loaded, its text. Never trusted over the page."""

    url: str
    content: str = ""


class Notice(msgspec.Struct, frozen=True, gc=False):
    """Something the reader should know about how the page was read: a message key and its arguments."""

    key: str
    arguments: dict[str, str] = {}


class Entry(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One line of a list: an article of a column or feed, a book of a catalogue, or a further list.

    `kind` is article, book or list. `picture` is the address of a small picture. A time knows its zone.
    """

    title: str
    url: str = ""
    kind: str = "article"
    published: datetime | None = None
    author: str = ""
    summary: str = ""
    picture: str = ""


class Paging(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Where a page of a list stands among its fellows: `number` counts from 1, 0 means unknown.

    `previous` and `following` are addresses, empty where there is none.
    """

    number: int = 0
    count: int = 0
    previous: str = ""
    following: str = ""
