"""How far a long work of the command line is: one line on the terminal that is written again and again."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from gxreader.i18n.messages import Messages

if TYPE_CHECKING:
    from gxreader.app.recording_values import Progress


class ProgressLine:
    """Shows nothing where standard error is no terminal."""

    def __init__(self, messages: Messages) -> None:
        """Show words in the language of `messages`."""
        self._messages = messages
        self._is_shown = sys.stderr is not None and sys.stderr.isatty()
        self._is_dirty = False

    def show(self, progress: Progress) -> None:
        """Write the line anew."""
        if not self._is_shown:
            return
        from gxreader.app.recording_words import progress_words

        width = shutil.get_terminal_size().columns - 1
        words = progress_words(progress, self._messages)
        sys.stderr.write(f"\r\x1b[K{_fitting(words, width)}")
        sys.stderr.flush()
        self._is_dirty = True

    def end(self) -> None:
        """Clear the line; whoever writes next begins at its left."""
        if self._is_dirty:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._is_dirty = False


def _fitting(words: str, width: int) -> str:
    """As much as fits on one line of a terminal, where hanzi are two columns wide."""
    taken = 0
    for place, sign in enumerate(words):
        taken += 1 + (sign > "\u2e80")
        if taken > width:
            return words[:place]
    return words
