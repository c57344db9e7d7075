"""Which messages the sources use, and which the catalogues hold."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.pofile import read_po

KEY = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+")
GAP = r"[a-z0-9_-]+"
FILE_NAME = re.compile(r".*\.(css|csv|db|html|json|md|mo|otf|pdf|png|po|py|sqlite|svg|toml|txt|wav|xml)")


def messages(folder: Path) -> dict[str, tuple[str, ...]]:
    """Every key of one language with its texts: one, or singular and plural.

    The command line's parser brings English sentences of its own, which only the Chinese catalogue holds:
    they are no keys.
    """
    found: dict[str, tuple[str, ...]] = {}
    for source in sorted(folder.glob("*.po")):
        with source.open("rb") as file:
            for message in read_po(file, charset="utf-8"):
                single = isinstance(message.id, str)
                key = message.id if single else message.id[0]
                if KEY.fullmatch(key):
                    found[key] = (message.string,) if single else tuple(message.string)
    return found


def gaps(texts: Iterable[str]) -> set[str]:
    """The names of the gaps in a message."""
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def words(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Each string of a module as a pattern, and whether it has gaps (an f-string)."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values]
            yield "".join(parts), True
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value, False


def used(sources: Iterable[str], areas: set[str]) -> tuple[set[str], set[str]]:
    """The keys, and the patterns of keys, that the texts of some modules name."""
    keys: set[str] = set()
    patterns: set[str] = set()
    for source in sources:
        for word, has_gaps in words(ast.parse(source)):
            area = word.partition(".")[0].removesuffix("\\")
            if area not in areas:
                continue
            if has_gaps and re.fullmatch(r"[a-z0-9_.\\\-\[\]+]+", word):
                patterns.add(word)
            elif KEY.fullmatch(word):
                keys.add(word)
    return keys, patterns


def faults(
    keys: set[str], patterns: set[str], zh: Mapping[str, tuple[str, ...]], en: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """Everything that is wrong between sources and catalogues, one sentence each."""
    known = zh.keys() | en.keys()
    reached = {key for key in known for pattern in patterns if re.fullmatch(pattern, key)}
    lonely = {pattern for pattern in patterns if not any(re.fullmatch(pattern, key) for key in known)}
    both = zh.keys() & en.keys()
    return [
        *(
            f"{key} is used and stands in no catalogue"
            for key in sorted(keys - known)
            if not FILE_NAME.fullmatch(key)
        ),
        *(f"{pattern} matches no key" for pattern in sorted(lonely)),
        *(f"{key} is not used" for key in sorted(known - keys - reached)),
        *(f"{key} is missing in zh" for key in sorted(en.keys() - both)),
        *(f"{key} is missing in en" for key in sorted(zh.keys() - both)),
        *(f"{key} has other gaps in zh than in en" for key in sorted(both) if gaps(zh[key]) != gaps(en[key])),
        *(f"{key} is empty" for key in sorted(known) if not all((*zh.get(key, ()), *en.get(key, ())))),
    ]
