"""Sound of one sample rate for a device that was opened at another."""

from __future__ import annotations


def resampled(pcm: bytes, source_rate: int, target_rate: int) -> bytes:
    """The same sound at another rate; the same bytes if the rates are equal."""
    if source_rate == target_rate or not pcm:
        return pcm
    import miniaudio

    converted = miniaudio.convert_frames(
        miniaudio.SampleFormat.SIGNED16, 1, source_rate, pcm, miniaudio.SampleFormat.SIGNED16, 1, target_rate
    )
    return bytes(converted)
