"""Elements of a page into drafts of blocks, as a browser would lay them out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from gxreader.load.limits import LIST_LEVELS
from gxreader.load.markup.element import DIVISIONS, SKIPPED, Element, is_hidden
from gxreader.load.markup.images import alternative_of, is_sign, picture_source, size_of
from gxreader.load.markup.inline import InlineText, Style, trimmed
from gxreader.load.markup.mathml import words_of
from gxreader.load.markup.page import Page
from gxreader.load.markup.tables import has_stray_text, is_layout, read_table
from gxreader.model.article import (
    Block,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Separator,
)

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRONG = frozenset({"strong", "b"})
_EMPHASIS = frozenset({"em", "i", "cite", "dfn", "var"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_READING = 60  # characters: no word has a longer one
_LANGUAGE = re.compile(r"(?:lang(?:uage)?|highlight(?:-source)?|brush:?)[-_ ]([A-Za-z0-9+#]{1,20})")


@dataclass
class Draft:
    """A block and how the page showed it: what tells a heading or a caption from a paragraph."""

    block: Block
    centred: bool = False


class BlockReader:
    """Reads an element's content into drafts; one reader for one body, list item or quote."""

    def __init__(self, page: Page, *, list_level: int = 0, table_level: int = 0) -> None:
        self.drafts: list[Draft] = []
        self._page = page
        self._list_level = list_level
        self._table_level = table_level
        self._inline = InlineText()
        self._centred = False
        self._special: dict[str, Callable[[Element, Style], None]] = {
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(("ul", "ol", "menu"), self._list),
            "br": self._line_break,
            "hr": self._rule,
            "blockquote": self._quote,
            "pre": self._preformatted,
            "table": self._table,
            "figure": self._figure,
            "img": self._picture,
            "ruby": self._ruby,
        }

    def read(self, element: Element, style: Style | None = None) -> list[Draft]:
        """The drafts of all that the element holds."""
        self._children(element, style or Style())
        self._flush()
        return self.drafts

    def _children(self, element: Element, style: Style) -> None:
        if element.text:
            self._inline.add(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, child.tag.lower(), style)
            if child.tail:
                self._inline.add(child.tail, style)

    def _element(self, element: Element, tag: str, style: Style) -> None:
        if tag in SKIPPED or is_hidden(element):
            return
        special = self._special.get(tag)
        words = words_of(element) if tag == "span" else None
        if words is not None:
            self._inline.add(element.text_content(), style, math=words)
        elif special is not None:
            special(element, style)
        elif tag in DIVISIONS:
            self._division(element, style)
        else:
            self._children(element, _styled(self._page, element, tag, style))

    def _flush(self) -> None:
        """End the paragraph that is being gathered."""
        for runs in self._inline.take():
            self.drafts.append(Draft(Paragraph(runs), self._centred))

    def _emit(self, block: Block) -> None:
        self._flush()
        self.drafts.append(Draft(block, self._centred))

    def _division(self, element: Element, style: Style) -> None:
        self._flush()
        before = self._centred
        self._centred = _is_centred(element, before)
        if _BOLD.search(element.get("style") or ""):
            style = style._replace(strong=True)
        self._children(element, style)
        self._flush()
        self._centred = before

    def _inside(self, element: Element, **levels: int) -> tuple[Block, ...]:
        """The blocks within an element that holds its own."""
        reader = BlockReader(
            self._page,
            list_level=levels.get("list_level", self._list_level),
            table_level=levels.get("table_level", self._table_level),
        )
        return tuple(draft.block for draft in reader.read(element))

    def _heading(self, element: Element, style: Style) -> None:
        self._flush()
        drafts = BlockReader(self._page).read(element, style._replace(strong=False))
        for draft in drafts:
            if isinstance(draft.block, Paragraph):
                runs = tuple(
                    Run(run.text, link=run.link, ruby=run.ruby, math=run.math) for run in draft.block.runs
                )
                self.drafts.append(Draft(Heading(runs, _HEADINGS[element.tag.lower()]), self._centred))
            else:
                self.drafts.append(draft)

    def _line_break(self, element: Element, style: Style) -> None:
        del element, style
        self._inline.line_break()

    def _rule(self, element: Element, style: Style) -> None:
        del element, style
        self._emit(Separator())

    def _quote(self, element: Element, style: Style) -> None:
        del style
        blocks = self._inside(element)
        if blocks:
            self._emit(Quote(blocks))

    def _list(self, element: Element, style: Style) -> None:
        if self._list_level >= LIST_LEVELS or has_stray_text(element):
            self._division(element, style)
            return
        items: list[ListItem] = []
        loose = [child for child in element if isinstance(child.tag, str) and child.tag.lower() != "li"]
        for child in element:
            if isinstance(child.tag, str) and child.tag.lower() not in SKIPPED:
                blocks = self._inside(child, list_level=self._list_level + 1)
                if blocks and child in loose and items and child.tag.lower() in {"ul", "ol"}:
                    items[-1] = ListItem(
                        (*items[-1].blocks, *blocks)
                    )  # a list put beside its item, not in it
                elif blocks:
                    items.append(ListItem(blocks))
        if items:
            ordered = element.tag.lower() == "ol"
            self._emit(ListBlock(tuple(items), ordered, _number(element.get("start"), 1)))

    def _preformatted(self, element: Element, style: Style) -> None:
        del style
        text = element.text_content().strip("\n")
        if text.strip():
            named = _LANGUAGE.search(
                " ".join(node.get("class") or "" for node in element.iter() if isinstance(node.tag, str))
            )
            self._emit(Code(text, named[1].lower() if named else ""))

    def _table(self, element: Element, style: Style) -> None:
        if is_layout(element, self._table_level):
            self._division(element, style)
            return
        table, pictures = read_table(
            element, lambda cell: self._inside(cell, table_level=self._table_level + 1)
        )
        if table.rows:
            self._emit(table)
        for picture in pictures:
            self._emit(picture)

    def _figure(self, element: Element, style: Style) -> None:
        captions = element.xpath(".//figcaption")
        pictures = element.xpath(".//img")
        if len(pictures) != 1 or len(captions) > 1:
            self._division(element, style)
            return
        caption: tuple[Run, ...] = ()
        if captions:
            drafts = BlockReader(self._page).read(captions[0])
            caption = joined(
                [draft.block.runs for draft in drafts if isinstance(draft.block, Paragraph | Heading)]
            )
            captions[0].drop_tree()
        self._flush()
        start = len(self.drafts)
        self._division(element, style)
        for draft in self.drafts[start:]:
            if isinstance(draft.block, Picture):
                draft.block = Picture(
                    draft.block.url, draft.block.alt, caption, draft.block.width, draft.block.height
                )
                return
        if caption:
            self._emit(Paragraph(caption))

    def _picture(self, element: Element, style: Style) -> None:
        source = picture_source(element)
        url = self._page.picture(source)
        if is_sign(element, source) or not url:
            alt = " ".join((element.get("alt") or "").split())
            self._inline.add(alt, style)  # a sign within the text, or one whose picture cannot be had
        else:
            alt = alternative_of(element, lambda name: self._page.descriptions.get(name, ""))
            self._emit(Picture(url, alt, (), size_of(element, "width"), size_of(element, "height")))

    def _ruby(self, element: Element, style: Style) -> None:
        """Base text with its reading above it; what is no reading is text like any other."""
        inner = (child for child in element.iter("rt", "ruby") if child is not element)
        if any(child.tag == "ruby" or len(child.text_content()) > _READING for child in inner):
            self._children(element, style)
            return
        base = element.text or ""
        for child in element:
            tag = child.tag.lower() if isinstance(child.tag, str) else ""
            if tag == "rt":
                reading = " ".join(child.text_content().split())
                self._inline.add(base.strip(), style, reading)
                base = ""
            elif tag != "rp":
                base += child.text_content() if tag else ""
            base += child.tail or ""
        if base.strip():
            self._inline.add(base.strip(), style)


def joined(paragraphs: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Several paragraphs as one, a line each."""
    result: list[Run] = []
    for runs in paragraphs:
        if result:
            result.append(Run("\n"))
        result.extend(runs)
    return trimmed(tuple(result))


def _styled(page: Page, element: Element, tag: str, style: Style) -> Style:
    """The style within an inline element."""
    css = element.get("style") or ""
    if tag in _STRONG or _BOLD.search(css):
        style = style._replace(strong=True)
    if tag in _EMPHASIS:
        style = style._replace(emphasis=True)
    if tag in _CODE:
        style = style._replace(code=True)
    if tag == "a":
        style = style._replace(link=page.absolute(element.get("href")))
    return style


def _is_centred(element: Element, before: bool) -> bool:
    align = (element.get("align") or "").lower()
    if align:
        return align in {"center", "middle"}
    css = element.get("style") or ""
    if "text-align" in css:
        return _CENTRED.search(css) is not None
    return before or element.tag == "center"


def _number(text: str | None, otherwise: int) -> int:
    found = re.match(r"\s*(\d{1,5})(?:px)?\s*$", text or "")
    return int(found[1]) if found else otherwise
