"""What a media player answers on the bus, call by call; the journeys ask it from another program."""

import pytest

pytest.importorskip("jeepney", reason="there is a message bus on Linux alone")

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageFlag,
    MessageType,
    Parser,
    new_method_call,
)

from gxreader.desktop.mpris import MprisPlayer
from gxreader.desktop.mpris_values import BUS_NAME, OBJECT, PLAYER, PROPERTIES, ROOT, one_line
from gxreader.desktop.values import Asked, NowPlaying, Status, Wish

OPEN = NowPlaying(status=Status.PLAYING, track=7, title="荔枝树下的图书馆", source="样刊")


class FakeWire:
    """Takes what is sent through the real encoding, and answers nothing by itself."""

    def __init__(self) -> None:
        self.sent = []
        self.questions = []

    def send(self, message) -> None:
        parser = Parser()
        parser.add_data(message.serialise(serial=1))
        self.sent.append(parser.get_next_message())

    def answer(self, call, reply) -> None:
        if not call.header.flags & MessageFlag.no_reply_expected:
            self.send(reply)

    def ask(self, message, answered) -> None:
        self.questions.append((message.body[0], answered))


@pytest.fixture
def asked() -> list[Asked]:
    return []


@pytest.fixture
def player(asked):
    made = MprisPlayer(asked.append)
    made._change(FakeWire(), OPEN)
    yield made
    made.bus.close()


def call(player, interface, member, signature=None, body=(), path=OBJECT):
    """The answer to a call: the error's name or None, and the values."""
    message = new_method_call(DBusAddress(path, BUS_NAME, interface), member, signature, body)
    message.header.serial = 5
    wire = FakeWire()
    player._serve(wire, message)
    (reply,) = wire.sent
    if reply.header.message_type is MessageType.error:
        return reply.header.fields[HeaderFields.error_name].rpartition(".")[2], ()
    return None, reply.body


@pytest.mark.parametrize(
    ("interface", "member", "wish"),
    [
        (PLAYER, "Play", Wish.PLAY),
        (PLAYER, "Pause", Wish.PAUSE),
        (PLAYER, "PlayPause", Wish.TOGGLE),
        (PLAYER, "Stop", Wish.STOP),
        (PLAYER, "Next", Wish.NEXT),
        (PLAYER, "Previous", Wish.PREVIOUS),
        (ROOT, "Raise", Wish.COME_FORWARD),
        (ROOT, "Quit", Wish.QUIT),
    ],
)
def test_every_key_is_passed_on(player, asked, interface, member, wish) -> None:
    assert call(player, interface, member) == (None, ())
    assert asked == [Asked(wish)]


def test_rate_and_volume_can_be_set_and_nothing_else(player, asked) -> None:
    for name, value in (("Rate", 1.5), ("Volume", 0.4)):
        assert call(player, PROPERTIES, "Set", "ssv", (PLAYER, name, ("d", value))) == (None, ())
    assert asked == [Asked(Wish.RATE, 1.5), Asked(Wish.VOLUME, 0.4)]
    refusals = {
        "PropertyReadOnly": (PLAYER, "CanPlay", ("b", False)),
        "UnknownProperty": (PLAYER, "Colour", ("s", "red")),
        "InvalidArgs": (PLAYER, "Rate", ("s", "fast")),
    }
    for refusal, body in refusals.items():
        assert call(player, PROPERTIES, "Set", "ssv", body)[0] == refusal
    assert len(asked) == 2


def test_what_makes_no_sense_is_refused_and_disturbs_nothing(player, asked) -> None:
    assert call(player, PROPERTIES, "Get", "s", (PLAYER,))[0] == "InvalidArgs"
    assert call(player, PROPERTIES, "GetAll")[0] == "InvalidArgs"
    assert call(player, PROPERTIES, "Get", "ss", ("org.example.Other", "Rate"))[0] == "UnknownProperty"
    assert call(player, PROPERTIES, "Forget", "s", (PLAYER,))[0] == "UnknownMethod"
    assert call(player, PLAYER, "Explode")[0] == "UnknownMethod"
    assert call(player, PLAYER, "OpenUri", "s", ("file:///etc/hostname",))[0] == "NotSupported"
    assert call(player, PLAYER, "Play", path="/org/mpris/Other")[0] == "UnknownObject"
    assert call(player, PLAYER, "Seek", "x", (5_000_000,)) == (None, ())
    assert asked == []


def test_a_caller_that_wants_no_answer_gets_none(player, asked) -> None:
    message = new_method_call(DBusAddress(OBJECT, BUS_NAME, PLAYER), "Play")
    message.header.serial = 5
    message.header.flags = MessageFlag.no_reply_expected
    wire = FakeWire()
    player._serve(wire, message)
    assert wire.sent == []
    assert asked == [Asked(Wish.PLAY)]


def test_everything_is_told_at_once_and_of_the_right_kind(player) -> None:
    _error, (values,) = call(player, PROPERTIES, "GetAll", "s", (PLAYER,))
    assert values["PlaybackStatus"] == ("s", "Playing")
    assert values["Metadata"][1] == {
        "mpris:trackid": ("o", "/org/gxreader/article/7"),
        "xesam:title": ("s", "荔枝树下的图书馆"),
        "xesam:artist": ("as", ["样刊"]),
    }
    assert values["CanGoNext"] == values["CanPlay"] == values["CanControl"] == ("b", True)
    _error, (root,) = call(player, PROPERTIES, "GetAll", "s", (ROOT,))
    assert root["DesktopEntry"] == ("s", "gxreader")


def test_only_what_has_changed_is_told(player) -> None:
    wire = FakeWire()
    player._change(wire, OPEN)
    assert wire.sent == []
    player._change(wire, NowPlaying(status=Status.PAUSED, track=7, title=OPEN.title, source=OPEN.source))
    (signal,) = wire.sent
    assert signal.header.fields[HeaderFields.member] == "PropertiesChanged"
    assert signal.body == (PLAYER, {"PlaybackStatus": ("s", "Paused")}, [])
    player._change(wire, NowPlaying())
    told = wire.sent[-1].body[1]
    assert told["Metadata"][1] == {"mpris:trackid": ("o", f"{OBJECT}/TrackList/NoTrack")}
    assert told["CanPlay"] == ("b", False)


@pytest.mark.parametrize(
    ("title", "shown"),
    [("上\n下", "上 下"), ("a\0b", "ab"), ("半\ud800个", "半?个"), ("长" * 500, "长" * 199 + "…")],
)
def test_odd_titles_fit_the_bus(player, title, shown) -> None:
    assert one_line(title) == shown
    wire = FakeWire()
    player._change(wire, NowPlaying(title=title))
    assert wire.sent[0].body[1]["Metadata"][1]["xesam:title"] == ("s", shown)


def test_a_second_window_takes_a_name_of_its_own(player) -> None:
    wire = FakeWire()
    player._register(wire)
    name, answered = wire.questions.pop()
    assert name == BUS_NAME
    answered((1,))
    assert wire.questions == []
    player._register(wire)
    wire.questions.pop()[1]((3,))
    assert wire.questions[0][0].startswith(f"{BUS_NAME}.instance")
