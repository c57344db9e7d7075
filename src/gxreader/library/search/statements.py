"""The tables of the index, as a step of the library's schema."""

from __future__ import annotations

STATEMENTS = (
    """CREATE VIRTUAL TABLE head_index USING fts5(title, head, sound, initials, facts, content='',
        tokenize='ascii', prefix='1')""",
    "CREATE VIRTUAL TABLE text_index USING fts5(text, facts, content='', tokenize='ascii', prefix='1')",
    "CREATE TABLE indexed(work INTEGER PRIMARY KEY)",
    "CREATE TABLE pairs(sound TEXT NOT NULL, pair TEXT NOT NULL, PRIMARY KEY(sound, pair)) WITHOUT ROWID",
    "CREATE TABLE words(word TEXT PRIMARY KEY) WITHOUT ROWID",
)
