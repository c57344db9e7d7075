"""What a PDF file says of its text: language, title, outline, and what each stretch of a page is.

Whoever paints the pages leaves a mark before each stretch: a rectangle beyond the page, with the number of a
node in its place. Here the marks become marked content, and the nodes the structure tree.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import pikepdf

MARK_AT = 1_000_000  # dots to the left of the page: the mark of node 0; that of an artifact is one nearer
MARK_SIZE = (7, 13)  # dots: no rectangle of an article is of this size so far outside
_MARK = re.compile(
    rb"(?P<begin>q\s+(?:/CSp cs\s+[\d. ]+ scn\s+)?(?:/GSa gs\s+)?)?"
    rb"-(?P<at>\d{6,8}) 0 7 13 re\s+f\*?\s+(?P<end>Q\s+)?"
)


class Node(msgspec.Struct, frozen=True, gc=False):
    """One element of the structure: its standard type, and the number of the one it stands in (-1: none).

    `alt` are words for a picture; `rows` and `columns` are spans of a cell.
    """

    tag: str
    parent: int = -1
    alt: str = ""
    rows: int = 1
    columns: int = 1


class Bookmark(msgspec.Struct, frozen=True, gc=False):
    """An entry of the outline: `page` counts from 0, `top` is in points from the lower edge."""

    words: str
    level: int
    page: int
    top: float


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A line with links: its page, its node, and its edges in points from the lower left corner."""

    page: int
    node: int
    left: float
    bottom: float
    right: float
    top: float


class About(msgspec.Struct, frozen=True):
    """What the file says of itself. `language` is a BCP 47 tag, empty if unknown."""

    title: str
    author: str = ""
    language: str = ""
    source: str = ""


def tag(
    source: Path,
    target: Path,
    about: About,
    nodes: Sequence[Node],
    bookmarks: Sequence[Bookmark],
    spots: Sequence[Spot] = (),
) -> None:
    """Write the painted file `source` as a tagged one to `target`. Raises OSError."""
    import pikepdf

    with pikepdf.open(source) as pdf:
        _Tagging(pdf, nodes, spots).run()
        _tell(pdf, about)
        _outline(pdf, bookmarks)
        # The pause lets other threads in, so that a window does not wait for the whole of a long file.
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            progress=lambda _percent: time.sleep(0),
        )


