"""A text as stretches of one kind: Chinese, letters, marks, and what the reader's dictionary says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

import msgspec

from gxreader.speech.mandarin.lexicon import lexicon
from gxreader.speech.mandarin.pinyin import read_pinyin
from gxreader.speech.mandarin.values import Foreign, Pause

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = r"A-Za-z\u00c0-\u024f\uff21-\uff3a\uff41-\uff5a"
_LETTERS = rf"[{_LATIN}](?:[{_LATIN}'’\-]*[{_LATIN}])?"  # don't, e-mail
_KINDS = re.compile(
    rf"(?P<han>[{HAN}\d]+)"
    rf"|(?P<latin>{_LETTERS}(?:[ \u00a0]{_LETTERS})*)"
    r"|(?P<mark>…+|⋯+|\.{2,}|。{2,}|[—–―─]+|--+|[^\w\s])"
    r"|(?P<other>[^\W\d_]+)"
)
_MARKS = {
    **dict.fromkeys("，、,､/|", ","),
    **dict.fromkeys("。．.｡", "."),
    **dict.fromkeys("！!", "!"),
    **dict.fromkeys("？?", "?"),
    **dict.fromkeys("；;", ";"),
    **dict.fromkeys("：:", ":"),
    **dict.fromkeys("…⋯", "…"),
    **dict.fromkeys("—–―─～~", "—"),
    **dict.fromkeys("“‘「『《〈«", "“"),
    **dict.fromkeys("”’」』》〉»", "”"),
    **dict.fromkeys("（(【[〔〖", "("),
    **dict.fromkeys("）)】]〕〗", ")"),
}
_DIGITS = "零一二三四五六七八九"


class Chinese(msgspec.Struct, frozen=True):
    """A stretch of hanzi (and digits that no rule of normalisation has said)."""

    start: int
    end: int


class Wished(msgspec.Struct, frozen=True):
    """A stretch that is said as the reader's dictionary has it."""

    start: int
    end: int
    syllables: tuple[tuple[str, int, bool], ...]


Stretch = Chinese | Wished | Pause | Foreign


def simplified(text: str) -> str:
    """The same text in simplified characters, character for character, digits as hanzi."""
    plain = text.translate(lexicon().simplified)
    return re.sub(
        r"\d", lambda found: _DIGITS[unicodedata.decimal(found[0])], re.sub("干(?=[隆坤清陵元])", "乾", plain)
    )


def stretches(text: str, wished: Mapping[tuple[int, int], str]) -> Iterator[Stretch]:
    """The stretches of a text in order; white space and signs without a sound belong to none."""
    position = 0
    for wish in _wishes(text, wished):
        yield from _plain(text, position, wish.start)
        yield wish
        position = wish.end
    yield from _plain(text, position, len(text))


def silent(text: str) -> Iterator[tuple[int, int]]:
    """Signs that have no sound and are no pause, such as arrows and pictures."""
    for found in _KINDS.finditer(text):
        if found.lastgroup == "mark" and _mark(text, found) is None:
            yield found.span()


def _wishes(text: str, wished: Mapping[tuple[int, int], str]) -> Iterator[Wished]:
    position = 0
    for (start, end), written in sorted(wished.items(), key=lambda wish: (wish[0][0], -wish[0][1])):
        syllables = read_pinyin(written)
        if position <= start < end <= len(text) and syllables:
            yield Wished(start, end, syllables)
            position = end


def _plain(text: str, start: int, end: int) -> Iterator[Stretch]:
    for found in _KINDS.finditer(text, start, end):
        if found.lastgroup == "han":
            yield Chinese(*found.span())
        elif found.lastgroup in {"latin", "other"}:
            yield Foreign(*found.span(), found[0])
        elif (mark := _mark(text, found)) is not None:
            yield Pause(*found.span(), mark)


def _mark(text: str, found: re.Match[str]) -> str | None:
    if found[0] == '"':
        return "“" if text.count('"', 0, found.start()) % 2 == 0 else "”"
    if len(found[0]) > 1 and found[0][0] in ".。":
        return "…"
    if found[0].startswith("--"):
        return "—"
    return _MARKS.get(unicodedata.normalize("NFKC", found[0][0])) or _MARKS.get(found[0][0])
