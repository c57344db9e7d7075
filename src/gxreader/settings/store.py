"""The values of the settings, kept in one file that is replaced whole, never half written."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.model.event import Event
from gxreader.settings import schema

if TYPE_CHECKING:
    from gxreader.settings.schema import Setting, Value

Stored = str | int | float | bool


class Settings:
    """Typed values over a file. `changed` names the key; nothing is written until `save`."""

    def __init__(self, file: Path | None, *, only_read: bool = False) -> None:
        """Read `file` if it is there; without one (a terminal, a test) nothing is ever written.

        `only_read`: the file is left as it is even if it is damaged, for the window to tell of.
        """
        self.changed: Event[str] = Event()
        self.damaged_copy: Path | None = None
        self._file = None if only_read else file
        self._values: dict[str, Stored] = {}
        self._foreign: dict[str, object] = {}
        self._dirty = False
        self._writing = threading.Lock()
        self._version = self._written = 0
        if file is not None and file.exists():
            self._read(file)

    def _read(self, file: Path) -> None:
        known = {setting.key: setting for setting in schema.SETTINGS}
        try:
            found = msgspec.json.decode(file.read_bytes(), type=dict[str, object])
        except (OSError, msgspec.MsgspecError):
            if self._file is None:
                return
            # A damaged file is set aside, not overwritten: someone may want what was in it.
            self.damaged_copy = file.with_suffix(".damaged.json")
            with contextlib.suppress(OSError):  # then it is overwritten after all
                file.replace(self.damaged_copy)
            return
        for key, value in found.items():
            setting = known.get(key)
            if setting is None:
                self._foreign[key] = value  # a newer version's setting survives an older program
            elif isinstance(value, str | int | float | bool) and setting.accepts(value):
                self._values[key] = value

    @property
    def is_kept(self) -> bool:
        """Whether anything outlives the program; on a terminal and in tests nothing does."""
        return self._file is not None

    def get(self, setting: Setting[Value]) -> Value:
        """The setting's value, or its default."""
        value = self._values.get(setting.key, setting.default)
        return type(setting.default)(value)

    def set(self, setting: Setting[Value], value: Value) -> None:
        """Change a setting. Raises ValueError for a value outside its kind or range."""
        if not setting.accepts(value):
            message = f"{setting.key} cannot be {value!r}"
            raise ValueError(message)
        if self.get(setting) != value:
            self._values[setting.key] = value
            self._dirty = True
            self.changed.emit(setting.key)

    def snapshot(self, settings: tuple[schema.Any, ...]) -> tuple[tuple[schema.Any, Stored], ...]:
        """The present values of some settings, for one undo."""
        return tuple((setting, self._values.get(setting.key, setting.default)) for setting in settings)

    def restore(self, snapshot: tuple[tuple[schema.Any, Stored], ...]) -> None:
        """Put back what `snapshot` took."""
        for setting, value in snapshot:
            if self._values.get(setting.key, setting.default) != value:
                self._values[setting.key] = value
                self._dirty = True
                self.changed.emit(setting.key)

    def save(self) -> None:
        """Write the file if anything changed. Raises OSError if the disk refuses."""
        write = self.take_unsaved()
        if write is not None:
            write()

    def take_unsaved(self) -> Callable[[], None] | None:
        """What writes the present values, to be called on any thread; None if nothing changed.

        The call raises OSError if the disk refuses.
        """
        file = self._file
        if not self._dirty or file is None:
            return None
        data = msgspec.json.format(msgspec.json.encode({**self._foreign, **self._values}), indent=2)
        self._dirty = False
        self._version += 1
        version = self._version

        def write() -> None:
            with self._writing:
                if version <= self._written:
                    return  # a slow disk has let newer values overtake these
                try:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    replace_file(file, data)
                except OSError:
                    self._dirty = True  # to be tried again, at the latest when the window closes
                    raise
                self._written = version

        return write


def replace_file(target: Path, data: bytes) -> None:
    """Write a file so that after a power cut the old or the new one is there, whole. Raises OSError."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def settings_file() -> Path:
    """Where the settings are kept for this user."""
    from platformdirs import user_config_path

    return user_config_path("gxreader", appauthor=False) / "settings.json"
