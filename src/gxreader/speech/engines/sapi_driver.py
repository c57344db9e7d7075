"""pyttsx3's driver for the voices of Windows, speaking into memory and keeping the time of every word.

Imported late, on Windows, in the worker only.
"""

from __future__ import annotations

import time
import weakref
from typing import Any

import comtypes.client
import pythoncom  # type: ignore[import-not-found, import-untyped, unused-ignore]  # Windows only, no types
from pyttsx3.drivers.sapi5 import SAPI5Driver, SAPI5DriverEventSink

from gxreader.speech.values import BYTES_A_SAMPLE, Mark

SAMPLE_RATE = 22050
_FORMAT_22KHZ_16BIT_MONO = 22  # SAFT22kHz16BitMono
_IS_NOT_XML = 16  # SVSFIsNotXML: "<" and "&" in an article are text, and offsets stay those of the text
_LAST_EVENTS_SECONDS = 0.3


def buildDriver(proxy: Any) -> CollectingSapiDriver:  # noqa: N802  # the name pyttsx3 looks for
    """Make the driver for a pyttsx3 proxy."""
    return CollectingSapiDriver(proxy)


class _WordSink(SAPI5DriverEventSink):  # type: ignore[misc]  # pyttsx3 has no types
    """Hears of words; SAPI counts characters from zero and time in bytes of the stream."""

    def _ISpeechVoiceEvents_Word(  # noqa: N802  # COM's name
        self, _stream_number: int, stream_position: Any, char: int, length: int
    ) -> None:
        milliseconds = int(stream_position) / BYTES_A_SAMPLE * 1000 / SAMPLE_RATE
        self._driver.marks.append(Mark(char, length, milliseconds))

    def _ISpeechVoiceEvents_StartStream(  # noqa: N802  # COM's name
        self, _stream_number: int, _stream_position: Any
    ) -> None:
        self._driver.ended = False

    def _ISpeechVoiceEvents_EndStream(  # noqa: N802  # COM's name
        self, _stream_number: int, _stream_position: Any
    ) -> None:
        self._driver.ended = True


class CollectingSapiDriver(SAPI5Driver):  # type: ignore[misc]  # pyttsx3 has no types
    """Synthesises into `samples` and `marks`; nothing is played or written."""

    def __init__(self, proxy: Any) -> None:
        """Listen to the voice with a sink that keeps times."""
        super().__init__(proxy)
        self.samples = bytearray()
        self.marks: list[Mark] = []
        self.sample_rate = SAMPLE_RATE
        self.ended = False
        self._event_sink = _WordSink()
        self._event_sink.setDriver(weakref.proxy(self))
        self._advise = comtypes.client.GetEvents(self._tts, self._event_sink)

    def save_to_file(self, text: str, _filename: str) -> None:
        """Speak into memory; the file is never made."""
        self.samples = bytearray()
        self.marks = []
        self.ended = False
        stream = comtypes.client.CreateObject("SAPI.SpMemoryStream")
        stream.Format.Type = _FORMAT_22KHZ_16BIT_MONO
        usual = self._tts.AudioOutputStream
        self._tts.AudioOutputStream = stream
        try:
            self._tts.Speak(text, _IS_NOT_XML)
        finally:
            self._tts.AudioOutputStream = usual
        self.samples += bytes(bytearray(byte & 0xFF for byte in stream.GetData()))

    def startLoop(self) -> None:  # noqa: N802  # pyttsx3's name
        """Speak what is queued, then take in the events, which Windows delivers as messages."""
        self._proxy.setBusy(False)
        deadline = time.monotonic() + _LAST_EVENTS_SECONDS
        while not self.ended and time.monotonic() < deadline:
            pythoncom.PumpWaitingMessages()
            time.sleep(0.005)