class _Tagging:
    """Goes through the pages in order; nodes come into the tree in their own order."""

    def __init__(self, pdf: pikepdf.Pdf, nodes: Sequence[Node], spots: Sequence[Spot]) -> None:
        self._pdf = pdf
        self._nodes = nodes
        self._elements: list[Any] = []
        self._kids: list[list[Any]] = []
        self._own: list[Any] = []  # of the whole document
        self._numbers: list[Any] = []
        self._after = len(pdf.pages)  # the next number in the tree of parents
        self._spots: dict[int, list[Spot]] = {}
        for spot in spots:
            self._spots.setdefault(spot.page, []).append(spot)

    def run(self) -> None:
        import pikepdf

        pdf, name = self._pdf, pikepdf.Name
        root = pdf.make_indirect(pikepdf.Dictionary(Type=name.StructTreeRoot))
        self._document = pdf.make_indirect(pikepdf.Dictionary(Type=name.StructElem, S=name.Document, P=root))
        for number, page in enumerate(pdf.pages):
            self._page(number, page)
        self._reach(len(self._nodes) - 1)
        for element, kids in zip(self._elements, self._kids, strict=True):
            element.K = pikepdf.Array(kids)
        self._document.K = pikepdf.Array(self._own)
        root.K = pikepdf.Array([self._document])
        numbers = sorted(self._numbers, key=lambda pair: pair[0])
        flat = [item for pair in numbers for item in pair]
        root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(flat)))
        root.ParentTreeNextKey = self._after
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    def _page(self, number: int, page: pikepdf.Page) -> None:
        """Turn the marks of a page into marked content."""
        import pikepdf

        owners: list[Any] = []
        is_open = False

        def put(match: re.Match[bytes]) -> bytes:
            nonlocal is_open
            before = b"EMC\n" if is_open else b""
            is_open = True
            # A state that begins and ends with the mark goes with it; one that others share stays.
            begin, end = match["begin"] or b"", match["end"] or b""
            after = b"" if begin and end else begin + end
            node = int(match["at"]) - MARK_AT
            if node < 0:
                return before + b"/Artifact BMC\n" + after
            self._reach(node)
            content = len(owners)
            owners.append(self._elements[node])
            self._kids[node].append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page.obj, MCID=content))
            return before + f"/{self._nodes[node].tag} <</MCID {content}>> BDC\n".encode() + after

        content = _MARK.sub(put, page.Contents.read_bytes())
        page.Contents = self._pdf.make_stream(content + (b"\nEMC\n" if is_open else b""))
        page.obj.StructParents = number
        page.obj.Tabs = pikepdf.Name.S
        self._numbers.append((number, self._pdf.make_indirect(pikepdf.Array(owners))))
        self._links(number, page)

    def _links(self, number: int, page: pikepdf.Page) -> None:
        """Let every link stand in the element of the line it lies on."""
        import pikepdf

        name = pikepdf.Name
        for note in page.obj.get("/Annots", []):
            if note.get("/Subtype") != name.Link:
                continue
            left, bottom, right, top = (float(edge) for edge in note.Rect)
            across, up = (left + right) / 2, (bottom + top) / 2
            spot = next(
                (
                    one
                    for one in self._spots.get(number, ())
                    if one.left - 1 <= across <= one.right + 1 and one.bottom - 1 <= up <= one.top + 1
                ),
                None,
            )
            if spot is None:
                continue
            thing = pikepdf.Dictionary(Type=name.OBJR, Obj=note, Pg=page.obj)
            link = self._pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=name.StructElem, S=name.Link, P=self._elements[spot.node], K=pikepdf.Array([thing])
                )
            )
            self._kids[spot.node].append(link)
            note.StructParent = self._after
            self._numbers.append((self._after, link))
            self._after += 1
            if "/A" in note and "/URI" in note.A:
                note.Contents = pikepdf.String(str(note.A.URI))

    def _reach(self, last: int) -> None:
        """Make the elements up to a node, each in the one it stands in."""
        import pikepdf

        name = pikepdf.Name
        for number in range(len(self._elements), last + 1):
            node = self._nodes[number]
            parent = self._elements[node.parent] if node.parent >= 0 else self._document
            element = self._pdf.make_indirect(
                pikepdf.Dictionary(Type=name.StructElem, S=pikepdf.Name(f"/{node.tag}"), P=parent)
            )
            if node.alt:
                element.Alt = pikepdf.String(node.alt)
            self._cell(element, node)
            self._elements.append(element)
            self._kids.append([])
            (self._kids[node.parent] if node.parent >= 0 else self._own).append(element)

    @staticmethod
    def _cell(element: Any, node: Node) -> None:
        import pikepdf

        facts = pikepdf.Dictionary(O=pikepdf.Name.Table)
        if node.tag == "TH":
            facts.Scope = pikepdf.Name.Column
        if node.rows > 1:
            facts.RowSpan = node.rows
        if node.columns > 1:
            facts.ColSpan = node.columns
        if len(facts) > 1:
            element.A = facts


def _tell(pdf: pikepdf.Pdf, about: About) -> None:
    """The language, and what programs show of a file."""
    import pikepdf

    if about.language:
        pdf.Root.Lang = pikepdf.String(about.language)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as facts:
        facts["dc:title"] = about.title
        if about.author:
            facts["dc:creator"] = [about.author]
        if about.language:
            facts["dc:language"] = {about.language}
        if about.source:
            facts["dc:source"] = about.source


def _outline(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """The headings, each within the one before that is above it."""
    import pikepdf

    if not bookmarks:
        return
    with pdf.open_outline() as outline:
        above: list[tuple[int, pikepdf.OutlineItem]] = []
        for mark in bookmarks:
            item = pikepdf.OutlineItem(mark.words, mark.page, "XYZ", left=0, top=mark.top, zoom=0)
            while above and above[-1][0] >= mark.level:
                above.pop()
            (above[-1][1].children if above else outline.root).append(item)
            above.append((mark.level, item))
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
