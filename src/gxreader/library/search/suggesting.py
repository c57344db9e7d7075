"""Words to offer while somebody types: searches of this library's readers, titles, columns, tags."""

from __future__ import annotations

from gxreader.library.database import Database
from gxreader.library.search import sounds
from gxreader.library.search.candidates import Candidates
from gxreader.library.search.folding import fold
from gxreader.library.search.query import understood
from gxreader.library.works import works_by_id

_LOOKED_AT = 40


class Suggesting:
    """Suggests from what is in the library; nothing is sent anywhere."""

    def __init__(self, database: Database) -> None:
        """Suggest from this database."""
        self._database = database

    def suggestions(self, beginning: str, limit: int = 8) -> tuple[str, ...]:
        """What somebody may want who has typed this, the likeliest first; also typed in pinyin."""
        wanted = fold(" ".join(beginning.split()))
        if not wanted:
            return ()
        with self._database.read() as connection:
            rows = connection.execute("SELECT words FROM searches ORDER BY times DESC, last DESC").fetchall()
            names = connection.execute(
                "SELECT name FROM tags GROUP BY name UNION SELECT name FROM columns WHERE name <> ''"
            ).fetchall()
            found = [words for (words,) in (*rows, *names) if _begins(words, wanted)]
            candidates = Candidates(connection, understood(beginning), "")
            ids = candidates.of_title() if understood(beginning).terms else []
            if not ids:
                by_syllables, by_initials = candidates.of_sound()
                ids = by_syllables or by_initials
            works = works_by_id(connection, ids[:_LOOKED_AT])
        titles = [works[work].title for work in ids[:_LOOKED_AT] if work in works]
        titles.sort(key=lambda title: (not fold(title).startswith(wanted), len(title)))
        return tuple(dict.fromkeys(text for text in (*found, *titles) if fold(text) != wanted))[:limit]


def _begins(words: str, wanted: str) -> bool:
    plain = fold(words)
    if plain.startswith(wanted):
        return True
    if not (wanted.isascii() and wanted.isalpha()):
        return False
    spans = (sounds.sounding(plain, wanted), sounds.sounding(plain, wanted, initials=True))
    return any(span is not None and span[0] == 0 for span in spans)
