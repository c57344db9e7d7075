"""Addresses to be given away: an article's without tracking, and a target's with the article in it."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import msgspec

from gxreader.errors import OutputError
from gxreader.share.graphemes import shortened
from gxreader.share.targets import Target, Way

LONGEST = 2_000  # signs of an address; Windows hands on 2,083, and mail programs take no more
_STEP = 10  # characters by which a summary, then a title, is shortened until the address is short enough

# Who sent it, from which campaign, out of which app: nothing the page needs to be found.
_TRACKING = re.compile(
    r"utm_\w+|spm|scm|(?:fb|g|d|wb)clid|gclsrc|msclkid|yclid|twclid|igshid|mc_[ce]id|bd_vid|hmsr|hmpl|hmcu|hmkw|hmci"
    r"|share_(?:token|source|medium|plat|tag|from|session_id|times|id|appid|uid|did|device_id)"
    r"|sharer_share(?:time|info)\w*|isappinstalled|nsukey|vd_source|weixin_share\w*|tt_from|tt_share\w*",
    re.IGNORECASE,
)
_SENT_BY_WECHAT = frozenset({"from=timeline", "from=singlemessage", "from=groupmessage"})


class Material(msgspec.Struct, frozen=True):
    """What of an article can be given away; what it lacks is empty. `source` is one line: who, when."""

    title: str
    address: str = ""
    summary: str = ""
    picture: str = ""
    source: str = ""


def clean_address(address: str) -> str:
    """A web address without name and password, and without tracking; empty for any other address.

    What is left stands as it was: a page may ask for the very letters.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a bracket or a port that is none: it is no address
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    where = parts.netloc.rpartition("@")[2]
    if port is None:
        where = where.rstrip(":")
    asked = [pair for pair in parts.query.split("&") if not _is_tracking(pair)]
    return urlunsplit((parts.scheme, where, parts.path, "&".join(asked), parts.fragment))


def _is_tracking(pair: str) -> bool:
    name = unquote(pair.partition("=")[0])
    return bool(_TRACKING.fullmatch(name)) or pair.lower() in _SENT_BY_WECHAT


def filled(target: Target, material: Material) -> str:
    """The address that a target opens for an article, no longer than LONGEST.

    To fit it, the picture is left out, then summary and title are shortened. Raises OutputError without an
    address, or with one too long.
    """
    if not material.address:
        raise OutputError("share.needs-address")
    title, summary = target.longest_title, target.longest_summary
    while True:
        made = _fill(target, material, title, summary)
        if len(made) <= LONGEST:
            return made
        if material.picture:
            material = msgspec.structs.replace(material, picture="")
        elif summary > _STEP:
            summary -= _STEP
        elif summary > 0:
            summary = 0
        elif title > _STEP:
            title -= _STEP
        else:
            raise OutputError("share.address-too-long")


def _fill(target: Target, material: Material, title: int, summary: int) -> str:
    short_title = shortened(material.title, title)
    short_summary = shortened(material.summary, summary) if summary else ""
    values = {"title": short_title}
    if target.way is Way.MAIL:
        lines = [short_title, material.source, "", short_summary, "", material.address]
        values["letter"] = re.sub(r"(\r\n){3,}", "\r\n\r\n", "\r\n".join(lines)).strip()
    else:
        values |= {"address": material.address, "summary": short_summary, "picture": material.picture}
    return re.sub(r"\{(\w+)\}", lambda gap: _encoded(values[gap[1]]), target.address)


def _encoded(value: str) -> str:
    """As it stands in an address: a space is %20, which mail programs read too; they would show a plus."""
    return quote(value, safe="", errors="replace")
