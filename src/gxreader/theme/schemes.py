"""The nine colour schemes."""

from __future__ import annotations

import msgspec


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """Colours written #RRGGBB. Texts stand on `ground`, `card` or `soft` at 7:1 or more, `edge` at 3:1.

    `sentence` and `word` are the backgrounds of what is being read, with their own ink; `bar` marks the
    sentence at the margin, so that it does not rely on tint alone.
    """

    id: str
    dark: bool = False
    ground: str
    card: str
    soft: str
    ink: str
    secondary: str
    line: str
    edge: str
    accent: str
    on_accent: str
    sentence: str
    sentence_ink: str
    word: str
    word_ink: str


_SCHEMES = (
    Scheme(
        id="paper",
        ground="#F6F1E4",
        card="#FFFDF8",
        soft="#E3EFEA",
        ink="#1A1A17",
        secondary="#4B4840",
        line="#D8CFBB",
        edge="#8A7F66",
        accent="#0A5245",
        on_accent="#FFFFFF",
        sentence="#FFE9A8",
        sentence_ink="#1A1A17",
        word="#FFB300",
        word_ink="#1A1A17",
    ),
    Scheme(
        id="white",
        ground="#F2F2F2",
        card="#FFFFFF",
        soft="#E2EAF4",
        ink="#000000",
        secondary="#404040",
        line="#CFCFCF",
        edge="#767676",
        accent="#0B3D91",
        on_accent="#FFFFFF",
        sentence="#FFF0A8",
        sentence_ink="#000000",
        word="#FFB300",
        word_ink="#000000",
    ),
    Scheme(
        id="green",
        ground="#DCEBD9",
        card="#EDF6EA",
        soft="#CFE4CB",
        ink="#10240F",
        secondary="#2D472B",
        line="#B4CFB0",
        edge="#5E7F5A",
        accent="#0B4A22",
        on_accent="#FFFFFF",
        sentence="#FFF0A8",
        sentence_ink="#10240F",
        word="#FFB300",
        word_ink="#10240F",
    ),
    Scheme(
        id="blue",
        ground="#DCE8F5",
        card="#EEF5FC",
        soft="#CADDF0",
        ink="#0B1B2E",
        secondary="#2A4159",
        line="#B3CAE2",
        edge="#5A7A9C",
        accent="#0A3F7A",
        on_accent="#FFFFFF",
        sentence="#FFF0A8",
        sentence_ink="#0B1B2E",
        word="#FFB300",
        word_ink="#0B1B2E",
    ),
    Scheme(
        id="night",
        dark=True,
        ground="#0E1216",
        card="#171D23",
        soft="#242C33",
        ink="#FFF3C4",
        secondary="#D8CFA8",
        line="#36404A",
        edge="#6B7683",
        accent="#FFC83D",
        on_accent="#14181C",
        sentence="#2F3B1B",
        sentence_ink="#FFF3C4",
        word="#FFC83D",
        word_ink="#14181C",
    ),
    Scheme(
        id="white-on-black",
        dark=True,
        ground="#000000",
        card="#000000",
        soft="#1F1F1F",
        ink="#FFFFFF",
        secondary="#DADADA",
        line="#4A4A4A",
        edge="#8C8C8C",
        accent="#FFFFFF",
        on_accent="#000000",
        sentence="#33331A",
        sentence_ink="#FFFFFF",
        word="#FFD54A",
        word_ink="#000000",
    ),
    Scheme(
        id="yellow-on-black",
        dark=True,
        ground="#000000",
        card="#000000",
        soft="#1E1C00",
        ink="#FFFF00",
        secondary="#E6E600",
        line="#4D4D00",
        edge="#999900",
        accent="#FFFF00",
        on_accent="#000000",
        sentence="#003A3A",
        sentence_ink="#FFFF00",
        word="#00FFFF",
        word_ink="#000000",
    ),
    Scheme(
        id="yellow-on-blue",
        dark=True,
        ground="#00004D",
        card="#000066",
        soft="#00008A",
        ink="#FFFF00",
        secondary="#E8E86A",
        line="#3C3CA0",
        edge="#8080D0",
        accent="#FFFF00",
        on_accent="#000066",
        sentence="#3A0050",
        sentence_ink="#FFFF00",
        word="#FFFFFF",
        word_ink="#000066",
    ),
    Scheme(
        id="black-on-yellow",
        ground="#F5E400",
        card="#FFF200",
        soft="#FFF9A0",
        ink="#000000",
        secondary="#2E2A00",
        line="#BFB200",
        edge="#6E6600",
        accent="#1A1A00",
        on_accent="#FFF200",
        sentence="#FFFFFF",
        sentence_ink="#000000",
        word="#000000",
        word_ink="#FFF200",
    ),
)

SCHEMES: dict[str, Scheme] = {scheme.id: scheme for scheme in _SCHEMES}


def pairs(scheme: Scheme) -> tuple[tuple[str, str, str, float], ...]:
    """Every pair of colours that meets on screen: what it is, ink, ground, and the contrast it must reach."""
    texts = tuple(
        (f"{ink} on {ground}", getattr(scheme, ink), getattr(scheme, ground), 7.0)
        for ink in ("ink", "secondary", "accent")
        for ground in ("ground", "card", "soft")
    )
    marks = (
        ("on_accent on accent", scheme.on_accent, scheme.accent, 7.0),
        ("sentence_ink on sentence", scheme.sentence_ink, scheme.sentence, 7.0),
        ("word_ink on word", scheme.word_ink, scheme.word, 7.0),
        ("edge on ground", scheme.edge, scheme.ground, 3.0),
        ("edge on card", scheme.edge, scheme.card, 3.0),
        ("edge on soft", scheme.edge, scheme.soft, 3.0),
    )
    return texts + marks
