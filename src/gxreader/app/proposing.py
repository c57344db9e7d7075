"""What an address offers to follow: looked at once, and shown for the reader to tick."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from gxreader.errors import UsageError
from gxreader.library.site_files import new_id, own_sites, save_site
from gxreader.library.sites import Column, Site, host_of
from gxreader.model.article import Article

if TYPE_CHECKING:
    from gxreader.library.library import Library
    from gxreader.load.fetch import CancelToken
    from gxreader.load.loader import Loader

TICKED_AT_FIRST = 12  # of the columns found; a portal has fifty, and few are wanted
KIND = "website"  # of the sites that readers describe
_CHINESE = re.compile("[\u3400-\u9fff]")


class Found(msgspec.Struct, frozen=True):
    """One list that was found: a column of a site, or a feed."""

    name: str
    address: str
    is_feed: bool = False
    is_ticked: bool = True


class Proposal(msgspec.Struct, frozen=True):
    """What was found at an address: of one site, or of many where it was a file of subscriptions.

    `is_list` means that the address itself is a list of articles: it is what was wished for.
    """

    name: str
    home: str = ""
    found: tuple[Found, ...] = ()
    is_list: bool = False
    is_outline: bool = False

    @property
    def ticked(self) -> tuple[Found, ...]:
        """What is to be kept."""
        return tuple(one for one in self.found if one.is_ticked)

    def switched(self, number: int) -> Proposal:
        """With the tick of one of them changed."""
        found = list(self.found)
        found[number] = msgspec.structs.replace(found[number], is_ticked=not found[number].is_ticked)
        return msgspec.structs.replace(self, found=tuple(found))


def propose(loader: Loader, text: str, language: str, cancel: CancelToken | None = None) -> Proposal:
    """Look at what somebody typed: a site, a column, a feed, a file of subscriptions.

    Waits for the network. Raises LoadError, and UsageError for what is no address.
    """
    from gxreader.load.reference import Kind, parse_reference

    reference = parse_reference(text, working_folder=Path.cwd())
    if reference.kind is Kind.FILE:
        return _of_file(Path(reference.value))
    if reference.kind is not Kind.ADDRESS:
        raise UsageError("sites.no-address")
    work = loader.load(reference, language=language, cancel=cancel)
    data = work.source.read() if work.source is not None else b""
    return proposal_of(work.article, data, work.source.charset if work.source is not None else "")


def proposal_of(article: Article, data: bytes = b"", charset: str = "") -> Proposal:
    """What an article that was opened offers, with the bytes of its page. Raises UsageError for nothing."""
    from gxreader.load.kinds import Content, content_of
    from gxreader.load.site_links import site_links

    address = article.url
    name = article.site or article.title or host_of(address)
    home = _home_of(address)
    if data and content_of(data) is Content.FEED:
        lists = tuple(
            Found(one.title, one.url, is_feed=True)
            for one in article.entries
            if one.kind == "list" and one.url
        )
        if lists:
            return Proposal(article.title or name, home, lists, is_outline=True)
        title = article.title or name
        return Proposal(title, home, (Found(title, address, is_feed=True),), is_list=True)
    links = site_links(data, address, charset) if data else None
    feeds = tuple(Found(one.text or name, one.url, is_feed=True) for one in (links.feeds if links else ()))
    if article.entries and not _is_home(address):
        title = article.column or article.title or name
        others = tuple(msgspec.structs.replace(one, is_ticked=False) for one in feeds)
        return Proposal(name, home, (Found(title, address), *others), is_list=True)
    columns = tuple(
        Found(one.text, one.url, is_ticked=number < TICKED_AT_FIRST - len(feeds))
        for number, one in enumerate(links.columns if links else ())
    )
    if not feeds and not columns:
        raise UsageError("sites.nothing-found")
    return Proposal(article.site or (links.title if links else "") or name, home, (*feeds, *columns))


def keep(library: Library, proposal: Proposal) -> Site | None:
    """Write what is ticked into the reader's folder, and follow a list that was wished for by its address.

    The reader's own description of the same host is added to. None where there are but subscriptions.
    Raises UsageError, OutputError.
    """
    ticked = proposal.ticked
    if not ticked:
        raise UsageError("sites.nothing-ticked")
    if proposal.is_outline:
        library.subscriptions.subscribe_all((one.address, one.name) for one in ticked)
        return None
    columns = tuple(Column(named(one.name), one.address) for one in ticked)
    host = host_of(proposal.home)
    own = next((site for site in own_sites() if host_of(site.home) == host), None)
    if own is None:
        hosts = (host.removeprefix("www."),)
        site = Site(new_id(hosts[0]), KIND, proposal.home, hosts, named(proposal.name), columns)
    else:
        site = msgspec.structs.replace(own, columns=(*own.columns, *columns))
    save_site(site)
    if proposal.is_list:
        library.subscriptions.subscribe_all(((one.address, one.name) for one in ticked), site.id)
    return site


def named(name: str) -> dict[str, str]:
    """A name by the language it is in."""
    return {"zh" if _CHINESE.search(name) else "en": name}


def _of_file(file: Path) -> Proposal:
    from gxreader.app.following import read_outlines

    found = tuple(Found(one.title, one.address, is_feed=True) for one in read_outlines(file))
    return Proposal(file.stem, "", found, is_outline=True)


def _home_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return (
        re.fullmatch(r"/?(?:index|default|home)?(?:\.\w{2,5})?", parts.path) is not None and not parts.query
    )
