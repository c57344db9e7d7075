"""The sizes of each face, in pixels at 96 dots an inch."""

from __future__ import annotations

import msgspec


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """The sizes of one face: standard, elderly or that of a public terminal.

    `longest_line` is in Chinese glyphs; `interface_least` and `interface_most` bound the size of words on
    keys, which follow the article's size between them; ratios are multiples of the text size.
    """

    id: str
    ladder: tuple[int, ...]
    smallest_text: int
    interface_least: int
    interface_most: int
    key_height: int
    key_width: int
    gap: int
    margin: int
    longest_line: int
    line_pitch: float
    paragraph_gap: float = 0.85
    letter_spacing: float = 0.0
    title_ratio: float = 1.5
    heading_ratio: float = 1.2
    interface_ratio: float = 0.8
    meta_most: int = 36
    title_more: int = 24
    key_radius: int = 14
    card_radius: int = 18

    def interface_text(self, text_size: int) -> int:
        """The size of words on keys when the article has `text_size`."""
        return min(max(round(text_size * self.interface_ratio), self.interface_least), self.interface_most)

    def meta_text(self, text_size: int) -> int:
        """The size of breadcrumb, source and time."""
        return min(max(round(text_size * 0.8), self.smallest_text), self.meta_most)

    def title_text(self, text_size: int) -> int:
        """The size of the title: a multiple of the text, but no more than fits a line of a large text."""
        return min(round(text_size * self.title_ratio), text_size + self.title_more)


STANDARD = Face(
    id="standard",
    ladder=(16, 18, 20, 22, 24, 28),
    smallest_text=14,
    interface_least=16,
    interface_most=18,
    key_height=44,
    key_width=44,
    gap=8,
    margin=20,
    longest_line=40,
    line_pitch=1.75,
)
ELDERLY = Face(
    id="elderly",
    ladder=(24, 30, 36, 42, 48, 60, 72),
    smallest_text=24,
    interface_least=24,
    interface_most=30,
    key_height=72,
    key_width=72,
    gap=12,
    margin=16,
    longest_line=32,
    line_pitch=1.6,
)
TERMINAL = Face(
    id="terminal",
    ladder=(30, 36, 42, 48, 60, 72),
    smallest_text=24,
    interface_least=26,
    interface_most=32,
    key_height=88,
    key_width=88,
    gap=16,
    margin=16,
    longest_line=28,
    line_pitch=1.6,
)
PRINT = Face(
    id="print",
    ladder=(18, 20, 24, 28, 32, 36, 40, 44, 48),
    smallest_text=12,
    interface_least=12,
    interface_most=12,
    key_height=0,
    key_width=0,
    gap=0,
    margin=0,
    longest_line=40,
    line_pitch=1.6,
    meta_most=18,
)  # in points
FACES: dict[str, Face] = {face.id: face for face in (STANDARD, ELDERLY, TERMINAL)}
