"""The keys of the keyboard that commands answer to: those of the table, and what the reader made of them.

Keys are written as Qt writes them portably ("Ctrl+Shift+A"); nothing here knows Qt.
"""

from __future__ import annotations

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.settings.schema import SHORTCUTS
from gxreader.settings.store import Settings

FIXED = {"Esc": "leave", "F1": "help"}  # the way back and help stay where everybody looks for them
_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_TYPING = frozenset(
    "Space Return Enter Tab Backtab Backspace Del Left Right Up Down Home End Menu".split()  # noqa: SIM905 - a list of quoted names would hide them
)
_COPYING = frozenset({"Ctrl+A", "Ctrl+C", "Ctrl+X"})
_SCREEN_READER = frozenset({"Ins", "CapsLock", "ScrollLock", "NumLock"})
# What desktops, window managers and input methods take for themselves.
_SYSTEM = frozenset(
    {
        *("Alt+F1", "Alt+F2", "Alt+F4", "Alt+F7", "Alt+F8", "Alt+F10", "Shift+F10"),
        *("Alt+Esc", "Ctrl+Esc", "Ctrl+Shift+Esc", "Ctrl+Space", "Shift+Space", "Alt+Space"),
        *("Ctrl+.", "Ctrl+Shift+U", "Alt+Shift+Tab", "Alt+Tab", "Ctrl+Tab", "Ctrl+Shift+Tab"),
        *("Alt+Return", "Alt+Enter", "Alt+Backspace"),
    }
)
_LONE_KEYS = frozenset({"PgUp", "PgDown", "Pause", *(f"F{number}" for number in range(1, 25))})

Keys = tuple[str, ...]


def default_keys() -> dict[str, Keys]:
    """The keys of the table, by command."""
    from gxreader.app.commands import COMMANDS  # the table needs the reader, which needs this

    return {command.id: command.shortcuts for command in COMMANDS.values()}


def parts_of(key: str) -> tuple[Keys, str]:
    """The modifiers of a key, and the key itself, which may be a plus."""
    held: list[str] = []
    while (found := next((name for name in _MODIFIERS if key.startswith(f"{name}+")), None)) is not None:
        if len(key) == len(found) + 1:
            break
        held.append(found)
        key = key[len(found) + 1 :]
    return tuple(held), key


def refusal(key: str) -> str:
    """Why a key cannot be given to a command, as a key of the catalogue; empty where it can."""
    held, bare = parts_of(key)
    if key in FIXED:
        return f"shortcut.fixed-{FIXED[key]}"
    if bare in _SCREEN_READER:
        return "shortcut.screen-reader"
    if bare in _MODIFIERS or bare in {"Control", "AltGr", "Super_L", "Super_R"}:
        return "shortcut.modifier"
    if "Meta" in held or {"Ctrl", "Alt"} <= set(held) or key in _SYSTEM or bare in {"Print", "SysReq"}:
        return "shortcut.system"
    if key in _COPYING:
        return "shortcut.copying"
    is_plain = not {"Ctrl", "Alt"} & set(held)
    if is_plain and bare not in _LONE_KEYS:
        return "shortcut.typing"
    return ""


class Shortcuts:
    """Which keys each command has. The reader's own are kept in one setting, what is undone by one undo."""

    def __init__(self, settings: Settings, appearance: Appearance, announcements: Announcements) -> None:
        """Begin with the table and the reader's own keys over it."""
        self._settings = settings
        self._appearance = appearance
        self._announcements = announcements
        self._read: tuple[str, dict[str, Keys]] | None = None

    @property
    def all(self) -> dict[str, Keys]:
        """The keys of every command, those that cannot be taken away first."""
        kept = self._settings.get(SHORTCUTS)
        if self._read is None or self._read[0] != kept:
            self._read = kept, _merged(default_keys(), kept)
        return self._read[1]

    def of(self, command_id: str) -> Keys:
        """The keys of a command."""
        return self.all.get(command_id, ())

    def owner(self, key: str) -> str:
        """The command that a key belongs to; empty if none."""
        return next((command_id for command_id, keys in self.all.items() if key in keys), "")

    @property
    def is_changed(self) -> bool:
        """Whether any key is not as in the table."""
        return self.all != default_keys()

    def assign(self, command_id: str, key: str) -> None:
        """Give a command a key in the place of its first; a command that had it gets that one for it.

        Raises ValueError for a key that is refused.
        """
        if refusal(key):
            message = f"{key} cannot be given to a command"
            raise ValueError(message)
        new = dict(self.all)
        owner = self.owner(key)
        if owner == command_id:
            self._tell(command_id)
            return
        before = _changeable(new[command_id])
        if owner:
            instead = before[:1]
            others = tuple(other for other in new[owner] if other != key)
            new[owner] = (*others, *instead)
        new[command_id] = (*_fixed(new[command_id]), key, *before[1:])
        self._keep(new)
        self._tell(command_id)

    def take_away(self, command_id: str) -> None:
        """Leave a command without keys of its own; its key on the screen stays."""
        self._keep({**self.all, command_id: _fixed(self.of(command_id))})
        self._tell(command_id)

    def reset(self) -> None:
        """All keys as they were on the first day; can be undone."""
        self._keep(default_keys())
        self._announcements.offer("say.shortcuts-reset", "undo")

    def _tell(self, command_id: str) -> None:
        words = self._appearance.messages
        name = words.text(f"command.{command_id}").replace("\u200b", "")
        keys = self.of(command_id)
        if keys:
            self._announcements.offer("say.shortcut", "undo", name=name, keys=keys[0])
        else:
            self._announcements.offer("say.shortcut-none", "undo", name=name)

    def _keep(self, keys: dict[str, Keys]) -> None:
        table = default_keys()
        own = {command_id: list(own) for command_id, own in keys.items() if own != table.get(command_id)}
        kept = msgspec.json.encode(own).decode() if own else ""
        if kept != self._settings.get(SHORTCUTS):
            self._settings.set(SHORTCUTS, kept)


def _fixed(keys: Keys) -> Keys:
    return tuple(key for key in keys if key in FIXED)


def _changeable(keys: Keys) -> Keys:
    return tuple(key for key in keys if key not in FIXED)


def _merged(table: dict[str, Keys], kept: str) -> dict[str, Keys]:
    """The table with the reader's own keys over it; what somebody wrote wrongly into the file is left out.

    A key belongs to one command: of two, to the one the reader gave it to.
    """
    try:
        own = msgspec.json.decode(kept or "{}", type=dict[str, tuple[str, ...]])
    except msgspec.MsgspecError:  # written by hand, and wrongly: the keys of the table hold
        own = {}
    own = {command_id: keys for command_id, keys in own.items() if command_id in table}
    taken: set[str] = set(FIXED)
    merged = dict(table)
    for command_id, keys in own.items():
        wished = tuple(key for key in dict.fromkeys(keys) if key not in taken and not refusal(key))
        taken.update(wished)
        merged[command_id] = (*_fixed(table[command_id]), *wished)
    for command_id, keys in table.items():
        if command_id not in own:
            merged[command_id] = tuple(key for key in keys if key in FIXED or key not in taken)
    return merged
