"""People's names, found by a surname and what stands beside it."""

from __future__ import annotations

from gxreader.speech.mandarin.lexicon import lexicon
from gxreader.speech.mandarin.parts import Piece

_GIVEN = 2  # characters of a given name at most
_NO_NAME = frozenset(
    "的了着将曾正已等说称道以并同率均则便先再来去给让向由于任出时上下中里外前后过和是在有不也都就还又很被把从对为与及或而等这那我你他她它们个一二两三四五六七八九十"
)

_FAMILIAR = frozenset("小老阿")


def find_names(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces with every name made one piece that knows its surname."""
    found: list[Piece] = []
    position = 0
    while position < len(pieces):
        length = _name_length(pieces, position, text, found)
        if length == 0:
            found.append(pieces[position])
            position += 1
            continue
        parts = pieces[position : position + length]
        written = "".join(part.text for part in parts)
        name = Piece(parts[0].start, parts[-1].end, written, "nr", name=True, surname=len(parts[0].text))
        found.append(name)
        position += length
    return found


def _name_length(pieces: list[Piece], position: int, text: str, before: list[Piece]) -> int:
    """How many pieces from a position on are a name; 0 where none begins."""
    surname = pieces[position]
    if surname.text not in lexicon().surnames:
        return 0
    given = _given(pieces, position + 1)
    titled = _is_titled(before, surname, text)
    for count in range(given, -1, -1):
        after = pieces[position + 1 + count] if position + 1 + count < len(pieces) else None
        loose = all(
            part.tag.startswith("nr") or len(part.text) == 1
            for part in pieces[position + 1 : position + 1 + count]
        )
        if _is_name(surname, count, titled=titled, after=after, before=before, loose=loose):
            return 1 + count
    return 0


def _given(pieces: list[Piece], position: int) -> int:
    """How many pieces may be the given name."""
    if position >= len(pieces):
        return 0
    first = pieces[position]
    if len(first.text) == _GIVEN:
        return 1
    if len(first.text) > _GIVEN or first.text in _NO_NAME:
        return 0
    second = pieces[position + 1] if position + 1 < len(pieces) else None
    return 2 if second is not None and len(second.text) == 1 and second.text not in _NO_NAME else 1


def _is_titled(before: list[Piece], surname: Piece, text: str) -> bool:
    """Whether a title or the like leads to the name, perhaps with a mark between: 记者 陈刚, 作者：陈刚."""
    titles = lexicon().lists["words before a name"]
    if before and before[-1].end == surname.start:
        return before[-1].text in titles or any(before[-1].text.endswith(title) for title in titles)
    lead = text[max(0, surname.start - 5) : surname.start].rstrip("：: “（(")
    return any(lead.endswith(title) for title in titles)


def _is_name(
    surname: Piece, given: int, *, titled: bool, after: Piece | None, before: list[Piece], loose: bool
) -> bool:
    lists = lexicon().lists
    never = surname.text in lists["surnames never alone a name's beginning"]
    led = (
        not before
        or before[-1].end != surname.start
        or before[-1].text in lists["words before a name: joining"]
    )
    called = after is not None and any(
        after.text[:length] in lists["titles"] for length in (3, 2, len(after.text))
    )
    spoken = after is None or after.text in lists["words after a name"]
    if given == 0:
        nick = bool(before) and before[-1].text in _FAMILIAR
        courtesy = after is not None and after.text in lists["titles of courtesy"]
        plain = surname.text not in lists["surnames that a title alone does not show"]
        if before and before[-1].text == "姓":
            return True
        return not never and ((called and (led or plain or courtesy)) or (led and nick and spoken))
    if titled or (called and not never):
        return True
    if surname.text in lists["surnames that are words"] and (never or not loose):
        return False
    return led and spoken
