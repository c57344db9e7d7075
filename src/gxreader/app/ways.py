"""What to do when something cannot be opened: the keys that make sense beside the sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.errors import NotFound, ReaderError, Unreachable

if TYPE_CHECKING:
    from gxreader.load.reference import Reference

# Where neither a browser nor a phone would fare better, or where it would not be safe to send anybody.
_WRONG_ADDRESS = frozenset(
    {"load.bad-address", "load.unknown-host", "load.address-with-name", "load.port", "load.private-address"}
)
_UNSAFE = frozenset({"load.certificate", "load.too-many-redirects", "load.page-gone"})
# A file whose text another program can show.
_TEXT_ELSEWHERE = frozenset(
    {"load.office", "load.unknown-encoding", "load.too-complex", "load.password", "load.too-large"}
)
# A file that this program cannot read; it can be kept for one that can.
_TO_KEEP = frozenset(
    {"load.office", "load.archive", "load.binary", "load.sound", "load.picture", "load.password"}
)
# What may be there the next time: a stick that is put in again, a file that is no longer being written.
_TRANSIENT = frozenset({"load.file-trouble", "load.file-missing", "load.no-permission"})


class Failure(msgspec.Struct, frozen=True):
    """What could not be opened, and why."""

    error: ReaderError
    reference: Reference

    @property
    def address(self) -> str:
        """The web address it was, or nothing. One that was typed without http or https gets the safer one."""
        if self.reference.kind != "address":
            return ""
        value = self.reference.value
        return f"https:{value}" if value.startswith("//") else value


def ways_on(failure: Failure) -> tuple[str, ...]:
    """The commands that may help, the most promising first."""
    key = failure.error.key
    again = ("retry",) if isinstance(failure.error, Unreachable) and key not in _WRONG_ADDRESS else ()
    match failure.reference.kind:
        case "address" if key in _WRONG_ADDRESS or key in _UNSAFE or isinstance(failure.error, NotFound):
            return (*again, "open-address", "open-file", "paste")
        case "address" if key in _TO_KEEP:
            return ("download-failed", "browse", "phone-address", "open-file")
        case "address" if again and key not in {"load.page-refused", "load.old-encryption"}:
            return (*again, "browse", "phone-address", "open-address")
        case "address":
            return ("browse", "paste", "open-file", "phone-address")
        case "file":
            again = ("retry",) if key in _TRANSIENT else ()
            words = ("paste",) if key in _TEXT_ELSEWHERE else ()
            return (*again, "open-file", *words, "open-address")
        case _:
            return ("paste", "open-file", "open-address")
