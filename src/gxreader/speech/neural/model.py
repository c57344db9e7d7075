"""Kokoro's network under onnxruntime: phonemes in, sound and the length of every phoneme out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gxreader.errors import EngineMissing, SpeechError
from gxreader.speech.engines.engine import Interrupted
from gxreader.speech.neural.alphabet import EDGE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 24000
FRAME = 600  # samples a unit of the model's durations stands for
DURATIONS = "/encoder/Clip_output_0"  # the graph's own name for how long each phoneme lasts, in frames
# What packs/graph.py adds: how many frames of each phoneme are wanted at most, and how many were made.
LIMITS = "gxreader_limits"
LENGTHS = "gxreader_lengths"
_STYLE = 256  # numbers that describe a voice, for every length of a sentence
_MOST_THREADS = 4


class Model:
    """One loaded network; used by one thread, interrupted from any."""

    def __init__(self, file: Path, threads: int) -> None:
        """Load the network, with `threads` processors to use. Raises EngineMissing."""
        try:
            import onnxruntime
        except ImportError as error:
            raise EngineMissing("speech.neural-not-installed") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(max(threads, 1), _MOST_THREADS)
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Waiting threads sleep: the window needs the processors too.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Quantised weights are made floating once, now, and not for every sentence (packs/floating.py).
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        self._runtime = onnxruntime
        try:
            self._session = onnxruntime.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises classes of its own that share no base
            raise EngineMissing("speech.neural-damaged") from error
        names = [output.name for output in self._session.get_outputs()]
        whole = [name for name in names[1:] if name == DURATIONS or name.startswith("duration")]
        self._outputs = [names[0], *whole[:1], *([LENGTHS] if LENGTHS in names else [])]
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._lock = threading.Lock()
        self._options: Any = None
        self._stopped = False

    def speak(
        self,
        phonemes: Sequence[int],
        style: NDArray[np.float32],
        speed: float,
        limits: Sequence[float],
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
        """Sound (24 kHz, about -1 to 1), its frames of each phoneme and both edges, and those left out.

        `style` has one row of 256 for every number of phonemes; `limits` are the most frames each of them and
        of the edges may last, where the graph can be told. Raises Interrupted.
        """
        import numpy as np

        row = style[min(len(phonemes), len(style) - 1)]
        tokens = "tokens" if "tokens" in self._inputs else "input_ids"
        given = {
            tokens: np.array([[EDGE, *phonemes, EDGE]], dtype=np.int64),
            "style": row.reshape(1, _STYLE),
            "speed": np.array([speed], dtype=np.float32),
        }
        if LIMITS in self._inputs:
            given[LIMITS] = np.array(limits, dtype=np.float32)
        with self._lock:
            if self._stopped:
                raise Interrupted("speech.interrupted")
            self._options = self._runtime.RunOptions()
        try:
            found = self._session.run(self._outputs, given, self._options)
        except Exception as error:
            if self._stopped:
                raise Interrupted("speech.interrupted") from error
            raise SpeechError("speech.neural-failed") from error
        finally:
            self._options = None
        sound = found[0].reshape(-1)
        whole, made = (found[1], found[-1]) if len(found) > 1 else (None, _even(len(sound), len(phonemes)))
        left_out = 0.0 if whole is None else float(whole.sum() - made.sum())
        return sound, made.reshape(-1), left_out

    def interrupt(self) -> None:
        """End the sentence under way, from another thread; nothing is spoken until `resume`."""
        with self._lock:
            self._stopped = True
            if self._options is not None:
                self._options.terminate = True

    def resume(self) -> None:
        """Speak again."""
        with self._lock:
            self._stopped = False


def read_style(file: Path) -> NDArray[np.float32]:
    """A voice: rows of 256 numbers, one for each length of a sentence. Raises EngineMissing."""
    import numpy as np

    try:
        numbers = np.fromfile(file, dtype="<f4")
        return numbers.reshape(-1, _STYLE)
    except (OSError, ValueError) as error:
        raise EngineMissing("speech.neural-damaged") from error


def _even(samples: int, phonemes: int) -> NDArray[np.float32]:
    """A graph that does not tell durations: every phoneme as long as the others."""
    import numpy as np

    return np.full(phonemes + 2, samples / FRAME / (phonemes + 2), dtype=np.float32)
