"""The pronunciation dictionary: how a reader, a library or we want a word to be said.

Three files are read, the reader's own first: `dictionary.toml` beside the settings; the one a librarian has
put where GXREADER_DICTIONARY says, or into the computer's own folder for settings; the list that comes along.
Of two entries for the same stretch the longer one counts, then the earlier file.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import msgspec

from gxreader.errors import UsageError
from gxreader.resources import path
from gxreader.speech.normalise import Spoken
from gxreader.speech.pattern_guard import checked

POLICY_VARIABLE = "GXREADER_DICTIONARY"
FILE = "dictionary.toml"
MOST_ENTRIES = 5000
_LONGEST = 100  # characters of what is written, or of a pattern
_PINYIN = re.compile(r"[a-zü]{1,6}[1-5](?: [a-zü]{1,6}[1-5])*")


class Match(StrEnum):
    """What of a text an entry means: a stretch anywhere, a whole word, or what a pattern fits."""

    WORD = "word"
    WHOLE = "whole"
    PATTERN = "pattern"


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One word: `said` replaces it, `pinyin` (chong2 qing4) pronounces it, `skipped` leaves it out.

    With both `said` and `pinyin`, a voice that cannot be told pinyin says `said`. `language` (zh, en, yue)
    limits it to sentences of a language.
    """

    written: str
    said: str = ""
    pinyin: str = ""
    skipped: bool = False
    match: Match = Match.WORD
    language: str = ""
    note: str = ""

    def check(self) -> None:
        """Raises UsageError with what is wrong."""
        if not self.written.strip() or len(self.written) > _LONGEST or len(self.said) > _LONGEST:
            raise UsageError("dictionary.no-word")
        if not (self.said.strip() or self.pinyin or self.skipped):
            raise UsageError("dictionary.no-reading", written=self.written)
        if self.pinyin and not _PINYIN.fullmatch(self.pinyin):
            raise UsageError("dictionary.pinyin-wrong", pinyin=self.pinyin)
        if self.pinyin and self.match is not Match.PATTERN and len(self.pinyin.split()) != len(self.written):
            raise UsageError("dictionary.pinyin-length", pinyin=self.pinyin, written=self.written)
        if self.match is Match.PATTERN:
            _check_pattern(self.written)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a text (start, end); overlapping places of a word too."""
        if self.match is Match.WORD:
            start = text.find(self.written)
            while start >= 0:
                yield start, start + len(self.written)
                start = text.find(self.written, start + 1)
            return
        for found in _pattern(self.written, whole=self.match is Match.WHOLE).finditer(text):
            if found.end() > found.start():
                yield found.span()


@lru_cache(MOST_ENTRIES)
def _pattern(written: str, *, whole: bool) -> re.Pattern[str]:
    """What finds a pattern, or a whole word of letters; hanzi know no spaces between words."""
    if whole:
        return re.compile(rf"(?<![^\W\u3400-\u9fff]){re.escape(written)}(?![^\W\u3400-\u9fff])")
    return re.compile(written)


def _check_pattern(pattern: str) -> None:
    """A pattern that could keep the voice waiting, or fits nothing at all, is refused. Raises UsageError."""
    if checked(pattern).match(""):
        raise UsageError("dictionary.pattern-empty", pattern=pattern)


class _File(msgspec.Struct, frozen=True):
    entries: tuple[Entry, ...] = ()


def read_entries(file: Path) -> tuple[Entry, ...]:
    """The entries of a file; none without one. Raises UsageError for one that is damaged."""
    try:
        content = file.read_bytes()
    except OSError:  # no file, no entries
        return ()
    try:
        entries = msgspec.toml.decode(content, type=_File).entries[:MOST_ENTRIES]
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError("dictionary.damaged", name=file.name) from error
    for entry in entries:
        entry.check()
    return entries


def write_entries(file: Path, entries: tuple[Entry, ...]) -> None:
    """Replace a file as a whole. Raises OSError."""
    lines = ["# How words are said; see `gxreader dictionary --help`.\n"]
    for entry in entries:
        lines.append("\n[[entries]]\n")
        for name, value in msgspec.to_builtins(entry).items():
            # A JSON string is a TOML string as well, and so is true.
            lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}\n")
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text("".join(lines), encoding="utf-8")
    part.replace(file)


def own_file() -> Path:
    """The reader's own dictionary."""
    from platformdirs import user_config_path

    return user_config_path("gxreader", appauthor=False) / FILE


def policy_file() -> Path:
    """The dictionary of whoever looks after this computer."""
    wished = os.environ.get(POLICY_VARIABLE)
    if wished:
        return Path(wished)
    from platformdirs import site_config_path

    return site_config_path("gxreader", appauthor=False) / FILE


def starting_file() -> Path:
    """The list that comes along."""
    return path("speech", FILE)


