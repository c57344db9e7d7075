"""Full-width punctuation is a matter of show: no place ever moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.theme.typography import full_width_punctuation


@given(st.text(alphabet="春江abc 0123,.;:?!()，。（）\n“”"))
def test_the_length_never_changes_and_only_punctuation_does(text: str) -> None:
    shown = full_width_punctuation(text)
    assert len(shown) == len(text)
    for before, after in zip(text, shown, strict=True):
        assert before == after or before in ",;:?!()"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("“好一朵花,人人爱;好花!”", "“好一朵花，人人爱；好花！”"),
        ("香港科技大学(广州)落成", "香港科技大学（广州）落成"),
        ("比分是3:1,大家高兴", "比分是3:1，大家高兴"),
        ("时间08:20", "时间08:20"),
        ("Hello, world (again)!", "Hello, world (again)!"),
        ("函数f(x)等于2", "函数f(x)等于2"),
        ("伊丽莎白·泰勒", "伊丽莎白‧泰勒"),
        ("· 第一项", "· 第一项"),
    ],
)
def test_only_signs_beside_chinese_are_widened(source: str, shown: str) -> None:
    assert full_width_punctuation(source) == shown
