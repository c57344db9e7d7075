"""Pages that hold nothing but where to go: old home pages refresh at once, or set location by a script.

Only what stands there in words is followed: no script is run, and one that makes a cookie first is a test for
browsers and is left alone.
"""

from __future__ import annotations

import html
import re

from gxreader.load.web.answers import words_of

_MOST_BYTES = 8 * 1024  # such a page is tiny
_LOOKED_AT = 4 * 1024
_FEW_WORDS = 100  # "if nothing happens, please click here"
_LONGEST_PAUSE = 5  # seconds; beyond that, a page is meant to be read first

_META = re.compile(r"<meta\b([^<>]{0,1000})>", re.IGNORECASE)
_IS_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_PAUSE_AND_TARGET = re.compile(
    r"\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(.+)", re.IGNORECASE | re.DOTALL
)
_SCRIPTED = re.compile(
    r"\blocation(?:\s*\.\s*href)?\s*=\s*([\"'])([^\"'<>\s]{1,1000})\1\s*(?=[;,}\n<)]|-->|//|$)"
    r"|\blocation\s*\.\s*(?:replace|assign)\s*\(\s*([\"'])([^\"'<>\s]{1,1000})\3\s*\)",
    re.IGNORECASE,
)


def next_address(data: bytes) -> str:
    """The address (perhaps relative) that a page is only a signpost to; nothing for other pages."""
    if len(data) > _MOST_BYTES:
        return ""
    head = data[:_LOOKED_AT].decode("utf-8", "replace")
    if len(words_of(head)) > _FEW_WORDS:
        return ""
    return _refreshed(head) or _scripted(head)


def _refreshed(head: str) -> str:
    for meta in _META.finditer(head):
        content = _CONTENT.search(meta[1])
        if content is None or not _IS_REFRESH.search(meta[1]):
            continue
        parts = _PAUSE_AND_TARGET.fullmatch(html.unescape(content[1] or content[2] or ""))
        if parts and int(parts[1]) <= _LONGEST_PAUSE:
            return parts[2].strip().strip("\"'").strip()
    return ""


def _scripted(head: str) -> str:
    """The one address that the scripts of a page set; nothing where it depends."""
    if "<script" not in head.lower() or "cookie" in head.lower():
        return ""
    targets = {found[2] or found[4] for found in _SCRIPTED.finditer(head)}
    return html.unescape(targets.pop()) if len(targets) == 1 else ""
