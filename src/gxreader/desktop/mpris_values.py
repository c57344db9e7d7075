"""What MPRIS 2.2 calls things: the properties of a media player, and the description of its interfaces."""

from __future__ import annotations

from typing import Any

from gxreader.desktop.values import NowPlaying

OBJECT = "/org/mpris/MediaPlayer2"
BUS_NAME = "org.mpris.MediaPlayer2.gxreader"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"
LONGEST = 200  # code points of a title or source: what shows it has one line

Variants = dict[str, tuple[str, Any]]  # the name of each property, its D-Bus type and its value


def properties(interface: str, now: NowPlaying) -> Variants:
    """The properties of one interface; none of an unknown one."""
    return {ROOT: _root, PLAYER: _player}.get(interface, _none)(now)


def _none(_now: NowPlaying) -> Variants:
    return {}


def _root(now: NowPlaying) -> Variants:
    return {
        "CanQuit": ("b", now.can_quit),
        "CanRaise": ("b", True),
        "HasTrackList": ("b", False),
        "Identity": ("s", one_line(now.name)),
        "DesktopEntry": ("s", "gxreader"),
        "SupportedUriSchemes": ("as", []),
        "SupportedMimeTypes": ("as", []),
    }


def _player(now: NowPlaying) -> Variants:
    return {
        "PlaybackStatus": ("s", now.status.value),
        "Rate": ("d", now.rate),
        "MinimumRate": ("d", now.slowest),
        "MaximumRate": ("d", now.fastest),
        "Volume": ("d", now.volume),
        "Metadata": ("a{sv}", _metadata(now)),
        "Position": ("x", 0),  # sentences have no fixed length in time: there is no place in seconds
        "CanGoNext": ("b", now.is_open),
        "CanGoPrevious": ("b", now.is_open),
        "CanPlay": ("b", now.is_open),
        "CanPause": ("b", now.is_open),
        "CanSeek": ("b", False),
        "CanControl": ("b", True),
    }


def _metadata(now: NowPlaying) -> Variants:
    if not now.is_open:
        return {"mpris:trackid": ("o", f"{OBJECT}/TrackList/NoTrack")}
    told: Variants = {
        "mpris:trackid": ("o", f"/org/gxreader/article/{now.track}"),
        "xesam:title": ("s", one_line(now.title)),
    }
    if now.source:
        told["xesam:artist"] = ("as", [one_line(now.source)])
    return told


def one_line(text: str) -> str:
    """A text fit for the bus, which takes no NUL and no half of a surrogate pair, and cut to one line."""
    sound = " ".join(text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").split())
    return sound if len(sound) <= LONGEST else sound[: LONGEST - 1] + "…"


def _described(interface: str, methods: str) -> str:
    writable = {"Rate", "Volume"}
    listed = "".join(
        f'<property name="{name}" type="{kind}" access="{"readwrite" if name in writable else "read"}"/>'
        for name, (kind, _value) in properties(interface, NowPlaying()).items()
    )
    return f'<interface name="{interface}">{methods}{listed}</interface>'


def description() -> str:
    """The introspection data of the object, in XML."""
    root = "".join(f'<method name="{name}"/>' for name in ("Raise", "Quit"))
    plain = ("Play", "Pause", "PlayPause", "Stop", "Next", "Previous")
    player = "".join(f'<method name="{name}"/>' for name in plain) + (
        '<method name="Seek"><arg name="Offset" type="x" direction="in"/></method>'
        '<method name="SetPosition"><arg name="TrackId" type="o" direction="in"/>'
        '<arg name="Position" type="x" direction="in"/></method>'
        '<method name="OpenUri"><arg name="Uri" type="s" direction="in"/></method>'
        '<signal name="Seeked"><arg name="Position" type="x"/></signal>'
    )
    return f"<node>{_described(ROOT, root)}{_described(PLAYER, player)}{_STANDARD}</node>"


_STANDARD = f"""
<interface name="{PROPERTIES}">
<method name="Get"><arg name="interface" type="s" direction="in"/><arg name="name" type="s" direction="in"/>
<arg name="value" type="v" direction="out"/></method>
<method name="GetAll"><arg name="interface" type="s" direction="in"/>
<arg name="values" type="a{{sv}}" direction="out"/></method>
<method name="Set"><arg name="interface" type="s" direction="in"/><arg name="name" type="s" direction="in"/>
<arg name="value" type="v" direction="in"/></method>
<signal name="PropertiesChanged"><arg name="interface" type="s"/><arg name="changed" type="a{{sv}}"/>
<arg name="invalidated" type="as"/></signal>
</interface>
<interface name="{INTROSPECTABLE}">
<method name="Introspect"><arg name="xml" type="s" direction="out"/></method>
</interface>
<interface name="{PEER}"><method name="Ping"/></interface>
"""
