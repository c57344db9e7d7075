"""PDFium, told of the program's own fonts.

A file without its fonts is read with those of the computer, and where these have no such letter PDFium
leaves the text out, without a word: a computer without Chinese fonts would lose Chinese text.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gxreader import resources

_SYSTEM = (
    "/usr/share/fonts",
    "/usr/share/X11/fonts/Type1",
    "/usr/share/X11/fonts/TTF",
    "/usr/local/share/fonts",
)


def open_document(data: bytes) -> Any:
    """A document of pypdfium2. Raises its PdfiumError."""
    _with_our_fonts()
    return pypdfium2.PdfDocument(data)


@cache
def _with_our_fonts() -> object:
    """Start the library again with our folder of fonts; what it goes on to point at is kept by the cache."""
    if not sys.platform.startswith("linux"):
        return None  # elsewhere the system's own fonts are asked, and they have hanzi
    folders = [str(resources.path("fonts")), *_SYSTEM]
    names = [ctypes.create_string_buffer(folder.encode()) for folder in folders]
    character = ctypes.POINTER(ctypes.c_char)
    paths = (character * (len(names) + 1))(
        *(ctypes.cast(name, character) for name in names)
    )  # ends with null
    configuration = pdfium.FPDF_LIBRARY_CONFIG(version=2)
    field = type(configuration.m_pUserFontPaths)
    configuration.m_pUserFontPaths = ctypes.cast(paths, field)
    pdfium.FPDF_DestroyLibrary()  # pypdfium2 has started it, without a way to say where fonts are
    pdfium.FPDF_InitLibraryWithConfig(configuration)
    return configuration, paths, names
