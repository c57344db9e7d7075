"""What the player can be doing; apart from the player, so that a window need not import a voice to start."""

from __future__ import annotations

from enum import StrEnum


class PlayerState(StrEnum):
    """What the player is doing."""

    IDLE = "idle"
    LOADING = "loading"
    PLAYING = "playing"
    PAUSED = "paused"
