"""The system's dialogs for files of subscriptions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from gxreader.i18n.messages import Messages
from gxreader.qt.dialogs import ask

_SUFFIX = ".opml"
_KINDS = "OPML (*.opml *.xml)"


def choose_list(parent: QWidget, messages: Messages) -> str:
    """The file to read, or nothing."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    dialog = QFileDialog(parent, messages.text("command.import-feeds"), folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters((_KINDS, f"{messages.text('ui.kind.any')} (*)"))
    return ask(dialog, messages, "ui.open")


def choose_list_target(parent: QWidget, messages: Messages) -> str:
    """The file to write, with its suffix, or nothing."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    proposal = str(Path(folder) / f"{messages.text('sites.followed-title')}{_SUFFIX}")
    dialog = QFileDialog(parent, messages.text("command.export-feeds"), proposal, _KINDS)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(_SUFFIX[1:])
    dialog.selectFile(proposal)
    return ask(dialog, messages, "ui.file.save")
