"""Locks against sleep, whose answers may come late or never, and a bus that may not be there."""

import os
import sys
import threading

import pytest

from gxreader.desktop import awake
from gxreader.desktop.awake import LinuxAwake, Lock
from gxreader.desktop.bus import SESSION, SYSTEM, Bus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is a message bus on Linux alone")


class Keeper:
    """Gives out locks when the test says so."""

    def __init__(self) -> None:
        self.waiting = []
        self.held = 0

    def take(self, _wire, took) -> None:
        self.waiting.append(took)

    def grant(self) -> None:
        self.held += 1
        self.waiting.pop(0)(self._give_back)

    def refuse(self) -> None:
        self.waiting.pop(0)(None)

    def _give_back(self) -> None:
        self.held -= 1


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


WIRE, ANOTHER = object(), object()


def test_a_lock_is_asked_for_once_and_released_once(keeper: Keeper) -> None:
    lock = Lock(keeper.take)
    lock.want(WIRE, wanted=True)
    lock.want(WIRE, wanted=True)
    assert len(keeper.waiting) == 1
    keeper.grant()
    lock.want(WIRE, wanted=False)
    lock.want(WIRE, wanted=False)
    assert keeper.held == 0


def test_a_lock_that_comes_after_the_wish_is_over_is_released_at_once(keeper: Keeper) -> None:
    lock = Lock(keeper.take)
    lock.want(WIRE, wanted=True)
    lock.want(WIRE, wanted=False)
    keeper.grant()
    assert keeper.held == 0
    assert keeper.waiting == []


def test_a_wish_that_comes_again_before_the_answer_asks_no_second_time(keeper: Keeper) -> None:
    lock = Lock(keeper.take)
    for wanted in (True, False, True):
        lock.want(WIRE, wanted=wanted)
    assert len(keeper.waiting) == 1
    keeper.grant()
    assert keeper.held == 1


def test_a_refused_lock_is_asked_for_anew_at_the_next_wish(keeper: Keeper) -> None:
    lock = Lock(keeper.take)
    lock.want(WIRE, wanted=True)
    keeper.refuse()
    assert keeper.waiting == []
    lock.want(WIRE, wanted=False)
    lock.want(WIRE, wanted=True)
    keeper.grant()
    assert keeper.held == 1


def test_a_connection_that_ends_takes_its_lock_along(keeper: Keeper) -> None:
    lock = Lock(keeper.take)
    lock.want(WIRE, wanted=True)
    keeper.grant()
    lock.forget()
    assert keeper.held == 0
    lock.want(ANOTHER, wanted=True)
    keeper.grant()
    assert keeper.held == 1


def test_no_child_inherits_a_lock() -> None:
    """A browser opened from here would keep the computer awake for as long as it runs."""
    read, write = os.pipe()
    os.set_inheritable(write, True)  # as it comes over a socket
    release = awake._closing(write)
    assert not os.get_inheritable(write)
    release()
    assert os.read(read, 1) == b""
    os.close(read)


def buses() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("bus-")]


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "tcp:host=localhost,port=1", "unix:path=/nowhere/at/all", "unix:abstract=no-such"],
)
def test_without_a_bus_nothing_is_said_and_nothing_is_left(monkeypatch, address: str) -> None:
    for variable in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(variable, address or "unix:path=/nowhere")
    if not address:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    session = Bus(SESSION)
    keeping = LinuxAwake(session)
    for _ in range(3):
        keeping.hold()
        keeping.release()
    said: list[object] = []
    session.run(said.append)
    for thread in buses():
        thread.join(5)
    keeping.close()
    session.close()
    session.run(said.append)
    assert said == []
    assert buses() == []


def test_a_server_that_answers_nothing_keeps_nobody_waiting(tmp_path, monkeypatch) -> None:
    import socket
    import time

    path = str(tmp_path / "deaf")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={path}")
        bus = Bus(SYSTEM)
        before = time.monotonic()
        bus.run(lambda _wire: None)
        bus.close()
        assert time.monotonic() - before < 5, "closing waits half a second for the thread, not for the server"
    for thread in buses():
        thread.join(5)
