"""A connection to one message bus of the desktop (D-Bus), held by a thread of its own.

Nothing here blocks its caller: what is to be said on the bus is queued. A computer without a bus is an
ordinary computer: what is queued is dropped, and a bus that has gone is looked for again at the next wish.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import selectors
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

SESSION = "SESSION"  # of the person who is logged in
SYSTEM = "SYSTEM"  # of the whole computer
_LEAVE_SECONDS = 0.5
_log = logging.getLogger(__name__)

Answered = Callable[["tuple[Any, ...] | None"], None]
Serve = Callable[["Wire", Any], None]


class Wire:
    """The open connection, for jobs on the bus's own thread."""

    def __init__(self, connection: Any) -> None:
        """Speak through a connection of jeepney's."""
        self._connection = connection
        self._waiting: dict[int, Answered] = {}

    def send(self, message: Any) -> None:
        """Send a signal."""
        self._connection.send(message)

    def answer(self, call: Any, reply: Any) -> None:
        """Send what a call brought, unless its sender does not want to know."""
        from jeepney import MessageFlag

        if not call.header.flags & MessageFlag.no_reply_expected:
            self._connection.send(reply)

    def ask(self, message: Any, answered: Answered) -> None:
        """Call a method elsewhere; `answered` gets what came back, later, or None if it was refused."""
        serial = next(self._connection.outgoing_serial)
        self._waiting[serial] = answered
        self._connection.send(message, serial=serial)

    def receive(self, serve: Serve) -> None:
        """Handle every message that has arrived: answers by who asked, calls by `serve`."""
        from jeepney import HeaderFields, MessageType

        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:  # nothing more has arrived
                return
            kind = message.header.message_type
            if kind is MessageType.method_call:
                serve(self, message)
            elif kind in {MessageType.method_return, MessageType.error}:
                answered = self._waiting.pop(message.header.fields.get(HeaderFields.reply_serial, 0), None)
                if answered is not None:
                    answered(message.body if kind is MessageType.method_return else None)


Job = Callable[[Wire], None]


class Bus:
    """A bus that may not be there. Its thread is started by the first wish, and ends with `close`."""

    def __init__(
        self,
        name: str,
        serve: Serve | None = None,
        greet: Job | None = None,
        part: Callable[[], None] | None = None,
    ) -> None:
        """Prepare for SESSION or SYSTEM.

        `serve` answers calls, `greet` runs on every fresh connection and `part` when one has ended.
        """
        self._name = name
        self._serve = serve or _refuse
        self._greet = greet
        self._part = part
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._bell, self._ear = socket.socketpair()
        self._bell.setblocking(False)

    def run(self, job: Job) -> None:
        """Let a job speak on the bus soon, in the order of the calls; dropped where there is no bus."""
        with self._lock:
            if self._closed:
                return
            self._jobs.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._live, name=f"bus-{self._name}", daemon=True)
                self._thread.start()
        self._ring()

    def close(self) -> None:
        """Leave the bus, and with it everything that was held there."""
        with self._lock:
            self._closed = True
            thread = self._thread
            if thread is None:
                self._bell.close()
                self._ear.close()
        self._jobs.put(None)
        self._ring()
        if thread is not None:
            thread.join(_LEAVE_SECONDS)

    def _ring(self) -> None:
        with contextlib.suppress(OSError):  # a bell that rings already, or is closed
            self._bell.send(b"!")

    def _live(self) -> None:
        try:
            connection = _connect(self._name)
        except (ImportError, OSError, LookupError, RuntimeError, ValueError) as error:
            _log.debug("no %s bus: %s", self._name, error)
        else:
            try:
                self._talk(connection)
            except (OSError, ValueError) as error:
                _log.debug("the %s bus has gone: %s", self._name, error)
            finally:
                connection.close()
                if self._part is not None:
                    self._part()
        self._forget()

    def _talk(self, connection: Any) -> None:
        wire = Wire(connection)
        if self._greet is not None:
            self._greet(wire)
        with selectors.DefaultSelector() as waiting:
            waiting.register(connection.sock, selectors.EVENT_READ)
            waiting.register(self._ear, selectors.EVENT_READ)
            while True:
                wire.receive(self._serve)
                while (job := self._next()) is not None:
                    job(wire)
                if self._closed and self._jobs.empty():
                    return
                if any(key.fileobj is self._ear for key, _ready in waiting.select()):
                    self._ear.recv(4096)

    def _next(self) -> Job | None:
        try:
            return self._jobs.get(block=False)
        except queue.Empty:  # no job waits
            return None

    def _forget(self) -> None:
        """Without a bus nobody waits for what was queued; the next wish tries anew."""
        with self._lock:
            while not self._jobs.empty():
                self._next()
            self._thread = None
            if self._closed:
                self._bell.close()
                self._ear.close()


def _refuse(wire: Wire, message: Any) -> None:
    """Offer nothing to others."""
    from jeepney import new_error

    wire.answer(message, new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


def _connect(name: str) -> Any:
    """Open the bus of a name. Raises OSError, LookupError, RuntimeError or ValueError where there is none."""
    from jeepney.io.blocking import open_dbus_connection

    # File descriptors come over the system bus alone: a lock against sleep is one.
    return open_dbus_connection(_address(name), enable_fds=name == SYSTEM)


def _address(name: str) -> str:
    """Where the bus is: jeepney's own way, or the usual place of a session that does not name it."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if name == SESSION and not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and folder:
        usual = Path(folder) / "bus"
        if usual.exists():
            return f"unix:path={usual}"
    return name
