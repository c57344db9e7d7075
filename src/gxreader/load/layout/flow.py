"""Pages into one flow of blocks: repetitions go, paragraphs join across pages, headings are told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import msgspec

from gxreader.load.layout.columns import regions
from gxreader.load.layout.line import Line, hyphenated_words, joined, lines_of
from gxreader.load.layout.paragraphs import BULLET, Draft, drafts_of, goes_on
from gxreader.load.layout.piece import PlacedPage
from gxreader.load.layout.running import Running
from gxreader.load.lines import columns
from gxreader.load.prose import chapter_level, numbered_level
from gxreader.model.article import Block, Heading, ListBlock, ListItem, Paragraph, Picture, Run, plain

_HEADING_COLUMNS = 120
_HEADING_LINES = 3
_LEVELS = ((1.7, 1), (1.35, 2), (1.12, 3))  # of the running text's size
_BOLD_LEVEL = 3
_NUMBERED_COLUMNS = 60
_SMALLER = 0.92  # of the running text: notes at the foot of a page
_LOOK_BACK = 30
_MOST_BEFORE = 12  # characters of a chapter's number before its title
_CAPTION = re.compile(r"^(?:图|圖|Fig(?:ure|\.)?)\s*[\d一二三四五六七八九十]", re.IGNORECASE)
_CAPTION_COLUMNS = 160
_LEADERS = re.compile(r"(?:[.．·…]\s?){4,}\s*\d*\s*$|…{2,}")  # a line of a table of contents
_UNFINISHED = "。，,;；、!！"


class Mark(msgspec.Struct, frozen=True):
    """An entry of the outline: a title and its level, from 1."""

    title: str
    level: int


class Flow:
    """Turns pages into drafts, and drafts into blocks. Pages come in order, in one or more lots."""

    def __init__(
        self,
        outline: Mapping[int, list[Mark]],
        picture: Callable[[str], str],
        labels: Mapping[int, str] | None = None,
    ) -> None:
        """Know the outline's entries and the printed numbers (`labels`) by their page.

        `picture` makes a picture's address from its name.
        """
        self._labels = dict(labels or {})
        self._outline = {page: list(marks) for page, marks in outline.items()}
        self._picture = picture
        self._drafts: list[Draft] = []
        self._hyphenated: frozenset[str] = frozenset()
        self.body = 0.0

    @property
    def waiting(self) -> int:
        """How many paragraphs have not become blocks yet."""
        return len(self._drafts)

    def add(self, pages: list[PlacedPage]) -> None:
        """Take more pages; what is usual on them is learned from them together."""
        self.body = _body_size(pages)
        running = Running(pages)
        hyphenated: set[str] = set()
        for page in pages:
            pieces, aside = running.without(page)
            drafts: list[Draft] = []
            for region in regions(pieces):
                lines = lines_of(region, page.number)
                hyphenated |= hyphenated_words(lines)
                drafts += drafts_of(lines, self.body)
            _insert_pictures(page, drafts)
            for group in aside:
                extra = drafts_of(lines_of(group, page.number), self.body)
                for draft in extra:
                    draft.aside = True
                drafts += extra
            self._take(drafts)
        self._hyphenated |= hyphenated

    def _take(self, drafts: list[Draft]) -> None:
        """Add a page's drafts, joining a paragraph that was cut by a column's or a page's end."""
        for draft in drafts:
            before = self._open_draft(draft)
            if before is not None and not self._is_heading(before) and goes_on(before, draft):
                before.lines += draft.lines
                before.right = draft.right
            else:
                self._drafts.append(draft)

    def _open_draft(self, draft: Draft) -> Draft | None:
        """The paragraph that may go on: the last, or the last above the notes at the foot of its page."""
        if not self._drafts or not draft.lines:
            return None
        for before in self._drafts[: -_LOOK_BACK - 1 : -1]:
            if before.picture or before.aside:
                continue
            if before.table or before.size >= _SMALLER * self.body or draft.size < _SMALLER * self.body:
                return before
        return None

    def _is_heading(self, draft: Draft) -> bool:
        return not draft.picture and draft.table is None and draft.size > _LEVELS[-1][0] * self.body

    def blocks(self, *, hold: int = 0) -> tuple[list[Block], dict[int, str]]:
        """The blocks of all drafts but the last `hold`; the outline's titles by the block they begin at."""
        count = max(len(self._drafts) - hold, 0)
        drafts, self._drafts = self._drafts[:count], self._drafts[count:]
        result: list[Block] = []
        starts: dict[int, str] = {}
        for draft in drafts:
            self._unfound(draft, drafts, len(result), starts)
            block = self._block(draft, len(result), starts)
            if draft.page in self._labels and isinstance(block, Heading | Paragraph | ListBlock):
                block = beginning_with(block, Run("", page=self._labels.pop(draft.page)))
            _append(result, block)
        return result, starts

    def _unfound(self, draft: Draft, drafts: list[Draft], place: int, starts: dict[int, str]) -> None:
        """Entries of the outline for which there is no line begin with their page."""
        for page in [page for page in self._outline if page <= draft.page]:
            here = (
                [other for other in drafts if other.page == page and other.lines]
                if page == draft.page
                else []
            )
            texts = [_squeezed("".join(line.text for line in other.lines)) for other in here]
            left = [mark for mark in self._outline[page] if any(_names(text, mark) for text in texts)]
            gone = [mark for mark in self._outline[page] if mark not in left and mark.level == 1]
            if gone:
                starts.setdefault(place, gone[0].title)
            self._outline[page] = left
            if not left or page < draft.page:
                del self._outline[page]

    def _block(self, draft: Draft, place: int, starts: dict[int, str]) -> Block:
        if draft.picture:
            return Picture(self._picture(draft.picture))
        if draft.table is not None:
            return draft.table
        runs = joined(draft.lines, self._hyphenated)
        text = plain(runs)
        marked = self._marked(draft, text)
        if marked is not None:
            if marked.level == 1:
                starts[place] = text
            return Heading((Run(text),), min(marked.level, 6))
        level = 0 if draft.aside else self._level(draft, text)
        if level:
            return Heading((Run(text),), level)
        bullet = BULLET.match(text)
        if bullet:
            return ListBlock((ListItem((Paragraph(_after(runs, bullet.end())),)),))
        return Paragraph(runs)

    def _marked(self, draft: Draft, text: str) -> Mark | None:
        """The outline's entry whose line this is."""
        wanted = _squeezed(text)
        for mark in self._outline.get(draft.page, ()):
            if _names(wanted, mark):
                self._outline[draft.page].remove(mark)
                return mark
        return None

    def _level(self, draft: Draft, text: str) -> int:
        """The level of a draft that is a heading by its look, or 0."""
        wide = columns(text)
        if wide > _HEADING_COLUMNS or len(draft.lines) > _HEADING_LINES or text[-1:] in _UNFINISHED:
            return 0
        if _LEADERS.search(text) or not any(character.isalpha() for character in text):
            return 0
        chapter = chapter_level(text)
        if chapter and len(draft.lines) == 1 and (text[-1:] != "." or wide < _NUMBERED_COLUMNS // 2):
            return chapter
        numbered = numbered_level(text) if wide <= _NUMBERED_COLUMNS and len(draft.lines) == 1 else 0
        if numbered:
            return numbered
        for ratio, level in _LEVELS:
            if draft.size >= ratio * self.body:
                return level
        lone = draft.strong and len(draft.lines) == 1 and text[-1:] not in ".:："
        return (
            _BOLD_LEVEL
            if lone and wide <= _HEADING_COLUMNS // 2 * 1.5 and draft.size >= 0.97 * self.body
            else 0
        )


def _names(text: str, mark: Mark) -> bool:
    """Whether a line is what an entry of the outline names: its title, perhaps with a number before it."""
    title = _squeezed(mark.title)
    return bool(title) and text.endswith(title) and len(text) <= len(title) + _MOST_BEFORE


def beginning_with(block: Block, mark: Run) -> Block:
    """A block with a mark before its first text, if it has any."""
    if isinstance(block, Heading | Paragraph):
        return msgspec.structs.replace(block, runs=(mark, *block.runs))
    if isinstance(block, ListBlock):
        first, *others = block.items
        inside = (beginning_with(first.blocks[0], mark), *first.blocks[1:])
        return msgspec.structs.replace(block, items=(ListItem(inside), *others))
    return block


def _append(blocks: list[Block], block: Block) -> None:
    """Add a block: neighbouring items become one list, and a line beneath a picture its caption."""
    last = blocks[-1] if blocks else None
    if isinstance(block, ListBlock) and isinstance(last, ListBlock):
        blocks[-1] = ListBlock((*last.items, *block.items))
    elif (
        isinstance(block, Paragraph) and isinstance(last, Picture) and not last.caption and _is_caption(block)
    ):
        blocks[-1] = msgspec.structs.replace(last, caption=block.runs)
    else:
        blocks.append(block)


def _is_caption(block: Paragraph) -> bool:
    text = plain(block.runs)
    return columns(text) <= _CAPTION_COLUMNS and bool(_CAPTION.match(text))


def _after(runs: tuple[Run, ...], count: int) -> tuple[Run, ...]:
    """The runs without their first characters."""
    kept: list[Run] = []
    for run in runs:
        text = run.text[count:]
        count = max(count - len(run.text), 0)
        if text:
            kept.append(msgspec.structs.replace(run, text=text))
    return tuple(kept)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s　.．、]", "", text).casefold()


def _body_size(pages: Iterable[PlacedPage]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _insert_pictures(page: PlacedPage, drafts: list[Draft]) -> None:
    """Put each picture before the first paragraph that begins beneath its top, in its own column."""
    for place in page.pictures:
        index = next(
            (
                number
                for number, draft in enumerate(drafts)
                if draft.lines
                and draft.lines[0].baseline > place.bottom
                and draft.lines[0].left < place.right
                and draft.lines[0].right > place.left
            ),
            len(drafts),
        )
        lines: list[Line] = []
        drafts.insert(index, Draft(lines, 0.0, 0.0, page.number, picture=place.name))
