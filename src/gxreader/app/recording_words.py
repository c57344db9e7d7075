"""How far a recording is, in words."""

from __future__ import annotations

from gxreader.app.recording_values import Progress
from gxreader.i18n.messages import Messages

_MINUTE, _HOUR = 60, 3600


def progress_words(progress: Progress, messages: Messages) -> str:
    """What is being done, and how long it will still take."""
    if progress.joining:
        percent = progress.done * 100 // max(progress.total, 1)
        return messages.text("export.joining", percent=percent)
    spoken = messages.text("export.spoken", done=progress.done, total=progress.total)
    left = time_left_words(progress.seconds_left, messages)
    return f"{spoken} · {left}" if left else spoken


def time_left_words(seconds: float | None, messages: Messages) -> str:
    """About how long something will still take; empty while nobody knows."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return messages.text("export.left-seconds", count=max(5, round(seconds / 5) * 5))
    if seconds < _HOUR:
        return messages.text("export.left-minutes", count=round(seconds / _MINUTE))
    hours, minutes = divmod(round(seconds / _MINUTE), 60)
    return messages.text("export.left-hours", hours=hours, minutes=minutes)
