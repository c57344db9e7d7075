"""Sound made clear for ageing ears: the octave that carries consonants is lifted, and nothing is squeezed.

Age takes away the high sounds first, and with them what tells one consonant from another. The lift is a
filter of linear phase, so that every word stays at its moment; what is won in loudness is given back, and
the few peaks beyond full scale are turned down smoothly, not cut off.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from gxreader.speech.values import Utterance

if TYPE_CHECKING:  # numpy is imported when something is to be made clear
    import numpy as np
    from numpy.typing import NDArray

LIFT_DECIBELS = 10.0
LIFTED_HERTZ = (2000.0, 4000.0)
_SLOPE_OCTAVES = 0.5  # from no lift to all of it, on either side
_FILTER_SECONDS = 0.006
_FULL = 32767.0
_CEILING = 0.97 * _FULL
_TURN_SECONDS = 0.005  # a peak is turned down so long before it and after it


def clearer(utterance: Utterance) -> Utterance:
    """The same words at the same moments, brighter and as loud; sound of silence alone stays as it is."""
    if not utterance.pcm.strip(b"\0"):
        return utterance
    import numpy as np

    samples = np.frombuffer(utterance.pcm, dtype=np.int16).astype(np.float64)
    taps = np.array(_taps(utterance.sample_rate))
    lifted = _filtered(samples, taps)
    lifted *= np.sqrt(np.mean(samples**2) / max(float(np.mean(lifted**2)), 1e-9))
    limited = _limited(lifted, round(_TURN_SECONDS * utterance.sample_rate))
    return msgspec.structs.replace(utterance, pcm=np.rint(limited).astype(np.int16).tobytes())


def gain_at(hertz: float) -> float:
    """The lift in decibels that is wished for at a frequency."""
    import math

    low, high = LIFTED_HERTZ
    if low <= hertz <= high:
        return LIFT_DECIBELS
    if hertz <= 0:
        return 0.0
    away = math.log2(low / hertz) if hertz < low else math.log2(hertz / high)
    return LIFT_DECIBELS * max(0.0, 1.0 - away / _SLOPE_OCTAVES)


@lru_cache(maxsize=4)
def _taps(sample_rate: int) -> tuple[float, ...]:
    """The filter's coefficients, an odd number, symmetrical."""
    import numpy as np

    size = 4096
    gains = [10 ** (gain_at(k * sample_rate / size) / 20) for k in range(size // 2 + 1)]
    impulse = np.fft.fftshift(np.fft.irfft(np.array(gains), size))
    half = round(_FILTER_SECONDS * sample_rate / 2)
    taps = impulse[size // 2 - half : size // 2 + half + 1] * np.hanning(2 * half + 3)[1:-1]
    return tuple(float(tap) for tap in taps)


def _filtered(samples: NDArray[np.float64], taps: NDArray[np.float64]) -> NDArray[np.float64]:
    """The samples through the filter, not shifted in time, as many as they were."""
    import numpy as np

    half = len(taps) // 2
    return np.convolve(samples, taps)[half : half + len(samples)]


def _limited(samples: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The samples with every peak below the ceiling: the gain falls before a peak and rises after it.

    The least gain within `reach` samples on either side, averaged over the same stretch, is never above what
    any one sample allows.
    """
    import numpy as np

    peaks = np.abs(samples)
    if peaks.max() <= _CEILING:
        return samples
    allowed = np.minimum(1.0, _CEILING / np.maximum(peaks, 1.0))
    width = 2 * reach + 1
    least = np.pad(allowed, 2 * reach, constant_values=1.0)
    seen = 1  # samples whose least gain each value tells; doubled as long as it may be
    while seen < width:
        step = min(seen, width - seen)
        least = np.minimum(least[:-step], least[step:])
        seen += step
    total = np.concatenate(([0.0], np.cumsum(least)))
    gain = (total[width:] - total[:-width]) / width
    return np.clip(samples * gain, -_FULL, _FULL)
