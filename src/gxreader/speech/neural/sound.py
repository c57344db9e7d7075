"""The network's sound made fit to be heard: margins cut, voices equally loud, peaks held, no clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CEILING = 0.95  # of full scale
_FULL = 32767
_LOOK_AHEAD = 120  # samples (5 ms) over which the limiter moves
_FADE = 120  # samples over which sound begins and ends


def level(sound: NDArray[np.float32], decibels: float) -> NDArray[np.float32]:
    """The sound louder by so many decibels, its peaks held under the ceiling without distortion."""
    import numpy as np

    louder = sound * np.float32(10 ** (decibels / 20))
    peaks = np.abs(louder)
    if len(louder) == 0 or float(peaks.max()) <= CEILING:
        return louder
    allowed = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9)).astype(np.float32)
    return louder * _smooth(_lowest_around(allowed))


def _lowest_around(gain: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each sample the lowest gain within the limiter's reach on either side."""
    import numpy as np

    reach = _LOOK_AHEAD
    padded = np.pad(gain, reach, constant_values=1.0)
    lowest: NDArray[np.float32] = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(axis=1)
    return lowest


def _smooth(gain: NDArray[np.float32]) -> NDArray[np.float32]:
    """A gain without corners; it stays at or under the lowest gain within half the reach."""
    import numpy as np

    width = _LOOK_AHEAD
    padded = np.pad(gain, width // 2, mode="edge").astype(np.float64)
    sums = np.concatenate(([0.0], np.cumsum(padded)))
    return ((sums[width:] - sums[:-width]) / width)[: len(gain)].astype(np.float32)


def faded(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sound with a soft beginning and end."""
    import numpy as np

    count = min(_FADE, len(sound) // 2)
    if count == 0:
        return sound
    result = sound.copy()
    ramp = np.linspace(0.0, 1.0, count, dtype=np.float32)
    result[:count] *= ramp
    result[-count:] *= ramp[::-1]
    return result


def samples(sound: NDArray[np.float32]) -> bytes:
    """The sound as signed 16-bit samples."""
    import numpy as np

    return np.clip(np.rint(sound * _FULL), -_FULL, _FULL).astype(np.int16).tobytes()
