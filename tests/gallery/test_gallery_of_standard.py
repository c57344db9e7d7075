"""Every screen of the standard face looks as it was accepted; `python3 dev.py gallery` shows them all."""

import pytest

from tests.gallery.taking import compare, shown, variants

__all__ = ("shown",)


@pytest.mark.parametrize("variant", variants("standard"), ids=str)
def test_gallery_of_every_screen(shown, variant) -> None:
    compare(shown, variant)
