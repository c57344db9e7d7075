"""What is wished of a recording, how far it is, and what came of it: frozen values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.errors import SpeechError
from gxreader.model.article import Article
from gxreader.model.units import Unit

if TYPE_CHECKING:
    from gxreader.speech.spoken import Skip
    from gxreader.speech.values import SpeechSettings

DEFAULT_MINUTES = 15


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What to record and into what.

    `units` are those of `article` that are wished, `title` names them. `target` is a file, or a folder for
    numbered files of at most about `minutes` each. `subtitles` is a file beside the one file; the numbered
    ones have theirs with `subtitle_suffix`, if it is given. `resume` goes on with what an earlier attempt has
    finished, and keeps what is finished when this one is interrupted.
    """

    article: Article
    units: tuple[Unit, ...]
    title: str
    target: Path
    settings: SpeechSettings
    suffix: str = ".mp3"
    numbered: bool = False
    minutes: int = DEFAULT_MINUTES
    ascii_names: bool = False
    subtitles: Path | None = None
    subtitle_suffix: str = ""
    chapters: Path | None = None
    skips: frozenset[Skip] = frozenset()
    resume: bool = False


class Progress(msgspec.Struct, frozen=True):
    """How far a recording is: in sentences while it is `joining` nothing, then in pieces.

    `seconds_left` is None while nobody knows.
    """

    done: int
    total: int
    seconds_left: float | None = None
    joining: bool = False


class Recorded(msgspec.Struct, frozen=True):
    """The files of a recording in order, their length, and the sentences that could not be spoken."""

    files: tuple[Path, ...]
    seconds: float
    skipped: tuple[SpeechError, ...] = ()
