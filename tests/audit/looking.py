"""Looks a real window over and writes down the facts: what is painted, what stands where, what Tab meets."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFontInfo, QFontMetrics, QImage, QPainter, QPalette, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionFrame,
    QTextEdit,
    QWidget,
)

from gxreader.qt.black_screen import BlackKey
from gxreader.qt.keys import Key
from gxreader.qt.strip import MessageStrip
from tests.audit.facts import Area, Control, Part, Ring, Walk, Words

FLOOR = 60  # in elderly mode: no target is smaller, whatever a decision allows
MOST_STEPS = 400
_SHOWN = 24
_LEAST_SEEN = 4  # pixels: of less no colour can be told


def who(widget: QWidget) -> str:
    """A widget by its class, its object's name, and the words on it."""
    words = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
    names = [type(widget).__name__, widget.objectName(), f"“{words[:_SHOWN]}”" if words else ""]
    return " ".join(name for name in names if name)


def visible(window: QWidget, *kinds: type) -> list[Any]:
    """The widgets of some kinds of which anything is to be seen."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisible() and not widget.visibleRegion().isEmpty()
    ]


def place(window: QWidget, widget: QWidget) -> QRect:
    """Where a widget is in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def is_control(widget: QWidget) -> bool:
    """Whether a hand or the keyboard can work it: scroll bars are not, since keys do the same."""
    if isinstance(widget, QTextEdit):
        return widget.textInteractionFlags() != Qt.TextInteractionFlag.NoTextInteraction
    if isinstance(widget, QScrollBar):
        return False
    return isinstance(widget, (QAbstractButton, QLineEdit, QAbstractSlider)) and widget.isEnabled()


def name_of(widget: QWidget) -> str:
    """What a screen reader is told."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def least_of(widget: QWidget, elderly: bool, scale: float) -> int:
    """How large a target must be: keys beside a message may be lower, for the article's sake."""
    if not elderly:
        return round(40 * scale)
    within = widget.parentWidget()
    while within is not None:
        if isinstance(within, MessageStrip):
            return round(FLOOR * scale)
        within = within.parentWidget()
    return round(72 * scale)


def controls(window: Any) -> list[Control]:
    """The controls of a screen."""
    elderly, scale = window.look.elderly, window.look.scale
    return [
        Control(
            who(widget), name_of(widget), widget.width(), widget.height(), least_of(widget, elderly, scale)
        )
        for widget in visible(window, QWidget)
        if is_control(widget)
    ]


# What changes the language speaks to those who do not read the present one; keys have names of their own.
_IN_ANY_LANGUAGE = {"key-language", "first-question", "shortcut-keys"}


def said(window: QWidget) -> list[tuple[str, str]]:
    """All words of a screen, and what a screen reader is told of it."""
    labels = [label for label in visible(window, QLabel) if label.objectName() not in _IN_ANY_LANGUAGE]
    found = [(who(label), label.text()) for label in labels]
    found += [(who(field), field.placeholderText()) for field in visible(window, QLineEdit)]
    for widget in visible(window, QWidget):
        if widget.objectName() in _IN_ANY_LANGUAGE:
            continue
        found += [(who(widget), widget.accessibleName()), (who(widget), widget.accessibleDescription())]
    found.append(("the window's title", window.windowTitle()))
    return [(name, text.replace("\u200b", "")) for name, text in found if text.strip()]


def areas(window: QWidget) -> list[Area]:
    """Where keys, fields and texts stand. A black screen is one key, with another over it."""
    kinds = (QAbstractButton, QLabel, QLineEdit, QAbstractSlider, QTextEdit)
    found = []
    for widget in window.findChildren(QWidget):
        if (
            not isinstance(widget, kinds)
            or not widget.isVisible()
            or isinstance(widget, (QScrollBar, BlackKey))
        ):
            continue
        box = place(window, widget)
        if _is_in_a_list(window, widget):
            shift = widget.mapTo(window, QPoint(0, 0))
            box = widget.visibleRegion().boundingRect().translated(shift)
        if not box.isEmpty() and not (isinstance(widget, QLabel) and not widget.text()):
            found.append(Area(who(widget), box.getRect(), who(widget.parentWidget())))
    return found


