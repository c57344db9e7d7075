"""What the plain scripts of a page write where they stand: sources, times, links that are nowhere else.

Government templates write many of their lines by `document.write` of texts and of variables that hold texts.
"""

from __future__ import annotations

import dataclasses
import re

from gxreader.load.markup.page import Page, parsed
from gxreader.load.markup.scripts import records_of, scripts_of
from gxreader.load.markup.simple_script import Writer

_SCRIPTED = re.compile(r"\b(?:src|type)\s{0,5}=\s{0,5}[\"']?(?P<value>[^\s\"'>]{0,100})", re.IGNORECASE)
_MOST_WRITTEN = 200_000


def with_written(page: Page) -> Page:
    """The page with what its scripts write standing in it; the page itself when they write nothing."""
    if page.simplified or not ("document.write" in page.text or "<![CDATA[" in page.text):
        return page
    writer = Writer()
    pieces: list[str] = []
    position = total = 0
    for script in scripts_of(page.text):
        written = records_of(script.body) if "<record" in script.body else ""
        if not written and _is_javascript(script.attributes):
            written = writer.run(script.body)
        total += len(written)
        if written and total <= _MOST_WRITTEN:
            pieces += [page.text[position : script.start], written]
            position = script.stop
    if not pieces:
        return page
    root = parsed("".join([*pieces, page.text[position:]]))
    for element in list(root.iter("script", "style", "template")):
        if element.getparent() is not None:
            element.drop_tree()
    return dataclasses.replace(page, root=root)


def _is_javascript(attributes: str) -> bool:
    for match in _SCRIPTED.finditer(attributes):
        name = match[0][:3].lower()
        if name == "src" or (match["value"] and "javascript" not in match["value"].lower()):
            return False
    return True
