"""TLS: what is believed, and how old it may be."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

# Not named by Python 3.11's ssl; OpenSSL's own SSL_OP_LEGACY_SERVER_CONNECT.
_LEGACY_SERVER_CONNECT = getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)


def trust() -> ssl.SSLContext:
    """TLS that believes what the system believes; on a system without certificates, what certifi lists."""
    if os.name == "posix" and not _has_certificates():
        import certifi

        return ssl.create_default_context(cafile=certifi.where())
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def aged(context: ssl.SSLContext) -> ssl.SSLContext:
    """The same trust for an old server: without secure renegotiation, with older ciphers and shorter keys.

    The certificate is checked as ever. TLS 1.2 stays the least: before it, handshakes are signed with MD5 and
    SHA-1, which OpenSSL 3 allows only at security level 0, where keys may be of any length.
    """
    context.options |= _LEGACY_SERVER_CONNECT
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("DEFAULT:@SECLEVEL=1")
    return context


def is_certificate_trouble(error: BaseException) -> bool:
    """Whether a failed handshake was about who the server is."""
    return _has_cause(error, ssl.SSLCertVerificationError)


def is_handshake_trouble(error: BaseException) -> bool:
    """Whether a connection failed because both sides found no common TLS; not one that was just cut."""
    return _has_cause(error, ssl.SSLError) and not _has_cause(error, ssl.SSLEOFError)


def is_too_new(error: BaseException) -> bool:
    """Whether an older handshake might succeed: a server may just hang up at what it does not understand."""
    return _has_cause(error, ssl.SSLError) and not is_certificate_trouble(error)


def _has_cause(error: BaseException, kind: type[BaseException]) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, kind):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _has_certificates() -> bool:
    """Whether OpenSSL finds any in its usual places; a bare Debian has none."""
    paths = ssl.get_default_verify_paths()
    file, folder = Path(paths.openssl_cafile), Path(paths.openssl_capath)
    return bool(paths.cafile) or file.is_file() or (folder.is_dir() and any(folder.iterdir()))
