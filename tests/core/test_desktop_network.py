"""Whether the network may be used by what nobody waits for, as the desktop says."""

import pytest

from gxreader.desktop import network


@pytest.mark.skipif("sys.platform != 'linux'", reason="there is no NetworkManager")
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"State": 70, "Metered": 4}, True),  # surely not paid by use
        ({"State": 70, "Metered": 0}, True),  # nobody knows
        ({"State": 70, "Metered": 1}, False),
        ({"State": 70, "Metered": 3}, False),  # a phone that shares its connection
        ({"State": 20, "Metered": 0}, False),  # disconnected
        ({}, True),
    ],
)
def test_what_the_desktop_says_counts(monkeypatch, said, expected):
    monkeypatch.setattr(network, "_ask", lambda *_names: said)
    assert network.may_be_used() is expected


@pytest.mark.parametrize("trouble", [OSError("no bus"), KeyError("DBUS"), ValueError("odd address")])
def test_without_a_bus_nothing_is_known(monkeypatch, trouble):
    def ask(*_names):
        raise trouble

    monkeypatch.setattr(network, "_ask", ask)
    assert network.may_be_used()


def test_a_computer_as_this_one_answers_in_time():
    assert network.may_be_used() in {True, False}
