"""The screen for taking the sound along: three ways to choose from, then how far it is, then where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy

from gxreader.app.reader import Reader
from gxreader.app.recording_words import progress_words
from gxreader.app.taking_sound import Phase, State
from gxreader.qt.loading_strip import Bar
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_TILES = {
    Phase.CHOOSING: ("sound-scope", "sound-phone", "sound-stick", "sound-best"),
    Phase.WORKING: ("sound-pause", "sound-discard"),
    Phase.STOPPING: (),
    Phase.READY: ("sound-folder", "sound-another"),
    Phase.TROUBLE: ("sound-another",),
}
_PRIMARY = {"sound-phone", "sound-folder"}
_COLUMNS = 2


class SoundSheet(Sheet):
    """Follows the recording, whatever is read meanwhile."""

    title_key = "command.take-sound"

    def __init__(self, reader: Reader) -> None:
        """Make the words, the bar and all the keys; the phase decides which are shown."""
        super().__init__(reader)
        self._look: Look | None = None
        self.what, self.how_far = self._label("sound-what"), self._label("sound-how-far")
        self.bar = Bar()
        for widget in (self.what, self.bar, self.how_far):
            self.content.addWidget(widget)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.content.addLayout(self._grid, 10)
        self.content.addStretch(1)
        self._tiles = {
            command_id: Tile(reader, command_id, primary=command_id in _PRIMARY)
            for commands in _TILES.values()
            for command_id in commands
        }
        self._shown: tuple[str, ...] = ()
        reader.taking_sound.changed.connect(self._changed)

    def _label(self, name: str) -> QLabel:
        label = plain_label()
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return label

    def refresh(self, look: Look) -> None:
        """Take the state, words and look from the present state."""
        self._look = look
        state = self.reader.taking_sound.state
        self._offer(state)
        self._write(state, look)
        super().refresh(look)

    def _changed(self, state: State) -> None:
        if self._look is None or not self.isVisible():
            return  # it is refreshed when it is shown
        focus_was_here = any(tile.hasFocus() for tile in self._tiles.values())
        before = self._shown
        if self._offered(state) == before:
            self._write(state, self._look)
            for command_id in before:
                self._tiles[command_id].refresh(self._look)
            return
        self.refresh(self._look)
        if focus_was_here:
            self.entered()

    def _offered(self, state: State) -> tuple[str, ...]:
        has_parts = self.reader.taking_sound.has_parts
        return tuple(
            command_id for command_id in _TILES[state.phase] if has_parts or command_id != "sound-scope"
        )

    def _offer(self, state: State) -> None:
        commands = self._offered(state)
        if commands == self._shown:
            return
        self._shown = commands
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
            tile.setVisible(False)
        for number, command_id in enumerate(commands):
            alone = number == len(commands) - 1 and number % _COLUMNS == 0
            self._grid.addWidget(
                self._tiles[command_id], number // _COLUMNS, number % _COLUMNS, 1, _COLUMNS if alone else 1
            )
            self._tiles[command_id].setVisible(True)

    def _write(self, state: State, look: Look) -> None:
        words = self.reader.appearance.messages
        self.what.setFont(look.font(round(look.interface_text * 1.15), bold=True))
        self.how_far.setFont(look.font(look.interface_text))
        name = state.target.name if state.target is not None else ""
        if state.error is not None:
            self.what.setText(words.error(state.error))
        else:
            self.what.setText(words.text(f"ui.sound.{state.phase.value}", name=name))
        progress = state.progress
        is_working = state.phase in {Phase.WORKING, Phase.STOPPING}
        self.bar.setVisible(is_working)
        if is_working:
            share = progress.done / max(progress.total, 1) if progress else 0.0
            self.bar.show_share(share, look)
            self.bar.setAccessibleName(words.text("ui.sound.progress"))
        self.how_far.setText(self._details(state))
        self.how_far.setVisible(bool(self.how_far.text()))

    def _details(self, state: State) -> str:
        words = self.reader.appearance.messages
        if state.phase is Phase.WORKING:
            return progress_words(state.progress, words) if state.progress else words.text("ui.sound.begun")
        if state.phase is Phase.READY:
            pieces = [str(state.target)]
            if state.count > 1:
                pieces.append(words.text("ui.sound.files", count=state.count))
            if state.left_out:
                pieces.append(words.text("ui.sound.left-out", count=state.left_out))
            return "\n".join(pieces)
        return words.text("ui.sound.how") if state.phase is Phase.CHOOSING else ""

    def entered(self) -> None:
        """The keyboard starts at the most promising key."""
        tiles = [self._tiles[command_id] for command_id in self._shown]
        first = next((tile for tile in tiles if tile.primary), tiles[0] if tiles else self.back)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
