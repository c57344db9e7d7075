"""Messages by key, from gettext catalogues (resources/i18n/<language>/*.po, compiled into messages.mo).

The key is the gettext msgid: a switch of language is a switch of catalogue, and both languages are equals.
"""

from __future__ import annotations

import gettext
import locale
import os
from datetime import datetime
from functools import cache

from gxreader import resources
from gxreader.errors import ReaderError

LANGUAGES = ("zh", "en")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def has_hour(moment: datetime) -> bool:
    """Whether a moment is more than a day: pages that name the day alone mean its midnight."""
    return bool(moment.hour or moment.minute)


def plain_date(moment: datetime) -> str:
    """A date, and time if there is one, in figures that every language reads."""
    return moment.strftime("%Y-%m-%d %H:%M" if has_hour(moment) else "%Y-%m-%d")


class Messages:
    """The catalogue of one language."""

    def __init__(self, language: str) -> None:
        """Load the catalogue of `language`, one of LANGUAGES."""
        self.language = language
        with resources.path("i18n", language, "messages.mo").open("rb") as file:
            self._catalogue = gettext.GNUTranslations(file)

    def text(self, key: str, **arguments: str | int) -> str:
        """The message `key` with its gaps filled; an argument `count` chooses singular or plural."""
        count = arguments.get("count")
        message = self.template(key, count if isinstance(count, int) else None)
        return message.format(**arguments) if arguments else message

    def template(self, key: str, count: int | None = None) -> str:
        """The message `key` with its gaps; `count` chooses singular or plural."""
        return self._catalogue.gettext(key) if count is None else self._catalogue.ngettext(key, key, count)

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return self._catalogue.gettext(key) != key or self._catalogue.ngettext(key, key, 2) != key

    def error(self, error: ReaderError) -> str:
        """The sentence that tells a reader of an error."""
        return self.text(error.key, **error.arguments)

    def date(self, moment: datetime) -> str:
        """A date and time as people write it in this language, in the moment's own time zone.

        Midnight is left out: it is what a page means that names the day alone.
        """
        if self.language == "zh":
            day, between = f"{moment.year}年{moment.month}月{moment.day}日", " "
        else:
            day, between = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}", ", "
        return f"{day}{between}{moment:%H:%M}" if has_hour(moment) else day


@cache
def messages(language: str) -> Messages:
    """The catalogue of a language, loaded once."""
    return Messages(language)


def system_language() -> str:
    """`zh` where the computer speaks Chinese, else `en`."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(variable, "")
        if value and value not in {"C", "POSIX", "C.UTF-8"}:
            return "zh" if value.startswith("zh") else "en"
    name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
