"""What earlier versions kept in files of their own is taken over once; then the library is the one truth."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec

from gxreader.library.database import Database, milliseconds, moment
from gxreader.library.history import LAST, fact_in, place_in
from gxreader.library.places import KeptPlace
from gxreader.library.values import Position

PLACES, LAST_READ = "places.json", "last.json"
_Places = msgspec.json.Decoder(dict[str, KeptPlace])
_OBJECT = msgspec.json.Decoder(dict[str, str])


def take_over(database: Database, clock: Callable[[], float] = time.time) -> None:
    """Bring the old files into the library, then remove them. Raises OutputError.

    A file that cannot be understood is set aside: someone may want what was in it.
    """
    if database.file is None:
        return
    folder = database.file.parent
    places, last = folder / PLACES, folder / LAST_READ
    if not places.exists() and not last.exists():
        return
    old, reference = _read_places(places), _read(last)
    now = moment(milliseconds(clock()))
    with database.write(removing=True) as connection:
        for number, (key, kept) in enumerate(old.items()):  # the one noted last stands last
            known = connection.execute("SELECT 1 FROM positions WHERE key = ?", (key,)).fetchone()
            if known is None:
                noted = now - timedelta(seconds=len(old) - number)
                place_in(connection, Position(key, kept, 0.0, noted))
        if reference and not connection.execute("SELECT 1 FROM facts WHERE name = ?", (LAST,)).fetchone():
            fact_in(connection, LAST, reference)
    for file in (places, last):  # only now: after a crash before, they are taken over again
        with contextlib.suppress(OSError):  # then it is taken over again, and changes nothing
            file.unlink(missing_ok=True)


def _read_places(file: Path) -> dict[str, KeptPlace]:
    try:
        return _Places.decode(file.read_bytes())
    except FileNotFoundError:  # there was none
        return {}
    except (OSError, msgspec.MsgspecError):  # told by the file that is set aside
        with contextlib.suppress(OSError):  # then it stays where it is, and is tried again
            file.replace(file.with_suffix(".damaged.json"))
        return {}


def _read(file: Path) -> str:
    try:
        data = file.read_bytes()
        _OBJECT.decode(data)
        return data.decode("utf-8")
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):  # nothing yet, or not to be understood
        return ""
