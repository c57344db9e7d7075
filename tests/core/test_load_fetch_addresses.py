"""Nothing leads into a private network, however it is written, answered or pointed to."""

import socket
from collections.abc import Iterator

import pytest

from gxreader.errors import LoadError, NotAllowed, Unreachable
from gxreader.i18n.messages import messages
from gxreader.load.fetch import FetchRules, WebFetcher
from gxreader.load.web.network import check_name, checked_addresses, is_public
from tests.core.web_server import PAGE, Server, web_server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with web_server() as running:
        yield running


def refusal(fetcher: WebFetcher, url: str) -> LoadError:
    with pytest.raises(LoadError) as caught:
        fetcher.fetch(url)
    return caught.value


NOT_PUBLIC = (
    "127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 "
    "255.255.255.255 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 "
    "::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::808:808 2002:7f00:1:: "
    "2002:a00:1:: 2001:db8::1 2001::1 fec0::1 3fff::1 5f00::1 4000::1 100::1 ::ffff:0:808:808 ::8.8.8.8"
)


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808", "2002:808:808::", "::ffff:8.8.8.8"],
)
def test_addresses_that_are_of_the_open_internet(address: str) -> None:
    assert is_public(address)


# Hosts that mean this computer or a private network, in every way of writing that somebody understands.
HOSTS = (
    "127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7F.1 017700000001 0177.0.0.1 0177.0.0.01 "
    "0x7f.0x0.0x0.0x1 "
    "127.0.0.1. 0 0.0.0.0 00.00.00.00 localhost LOCALHOST localhost. [::1] [0:0:0:0:0:0:0:1] [::] "
    "[::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::127.0.0.1] "
    "[64:ff9b::10.0.0.1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2002:0a00:0001::] [2001:0:7f00:1::] 10.1.2.3 "
    "167838211 0xa010203 012.1.2.3 192.168.0.1 192.168.257 3232235521 172.16.0.1 172.31.255.255 "
    "169.254.169.254 0xa9fea9fe 2852039166 100.64.0.1 198.18.0.1 224.0.0.1 255.255.255.255 ①②⑦.⓪.⓪.① "
    "127。0。0。1 １２７．０．０．１ ⓛⓞⓒⓐⓛⓗⓞⓢⓣ [fe80::1] [fc00::1] [fd00::1] [fec0::1] [ff02::1]"
)
# Whole addresses that are refused whatever answers there.
ADDRESSES = {
    "file:///etc/passwd": "load.scheme",
    "file://10.0.0.1/share": "load.scheme",
    "FILE:/etc/passwd": "load.scheme",
    "data:text/html,<p>x": "load.scheme",
    "javascript:alert(1)": "load.scheme",
    "ftp://example.org/": "load.scheme",
    "gopher://127.0.0.1/": "load.scheme",
    "ws://127.0.0.1/": "load.scheme",
    "\\\\10.0.0.1\\share": "load.bad-address",
    "\\\\?\\UNC\\10.0.0.1\\share": "load.bad-address",
    "10.0.0.1": "load.bad-address",
    "": "load.bad-address",
    "http://": "load.bad-address",
    "http:///etc/passwd": "load.bad-address",
    "http://[": "load.bad-address",
    "http://[::1": "load.bad-address",
    "http://[fe80::1%25lo]/": "load.bad-address",
    "http://exa mple.org/": "load.bad-address",
    "http://example.org:x/": "load.bad-address",
    "http://example.org\r\nX: y/": "load.bad-address",
    "http://example.org\0/": "load.bad-address",
    "http://user@example.org/": "load.address-with-name",
    "http://www.gxzf.gov.cn@127.0.0.1/": "load.address-with-name",
    "http://www.gxzf.gov.cn:80@127.0.0.1/": "load.address-with-name",
    "http://www.gxzf.gov.cn\\@127.0.0.1/": "load.address-with-name",
    "http://www.gxzf.gov.cn%2f@127.0.0.1/": "load.address-with-name",
    "http://example.org:8080/": "load.port",
    "http://example.org:22/": "load.port",
    "https://example.org:6379/": "load.port",
    "http://example.org:99999/": "load.port",
}


