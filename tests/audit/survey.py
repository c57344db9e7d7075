"""All checks on what a window shows just now."""

from __future__ import annotations

from typing import Any

from gxreader.theme.schemes import SCHEMES, Scheme
from tests.audit import checks, looking
from tests.audit.facts import Part, Words

# A scheme no eye would like: every colour of the table is another one, so that each pixel tells its name.
# Edge and accent are the strongest, because an edge is found by its contrast to what lies around it.
TRACER = Scheme(
    id="paper",
    ground="#101010",
    card="#202010",
    soft="#302010",
    ink="#e0e0d0",
    secondary="#d0d0c0",
    line="#403020",
    edge="#fffffe",
    accent="#f0fff0",
    on_accent="#080810",
    sentence="#102030",
    sentence_ink="#c0e0d0",
    word="#103010",
    word_ink="#c0f0d0",
)
NAMES = {
    getattr(TRACER, name): name
    for name in Scheme.__struct_fields__
    if str(getattr(TRACER, name)).startswith("#")
}


def in_scheme(colour: str, scheme: Scheme) -> str:
    """What a colour of the tracer is in another scheme; any other colour is itself."""
    return str(getattr(scheme, NAMES[colour])) if colour in NAMES else colour


def pale(sight: looking.Sight) -> list[str]:
    """Words and parts of too little contrast, in each of the schemes, of a sight in the tracer's colours."""
    faults = []
    for scheme in SCHEMES.values():
        if scheme is TRACER:
            continue
        words = [
            Words(one.who, one.text, one.pixels, in_scheme(one.ink, scheme), in_scheme(one.ground, scheme))
            for one in sight.words
            if one.ground in NAMES  # else it is out of sight, or has colours of its own
        ]
        parts = [
            Part(part.who, part.what, in_scheme(part.colour, scheme), in_scheme(part.ground, scheme))
            for part in sight.parts
        ]
        faults += [f"{scheme.id}: {fault}" for fault in checks.pale_words(words) + checks.pale_parts(parts)]
    return faults


def faults_of(window: Any, language: str, *, keyboard: bool = True, ring: bool = False) -> list[str]:
    """Every fault of what is shown; the walk with Tab, and the look of the keyboard's place, where wished."""
    sight, controls, areas = looking.look_at(window), looking.controls(window), looking.areas(window)
    faults = [
        *checks.unnamed(controls),
        *checks.too_small(controls),
        *checks.untranslated(looking.said(window), language),
        *checks.unreadable(sight.words, window.look.px(window.look.face.smallest_text)),
        *checks.pale_words(sight.words),
        *checks.pale_parts(sight.parts),
        *checks.cut_off(sight.words),
        *checks.overlapping(areas),
        *checks.outside(areas, window.size().toTuple()),
    ]
    if keyboard:
        faults += checks.out_of_reach(looking.walk(window))
    if ring:
        faults += checks.without_ring(looking.rings(window))
    return faults
