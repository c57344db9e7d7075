"""Connections through a SOCKS 5 proxy (RFC 1928), which looks names up itself."""

from __future__ import annotations

import ssl

import httpcore
from socksio import SOCKSError

from gxreader.load.web.network import CheckedBackend
from gxreader.load.web.proxies import Proxy


class SocksPool(httpcore.SOCKSProxy):
    """httpcore's, which asserts what a proxy answers and forgets the connection where it is wrong."""

    def __init__(self, proxy: Proxy, trust: ssl.SSLContext, backend: CheckedBackend) -> None:
        """Connect to `proxy` by `backend`, and through it to hosts whose certificates `trust` checks."""
        super().__init__(
            proxy.url,
            proxy_auth=(proxy.name.encode(), proxy.password.encode()) if proxy.name else None,
            ssl_context=trust,
            max_connections=1,
            network_backend=backend,
        )
        self._backend = backend

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """As httpcore's. Raises ProxyError for whatever no SOCKS proxy says."""
        try:
            return super().handle_request(request)
        except (SOCKSError, AssertionError, IndexError, OverflowError) as error:  # a name may be too long
            self._backend.drop()
            raise httpcore.ProxyError("the proxy does not speak SOCKS 5") from error
        except (httpcore.ProxyError, httpcore.NetworkError, httpcore.TimeoutException):
            self._backend.drop()
            raise
