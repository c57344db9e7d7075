"""The files of one recording: where they are to stand, what is known of them, and their completion."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader import __version__
from gxreader.app.recording_plan import File, Plan
from gxreader.app.recording_values import Progress, Wish
from gxreader.errors import OutputError

if TYPE_CHECKING:
    from gxreader.export.audio_formats import Format
    from gxreader.export.audio_tags import Chapter, Tags
    from gxreader.export.audio_work import KeptPiece, WorkFolder
    from gxreader.export.subtitles import Cue
    from gxreader.speech.script import Sentence

WORK_SUFFIX = ".gxreader-part"
STEADY_SECONDS = 2 * 3600.0  # longer recordings are sought in, and are better of one bit rate
_SPARE_BYTES = 4 * 1024 * 1024


def work_path(target: Path, *, numbered: bool) -> Path:
    """Where the finished pieces of a recording wait: beside its file, or in its folder."""
    return target / WORK_SUFFIX if numbered else target.parent / f".{target.name}{WORK_SUFFIX}"


def check_target(wish: Wish, plan: Plan) -> None:
    """Look at the target before any work is done for it. Raises ReaderError."""
    from gxreader.export.audio import needed_bytes
    from gxreader.export.audio_formats import Joining, check_space, format_of, sound_library, written

    form = format_of(wish.suffix)
    sound_library()
    if form.joining is Joining.FFMPEG:
        from gxreader.export.audio_ffmpeg import find_ffmpeg

        find_ffmpeg()
    parent = wish.target.parent
    if not parent.is_dir():
        raise OutputError("cli.no-folder", name=wish.target.name, folder=str(parent))
    if wish.numbered:
        written(wish.target.name, lambda: wish.target.mkdir(exist_ok=True))
    elif wish.target.is_dir():
        raise OutputError("speech.file-not-written", name=wish.target.name)
    longest = max(sum(piece.seconds for piece in plan.pieces[file.first : file.stop]) for file in plan.files)
    needed = needed_bytes(form, longest) + form.bytes_a_second * round(plan.seconds - longest)
    check_space(wish.target if wish.numbered else parent, needed + _SPARE_BYTES)


def fingerprint(wish: Wish, script: tuple[Sentence, ...], engine: str) -> str:
    """What makes a recording this one and no other: text, voice, way of reading, form, version."""
    facts = (
        __version__,
        engine,
        msgspec.structs.replace(wish.settings, volume=1.0, ear="both"),  # heard, but not recorded
        wish.suffix,
        wish.numbered,
        wish.minutes,
        wish.title,
        [(sentence.text, sentence.language, sentence.place, sentence.said) for sentence in script],
    )
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()


def work_folder(wish: Wish, mark: str) -> WorkFolder:
    """The work folder of a recording. Raises OutputError."""
    from gxreader.export.audio_formats import format_of
    from gxreader.export.audio_work import WorkFolder

    path = work_path(wish.target, numbered=wish.numbered)
    return WorkFolder(path, mark, format_of(wish.suffix).piece_suffix, resume=wish.resume)


class RecordingFiles:
    """Knows which pieces are there, and makes files of them. Pieces are reported from any thread."""

    def __init__(self, wish: Wish, plan: Plan, work: WorkFolder) -> None:
        """Take in what an earlier attempt has left."""
        from gxreader.export.audio_formats import format_of

        self.form: Format = format_of(wish.suffix)
        self.work = work
        self._wish = wish
        self._plan = plan
        self._lock = threading.Lock()
        self.is_steady = wish.numbered or plan.seconds > STEADY_SECONDS
        self._next = 0  # the file that is to be completed next
        self._rate = 0
        self._kept: dict[int, KeptPiece] = {}
        names = self._names()
        self.paths = tuple(wish.target / name for name in names) if wish.numbered else (wish.target,)
        if work.is_resumed:
            self._take_in()

    def _names(self) -> list[str]:
        from gxreader.export.audio_names import numbered_name

        files, ascii_only = self._plan.files, self._wish.ascii_names
        return [
            numbered_name(number, len(files), file.title, self._wish.suffix, ascii_only=ascii_only)
            for number, file in enumerate(files, 1)
        ]

    def _take_in(self) -> None:
        for file, path in zip(self._plan.files, self.paths, strict=True):
            complete = self._wish.numbered and self.work.is_finished(path)
            for number in range(file.first, file.stop):
                kept = self.work.piece(number)
                if kept is not None and (complete or self.work.has_sound(number, kept)):
                    self._kept[number] = kept
                    self._rate = kept.sample_rate

    @property
    def seconds(self) -> float:
        """How long the whole is, as far as it is there."""
        return sum(kept.whole_milliseconds for kept in self._kept.values()) / 1000

    def rate(self, voice_rate: int) -> int:
        """The sample rate of the recording: that of the first sentence's voice, if the format allows it."""
        from gxreader.export.audio_formats import rate_for

        self._rate = self._rate or rate_for(self.form, voice_rate)
        return self._rate

    def has(self, number: int) -> bool:
        """Whether a piece need not be made."""
        return number in self._kept

    def keep(self, number: int, kept: KeptPiece) -> None:
        """A piece is in the work folder."""
        with self._lock:
            self._kept[number] = kept

    def complete_early(self, check: Callable[[], None]) -> None:
        """Make the numbered files whose pieces are all there. Raises ReaderError."""
        while self._wish.numbered and self._next < len(self._plan.files):
            file = self._plan.files[self._next]
            if not all(number in self._kept for number in range(file.first, file.stop)):
                return
            self._complete(self._next, check, lambda _progress: None)
            self._next += 1

    def complete(self, check: Callable[[], None], told: Callable[[Progress], None]) -> None:
        """Make all files that are not there yet, then the playlist and the chapters. Raises ReaderError."""
        while self._next < len(self._plan.files):
            self._complete(self._next, check, told)
            self._next += 1
        if self._wish.numbered:
            self._write_playlist()
        if self._wish.chapters is not None:
            from gxreader.export.subtitles import written_chapters

            file = File(0, len(self._plan.pieces), self._wish.title)
            text = written_chapters(self._chapters(file), self._wish.title)
            _write(self._wish.chapters, text)

    def _complete(self, place: int, check: Callable[[], None], told: Callable[[Progress], None]) -> None:
        from gxreader.export.audio import write_sound

        file, path = self._plan.files[place], self.paths[place]
        numbers = range(file.first, file.stop)
        if not self.work.is_finished(path):

            def count(number: int) -> None:
                check()
                told(Progress(number + 1, len(numbers), joining=True))

            pieces = [self.work.file_of(number, self._kept[number]) for number in numbers]
            write_sound(path, pieces, self._tags(place), self.work.folder, count)
            if self._wish.numbered:
                self.work.finish(path, numbers)
        self._write_subtitles(file, path)

    def _tags(self, place: int) -> Tags:
        from gxreader.export.audio_tags import Tags

        article, file, count = self._wish.article, self._plan.files[place], len(self._plan.files)
        chapters = self._chapters(file)
        return Tags(
            title=file.title or self._wish.title,
            artist=article.author or article.source or article.site,
            album=self._wish.title if self._wish.numbered else article.title or self._wish.title,
            date=f"{article.published:%Y-%m-%d}" if article.published else "",
            language=article.language,
            url=article.url,
            track=place + 1 if self._wish.numbered else 0,
            tracks=count if self._wish.numbered else 0,
            seconds=sum(self._kept[number].whole_milliseconds for number in _numbers(file)) / 1000,
            chapters=chapters if len(chapters) > 1 else (),
        )

    def _chapters(self, file: File) -> tuple[Chapter, ...]:
        """The chapters of a file; one that was begun in the file before goes on from its beginning."""
        from gxreader.export.audio_tags import Chapter

        starts: dict[int, float] = {}
        at = 0.0
        for number in _numbers(file):
            kept = self._kept[number]
            for sentence, cue in zip(kept.sentences, kept.cues, strict=True):
                starts[sentence] = at + cue.start
            at += kept.whole_milliseconds
        first = self._plan.pieces[file.first].first
        stop = self._plan.pieces[file.stop - 1].stop
        begun = [mark for mark in self._plan.marks if mark.sentence <= first][-1:]
        marks = begun + [mark for mark in self._plan.marks if first < mark.sentence < stop]
        times: list[tuple[str, float]] = []
        for place, mark in enumerate(marks):
            spoken = next((index for index in range(mark.sentence, stop) if index in starts), None)
            if place == 0:
                times.append((mark.title, 0.0))
            elif spoken is not None:
                times.append((mark.title, starts[spoken]))
        ends = [start for _, start in times[1:]] + [at]
        return tuple(Chapter(title, start, end) for (title, start), end in zip(times, ends, strict=True))

    def cues(self, file: File) -> list[Cue]:
        """When each sentence of a file is heard."""
        cues: list[Cue] = []
        at = 0.0
        for number in _numbers(file):
            kept = self._kept[number]
            cues += [cue.later(at) for cue in kept.cues]
            at += kept.whole_milliseconds
        return cues

    def _write_subtitles(self, file: File, path: Path) -> None:
        from gxreader.export.subtitles import written_subtitles

        wish = self._wish
        target = wish.subtitles
        if wish.numbered:
            target = path.with_suffix(wish.subtitle_suffix) if wish.subtitle_suffix else None
        if target is not None:
            _write(target, written_subtitles(self.cues(file), target.suffix, file.title))

    def _write_playlist(self) -> None:
        from gxreader.export.audio_names import playlist, safe_name

        lengths = [
            sum(self._kept[number].whole_milliseconds for number in _numbers(file)) / 1000
            for file in self._plan.files
        ]
        entries = [
            (path.name, file.title, length)
            for path, file, length in zip(self.paths, self._plan.files, lengths, strict=True)
        ]
        name = safe_name(self._wish.title, ascii_only=self._wish.ascii_names) or "gxreader"
        _write(self._wish.target / f"{name}.m3u8", playlist(entries))

    def remove_all(self) -> None:
        """The recording is not wanted: what was completed of it goes, too."""
        for path in self.paths:
            if self._wish.numbered and path.name in self.work.finished_names():
                for made in (path, path.with_suffix(self._wish.subtitle_suffix or path.suffix)):
                    # what cannot be removed harms nobody: its name is hidden
                    with contextlib.suppress(OSError):
                        made.unlink(missing_ok=True)
        if self._wish.numbered:
            with contextlib.suppress(OSError):  # the folder may hold other files
                self._wish.target.rmdir()  # only if it is empty


def _numbers(file: File) -> range:
    return range(file.first, file.stop)


def _write(path: Path, text: str) -> None:
    """Write a text beside the sound, whole or not at all. Raises OutputError."""
    from gxreader.export.audio_formats import written
    from gxreader.settings.store import replace_file

    written(path.name, lambda: replace_file(path, text.encode("utf-8", "replace")))
