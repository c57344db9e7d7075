"""English words as espeak-ng pronounces them, in IPA. GPL: in the speech worker only."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from gxreader.errors import EngineMissing
from gxreader.speech.engines.espeak_library import open_espeak

_RETRIEVAL = 1  # AUDIO_OUTPUT_RETRIEVAL: nothing is played
_UTF8 = 1
_IPA_WITH_TIES = 0x02 | 0x80 | ord("^") << 8  # affricates and diphthongs come as one: d^ʒ, a^ɪ


class EspeakPhonemes:
    """Asks espeak-ng's library; one thread at a time."""

    def __init__(self) -> None:
        """Open the library. Raises EngineMissing."""
        open_espeak()
        try:
            import espeakng_loader

            self._library = ctypes.CDLL(str(Path(espeakng_loader.get_library_path())))
            self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
            data = os.fsencode(os.environ["ESPEAK_DATA_PATH"])
            started: int = self._library.espeak_Initialize(_RETRIEVAL, 0, data, 0)
        except (ImportError, OSError, AttributeError) as error:
            raise EngineMissing("speech.engine-missing") from error
        if started < 0:
            raise EngineMissing("speech.engine-missing")

    def choose(self, *, british: bool) -> None:
        """The accent of what is asked next."""
        name = b"gmw/en" if british else b"gmw/en-us"
        if self._library.espeak_SetVoiceByName(name) != 0:
            self._library.espeak_SetVoiceByName(b"en-gb" if british else b"en-us")

    def words(self, text: str) -> list[str]:
        """The words of a text without punctuation, each in IPA with `^` between the parts of one sound."""
        pointer = ctypes.c_char_p(text.replace("\0", " ").encode())
        found: list[str] = []
        while pointer.value is not None:
            clause = self._library.espeak_TextToPhonemes(ctypes.byref(pointer), _UTF8, _IPA_WITH_TIES)
            found += (clause or b"").decode().split()
        return found
