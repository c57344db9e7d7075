"""What the synthesiser and the speech worker say to each other, as tagged msgpack."""

from __future__ import annotations

import msgspec

from gxreader.speech.values import SpeechRequest, Utterance, Voice


class Open(msgspec.Struct, frozen=True, tag="open"):
    """Load an engine by name; answered by Ready or Missing, once, before anything else."""

    engine: str


class Say(msgspec.Struct, frozen=True, tag="say"):
    """Synthesise; answered by Said or Refused with the same ticket."""

    ticket: int
    request: SpeechRequest


class Drop(msgspec.Struct, frozen=True, tag="drop"):
    """These sentences are no longer wanted; those not begun are not answered."""

    tickets: tuple[int, ...]


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The engine is loaded and has these voices."""

    voices: tuple[Voice, ...]


class Missing(msgspec.Struct, frozen=True, tag="missing"):
    """The engine cannot be loaded: a key of the message catalogue."""

    key: str


class Said(msgspec.Struct, frozen=True, tag="said"):
    """A sentence as sound; marks count code points of the text that was asked for."""

    ticket: int
    utterance: Utterance


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A sentence that cannot be spoken: a key of the message catalogue and what fills its gaps."""

    ticket: int
    key: str
    arguments: dict[str, str | int] = {}


Order = Open | Say | Drop
Report = Ready | Missing | Said | Refused

_encoder = msgspec.msgpack.Encoder()
_orders: msgspec.msgpack.Decoder[Order] = msgspec.msgpack.Decoder(Order)
_reports: msgspec.msgpack.Decoder[Report] = msgspec.msgpack.Decoder(Report)


def encode(message: Order | Report) -> bytes:
    """A message as the payload of a frame."""
    return _encoder.encode(message)


def decode_order(payload: bytes) -> Order:
    """What the worker received. Raises msgspec.MsgspecError."""
    return _orders.decode(payload)


def decode_report(payload: bytes) -> Report:
    """What the worker answered. Raises msgspec.MsgspecError."""
    return _reports.decode(payload)
