"""Inside the speech worker: orders in, sound and word marks out. The one place that loads engines."""

from __future__ import annotations

import queue
import threading

from gxreader.errors import EngineMissing, SpeechError
from gxreader.speech.engines.engine import Engine, Interrupted
from gxreader.speech.messages import (
    Drop,
    Missing,
    Open,
    Order,
    Ready,
    Refused,
    Said,
    Say,
    decode_order,
    encode,
)
from gxreader.speech.reading import read_sentence
from gxreader.workers.serve import Connection


class _Orders:
    """What is still to be done; read by a thread of its own, so that a sentence under way can be given up."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: queue.SimpleQueue[Open | Say] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._dropped: set[int] = set()
        self._engine: Engine | None = None
        self._current = 0  # the ticket being spoken; 0 for none
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def _read(self) -> None:
        while True:
            payload = self._connection.receive()
            if payload is not None:
                self._take(decode_order(payload))

    def _take(self, order: Order) -> None:
        if not isinstance(order, Drop):
            self._waiting.put(order)
            return
        with self._lock:
            self._dropped.update(order.tickets)
            if self._current in self._dropped and self._engine is not None:
                self._engine.interrupt()

    def next(self) -> Open | Say:
        """The next order; waits for it."""
        return self._waiting.get()

    def begin(self, ticket: int, engine: Engine) -> bool:
        """Whether a sentence is still wanted; from now on dropping it interrupts the engine."""
        with self._lock:
            if ticket in self._dropped:
                self._dropped.discard(ticket)
                return False
            self._current, self._engine = ticket, engine
            return True

    def end(self) -> None:
        """The sentence is done or given up; the engine may speak again."""
        with self._lock:
            if self._engine is not None:
                self._engine.resume()
            self._current, self._engine = 0, None
            if self._waiting.empty():
                self._dropped.clear()


def work(connection: Connection) -> None:
    """Answer orders until the parent is gone."""
    engine: Engine | None = None
    orders = _Orders(connection)
    while True:
        order = orders.next()
        if isinstance(order, Open):
            engine = _open(order.engine, connection)
        elif engine is not None and orders.begin(order.ticket, engine):
            try:
                report = _answer(engine, order)
            finally:
                orders.end()
            if report is not None:
                connection.send(encode(report))


def _open(name: str, connection: Connection) -> Engine | None:
    try:
        engine = make_engine(name)
        voices = engine.voices()
    except EngineMissing as error:
        connection.send(encode(Missing(error.key)))
        return None
    connection.send(encode(Ready(voices)))
    return engine


def _answer(engine: Engine, say: Say) -> Said | Refused | None:
    try:
        return Said(say.ticket, read_sentence(engine, say.request))
    except Interrupted:  # nobody waits for an answer
        return None
    except SpeechError as error:
        return Refused(say.ticket, error.key, error.arguments)


def make_engine(name: str) -> Engine:
    """The engine of a name. Raises EngineMissing."""
    if name == "pyttsx3":
        from gxreader.speech.engines.pyttsx3_engine import Pyttsx3Engine

        return Pyttsx3Engine()
    if name == "kokoro":
        from gxreader.speech.neural.engine import KokoroEngine

        return KokoroEngine()
    if name == "silent":
        from gxreader.speech.engines.silent import SilentEngine

        return SilentEngine()
    raise EngineMissing("speech.engine-missing")
