"""A dictionary file is made an index in a process of its own: its bytes are foreign, and it takes memory."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import msgspec

from gxreader.errors import OutputError, ReaderError, Unreadable
from gxreader.words.files import DictionaryFile
from gxreader.words.index import write
from gxreader.workers.channel import Channel, worker_command
from gxreader.workers.serve import Connection

WORKER = "words"
_SECONDS = 180.0  # a slow computer needs about thirty


class Wish(msgspec.Struct, frozen=True):
    """What is to be made of what; `stamp` tells later which file it was made of."""

    source: str
    target: str
    stamp: str = ""


class Made(msgspec.Struct, frozen=True, tag="made"):
    """How many entries there are, and how many lines were none."""

    entries: int
    passed_over: int


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Why not, as a key of the catalogue."""

    key: str
    name: str


_answers: msgspec.msgpack.Decoder[Made | Refused] = msgspec.msgpack.Decoder(Made | Refused)


_running: dict[threading.Event, Channel] = {}


def make_here(wish: Wish) -> Made | Refused:
    """Make the index in this process."""
    source, target = Path(wish.source), Path(wish.target)
    file = DictionaryFile(source)
    try:
        about = {"stamp": wish.stamp, "name": source.name}
        count = write(target, file.entries(), lambda: {**about, **file.told})
    except ReaderError as error:
        return Refused(error.key, source.name)
    except (OSError, sqlite3.Error):  # a full disk, a folder that may not be written
        return Refused("lookup.not-written", str(target.parent))
    return Made(count, file.passed_over)


def work(connection: Connection) -> None:
    """Inside the worker: one wish after the other, until the parent is gone."""
    while True:
        payload = connection.receive()
        if payload is not None:
            answer = make_here(msgspec.msgpack.decode(payload, type=Wish))
            connection.send(msgspec.msgpack.encode(answer))


def make(wish: Wish) -> Made:
    """Make the index in a process of its own, and wait for it. Raises OutputError or Unreadable."""
    answers: list[Made | Refused] = []
    ended = threading.Event()

    def received(payload: bytes) -> None:
        answers.append(_answers.decode(payload))
        ended.set()

    channel = Channel(worker_command(WORKER), received, ended.set)
    _running[ended] = channel
    channel.start()
    channel.send(msgspec.msgpack.encode(wish))
    ended.wait(_SECONDS)
    _running.pop(ended, None)
    channel.close()
    return settled(answers[0] if answers else Refused("lookup.no-dictionary", Path(wish.source).name))


def give_up() -> None:
    """Make nothing any longer: the program is being closed, and waits for what is under way."""
    for ended, channel in tuple(_running.items()):
        channel.kill()
        ended.set()


def settled(answer: Made | Refused) -> Made:
    """What was made. Raises OutputError or Unreadable for what was refused."""
    if isinstance(answer, Made):
        return answer
    if answer.key == "lookup.not-written":
        raise OutputError(answer.key, folder=answer.name)
    raise Unreadable(answer.key, name=answer.name)