def readings_file() -> Path:
    """What a voice is told besides that does not know how the sentence around a character makes it read."""
    return path("speech", "readings.txt")


def readings() -> tuple[Entry, ...]:
    """Its entries: in columns, because it is read before the first sound."""
    lines = readings_file().read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(
        Entry(
            written.strip("/"),
            pinyin=pinyin,
            match=Match.PATTERN if written.startswith("/") else Match.WORD,
            language="zh",
            note=" ".join(note),
        )
        for written, pinyin, *note in rows
    )


def dictionary_for(*, reads_pinyin: bool) -> Dictionary:
    """What is said otherwise by a voice that can be told pinyin, or by one that reads word for word."""
    files = (own_file(), policy_file(), starting_file())
    return Dictionary(files, () if reads_pinyin else readings())


class Dictionary:
    """The entries of all files, for the voice. Files that change are read again."""

    def __init__(self, files: tuple[Path, ...] | None = None, last: tuple[Entry, ...] = ()) -> None:
        """Read the three files, or others, the most important first; `last` come after them."""
        self._last = last
        self._files = (own_file(), policy_file(), starting_file()) if files is None else files
        self._stamps: tuple[float, ...] | None = None
        self._entries: list[Entry] = []

    def apply(
        self, text: str, language: str, *, reads_pinyin: bool
    ) -> tuple[Spoken, dict[tuple[int, int], str]]:
        """A sentence with its words as they are wished, and the pinyin of stretches of what is then said.

        What is damaged is left out: the reader is told where it is edited, and reading goes on.
        """
        self._refresh()
        primary = language.partition("-")[0].lower()
        said: list[str] = []
        origins: list[tuple[int, int]] = []
        pinyin: dict[tuple[int, int], str] = {}
        position = 0
        for start, end, entry in self._found(text, primary):
            said.append(text[position:start])
            origins += [(place, place + 1) for place in range(position, start)]
            begun = len(origins)
            if entry.pinyin and (reads_pinyin or not entry.said):
                words, places = text[start:end], [(place, place + 1) for place in range(start, end)]
                pinyin[begun, begun + len(words)] = entry.pinyin
            else:
                words = "" if entry.skipped else entry.said
                places = [(start, end)] * len(words)
            said.append(words)
            origins += places
            position = end
        said.append(text[position:])
        origins += [(place, place + 1) for place in range(position, len(text))]
        return Spoken("".join(said), tuple(origins)), pinyin

    def pinyin_of(self, text: str) -> dict[tuple[int, int], str]:
        """The stretches of a Chinese text that the reader has given a pinyin."""
        self._refresh()
        return {(start, end): entry.pinyin for start, end, entry in self._found(text, "zh") if entry.pinyin}

    def _found(self, text: str, primary: str) -> Iterator[tuple[int, int, Entry]]:
        """The stretches that entries mean, none over another."""
        hits = [
            (start, start - end, rank, end, entry)
            for rank, entry in enumerate(self._entries)
            if entry.language in {"", primary}
            for start, end in entry.places(text)
        ]
        position = 0
        for start, _length, _rank, end, entry in sorted(hits, key=lambda hit: hit[:3]):
            if start >= position:
                yield start, end, entry
                position = end

    def _refresh(self) -> None:
        stamps = tuple(_stamp(file) for file in self._files)
        if stamps == self._stamps:
            return
        self._stamps = stamps
        self._entries = []
        for file in self._files:
            with contextlib.suppress(UsageError):  # told where it is edited; reading goes on
                self._entries += read_entries(file)
        self._entries += self._last


def _stamp(file: Path) -> float:
    try:
        return file.stat().st_mtime_ns
    except OSError:  # no file: any that comes is newer
        return 0.0


class OwnEntries:
    """The reader's own entries, to be looked at and changed."""

    def __init__(self, file: Path | None = None) -> None:
        """Use the reader's file, or another."""
        self.file = file or own_file()

    def all(self) -> tuple[Entry, ...]:
        """What there is. Raises UsageError if the file is damaged."""
        return read_entries(self.file)

    def add(self, entry: Entry) -> None:
        """Add an entry, in place of one for the same word. Raises UsageError or OSError."""
        entry.check()
        kept = [old for old in self.all() if (old.written, old.match) != (entry.written, entry.match)]
        if len(kept) >= MOST_ENTRIES:
            raise UsageError("dictionary.full")
        write_entries(self.file, (*kept, entry))

    def remove(self, written: str) -> bool:
        """Take a word out; whether it was there. Raises UsageError or OSError."""
        entries = self.all()
        kept = tuple(entry for entry in entries if entry.written != written)
        if len(kept) == len(entries):
            return False
        write_entries(self.file, kept)
        return True

    @property
    def edition(self) -> int:
        """Changes with the file: what was said before may be said otherwise now."""
        return int(_stamp(self.file))
