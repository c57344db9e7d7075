"""One page of an OFD document: its text objects with their places, and its pictures."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from gxreader.errors import Unreadable
from gxreader.load.layout.characters import is_wide, meant
from gxreader.load.layout.piece import Piece, Place, PlacedPage
from gxreader.load.markup.xml import local_name

_POINTS = 72 / 25.4  # in a millimetre
_BOLD = re.compile(r"bold|black|heavy|simhei|heiti|黑|小标宋", re.IGNORECASE)
_BOLD_WEIGHT = 600
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{0,12})?(?:[eE][-+]?\d{1,2})?")
_MOST_STEPS = 10_000
_MOST_CHARACTERS = 200_000  # on one page
_MOST_OBJECTS = 100_000  # on one page: drawings may hold drawings
_JOINED = 0.9  # em
_LEAST_PICTURE = 60.0  # points, on its longer side
_LEAST_SIDE = 30.0
_LEVEL = 3  # degrees: less than this is not turned
_DEPTH = 20  # of blocks within blocks

Matrix = tuple[float, float, float, float, float, float]
_UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Stretch(NamedTuple):
    """Characters of one text object: where each begins, in points."""

    text: str
    places: list[tuple[float, float]]
    size: float
    angle: int
    strong: bool
    downwards: bool


@dataclass
class Resources:
    """What pages refer to by number: fonts that are bold, files of pictures, drawings made of objects."""

    bold: set[str] = field(default_factory=set)
    pictures: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, etree._Element] = field(default_factory=dict)

    def read(self, root: etree._Element, locate: Callable[[str], str]) -> None:
        """Take one file of resources; `locate` finds a file that it names."""
        base = root.get("BaseLoc") or ""
        for element in root.iter("{*}Font", "{*}MultiMedia", "{*}CompositeGraphicUnit"):
            number, kind = str(element.get("ID") or ""), local_name(element)
            if kind == "Font" and (
                _BOLD.search(f"{element.get('FontName')} {element.get('FamilyName')}")
                or element.get("Bold") == "true"
            ):
                self.bold.add(number)
            elif kind == "MultiMedia" and element.get("Type") == "Image":
                file = (element.findtext("{*}MediaFile") or "").strip()
                name = locate(f"{base.rstrip('/')}/{file}" if base and not file.startswith("/") else file)
                if name:
                    self.pictures[number] = name
            elif kind == "CompositeGraphicUnit":
                self.drawings[number] = element


class PageText:
    """Gathers what stands on a page: its own content, its templates', and that of its notes."""

    def __init__(self, number: int, box: tuple[float, float, float, float], resources: Resources) -> None:
        self.placed = PlacedPage(number, box[2] * _POINTS, box[3] * _POINTS)
        self._resources = resources
        self._stretches: list[_Stretch] = []
        self._left = _MOST_CHARACTERS
        self._objects = _MOST_OBJECTS

    def add(self, content: etree._Element, origin: tuple[float, float] = (0.0, 0.0), depth: int = 0) -> None:
        """Take the objects of a layer, in their order."""
        for element in content:
            self._objects -= 1
            if self._objects < 0:
                raise Unreadable("load.too-complex")
            kind = local_name(element)
            if kind == "TextObject":
                self._text(element, origin)
            elif kind == "ImageObject":
                self._picture(element, origin)
            elif kind == "CompositeObject" and depth < _DEPTH:
                drawing = self._resources.drawings.get(str(element.get("ResourceID") or ""))
                box = numbers(element.get("Boundary"))
                if drawing is not None and len(box) > 1:
                    self.add(drawing, (origin[0] + box[0], origin[1] + box[1]), depth + 1)
            elif kind in {"Content", "Layer", "PageBlock", "Appearance"} and depth < _DEPTH:
                self.add(element, origin, depth + 1)

    def _text(self, element: etree._Element, origin: tuple[float, float]) -> None:
        box = numbers(element.get("Boundary")) or [0.0, 0.0]
        matrix = _matrix(element.get("CTM"))
        size = next(iter(numbers(element.get("Size"))), 3.5) * math.hypot(matrix[2], matrix[3]) * _POINTS
        wide = next(iter(numbers(element.get("HScale"))), 1.0)
        strong = str(element.get("Font") or "") in self._resources.bold
        strong = strong or next(iter(numbers(element.get("Weight"))), 0.0) >= _BOLD_WEIGHT
        angle = round(math.degrees(math.atan2(matrix[1], matrix[0]))) % 360
        angle = 0 if min(angle, 360 - angle) < _LEVEL else angle
        last = (0.0, 0.0)
        for code in element.iterchildren("{*}TextCode"):
            x, y = numbers(code.get("X")), numbers(code.get("Y"))
            last = (x[0] if x else last[0], y[0] if y else last[1])
            text = "".join(map(str, code.itertext()))
            self._left -= len(text)
            if self._left < 0:
                return
            across, down = steps(code.get("DeltaX"), len(text)), steps(code.get("DeltaY"), len(text))
            places = []
            at = last
            for index, character in enumerate(text):
                turned = _moved(matrix, at)
                left = (origin[0] + box[0] + turned[0]) * _POINTS
                places.append((left, (origin[1] + box[1] + turned[1]) * _POINTS))
                step = across[index] if index < len(across) else None
                if step is None:
                    usual = size / _POINTS / max(math.hypot(matrix[2], matrix[3]), 1e-6)
                    step = 0.0 if any(down) else usual * wide * (1.0 if is_wide(character) else 0.5)
                at = (at[0] + step, at[1] + (down[index] if index < len(down) else 0.0))
            downwards = sum(abs(step) for step in down) > sum(abs(step) for step in across)
            self._stretches.append(_Stretch(text, places, max(round(size, 1), 0.1), angle, strong, downwards))

    def _picture(self, element: etree._Element, origin: tuple[float, float]) -> None:
        name = self._resources.pictures.get(str(element.get("ResourceID") or ""))
        box = [value * _POINTS for value in numbers(element.get("Boundary"))]
        if not name or len(box) < 4:  # noqa: PLR2004 - left, top, width, height
            return
        sides = sorted(box[2:4])
        if sides[1] >= _LEAST_PICTURE and sides[0] >= _LEAST_SIDE:
            left, top = box[0] + origin[0] * _POINTS, box[1] + origin[1] * _POINTS
            self.placed.pictures.append(Place(name, left, top, left + box[2], top + box[3]))

    def finished(self) -> PlacedPage:
        """The page, its text in pieces: what is turned aside apart from the rest."""
        frames: dict[int, list[Piece]] = {}
        characters = sum(len(stretch.text) for stretch in self._stretches)
        down = sum(len(stretch.text) for stretch in self._stretches if stretch.downwards)
        columns = down > characters / 2
        for stretch in self._stretches:
            frames.setdefault(stretch.angle, []).extend(_pieces(stretch, columns=columns))
        ordered = sorted(frames.items(), key=lambda entry: -sum(len(piece.text) for piece in entry[1]))
        if ordered:
            self.placed.pieces = ordered[0][1]
            self.placed.aside = [pieces for _, pieces in ordered[1:]]
        self.placed.characters = sum(
            not character.isspace() for stretch in self._stretches for character in stretch.text
        )
        return self.placed


