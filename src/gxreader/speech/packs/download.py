"""One large file from an address, onto the disk. What it contains is known by its sum, not by its sender."""

from __future__ import annotations

import ssl
from pathlib import Path

from gxreader.errors import SpeechError

_MOST_BYTES = 2_000_000_000
_PATIENCE_SECONDS = 30.0


def download(address: str, target: Path) -> None:
    """Write what an https address holds into a file. Raises SpeechError."""
    import httpx

    if not is_allowed(address):
        raise SpeechError("voices.address-insecure", address=address)
    try:
        with (
            httpx.Client(follow_redirects=True, timeout=_PATIENCE_SECONDS, verify=_trust()) as client,
            client.stream("GET", address) as answer,
        ):
            answer.raise_for_status()
            if not is_allowed(str(answer.url)):
                raise SpeechError("voices.address-insecure", address=str(answer.url))
            left = _MOST_BYTES
            with target.open("wb") as out:
                for block in answer.iter_bytes():
                    left -= len(block)
                    if left < 0:
                        raise SpeechError("voices.unreachable", address=address)
                    out.write(block)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise SpeechError("voices.unreachable", address=address) from error


def is_allowed(address: str) -> bool:
    """Encrypted addresses, and those of this computer."""
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    )


def _trust() -> ssl.SSLContext:
    """The certificates this computer trusts, those of its owner's proxy included."""
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
