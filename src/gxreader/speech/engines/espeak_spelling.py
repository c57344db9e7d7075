"""What espeak-ng 1.52 reads wrongly in Chinese, put so that it reads it rightly, or nearly so.

Its Mandarin lacks the final iong: 熊 is read as an English word; two syllables that run together are near.
Of letters with spaces between them the A is read as an article; with hyphens each has its name.
"""

from __future__ import annotations

import re

from gxreader.speech.normalise import Spoken

_SYLLABLES = {
    "xiong1": "兄兇凶匈汹洶胸芎",
    "xiong2": "熊雄",
    "qiong2": "穷窮穹琼瓊茕蛩跫邛銎筇",
    "jiong1": "扃冂",
    "jiong3": "炯窘迥",
}
IN_LETTERS = {
    sign: f" {syllable[0]}u5ong{syllable[-1]} " for syllable, signs in _SYLLABLES.items() for sign in signs
}
_LETTERS = r"(?<![A-Za-z])[A-Z](?: [A-Z])+(?![A-Za-z])"
_PATTERNS = {
    "zh": re.compile(rf"[{''.join(IN_LETTERS)}]|{_LETTERS}"),
    "yue": re.compile(_LETTERS),
}


def respell(spoken: Spoken, language: str) -> Spoken:
    """The same words for espeak-ng, each standing for what it stood for."""
    pattern = _PATTERNS.get(language.partition("-")[0].lower())
    if pattern is None or not pattern.search(spoken.text):
        return spoken
    text: list[str] = []
    origins: list[tuple[int, int]] = []
    position = 0
    for found in pattern.finditer(spoken.text):
        start, end = found.span()
        written = IN_LETTERS.get(found[0])
        text += [spoken.text[position:start], written or found[0].replace(" ", "-")]
        origins += spoken.origins[position:start]
        origins += [spoken.origins[start]] * len(written) if written else spoken.origins[start:end]
        position = end
    text.append(spoken.text[position:])
    origins += spoken.origins[position:]
    return Spoken("".join(text), tuple(origins))
