"""What may leave the program: as the administrator of a computer has written, and what a terminal allows."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class Sharing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The table `[share]` of the administrator's file.

    `allowed` is sharing as a whole; `browser` are other programs of this computer (browser, mail);
    `terminal-browser` the same on a public terminal; `local-page` is the page for a phone at home.
    """

    allowed: bool = True
    browser: bool = True
    terminal_browser: bool = False
    local_page: bool = True

    def on(self, face: str) -> Sharing:
        """What holds in a face of the window: a terminal opens nothing and gives no page, codes stay."""
        if not self.allowed:
            return NOTHING
        if face != "terminal":
            return self
        return msgspec.structs.replace(self, browser=self.browser and self.terminal_browser, local_page=False)


NOTHING = Sharing(allowed=False, browser=False, terminal_browser=False, local_page=False)


class _File(msgspec.Struct, frozen=True):
    """The file as a whole; other tables are for others to read."""

    share: Sharing = Sharing()


def policy_file() -> Path:
    """Where an administrator writes what a computer may do."""
    shared = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) if os.name == "nt" else Path("/etc")
    return shared / "gxreader" / "policy.toml"


def written_sharing() -> Sharing:
    """What the administrator has written; nothing is allowed by a file that cannot be understood."""
    try:
        return msgspec.toml.decode(policy_file().read_bytes(), type=_File).share
    except FileNotFoundError:
        return Sharing()
    except (OSError, msgspec.MsgspecError, ValueError):  # whoever wrote one meant to forbid something
        return NOTHING
