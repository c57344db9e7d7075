"""httpx over checked connections, directly or through this computer's proxy."""

from __future__ import annotations

from collections.abc import Iterator

import httpcore
import httpx

from gxreader.load.fetch import FetchRules
from gxreader.load.web import encryption, proxies
from gxreader.load.web.lifeline import Lifeline
from gxreader.load.web.network import CheckedBackend, check_name
from gxreader.load.web.proxies import Proxy


class Transport(httpx.BaseTransport):
    """The connections of one visit."""

    def __init__(self, rules: FetchRules, lifeline: Lifeline) -> None:
        """Connect within `rules`; nothing is opened yet."""
        self._rules = rules
        self._lifeline = lifeline
        self._old: set[str] = set()
        self._pools: dict[tuple[Proxy | None, bool], httpcore.ConnectionPool] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Implements httpx's transport."""
        host = request.url.raw_host.decode("ascii")
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, extensions=request.extensions
        )
        proxy = self._proxy(request.url.scheme, host)
        try:
            answer = self._pool(proxy, old=host in self._old).handle_request(asked)
        except httpcore.ConnectError as error:
            if host in self._old or not self._may_be_old(host, error):
                raise
            self._old.add(host)
            answer = self._pool(proxy, old=True).handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Implements httpx's transport."""
        for pool in self._pools.values():
            pool.close()

    def _may_be_old(self, host: str, error: Exception) -> bool:
        """Whether a handshake failed for its age, at a host that the rules allow to be old."""
        allowed = any(host == one or host.endswith(f".{one}") for one in self._rules.legacy_hosts)
        return allowed and encryption.is_too_new(error)

    def _proxy(self, scheme: str, host: str) -> Proxy | None:
        """The proxy to go through; the user's own private hosts are always reached directly."""
        if host in self._rules.hosts:
            return None
        proxy = proxies.proxy_for(scheme, host)
        if proxy is not None:
            check_name(host, self._rules)
        return proxy

    def _pool(self, proxy: Proxy | None, *, old: bool) -> httpcore.ConnectionPool:
        if (proxy, old) not in self._pools:
            self._pools[proxy, old] = self._new_pool(proxy, old=old)
        return self._pools[proxy, old]

    def _new_pool(self, proxy: Proxy | None, *, old: bool) -> httpcore.ConnectionPool:
        trust = encryption.aged(encryption.trust()) if old else encryption.trust()
        if proxy is None:
            backend = CheckedBackend(self._rules, self._lifeline)
            return httpcore.ConnectionPool(ssl_context=trust, network_backend=backend, max_connections=1)
        backend = CheckedBackend(self._rules, self._lifeline, proxy=proxy.host)
        if proxy.scheme == proxies.SOCKS:
            from gxreader.load.web.socks import SocksPool

            return SocksPool(proxy, trust, backend)
        return httpcore.HTTPProxy(
            proxy.url,
            proxy_auth=(proxy.name.encode(), proxy.password.encode()) if proxy.name else None,
            ssl_context=trust,
            proxy_ssl_context=encryption.trust() if proxy.scheme == "https" else None,
            max_connections=1,
            network_backend=backend,
        )


class _Stream(httpx.SyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
