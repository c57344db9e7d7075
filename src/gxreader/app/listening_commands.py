"""The commands of listening: reading aloud, pace, place, rest."""

from __future__ import annotations

from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.settings.schema import CLEAR_HEARING, EAR, SOUND
from gxreader.speech.state import PlayerState


def _play_label(reader: Reader) -> str:
    match reader.listening.state:
        case PlayerState.IDLE:
            return "command.play"
        case PlayerState.PAUSED:
            return "command.play.continue"
        case _:
            return "command.play.pause"


def _clear_label(reader: Reader) -> str:
    return "command.clear-hearing.off" if reader.settings.get(CLEAR_HEARING) else "command.clear-hearing"


def _ear_label(reader: Reader) -> str:
    ear = reader.settings.get(EAR)
    return f"command.ear.{ear}"


def _sleep_label(reader: Reader) -> str:
    choice = reader.listening.sleep_timer.choice
    return f"command.sleep.{choice}" if choice else "command.sleep"


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
        id="previous-paragraph",
        icon="skip-back",
        run=lambda reader: reader.listening.steps.previous_paragraph(),
        group=Group.LISTEN,
        shortcuts=("Alt+PgUp",),
        needs_article=True,
    ),
    Command(
        id="next-paragraph",
        icon="skip-forward",
        run=lambda reader: reader.listening.steps.next_paragraph(),
        group=Group.LISTEN,
        shortcuts=("Alt+PgDown",),
        needs_article=True,
    ),
    Command(
        id="previous-heading",
        icon="bookmark",
        run=lambda reader: reader.listening.steps.previous_heading(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+PgUp",),
        needs_article=True,
    ),
    Command(
        id="next-heading",
        icon="bookmark",
        run=lambda reader: reader.listening.steps.next_heading(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+PgDown",),
        needs_article=True,
    ),
    Command(
        id="beginning",
        icon="history",
        run=lambda reader: reader.listening.from_beginning(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Home",),
        needs_article=True,
    ),
    Command(
        id="slower",
        icon="snail",
        run=lambda reader: reader.listening.controls.slower(),
        group=Group.LISTEN,
        shortcuts=("Alt+Shift+S",),
    ),
    Command(
        id="faster",
        icon="rabbit",
        run=lambda reader: reader.listening.controls.faster(),
        group=Group.LISTEN,
        shortcuts=("Alt+S",),
    ),
    Command(
        id="quieter",
        icon="volume-1",
        run=lambda reader: reader.listening.controls.quieter(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Down",),
    ),
    Command(
        id="louder",
        icon="volume-2",
        run=lambda reader: reader.listening.controls.louder(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Up",),
    ),
    Command(
        id="sound",
        icon="volume-x",
        run=lambda reader: reader.listening.controls.switch_sound(),
        group=Group.LISTEN,
        shortcuts=("Alt+V",),
        label=lambda reader: "command.sound" if reader.settings.get(SOUND) else "command.sound.off",
    ),
    Command(
        id="prompts",
        icon="messages-square",
        run=lambda reader: reader.pointing.switch_prompts(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Shift+A",),
        label=lambda reader: "command.prompts.on" if reader.pointing.has_prompts else "command.prompts",
    ),
    Command(
        id="clear-hearing",
        icon="ear",
        run=lambda reader: reader.listening.controls.switch_clear_hearing(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Shift+H",),
        label=_clear_label,
    ),
    Command(
        id="ear",
        icon="ear",
        run=lambda reader: reader.listening.controls.next_ear(),
        group=Group.LISTEN,
        label=_ear_label,
    ),
    Command(
        id="pauses",
        icon="pause",
        run=lambda reader: reader.listening.controls.next_pauses(),
        group=Group.LISTEN,
        label=lambda reader: f"command.pauses.{reader.listening.controls.pauses}",
    ),
    Command(
        id="skip",
        icon="file-text",
        run=lambda reader: reader.listening.controls.switch_skipping(),
        group=Group.LISTEN,
        label=lambda reader: "command.skip.off" if reader.listening.controls.is_skipping else "command.skip",
    ),
    Command(
        id="voice",
        icon="messages-square",
        run=lambda reader: reader.interface.show_page(Page.VOICE),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Shift+V",),
        on_more=True,
    ),
    Command(
        id="sleep",
        icon="moon",
        run=lambda reader: reader.listening.next_sleep(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Shift+T",),
        label=_sleep_label,
    ),
)
