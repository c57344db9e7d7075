"""Colours of the reader's own: whatever is chosen can be read."""

import pytest

from gxreader.app.commands import perform
from gxreader.settings import schema
from gxreader.theme.contrast import ratio
from gxreader.theme.own_colours import GROUNDS, INKS, inks_on, own_scheme
from gxreader.theme.schemes import pairs
from tests.parts import build_reader


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_pair_that_is_offered_keeps_every_contrast(ground: str) -> None:
    assert len(inks_on(ground)) >= 3
    for ink in inks_on(ground):
        for what, first, second, least in pairs(own_scheme(ground, ink)):
            assert ratio(first, second) >= least, (ink, what)


def test_an_ink_that_cannot_be_read_gives_way() -> None:
    scheme = own_scheme("navy", "black")
    assert scheme.ink != INKS["black"]
    assert ratio(scheme.ink, scheme.card) >= 7


def test_the_ground_leads_round_and_takes_an_ink_along_that_can_be_read() -> None:
    built = build_reader()
    for _ in GROUNDS:
        perform(built.reader, "own-ground")
        ground = built.reader.settings.get(schema.OWN_GROUND)
        assert built.reader.settings.get(schema.OWN_INK) in inks_on(ground)
        assert built.reader.appearance.scheme.card == GROUNDS[ground]
        assert built.said[-1].key == "say.scheme-own"
        assert float(built.said[-1].arguments["contrast"]) >= 7
    assert built.reader.settings.get(schema.OWN_GROUND) == schema.OWN_GROUND.default


def test_every_ink_of_a_ground_is_met_and_the_change_undone_in_one_step() -> None:
    built = build_reader()
    seen = set()
    for _ in inks_on("cream"):
        perform(built.reader, "own-ink")
        seen.add(built.reader.settings.get(schema.OWN_INK))
    assert seen == set(inks_on("cream"))
    perform(built.reader, "colours")
    assert built.reader.appearance.scheme.id == "paper"
    perform(built.reader, "own-ground")
    assert built.reader.appearance.scheme.id == "own"
    perform(built.reader, "undo")
    assert built.reader.appearance.scheme.id == "paper"
