"""What surrounds an article on its site: links, share targets, attachments, translations."""

from __future__ import annotations

import msgspec


class Link(msgspec.Struct, frozen=True):
    """A step of the breadcrumb, a column of the navigation, a hot word or a related column.

    `url` is absolute, or as the page gave it when the page's own address is unknown, or empty.
    """

    text: str
    url: str = ""


class ShareTarget(msgspec.Struct, frozen=True):
    """Where the page offers to share: `id` is ours (wechat, toutiao, weibo, qzone, qq)."""

    id: str
    label: str


class Attachment(msgspec.Struct, frozen=True):
    """A file offered for download. `kind` is a suffix such as pdf; `size` is in bytes, 0 if unknown."""

    name: str
    url: str
    kind: str = ""
    size: int = 0


class Translation(msgspec.Struct, frozen=True):
    """The same article or page in another language (BCP 47 tag); `label` is what the page calls the link."""

    language: str
    url: str = ""
    label: str = ""


class Extension(msgspec.Struct, frozen=True):
    """The page's `_ext.json`: its address and, if it was loaded, its text. Never trusted over the page."""

    url: str
    content: str = ""


class Notice(msgspec.Struct, frozen=True):
    """Something the reader should know about how the page was read: a message key and its arguments."""

    key: str
    arguments: dict[str, str] = {}
