"""How the reader looks: mode, language, colours and text size, each change answered in words and undoable."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.scripted import scripted
from gxreader.han.writing import AS_WRITTEN, is_prepared
from gxreader.i18n.messages import Messages, system_language
from gxreader.settings.schema import (
    BIG_CAPTION,
    CAPTION_SIZE,
    HIGHLIGHT_SENTENCE,
    HIGHLIGHT_STYLE,
    HIGHLIGHT_WORD,
    LANGUAGE,
    MODE,
    PINYIN,
    PRINT_TEXT_SIZE,
    RULER,
    SCHEME,
    SCRIPT,
    TEXT_SIZE_ELDERLY,
    TEXT_SIZE_STANDARD,
    WORDING,
    Any,
    Setting,
)
from gxreader.settings.store import Settings, Stored
from gxreader.theme.marking import Marking
from gxreader.theme.schemes import SCHEMES, Scheme
from gxreader.theme.sizes import FACES, Face

MARKING_SETTINGS: tuple[Any, ...] = (HIGHLIGHT_SENTENCE, HIGHLIGHT_WORD, HIGHLIGHT_STYLE)
READING_SETTINGS: tuple[Any, ...] = (
    MODE,
    SCHEME,
    TEXT_SIZE_STANDARD,
    TEXT_SIZE_ELDERLY,
    *MARKING_SETTINGS,
    RULER,
    BIG_CAPTION,
    CAPTION_SIZE,
    SCRIPT,
    WORDING,
    PINYIN,
)
_UNDO_STEPS = 50


class Appearance:
    """Reads and changes the settings of appearance."""

    def __init__(self, settings: Settings, announcements: Announcements) -> None:
        """Work on these settings and answer through these announcements."""
        self._settings = settings
        self._announcements = announcements
        self._undo: list[tuple[tuple[Any, Stored], ...]] = []

    @property
    def language(self) -> str:
        """The language of the interface: zh or en."""
        return self._settings.get(LANGUAGE) or system_language()

    @property
    def messages(self) -> Messages:
        """The catalogue of the interface's language."""
        return scripted(self.language, self.script)

    @property
    def script(self) -> str:
        """The way Chinese is written now: the one that is wished for, once its tables are there."""
        wished = self._settings.get(SCRIPT)
        return wished if is_prepared(wished) else AS_WRITTEN

    @property
    def pinyin(self) -> bool:
        """Whether pinyin stands above Chinese characters."""
        return self._settings.get(PINYIN)

    @property
    def face(self) -> Face:
        """The sizes of the present mode."""
        return FACES[self._settings.get(MODE)]

    @property
    def scheme(self) -> Scheme:
        """The present colours."""
        return SCHEMES[self._settings.get(SCHEME)]

    @property
    def marking(self) -> Marking:
        """How what is being heard is marked."""
        settings = self._settings
        return Marking(
            settings.get(HIGHLIGHT_SENTENCE), settings.get(HIGHLIGHT_WORD), settings.get(HIGHLIGHT_STYLE)
        )

    @property
    def text_size(self) -> int:
        """The article's text size in pixels at 96 dots an inch."""
        return self._settings.get(self._text_size_setting)

    @property
    def _text_size_setting(self) -> Setting[int]:
        return TEXT_SIZE_ELDERLY if self.face.id == "elderly" else TEXT_SIZE_STANDARD

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier look to return to."""
        return bool(self._undo)

    def bigger(self) -> None:
        """One step up the ladder of text sizes."""
        self._step_size(1)

    def smaller(self) -> None:
        """One step down the ladder of text sizes."""
        self._step_size(-1)

    def _step_size(self, step: int) -> None:
        ladder = self.face.ladder
        old = ladder.index(self.text_size)
        new = min(max(old + step, 0), len(ladder) - 1)
        if new == old:
            self._announcements.say("say.text-largest" if step > 0 else "say.text-smallest")
            return
        self.remember(READING_SETTINGS)
        self._settings.set(self._text_size_setting, ladder[new])
        key = "say.text-bigger" if step > 0 else "say.text-smaller"
        self._announcements.say(key, step=new + 1, steps=len(ladder))

    def next_scheme(self) -> None:
        """The next colours in the list; after the last comes the first."""
        ids = SCHEME.choices
        new = (ids.index(self.scheme.id) + 1) % len(ids)
        self.remember(READING_SETTINGS)
        self._settings.set(SCHEME, ids[new])
        name = self.messages.text(f"scheme.{ids[new]}")
        self._announcements.say("say.scheme", name=name, step=new + 1, steps=len(ids))

    def choose_mark_style(self, style: str) -> None:
        """Mark what is heard in one of the ways."""
        if style != self.marking.style:
            self.remember(READING_SETTINGS)
            self._settings.set(HIGHLIGHT_STYLE, style)
        self._announcements.say(f"say.mark-style-{style}")

    def switch_mark(self, what: Setting[bool]) -> None:
        """Mark the sentence, or the word, or stop marking it."""
        marked = not self._settings.get(what)
        self.remember(READING_SETTINGS)
        self._settings.set(what, marked)
        kind = "sentence" if what is HIGHLIGHT_SENTENCE else "word"
        self._announcements.say(f"say.mark-{kind}-on" if marked else f"say.mark-{kind}-off")

    def next_ruler(self) -> None:
        """Another reading ruler; after the last comes none."""
        kinds = RULER.choices
        self.choose_ruler(kinds[(kinds.index(self._settings.get(RULER)) + 1) % len(kinds)])

    def choose_ruler(self, kind: str) -> None:
        """Read with a ruler of a kind, or with none."""
        if kind != self._settings.get(RULER):
            self.remember(READING_SETTINGS)
            self._settings.set(RULER, kind)
        self._announcements.say(f"say.ruler-{kind}")

    def switch_caption(self) -> None:
        """Show what is being read very large below the article, or no longer."""
        shown = not self._settings.get(BIG_CAPTION)
        self.remember(READING_SETTINGS)
        self._settings.set(BIG_CAPTION, shown)
        self._announcements.say("say.caption" if shown else "say.caption-off")

    def step_caption(self, step: int) -> None:
        """Make the caption on the whole screen larger or smaller by steps of its ladder."""
        ladder = CAPTION_SIZE.choices
        old = ladder.index(self._settings.get(CAPTION_SIZE))
        new = min(max(old + step, 0), len(ladder) - 1)
        if new == old:
            self._announcements.say("say.text-largest" if step > 0 else "say.text-smallest")
            return
        self.remember(READING_SETTINGS)
        self._settings.set(CAPTION_SIZE, ladder[new])
        key = "say.text-bigger" if step > 0 else "say.text-smaller"
        self._announcements.say(key, step=new + 1, steps=len(ladder))

    def switch_mode(self) -> None:
        """Into elderly mode, or out of it."""
        self.remember(READING_SETTINGS)
        elderly = self.face.id == "elderly"
        self._settings.set(MODE, "standard" if elderly else "elderly")
        self._announcements.say("say.mode-standard" if elderly else "say.mode-elderly")

    def switch_language(self) -> None:
        """Chinese to English, English to Chinese."""
        self._settings.set(LANGUAGE, "en" if self.language == "zh" else "zh")
        self._announcements.say("say.language")

    def next_print_size(self) -> None:
        """The next size of printed text; after the largest comes the first."""
        sizes = PRINT_TEXT_SIZE.choices
        new = sizes[(sizes.index(self._settings.get(PRINT_TEXT_SIZE)) + 1) % len(sizes)]
        self._settings.set(PRINT_TEXT_SIZE, new)
        self._announcements.say(f"say.print-size-{new}")

    def undo(self) -> None:
        """Return to the look before the last change."""
        if not self._undo:
            self._announcements.say("say.nothing-to-undo")
            return
        self._settings.restore(self._undo.pop())
        self._announcements.say("say.undone")

    def reset(self) -> None:
        """The look as it was on the first day, in the present mode; can be undone."""
        self.remember(READING_SETTINGS)
        aids = (RULER, BIG_CAPTION, CAPTION_SIZE, SCRIPT, WORDING, PINYIN)
        for setting in (SCHEME, self._text_size_setting, *MARKING_SETTINGS, *aids):
            self._settings.restore(((setting, setting.default),))
        self._announcements.say("say.reset")

    def remember(self, settings: tuple[Any, ...]) -> None:
        """Take the present values of some settings, for `undo` to return to."""
        self._undo.append(self._settings.snapshot(settings))
        del self._undo[:-_UNDO_STEPS]
