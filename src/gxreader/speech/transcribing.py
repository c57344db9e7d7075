"""Inside the worker that knows pinyin: texts in, the pinyin of their characters out."""

from __future__ import annotations

from gxreader.speech.transcriber import Pinyin, Told, Unknown, decode_texts, encode
from gxreader.workers.serve import Connection


def work(connection: Connection) -> None:
    """Answer until the parent is gone, text by text."""
    while True:
        payload = connection.receive()
        for text in decode_texts(payload) if payload is not None else ():
            connection.send(encode(transcribe(text)))


def transcribe(text: str) -> Told | Unknown:
    """The pinyin of a text's characters, or that this computer has no dictionary of them."""
    from gxreader.speech.dictionary import Dictionary

    try:
        from gxreader.speech.mandarin import written

        found = tuple(Pinyin(*one) for one in written(text, Dictionary().pinyin_of(text)))
    except ImportError:  # the natural voice, whose dictionaries these are, is not installed
        return Unknown()
    return Told(text, found)
