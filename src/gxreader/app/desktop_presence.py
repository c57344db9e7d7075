"""What the rest of the computer sees of the reader and may ask of it: media keys, sleep, other programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.app.commands import perform
from gxreader.app.reader import Reader
from gxreader.app.tasks import Tasks
from gxreader.settings.schema import SPEECH_RATE, VOLUME, Setting
from gxreader.speech.state import PlayerState

if TYPE_CHECKING:  # imported when the window is there
    from gxreader.desktop.services import Desktop
    from gxreader.desktop.values import Asked, NowPlaying

QUIETEST = 0.1  # of the voice's full volume

Made = Callable[[Callable[["Asked"], None], Callable[[], None]], "Desktop"]


def system_desktop(asked: Callable[[Asked], None], lost_turn: Callable[[], None]) -> Desktop:
    """This computer's own desktop."""
    from gxreader.desktop.services import SystemDesktop

    return SystemDesktop(asked, lost_turn)


class DesktopPresence:
    """Stands between the reader and the desktop; absent until `start`."""

    def __init__(self, reader: Reader, tasks: Tasks, make: Made = system_desktop) -> None:
        """Speak for `reader`; whatever the desktop asks comes through the one thread door."""
        self._reader = reader
        self._tasks = tasks
        self._make = make
        self._desktop: Desktop | None = None
        self._speaking = False
        self._come_forward: Callable[[], None] = lambda: None

    def start(self, come_forward: Callable[[], None] | None = None) -> None:
        """Appear; `come_forward` brings the window before all others."""
        if self._desktop is not None:
            return
        if come_forward is not None:
            self._come_forward = come_forward
        self._desktop = self._make(
            lambda asked: self._tasks.post(lambda: self._do(asked)),
            lambda: self._tasks.post(self._give_way),
        )
        reader = self._reader
        reader.listening.state_changed.connect(self._state_changed)
        reader.session.article_changed.connect(lambda _article: self._show())
        reader.settings.changed.connect(self._setting_changed)
        self._state_changed(reader.listening.state)

    def close(self) -> None:
        """Disappear, with every lock."""
        desktop, self._desktop = self._desktop, None
        if desktop is not None:
            desktop.close()

    def _state_changed(self, _state: PlayerState) -> None:
        if self._desktop is None:
            return
        speaking = self._reader.listening.is_speaking
        if speaking is not self._speaking:
            self._speaking = speaking
            if speaking:
                self._desktop.begin()
            else:
                self._desktop.end()
        self._show()

    def _setting_changed(self, _key: str) -> None:
        self._show()

    def _show(self) -> None:
        if self._desktop is not None:
            self._desktop.show(self._now_playing())

    def _now_playing(self) -> NowPlaying:
        """What may be told. Where nothing is kept, nobody learns what is read: only that something is."""
        from gxreader.desktop.values import NowPlaying, Status

        reader = self._reader
        name = reader.appearance.messages.text("ui.name")
        status = Status.PLAYING if reader.listening.is_speaking else Status.STOPPED
        if reader.listening.state is PlayerState.PAUSED:
            status = Status.PAUSED
        article, told = reader.session.article, reader.settings.is_kept
        title = source = ""
        if article is not None:
            title = (article.title if told else "") or name
            source = (article.source or article.site or article.author) if told else ""
        return NowPlaying(
            name=name,
            status=status,
            track=reader.session.number,
            title=title,
            source=source,
            rate=reader.listening.rate,
            slowest=SPEECH_RATE.lowest or reader.listening.rate,
            fastest=SPEECH_RATE.highest or reader.listening.rate,
            volume=reader.settings.get(VOLUME),
            can_quit=reader.settings.is_kept,  # a public terminal is not closed by a headset
        )

    def _give_way(self) -> None:
        """Another gxreader has begun: this one pauses and says why."""
        if self._reader.listening.is_speaking:
            self._reader.listening.toggle()
            self._reader.announcements.say("say.paused-for-another")

    def _do(self, asked: Asked) -> None:
        from gxreader.desktop.values import Wish

        if self._desktop is None:
            return
        reader = self._reader
        match asked.wish:
            case Wish.PLAY if not reader.listening.is_speaking:
                perform(reader, "play")
            case Wish.PAUSE if reader.listening.is_speaking:
                perform(reader, "play")
            case Wish.TOGGLE:
                perform(reader, "play")
            case Wish.STOP:
                perform(reader, "stop")
            case Wish.NEXT:
                perform(reader, "next-sentence")
            case Wish.PREVIOUS:
                perform(reader, "previous-sentence")
            case Wish.COME_FORWARD:
                self._come_forward()
            case Wish.QUIT if reader.settings.is_kept:
                perform(reader, "quit")
            case Wish.RATE:
                self._set_rate(asked.value)
            case Wish.VOLUME:
                self._set_volume(asked.value)

    def _set_rate(self, rate: float) -> None:
        """A pace from outside; by the rules of MPRIS none at all means a pause."""
        if rate <= 0.0:
            if self._reader.listening.is_speaking:
                perform(self._reader, "play")
            return
        self._reader.settings.set(SPEECH_RATE, within(SPEECH_RATE, rate))

    def _set_volume(self, volume: float) -> None:
        wanted = max(within(VOLUME, volume), QUIETEST)  # as in the window, never quite silent
        self._reader.settings.set(VOLUME, wanted)


def within(setting: Setting[float], value: float) -> float:
    """The nearest value a setting takes; its default for what is no number."""
    if value != value:  # noqa: PLR0124  # only what is no number differs from itself
        return setting.default
    lowest = value if setting.lowest is None else setting.lowest
    highest = value if setting.highest is None else setting.highest
    return round(min(max(value, lowest), highest), 2)
