"""The proxy that this computer is set up to use, by its environment or (on Windows) its registry.

A proxy is configuration, so it may be inside a private network. Through one, names are resolved by the proxy:
what can be checked here is the name or number itself (`network.check_name`). Automatic configuration (PAC)
is not read, and SOCKS is not spoken.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import msgspec

from gxreader.errors import Unreachable

_PORTS = {"http": 80, "https": 443}


class Proxy(msgspec.Struct, frozen=True):
    """A proxy for http or https, and the name and password it wants, if any."""

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
    address = settings.get(scheme) or settings.get("all") or settings.get("socks")
    if not address or proxy_bypass(host):
        return None
    return _parsed(address)


def _parsed(address: str) -> Proxy:
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port = parts.port
    except ValueError as error:
        raise Unreachable("load.proxy-kind") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Unreachable("load.proxy-kind")
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Proxy(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], name, password)
