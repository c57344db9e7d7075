"""Which page a request may say it comes from: some sites give their pictures to their own pages only."""

from __future__ import annotations

import httpx

# Second labels under which countries register names: www.example.gov.cn belongs to example.gov.cn.
_REGISTRIES = frozenset({"com", "net", "org", "gov", "edu", "ac", "co", "or", "ne", "go", "mil", "gob"})
_COUNTRY = 2  # letters of a country's domain


def referrer_for(page: str, target: httpx.URL) -> str:
    """The page's address without fragment, if the target is of the same site; else nothing at all.

    Never from https to http: the address would travel in the clear.
    """
    try:
        source = httpx.URL(page)
    except httpx.InvalidURL:  # no address, no referrer
        return ""
    if source.scheme not in {"http", "https"} or (source.scheme, target.scheme) == ("https", "http"):
        return ""
    if not source.host or site_of(source.host) != site_of(target.host):
        return ""
    return str(source.copy_with(fragment=None, username=None, password=None))


def site_of(host: str) -> str:
    """The name somebody registered, by a simple rule; numbers and single names are sites of their own."""
    labels = host.lower().rstrip(".").split(".")
    if ":" in host or labels[-1].isdigit():
        return host
    count = 2
    if len(labels) > count and len(labels[-1]) == _COUNTRY and labels[-2] in _REGISTRIES:
        count = 3
    return ".".join(labels[-count:])
