"""The screens by name; the module of each is imported when it is first wanted."""

from __future__ import annotations

from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.qt.sheet import Screen

_LOOKING = frozenset(
    {Page.PICTURE, Page.OUTLINE, Page.LOOKUP, Page.COLOURS, Page.SEE, Page.HANDS, Page.TYPEFACE}
)


def make_sheet(page: Page, reader: Reader) -> Screen:
    """The screen of a name."""
    if page in {Page.HOME, Page.MORE, Page.COLUMNS, Page.SITES, Page.SHELF, Page.FILES}:
        return _choosing_sheet(page, reader)
    if page in {Page.PHONE, Page.PRINT}:
        from gxreader.qt.take_sheets import PhoneSheet, PrintSheet

        return PhoneSheet(reader) if page is Page.PHONE else PrintSheet(reader)
    if page is Page.SOUND:
        from gxreader.qt.sound_sheet import SoundSheet

        return SoundSheet(reader)
    if page is Page.CAPTION:
        from gxreader.qt.caption_screen import CaptionScreen

        return CaptionScreen(reader)
    if page in {Page.VOICE, Page.VOICES, Page.MARKS, Page.SKIPS, Page.BLACK, Page.DICTIONARY, Page.SCRIPT}:
        return _listening_sheet(page, reader)
    if page in _LOOKING:
        return _looking_sheet(page, reader)
    if page in {Page.HELP, Page.FIRST_RUN, Page.DESCRIBE, Page.SHORTCUTS, Page.SETTINGS}:
        return _helping_sheet(page, reader)
    from gxreader.qt.trouble_sheet import TroubleSheet

    return TroubleSheet(reader)


def _choosing_sheet(page: Page, reader: Reader) -> Screen:
    if page is Page.COLUMNS:
        from gxreader.qt.columns_sheet import ColumnsSheet

        return ColumnsSheet(reader)
    if page is Page.SITES:
        from gxreader.qt.sites_sheet import SitesSheet

        return SitesSheet(reader)
    if page is Page.FILES:
        from gxreader.qt.files_sheet import FilesSheet

        return FilesSheet(reader)
    if page is Page.SHELF:
        from gxreader.qt.shelf_sheet import ShelfSheet

        return ShelfSheet(reader)
    from gxreader.qt.choice_sheets import HomeSheet, MoreSheet

    return MoreSheet(reader) if page is Page.MORE else HomeSheet(reader)


def _helping_sheet(page: Page, reader: Reader) -> Screen:
    if page is Page.FIRST_RUN:
        from gxreader.qt.first_run_screen import FirstRunScreen

        return FirstRunScreen(reader)
    if page is Page.SETTINGS:
        from gxreader.qt.settings_sheet import SettingsSheet

        return SettingsSheet(reader)
    if page is Page.SHORTCUTS:
        from gxreader.qt.shortcuts_sheet import ShortcutsSheet

        return ShortcutsSheet(reader)
    if page is Page.DESCRIBE:
        from gxreader.qt.describe_sheet import DescribeSheet

        return DescribeSheet(reader)
    from gxreader.qt.help_sheet import HelpSheet

    return HelpSheet(reader)


def _looking_sheet(page: Page, reader: Reader) -> Screen:
    if page is Page.OUTLINE:
        from gxreader.qt.outline_sheet import OutlineSheet

        return OutlineSheet(reader)
    if page is Page.LOOKUP:
        from gxreader.qt.lookup_sheet import LookupSheet

        return LookupSheet(reader)
    if page is Page.PICTURE:
        from gxreader.qt.picture_sheet import PictureSheet

        return PictureSheet(reader)
    if page is Page.COLOURS:
        from gxreader.qt.colours_sheet import ColoursSheet

        return ColoursSheet(reader)
    if page is Page.TYPEFACE:
        from gxreader.qt.typeface_sheet import TypefaceSheet

        return TypefaceSheet(reader)
    from gxreader.qt.see_sheet import HandsSheet, SeeSheet

    return SeeSheet(reader) if page is Page.SEE else HandsSheet(reader)


def _listening_sheet(page: Page, reader: Reader) -> Screen:
    if page is Page.BLACK:
        from gxreader.qt.black_screen import BlackScreen

        return BlackScreen(reader)
    if page is Page.DICTIONARY:
        from gxreader.qt.dictionary_sheet import DictionarySheet

        return DictionarySheet(reader)
    if page is Page.SCRIPT:
        from gxreader.qt.script_sheet import ScriptSheet

        return ScriptSheet(reader)
    if page in {Page.MARKS, Page.SKIPS}:
        from gxreader.qt.marks_sheet import MarksSheet, SkipsSheet

        return MarksSheet(reader) if page is Page.MARKS else SkipsSheet(reader)
    from gxreader.qt.voice_sheet import VoiceSheet, VoicesSheet

    return VoiceSheet(reader) if page is Page.VOICE else VoicesSheet(reader)
