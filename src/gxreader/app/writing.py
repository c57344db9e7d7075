"""How Chinese is shown: simplified or traditional characters, and pinyin above them."""

from __future__ import annotations

from functools import partial

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.errors import ReaderError
from gxreader.han.writing import (
    AS_WRITTEN,
    SIMPLIFIED,
    TRADITIONAL,
    article_is_traditional,
    is_prepared,
    prepare,
)
from gxreader.model.event import Event
from gxreader.settings.schema import PINYIN, SCRIPT, WORDING
from gxreader.settings.store import Settings


class Writing:
    """Changes the way of writing, which is shown once its tables are there: they come by another thread."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        appearance: Appearance,
        announcements: Announcements,
        tasks: Tasks,
    ) -> None:
        """Load what the settings already wish for."""
        self.changed: Event[None] = Event()
        self._session = session
        self._settings = settings
        self._appearance = appearance
        self._announcements = announcements
        self._tasks = tasks
        settings.changed.connect(self._setting_changed)
        self._load()

    @property
    def is_ready(self) -> bool:
        """Whether what is shown is what is wished for."""
        return is_prepared(self._settings.get(SCRIPT))

    @property
    def shows_traditional(self) -> bool:
        """Whether the open article is shown in traditional characters."""
        script = self._settings.get(SCRIPT)
        if script != AS_WRITTEN:
            return script in TRADITIONAL
        return article_is_traditional(self._session.units)

    def switch(self) -> None:
        """From simplified to traditional characters, in the wording that was chosen last, or back."""
        self.choose(SIMPLIFIED if self.shows_traditional else self._settings.get(WORDING))

    def choose(self, script: str) -> None:
        """Show Chinese in a way of writing."""
        if script != self._settings.get(SCRIPT):
            if script in TRADITIONAL:
                self._settings.set(WORDING, script)
            self._settings.set(SCRIPT, script)
        self._announcements.say(f"say.script-{script}")

    def switch_pinyin(self) -> None:
        """Pinyin above the characters, or no longer."""
        shown = not self._settings.get(PINYIN)
        self._settings.set(PINYIN, shown)
        self._announcements.say("say.pinyin" if shown else "say.pinyin-off")

    def _setting_changed(self, key: str) -> None:
        if key == SCRIPT.key:
            self._load()

    def _load(self) -> None:
        script = self._settings.get(SCRIPT)
        if not is_prepared(script):
            self._tasks.work(partial(prepare, script), lambda _nothing: self.changed.emit(None), self._failed)

    def _failed(self, error: ReaderError) -> None:
        self._announcements.trouble(error)
