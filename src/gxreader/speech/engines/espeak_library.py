"""Opens espeak-ng 1.52, as carried by espeakng-loader, so that pyttsx3 finds it. GPL: for the worker only."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from gxreader.errors import EngineMissing


def open_espeak() -> None:
    """Open the library for the whole process, before pyttsx3 looks for one. Raises EngineMissing.

    Debian's own espeak-ng 1.51 speaks Mandarin tones as English words, so it is no replacement.
    """
    try:
        import espeakng_loader

        data, library = espeakng_loader.get_data_path(), espeakng_loader.get_library_path()
    except (ImportError, RuntimeError) as error:
        raise EngineMissing("speech.engine-missing") from error
    os.environ["ESPEAK_DATA_PATH"] = data
    try:
        # pyttsx3 asks the system for libespeak-ng.so.1: an open library of that name is the one it gets
        ctypes.CDLL(str(Path(library)), ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise EngineMissing("speech.engine-missing") from error
