"""How the reader looks: mode, language, colours and text size, each change answered in words."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.scripted import scripted
from gxreader.han.writing import AS_WRITTEN, is_prepared
from gxreader.i18n.messages import Messages, system_language
from gxreader.settings.schema import (
    BIG_CAPTION,
    BIG_POINTER,
    CAPTION_SIZE,
    COLUMN_WIDTH,
    FINE_SPACING,
    FOLLOW_SYSTEM,
    FULL_WIDTH_PUNCTUATION,
    HIGHLIGHT_SENTENCE,
    HIGHLIGHT_STYLE,
    HIGHLIGHT_WORD,
    LANGUAGE,
    LEGIBLE_LATIN,
    LETTER_SPACING,
    LINE_SPACING,
    MODE,
    OWN_GROUND,
    OWN_INK,
    PARAGRAPH_SPACING,
    PINYIN,
    REDUCED_MOTION,
    RULER,
    SCHEME,
    SCRIPT,
    SHOW_PICTURES,
    STRONG_LETTERS,
    TEXT_SIZE_ELDERLY,
    TEXT_SIZE_STANDARD,
    TEXT_SIZE_TERMINAL,
    TYPEFACE,
    WORDING,
    Any,
    Setting,
)
from gxreader.settings.store import Settings
from gxreader.theme.contrast import ratio
from gxreader.theme.lettering import Lettering
from gxreader.theme.marking import Marking
from gxreader.theme.own_colours import inks_on, own_scheme
from gxreader.theme.schemes import SCHEMES, Scheme
from gxreader.theme.sizes import FACES, Face
from gxreader.theme.spacing import spaced
from gxreader.theme.system_wish import SystemWish, fitting_scheme

MARKING_SETTINGS: tuple[Any, ...] = (HIGHLIGHT_SENTENCE, HIGHLIGHT_WORD, HIGHLIGHT_STYLE)
SPACING_SETTINGS: tuple[Setting[str], ...] = (LINE_SPACING, LETTER_SPACING, PARAGRAPH_SPACING, COLUMN_WIDTH)
LETTERING_SETTINGS: tuple[Any, ...] = (
    TYPEFACE,
    STRONG_LETTERS,
    LEGIBLE_LATIN,
    FINE_SPACING,
    FULL_WIDTH_PUNCTUATION,
)
AIDS: tuple[Any, ...] = (RULER, BIG_CAPTION, CAPTION_SIZE, SHOW_PICTURES, BIG_POINTER, REDUCED_MOTION)
READING_SETTINGS: tuple[Any, ...] = (
    MODE,
    SCHEME,
    FOLLOW_SYSTEM,
    OWN_GROUND,
    OWN_INK,
    TEXT_SIZE_STANDARD,
    TEXT_SIZE_ELDERLY,
    TEXT_SIZE_TERMINAL,
    *MARKING_SETTINGS,
    *SPACING_SETTINGS,
    *LETTERING_SETTINGS,
    *AIDS,
    SCRIPT,
    WORDING,
    PINYIN,
)


_TEXT_SIZES = {
    "standard": TEXT_SIZE_STANDARD,
    "elderly": TEXT_SIZE_ELDERLY,
    "terminal": TEXT_SIZE_TERMINAL,
}


class Appearance:
    """Reads and changes the settings of appearance."""

    def __init__(self, settings: Settings, announcements: Announcements) -> None:
        """Work on these settings and answer through these announcements."""
        self._settings = settings
        self._announcements = announcements
        self.system_wish = SystemWish()

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
        """The sizes of the present mode, spaced as the reader wants them."""
        names = (self._settings.get(setting) for setting in SPACING_SETTINGS)
        return spaced(FACES[self._settings.get(MODE)], *names)

    @property
    def scheme(self) -> Scheme:
        """The present colours."""
        chosen = self._settings.get(SCHEME)
        if self.follows_system:
            chosen = fitting_scheme(self.system_wish) or chosen
        return SCHEMES.get(chosen, self.own_scheme)

    @property
    def follows_system(self) -> bool:
        """Whether the computer's wishes decide about the colours: the reader has chosen none."""
        return self._settings.get(FOLLOW_SYSTEM) and self._settings.get(SCHEME) == SCHEME.default

    @property
    def own_scheme(self) -> Scheme:
        """The colours the reader has made."""
        return own_scheme(self._settings.get(OWN_GROUND), self._settings.get(OWN_INK))

    @property
    def marking(self) -> Marking:
        """How what is being heard is marked."""
        settings = self._settings
        return Marking(
            settings.get(HIGHLIGHT_SENTENCE), settings.get(HIGHLIGHT_WORD), settings.get(HIGHLIGHT_STYLE)
        )

    @property
    def lettering(self) -> Lettering:
        """How the letters of articles look."""
        settings = self._settings
        return Lettering(
            settings.get(TYPEFACE),
            settings.get(STRONG_LETTERS),
            settings.get(LEGIBLE_LATIN),
            settings.get(FINE_SPACING),
        )

    @property
    def shows_pictures(self) -> bool:
        """Whether the pictures of articles are shown."""
        return self._settings.get(SHOW_PICTURES)

    @property
    def text_size(self) -> int:
        """The article's text size in pixels at 96 dots an inch."""
        return self._settings.get(self._text_size_setting)

    @property
    def _text_size_setting(self) -> Setting[int]:
        return _TEXT_SIZES[self.face.id]

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
        self._settings.set(self._text_size_setting, ladder[new])
        key = "say.text-bigger" if step > 0 else "say.text-smaller"
        self._announcements.say(key, step=new + 1, steps=len(ladder))

    def next_scheme(self) -> None:
        """The next colours in the list; after the last, and after the reader's own, comes the first."""
        ids = tuple(SCHEMES)
        present = self.scheme.id
        self.choose_scheme(ids[(ids.index(present) + 1) % len(ids)] if present in ids else ids[0])

    def choose_scheme(self, scheme: str) -> None:
        """Read in the colours of a name; `own` are the reader's."""
        self._settings.set(SCHEME, scheme)
        self._settings.set(FOLLOW_SYSTEM, False)
        ids = tuple(SCHEMES)
        if scheme in ids:
            name = self.messages.text(f"scheme.{scheme}")
            self._announcements.say("say.scheme", name=name, step=ids.index(scheme) + 1, steps=len(ids))
        else:
            self._say_own()

    def next_ground(self) -> None:
        """Another ground for the reader's own colours; the ink stays if it can be read there."""
        grounds = OWN_GROUND.choices
        new = grounds[(grounds.index(self._settings.get(OWN_GROUND)) + 1) % len(grounds)]
        self._settings.set(OWN_GROUND, new)
        inks = inks_on(new)
        if self._settings.get(OWN_INK) not in inks:
            self._settings.set(OWN_INK, inks[0])
        self.choose_scheme("own")

    def next_ink(self) -> None:
        """Another ink for the reader's own colours, of those that can be read on their ground."""
        inks, present = inks_on(self._settings.get(OWN_GROUND)), self._settings.get(OWN_INK)
        new = inks[(inks.index(present) + 1) % len(inks)] if present in inks else inks[0]
        self._settings.set(OWN_INK, new)
        self.choose_scheme("own")

    def _say_own(self) -> None:
        own = self.own_scheme
        self._announcements.say("say.scheme-own", contrast=f"{ratio(own.ink, own.card):.1f}")

    def choose_typeface(self, typeface: str) -> None:
        """Show Chinese in a face."""
        if typeface != self.lettering.typeface:
            self._settings.set(TYPEFACE, typeface)
        self._announcements.say("say.typeface", name=self.messages.text(f"ui.typeface.{typeface}"))

    def choose_mark_style(self, style: str) -> None:
        """Mark what is heard in one of the ways."""
        if style != self.marking.style:
            self._settings.set(HIGHLIGHT_STYLE, style)
        self._announcements.say(f"say.mark-style-{style}")

    def switch_mark(self, what: Setting[bool]) -> None:
        """Mark the sentence, or the word, or stop marking it."""
        marked = not self._settings.get(what)
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
            self._settings.set(RULER, kind)
        self._announcements.say(f"say.ruler-{kind}")

    def switch_caption(self) -> None:
        """Show what is being read very large below the article, or no longer."""
        shown = not self._settings.get(BIG_CAPTION)
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
        self._settings.set(CAPTION_SIZE, ladder[new])
        key = "say.text-bigger" if step > 0 else "say.text-smaller"
        self._announcements.say(key, step=new + 1, steps=len(ladder))

    def switch_mode(self) -> None:
        """Into elderly mode, or out of it; a public terminal keeps the face it was given."""
        if self.face.id == "terminal":
            self._announcements.say("say.mode-terminal")
            return
        elderly = self.face.id == "elderly"
        self._settings.set(MODE, "standard" if elderly else "elderly")
        self._announcements.say("say.mode-standard" if elderly else "say.mode-elderly")

    def switch_language(self) -> None:
        """Chinese to English, English to Chinese."""
        self._settings.set(LANGUAGE, "en" if self.language == "zh" else "zh")
        self._announcements.say("say.language")

    def reset(self) -> None:
        """The look as it was on the first day, in the present mode; can be undone."""
        for setting in (
            SCHEME,
            FOLLOW_SYSTEM,
            self._text_size_setting,
            *MARKING_SETTINGS,
            *SPACING_SETTINGS,
            *LETTERING_SETTINGS,
            *AIDS,
            SCRIPT,
            WORDING,
            PINYIN,
        ):
            self._settings.restore(((setting, setting.default),))
        self._announcements.say("say.reset")
