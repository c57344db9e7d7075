"""Dialogs of the system."""

from __future__ import annotations

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QStandardPaths, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from gxreader.app.file_kinds import READABLE
from gxreader.app.reader import Reader
from gxreader.i18n.messages import Messages
from gxreader.qt.look import Look

_log = logging.getLogger(__name__)
_SHARE_OF_WINDOW = 0.85


def scroll_bar_policy(look: Look) -> Qt.ScrollBarPolicy:
    """Elderly mode has page keys instead of a scroll bar, which asks for a steady hand."""
    if look.elderly:
        return Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return Qt.ScrollBarPolicy.ScrollBarAsNeeded


def choose_file(parent: QWidget, messages: Messages) -> str:
    """The file the reader chose, or nothing."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, messages.text("ui.choose-file"), folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(name_filters(messages))
    return ask(dialog, messages, "ui.open")


def choose_dictionary(parent: QWidget, messages: Messages) -> str:
    """The dictionary's file the reader chose, or nothing."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    dialog = QFileDialog(parent, messages.text("ui.choose-dictionary"), folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    kinds = ("CC-CEDICT (*.u8 *.txt *.gz *.zip)", f"{messages.text('ui.kind.any')} (*)")
    dialog.setNameFilters(kinds)
    return ask(dialog, messages, "ui.open")


def name_filters(messages: Messages) -> list[str]:
    """The kinds of files for the file dialog, in words: all that can be read first, any file last."""
    everything = " ".join(f"*.{suffix}" for suffixes in READABLE.values() for suffix in suffixes)
    kinds = [
        f"{messages.text(f'ui.kind.{kind}')} ({' '.join(f'*.{suffix}' for suffix in suffixes)})"
        for kind, suffixes in READABLE.items()
    ]
    return [
        f"{messages.text('ui.kind.readable')} ({everything})",
        *kinds,
        f"{messages.text('ui.kind.any')} (*)",
    ]


def ask(dialog: QFileDialog, messages: Messages, accept: str) -> str:
    """Show a file dialog with all its words in the reader's language; the file, or nothing."""
    labels = QFileDialog.DialogLabel
    for label, key in (
        (labels.LookIn, "ui.file.folder"),
        (labels.FileName, "ui.file.name"),
        (labels.FileType, "ui.file.kind"),
        (labels.Accept, accept),
        (labels.Reject, "ui.file.cancel"),
    ):
        dialog.setLabelText(label, messages.text(key))
    parent = dialog.parentWidget()
    if parent is not None:
        dialog.resize(parent.size() * _SHARE_OF_WINDOW)  # large words need a large dialog
    chosen = dialog.exec() == QFileDialog.DialogCode.Accepted
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return files[0] if chosen and files else ""


def install_translation(application: QApplication, language: str) -> None:
    """Qt's own words (print dialog, menus of text fields) in the reader's language."""
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(application)
    locale = QLocale("zh_CN" if language == "zh" else "en")
    if translator.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def save_settings_soon(reader: Reader) -> None:
    """Keep the settings without holding up the window."""
    write = reader.settings.take_unsaved()
    if write is not None:
        reader.opening.tasks.work(write, lambda _nothing: None, lambda _error: None)


def save_settings(reader: Reader) -> None:
    """Keep the settings; a disk that refuses must not keep the window from closing."""
    try:
        reader.settings.save()
    except OSError:
        _log.warning("the settings could not be saved", exc_info=True)
