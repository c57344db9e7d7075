"""Every situation a reader can meet: the screens, and what stands on them only now and then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from gxreader.app.bookshelf import Row
from gxreader.app.carrying import Phase as Phone
from gxreader.app.command import Group
from gxreader.app.commands import COMMANDS
from gxreader.app.download_items import Item
from gxreader.app.download_items import Phase as FilePhase
from gxreader.app.interface import Page
from gxreader.app.loading import Loading
from gxreader.app.news import Item as NewsItem
from gxreader.app.news import State as NewsState
from gxreader.app.recording_values import Progress
from gxreader.app.saving import Wish
from gxreader.app.searching import Kind as Found
from gxreader.app.searching import Line
from gxreader.app.taking_sound import Phase, State
from gxreader.app.ways import Failure
from gxreader.errors import OutputError, ReaderError, Unreachable
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article, Heading, ListBlock, ListItem, Paragraph, Run
from gxreader.model.site import Link
from gxreader.qt.window import Window
from gxreader.settings import schema
from gxreader.speech.dictionary import Entry
from gxreader.speech.values import Voice
from gxreader.words.entries import Reading
from gxreader.words.lookup import Word
from tests.parts import small_article

_LEAST_STEPS, _MOST_STEPS = 3, 50  # of the event loop

Enter = Callable[[Window], None]

VOICES = {
    "zh": (
        Voice("kokoro:zf_xiaoxiao", "晓晓", "zh-CN", "kokoro"),
        Voice("kokoro:zf_xiaobei", "晓北", "zh-CN", "kokoro"),
    ),
    "en": (
        Voice("kokoro:af_heart", "Heart", "en-US", "kokoro"),
        Voice("kokoro:bf_emma", "Emma", "en-GB", "kokoro"),
    ),
}


def article(language: str) -> Article:
    """An article in the interface's language, with all that can stand around one."""
    if language == "zh":
        return small_article(
            url="https://example.com/lychee",
            site="样刊网",
            hot_words=(Link("荔枝"), Link("图书馆")),
            navigation=(Link("要闻"), Link("文化")),
            related=(Link("乡村读书"),),
        )
    return Article(
        title="The library under the lychee tree",
        subtitle="A village and its books",
        source="Sample paper",
        language="en",
        url="https://example.com/lychee",
        site="Sample site",
        hot_words=(Link("Lychees"), Link("Library")),
        navigation=(Link("News"), Link("Culture")),
        related=(Link("Reading in the country"),),
        blocks=(
            Paragraph(
                (Run("An old lychee tree stands where the village begins. Below it are three desks."),)
            ),
            Heading((Run("Morning: the first reader comes"),)),
            Paragraph(
                (
                    Run("Every day at eight Mrs Wei comes. She says that "),
                    Run("large letters", link="https://example.com/letters"),
                    Run(" are clear."),
                )
            ),
            ListBlock(
                (ListItem((Paragraph((Run("Newspapers"),)),)), ListItem((Paragraph((Run("Stories"),)),)))
            ),
            Paragraph((Run("After school the children come too, and there is no end of talking."),)),
        ),
    )


def settle(window: Window) -> None:
    """Let all that follows in steps of its own come."""
    rest = 0
    for _ in range(_MOST_STEPS):
        rest = rest + 1 if window.is_at_rest else 0
        if rest > _LEAST_STEPS:
            break
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def home(window: Window) -> None:
    """The reading screen with nothing that came from another situation."""
    window.reader.announcements.clear()
    window.view.clear_selection()
    if window.page() is not Page.READING:
        window.show_page(Page.READING)
    if window.is_focused():
        window.toggle_focus()
    window.view.setFocus()


def _page(page: Page) -> Enter:
    def enter(window: Window) -> None:
        if page is Page.VOICES:
            window.reader.voices._asked = True
            window.reader.voices._take(VOICES["zh"] + VOICES["en"])
        if page is Page.SAVE:
            window.reader.saving.ask(_WISH, lambda _path: None)
        window.show_page(page)

    return enter


def _trouble(window: Window) -> None:
    window.reader.opening.open_text(str(Path("/nowhere/1.txt")))


def _trouble_on_the_web(window: Window) -> None:
    error = Unreachable("load.unreachable", host="example.com")
    window.reader.opening._fail(Failure(error, Reference(Kind.ADDRESS, "https://example.com/1")))


def _focus(window: Window) -> None:
    window.toggle_focus()


def _remedy(window: Window) -> None:
    window.reader.announcements.trouble(ReaderError("say.clipboard-empty"), remedy="help")


def _selection(window: Window) -> None:
    cursor = window.view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 5)
    window.view.setTextCursor(cursor)
    window._offer()


def _voice_left(window: Window) -> None:
    window.frame.strip.offer(("to-voice",), window.look)
    window.reader.announcements.say("say.at-voice")


def _loading(window: Window) -> None:
    window.reader.opening._set_loading(Loading("1.txt", "fetching", 40, 100))
    window.frame.loading._soon.stop()
    window.refresh()


