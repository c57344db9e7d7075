"""The parent's end of a killable child process: frames go out by a queue, reports come back by a thread.

Nothing here blocks its caller: the child is started, written to and read from by threads of its own.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from gxreader.workers.frames import BrokenFrame, read_frame, write_frame

LOG_VARIABLE = "GXREADER_WORKER_LOG"  # when set, the child's standard error is left open, for developers
TEMPORARY_VARIABLE = "GXREADER_WORKER_TEMP"  # the child's private folder, which it may remove too
_CLOSING_SECONDS = 1.0


def worker_command(name: str) -> tuple[str, ...]:
    """How this program starts itself as the worker `name`, from source and frozen."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "worker", name)
    # Past the parser of the command line: a worker needs none of the other commands, and starts sooner.
    return (sys.executable, "-P", "-m", "gxreader.cli.worker", name)


class _Child:
    """One life of the child process, with its threads and its private temporary folder."""

    def __init__(
        self,
        command: tuple[str, ...],
        on_frame: Callable[[_Child, bytes], None],
        on_death: Callable[[_Child], None],
    ) -> None:
        self.outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.process: subprocess.Popen[bytes] | None = None
        self.ended = threading.Event()
        self._command = command
        self._on_frame = on_frame
        self._on_death = on_death
        self._killed = False
        self._lock = threading.Lock()
        self._writer = threading.Thread(target=self._write, name="worker-writer", daemon=True)
        self._writer.start()

    def kill(self) -> None:
        """End the process at once, also one that is only about to start."""
        with self._lock:
            self._killed = True
            if self.process is not None:
                self.process.kill()

    def _write(self) -> None:
        folder = tempfile.mkdtemp(prefix="gxreader-")
        try:
            process = self._start(folder)
        except OSError:  # a process that cannot start has died
            process = None
        if process is None:
            shutil.rmtree(folder, ignore_errors=True)  # the system empties its temporary folder, too
            self.ended.set()
            self._on_death(self)
            return
        threading.Thread(target=self._read, args=(process, folder), name="worker-reader", daemon=True).start()
        assert process.stdin is not None  # noqa: S101  # Popen was asked for a pipe; this tells mypy
        try:
            while (payload := self.outbox.get()) is not None:
                write_frame(process.stdin, payload)
        except (OSError, ValueError):
            pass  # the reader notices the death and reports it
        finally:
            _close(process.stdin)

    def _start(self, folder: str) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._killed:
                return None
            self.process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get(LOG_VARIABLE) else subprocess.DEVNULL,
                env=_environment(folder),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self.process

    def _read(self, process: subprocess.Popen[bytes], folder: str) -> None:
        assert process.stdout is not None  # noqa: S101  # Popen was asked for a pipe; this tells mypy
        try:
            while (payload := read_frame(process.stdout)) is not None:
                self._on_frame(self, payload)
        except (BrokenFrame, OSError, ValueError):
            pass  # what speaks out of turn is treated as dead
        process.kill()
        process.wait()
        _close(process.stdout)
        self.outbox.put(None)
        self._writer.join()
        shutil.rmtree(folder, ignore_errors=True)  # likewise
        self.ended.set()
        self._on_death(self)


class Channel:
    """A child process by name, which can be started, killed and started again."""

    def __init__(
        self,
        command: tuple[str, ...],
        on_frame: Callable[[bytes], None],
        on_death: Callable[[], None],
    ) -> None:
        """Call `on_frame` for every payload and `on_death` when the child ends unasked, from any thread."""
        self._command = command
        self._on_frame = on_frame
        self._on_death = on_death
        self._lock = threading.Lock()
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id, None before it runs."""
        child = self._child
        return child.process.pid if child is not None and child.process is not None else None

    def start(self) -> None:
        """Start the child if none is running; returns at once."""
        with self._lock:
            if self._child is None:
                self._child = _Child(self._command, self._frame, self._death)

    def send(self, payload: bytes) -> None:
        """Queue one payload for the running child; without one it is dropped."""
        with self._lock:
            if self._child is not None:
                self._child.outbox.put(payload)

    def kill(self) -> None:
        """End the child at once and unreported; nothing of it is heard afterwards."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.kill()

    def close(self) -> None:
        """Let the child end in good order, or kill it after a second; wait until it has left nothing."""
        with self._lock:
            child, self._child = self._child, None
        if child is None:
            return
        child.outbox.put(None)
        if not child.ended.wait(_CLOSING_SECONDS):
            child.kill()
            child.ended.wait(_CLOSING_SECONDS)

    def _frame(self, child: _Child, payload: bytes) -> None:
        if child is self._child:
            self._on_frame(payload)

    def _death(self, child: _Child) -> None:
        with self._lock:
            if child is not self._child:
                return
            self._child = None
        self._on_death()


def _environment(folder: str) -> dict[str, str]:
    environment = dict(os.environ)
    environment.update(dict.fromkeys(("TMPDIR", "TMP", "TEMP", TEMPORARY_VARIABLE), folder))
    if not getattr(sys, "frozen", False):
        source = str(Path(__file__).resolve().parents[2])
        inherited = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = source + (os.pathsep + inherited if inherited else "")
    return environment


def _close(pipe: IO[bytes]) -> None:
    with contextlib.suppress(OSError):  # a pipe whose other end is gone cannot flush, and need not
        pipe.close()
