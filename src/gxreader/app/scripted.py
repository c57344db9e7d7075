"""The words of the interface in the characters the reader wishes for."""

from __future__ import annotations

from functools import cache

from gxreader.han.writing import AS_WRITTEN, SIMPLIFIED, shown
from gxreader.i18n.messages import Messages, messages


class ScriptedMessages(Messages):
    """The Chinese catalogue in other characters; what fills the gaps stays as it is, such as file names."""

    def __init__(self, language: str, script: str) -> None:
        """Load the catalogue; each message is converted when it is first wanted."""
        super().__init__(language)
        self._script = script
        self._converted: dict[tuple[str, int | None], str] = {}

    def template(self, key: str, count: int | None = None) -> str:
        """The message in the wished characters, with its gaps."""
        known = self._converted.get((key, count))
        if known is None:
            written = super().template(key, count)
            # What is not in the catalogue is its key, which people ask `has` about.
            known = written if written == key else shown(written, self._script).text
            self._converted[key, count] = known
        return known


@cache
def scripted(language: str, script: str) -> Messages:
    """The catalogue of a language in a way of writing; our own words are written in simplified characters."""
    if language != "zh" or script in {AS_WRITTEN, SIMPLIFIED}:
        return messages(language)
    return ScriptedMessages(language, script)
