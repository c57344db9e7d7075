"""The colour schemes are readable by arithmetic, not by taste."""

import pytest

from gxreader.settings.schema import SCHEME
from gxreader.theme.contrast import ratio
from gxreader.theme.schemes import SCHEMES, Scheme, pairs
from gxreader.theme.sizes import FACES


def test_contrast_is_that_of_wcag() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_scheme_of_the_settings_exists_and_no_other() -> None:
    assert set(SCHEME.choices) == {*SCHEMES, "own"}


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.id)
def test_every_pair_of_colours_that_meets_reaches_its_contrast(scheme: Scheme) -> None:
    weak = [
        f"{what} {ink} on {ground}: {ratio(ink, ground):.2f} < {least}"
        for what, ink, ground, least in pairs(scheme)
        if ratio(ink, ground) < least
    ]
    assert not weak, "\n".join(weak)


@pytest.mark.parametrize("face", FACES.values(), ids=lambda face: face.id)
def test_no_text_of_a_face_is_smaller_than_its_smallest(face) -> None:
    for size in face.ladder:
        assert face.interface_text(size) >= face.smallest_text
        assert face.meta_text(size) >= face.smallest_text
        assert size >= face.smallest_text
