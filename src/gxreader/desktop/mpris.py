"""The media keys and the "now playing" of Linux desktops: a media player on the session bus (MPRIS 2.2)."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from gxreader.desktop.bus import SESSION, Bus, Wire
from gxreader.desktop.mpris_values import (
    BUS_NAME,
    INTROSPECTABLE,
    OBJECT,
    PEER,
    PLAYER,
    PROPERTIES,
    ROOT,
    Variants,
    description,
    properties,
)
from gxreader.desktop.values import Asked, NowPlaying, Wish

_WISHES = {
    (ROOT, "Raise"): Wish.COME_FORWARD,
    (ROOT, "Quit"): Wish.QUIT,
    (PLAYER, "Play"): Wish.PLAY,
    (PLAYER, "Pause"): Wish.PAUSE,
    (PLAYER, "PlayPause"): Wish.TOGGLE,
    (PLAYER, "Stop"): Wish.STOP,
    (PLAYER, "Next"): Wish.NEXT,
    (PLAYER, "Previous"): Wish.PREVIOUS,
}
_WITHOUT_EFFECT = {(PLAYER, "Seek"), (PLAYER, "SetPosition"), (PEER, "Ping")}  # CanSeek is false
_VALUES = {"Rate": Wish.RATE, "Volume": Wish.VOLUME}
_ERROR = "org.freedesktop.DBus.Error"
_PRIMARY_OWNER = 1
_DO_NOT_QUEUE = 4


class Refusal(Exception):
    """A call that cannot be answered; the message is the last word of the D-Bus error's name."""


class MprisPlayer:
    """Shows what is read, and passes on what is asked, from the bus's own thread."""

    def __init__(self, asked: Callable[[Asked], None]) -> None:
        """Call `asked` for every wish, from any thread; nothing is on the bus before the first `show`."""
        self.bus = Bus(SESSION, self._serve, self._register)
        self._asked = asked
        self._now = NowPlaying()

    def show(self, now: NowPlaying) -> None:
        """Tell the desktop what there is to know now."""
        self.bus.run(lambda wire: self._change(wire, now))

    def _change(self, wire: Wire, now: NowPlaying) -> None:
        from jeepney import DBusAddress, new_signal

        before, self._now = self._now, now
        emitter = DBusAddress(OBJECT, interface=PROPERTIES)
        for interface in (ROOT, PLAYER):
            old = properties(interface, before)
            changed = {
                name: value for name, value in properties(interface, now).items() if value != old[name]
            }
            if changed:
                told: tuple[str, Variants, list[str]] = (interface, changed, [])
                wire.send(new_signal(emitter, "PropertiesChanged", "sa{sv}as", told))

    def _register(self, wire: Wire) -> None:
        """Take the player's name; a second window takes one of its own."""
        from jeepney.bus_messages import message_bus

        def answered(reply: tuple[Any, ...] | None) -> None:
            if reply is None or reply[0] != _PRIMARY_OWNER:
                name = f"{BUS_NAME}.instance{os.getpid()}"
                wire.ask(message_bus.RequestName(name, _DO_NOT_QUEUE), lambda _reply: None)

        wire.ask(message_bus.RequestName(BUS_NAME, _DO_NOT_QUEUE), answered)

    def _serve(self, wire: Wire, call: Any) -> None:
        from jeepney import new_error, new_method_return

        try:
            signature, body = self._answer(call)
        except Refusal as refusal:
            reply = new_error(call, f"{_ERROR}.{refusal}")
        else:
            reply = new_method_return(call, signature, body)
        wire.answer(call, reply)

    def _answer(self, call: Any) -> tuple[str | None, tuple[Any, ...]]:
        """The signature and values that answer a call. Raises Refusal."""
        from jeepney import HeaderFields

        fields = call.header.fields
        interface, member = fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
        if fields.get(HeaderFields.path) != OBJECT:
            raise Refusal("UnknownObject")
        wish = _WISHES.get((interface, member))
        if wish is not None:
            self._asked(Asked(wish))
            return None, ()
        if (interface, member) in _WITHOUT_EFFECT:
            return None, ()
        if (interface, member) == (INTROSPECTABLE, "Introspect"):
            return "s", (description(),)
        if (interface, member) == (PLAYER, "OpenUri"):
            raise Refusal("NotSupported")
        if interface == PROPERTIES:
            return self._property(member, fields.get(HeaderFields.signature, ""), call.body)
        raise Refusal("UnknownMethod")

    def _property(
        self, member: str, signature: str, body: tuple[Any, ...]
    ) -> tuple[str | None, tuple[Any, ...]]:
        match member, signature:
            case "GetAll", "s":
                return "a{sv}", (properties(body[0], self._now),)
            case "Get", "ss":
                return "v", (self._known(body[0], body[1]),)
            case "Set", "ssv":
                self._known(body[0], body[1])
                kind, value = body[2]
                wish = _VALUES.get(body[1])
                if wish is None:
                    raise Refusal("PropertyReadOnly")
                if kind != "d":
                    raise Refusal("InvalidArgs")
                self._asked(Asked(wish, float(value)))
                return None, ()
        raise Refusal("InvalidArgs" if member in {"Get", "GetAll", "Set"} else "UnknownMethod")

    def _known(self, interface: str, name: str) -> tuple[str, Any]:
        known = properties(interface, self._now)
        if name not in known:
            raise Refusal("UnknownProperty")
        return known[name]
