"""What bodies of government pages need before they are read as any other: clean ends, no file names."""

from __future__ import annotations

import re

import msgspec

from gxreader.load import chrome
from gxreader.load.credits import read_credits
from gxreader.load.markup.blocks import Draft
from gxreader.load.markup.inline import EDGES
from gxreader.model.article import Heading, ListBlock, Paragraph, Picture, plain
from gxreader.model.site import Link
from gxreader.model.units import block_leaves

_MOST_HEAD = 8  # lines above the text that may repeat title and credits
_FILE_NAME = re.compile(r"^[\w\-. ()（）]{0,120}\.(?:jpe?g|png|gif|bmp|webp)$", re.IGNORECASE)
_NUMBER_OR_DATE = re.compile(
    r"[〔\[（(]20\d\d[〕\])）]\s*第?\s*\d{1,5}\s*号$|^[（(]?20\d\d年\d{1,2}月\d{1,2}日.{0,12}$"
)
_BARE_ATTACHMENTS = re.compile(
    r"^(?:文件下载|附件下载|相关附件|附件列表|下载附件|相关下载|附件|attachments?|downloads?)\s*[:：]?$",
    re.IGNORECASE,
)


def without_frame(drafts: list[Draft], heads: tuple[str, ...]) -> tuple[list[Draft], tuple[Link, ...]]:
    """The drafts without title, credits and tools at their ends; the related links that stood there."""
    kept = _without_foot(_without_head(list(drafts), heads))
    kept, related = _without_related(kept)
    kept = _without_foot(kept)
    kept = [draft for draft in kept if not _is_tools(draft)]
    return [_corrected(draft) for draft in kept], related


def _text(draft: Draft) -> str:
    if isinstance(draft.block, Paragraph | Heading):
        return plain(draft.block.runs).strip(EDGES)
    return ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _without_head(drafts: list[Draft], heads: tuple[str, ...]) -> list[Draft]:
    """Drop what repeats the lines above: titles at the beginning, credits if a title stood there too."""
    shown = {_squeezed(head) for head in heads if head}
    repeated = 0
    for number, draft in enumerate(drafts[:_MOST_HEAD]):
        text = _text(draft)
        if text and _squeezed(text) in shown:
            repeated = number + 1
            continue
        found = read_credits(text.replace("\n", " ")) if text and repeated else None
        if repeated and ((found and found.labelled) or chrome.is_tools(text)):
            repeated = number + 1
            continue
        if not (text and chrome.is_tools(text)):
            break
    return drafts[repeated:]


def _is_tools(draft: Draft) -> bool:
    text = _text(draft)
    return bool(text) and (chrome.is_tools(text) or bool(chrome.EXTENSION.match(text)))


def _without_foot(drafts: list[Draft]) -> list[Draft]:
    """Drop tools, editors and headings with nothing beneath them from the end."""
    kept = list(drafts)
    while kept:
        text = _text(kept[-1])
        lines = [line.strip(EDGES) for line in text.split("\n")]
        if not text or not all(_is_foot(line) for line in lines if line):
            break
        kept.pop()
    return kept


def _is_foot(line: str) -> bool:
    return bool(
        chrome.is_tools(line)
        or chrome.EXTENSION.match(line)
        or _BARE_ATTACHMENTS.match(line)
        or chrome.NEIGHBOUR.match(line)
    )


def _without_related(drafts: list[Draft]) -> tuple[list[Draft], tuple[Link, ...]]:
    """Take links to other articles, under a heading that says so, from the end of the body."""
    for number in range(len(drafts) - 1, -1, -1):
        text = _text(drafts[number])
        if text and chrome.RELATED.match(text):
            links: list[Link] = []
            for draft in drafts[number + 1 :]:
                found = _links(draft)
                if found is None:
                    return drafts, ()
                links += found
            return drafts[:number], tuple(links)
        if _links(drafts[number]) is None:
            break
    return drafts, ()


def _links(draft: Draft) -> list[Link] | None:
    """The links of a block that is nothing but links; None for any other."""
    if not isinstance(draft.block, Paragraph | ListBlock):
        return None
    links: list[Link] = []
    for _, runs in block_leaves(draft.block):
        for run in runs:
            if run.link:
                links.append(Link(run.text.strip(EDGES), run.link))
            elif re.sub(r"[\s·•|｜>\d\-/.]", "", run.text):
                return None
    return links or None


def _corrected(draft: Draft) -> Draft:
    """A picture has no file's name for its text; a document's number or date is no heading."""
    if draft.centred and _NUMBER_OR_DATE.search(_text(draft)):
        return Draft(draft.block, centred=False)
    if isinstance(draft.block, Picture) and _FILE_NAME.match(draft.block.alt):
        return Draft(msgspec.structs.replace(draft.block, alt=""), draft.centred)
    return draft
