"""Encrypted connections: whom to believe, and which servers may be old."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gxreader.app.services import web_loader
from gxreader.cli.loading import loaded
from gxreader.errors import LoadError
from gxreader.load.fetch import FetchRules, WebFetcher
from gxreader.load.web.encryption import aged, trust
from gxreader.settings.schema import OLD_SERVERS, OWN_SERVERS
from gxreader.settings.store import Settings
from tests.core.web_server import PAGE, Server, web_server

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "load"
CERTIFICATE = FIXTURES / "localhost.pem"
OLD_CERTIFICATE = FIXTURES / "old-server.pem"
HERE = frozenset({"127.0.0.1", "localhost"})


def fetcher(*legacy: str) -> WebFetcher:
    return WebFetcher(
        FetchRules(hosts=HERE, deadline_seconds=5, pauses=(), legacy_hosts=frozenset(legacy)),
    )


def refusal(fetcher: WebFetcher, url: str) -> LoadError:
    with pytest.raises(LoadError) as caught:
        fetcher.fetch(url)
    return caught.value


@contextmanager
def secure_server(certificate: Path, *, old: bool = False) -> Iterator[Server]:
    with web_server() as running:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        if old:
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers("DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0")
            context.load_dh_params(str(certificate))  # 1,024 bits: security level 2 refuses them
        running.socket = context.wrap_socket(running.socket, server_side=True)
        yield running


@pytest.fixture
def believing(monkeypatch: pytest.MonkeyPatch) -> None:
    """This system believes the old server's certificate."""
    monkeypatch.setattr(
        "gxreader.load.web.encryption.trust", lambda: ssl.create_default_context(cafile=str(OLD_CERTIFICATE))
    )


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with secure_server(CERTIFICATE) as server:
        url = f"https://localhost:{server.server_port}/page"
        assert refusal(fetcher(), url).key == "load.certificate"
        assert refusal(fetcher("localhost"), url).key == "load.certificate"
        assert server.asked == []


def test_a_certificate_counts_for_its_own_name_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "gxreader.load.web.encryption.trust", lambda: ssl.create_default_context(cafile=str(CERTIFICATE))
    )
    with secure_server(CERTIFICATE) as server:
        port = server.server_port
        assert fetcher().fetch(f"https://localhost:{port}/page").data == PAGE
        assert refusal(fetcher(), f"https://127.0.0.1:{port}/page").key == "load.certificate"


@pytest.mark.usefixtures("believing")
def test_an_old_server_is_read_only_where_it_may_be_old() -> None:
    with secure_server(OLD_CERTIFICATE, old=True) as server:
        url = f"https://localhost:{server.server_port}/page"
        assert refusal(fetcher(), url).key == "load.old-encryption"
        assert refusal(fetcher("ocalhost", "example.org"), url).key == "load.old-encryption"
        assert server.asked == []
        assert fetcher("localhost").fetch(url).data == PAGE


def test_an_old_server_must_be_who_it_says_all_the_same() -> None:
    with secure_server(OLD_CERTIFICATE, old=True) as server:
        url = f"https://localhost:{server.server_port}/page"
        assert refusal(fetcher("localhost"), url).key == "load.certificate"
        assert server.asked == []


def test_a_server_without_encryption_is_no_safe_server() -> None:
    with web_server() as server:
        url = f"https://localhost:{server.server_port}/page"
        assert refusal(fetcher(), url).key == "load.old-encryption"
        assert refusal(fetcher("localhost"), url).key == "load.old-encryption"


@pytest.mark.parametrize("context", [trust, lambda: aged(trust())])
def test_trust_is_never_blind(context: object) -> None:
    made = context()  # type: ignore[operator]  # both make one
    assert made.verify_mode == ssl.CERT_REQUIRED
    assert made.check_hostname
    assert made.minimum_version >= ssl.TLSVersion.TLSv1_2 or context is trust


def test_the_governments_own_site_may_be_old() -> None:
    assert "gxzf.gov.cn" in FetchRules().legacy_hosts


def test_old_servers_are_those_the_settings_name_in_the_window_and_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"old-servers": "Old.example  xz.example.cn"}', encoding="utf-8")
    named = frozenset({"old.example", "xz.example.cn"})
    made: list[FetchRules | None] = []
    monkeypatch.setattr(
        "gxreader.load.fetch.WebFetcher",
        lambda rules=None, cache=None: made.append(rules) or WebFetcher(rules, cache),
    )
    monkeypatch.setattr("gxreader.settings.store.settings_file", lambda: file)
    assert loaded("gxreader:welcome", "zh").article.title
    web_loader(Settings(file)).close()
    assert [rules and rules.legacy_hosts for rules in made] == [named, named]
    file.write_text('{"old-servers": ["a list", "is none"]}', encoding="utf-8")
    assert FetchRules.of(Settings(file)).legacy_hosts == FetchRules().legacy_hosts


@pytest.mark.parametrize(
    "entry", ["cn", "gov.cn", "COM.CN", "*.gov.cn", "https://a.cn/", "a..cn", "-a.cn", ""]
)
def test_what_is_no_host_or_a_whole_country_is_no_old_server(entry: str) -> None:
    settings = Settings(None)
    settings.set(OLD_SERVERS, f"{entry}, xz.example.cn")
    assert FetchRules.of(settings).legacy_hosts == {"xz.example.cn"}


def test_servers_of_ones_own_network_are_those_the_settings_name_and_nobody_else_is() -> None:
    settings = Settings(None)
    assert FetchRules.of(settings).hosts == frozenset()
    settings.set(OWN_SERVERS, "127.0.0.1, Library; http://a/ *.lan 10.0.0.0/8 -x")
    assert FetchRules.of(settings).hosts == {"127.0.0.1", "library"}


def test_the_command_line_leaves_damaged_settings_for_the_window_to_tell_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b"{damaged")
    monkeypatch.setattr("gxreader.settings.store.settings_file", lambda: file)
    assert loaded("gxreader:welcome", "zh").article.title
    assert file.read_bytes() == b"{damaged"
    assert Settings(file).damaged_copy is not None
