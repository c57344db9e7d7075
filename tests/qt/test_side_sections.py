"""The lists beside the article stay short, whatever the article holds."""

from gxreader.model.article import Article, Heading, Paragraph, Run
from gxreader.model.units import Units
from gxreader.qt.side_sections import MOST_ROWS, listed


def heading(text: str, level: int) -> Heading:
    return Heading((Run(text),), level)


def test_a_short_outline_is_listed_whole() -> None:
    units = Units(Article(blocks=(heading("一", 1), heading("二", 3), Paragraph((Run("文。"),)))))
    assert [unit.text for unit in listed(units)] == ["一", "二"]


def test_of_a_long_outline_the_higher_levels_are_listed() -> None:
    blocks = [heading(f"章{n}", 1) for n in range(40)] + [heading(f"节{n}", 2) for n in range(4000)]
    assert [unit.text for unit in listed(Units(Article(blocks=tuple(blocks))))] == [
        f"章{n}" for n in range(40)
    ]


def test_an_outline_without_end_is_cut() -> None:
    units = Units(Article(blocks=tuple(heading(f"章{n}", 1) for n in range(4000))))
    assert [unit.text for unit in listed(units)] == [f"章{n}" for n in range(MOST_ROWS)]