def _pieces(stretch: _Stretch, *, columns: bool) -> Iterator[Piece]:
    """A stretch in pieces, one for each place where there is no large gap."""
    cosine, sine = math.cos(math.radians(stretch.angle)), math.sin(math.radians(stretch.angle))
    piece: Piece | None = None
    size = stretch.size
    for character, (x, y) in zip(stretch.text, stretch.places, strict=True):
        left, baseline = x * cosine + y * sine, y * cosine - x * sine
        if columns:
            left, baseline = (y, -x) if stretch.downwards else (y, -x - size / 2)
        text = meant(character)
        width = size * (1.0 if is_wide(character) else 0.5)
        if stretch.downwards and not columns and piece is not None:
            piece.text += text  # a label of several rows: its signs stand beneath one another
            continue
        if piece is not None and (
            left - piece.right > _JOINED * size
            or left < piece.left - size
            or abs(baseline - piece.baseline) > size / 5
        ):
            yield piece
            piece = None
        if piece is None:
            piece = Piece("", left, left, baseline, size, stretch.strong)
        piece.text += text
        piece.right = max(piece.right, left + width)
    if piece is not None:
        yield piece


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute."""
    return [float(found) for found in _NUMBER.findall((text or "")[:200_000])]


def steps(text: str | None, most: int) -> list[float]:
    """The steps from one character to the next; `g n v` means n times v."""
    words = (text or "").split()
    result: list[float] = []
    index = 0
    most = min(most, _MOST_STEPS)
    while index < len(words) and len(result) < most:
        if words[index] == "g" and index + 2 < len(words):
            count, value = numbers(words[index + 1]), numbers(words[index + 2])
            if count and value:
                result += [value[0]] * int(min(max(count[0], 0), most - len(result)))
            index += 3
        else:
            result += numbers(words[index])[:1]
            index += 1
    return result


def _matrix(text: str | None) -> Matrix:
    match numbers(text):
        case [a, b, c, d, e, f, *_]:
            return (a, b, c, d, e, f)
    return _UNTURNED


def _moved(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]
