"""The open article as a file somebody can take along, with its pictures within."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.pictures import Box, Prepared
from gxreader.app.saving import Saving
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.app.works import Works
from gxreader.errors import OutputError
from gxreader.export.files import SUFFIXES, WITH_PICTURES, FileForm, file_bytes
from gxreader.i18n.messages import Messages

if TYPE_CHECKING:  # loading is imported when something is loaded, writing when something is written
    from gxreader.export.pictures import Embedded, Pictures
    from gxreader.load.loader import Loader, Work
    from gxreader.load.parsing.source import Bitmap

_PATIENCE = 20.0  # seconds for all the pictures together


class Exporting:
    """Writes files off the window's thread, one at a time; each is there whole or not at all."""

    def __init__(
        self,
        session: Session,
        works: Works,
        appearance: Appearance,
        announcements: Announcements,
        saving: Saving,
        tasks: Tasks,
    ) -> None:
        """Write what is open in `session`; `saving` remembers where the last file is."""
        self._session = session
        self._works = works
        self._appearance = appearance
        self._announcements = announcements
        self._saving = saving
        self._tasks = tasks
        self.is_working = False

    def name(self) -> str:
        """A proposed name, without a suffix."""
        from gxreader.export.audio_names import safe_name

        article = self._session.article
        return safe_name(article.title if article else "") or "gxreader"

    def start(self, form: FileForm, target: Path) -> None:
        """Write the open article in a form; what went before is told in words."""
        from gxreader.load.loader import Work

        article = self._session.article
        if article is None or self.is_working:
            self._announcements.say("say.export-busy" if self.is_working else "say.no-article")
            return
        if self._session.is_growing:
            self._announcements.say("say.export-still-loading")
            return
        work, messages = Work(article, self._session.source), self._appearance.messages
        self.is_working = True
        self._announcements.say("say.export-begun")

        def job() -> int:
            return export(work, form, target, messages, self._works.loader())

        def done(missing: int) -> None:
            self.is_working = False
            self.tell_saved(target, missing)

        def failed(error: Exception) -> None:
            self.is_working = False
            self._announcements.trouble(
                error
                if isinstance(error, OutputError)
                else OutputError("export.cannot-write", name=target.name),
                remedy="export",
            )

        self._tasks.work(job, done, failed)

    def tell_saved(self, target: Path, missing: int = 0) -> None:
        """Say where a file is, with the key that shows it; `missing` pictures could not be brought."""
        self._saving.saved = target
        folder = target.parent.name or str(target.parent)
        if missing:
            self._announcements.offer(
                "say.saved-without", "show-saved", name=target.name, folder=folder, count=missing
            )
        else:
            self._announcements.offer("say.saved-file", "show-saved", name=target.name, folder=folder)


def export(work: Work, form: FileForm, target: Path, messages: Messages, loader: Loader) -> int:
    """Write a work to a file; how many of its pictures could not be brought. Raises OutputError."""
    from gxreader.app.gathering import addresses_of
    from gxreader.settings.store import replace_file

    pictures: Pictures = _pictures(work, loader) if form in WITH_PICTURES else {}
    data = file_bytes(work.article, form, messages, pictures)
    try:
        replace_file(target, data)
    except OSError as error:
        raise OutputError("export.cannot-write", name=target.name) from error
    return len(set(addresses_of(work)) - set(pictures)) if form in WITH_PICTURES else 0


def form_of(file: Path) -> FileForm | None:
    """The form that a file's name means."""
    suffix = {".htm": ".html", ".markdown": ".md"}.get(file.suffix.lower(), file.suffix.lower())
    return next((form for form, own in SUFFIXES.items() if own == suffix), None)


def _pictures(work: Work, loader: Loader) -> dict[str, Embedded]:
    from gxreader.app.gathering import gather
    from gxreader.export.pictures import Embedded

    found = gather(loader, work, _prepared, seconds=_PATIENCE)
    return {
        address: prepared.image for address, prepared in found.items() if isinstance(prepared.image, Embedded)
    }


def _prepared(bitmap: Bitmap, _box: Box) -> Prepared:
    from gxreader.export.pictures import embedded

    picture = embedded(bitmap.width, bitmap.height, bitmap.pixels)
    return Prepared(picture, len(picture.data))
