"""Connections for foreign addresses: resolved once, checked, and made to the address that was checked.

A name that points into a private network, at this computer or at a translation of either is refused. Nobody
can change the answer between check and connection, because the name is not asked for again.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable

import httpcore

from gxreader.errors import NotAllowed, Unreachable
from gxreader.load.fetch import FetchRules
from gxreader.load.web.answers import Passing
from gxreader.load.web.lifeline import Lifeline

_GLOBAL = ipaddress.IPv6Network("2000::/3")  # the only part of IPv6 that is given to anybody
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NEVER = (ipaddress.IPv6Network("3fff::/20"),)  # for examples in documents; younger than Python 3.11
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.IGNORECASE)
_PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa")
_CONNECT_SECONDS = 10.0
_ONE_OF_SEVERAL_SECONDS = 4.0  # a computer may believe in IPv6 without having it


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, also when it carries an IPv4 address within."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _MAPPED or ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip not in _GLOBAL or any(ip in network for network in _NEVER):
            return False
        if ip.sixtofour is not None:
            return is_public(str(ip.sixtofour))
    return ip.is_global and not ip.is_multicast


def checked_addresses(host: str, port: int, rules: FetchRules) -> list[str]:
    """The IP addresses of a host. Raises Unreachable if there are none, NotAllowed if any is not public."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("load.unknown-host", host=host) from error
    addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not addresses:
        raise Unreachable("load.unknown-host", host=host)
    if host not in rules.hosts and not all(is_public(address) for address in addresses):
        raise NotAllowed("load.private-address", host=host)
    return addresses


def check_name(host: str, rules: FetchRules) -> None:
    """Refuse what a proxy must not be asked for: numbers and names that are not of the open internet.

    Raises NotAllowed, or Unreachable for a number that is none. What a public name points to is for the
    proxy to know.
    """
    if host in rules.hosts:
        return
    bare = host.strip("[]").rstrip(".").lower()
    number = _as_number(bare)
    private = not is_public(number) if number else "." not in bare or bare.endswith(_PRIVATE_SUFFIXES)
    if private:
        raise NotAllowed("load.private-address", host=host)


def _as_number(host: str) -> str:
    """A host as an IP address in its usual form, if it is a number in any form that systems understand."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:  # a name, no number
        pass
    if ":" not in host and not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return ""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError as error:
        raise Unreachable("load.unknown-host", host=host) from error


class CheckedBackend(httpcore.SyncBackend):
    """Opens TCP connections to checked addresses, and to the proxy of this computer's configuration."""

    def __init__(self, rules: FetchRules, lifeline: Lifeline, *, proxy: str = "") -> None:
        """Connect within `rules`, on `lifeline`; `proxy` is the name of a proxy's host."""
        self._rules = rules
        self._lifeline = lifeline
        self._proxy = proxy
        self._latest: httpcore.NetworkStream | None = None

    def drop(self) -> None:
        """Close the connection that was opened last."""
        if self._latest is not None:
            self._latest.close()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers, every one having been checked.

        Raises Passing when none does.
        """
        if self._lifeline.is_cut:
            raise httpcore.ConnectError("nobody waits any more")
        trouble: Exception | None = None
        addresses = self._addresses(host, port)
        for address in addresses:
            several = address != addresses[-1]
            most = min(timeout or _CONNECT_SECONDS, _ONE_OF_SEVERAL_SECONDS if several else _CONNECT_SECONDS)
            try:
                stream = super().connect_tcp(address, port, most, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
                continue
            if not self._lifeline.hold_connection(stream.get_extra_info("socket")):
                stream.close()  # a dead socket must not reach the TLS layer, which would lose it
                raise httpcore.ConnectError("nobody waits any more")
            self._latest = stream
            return stream
        key = "load.proxy-unreachable" if self._proxy else "load.unreachable"
        raise Passing(Unreachable(key, host=host)) from trouble

    def _addresses(self, host: str, port: int) -> list[str]:
        if not self._proxy:
            return checked_addresses(host, port, self._rules)
        try:
            return checked_addresses(host, port, FetchRules(hosts=frozenset({host})))
        except Unreachable as error:
            raise Unreachable("load.proxy-unreachable", host=host) from error
