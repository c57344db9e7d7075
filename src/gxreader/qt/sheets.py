"""The screens by name; the module of each is imported when it is first wanted."""

from __future__ import annotations

from importlib import import_module

from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.qt.sheet import Screen

_SHEETS: dict[Page, tuple[str, str]] = {
    Page.AROUND: ("around_sheet", "AroundSheet"),
    Page.BLACK: ("black_screen", "BlackScreen"),
    Page.CAPTION: ("caption_screen", "CaptionScreen"),
    Page.COLOURS: ("colours_sheet", "ColoursSheet"),
    Page.COLUMNS: ("columns_sheet", "ColumnsSheet"),
    Page.DESCRIBE: ("describe_sheet", "DescribeSheet"),
    Page.DOWNLOADS: ("downloads_sheet", "DownloadsSheet"),
    Page.EXPORT: ("export_sheet", "ExportSheet"),
    Page.SAVE: ("save_sheet", "SaveSheet"),
    Page.DICTIONARY: ("dictionary_sheet", "DictionarySheet"),
    Page.FILES: ("files_sheet", "FilesSheet"),
    Page.FIRST_RUN: ("first_run_screen", "FirstRunScreen"),
    Page.HANDS: ("see_sheet", "HandsSheet"),
    Page.HELP: ("help_sheet", "HelpSheet"),
    Page.HOME: ("choice_sheets", "HomeSheet"),
    Page.LOOKUP: ("lookup_sheet", "LookupSheet"),
    Page.MARKS: ("marks_sheet", "MarksSheet"),
    Page.MORE: ("choice_sheets", "MoreSheet"),
    Page.NEWS: ("news_sheet", "NewsSheet"),
    Page.NEWS_COLUMNS: ("news_columns_sheet", "NewsColumnsSheet"),
    Page.OUTLINE: ("outline_sheet", "OutlineSheet"),
    Page.PHONE: ("take_sheets", "PhoneSheet"),
    Page.PICTURE: ("picture_sheet", "PictureSheet"),
    Page.PRINT: ("print_sheet", "PrintSheet"),
    Page.SCRIPT: ("script_sheet", "ScriptSheet"),
    Page.SEARCH: ("search_sheet", "SearchSheet"),
    Page.SEE: ("see_sheet", "SeeSheet"),
    Page.SETTINGS: ("settings_sheet", "SettingsSheet"),
    Page.SHARE: ("share_sheet", "ShareSheet"),
    Page.SHELF: ("shelf_sheet", "ShelfSheet"),
    Page.SHELF_ITEM: ("shelf_item_sheet", "ShelfItemSheet"),
    Page.SHORTCUTS: ("shortcuts_sheet", "ShortcutsSheet"),
    Page.SITES: ("sites_sheet", "SitesSheet"),
    Page.SKIPS: ("marks_sheet", "SkipsSheet"),
    Page.SOUND: ("sound_sheet", "SoundSheet"),
    Page.TROUBLE: ("trouble_sheet", "TroubleSheet"),
    Page.TYPEFACE: ("typeface_sheet", "TypefaceSheet"),
    Page.VOICE: ("voice_sheet", "VoiceSheet"),
    Page.VOICES: ("voice_sheet", "VoicesSheet"),
}


def make_sheet(page: Page, reader: Reader) -> Screen:
    """The screen of a name. Every page but the reading screen has one."""
    module, name = _SHEETS[page]
    made: Screen = getattr(import_module(f"gxreader.qt.{module}"), name)(reader)
    return made