def _caption(window: Window) -> None:
    window.reader.settings.set(schema.BIG_CAPTION, True)
    window.refresh()


def _typed(window: Window) -> None:
    window.show_page(Page.HOME)
    window.screens.sheet(Page.HOME).address.setText("example.com")


def _words(window: Window) -> None:
    entry = (
        Entry("词", said="慈") if window.reader.appearance.language == "zh" else Entry("SQL", said="sequel")
    )
    window.reader.pronouncing.may_change = True
    window.show_page(Page.DICTIONARY)
    window.reader.pronouncing.entries = (entry,)
    window.reader.pronouncing.changed.emit(None)


def _looked_up(window: Window) -> None:
    """A word and all that may stand with it, in the interface's own language."""
    if window.reader.appearance.language == "zh":
        one = Reading("圖書館", "图书馆", ("tú", "shū", "guǎn"), ("藏书的地方（library）",), ("家 jiā",))
        two = Reading("書", "书", ("shū",), ("成册的著作" * 30,))
        word = Word("图书馆", (one, two), (two,), ("图书",))
    else:
        one = Reading("lychee", "lychee", ("lì", "zhī"), ("fruit of a tree in the south " * 12,))
        word = Word("lychee", (one,), (one,), ("tree",))
    window.reader.looking_up._trail = [word]
    window.reader.looking_up.changed.emit(None)
    window.show_page(Page.LOOKUP)


def _no_dictionary(window: Window) -> None:
    window.reader.looking_up._show_missing(ReaderError("lookup.missing"))


def _printed_book(window: Window) -> None:
    """The contents of a book with levels, and with the pages of its printed edition."""
    blocks: list[Heading | Paragraph] = []
    for number in range(1, 13):
        words = (
            (f"第{number}章", "过河")
            if window.reader.appearance.language == "zh"
            else (f"Chapter {number}", "Over")
        )
        blocks += [Heading((Run(words[0]),), 2), Paragraph((Run("", page=str(number)), Run(words[1])))]
        blocks += [Heading((Run(words[1]),), 3), Paragraph((Run(words[1]),))]
    window.reader.opening.show(Article(title="1", language="zh", blocks=tuple(blocks)))
    window.show_page(Page.OUTLINE)


def _sound(state: State) -> Enter:
    def enter(window: Window) -> None:
        window.show_page(Page.SOUND)
        window.reader.taking_sound._set(state)

    return enter


def _file(phase: FilePhase) -> Enter:
    """The screen of files with one in a state that is chosen."""

    def enter(window: Window) -> None:
        _files(window)
        downloads = window.reader.downloads
        one = next(iter(downloads._items))
        downloads._items[one] = msgspec.structs.replace(
            downloads._items[one], phase=phase, path=Path("A", "1.docx"), readable=True
        )
        downloads.choose(one)

    return enter


def _files(window: Window) -> None:
    """Files of every sort of state, one of them on its way."""
    names = ("1.docx", "2.xlsx", "3.pdf", "4.mp4")
    sorts = ("word", "sheet", "pdf", "film")
    states = (FilePhase.READY, FilePhase.WAITING, FilePhase.WORKING, FilePhase.OFFERED)
    window.reader.downloads._items = {
        name: Item(
            address=name, name=name, sort=sort, phase=phase, done=9_000_000, total=24_800_000, asked=True
        )
        for name, sort, phase in zip(names, sorts, states, strict=True)
    }
    window.reader.downloads.chosen = names[2]
    window.show_page(Page.DOWNLOADS)


def _name_taken(window: Window) -> None:
    window.reader.saving.ask(_WISH, lambda _path: None)
    window.show_page(Page.SAVE)
    window.reader.saving.taken = Path("1.html")
    window.reader.saving.changed.emit(None)


def _reading_aloud(window: Window) -> None:
    window.reader.listening.toggle()
    window.show_page(Page.MORE)


_TITLES = {
    "zh": ("河东街的路灯全换成了暖色", "石桥村的早班车提前半小时", "荔枝坡办了一场长桌宴，从巷头摆到巷尾"),
    "en": ("Warm lamps along East Street", "The early bus leaves half an hour sooner", "A table a lane long"),
}


def _news(window: Window) -> None:
    """Articles in every state."""
    news, language = window.reader.news, window.reader.appearance.language
    states = (NewsState.HEARD, NewsState.PLAYING, NewsState.WAITING, NewsState.LEFT, NewsState.FAILED)
    titles = _TITLES[language] * 2
    news.items = tuple(
        NewsItem(address=str(number), title=titles[number], column=titles[-1][:4], state=state)
        for number, state in enumerate(states)
    )
    news.at = 1
    window.show_page(Page.NEWS)


def _news_columns(window: Window) -> None:
    choices = window.reader.news_columns
    window.show_page(Page.NEWS_COLUMNS)
    first = msgspec.structs.replace(choices.choices[0], is_chosen=True)
    choices.choices = (first, *choices.choices[1:])
    choices.changed.emit(None)


