"""Who may speak: of all the gxreaders of one person, the one that began last.

Whoever begins writes a fresh word into one small file of the person's runtime folder; whoever speaks looks
at it now and then, and falls silent when another's word stands there. Nobody has to answer: a program that
has crashed or hangs is in nobody's way, and what it has left is written over. Of the system this needs no
more than that a file can be replaced whole.
"""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

LOOK_SECONDS = 0.03  # between two looks while speaking
CLAIM = "speaking"  # the file
_PRIVATE = 0o700
_OTHERS = 0o077
_TRIES, _RETRY_SECONDS = 20, 0.005  # Windows refuses to replace a file while another program reads it
_LEAVE_SECONDS = 0.5
_log = logging.getLogger(__name__)


class Turn:
    """One program's part in it. No method blocks; files are touched by a thread of its own."""

    def __init__(self, lost: Callable[[], None], folder: Callable[[], Path | None] | None = None) -> None:
        """Call `lost` from that thread when another program begins; `folder` is where the claims are."""
        self._lost = lost
        self._find_folder = folder or runtime_folder
        self._folder: Path | None = None
        self._changed = threading.Condition()
        self._claim = ""  # our own word while we speak
        self._closed = False
        self._thread: threading.Thread | None = None

    def take(self) -> None:
        """We begin to speak: every other program falls silent."""
        with self._changed:
            if self._closed:
                return
            self._claim = uuid4().hex
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="speaking-turn", daemon=True)
                self._thread.start()
            self._changed.notify()

    def leave(self) -> None:
        """We are silent, and need not look any more."""
        with self._changed:
            self._claim = ""
            self._changed.notify()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._claim = ""
            self._closed = True
            self._changed.notify()
            thread = self._thread
        if thread is not None:
            thread.join(_LEAVE_SECONDS)

    def _watch(self) -> None:
        self._folder = self._find_folder()
        written = ""
        told = False  # whether our word came to stand in the file: else another's old one would silence us
        while True:
            with self._changed:
                if self._claim == written and not self._closed:
                    self._changed.wait(LOOK_SECONDS if written else None)
                if self._closed:
                    return
                claim = self._claim
            if claim and claim != written:
                told = self._write(claim)
            elif claim and told and self._read() not in {claim, ""}:
                self._give_way(claim)
                claim = ""
            written = claim

    def _give_way(self, claim: str) -> None:
        with self._changed:
            if self._claim != claim:
                return  # meanwhile our own reader has begun anew, or stopped
            self._claim = ""
        self._lost()

    def _write(self, claim: str) -> bool:
        """Put our word in place of whoever's stands there; False where nobody else can be told."""
        if self._folder is None:
            return False
        draft = self._folder / f".{claim}"
        try:
            draft.write_text(claim, encoding="ascii")
            _replace(draft, self._folder / CLAIM)
        except OSError as error:
            _log.debug("other programs cannot be told that we speak: %s", error)
            with contextlib.suppress(OSError):  # a draft that stays is read by nobody
                draft.unlink(missing_ok=True)
            return False
        return True

    def _read(self) -> str:
        """Whose turn it is; empty when that cannot be known."""
        if self._folder is None:
            return ""
        try:
            return (self._folder / CLAIM).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):  # no claim that can be read is none
            return ""


def _replace(draft: Path, target: Path) -> None:
    for left in range(_TRIES - 1, -1, -1):
        try:
            draft.replace(target)
        except PermissionError:
            if not left:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def runtime_folder() -> Path | None:
    """This person's folder for running programs, made if need be; None where there is no safe one."""
    from platformdirs import user_runtime_path

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where a session names no folder, another is good enough
        folder = user_runtime_path("gxreader", appauthor=False)
    return private_folder(folder)


def private_folder(folder: Path) -> Path | None:
    """The folder, if it and the one above it are this person's own and closed to others; else None."""
    try:
        folder.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        folder.mkdir(mode=_PRIVATE, exist_ok=True)
        if sys.platform != "win32" and not (_is_private(folder.parent) and _is_private(folder)):
            return None
    except OSError as error:
        _log.debug("no folder for running programs: %s", error)
        return None
    return folder


if sys.platform != "win32":

    def _is_private(folder: Path) -> bool:
        """Whether others could neither look into a folder nor put one of theirs in its stead."""
        found = folder.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & _OTHERS
