"""An article, a part or a book as sound files: spoken, encoded beside that, kept piece by piece, joined."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from gxreader.app.recording_files import RecordingFiles, check_target, fingerprint, work_folder
from gxreader.app.recording_plan import Piece, Plan, make_plan
from gxreader.app.recording_values import Progress, Recorded, Wish
from gxreader.app.remaining import Remaining
from gxreader.errors import Cancelled, SpeechError

if TYPE_CHECKING:
    from gxreader.export.audio_work import WorkFolder
    from gxreader.export.subtitles import Cue
    from gxreader.speech.script import Sentence
    from gxreader.speech.synthesiser import Synthesiser
    from gxreader.speech.values import Utterance

_ENCODERS = 2  # encoding MP3 costs several times what espeak-ng's speaking does
_WAITING_PIECES = 3  # encoded or to be encoded: what is in memory stays bounded
_UNREMARKABLE = frozenset({"speech.neural-too-slow"})  # nobody waits for the next word of a recording

Voice = tuple["Synthesiser", str]


def _computers_voice() -> Voice:
    from gxreader.speech.record import recording_voice

    return recording_voice()


class Recording:
    """One recording; `run` waits for it, `cancel` may come from any thread."""

    def __init__(
        self,
        wish: Wish,
        told: Callable[[Progress], None] = lambda _progress: None,
        voice: Callable[[], Voice] = _computers_voice,
    ) -> None:
        """`told` hears of progress on the thread of `run`; `voice` makes a synthesiser, with its engine."""
        self._wish = wish
        self._told = told
        self._make_voice = voice
        self._cancelled = threading.Event()
        self._keeps = wish.resume
        self._skipped: list[SpeechError] = []
        self._failed: list[BaseException] = []
        self._room = threading.Semaphore(_WAITING_PIECES)

    def cancel(self, *, keep: bool) -> None:
        """End soon; what is finished is kept to go on from, or nothing is left."""
        self._keeps = keep
        self._cancelled.set()

    def run(self) -> Recorded:
        """Make the files. Raises ReaderError, Cancelled among them; files have their names when complete."""
        from gxreader.speech.script import build_script
        from gxreader.speech.spoken import spoken_units

        wish = self._wish
        units = spoken_units(wish.units, wish.skips)
        script = build_script(units, wish.article.language)
        if not script:
            raise SpeechError("speech.nothing-to-say")
        minutes = wish.minutes if wish.numbered else None
        plan = make_plan(
            wish.article, units, script, title=wish.title, rate=wish.settings.rate, minutes=minutes
        )
        check_target(wish, plan)
        synthesiser, engine = self._make_voice()
        synthesiser.trouble.connect(self._note)
        try:
            return self._with_voice(plan, script, synthesiser, engine)
        finally:
            synthesiser.close()

    def _with_voice(
        self, plan: Plan, script: tuple[Sentence, ...], synthesiser: Synthesiser, engine: str
    ) -> Recorded:
        wish = self._wish
        work = work_folder(wish, fingerprint(wish, script, engine))
        files = RecordingFiles(wish, plan, work)
        done = False
        try:
            self._speak(plan, script, synthesiser, engine, files)
            files.complete(self._check, self._told)
            done = True
        finally:
            if done or not self._keeps:
                work.remove()
            if not done and not self._keeps:
                files.remove_all()
        return Recorded(files.paths, files.seconds, tuple(self._skipped))

    def _speak(
        self,
        plan: Plan,
        script: tuple[Sentence, ...],
        synthesiser: Synthesiser,
        engine: str,
        files: RecordingFiles,
    ) -> None:
        """Make the pieces that are missing, and the files whose pieces are all there."""
        from gxreader.speech.record import spoken

        missing = [number for number in range(len(plan.pieces)) if not files.has(number)]
        wanted = [script[index] for number in missing for index in _sentences(plan.pieces[number])]
        remaining = Remaining(plan, missing, len(script), self._told)
        remaining.tell()
        answers = spoken(wanted, synthesiser, self._wish.settings, engine=engine, check=self._check)
        with ThreadPoolExecutor(_ENCODERS, "encoder") as pool, contextlib.closing(answers):
            for number in missing:
                piece = _SpokenPiece(script, self._wish, files.work)
                for _ in _sentences(plan.pieces[number]):
                    self._check()
                    sentence, answer = next(answers)
                    if isinstance(answer, SpeechError):
                        self._note(answer)
                    else:
                        piece.add(sentence, answer, files)
                    remaining.spoke(sentence)
                self._room.acquire()
                pool.submit(piece.keep, number, files).add_done_callback(self._kept)
                files.complete_early(self._check)
        self._check()

    def _kept(self, future: Future[None]) -> None:
        self._room.release()
        error = future.exception()
        if error is not None:
            self._failed.append(error)

    def _note(self, error: SpeechError) -> None:
        if error.key not in _UNREMARKABLE:
            self._skipped.append(error)

    def _check(self) -> None:
        """Raise what ends the work early."""
        if self._failed:
            raise self._failed[0]
        if self._cancelled.is_set():
            raise Cancelled("export.cancelled")


def _sentences(piece: Piece) -> range:
    return range(piece.first, piece.stop)


class _SpokenPiece:
    """A piece while its sentences come in."""

    def __init__(self, script: tuple[Sentence, ...], wish: Wish, work: WorkFolder) -> None:
        self._script = script
        self._wish = wish
        self._work = work
        self._sound = bytearray()
        self._sentences: list[int] = []
        self._cues: list[Cue] = []
        self._rate = 0

    def add(self, sentence: Sentence, utterance: Utterance, files: RecordingFiles) -> None:
        """One more sentence."""
        from gxreader.export.audio_formats import BYTES_A_SAMPLE
        from gxreader.export.subtitles import Cue
        from gxreader.speech.record import sound_of

        self._rate = files.rate(utterance.sample_rate)
        start = len(self._sound) / BYTES_A_SAMPLE * 1000 / self._rate
        words = tuple((mark.start, start + mark.milliseconds) for mark in utterance.marks)
        self._sentences.append(sentence.index)
        self._cues.append(Cue(start, start + utterance.milliseconds, sentence.text, words))
        self._sound += sound_of(self._script, sentence, utterance, self._wish.settings, self._rate)

    def keep(self, number: int, files: RecordingFiles) -> None:
        """Encode it and write it into the work folder; on a thread of its own. Raises OutputError."""
        from gxreader.export.audio_formats import BYTES_A_SAMPLE, encode_piece, shortening
        from gxreader.export.audio_work import KeptPiece
        from gxreader.speech.saying import pause_after
        from gxreader.speech.values import silence

        rate = self._rate or files.rate(0)
        sound = bytes(self._sound) or silence(100, rate)
        if self._sentences:
            pause = pause_after(self._script, self._sentences[-1], self._wish.settings)
            spare = min(shortening(files.form, rate), pause * rate // 1000)
            sound = sound[: len(sound) - spare * BYTES_A_SAMPLE]
        encoded = encode_piece(files.form, sound, rate, steady=files.is_steady)
        kept = KeptPiece(
            size=len(encoded.data),
            length=len(sound) // BYTES_A_SAMPLE,
            sample_rate=rate,
            whole_samples=encoded.samples,
            whole_rate=encoded.sample_rate,
            sentences=tuple(self._sentences),
            cues=tuple(self._cues),
        )
        self._work.keep(number, encoded, kept)
        files.keep(number, kept)


def record_to(wish: Wish, told: Callable[[Progress], None] = lambda _progress: None) -> Recorded:
    """Make a recording and wait for it. Raises ReaderError."""
    return Recording(wish, told).run()
