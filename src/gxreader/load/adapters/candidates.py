"""Opinions on where a page's body stands, each by another sign, and which of them is taken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

from gxreader.load.adapters.naming import is_marked
from gxreader.load.adapters.outline import Outline
from gxreader.load.markup.element import Element

_MOST_OF = 0.8
_HELD = 0.7  # of the prose: what a cluster's holder must have to stand for the whole
_LEAST_PROSE = 60  # columns
_PIECES = frozenset(
    {
        *(
            "p",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "span",
            "b",
            "strong",
            "em",
            "i",
            "a",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "tr", "tbody", "figure"),
    }
)
_FAINT = 0.2
_VOTES = {"readable": 2}  # the one that is right most often
_PURITY = 0.3
_STANDFIRST = 0.15  # of a body: so much may stand apart from it, beneath its title
_ALIKE = 0.95
_ENOUGH = 3  # opinions
_TELLING = 8  # characters: a shorter text may stand anywhere
_COMPARED = 40


def narrowed(outline: Outline, element: Element, wanted: tuple[int, int] | None = None) -> Element:
    """The innermost element that still holds most of the prose that `element` holds within some lines."""
    first, last = wanted or outline.span(element)
    total = outline.prose((first, last))
    if not total:
        return element
    while True:
        for child in element:
            start, stop = outline.span(child)
            start, stop = max(start, first), min(stop, last)
            if start < stop and outline.prose((start, stop)) >= _MOST_OF * total:
                element = child
                break
        else:
            return element


def holder(element: Element) -> Element:
    """The element around a piece of text: a single paragraph or list is no body, though it be most of one."""
    around = element.getparent()
    while element.tag in _PIECES and around is not None:
        element, around = around, around.getparent()
    return element


def by_cluster(outline: Outline) -> Element | None:
    """The element that holds the most paragraphs, those one level deeper counted half."""
    paragraphs = Counter({line.holder: 0 for line in outline.lines if line.prose})
    paragraphs.update(line.holder for line in outline.lines if line.prose)
    weight: dict[Element, float] = defaultdict(float)
    for holder, number in paragraphs.items():
        prose = outline.prose(outline.span(holder))
        around = holder if number > 1 else holder.getparent()
        share = 1.0
        while around is not None and share > _FAINT:
            weight[around] += prose * share
            around, share = around.getparent(), share / 2
    return max(weight, key=lambda element: weight[element]) if weight else None


def by_balance(outline: Outline) -> Element | None:
    """The element in which running text most outweighs what is none."""

    def balance(element: Element) -> int:
        span = outline.span(element)
        prose = outline.prose(span)
        return 2 * prose - outline.all_text(span)

    best = max(outline.spans, key=balance, default=None)
    return best if best is not None and balance(best) > 0 else None


def by_mark(outline: Outline) -> Element | None:
    """The element that the page itself marks as its article, or the narrowest of several that holds most."""
    marked = [element for element in outline.spans if is_marked(element)]
    if not marked:
        return None
    most = max(outline.prose(outline.span(element)) for element in marked)
    if not most:
        return None
    holding = [element for element in marked if outline.prose(outline.span(element)) >= _HELD * most]
    return min(holding, key=lambda element: outline.all_text(outline.span(element)))


def by_title(outline: Outline, shown: Sequence[int]) -> Element | None:
    """The running text that follows closest upon a line that shows the title."""
    places: list[Element] = []
    for number in shown:
        around: Element | None = outline.lines[number].holder
        while around is not None:
            after = (number + 1, max(number + 1, outline.span(around)[1]))
            if outline.prose(after) >= _LEAST_PROSE:
                places.append(narrowed(outline, around, after))
                break
            around = around.getparent()
    return max(places, key=lambda place: outline.prose(outline.span(place)), default=None)


def by_texts(outline: Outline, found: Element) -> Element | None:
    """The innermost element with most of the text of a copy that somebody else has made."""
    wanted = {
        line.text[:_COMPARED] for line in Outline(found, by_names=False).lines if len(line.text) >= _TELLING
    }
    held = [0, *accumulate(line.width if line.text[:_COMPARED] in wanted else 0 for line in outline.lines)]
    total = held[-1]
    if not total:
        return None
    best = outline.root
    while True:
        for child in best:
            start, stop = outline.span(child)
            if held[stop] - held[start] >= _MOST_OF * total:
                best = child
                break
        else:
            return best


def agreement(outline: Outline, first: Element, second: Element) -> float:
    """How much of their text two elements have in common, from 0 to 1."""
    one, other = outline.span(first), outline.span(second)
    shared = max(one[0], other[0]), min(one[1], other[1])
    if shared[0] >= shared[1]:
        return 0.0
    whole = outline.own_text(one) + outline.own_text(other)
    return 2 * outline.own_text(shared) / whole if whole else 0.0


def most_agreed(outline: Outline, opinions: Mapping[str, Element], shown: Sequence[int]) -> Element | None:
    """The opinion that the others agree with most.

    Of opinions that are much alike, the one with less beside its running text is better, and one that leaves
    running text out between the title and itself is worse.
    """

    def merit(place: Element) -> float:
        agreed = sum(
            _VOTES.get(name, 1) * agreement(outline, place, other) for name, other in opinions.items()
        )
        span = outline.span(place)
        purity = outline.prose(span) / max(1, outline.all_text(span))
        return float(agreed * purity**_PURITY * (1 - _skipped(outline, span, shown)))

    return max(opinions.values(), key=merit, default=None)


def is_settled(outline: Outline, best: Element, opinions: Mapping[str, Element]) -> bool:
    """Whether enough opinions are so much alike that one more would change nothing."""
    alike = sum(agreement(outline, best, other) >= _ALIKE for other in opinions.values())
    return alike >= _ENOUGH


def _skipped(outline: Outline, span: tuple[int, int], shown: Sequence[int]) -> float:
    """How much running text stands between the title and a place, as a share of both."""
    if any(span[0] <= number < span[1] for number in shown):
        return 0.0
    between = min((outline.prose((number + 1, span[0])) for number in shown if number < span[0]), default=0)
    share = between / (between + outline.prose(span)) if between else 0.0
    return share if share > _STANDFIRST else 0.0
