"""Connections for foreign addresses: resolved once, checked, and made to the address that was checked.

A name that points into a private network, at this computer or at a translation of either is refused. Nobody
can change the answer between check and connection, because the name is not asked for again.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import ssl
import threading
from collections.abc import Iterable
from pathlib import Path

import httpcore

from gxreader.errors import NotAllowed, Unreachable
from gxreader.load.fetch import FetchRules

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NEVER = (ipaddress.IPv6Network("64:ff9b:1::/48"), ipaddress.IPv6Network("::/96"))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, also when it carries an IPv4 address within."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _NEVER):
            return False
        carried = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            carried = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(str(carried))
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


class Lifeline:
    """Holds on to every connection of one fetch, so that another thread can cut them."""

    def __init__(self) -> None:
        """Begin with no connection, uncut."""
        self._lock = threading.Lock()
        self._handles: list[socket.socket] = []
        self._cut = False

    def hold(self, connection: socket.socket) -> None:
        """Keep a second handle: the first one passes into the TLS layer."""
        with self._lock:
            self._handles.append(connection.dup())
            if self._cut:
                self._release()

    def cut(self) -> None:
        """End every connection, now and later; whoever reads from one wakes up."""
        with self._lock:
            self._cut = True
            self._release()

    def _release(self) -> None:
        for handle in self._handles:
            with contextlib.suppress(OSError):  # the other side was quicker
                handle.shutdown(socket.SHUT_RDWR)
            handle.close()
        self._handles.clear()


class CheckedBackend(httpcore.SyncBackend):
    """Opens TCP connections to checked addresses only."""

    def __init__(self, rules: FetchRules, lifeline: Lifeline) -> None:
        """Connect within `rules`, on `lifeline`."""
        self._rules = rules
        self._lifeline = lifeline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers, every one having been checked."""
        trouble: Exception | None = None
        addresses = checked_addresses(host, port, self._rules)
        for address in addresses:
            share = None if timeout is None else timeout / len(addresses)
            try:
                stream = super().connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
                continue
            self._lifeline.hold(stream.get_extra_info("socket"))
            return stream
        raise Unreachable("load.unreachable", host=host) from trouble


def trust() -> ssl.SSLContext:
    """TLS that believes what the system believes; on a system without certificates, what certifi lists."""
    if os.name == "posix" and not _has_certificates():
        import certifi

        return ssl.create_default_context(cafile=certifi.where())
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _has_certificates() -> bool:
    """Whether OpenSSL finds any in its usual places; a bare Debian has none."""
    paths = ssl.get_default_verify_paths()
    file, folder = Path(paths.openssl_cafile), Path(paths.openssl_capath)
    return bool(paths.cafile) or file.is_file() or (folder.is_dir() and any(folder.iterdir()))
