"""Where the words of a run of hanzi begin and end, by rjieba; long names in parts that can be followed."""

from __future__ import annotations

from gxreader.speech.mandarin.readings import phrases

LONGEST = 4  # characters of a word that is marked as one
_PERSON = "nr"
_MOST_JOINED = 4  # neighbouring words that may make one of our own

Tagged = tuple[str, str]


def words_of(run: str) -> list[Tagged]:
    """The words of a run of hanzi, each with its part of speech."""
    import rjieba

    found: list[Tagged] = []
    for word, kind in rjieba.tag(run):
        if len(word) > LONGEST and word not in phrases():
            found += [(part, kind) for part in _parts(word)]
        elif len(word) > 1 and kind != _PERSON and not rjieba.has_word(word):
            found += _known_parts(word)
        else:
            found.append((word, kind))
    return _joined(found)


def _known_parts(word: str) -> list[Tagged]:
    """A word that jieba has only guessed (他长 in 他长得高), in those it knows."""
    import rjieba

    return [(part, rjieba.tag(part)[0][1]) for part in rjieba.cut(word, False)]


def _joined(words: list[Tagged]) -> list[Tagged]:
    """Words that together are one of ours become that one: 睡 着 is 睡着."""
    result: list[Tagged] = []
    position = 0
    while position < len(words):
        for size in range(min(_MOST_JOINED, len(words) - position), 1, -1):
            joined = "".join(word for word, _ in words[position : position + size])
            if joined in phrases():
                result.append((joined, words[position][1]))
                position += size
                break
        else:
            result.append(words[position])
            position += 1
    return result


def _parts(word: str) -> list[str]:
    """A long word in the words it is made of, none longer than four characters."""
    import rjieba

    known = set(rjieba.cut_for_search(word)) - {word}
    parts: list[str] = []
    position = 0
    while position < len(word):
        for size in range(min(LONGEST, len(word) - position), 0, -1):
            part = word[position : position + size]
            if size == 1 or part in known:
                break
        parts.append(part)
        position += len(part)
    return parts
