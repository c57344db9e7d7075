"""Inside the speech worker: orders in, sound and word marks out. The one place that loads engines."""

from __future__ import annotations

from collections import deque

from gxreader.errors import EngineMissing, SpeechError
from gxreader.speech.engines.engine import Engine
from gxreader.speech.messages import Drop, Missing, Open, Ready, Refused, Said, Say, decode_order, encode
from gxreader.speech.reading import read_sentence
from gxreader.workers.serve import Connection


def work(connection: Connection) -> None:
    """Answer orders until the parent is gone."""
    engine: Engine | None = None
    waiting: deque[Say] = deque()
    dropped: set[int] = set()
    while True:
        payload = connection.receive(wait=not waiting)
        if payload is not None:
            order = decode_order(payload)
            if isinstance(order, Open):
                engine = _open(order.engine, connection)
            elif isinstance(order, Drop):
                dropped.update(order.tickets)
            else:
                waiting.append(order)
            continue  # whatever is dropped shall be known before the next sentence is begun
        say = waiting.popleft()
        if say.ticket not in dropped and engine is not None:
            connection.send(encode(_answer(engine, say)))
        if not waiting:
            dropped.clear()


def _open(name: str, connection: Connection) -> Engine | None:
    try:
        engine = make_engine(name)
        voices = engine.voices()
    except EngineMissing as error:
        connection.send(encode(Missing(error.key)))
        return None
    connection.send(encode(Ready(voices)))
    return engine


def _answer(engine: Engine, say: Say) -> Said | Refused:
    try:
        return Said(say.ticket, read_sentence(engine, say.request))
    except SpeechError as error:
        return Refused(say.ticket, error.key, error.arguments)


def make_engine(name: str) -> Engine:
    """The engine of a name. Raises EngineMissing."""
    if name == "pyttsx3":
        from gxreader.speech.engines.pyttsx3_engine import Pyttsx3Engine

        return Pyttsx3Engine()
    if name == "silent":
        from gxreader.speech.engines.silent import SilentEngine

        return SilentEngine()
    raise EngineMissing("speech.engine-missing")
