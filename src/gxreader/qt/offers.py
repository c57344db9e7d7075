"""What the clipboard or a drop holds, in the forms that the core understands."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QUrl

from gxreader.app.offered import Offered

_FIREFOX_LINK = "text/x-moz-url"  # address and title, a line each
_MOST_CHARACTERS = 20_000_000  # of page source: more is no page anybody has copied
_DRAGGED = (_FIREFOX_LINK, "text/uri-list", "text/html", "text/plain")


def offered(data: QMimeData | None) -> Offered:
    """Every form in which the same thing is offered. Nothing of it is followed or shown as markup here.

    None is a clipboard nobody has filled yet.
    """
    if data is None:
        return Offered()
    addresses = tuple(_written(url) for url in data.urls() if not url.isEmpty())
    if not addresses and data.hasFormat(_FIREFOX_LINK):
        first = bytes(data.data(_FIREFOX_LINK).data()).decode("utf-16-le", "replace").splitlines()
        addresses = tuple(first[:1])
    html = data.html() if data.hasHtml() else ""
    text = data.text() if data.hasText() and not addresses else ""
    return Offered(addresses, html if len(html) <= _MOST_CHARACTERS else "", text)


def can_be_opened(data: QMimeData) -> bool:
    """Whether a drop may hold something to read."""
    return data.hasUrls() or data.hasText() or any(data.hasFormat(kind) for kind in _DRAGGED)


def _written(url: QUrl) -> str:
    """An address as the core reads it: every sign that is not plain stands as its code."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
