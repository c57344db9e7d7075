"""Trying again what may be over in a moment."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

from gxreader.load.web.answers import Passing
from gxreader.load.web.lifeline import Lifeline
from gxreader.load.web.watch import Watch

Result = TypeVar("Result")
_JITTER = 0.25  # of a pause, so that not everybody comes back at once


def persistently(
    attempt: Callable[[], Result], pauses: tuple[float, ...], lifeline: Lifeline, watch: Watch
) -> Result:
    """Attempt it, and once more after each pause while the trouble is passing and there is time left.

    Raises the last trouble. What is refused by rule is no passing trouble, and is never tried again.
    """
    for pause in pauses:
        try:
            return attempt()
        except Passing as passing:
            wait = max(passing.pause, pause + random.uniform(0, _JITTER * pause))  # noqa: S311 - no secret
            if watch.left() <= wait or not lifeline.rest(wait):
                raise passing.trouble from passing
    try:
        return attempt()
    except Passing as passing:
        raise passing.trouble from passing
