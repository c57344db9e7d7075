"""QR codes hold what they were given, as an independent reader finds it."""

import io

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gxreader.errors import OutputError
from gxreader.share.qr import qr_modules, qr_png

QUIET_ZONE = 4  # modules, as the standard wants
ADDRESS = "https://www.gxzf.gov.cn/gxyw/t27278673.shtml"


def read(png: bytes) -> str:
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    assert len(codes) == 1
    return str(codes[0].text)


@pytest.mark.parametrize(
    "text",
    [ADDRESS, "HTTPS://EXAMPLE.ORG/1", "0771", "https://example.org/新闻?词=桂读", "𠮷" * 20, "x" * 2000],
)
def test_another_program_reads_what_was_written(text: str) -> None:
    assert read(qr_png(text, pixels=900)) == text


@settings(max_examples=30, deadline=None)
@given(st.from_regex(r"https://[a-z]{1,20}\.example/[a-zA-Z0-9/_.%?=&~-]{0,300}", fullmatch=True))
def test_every_address_is_read_back(address: str) -> None:
    assert read(qr_png(address, pixels=800)) == address


def test_modules_are_whole_pixels_and_the_quiet_zone_is_kept() -> None:
    modules = qr_modules(ADDRESS)
    side = len(modules)
    assert all(len(row) == side for row in modules)
    edge = range(QUIET_ZONE)
    assert not any(modules[row][column] or modules[column][row] for row in edge for column in range(side))
    assert all(modules[QUIET_ZONE][QUIET_ZONE : QUIET_ZONE + 7])  # the corner mark begins right after it
    image = Image.open(io.BytesIO(qr_png(ADDRESS, pixels=500)))
    scale = 500 // side
    assert image.size == (side * scale, side * scale)
    for row in range(side):
        for column in range(side):
            dark = image.getpixel((column * scale + scale // 2, row * scale + scale // 2)) == 0
            assert dark == modules[row][column]


@pytest.mark.parametrize(
    ("text", "key"),
    [("", "share.no-address"), ("x" * 2332, "share.too-long"), ("字" * 1000, "share.too-long")],
)
def test_what_does_not_fit_a_code_has_its_sentence(text: str, key: str) -> None:
    with pytest.raises(OutputError) as caught:
        qr_modules(text)
    assert caught.value.key == key


def test_a_picture_is_never_larger_than_a_wall() -> None:
    assert Image.open(io.BytesIO(qr_png(ADDRESS, pixels=10**9))).width <= 8000


def test_the_longest_text_still_fits() -> None:
    assert qr_modules("x" * 2331)


def test_a_picture_too_small_for_its_code_says_how_large_it_must_be() -> None:
    side = len(qr_modules(ADDRESS))
    with pytest.raises(OutputError) as caught:
        qr_png(ADDRESS, pixels=side - 1)
    assert (caught.value.key, caught.value.arguments) == ("share.too-small", {"pixels": side})
    assert qr_png(ADDRESS, pixels=side)
