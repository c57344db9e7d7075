"""Where the reader was in each article: a small file, replaced whole, of the articles read last.

An article is known by a digest of where it came from. A place is kept with the words around it, so that it is
found again in an article that has changed meanwhile.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.model.units import Unit, Units
from gxreader.settings.store import replace_file

MOST = 300  # articles
CONTEXT = 24  # code points kept before and after a place
_LEAST_CONTEXT = 6  # fewer of them are found anywhere
_BEGINNING = 3  # units that tell an article without an address


class KeptPlace(msgspec.Struct, frozen=True):
    """A place, and the text before and after it in its unit."""

    block: int
    start: int
    before: str = ""
    after: str = ""


def key_of(article: Article, units: Units, origin: str) -> str:
    """A digest of an article's origin (its address or path) or, without one, of how it begins."""
    text = origin or "\n".join([article.title, *(unit.text for unit in units.all[:_BEGINNING])])
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


class ReadingPlaces:
    """The places by article. Nothing is written until what `take_unsaved` gives is called."""

    def __init__(self, file: Path) -> None:
        """Read the file when a place is first asked for."""
        self._file = file
        self._kept: dict[str, KeptPlace] | None = None  # the one noted last stands last
        self._dirty = False
        self._writing = threading.Lock()
        self._version = self._written = 0

    def recall(self, key: str) -> KeptPlace | None:
        """The place kept for an article."""
        return self._places.get(key)

    def remember(self, key: str, place: Locator, units: Units) -> None:
        """Keep a place, instead of the one before; the article read longest ago may go."""
        text = units[place.block].text
        kept = KeptPlace(
            place.block,
            place.start,
            text[max(0, place.start - CONTEXT) : place.start],
            text[place.start : place.start + CONTEXT],
        )
        places = self._places
        self._dirty = places.pop(key, None) != kept or self._dirty
        places[key] = kept
        while len(places) > MOST:
            del places[next(iter(places))]

    def forget(self, key: str) -> None:
        """The article is read to its end, or the reader is at its beginning."""
        self._dirty = self._places.pop(key, None) is not None or self._dirty

    def forget_all(self) -> None:
        """Nothing is to be kept any more."""
        self._dirty = bool(self._places) or self._dirty
        self._places.clear()

    def take_unsaved(self) -> Callable[[], None] | None:
        """What writes the present places, to be called on any thread; None if nothing changed.

        A disk that refuses is no trouble for the reader: the places are written another time.
        """
        if not self._dirty:
            return None
        data = msgspec.json.encode(self._places)
        self._dirty = False
        self._version += 1
        version = self._version

        def write() -> None:
            with self._writing:
                if version <= self._written:
                    return  # a slow disk has let newer places overtake these
                try:
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                    replace_file(self._file, data)
                except OSError:  # written another time
                    self._dirty = True
                    return
                self._written = version

        return write

    @property
    def _places(self) -> dict[str, KeptPlace]:
        if self._kept is None:
            self._kept = self._read()
        return self._kept

    def _read(self) -> dict[str, KeptPlace]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, KeptPlace])
        except FileNotFoundError:  # nothing has been kept yet
            return {}
        except (OSError, msgspec.MsgspecError):
            # A damaged file is set aside, not overwritten: someone may want what was in it.
            with contextlib.suppress(OSError):  # then it is overwritten after all
                self._file.replace(self._file.with_suffix(".damaged.json"))
            return {}


def find(kept: KeptPlace, units: Units) -> Locator | None:
    """A kept place in an article as it is now: where it was, or its words nearest to it; None if nowhere."""
    if kept.block < len(units) and kept.start >= 0:
        text = units[kept.block].text
        if text.startswith(kept.after, kept.start) and text[: kept.start].endswith(kept.before):
            return Locator(kept.block, kept.start, kept.start)
    for words, back in _searched(kept):
        for unit in _nearest_first(units, kept.block):
            at = unit.text.find(words)
            if at >= 0:
                return Locator(unit.index, at + back, at + back)
    return None


def _searched(kept: KeptPlace) -> Iterable[tuple[str, int]]:
    """Words to look for, the surest first, each with how far after its beginning the place is."""
    whole = kept.before + kept.after
    for words, back in ((whole, len(kept.before)), (kept.after, 0), (kept.before, len(kept.before))):
        if len(words) >= _LEAST_CONTEXT or (words and words == whole):
            yield words, back


def _nearest_first(units: Units, block: int) -> Iterable[Unit]:
    """All units, beginning with those around a block."""
    middle = min(max(block, 0), len(units))
    after, before = iter(units.all[middle:]), iter(reversed(units.all[:middle]))
    while True:
        pair = [unit for unit in (next(after, None), next(before, None)) if unit is not None]
        if not pair:
            return
        yield from pair


def places_file() -> Path:
    """Where the places are kept for this user."""
    from platformdirs import user_data_path

    return user_data_path("gxreader", appauthor=False) / "places.json"