def _search(window: Window) -> None:
    """Hits with what was looked for marked, and the other ways to find it."""
    searching, language = window.reader.searching, window.reader.appearance.language
    words = _TITLES[language][0][:4]
    hits = tuple(
        Line(kind=Found.HIT, words=title, note=title, marks=((0, 2),)) for title in _TITLES[language]
    )
    searching.wanted, searching.total = words, len(hits)
    searching.lines = (
        Line(kind=Found.SUGGESTED, words=_TITLES[language][0]),
        Line(kind=Found.HERE, words=words, note="3"),
        *hits,
        Line(kind=Found.SITE, words=words, site=window.reader.columns.sites[0]),
    )
    window.show_page(Page.SEARCH)


def _note(window: Window) -> None:
    item, title = window.reader.shelf_item, _TITLES[window.reader.appearance.language][0]
    item.row, item.note, item.tags = Row(work=1, title=title, mark=1), title, (title[:4], "1")
    item.changed.emit(None)
    window.show_page(Page.SHELF_ITEM)


def _more(group: Group) -> Enter:
    def enter(window: Window) -> None:
        window.show_page(Page.MORE)
        window.screens.sheet(Page.MORE).choose(group)

    return enter


def leave(window: Window) -> None:
    """Undo what a situation has made, so that the next one begins as the first did."""
    window.reader.listening.stop()
    window.reader.taking_sound._set(State())
    window.reader.news.items, window.reader.news.at = (), -1
    window.reader.searching.wanted, window.reader.searching.lines = "", ()
    window.reader.searching.total = 0
    if window.page() is Page.MORE:
        window.screens.sheet(Page.MORE).choose(Group.LISTEN)
    window.reader.downloads._items = {}
    window.reader.saving.taken = None
    window.reader.looking_up.is_missing = False
    window.reader.looking_up._trail = []
    window.reader.looking_up.changed.emit(None)
    if window.reader.opening.loading is not None:
        window.reader.opening._set_loading(None)
    window.reader.settings.set(schema.BIG_CAPTION, False)
    window.reader.settings.set(schema.LOCAL_PAGE, False)
    home(window)
    window.frame.strip.offer((), window.look)
    settle(window)


_WISH = Wish("command.export-html", "1", ".html")
_NO_SPACE = OutputError("export.no-space", needed="512", free="12")
PAGES: dict[str, Enter] = {page.value: _page(page) for page in Page}


def _asked_to_share(window: Window) -> None:
    window.show_page(Page.SHARE)
    sharing = window.reader.sharing
    leaving = [row for row in sharing.rows if row.target.way.leaves]
    if leaving:  # on a terminal there is none
        sharing.choose(leaving[0])


def _scanned(*steps: str) -> Enter:
    """The screen for the phone after some commands, with a page at home allowed."""

    def enter(window: Window) -> None:
        window.reader.settings.set(schema.LOCAL_PAGE, True)
        window.reader.carrying.show()
        for command_id in steps:
            COMMANDS[command_id].run(window.reader)
        if "phone-text" in steps:  # that of a longer article
            window.reader.carrying.codes *= 3
            window.reader.carrying.turn(1)

    return enter


def _too_long_to_scan(window: Window) -> None:
    window.reader.carrying.show()
    window.reader.carrying.needed = 46
    window.reader.carrying._set(Phone.TOO_LONG)


SITUATIONS: dict[str, Enter] = {
    **PAGES,
    Page.TROUBLE.value: _trouble,
    Page.NEWS.value: _news,
    Page.NEWS_COLUMNS.value: _news_columns,
    Page.SEARCH.value: _search,
    Page.SHELF_ITEM.value: _note,
    "more to see": _more(Group.SEE),
    "more to open": _more(Group.OPEN),
    "more to take away": _more(Group.TAKE),
    "trouble on the web": _trouble_on_the_web,
    "another program is about to be opened": _asked_to_share,
    "the text as codes": _scanned("phone-text"),
    "a page at home is offered": _scanned("phone-page"),
    "a text too long for codes": _too_long_to_scan,
    "focused reading": _focus,
    "a message with a key beside it": _remedy,
    "a selection": _selection,
    "the voice is elsewhere": _voice_left,
    "loading": _loading,
    "big caption": _caption,
    "home with an address": _typed,
    "words of the reader's own": _words,
    "a word is looked up": _looked_up,
    "there is no dictionary": _no_dictionary,
    "contents of a printed book": _printed_book,
    "more while reading aloud": _reading_aloud,
    "files are downloaded": _files,
    "a file is offered": _file(FilePhase.OFFERED),
    "a file was stopped": _file(FilePhase.STOPPED),
    "a file is here": _file(FilePhase.READY),
    "a name is taken": _name_taken,
    "sound is being saved": _sound(State(Phase.WORKING, Path("1.mp3"), Progress(37, 120, 410.0))),
    "sound is saved": _sound(State(Phase.READY, Path("1"), count=12, left_out=1)),
    "sound could not be saved": _sound(State(Phase.TROUBLE, Path("1.mp3"), error=_NO_SPACE)),
}
