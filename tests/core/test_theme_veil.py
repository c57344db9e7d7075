"""What is not being heard recedes in every scheme, and can still be read."""

import pytest

from gxreader.theme.contrast import ratio
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.veil import LEAST_CONTRAST, blend, veil


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.id)
def test_dimmed_text_recedes_and_can_be_read(scheme) -> None:
    thickness = veil(scheme.id)
    for ink in (scheme.ink, scheme.secondary, scheme.accent):
        assert ratio(blend(ink, scheme.card, thickness), scheme.card) >= LEAST_CONTRAST
    clear, dimmed = (
        ratio(scheme.ink, scheme.card),
        ratio(blend(scheme.ink, scheme.card, thickness), scheme.card),
    )
    assert dimmed <= clear / 2, "nobody would see the difference"


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.id)
def test_lines_around_text_are_seen_and_leave_it_readable(scheme) -> None:
    """Underline, outline and bar are drawn in the accent upon the card; the text keeps its ink."""
    assert ratio(scheme.accent, scheme.card) >= 3.0
    assert ratio(scheme.ink, scheme.card) >= 7.0
    assert ratio(scheme.sentence_ink, scheme.sentence) >= 7.0
    assert ratio(scheme.word_ink, scheme.word) >= 7.0


def test_a_veil_hides_all_or_nothing_at_its_ends() -> None:
    assert blend("#102030", "#FFFFFF", 0.0) == "#102030"
    assert blend("#102030", "#FFFFFF", 1.0) == "#FFFFFF"
    assert blend("#000000", "#FFFFFF", 0.5) == "#808080"
