"""What may go wrong, in sentences fit to be shown to a reader.

ReaderError              a key of the message catalogue and its arguments
├── UsageError           the command line or a setting was used wrongly
├── LoadError            an article could not be opened
│   ├── NotFound         there is nothing at that path or address
│   ├── NotAllowed       the address may not be visited (private network, odd port, odd scheme)
│   ├── Unreachable      the network or the server did not answer in time
│   ├── Unreadable       the bytes are not something this program can read
│   └── Cancelled        the reader changed their mind
├── SpeechError          a sentence could not be spoken, or there is no voice
│   ├── EngineMissing    the speech library is not there
│   └── DeviceMissing    the computer has no sound device
└── OutputError          a file could not be written, or the printer refused

An error carries a key, not a text: the language may be switched while it is on screen.
"""

from __future__ import annotations


class ReaderError(Exception):
    """A sentence for the reader: `key` names it in the message catalogue, `arguments` fill its gaps."""

    def __init__(self, key: str, **arguments: str | int) -> None:
        """Hold the key and arguments; the detail for a log goes into the exception's cause."""
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments

    def __str__(self) -> str:
        """For logs only; a person is shown the catalogue's sentence."""
        return f"{self.key} {self.arguments}" if self.arguments else self.key


class UsageError(ReaderError):
    """The command line or a setting was used wrongly."""


class LoadError(ReaderError):
    """An article could not be opened."""


class NotFound(LoadError):
    """There is nothing at that path or address."""


class NotAllowed(LoadError):
    """The address may not be visited."""


class Unreachable(LoadError):
    """The network or the server did not answer in time."""

    wait_seconds = 0.0  # what the server asks to wait before another try, if it said


class Unreadable(LoadError):
    """The bytes are not something this program can read."""


class Cancelled(LoadError):
    """The reader changed their mind."""


class SpeechError(ReaderError):
    """A sentence could not be spoken, or there is no voice."""


class EngineMissing(SpeechError):
    """The speech library is not there."""


class DeviceMissing(SpeechError):
    """The computer has no sound device."""


class OutputError(ReaderError):
    """A file could not be written, or the printer refused."""
