"""Where a file is to stand: the system's own windows for a file and for a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gxreader.i18n.messages import Messages
from gxreader.qt.dialogs import ask

_SOUNDS = frozenset({".mp3", ".flac", ".wav", ".ogg"})


def ask_where(parent: QWidget, messages: Messages, name: str, title: str) -> str:
    """The file to write, or a folder where no name is proposed; or nothing."""
    return ask_file(parent, messages, name, title) if name else ask_folder(parent, messages, title)


def ask_file(parent: QWidget, messages: Messages, name: str, title: str) -> str:
    """The file to write, with the suffix of the proposed name; or nothing."""
    suffix = Path(name).suffix
    proposal = str(Path(_folder_for(suffix)) / name)
    kinds = f"{suffix[1:].upper()} (*{suffix})"
    dialog = QFileDialog(parent, messages.text(title), proposal, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix[1:])
    dialog.selectFile(proposal)
    chosen = ask(dialog, messages, "ui.file.save")
    return f"{chosen}{suffix}" if chosen and Path(chosen).suffix.lower() != suffix else chosen


def ask_folder(parent: QWidget, messages: Messages, title: str) -> str:
    """The stick or folder, or nothing."""
    dialog = QFileDialog(parent, messages.text(title), _folder_for(""))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return ask(dialog, messages, "ui.file.save")


def open_folder(path: str) -> bool:
    """Show a folder of this computer in its own program for files; False if there is none."""
    return Path(path).is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _folder_for(suffix: str) -> str:
    """Where people look first for such a file."""
    places = QStandardPaths.StandardLocation
    place = places.MusicLocation if suffix in _SOUNDS else places.DocumentsLocation
    return QStandardPaths.writableLocation(place if suffix else places.DownloadLocation)
