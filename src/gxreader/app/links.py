"""Where a link of an article leads: to another page, or somewhere that is only told of."""

from __future__ import annotations

import re

from gxreader.app.announcements import Announcement
from gxreader.model.article import Article

_WRITE_TO = re.compile(r"(?:mailto|tel|sms):", re.IGNORECASE)
_FILE = re.compile(r"file:///(?!/)", re.IGNORECASE)
_WEB = ("http://", "https://")


def destination(link: str, article: Article) -> str | Announcement:
    """The web address to open; or what to say of a link within the article, or to nothing readable.

    Only a work that is itself a file of this computer may lead to another one, and never to another computer.
    """
    from urllib.parse import urldefrag, urljoin  # only for whoever follows a link

    given = link.strip()
    here = article.url
    try:
        whole = urljoin(here, given) if here.startswith(_WEB) else given
    except ValueError:  # brackets that are no address of a network
        return Announcement("say.link-nowhere")
    if _WRITE_TO.match(whole):
        return Announcement("say.link-to-write", {"address": whole.partition(":")[2].partition("?")[0]})
    if given.startswith("#") or ("#" in whole and urldefrag(whole)[0] == urldefrag(here)[0]):
        return Announcement("say.link-within")
    if whole.lower().startswith(_WEB):
        return whole
    if not here and _FILE.match(whole):
        return whole
    return Announcement("say.link-nowhere")
