"""THE table of settings: key, kind, default, allowed values. The settings file is made from it."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from gxreader.theme.lettering import HEI, TYPEFACES
from gxreader.theme.own_colours import GROUNDS, INKS
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import ELDERLY, STANDARD, TERMINAL

Value = TypeVar("Value", str, int, float, bool)


class Setting(msgspec.Struct, Generic[Value], frozen=True):
    """One setting: its key in the file, what it is for, and the choices or bounds of its values."""

    key: str
    default: Value
    description: str
    choices: tuple[Value, ...] = ()
    lowest: Value | None = None
    highest: Value | None = None

    def accepts(self, value: object) -> bool:
        """Whether a value, perhaps from a file somebody edited, is of this setting's kind and range."""
        kind = type(self.default)
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            return False
        if self.choices:
            return value in self.choices
        return not (
            (self.lowest is not None and value < self.lowest)
            or (self.highest is not None and value > self.highest)
        )


LANGUAGE = Setting(
    "language", "", "The language of the interface; empty follows the computer.", choices=("", "zh", "en")
)
MODE = Setting("mode", "standard", "The face of the window.", choices=("standard", "elderly", "terminal"))
SCHEME = Setting("scheme", "paper", "The colours.", choices=(*SCHEMES, "own"))
FOLLOW_SYSTEM = Setting(
    "follow-system",
    default=True,
    description="Whether the colours are those this computer asks for, while none have been chosen.",
)
SYSTEM_LOOK_TOLD = Setting(
    "system-look-told", default=False, description="Whether it was said that the colours are the computer's."
)
OWN_GROUND = Setting("own-ground", "cream", "The ground of the reader's own colours.", choices=tuple(GROUNDS))
OWN_INK = Setting("own-ink", "black", "The ink of the reader's own colours.", choices=tuple(INKS))
TEXT_SIZE_STANDARD = Setting(
    "text-size-standard",
    18,
    "The article's text in standard mode, in pixels at 96 dots an inch.",
    choices=STANDARD.ladder,
)
TEXT_SIZE_ELDERLY = Setting(
    "text-size-elderly",
    30,
    "The article's text in elderly mode, in pixels at 96 dots an inch.",
    choices=ELDERLY.ladder,
)
TEXT_SIZE_TERMINAL = Setting(
    "text-size-terminal",
    36,
    "The article's text on a public terminal, in pixels at 96 dots an inch.",
    choices=TERMINAL.ladder,
)
SPEECH_RATE = Setting("speech-rate", 1.0, "The pace of the voice; 1 is its own.", lowest=0.5, highest=3.0)
VOLUME = Setting("volume", 1.0, "The volume of the voice, of the computer's own.", lowest=0.0, highest=1.0)
SOUND = Setting("sound", default=True, description="Whether anything is heard; marks go on without sound.")
VOLUME_LIMIT = Setting(
    "volume-limit", 1.0, "The highest volume of the voice, for public places.", lowest=0.1, highest=1.0
)
SENTENCE_PAUSE = Setting(
    "sentence-pause", 250, "Milliseconds of silence after a sentence.", lowest=0, highest=5000
)
PARAGRAPH_PAUSE = Setting(
    "paragraph-pause", 500, "Milliseconds of silence after a paragraph.", lowest=0, highest=5000
)
HEADING_PAUSE = Setting(
    "heading-pause", 800, "Milliseconds of silence after a heading.", lowest=0, highest=5000
)
SKIP_CAPTIONS = Setting(
    "skip-captions", default=False, description="Whether the captions of pictures are not read aloud."
)
SKIP_TABLES = Setting("skip-tables", default=False, description="Whether tables are not read aloud.")
SKIP_NOTES = Setting(
    "skip-notes", default=False, description="Whether the notes after a text are not read aloud."
)
SKIP_CODE = Setting("skip-code", default=False, description="Whether program code is not read aloud.")
SKIP_ALTERNATIVES = Setting(
    "skip-alternatives",
    default=False,
    description="Whether a picture's alternative text is not read aloud where it says more than the caption.",
)
READ_PAGES = Setting(
    "read-pages", default=False, description="Whether the page numbers of the printed edition are read aloud."
)
CLEAR_HEARING = Setting(
    "clear-hearing",
    default=False,
    description="Whether the voice is made clear for ageing ears: slower, with longer pauses, brighter.",
)
EAR = Setting("ear", "both", "The ear that hears the voice.", choices=("both", "left", "right"))
HIGHLIGHT_SENTENCE = Setting(
    "highlight-sentence", default=True, description="Whether the sentence being heard is marked."
)
HIGHLIGHT_WORD = Setting(
    "highlight-word", default=True, description="Whether the word being heard is marked."
)
HIGHLIGHT_STYLE = Setting(
    "highlight-style",
    "fill",
    "How they are marked: filled, underlined, outlined, or everything else dimmed.",
    choices=("fill", "underline", "outline", "mask"),
)
POINT_AND_READ = Setting(
    "point-and-read", default=False, description="Whether the sentence or key that is pointed at is spoken."
)
VOICE_PROMPTS = Setting(
    "voice-prompts",
    "elderly",
    "Where keys, states and what the program answers are spoken: in elderly mode, everywhere, or nowhere.",
    choices=("elderly", "on", "off"),
)
RULER = Setting(
    "ruler",
    "off",
    "The reading ruler: so many clear lines, or lines that cross.",
    choices=("off", "1", "2", "3", "cross"),
)
BIG_CAPTION = Setting(
    "big-caption", default=False, description="Whether what is being read is shown very large as well."
)
CAPTION_SIZE = Setting(
    "caption-size",
    96,
    "The text of the caption on the whole screen, in pixels.",
    choices=(60, 72, 96, 120, 160, 200),
)
TYPEFACE = Setting("typeface", HEI, "The face of the article's Chinese.", choices=tuple(TYPEFACES))
STRONG_LETTERS = Setting(
    "strong-letters", default=False, description="Whether the article's letters are thicker."
)
LEGIBLE_LATIN = Setting(
    "legible-latin",
    default=False,
    description="Whether Latin letters and digits are of a face in which none is taken for another.",
)
FINE_SPACING = Setting(
    "fine-spacing",
    default=True,
    description="Whether Chinese and Latin letters have a little room between them, and two signs less.",
)
LINE_SPACING = Setting(
    "line-spacing",
    "normal",
    "How far lines of the article are apart.",
    choices=("close", "normal", "wide", "widest"),
)
LETTER_SPACING = Setting(
    "letter-spacing", "normal", "How far letters are apart.", choices=("normal", "wide", "widest")
)
PARAGRAPH_SPACING = Setting(
    "paragraph-spacing", "normal", "How far paragraphs are apart.", choices=("normal", "wide", "widest")
)
COLUMN_WIDTH = Setting(
    "column-width", "normal", "How long lines may become.", choices=("normal", "narrow", "narrowest")
)
SHOW_PICTURES = Setting("show-pictures", default=True, description="Whether pictures are shown.")
BIG_POINTER = Setting(
    "big-pointer", 1, "How many times the ordinary size the pointer has.", choices=(1, 2, 3, 4)
)
CLICK_GUARD = Setting(
    "click-guard",
    350,
    "Milliseconds after a press in which another is taken for a trembling hand's.",
    choices=(350, 500, 800, 1200),
)
HOLD_TO_CLICK = Setting(
    "hold-to-click",
    0,
    "Milliseconds a key must be held down to be pressed; 0 for none.",
    choices=(0, 300, 600, 1000),
)
DWELL_CLICK = Setting(
    "dwell-click",
    0,
    "Milliseconds after which a key is pressed on which the pointer rests; 0 for never.",
    choices=(0, 1000, 1500, 2500),
)
REDUCED_MOTION = Setting(
    "reduced-motion", default=False, description="Whether text jumps to its place instead of gliding."
)
KEEP_PLACES = Setting(
    "keep-places",
    default=True,
    description="Whether the place in an article is kept for when it is opened again.",
)
VOICE_ZH = Setting("voice-zh", "", "The id of the voice for Chinese; empty lets the program choose.")
VOICE_EN = Setting("voice-en", "", "The id of the voice for English; empty lets the program choose.")
VOICE_YUE = Setting("voice-yue", "", "The id of the voice for Cantonese; empty lets the program choose.")
CANTONESE = Setting(
    "cantonese",
    default=True,
    description="Whether sentences in Cantonese are read in Cantonese, where there is a voice for it.",
)
FULL_WIDTH_PUNCTUATION = Setting(
    "full-width-punctuation", default=True, description="Show Chinese punctuation as Chinese print sets it."
)
SCRIPT = Setting(
    "script",
    "as-written",
    "The Chinese characters of article and interface: as written, simplified, or traditional in one wording.",
    choices=("as-written", "simplified", "traditional", "hong-kong", "taiwan"),
)
WORDING = Setting(
    "traditional-wording",
    "traditional",
    "Which traditional characters one press changes to.",
    choices=("traditional", "hong-kong", "taiwan"),
)
PINYIN = Setting("pinyin", default=False, description="Whether pinyin stands above Chinese characters.")
KEEP_COPIES = Setting(
    "keep-copies",
    default=True,
    description="Whether copies of web pages are kept, to be read when there is no network.",
)
LOCAL_PAGE = Setting(
    "local-page",
    default=False,
    description="Whether a phone in the home network may take the open article away, each time after asking.",
)
OLD_SERVERS = Setting(
    "old-servers",
    "gxzf.gov.cn",
    "Hosts, separated by spaces, whose encryption may be old, with all hosts below them; their certificate is"
    " checked all the same.",
)
OWN_SERVERS = Setting(
    "own-servers",
    "",
    "Hosts of one's own network or computer, separated by spaces, that may be opened although they are not on"
    " the open web: a library's own catalogue, for one. Names, or addresses in numbers.",
)
REFRESH_HOURS = Setting(
    "refresh-hours",
    3,
    "Hours after which the columns one follows are looked at for news in the background; 0 for never.",
    choices=(0, 1, 3, 12),
)
OFFLINE_MEGABYTES = Setting(
    "offline-megabytes",
    500,
    "How much room articles kept for reading without network may take, in megabytes.",
    choices=(100, 500, 2000),
)
HIDDEN_SITES = Setting(
    "hidden-sites", "", "The ids of sites, separated by spaces, that are not shown among the columns."
)
SITE_ORDER = Setting(
    "site-order", "", "The ids of sites, separated by spaces, in the order in which they are shown."
)
DOWNLOAD_FOLDER = Setting(
    "download-folder", "", "The folder for downloaded files; empty for the computer's own folder for them."
)
LARGEST_DOWNLOAD = Setting(
    "largest-download", 2048, "How large a downloaded file may be, in megabytes.", lowest=1, highest=1_000_000
)
PRINT_TEXT_SIZE = Setting(
    "print-text-size", 20, "Printed text, in points.", choices=(18, 20, 22, 26, 28, 32, 36)
)
PRINT_MARGINS = Setting(
    "print-margins", "usual", "The room around printed pages.", choices=("narrow", "usual", "wide")
)
PRINT_SPACING = Setting(
    "print-line-spacing", "usual", "The room between printed lines.", choices=("close", "usual", "wide")
)
PRINT_COLUMNS = Setting(
    "print-columns", 1, "Columns on a printed page; two where they can be read.", choices=(1, 2)
)
PRINT_PICTURES = Setting("print-pictures", default=True, description="Whether pictures are printed.")
PRINT_CODE = Setting(
    "print-code", default=True, description="Whether the last printed page has the address as a QR code."
)
PRINT_PAPER = Setting(
    "print-paper", "a4", "The size of the paper.", choices=("a4", "a3", "a5", "letter", "b5")
)
PRINT_BOTH_SIDES = Setting(
    "print-both-sides", default=False, description="Whether both sides of each sheet are printed."
)
FIRST_RUN_DONE = Setting(
    "first-run-done", default=False, description="Whether the questions of the first start were answered."
)
SHORTCUTS = Setting(
    "shortcuts",
    "",
    "The keys that differ from the table of commands, as JSON: the keys of each such command.",
)
WINDOW_WIDTH = Setting("window-width", 1280, "The window's width in pixels.", lowest=640, highest=16000)
WINDOW_HEIGHT = Setting("window-height", 800, "The window's height in pixels.", lowest=480, highest=16000)
WINDOW_MAXIMISED = Setting(
    "window-maximised", default=True, description="Whether the window fills the screen when it opens."
)

Any = Setting[str] | Setting[int] | Setting[float] | Setting[bool]

SETTINGS: tuple[Any, ...] = tuple(one for one in tuple(vars().values()) if isinstance(one, Setting))
