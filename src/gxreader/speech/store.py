"""Sentences already synthesised, so that replays and steps back are instant. Bounded by bytes."""

from __future__ import annotations

from collections import OrderedDict

from gxreader.speech.values import SpeechRequest, Utterance

CAPACITY = 16 * 1024 * 1024  # bytes of sound: about six minutes
ALWAYS_KEPT = 8  # sentences, however long: the player never waits for what it has just been given


class UtteranceStore:
    """The most recently used utterances by what was asked."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        """Hold up to `capacity` bytes of sound."""
        self._capacity = capacity
        self._bytes = 0
        self._utterances: OrderedDict[SpeechRequest, Utterance] = OrderedDict()

    def get(self, request: SpeechRequest) -> Utterance | None:
        """What was synthesised for a request, if it is still here."""
        utterance = self._utterances.get(request)
        if utterance is not None:
            self._utterances.move_to_end(request)
        return utterance

    def put(self, request: SpeechRequest, utterance: Utterance) -> None:
        """Keep an utterance; the longest unused ones go."""
        previous = self._utterances.pop(request, None)
        if previous is not None:
            self._bytes -= len(previous.pcm)
        self._utterances[request] = utterance
        self._bytes += len(utterance.pcm)
        while self._bytes > self._capacity and len(self._utterances) > ALWAYS_KEPT:
            _, oldest = self._utterances.popitem(last=False)
            self._bytes -= len(oldest.pcm)

    def __contains__(self, request: SpeechRequest) -> bool:
        """Whether a request needs no synthesis."""
        return request in self._utterances

    def clear(self) -> None:
        """Forget all."""
        self._utterances.clear()
        self._bytes = 0
