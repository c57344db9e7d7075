"""Numbers in Chinese words."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
_TELEPHONE_DIGITS = "零幺二三四五六七八九"
_SMALL_UNITS = ("", "十", "百", "千")
_GREAT_UNITS = ("", "万", "亿", "万亿")
_LONGEST = 16  # digits; beyond that a number is read digit by digit
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def digit_by_digit(digits: str) -> str:
    """2024 as 二零二四; other characters are left out."""
    return "".join(DIGITS[int(digit)] for digit in digits if digit in "0123456789")


def telephone(digits: str) -> str:
    """Digit by digit, with 幺 for one, as numbers are dictated."""
    return "".join(_TELEPHONE_DIGITS[int(digit)] for digit in digits if digit in "0123456789")


def dictated(code: str) -> str:
    """Letters and digits one by one, as a number plate is dictated; other characters are left out."""
    said = (
        _TELEPHONE_DIGITS[int(sign)] if sign in "0123456789" else sign
        for sign in code
        if sign.isascii() and sign.isalnum()
    )
    return re.sub(r"(?<=[A-Za-z])(?=[A-Za-z])", " ", "".join(said))


def spelled(letters: str) -> str:
    """Letters that are said one by one, GDP as G D P."""
    return " ".join(letters)


def number(written: str) -> str:
    """A number such as 1,234.50 or 007 in words."""
    whole, _, fraction = written.replace(",", "").partition(".")
    words = digit_by_digit(whole) if whole.startswith("0") and len(whole) > 1 else cardinal(whole)
    return f"{words}点{digit_by_digit(fraction)}" if fraction else words


def measured(written: str) -> str:
    """A number before a unit, where two is 两."""
    return "两" if written == "2" else number(written)


def price(written: str) -> str:
    """An amount of money: 12.50 as 十二点五, 100.00 as 一百."""
    whole, dot, fraction = written.partition(".")
    fraction = fraction.rstrip("0")
    return measured(f"{whole}{dot}{fraction}" if fraction else whole)


def signed(written: str) -> str:
    """A number that may have a sign before it."""
    if written[0] in "-−－":
        return "负" + number(written[1:])
    return "正" + number(written[1:]) if written[0] == "+" else number(written)


def roman(letters: str) -> int | None:
    """The value of a Roman numeral of ordinary form up to 399; None for other letters."""
    total, previous = 0, 0
    for letter in reversed(letters.upper()):
        value = _ROMAN.get(letter)
        if value is None:
            return None
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total if total > 0 and in_roman(total) == letters.upper() else None


def in_roman(value: int) -> str:
    """A whole number up to 399 as a Roman numeral."""
    result = ""
    for amount, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, value = divmod(value, amount)
        result += letters * count
    return result


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
        words += _group(value, first=not words, alone=power > 0 and not words) + _GREAT_UNITS[power]
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words


def _group(value: int, *, first: bool, alone: bool) -> str:
    """Up to 9999; `first` of a number has 两千, and `alone` before 万 or 亿 a two is 两."""
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
        two_thousand = first and digit == 2 and power == 3  # noqa: PLR2004  # 两千, but 一万二千
        words += ("两" if two_thousand else DIGITS[digit]) + _SMALL_UNITS[power]
    return words
