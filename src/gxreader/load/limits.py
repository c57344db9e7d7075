"""How much of anything is read: foreign files and pages may be as large and as deep as they like."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

PAGE_BYTES = 8 * MEGABYTE  # one web page, decoded
TEXT_BYTES = 200 * MEGABYTE  # one local text or article file
PASTED_CHARACTERS = 100 * MEGABYTE

DEPTH = 200  # elements within elements: lxml drops text below 253
ELEMENTS = 150_000  # on one page: far more than any article has
TABLE_LEVELS = 3  # tables within tables: each level doubles what a text view needs
LIST_LEVELS = 12  # lists within lists
UNBROKEN_RUN = 1_000  # characters without a place to break the line
PARAGRAPH_CHARACTERS = 10_000  # beyond it, one line would keep a text view busy

LONG_CHARACTERS = 60_000  # an article beyond this is divided into parts
LONG_BLOCKS = 2_000
PART_CHARACTERS = 30_000  # about 90 kB of Chinese in UTF-8
PART_BLOCKS = 1_000

REDIRECTS = 5
DEADLINE_SECONDS = 20.0
