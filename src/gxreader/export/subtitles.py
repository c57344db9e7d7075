"""The words of a recording with their times, for programs that show them: WebVTT, SubRip (SRT), LRC."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from gxreader.errors import UsageError
from gxreader.export.audio_tags import Chapter

_UNSEEN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Cue(msgspec.Struct, frozen=True):
    """A sentence and when it is heard, in milliseconds; `words` gives where each word begins, and when."""

    start: float
    end: float
    text: str
    words: tuple[tuple[int, float], ...] = ()

    def later(self, milliseconds: float) -> Cue:
        """The same cue in a recording in which so much comes before it."""
        words = tuple((place, moment + milliseconds) for place, moment in self.words)
        return Cue(self.start + milliseconds, self.end + milliseconds, self.text, words)


def written_subtitles(cues: Sequence[Cue], suffix: str, title: str = "") -> str:
    """Cues in the form that a file's suffix names. Raises UsageError for one that is none of FORMS."""
    form = FORMS.get(suffix.lower())
    if form is None:
        raise UsageError("cli.speak.subtitles-wrong", suffixes=" ".join(FORMS))
    return form([_on_one_line(cue) for cue in cues], " ".join(title.split()))


def written_chapters(chapters: Sequence[Chapter], title: str = "") -> str:
    """Chapters as WebVTT, for players that show a table of contents."""
    cues = [Cue(chapter.start, chapter.end, chapter.title) for chapter in chapters]
    return written_subtitles(cues, ".vtt", title)


def _on_one_line(cue: Cue) -> Cue:
    """A line break would end a cue in some forms; the same number of characters keeps the words' places."""
    return msgspec.structs.replace(cue, text=cue.text.replace("\r", " ").replace("\n", " "))


def _vtt(cues: Sequence[Cue], title: str) -> str:
    """https://www.w3.org/TR/webvtt1: a time within a cue says when the words after it are heard."""
    head = f"WEBVTT - {title.translate(_UNSEEN)}" if title else "WEBVTT"
    return "\n".join([head, *(f"\n{_range(cue, '.')}\n{_timed(cue)}" for cue in cues)]) + "\n"


def _timed(cue: Cue) -> str:
    pieces: list[str] = []
    position, latest = 0, cue.start
    for place, moment in cue.words:
        if latest < moment < cue.end and place > position:  # times must rise, and lie within the cue
            pieces += [cue.text[position:place].translate(_UNSEEN), f"<{_clock(moment, '.')}>"]
            position, latest = place, moment
    return "".join([*pieces, cue.text[position:].translate(_UNSEEN)])


def _srt(cues: Sequence[Cue], _title: str) -> str:
    return "\n".join(f"{number}\n{_range(cue, ',')}\n{cue.text}\n" for number, cue in enumerate(cues, 1))


def _lrc(cues: Sequence[Cue], title: str) -> str:
    """The lines of a song, which small players show: minutes go beyond 59."""
    lines = [f"[ti:{title}]"] if title else []
    for cue in cues:
        minutes, rest = divmod(round(cue.start / 10), 6000)
        lines.append(f"[{minutes:02}:{rest // 100:02}.{rest % 100:02}]{cue.text}")
    return "\n".join(lines) + "\n"


def _range(cue: Cue, point: str) -> str:
    return f"{_clock(cue.start, point)} --> {_clock(cue.end, point)}"


def _clock(milliseconds: float, point: str) -> str:
    seconds, rest = divmod(round(milliseconds), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


FORMS: dict[str, Callable[[Sequence[Cue], str], str]] = {".vtt": _vtt, ".srt": _srt, ".lrc": _lrc}
