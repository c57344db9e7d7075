"""Keeps ALSA from writing pages of its own onto the terminal when a computer has no sound card."""

from __future__ import annotations

import ctypes
import sys
from functools import cache


def _say_nothing(_file: bytes, _line: int, _function: bytes, _error: int, _text: bytes) -> None:
    """The reader is told in a sentence of ours instead."""


# Kept for as long as the program runs: ALSA calls it from C.
_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)(_say_nothing)


@cache
def hush() -> None:
    """Take ALSA's error messages, for the whole process; where there is no ALSA, nothing happens."""
    if sys.platform != "linux":
        return
    try:
        library = ctypes.CDLL("libasound.so.2")
        library.snd_lib_error_set_handler(_HANDLER)
    except (OSError, AttributeError):  # no ALSA, no complaints of its own
        return
