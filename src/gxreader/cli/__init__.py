"""The command line: one module for each command; Qt is imported only when a window is asked for."""

from __future__ import annotations


def main() -> int:
    """Run the command line."""
    return 0