def test_there_are_sixty_forms_and_more() -> None:
    assert len(set(HOSTS.split())) + len(ADDRESSES) >= 60


@pytest.mark.parametrize("form", HOSTS.split())
@pytest.mark.parametrize("scheme", ["http", "https", ""])
def test_no_way_of_writing_an_address_leads_into_a_private_network(
    server: Server, form: str, scheme: str
) -> None:
    port = server.server_port
    asked = len(server.asked)
    rules = FetchRules(ports=frozenset({80, 443, port}), deadline_seconds=3)
    address = f"{scheme}:" if scheme else ""
    error = refusal(WebFetcher(rules), f"{address}//{form}:{port}/secret")
    assert error.key in {"load.private-address", "load.unknown-host", "load.bad-address"}
    assert len(server.asked) == asked


@pytest.mark.parametrize("form", HOSTS.split())
def test_a_proxy_is_not_asked_for_them_either(
    server: Server, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, server.url)
    monkeypatch.setenv("no_proxy", "")
    asked = len(server.asked)
    error = refusal(WebFetcher(FetchRules(deadline_seconds=3)), f"http://{form}/secret")
    assert error.key in {"load.private-address", "load.unknown-host", "load.bad-address"}
    assert len(server.asked) == asked


@pytest.mark.parametrize(("url", "key"), ADDRESSES.items())
def test_addresses_that_are_refused_before_any_question_is_asked(
    url: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the name was asked for")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    assert refusal(WebFetcher(), url).key == key


@pytest.mark.parametrize(
    "host",
    ["intranet", "printer.local", "server.lan", "db.internal", "x.localhost", "1.0.0.127.in-addr.arpa"],
)
def test_names_that_mean_something_near_are_not_for_a_proxy(host: str) -> None:
    with pytest.raises(NotAllowed):
        check_name(host, FetchRules())
    check_name(host, FetchRules(hosts=frozenset({host})))


def test_public_names_and_numbers_are_for_a_proxy() -> None:
    for host in ("www.example.org", "xn--fiq228c.example", "8.8.8.8", "2606:4700:4700::1111"):
        check_name(host, FetchRules())
    with pytest.raises(Unreachable):
        check_name("1.2.3.4.5", FetchRules())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("http://gхzf.example/", "xn--gzf-lfd.example"),
        ("http://аррӏе.example/", "xn--80ak6aa92e.example"),
    ],
)
def test_a_name_that_only_looks_like_another_is_shown_as_it_travels(
    typed: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    error = refusal(WebFetcher(FetchRules(deadline_seconds=3)), typed)
    assert error.arguments == {"host": shown}
    assert shown in messages("zh").text(error.key, **error.arguments)


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answers(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(NotAllowed):
        checked_addresses("example.org", 80, FetchRules())


def test_the_connection_goes_to_the_address_that_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers differently the second time is asked only once."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def answers(host: str, port: int, *rest: int, **more: int) -> object:
        if host != "rebinding.example":
            return real(host, port, *rest, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    rules = FetchRules(hosts=frozenset({"rebinding.example"}), deadline_seconds=3)
    fetched = WebFetcher(rules).fetch(f"http://rebinding.example:{server.server_port}/page")
    assert fetched.data == PAGE
    assert len(asked) == 1


def test_a_name_that_turns_private_between_two_requests_is_refused_then(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each connection is to an address that was checked for it."""
    real = socket.getaddrinfo

    def answers(host: str, port: int, *rest: int, **more: int) -> object:
        return real("127.0.0.1" if host == "rebinding.example" else host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    port = server.server_port
    rules = FetchRules(ports=frozenset({80, port}), hosts=frozenset({"127.0.0.1"}), deadline_seconds=3)
    assert refusal(WebFetcher(rules), f"http://rebinding.example:{port}/page").key == "load.private-address"
