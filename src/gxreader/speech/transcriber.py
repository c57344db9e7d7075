"""Texts to pinyin in a process of its own: its dictionaries take half a second and 90 MB."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

import msgspec

from gxreader.workers.channel import Channel, worker_command

WORKER = "pinyin"


class Pinyin(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The pinyin of a stretch of a text, nearly always of one character (code points)."""

    start: int
    end: int
    pinyin: str


class Told(msgspec.Struct, frozen=True, tag="told"):
    """A text and the pinyin of its characters, in order."""

    text: str
    pinyin: tuple[Pinyin, ...]


class Unknown(msgspec.Struct, frozen=True, tag="unknown"):
    """This computer has no dictionary of pinyin."""


Answer = Told | Unknown

_encoder = msgspec.msgpack.Encoder()
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
_texts: msgspec.msgpack.Decoder[tuple[str, ...]] = msgspec.msgpack.Decoder(tuple[str, ...])


def encode(message: Answer | tuple[str, ...]) -> bytes:
    """A message as the payload of a frame."""
    return _encoder.encode(message)


def decode_texts(payload: bytes) -> tuple[str, ...]:
    """What the worker is asked."""
    return _texts.decode(payload)


class Transcriber(Protocol):
    """Whoever knows pinyin; answers may come from any thread."""

    def ask(self, texts: tuple[str, ...], answered: Callable[[Answer], None]) -> None:
        """Tell the pinyin of texts, one by one."""

    def close(self) -> None:
        """Nothing more will be asked."""


class TranscribingProcess:
    """A Transcriber whose process is started by the first question."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._answered: Callable[[Answer], None] | None = None
        self._waiting: dict[str, None] = {}
        self._lock = threading.Lock()
        self._channel = Channel(worker_command(WORKER), self._received, self._died)

    def ask(self, texts: tuple[str, ...], answered: Callable[[Answer], None]) -> None:
        """Ask the process; returns at once."""
        with self._lock:
            self._answered = answered
            self._waiting.update(dict.fromkeys(texts))
        self._channel.start()
        self._channel.send(encode(texts))

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._waiting.clear()
        self._channel.kill()

    def _received(self, payload: bytes) -> None:
        answer = _answers.decode(payload)
        if isinstance(answer, Told):
            with self._lock:
                self._waiting.pop(answer.text, None)
        if self._answered is not None:
            self._answered(answer)

    def _died(self) -> None:
        """Texts that a process died of are shown without pinyin."""
        with self._lock:
            left, self._waiting = tuple(self._waiting), {}
        for text in left:
            if self._answered is not None:
                self._answered(Told(text, ()))