@dataclass
class Painting:
    """What was painted by our own hand, as it was asked for: widget, place, words or picture, font, ink."""

    words: list[tuple[QWidget, QRect, str, int, str, int]] = field(default_factory=list)
    icons: list[tuple[QWidget, QRect, str]] = field(default_factory=list)


def _painted_on(painter: QPainter) -> QWidget | None:
    device = painter.device()
    if isinstance(device, QWidget):
        return device
    owner = sys._getframe(2).f_locals.get("self")  # painted through an effect: the caller is the widget
    return owner if isinstance(owner, QWidget) else None


def _room_missing(painter: QPainter, arguments: tuple[Any, ...], widget: QWidget) -> tuple[QRect, int]:
    """Where words are painted, and how many pixels of them have no room there or on the widget."""
    box, flags, text = arguments[0], arguments[1], arguments[-1]
    box = box.toRect() if isinstance(box, QRectF) else box
    flags = int(getattr(flags, "value", flags))
    metrics = QFontMetrics(painter.font())
    needed = metrics.boundingRect(QRect(0, 0, box.width(), 99999), flags & ~0xE0, text)
    missing = max(0, needed.width() - box.width() - 2)
    if not flags & Qt.TextFlag.TextDontClip.value:
        missing = max(missing, needed.height() - box.height())
    inside = widget.rect().adjusted(-1, -1, 1, 1)
    over = max(inside.left() - box.left(), box.right() - inside.right(), box.bottom() - inside.bottom(), 0)
    return box, max(missing, over)


def _main_colour(pixmap: QPixmap) -> str:
    pixels = _pixels(pixmap.toImage(), QImage.Format.Format_ARGB32)
    solid = pixels[pixels >> 24 == 255]
    return _most(solid) if solid.size else ""


@contextmanager
def watched() -> Iterator[Painting]:
    """Write down what Python paints meanwhile; the toolkit paints as ever."""
    painting = Painting()
    draw_text, draw_pixmap = QPainter.drawText, QPainter.drawPixmap

    def text(painter: QPainter, *arguments: Any) -> Any:
        widget = _painted_on(painter)
        if widget is not None and isinstance(arguments[0], (QRect, QRectF)) and arguments[-1].strip():
            box, missing = _room_missing(painter, arguments, widget)
            box = painter.combinedTransform().mapRect(box) if painter.device() is widget else box
            pixels = painter.font().pixelSize()
            pixels = pixels if pixels > 0 else QFontInfo(painter.font()).pixelSize()
            painting.words.append((widget, box, arguments[-1], pixels, painter.pen().color().name(), missing))
        return draw_text(painter, *arguments)

    def picture(painter: QPainter, *arguments: Any) -> Any:
        widget, image = _painted_on(painter), arguments[-1]
        if widget is not None and isinstance(image, QPixmap) and not image.isNull():
            at = arguments[0] if isinstance(arguments[0], QPoint) else QPoint(arguments[0], arguments[1])
            size = (image.deviceIndependentSize()).toSize()
            painting.icons.append((widget, QRect(at, size), _main_colour(image)))
        return draw_pixmap(painter, *arguments)

    QPainter.drawText, QPainter.drawPixmap = text, picture  # type: ignore[method-assign]  # Qt's own, for a while
    try:
        yield painting
    finally:
        QPainter.drawText, QPainter.drawPixmap = draw_text, draw_pixmap  # type: ignore[method-assign]  # Qt's own, for a while


def _pixels(image: QImage, form: QImage.Format = QImage.Format.Format_RGB32) -> np.ndarray:
    image = image.convertToFormat(form)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, : image.width()].copy()


def _most(pixels: np.ndarray) -> str:
    """The most frequent colour."""
    values, counts = np.unique(pixels & 0xFFFFFF, return_counts=True)
    return f"#{int(values[counts.argmax()]):06x}"


