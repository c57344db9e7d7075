"""The checks of the audit: each a small function over facts that gives one sentence for every fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from gxreader.theme.contrast import ratio
from gxreader.theme.typography import has_han
from tests.audit.facts import Area, Control, Deed, Part, Ring, Walk, Words

RAW_KEY = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")
LEAST_TEXT, LEAST_PART = 7.0, 3.0
LEAST_RING = 40  # pixels: less of a ring is a speck
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
_OWN_NAMES = re.compile(r"gxreader 桂读|gxreader|English|中文|[a-z]+://\S*|[\w.-]+\.(com|cn|org|txt|html?)\b")
_COUNTED_CUT = 2  # pixels: rounding, not a letter


def unnamed(controls: Iterable[Control]) -> list[str]:
    """Controls of which a screen reader can say nothing."""
    return [f"{control.who} has no name" for control in controls if not control.name.strip()]


def foreign(text: str, language: str) -> bool:
    """Whether words are not in the interface's language; names that are the same everywhere are in any."""
    own = _OWN_NAMES.sub("", text)
    if language == "en":
        return has_han(own)
    return bool(_LATIN_WORD.search(own)) and not has_han(own)


def untranslated(said: Iterable[tuple[str, str]], language: str) -> list[str]:
    """Words (who says them, what) in another language, message keys shown raw, gaps that nobody filled."""
    faults = []
    for who, text in said:
        if RAW_KEY.fullmatch(text.strip()) and not _OWN_NAMES.fullmatch(text.strip()):
            faults.append(f"{who} shows the message key “{text}”")
        elif re.search(r"\{[a-z_]+\}", text):
            faults.append(f"{who} shows an unfilled gap: “{text}”")
        elif foreign(text, language):
            faults.append(f"{who} is not in the language {language}: “{text}”")
    return faults


def too_small(controls: Iterable[Control]) -> list[str]:
    """Targets an unsure hand would miss."""
    return [
        f"{control.who} is {control.width}x{control.height}, less than {control.least}"
        for control in controls
        if min(control.width, control.height) < control.least
    ]


def unreadable(words: Iterable[Words], least: int) -> list[str]:
    """Text smaller than is allowed."""
    return [
        f"{one.who} writes “{one.text}” {one.pixels} px high, less than {least}"
        for one in words
        if one.text.strip() and one.pixels < least
    ]


def pale_words(words: Iterable[Words]) -> list[str]:
    """Text of too little contrast."""
    return [
        f"{one.who} writes “{one.text}” in {one.ink} on {one.ground}: {ratio(one.ink, one.ground):.1f}:1"
        for one in words
        if one.text.strip() and ratio(one.ink, one.ground) < LEAST_TEXT
    ]


def pale_parts(parts: Iterable[Part]) -> list[str]:
    """Borders, icons and rings of too little contrast."""
    return [
        f"{part.what} of {part.who} is {part.colour} on {part.ground}: "
        f"{ratio(part.colour, part.ground):.1f}:1"
        for part in parts
        if ratio(part.colour, part.ground) < LEAST_PART
    ]


def without_ring(rings: Iterable[Ring]) -> list[str]:
    """Controls on which nobody sees that the keyboard is there."""
    return [f"{ring.who} does not show the keyboard's place" for ring in rings if ring.changed < LEAST_RING]


def cut_off(words: Iterable[Words]) -> list[str]:
    """Text that does not fit its place, or was shortened to fit."""
    faults = []
    for one in words:
        if one.cut > _COUNTED_CUT:
            faults.append(f"{one.who} cuts “{one.text}” by {one.cut} px")
        elif one.shortened:
            faults.append(f"{one.who} shortens its words: “{one.text}”")
    return faults


def overlapping(areas: Iterable[Area]) -> list[str]:
    """Things that stand on each other, or hang over the edge of the window."""
    faults = []
    for first, second in combinations(areas, 2):
        if first.who in second.within or second.who in first.within:
            continue
        across = min(first.box[0] + first.box[2], second.box[0] + second.box[2]) - max(
            first.box[0], second.box[0]
        )
        down = min(first.box[1] + first.box[3], second.box[1] + second.box[3]) - max(
            first.box[1], second.box[1]
        )
        if across > 0 and down > 0:
            faults.append(f"{first.who} stands on {second.who} ({across}x{down} px)")
    return faults


def outside(areas: Iterable[Area], window: tuple[int, int]) -> list[str]:
    """Things that hang over the edge of a window of this width and height."""
    return [
        f"{area.who} hangs over the edge of the window: {area.box}"
        for area in areas
        if area.box[0] < 0
        or area.box[1] < 0
        or area.box[0] + area.box[2] > window[0]
        or area.box[1] + area.box[3] > window[1]
    ]


def out_of_reach(walk: Walk) -> list[str]:
    """What the Tab key does not come to, and a walk from which there is no way round."""
    faults = []
    if not walk.begins:
        faults.append("the keyboard begins nowhere")
    missed = [who for who in walk.wanted if who not in walk.met]
    faults += [f"the Tab key does not reach {who}" for who in missed]
    if not walk.came_round:
        faults.append(f"the Tab key does not come round to {walk.begins}; it ends at {walk.met[-1:]}")
    return faults


def helpless(deeds: Iterable[Deed]) -> list[str]:
    """Commands that nobody can reach, or that no help explains."""
    faults = []
    for deed in deeds:
        if not deed.shortcuts and not deed.has_key:
            faults.append(f"the command {deed.id} has neither a key nor a shortcut")
        for number, language in enumerate(("zh", "en")):
            for what, text in (("words", deed.words[number]), ("help", deed.help[number])):
                if not text.strip() or RAW_KEY.fullmatch(text):
                    faults.append(f"the command {deed.id} has no {what} in {language}")
    return faults


def unlike(first: Mapping[str, object], second: Mapping[str, object]) -> list[str]:
    """Messages that only one of two catalogues holds."""
    return [f"only one language has {key}" for key in sorted(first.keys() ^ second.keys())]
