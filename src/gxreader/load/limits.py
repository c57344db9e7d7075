"""How much of anything is read: foreign files and pages may be as large and as deep as they like."""

from __future__ import annotations

from gxreader.errors import Unreadable

MEGABYTE = 1024 * 1024

PAGE_BYTES = 8 * MEGABYTE  # one web page, decoded
TEXT_BYTES = 200 * MEGABYTE  # one local text or article file
FILE_BYTES = 200 * MEGABYTE  # one book or document, local or fetched
PASTED_CHARACTERS = 100 * MEGABYTE

DEPTH = 200  # elements within elements: lxml drops text below 253
ELEMENTS = 150_000  # on one page: far more than any article has
TABLE_LEVELS = 3  # tables within tables: each level doubles what a text view needs
TABLE_COLUMNS = 40  # beyond it, rows are read as paragraphs
TABLE_CELLS = 600  # beyond it, a table is divided into several
LIST_LEVELS = 12  # lists within lists
NEST_LEAVES = 500  # paragraphs in a list or quote: beyond it, it is divided into several
UNBROKEN_RUN = 1_000  # characters without a place to break the line
PARAGRAPH_CHARACTERS = 10_000  # beyond it, one line would keep a text view busy

LONG_CHARACTERS = 60_000  # an article beyond this is divided into parts
LONG_BLOCKS = 2_000  # those in lists and quotes, and cells of tables, included
PART_CHARACTERS = 30_000  # about 90 kB of Chinese in UTF-8
PART_BLOCKS = 1_000

REDIRECTS = 5
DEADLINE_SECONDS = 20.0  # for a page, all together
FILE_DEADLINE_SECONDS = 120.0  # for a book or document, as long as bytes keep coming
DOWNLOAD_BYTES = 2048 * MEGABYTE  # one file that is kept as it is
STALL_SECONDS = 30.0  # without a sign of life, for such a file
PICTURE_DEADLINE_SECONDS = 15.0
EXTENSION_DEADLINE_SECONDS = 3.0
EXTENSION_BYTES = 256 * 1024
KEPT_BYTES = 200 * MEGABYTE  # copies of pages and pictures for when there is no network

ZIP_ENTRIES = 2_000
ZIP_BYTES = 300 * MEGABYTE  # unpacked, all together
ZIP_RATIO = 100  # unpacked to packed, of an entry that is not small
PICTURE_BYTES = 30 * MEGABYTE  # one picture file
PICTURE_PIXELS = 30_000_000
CONTINUED_PAGES = 60  # of one article

PAGE_CPU_SECONDS = 2  # of the parsing process, for a page; what it began with counts as up to one more
PAGE_MEMORY = 400 * MEGABYTE
FILE_CPU_SECONDS = 60  # for a book or document
FILE_MEMORY = 1200 * MEGABYTE
PICTURE_CPU_SECONDS = 5
PATIENCE = 4  # times so long by the clock: the computer may be busy


def checked(data: bytes, most: int) -> bytes:
    """The bytes. Raises Unreadable if there are more than `most`."""
    if len(data) > most:
        raise Unreadable("load.too-large", megabytes=most // MEGABYTE)
    return data
