"""The commands of listening: reading aloud, pace, place, rest."""

from __future__ import annotations

from gxreader.app.command import Command, Group
from gxreader.app.reader import Reader
from gxreader.speech.state import PlayerState


def _play_label(reader: Reader) -> str:
    match reader.listening.state:
        case PlayerState.IDLE:
            return "command.play"
        case PlayerState.PAUSED:
            return "command.play.continue"
        case _:
            return "command.play.pause"


LISTEN = (
    Command(
        id="play",
        icon="play",
        run=lambda reader: reader.listening.toggle(),
        group=Group.LISTEN,
        shortcuts=("F5", "Alt+X"),
        label=_play_label,
        needs_article=True,
    ),
    Command(
        id="stop",
        icon="square",
        run=lambda reader: reader.listening.stop(),
        group=Group.LISTEN,
        shortcuts=("Shift+F5",),
        needs_article=True,
    ),
    Command(
        id="previous-sentence",
        icon="skip-back",
        run=lambda reader: reader.listening.previous_sentence(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Left",),
        needs_article=True,
    ),
    Command(
        id="next-sentence",
        icon="skip-forward",
        run=lambda reader: reader.listening.next_sentence(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Right",),
        needs_article=True,
    ),
    Command(
        id="slower",
        icon="snail",
        run=lambda reader: reader.listening.slower(),
        group=Group.LISTEN,
        shortcuts=("Alt+Shift+S",),
    ),
    Command(
        id="faster",
        icon="rabbit",
        run=lambda reader: reader.listening.faster(),
        group=Group.LISTEN,
        shortcuts=("Alt+S",),
    ),
    Command(
        id="quieter",
        icon="volume-1",
        run=lambda reader: reader.listening.quieter(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Down",),
    ),
    Command(
        id="louder",
        icon="volume-2",
        run=lambda reader: reader.listening.louder(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Up",),
    ),
)
