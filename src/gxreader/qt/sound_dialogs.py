"""Where a recording is to stand: the system's dialogs for a file and for a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gxreader.i18n.messages import Messages
from gxreader.qt.dialogs import ask


def choose_sound_file(parent: QWidget, messages: Messages, name: str) -> str:
    """The file to write, with the suffix of the proposed name; or nothing."""
    suffix = Path(name).suffix
    proposal = str(Path(_music()) / name)
    kinds = f"{suffix[1:].upper()} (*{suffix})"
    dialog = QFileDialog(parent, messages.text("command.take-sound"), proposal, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix[1:])
    dialog.selectFile(proposal)
    chosen = ask(dialog, messages, "ui.file.save")
    return f"{chosen}{suffix}" if chosen and Path(chosen).suffix.lower() != suffix else chosen


def choose_sound_folder(parent: QWidget, messages: Messages) -> str:
    """The stick or folder for numbered files, or nothing."""
    dialog = QFileDialog(parent, messages.text("ui.sound.choose-folder"), _music())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return ask(dialog, messages, "ui.file.save")


def open_folder(path: str) -> bool:
    """Show a folder of this computer in its own program for files; False if there is none."""
    return Path(path).is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _music() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
