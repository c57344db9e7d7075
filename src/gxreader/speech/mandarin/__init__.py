"""Mandarin for a voice that is told how to pronounce: words, readings in context, tones as spoken."""

from gxreader.speech.mandarin.front import pronounce

__all__ = ["pronounce"]
