"""pyttsx3's espeak driver, keeping in memory what it would write to files, and the times it would drop.

Imported late, in the worker only, once espeak-ng has been opened (see `espeak_library`).
"""

from __future__ import annotations

import ctypes
from typing import Any

from pyttsx3.drivers import _espeak
from pyttsx3.drivers.espeak import EspeakDriver

from gxreader.speech.values import Mark

SAMPLE_RATE = 22050  # what espeak-ng 1.5x always delivers


def buildDriver(proxy: Any) -> CollectingEspeakDriver:  # noqa: N802  # the name pyttsx3 looks for
    """Make the driver for a pyttsx3 proxy."""
    return CollectingEspeakDriver(proxy)


class CollectingEspeakDriver(EspeakDriver):  # type: ignore[misc]  # pyttsx3 has no types
    """Synthesises into `samples` and `marks`; nothing is played, printed or written."""

    def __init__(self, proxy: Any) -> None:
        """Open espeak-ng for retrieval of sound."""
        self.samples = bytearray()
        self.marks: list[Mark] = []
        self.sample_rate = SAMPLE_RATE
        self._speaking: bool = False
        super().__init__(proxy)

    def save_to_file(self, text: str, filename: str) -> None:
        """Remember the sentence for the next loop; the file is never made."""
        self.samples = bytearray()
        self.marks = []
        super().save_to_file(text, filename)

    def _onSynth(self, wav: Any, numsamples: int, events: Any) -> int:  # noqa: N802  # pyttsx3's name
        if not self._speaking:
            return 0
        if numsamples > 0:
            self.samples += ctypes.string_at(wav, numsamples * 2)
        for event in events:
            if event.type == _espeak.EVENT_LIST_TERMINATED:
                break
            if event.type == _espeak.EVENT_WORD:
                # espeak counts characters from one
                self.marks.append(Mark(event.text_position - 1, event.length, float(event.audio_position)))
            elif event.type == _espeak.EVENT_MSG_TERMINATED:
                self._speaking = False
                self._proxy.setBusy(False)
                self.endLoop()
        return 0
