"""Taking the sound along, as the reader meets it: what, as what, where; then how far it is."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.recording_values import Progress, Recorded, Wish
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.app.voice import skipped, speech_settings
from gxreader.errors import Cancelled, ReaderError
from gxreader.model.event import Event
from gxreader.settings.store import Settings

if TYPE_CHECKING:  # the voice and the encoders are imported when something is to be recorded
    from gxreader.app.recording import Recording

    Make = Callable[[Wish, Callable[[Progress], None]], Recording]


class Phase(StrEnum):
    """Where the reader is with it."""

    CHOOSING = "choosing"
    WORKING = "working"
    STOPPING = "stopping"
    READY = "ready"
    TROUBLE = "trouble"


class Kind(StrEnum):
    """As what the sound is taken along."""

    PHONE = "phone"  # one MP3 file
    STICK = "stick"  # numbered MP3 files, for radios
    BEST = "best"  # one FLAC file


SUFFIXES = {Kind.PHONE: ".mp3", Kind.STICK: ".mp3", Kind.BEST: ".flac"}


class State(msgspec.Struct, frozen=True):
    """What there is to show: `target` is the file or folder, `count` the number of files that are ready."""

    phase: Phase = Phase.CHOOSING
    target: Path | None = None
    progress: Progress | None = None
    count: int = 0
    left_out: int = 0
    error: ReaderError | None = None


def _recording(wish: Wish, told: Callable[[Progress], None]) -> Recording:
    from gxreader.app.recording import Recording

    return Recording(wish, told)


class TakingSound:
    """One recording at a time, in the background; the reader may read on, and open something else."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        announcements: Announcements,
        tasks: Tasks,
        make: Make = _recording,
    ) -> None:
        """Nothing is recorded yet; `make` makes a recording."""
        self.changed: Event[State] = Event()
        self.state = State()
        self.only_part = False
        self._session = session
        self._settings = settings
        self._announcements = announcements
        self._tasks = tasks
        self._make = make
        self._recording: Recording | None = None
        self._told_of_closing = False
        self._number = 0  # of the recording: late reports of an earlier one change nothing
        session.article_changed.connect(self._article_changed)

    @property
    def is_working(self) -> bool:
        """Whether a recording is being made."""
        return self.state.phase in {Phase.WORKING, Phase.STOPPING}

    @property
    def has_parts(self) -> bool:
        """Whether there is a choice between the whole and the part being read."""
        return self._session.article is not None and len(self._session.article.parts) > 1

    def switch_scope(self) -> None:
        """The part being read instead of the whole, or the other way round."""
        self.only_part = not self.only_part
        self.changed.emit(self.state)

    def name(self) -> str:
        """What is to be taken along, as the name of a file without its suffix; may be empty."""
        from gxreader.export.audio_names import safe_name

        return safe_name(self._chosen_title())

    def start(self, kind: Kind, target: Path) -> None:
        """Record into a file, or into a folder for numbered files."""
        if self.is_working:
            self._announcements.say("say.sound-busy")
            return
        if self._session.is_growing:
            self._announcements.say("say.sound-still-loading")
            return
        wish = self._wish(kind, target)
        if wish is None:
            return
        self._number += 1
        self._told_of_closing = False
        number = self._number
        recording = self._recording = self._make(wish, lambda progress: self._told(number, progress))
        self._set(State(Phase.WORKING, target))
        self._announcements.say("say.sound-begun")
        self._tasks.work(
            recording.run,
            lambda recorded: self._done(number, target, recorded),
            lambda error: self._failed(number, target, error),
        )

    def stop(self, *, keep: bool) -> None:
        """End the recording soon; what is finished is kept for the next time, or nothing is left."""
        if self._recording is not None and self.is_working:
            self._recording.cancel(keep=keep)
            self._set(msgspec.structs.replace(self.state, phase=Phase.STOPPING))

    def another(self) -> None:
        """Choose again."""
        if not self.is_working:
            self._set(State())

    @property
    def keeps_open(self) -> bool:
        """Whether the program must not end yet: sound is being saved, and the reader was not told of it."""
        return self.is_working and not self._told_of_closing

    def tell_of_closing(self) -> None:
        """Say what ending the program now would do; then it may end."""
        self._told_of_closing = True
        self._announcements.say("say.sound-not-finished")

    def close(self) -> None:
        """The program ends: what is finished waits for the next time."""
        if self._recording is not None:
            self._recording.cancel(keep=True)
        self._number += 1

    def _chosen_title(self) -> str:
        article = self._session.article
        if article is None:
            return ""
        if self.only_part and self.has_parts:
            from gxreader.app.recording_choice import part_titles

            return part_titles(self._session.units)[self._part()] or article.title
        return article.title

    def _part(self) -> int:
        return self._session.units.part_of(self._session.place.block)

    def _wish(self, kind: Kind, target: Path) -> Wish | None:
        article, units = self._session.article, self._session.units
        if article is None or not len(units):
            self._announcements.trouble(ReaderError("say.nothing-to-read"), remedy="home")
            return None
        in_part = self.only_part and self.has_parts
        return Wish(
            article=article,
            units=units.of_part(self._part()) if in_part else units.all,
            title=self._chosen_title() or target.stem,
            target=target,
            settings=speech_settings(self._settings),
            suffix=SUFFIXES[kind],
            numbered=kind is Kind.STICK,
            skips=skipped(self._settings),
            resume=True,
        )

    def _told(self, number: int, progress: Progress) -> None:
        """On the recording's thread."""
        self._tasks.post(lambda: self._show(number, progress))

    def _show(self, number: int, progress: Progress) -> None:
        if number == self._number and self.is_working:
            self._set(msgspec.structs.replace(self.state, progress=progress))

    def _done(self, number: int, target: Path, recorded: Recorded) -> None:
        if number == self._number:
            left_out = len(recorded.skipped)
            self._set(State(Phase.READY, target, count=len(recorded.files), left_out=left_out))
            self._announcements.say("say.sound-ready", name=target.name)

    def _failed(self, number: int, target: Path, error: ReaderError) -> None:
        if number != self._number:
            return
        if isinstance(error, Cancelled):
            self._set(State())
            self._announcements.say("say.sound-stopped")
        else:
            self._set(State(Phase.TROUBLE, target, error=error))
            self._announcements.trouble(error, remedy="take-sound")

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit(state)

    def _article_changed(self, _article: object) -> None:
        """What was ready or in trouble belonged to another article."""
        if not self.is_working:
            self._set(State())
