"""Names for sticks and radios, and the list that plays files in order."""

import pytest

from gxreader.export.audio_names import numbered_name, playlist, safe_name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("早班船", "早班船"),
        ('第一章：a/b\\c:d*e?f"g<h>i|j', "第一章：a_b_c_d_e_f_g_h_i_j"),
        ("  . 早\n\t班 船 . ", "早 班 船"),
        ("a\u200bb\u202ec\ud800", "abc"),
        ("con", "_con"),
        ("NUL.mp3", "_NUL.mp3"),
        ("Lpt1", "_Lpt1"),
        ("console", "console"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, expected):
    assert safe_name(title) == expected


def test_long_titles_are_cut_between_characters():
    assert safe_name("长" * 100) == "长" * 50  # 150 bytes
    assert safe_name("a" * 100) == "a" * 60
    assert safe_name("𠮷" * 100) == "𠮷" * 30  # two of Windows's units each
    assert safe_name("b" * 59 + "x\u0323\u0332") == "b" * 59  # its accents would not fit
    assert safe_name("x" * 58 + ". y") == "x" * 58


@pytest.mark.parametrize(
    ("title", "expected"),
    [("早班船", ""), ("Café 早 (1)", "Cafe 1"), ("A — B", "A B"), ("x&y's", "x y s")],
)
def test_old_radios_get_plain_letters(title, expected):
    assert safe_name(title, ascii_only=True) == expected


def test_numbers_sort_as_the_files_are_to_be_heard():
    assert numbered_name(1, 12, "早班船", ".mp3") == "001_早班船.mp3"
    assert numbered_name(7, 1200, "早班船", ".mp3") == "0007_早班船.mp3"
    assert numbered_name(7, 12, "早班船", ".mp3", ascii_only=True) == "007.mp3"


def test_the_list_names_every_file_with_its_length():
    assert playlist([("001_早.mp3", "早\n班", 61.6), ("002.mp3", "", 3)]) == (
        "#EXTM3U\n#EXTINF:62,早 班\n001_早.mp3\n#EXTINF:3,\n002.mp3\n"
    )
