"""Numbers in Chinese words."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
_TELEPHONE_DIGITS = "零幺二三四五六七八九"
_SMALL_UNITS = ("", "十", "百", "千")
_GREAT_UNITS = ("", "万", "亿", "万亿")
_LONGEST = 16  # digits; beyond that a number is read digit by digit


def digit_by_digit(digits: str) -> str:
    """2024 as 二零二四; other characters are left out."""
    return "".join(DIGITS[int(digit)] for digit in digits if digit in "0123456789")


def telephone(digits: str) -> str:
    """Digit by digit, with 幺 for one, as numbers are dictated."""
    return "".join(_TELEPHONE_DIGITS[int(digit)] for digit in digits if digit in "0123456789")


def number(written: str) -> str:
    """A number such as 1,234.50 or 007 in words."""
    whole, _, fraction = written.replace(",", "").partition(".")
    words = digit_by_digit(whole) if whole.startswith("0") and len(whole) > 1 else cardinal(whole)
    return f"{words}点{digit_by_digit(fraction)}" if fraction else words


def cardinal(digits: str) -> str:
    """A whole number in words, 12 as 十二, 2000 as 两千."""
    digits = digits.lstrip("0")
    if not digits:
        return DIGITS[0]
    if len(digits) > _LONGEST:
        return digit_by_digit(digits)
    groups: list[str] = []
    while digits:
        groups.append(digits[-4:])
        digits = digits[:-4]
    words = ""
    gap = False
    for power in range(len(groups) - 1, -1, -1):
        value = int(groups[power])
        if value == 0:
            gap = True
            continue
        if words and (gap or groups[power].startswith("0")):
            words += DIGITS[0]
        words += _group(value, alone=power > 0) + _GREAT_UNITS[power]
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words


def _group(value: int, *, alone: bool) -> str:
    """Up to 9999; `alone` before 万 or 亿, where a two is 两."""
    if alone and value == 2:  # noqa: PLR2004  # the digit two
        return "两"
    words = ""
    skipped = False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit == 0:
            skipped = bool(words)
            continue
        if skipped:
            words += DIGITS[0]
            skipped = False
        two = digit == 2 and power in {2, 3} and not words  # noqa: PLR2004  # the digit two, before 百 or 千
        words += ("两" if two and power == 3 else DIGITS[digit]) + _SMALL_UNITS[power]  # noqa: PLR2004  # 两千, 二百
    return words
