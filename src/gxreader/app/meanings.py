"""What a word means, line by line, and what pressing each line does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from gxreader.theme.typography import has_han

if TYPE_CHECKING:  # imported when somebody asks, not before the window is there
    from gxreader.app.reader import Reader
    from gxreader.words.entries import Reading
    from gxreader.words.lookup import Found

_MOST_WAYS = 4  # of reading a word, shown above it: all of them stand in its lines


class Row(msgspec.Struct, frozen=True):
    """One line of what a word means, and what pressing it does."""

    words: str
    press: Callable[[], None]
    icon: str = ""


def head_of(reader: Reader, found: Found) -> tuple[str, tuple[str, ...], str]:
    """The word as it is shown large, the syllables of its characters, and its pinyin as a whole.

    Where a word is read in several ways, the syllables are none and the pinyin is all of them.
    """
    readings = getattr(found, "readings", ())
    if not readings:
        return found.written, (), ""
    ways = tuple(dict.fromkeys(reading.pinyin for reading in readings))
    sounds = readings[0].sounds if len(ways) == 1 else ()
    return shown(reader, readings[0]), sounds, "　".join(ways[:_MOST_WAYS])


def rows_of(reader: Reader) -> list[Row]:
    """The lines for what is shown, in the reader's language."""
    from gxreader.words.lookup import English

    looking = reader.looking_up
    found = looking.found
    if found is None:
        return []
    if isinstance(found, English):
        return [_leading(reader, reading) for reading in found.offered]
    rows = []
    for reading in found.readings:
        rows += _reading_rows(reader, reading, several=len(found.readings) > 1)
    rows += [_leading(reader, reading) for reading in found.characters]
    words = reader.appearance.messages
    for other in found.others:
        text = words.text("lookup.other", written=other)
        rows.append(Row(text, partial(looking.follow, other), "search"))
    return rows


def _reading_rows(reader: Reader, reading: Reading, *, several: bool) -> list[Row]:
    looking, words = reader.looking_up, reader.appearance.messages
    rows = []
    if several:
        written = shown(reader, reading)
        text = f"{written}　{reading.pinyin}"
        rows.append(Row(text, partial(looking.hear_reading, reading), "volume-2"))
    for number, meaning in enumerate(reading.meanings, 1):
        rows.append(Row(f"{number}. {meaning}", partial(looking.hear_meaning, meaning)))
    if other := other_form(reader, reading):
        key = "lookup.simplified" if reader.writing.shows_traditional else "lookup.traditional"
        rows.append(Row(words.text(key, written=other), partial(looking.hear_reading, reading)))
    if reading.measures:
        between = "、" if words.language == "zh" else ", "
        text = words.text("lookup.measures", words=between.join(reading.measures))
        rows.append(Row(text, partial(reader.voices.say, _han(text), "zh")))
    if reading.jyutping:
        text = words.text("lookup.cantonese", jyutping=reading.jyutping)
        rows.append(Row(text, partial(reader.voices.say, reading.traditional, "yue"), "volume-2"))
    rows += [Row(note, partial(looking.hear_meaning, note)) for note in reading.elsewhere]
    return rows


def _leading(reader: Reader, reading: Reading) -> Row:
    """A row that leads on to a word or character."""
    other = other_form(reader, reading)
    written = f"{shown(reader, reading)}（{other}）" if other else shown(reader, reading)
    text = f"{written}　{reading.pinyin}　{reading.meanings[0]}"
    return Row(text, partial(reader.looking_up.follow, reading.simplified), "search")


def _han(text: str) -> str:
    return "".join(sign for sign in text if has_han(sign) or sign in "、，：")


def shown(reader: Reader, reading: Reading) -> str:
    """A word in the way of writing in which the article is shown."""
    return reading.traditional if reader.writing.shows_traditional else reading.simplified


def other_form(reader: Reader, reading: Reading) -> str:
    """The same word in the other way of writing; empty where there is none."""
    if reading.traditional == reading.simplified:
        return ""
    return reading.simplified if reader.writing.shows_traditional else reading.traditional
