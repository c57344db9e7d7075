"""The pictures on a page of a PDF: where they stand, and their objects."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from gxreader.load.layout.piece import Place

_LEAST_PICTURE = 60.0  # points, on its longer side
_LEAST_SIDE = 30.0
_MOST_PICTURES = 50  # on one page
_MOST_OBJECTS = 20_000
_DEPTH = 3  # of groups within groups


def pictures(page: Any, number: int) -> list[Place]:
    """The pictures that are large enough to be seen."""
    found: list[Place] = []
    for index, (item, frames) in enumerate(picture_objects(page)):
        if len(found) >= _MOST_PICTURES:
            break
        place = _bounds(item, frames)
        if place is None:
            continue
        left, bottom, right, top = place
        sides = sorted((right - left, top - bottom))
        if sides[1] >= _LEAST_PICTURE and sides[0] >= _LEAST_SIDE:
            found.append(Place(f"{number}/{index}", left, -top, right, -bottom))
    return found


def _bounds(item: Any, frames: list[Any]) -> tuple[float, float, float, float] | None:
    """Where an object stands on its page: its place in its group, and the group's in what holds it."""
    box = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *box):
        return None
    left, bottom, right, top = (value.value for value in box)
    matrix = pdfium.FS_MATRIX()
    for frame in reversed(frames):
        if not pdfium.FPDFPageObj_GetMatrix(frame, matrix):
            return None
        corners = [
            (matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)
            for x in (left, right)
            for y in (bottom, top)
        ]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    return left, bottom, right, top


def picture_objects(page: Any) -> list[tuple[Any, list[Any]]]:
    """The image objects of a page and the groups each stands in, always in the same order."""
    found: list[tuple[Any, list[Any]]] = []
    left = _MOST_OBJECTS

    def look(count: int, get: Callable[[int], Any], frames: list[Any]) -> None:
        nonlocal left
        for index in range(count):
            left -= 1
            if left < 0:
                return
            item = get(index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                found.append((item, frames))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(frames) < _DEPTH:
                look(
                    pdfium.FPDFFormObj_CountObjects(item),
                    functools.partial(pdfium.FPDFFormObj_GetObject, item),
                    [*frames, item],
                )

    look(pdfium.FPDFPage_CountObjects(page), functools.partial(pdfium.FPDFPage_GetObject, page), [])
    return found
