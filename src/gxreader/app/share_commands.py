"""The commands of sharing, and of taking an article away by phone."""

from __future__ import annotations

from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.settings.schema import LOCAL_PAGE, SOUND


def _hear_how(reader: Reader) -> None:
    """Read the steps aloud, whatever was being read."""
    reader.listening.stop()
    if not reader.settings.get(SOUND):
        reader.announcements.offer("say.reading-muted", "sound")
    text = "\n".join(reader.carrying.words(reader.appearance.messages))
    reader.voices.speak(text, reader.appearance.language)


def _switch_local_page(reader: Reader) -> None:
    on = not reader.settings.get(LOCAL_PAGE)
    if on and not reader.carrying.policy.local_page:
        reader.announcements.say("say.local-page-forbidden")
        return
    reader.settings.set(LOCAL_PAGE, on)
    reader.announcements.say("say.local-page" if on else "say.local-page-off")


SHARE = (
    Command(
        id="share",
        icon="share-2",
        run=lambda reader: reader.interface.show_page(Page.SHARE),
        group=Group.TAKE,
        shortcuts=("Ctrl+Shift+G",),
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="share-open",
        icon="check",
        run=lambda reader: reader.sharing.open_asked(),
        group=Group.TAKE,
        in_terminal=False,
    ),
    Command(
        id="share-not",
        icon="x",
        run=lambda reader: reader.sharing.decline(),
        group=Group.TAKE,
        in_terminal=False,
    ),
    Command(
        id="phone-hear",
        icon="ear",
        run=_hear_how,
        group=Group.TAKE,
    ),
    Command(
        id="phone-text",
        icon="file-text",
        run=lambda reader: reader.carrying.show_text(),
        group=Group.TAKE,
        needs_article=True,
    ),
    Command(
        id="phone-link",
        icon="qr-code",
        run=lambda reader: reader.carrying.show_address(),
        group=Group.TAKE,
    ),
    Command(
        id="phone-previous",
        icon="arrow-left",
        run=lambda reader: reader.carrying.step(-1),
        group=Group.TAKE,
    ),
    Command(
        id="phone-next",
        icon="arrow-right",
        run=lambda reader: reader.carrying.step(1),
        group=Group.TAKE,
    ),
    Command(
        id="phone-page",
        icon="smartphone",
        run=lambda reader: reader.carrying.ask_for_page(),
        group=Group.TAKE,
        needs_article=True,
        in_terminal=False,
    ),
    Command(
        id="phone-page-yes",
        icon="check",
        run=lambda reader: reader.carrying.give_page(),
        group=Group.TAKE,
        in_terminal=False,
    ),
    Command(
        id="phone-page-no",
        icon="x",
        run=lambda reader: reader.carrying.show_address(),
        group=Group.TAKE,
        in_terminal=False,
    ),
    Command(
        id="local-page",
        icon="smartphone",
        run=_switch_local_page,
        group=Group.PROGRAM,
        label=lambda reader: (
            "command.local-page.on" if reader.settings.get(LOCAL_PAGE) else "command.local-page"
        ),
        in_terminal=False,
    ),
)
