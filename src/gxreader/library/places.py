"""Where the reader was in each article: the places of the articles read last, kept in the library.

An article is known by a digest of where it came from. A place is kept with the words around it, so that it is
found again in an article that has changed meanwhile.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.errors import OutputError
from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.model.units import Unit, Units

if TYPE_CHECKING:
    from gxreader.library.library import Library

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

    def __init__(self, file: Path, library: Callable[[], Library] | None = None) -> None:
        """Read the places when one is first asked for.

        `file` is where earlier versions kept them: the library, by default the one beside it, takes it over.
        """
        self._file = file
        self._make_library = library
        self._library: Library | None = None
        self._kept: dict[str, KeptPlace] | None = None  # the one noted last stands last
        self._unsaved: dict[str, KeptPlace | None] = {}  # None: to be forgotten
        self._forgets_all = False
        self._is_taken = True
        self._changing = threading.Lock()
        self._writing = threading.Lock()

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
        if places.pop(key, None) != kept or key in self._unsaved:
            self._change(key, kept)
        places[key] = kept
        while len(places) > MOST:
            del places[next(iter(places))]

    def forget(self, key: str) -> None:
        """The article is read to its end, or the reader is at its beginning."""
        if self._places.pop(key, None) is not None:
            self._change(key, None)

    def forget_all(self) -> None:
        """Nothing is to be kept any more."""
        had_some = bool(self._places)
        self._places.clear()
        with self._changing:
            self._forgets_all = self._forgets_all or had_some
            self._is_taken = self._is_taken and not had_some
            self._unsaved.clear()

    def take_unsaved(self) -> Callable[[], None] | None:
        """What writes the present places, to be called on any thread; None if nothing changed.

        A disk that refuses is no trouble for the reader: the places are written another time.
        """
        with self._changing:
            if self._is_taken:
                return None
            self._is_taken = True
        return self._write

    def _change(self, key: str, kept: KeptPlace | None) -> None:
        with self._changing:
            self._unsaved.pop(key, None)  # the newest stands last
            self._unsaved[key] = kept
            self._is_taken = False

    def _write(self) -> None:
        """Always what is newest: a slow disk lets no older place overtake."""
        with self._writing:
            with self._changing:
                unsaved, forgets_all = self._unsaved, self._forgets_all
                self._unsaved, self._forgets_all = {}, False
            history = self._own_library().history
            try:
                if forgets_all:
                    history.forget_places()
                if gone := [key for key, kept in unsaved.items() if kept is None]:
                    history.forget_places(gone)
                history.note_places({key: kept for key, kept in unsaved.items() if kept is not None})
            except OutputError:  # written another time
                with self._changing:
                    self._unsaved = {**unsaved, **self._unsaved}
                    self._forgets_all = forgets_all or self._forgets_all
                    self._is_taken = False

    def _own_library(self) -> Library:
        if self._library is None:
            from gxreader.library.library import Library

            make, file = self._make_library, self._file.with_name("library.sqlite")
            self._library = make() if make else Library(file)
        return self._library

    @property
    def _places(self) -> dict[str, KeptPlace]:
        if self._kept is None:
            self._kept = self._read()
        return self._kept

    def _read(self) -> dict[str, KeptPlace]:
        from gxreader.library.glance import places_at_a_glance

        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, KeptPlace])
        except FileNotFoundError:  # as it should be: the library has them
            return places_at_a_glance(self._file.with_name("library.sqlite"), MOST)
        except (OSError, msgspec.MsgspecError):  # the library sets it aside when it is opened
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
    """Where earlier versions kept the places of this user; the library beside it takes them over."""
    from platformdirs import user_data_path

    return user_data_path("gxreader", appauthor=False) / "places.json"
