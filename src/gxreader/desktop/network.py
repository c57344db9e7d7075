"""Whether the computer's network is free to be used by what nobody is waiting for."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

_MANAGER = ("/org/freedesktop/NetworkManager", "org.freedesktop.NetworkManager")
_CONNECTED = 50  # NetworkManager's states from here on reach at least the local network
_METERED = frozenset({1, 3})  # yes, and probably: a phone that shares its connection
_ANSWER_SECONDS = 1.0


def may_be_used() -> bool:
    """False where each byte is paid for, or there is no network; True also where that cannot be known.

    Waits for an answer up to a second: call it off the window's thread.
    """
    if sys.platform != "linux":
        return True
    found: dict[str, Any] = {}
    with contextlib.suppress(ImportError, OSError, LookupError, RuntimeError, ValueError):
        found = _ask("State", "Metered")  # without a bus, or a NetworkManager on it, nothing is known
    return found.get("State", _CONNECTED) >= _CONNECTED and found.get("Metered", 0) not in _METERED


def _ask(*names: str) -> dict[str, Any]:
    from jeepney import DBusAddress, MessageType, Properties
    from jeepney.io.blocking import open_dbus_connection

    path, name = _MANAGER
    properties = Properties(DBusAddress(path, bus_name=name, interface=name))
    found = {}
    with contextlib.closing(open_dbus_connection("SYSTEM")) as connection:
        for wanted in names:
            reply = connection.send_and_get_reply(properties.get(wanted), timeout=_ANSWER_SECONDS)
            if reply.header.message_type is MessageType.method_return:
                found[wanted] = reply.body[0][1]
    return found