def contrasts(pixels: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The contrast of each pixel to its counterpart, as WCAG counts it."""
    first, second = _light(pixels), _light(other)
    return (np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05)


def _light(pixels: np.ndarray) -> np.ndarray:
    channels = np.stack([(pixels >> shift) & 255 for shift in (16, 8, 0)], -1) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


@dataclass
class Sight:
    """What is to be seen of a screen."""

    words: list[Words]
    parts: list[Part]


def look_at(window: Any) -> Sight:
    """Paint a screen, and write down its words and parts with their colours."""
    with watched() as painting:
        image = _pixels(window.grab().toImage())
    sight = Sight([], [])
    for widget, box, text, pixels, ink, missing in painting.words:
        ground = _ground(image, window, widget, box)
        shortened = is_shortened(widget, text)
        ground = ground or ink_opposite(ink)
        sight.words.append(Words(who(widget), text, pixels, ink, ground, missing, shortened))
    for widget, box, colour in painting.icons:
        around = box.adjusted(-3, -3, 3, 3)
        if colour and (ground := _ground(image, window, widget, around, within=box)):
            sight.parts.append(Part(who(widget), "the icon", colour, ground))
    sight.words += _labels(window, image) + _fields(window, image) + _texts(window, image)
    sight.parts += _borders(window, image)
    return sight


def is_shortened(widget: QWidget, text: str) -> bool:
    """Whether an ellipsis stands where the widget's own words go on."""
    whole = f"{widget.accessibleName()} {widget.accessibleDescription()}"
    return "…" in text and text.replace("\u200b", "") not in whole.replace("\u200b", "") and "……" not in text


def ink_opposite(ink: str) -> str:
    """A ground for words of which nothing is in sight: they are judged when they are."""
    return "#000000" if QColor(ink).lightness() > 127 else "#ffffff"


def _ground(
    image: np.ndarray, window: QWidget, widget: QWidget, box: QRect, *, within: QRect | None = None
) -> str:
    """The colour most of a place has, or most of it around what is `within`; nothing where it is not seen."""
    if not widget.isVisible():
        return ""
    shift = widget.mapTo(window, QPoint(0, 0))
    seen = box.intersected(widget.visibleRegion().boundingRect()).translated(shift)
    seen = seen.intersected(QRect(0, 0, image.shape[1], image.shape[0]))
    if seen.width() < _LEAST_SEEN or seen.height() < _LEAST_SEEN:
        return ""
    pixels = image[seen.top() : seen.bottom() + 1, seen.left() : seen.right() + 1]
    if within is None:
        return _most(pixels)
    inner = within.translated(shift - seen.topLeft())
    outer = np.ones(pixels.shape, bool)
    outer[max(0, inner.top()) : inner.bottom() + 1, max(0, inner.left()) : inner.right() + 1] = False
    return _most(pixels[outer] if outer.any() else pixels)


def _labels(window: QWidget, image: np.ndarray) -> list[Words]:
    found = []
    for label in visible(window, QLabel):
        if not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        cut = max(0, needed - label.height())
        if not label.wordWrap():
            cut = max(cut, label.sizeHint().width() - label.width())
        ink = label.palette().color(label.foregroundRole()).name()
        ground = _ground(image, window, label, label.rect()) or ink_opposite(ink)
        shortened = bool(label.accessibleName()) and is_shortened(label, label.text())
        found.append(Words(who(label), label.text(), label.font().pixelSize(), ink, ground, cut, shortened))
    return found


def _fields(window: QWidget, image: np.ndarray) -> list[Words]:
    found = []
    for line in visible(window, QLineEdit):
        typed, hint, palette = line.text(), line.placeholderText(), line.palette()
        role = QPalette.ColorRole.Text if typed else QPalette.ColorRole.PlaceholderText
        option = QStyleOptionFrame()
        line.initStyleOption(option)
        inner = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
        room = inner.width() - 4
        cut = 0 if typed else max(0, QFontMetrics(line.font()).horizontalAdvance(hint) - room)
        ink = palette.color(role).name()
        ground = _ground(image, window, line, line.rect()) or ink_opposite(ink)
        found.append(Words(who(line), typed or hint, line.font().pixelSize(), ink, ground, cut))
    return found


def _texts(window: QWidget, image: np.ndarray) -> list[Words]:
    """The formats of a text, each with the first words written in it."""
    found: dict[tuple[int, str, str], Words] = {}
    for text in visible(window, QTextEdit):
        paper = _ground(image, window, text.viewport(), text.viewport().rect())
        block = text.document().begin()
        while block.isValid():
            for piece in block:  # type: ignore[attr-defined]  # a block is a range of fragments
                fragment = piece.fragment()
                form = fragment.charFormat()
                words = fragment.text().replace("\ufffc", "").strip()
                if not words:
                    continue
                plain = text.palette().color(QPalette.ColorRole.Text)
                brush, back = form.foreground(), form.background()
                ink = brush.color().name() if brush.style() != Qt.BrushStyle.NoBrush else plain.name()
                ground = back.color().name() if back.style() != Qt.BrushStyle.NoBrush else paper
                pixels = form.font().pixelSize()
                key = (pixels, ink, ground)
                found.setdefault(key, Words(who(text), words[:_SHOWN], pixels, ink, ground))
            block = block.next()
    return list(found.values())


def _borders(window: QWidget, image: np.ndarray) -> list[Part]:
    """The strongest colour of the edges of keys and fields, against what lies around them."""
    found = []
    for widget in visible(window, Key, QLineEdit):
        if isinstance(widget, Key) and widget.borderless:
            continue
        box = place(window, widget)
        row, left = box.center().y(), box.left()
        if left < 3 or not 0 <= row < image.shape[0] or widget.visibleRegion().boundingRect().left() > 0:
            continue
        line = image[row, left - 2 : left + 8]
        around = np.full_like(line[2:], line[0])
        strongest = int(line[2:][contrasts(line[2:], around).argmax()]) & 0xFFFFFF
        found.append(Part(who(widget), "the edge", f"#{strongest:06x}", f"#{int(line[0]) & 0xFFFFFF:06x}"))
    return found


def walk(window: QWidget) -> Walk:
    """Press Tab from the screen's first focus on, until it comes round."""
    window.activateWindow()
    QApplication.processEvents()
    first = window.focusWidget()
    wanted = [
        who(widget) for widget in window.findChildren(QWidget) if widget.isVisible() and is_control(widget)
    ]
    if first is None:
        return Walk("", (), tuple(wanted), came_round=False)
    met, now = [who(first)], first
    for _ in range(MOST_STEPS):
        QTest.keyClick(now, Qt.Key.Key_Tab)
        following = window.focusWidget()
        if following is None or (following is now and following is not first):
            break
        now = following
        if now is first:
            return Walk(who(first), tuple(met), tuple(wanted), came_round=True)
        name = who(now)
        met.append(name if not now.visibleRegion().isEmpty() else f"{name} (out of sight)")
    return Walk(who(first), tuple(met), tuple(wanted), came_round=False)


def _is_in_a_list(window: QWidget, widget: QWidget) -> bool:
    """Whether it is in a list that scrolls, so that a part of it may be out of sight."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def rings(window: QWidget) -> list[Ring]:
    """What each control shows of the keyboard's place; a key that fills the screen need not."""
    found = []
    elsewhere = QWidget(window)
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    elsewhere.resize(1, 1)
    elsewhere.show()
    for widget in visible(window, QWidget):
        if not is_control(widget) or widget is elsewhere or isinstance(widget, BlackKey):
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)  # a list brings it into sight
        area = widget.rect().translated(widget.mapTo(window, QPoint(0, 0))).adjusted(-6, -6, 6, 6)
        elsewhere.setFocus()
        before = _pixels(window.grab(area).toImage())
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        after = _pixels(window.grab(area).toImage())
        found.append(Ring(who(widget), int((contrasts(before, after) >= 3.0).sum())))
    elsewhere.deleteLater()
    return found
