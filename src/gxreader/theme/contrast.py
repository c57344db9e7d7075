"""Contrast of two colours as WCAG 2.2 defines it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""

from __future__ import annotations

_LINEAR_BELOW = 0.04045  # below this an sRGB channel is proportional to its light


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """The relative luminance, 0 to 1, of a colour written #RRGGBB."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def ratio(first: str, second: str) -> float:
    """The contrast ratio, 1 to 21, of two colours written #RRGGBB."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
