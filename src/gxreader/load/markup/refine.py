"""Drafts into blocks: bold lines become the headings they are, and centred ones beneath pictures captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from gxreader.load.chrome import is_tool, share_targets
from gxreader.load.lines import columns, ends_sentence
from gxreader.load.markup.blocks import Draft
from gxreader.load.markup.inline import EDGES, all_strong
from gxreader.load.prose import is_label, is_sentence, numbered_level
from gxreader.model.article import Block, Heading, Paragraph, Picture, Run, plain

_CAPTION_COLUMNS = 160
_CAPTION_START = re.compile(
    r"^[（(]?(?:图|▲|△|↑|↓|△|▼|\(?图为|资料图|上图|下图|左图|右图|photo\b|image\b|figure \d)", re.IGNORECASE
)
_CREDITED = re.compile(r"(?:摄|供图|摄影|制图|绘|发)[)）]?$")
_LEAD_ENDS = (":", "：")
_MOST_STRONG = 0.5


def refined(drafts: Sequence[Draft], *, title: str = "") -> tuple[Block, ...]:
    """The blocks of a body, without the title's repetition and without the page's tools."""
    kept = [draft for draft in drafts if not _is_chrome(draft)]
    if kept and isinstance(kept[0].block, Heading | Paragraph) and _same(plain(kept[0].block.runs), title):
        kept = kept[1:]
    paragraphs = [draft.block for draft in kept if isinstance(draft.block, Paragraph)]
    strong = sum(all_strong(paragraph.runs) for paragraph in paragraphs)
    trust_bold = strong <= max(1.0, _MOST_STRONG * len(paragraphs))
    result: list[Block] = []
    index = 0
    while index < len(kept):
        block, taken = _one(kept, index, trust_bold=trust_bold)
        result.append(block)
        index += taken
    return tuple(result)


def _is_chrome(draft: Draft) -> bool:
    if not isinstance(draft.block, Paragraph | Heading):
        return False
    text = plain(draft.block.runs).strip(EDGES)
    return is_tool(text) or len(share_targets(text)) > 1


def _same(text: str, title: str) -> bool:
    return bool(title) and re.sub(r"\s", "", text) == re.sub(r"\s", "", title)


def _one(drafts: list[Draft], index: int, *, trust_bold: bool) -> tuple[Block, int]:
    """The block at `index`, and how many drafts it took."""
    draft = drafts[index]
    block = draft.block
    after = drafts[index + 1] if index + 1 < len(drafts) else None
    if isinstance(block, Picture) and not block.caption and after and _is_caption(after):
        return msgspec.structs.replace(block, caption=_unstyled(after.block)), 2
    if not isinstance(block, Paragraph):
        return block, 1
    text = plain(block.runs)
    if after and _two_lines(drafts, index, trust_bold=trust_bold):
        return Heading((*_unstyled(block), Run("\n"), *_unstyled(after.block)), 2), 2
    level = _heading_level(drafts, index, text, trust_bold=trust_bold)
    return (Heading(_unstyled(block), level), 1) if level else (block, 1)


def _unstyled(block: Block) -> tuple[Run, ...]:
    """The runs of a line without its bold, which only said what the line is."""
    if not isinstance(block, Paragraph):
        return ()
    result: list[Run] = []
    for run in block.runs:
        plain_run = msgspec.structs.replace(run, strong=False)
        if (
            result
            and not run.ruby
            and run.math is None
            and msgspec.structs.replace(result[-1], text="") == msgspec.structs.replace(plain_run, text="")
        ):
            result[-1] = msgspec.structs.replace(plain_run, text=result[-1].text + run.text)
        else:
            result.append(plain_run)
    return tuple(result)


def _is_caption(draft: Draft) -> bool:
    """Whether a line beneath a picture is its caption: centred, or beginning or ending as captions do."""
    if not isinstance(draft.block, Paragraph):
        return False
    text = plain(draft.block.runs)
    if columns(text) > _CAPTION_COLUMNS:
        return False
    return (
        draft.centred
        or bool(_CAPTION_START.match(text))
        or bool(_CREDITED.search(text) and columns(text) < _CAPTION_COLUMNS // 2)
    )


def _marked(draft: Draft, *, trust_bold: bool) -> bool:
    """Whether the page set a paragraph apart as a line of its own."""
    return isinstance(draft.block, Paragraph) and (
        draft.centred or (trust_bold and all_strong(draft.block.runs))
    )


def _two_lines(drafts: list[Draft], index: int, *, trust_bold: bool) -> bool:
    """A line that ends with a colon and a phrase beneath it, both set apart or with running text below."""
    first, second = drafts[index].block, drafts[index + 1].block
    if not isinstance(first, Paragraph) or not isinstance(second, Paragraph):
        return False
    lead, phrase = plain(first.runs), plain(second.runs)
    if not lead.endswith(_LEAD_ENDS) or columns(lead) > 30 or not is_label(phrase):  # noqa: PLR2004 - as in prose
        return False
    if _marked(drafts[index], trust_bold=trust_bold) and _marked(drafts[index + 1], trust_bold=trust_bold):
        return True
    third = drafts[index + 2].block if index + 2 < len(drafts) else None
    return isinstance(third, Paragraph) and is_sentence(plain(third.runs))


def _heading_level(drafts: list[Draft], index: int, text: str, *, trust_bold: bool) -> int:
    """The level of a line that is a heading by its look, or 0."""
    lines = text.split("\n")
    two_lines = len(lines) == 2 and lines[0].endswith(_LEAD_ENDS) and is_label(lines[1])  # noqa: PLR2004 - as it says
    if not two_lines and not (is_label(text) and "\n" not in text):
        return 0
    level = numbered_level(text)
    follows = index + 1 < len(drafts) and isinstance(drafts[index + 1].block, Paragraph | Picture)
    if level or (follows and trust_bold and all_strong(drafts[index].block.runs)):  # type: ignore[union-attr] # a paragraph, asked by the caller
        return level or 2
    after = drafts[index + 1].block if follows else None
    centred = drafts[index].centred and isinstance(after, Paragraph) and not drafts[index + 1].centred
    return 2 if centred and isinstance(after, Paragraph) and ends_sentence(plain(after.runs)) else 0
