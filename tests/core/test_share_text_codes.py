"""A text goes into codes and comes out of them as it was, by two decoders that know nothing of each other."""

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from gxreader.errors import OutputError
from gxreader.share.graphemes import graphemes
from gxreader.share.qr import qr_modules
from gxreader.share.text_codes import (
    MOST_BYTES,
    MOST_CODES,
    MOST_VERSION,
    TooManyCodes,
    joined,
    text_codes,
)

SENTENCES = (
    "村口有一棵老荔枝树。树下放着三张旧书桌，她八点到！“字大一点，就看得清。”她说…… 𠮷祥 👩‍👩‍👧 A&B.\n\n"
)
MOST_MODULES = 17 + 4 * MOST_VERSION + 2 * 4
PIXELS = 4  # to a module, as on the smallest usual screen


def picture(code: str) -> np.ndarray:
    modules = np.array(qr_modules(code))
    assert len(modules) <= MOST_MODULES
    return np.where(modules, 0, 255).astype("uint8").repeat(PIXELS, 0).repeat(PIXELS, 1)


def read_both(code: str) -> tuple[str, str]:
    image = picture(code)
    found = zxingcpp.read_barcodes(image)
    assert len(found) == 1
    text, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(image)
    return found[0].text, text


@pytest.mark.parametrize("length", [1, 220, 500, 2760, 3200])
def test_every_code_is_read_by_two_decoders_and_together_they_are_the_text(length: int) -> None:
    text = (SENTENCES * 100)[:length]
    codes = text_codes(text)
    read = [read_both(code) for code in codes]
    assert read == [(code, code) for code in codes]
    assert joined(tuple(first for first, _ in read)) == text
    assert [code.partition("\n")[0] for code in codes] == [
        f"{n}/{len(codes)}" for n in range(1, len(codes) + 1)
    ]


@pytest.mark.parametrize(
    "text", ["plain English. " * 100, "0123456789" * 50, "ABC $%*+-./:" * 60, "éü ß Ω ж\n" * 70]
)
def test_other_scripts_are_read_as_well(text: str) -> None:
    codes = text_codes(text)
    assert joined(codes) == text
    assert [read_both(code) for code in codes] == [(code, code) for code in codes]


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=1500).filter(str.strip))
def test_no_text_is_lost_and_no_code_is_too_large(text: str) -> None:
    codes = text_codes(text)
    assert joined(codes) == text
    assert all(len(code.encode()) <= MOST_BYTES for code in codes)


def test_a_code_ends_with_a_sentence_where_there_is_one() -> None:
    codes = text_codes("她说，字大一点，就看得清。“真的吗？”他问。" * 60)
    assert len(codes) > 5
    assert all(code.endswith(("。", "”")) for code in codes)


def test_without_sentences_a_code_ends_with_a_clause_and_never_within_a_character() -> None:
    assert all(code.endswith("，") for code in text_codes("一二三四五，" * 200))
    family = "👩‍👩‍👧"
    pieces = [code.partition("\n")[2] for code in text_codes(family * 200)]
    assert all(set(graphemes(piece)) == {family} for piece in pieces)


def test_marks_without_end_are_cut_rather_than_lost() -> None:
    text = "a" + "\u0301" * 2000
    assert joined(text_codes(text)) == text


def test_what_nobody_would_scan_is_refused_with_a_number() -> None:
    assert len(text_codes("字。" * 1500)) <= MOST_CODES
    for length in (10_000, 2_000_000):
        with pytest.raises(TooManyCodes) as caught:
            text_codes("字" * length)
        assert caught.value.count >= length * 3 / MOST_BYTES


def test_half_a_character_is_replaced_and_no_text_has_its_sentence() -> None:
    assert joined(text_codes("a\ud800b")) == "a?b"
    with pytest.raises(OutputError) as caught:
        text_codes(" \n")
    assert caught.value.key == "share.no-text"
