"""The proxy that this computer is set up to use, by its environment or (on Windows) its registry.

A proxy is configuration, so it may be inside a private network. Through one, names are resolved by the proxy:
what can be checked here is the name or number itself (`network.check_name`). SOCKS 5 is spoken, older SOCKS
is not: it cannot leave names to the proxy. Automatic configuration (PAC) is a foreign program, and not run.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import msgspec

from gxreader.errors import Unreachable

SOCKS = "socks5"
_SOCKS_NAMES = frozenset({"socks", SOCKS, "socks5h"})  # all of them leave names to the proxy here
_PORTS = {"http": 80, "https": 443, SOCKS: 1080}


class Proxy(msgspec.Struct, frozen=True):
    """A proxy that speaks http, https or SOCKS 5, and the name and password it wants, if any."""

    scheme: str
    host: str
    port: int
    name: str = ""
    password: str = ""

    @property
    def url(self) -> str:
        """Its address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def proxy_for(scheme: str, host: str) -> Proxy | None:
    """The proxy on the way to a host. Raises Unreachable for one that cannot be spoken to."""
    from urllib.request import getproxies, proxy_bypass

    settings = getproxies()
    address = settings.get(scheme) or settings.get("all")
    if not address and (address := settings.get("socks")) and "://" not in address:
        address = f"{SOCKS}://{address}"
    if not address or proxy_bypass(host):
        return None
    return _parsed(address)


def _parsed(address: str) -> Proxy:
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port = parts.port
    except ValueError as error:
        raise Unreachable("load.proxy-kind") from error
    scheme = SOCKS if parts.scheme in _SOCKS_NAMES else parts.scheme
    if scheme not in _PORTS or not parts.hostname:
        raise Unreachable("load.proxy-kind")
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Proxy(scheme, parts.hostname, port or _PORTS[scheme], name, password)
