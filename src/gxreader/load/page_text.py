"""A page copied as text, with all that stands around the article, into an article with every field.

The page is read in three zones: the head (hot words, languages, navigation, breadcrumb, share targets, title,
credits), the body, and the tail (downloads, phone code, related columns, extension). Each may be missing.
"""

from __future__ import annotations

import re

from gxreader.load import chrome
from gxreader.load.credits import Credits, read_credits, signature
from gxreader.load.language import guess_language
from gxreader.load.lines import bare
from gxreader.load.prose import blocks_of, is_sentence
from gxreader.model.article import Article
from gxreader.model.site import Attachment, Extension, Link, ShareTarget, Translation

_BULLET = re.compile(r"^[•·●■◆▪‣∙*-]\s+(?=\S)")
_DASHES = ("——", "—", "--", "－－", "——")
_LOOK_AT = 6_000  # characters at either end that show whether this is a page
_HEAD_LINES = 80
_NEAR_TOP = 6
_MOST_TITLE_LINES = 3
_ENOUGH_MARKS = 2
_LONGEST_CHROME = 500  # characters, as many as a row of hot words may have


def is_page_text(text: str) -> bool:
    """Whether a cleaned text carries the marks of a page: a credit line near the top, or two other marks."""
    lines = [stripped for line in text[:_LOOK_AT].split("\n") if (stripped := _unbulleted(line))]
    for line in lines[1:_NEAR_TOP]:
        found = read_credits(line)
        if found and found.labelled and found.published:
            return True
    if len(text) > _LOOK_AT:
        lines += [stripped for line in text[-_LOOK_AT:].split("\n") if (stripped := _unbulleted(line))]
    return sum(_is_mark(line) for line in lines) >= _ENOUGH_MARKS


def _is_mark(line: str) -> bool:
    if not _could_be_chrome(line):
        return False
    credit = read_credits(line)
    return bool(
        chrome.HOT_WORDS.match(line)
        or chrome.breadcrumb_path(line)
        or len(chrome.share_targets(line)) > 1
        or (credit and credit.labelled and credit.published)
        or chrome.is_tool(line)
        or chrome.EXTENSION.match(line)
        or (chrome.DOWNLOADS.match(line) and line[-1] in ":：")
    )


def read_page_text(text: str) -> Article:
    """The article and all its surroundings from a page's cleaned text."""
    lines = [line for line in text.split("\n") if bare(line)]
    head = _Head()
    start = head.read(lines)
    stop = _tail_start(lines, start)
    tail = _Tail()
    for line in lines[stop:]:
        tail.read(_unbulleted(line))
    body = [text for line in lines[start:stop] if not _is_page_tool(text := bare(line))]
    credit = head.credits
    return Article(
        title=head.title,
        kicker=head.kicker,
        subtitle=head.subtitle,
        author=credit.author or (signature(body[-1]) if body else ""),
        source=credit.source,
        published=credit.published,
        modified=credit.modified,
        language=guess_language("\n".join([head.title, *body])),
        column=chrome.column_of(head.path),
        breadcrumb=tuple(Link(step) for step in head.path),
        blocks=blocks_of(body),
        attachments=tuple(tail.attachments),
        related=tuple(tail.related),
        hot_words=tuple(head.hot_words),
        navigation=tuple(head.navigation),
        share=_each_once(head.share + tail.share),
        translations=tuple(head.translations),
        extension=tail.extension,
    )


def _unbulleted(line: str) -> str:
    return _BULLET.sub("", bare(line))


def _is_page_tool(text: str) -> bool:
    return _could_be_chrome(text) and bool(chrome.TOOL.match(text) or chrome.EDITOR.match(text))


def _could_be_chrome(line: str) -> bool:
    """Whether a line is short enough to be anything but running text."""
    return len(line) <= _LONGEST_CHROME


def _each_once(targets: list[ShareTarget]) -> tuple[ShareTarget, ...]:
    return tuple({target.id: target for target in reversed(targets)}.values())[::-1]


class _Head:
    """What stands above the body. `read` returns where the body begins."""

    def __init__(self) -> None:
        self.hot_words: list[Link] = []
        self.navigation: list[Link] = []
        self.translations: list[Translation] = []
        self.share: list[ShareTarget] = []
        self.path: list[str] = []
        self.kicker = self.title = self.subtitle = ""
        self.credits = Credits()

    def read(self, lines: list[str]) -> int:
        """Take every line of the head; the title stands between the last of the chrome and the credits."""
        unknown: list[int] = []
        index = 0
        for index, line in enumerate(lines[:_HEAD_LINES]):
            text = bare(line)
            if self._is_surrounding(text):
                self._leave(lines, unknown)
                unknown = []
            elif self._is_credit(text, after_title=bool(unknown)):
                self._name(lines, unknown)
                return self._after_credits(lines, index + 1)
            elif (
                is_sentence(text)
                and (unknown or not self._has_bullet(text))
                and not self._titles_follow(lines, index)
            ):
                break
            else:
                unknown.append(index)
        return self._without_credits(lines, unknown, index)

    def _titles_follow(self, lines: list[str], index: int) -> bool:
        """Whether a long line is itself a title: credits stand beneath it, or a subtitle and then they."""
        for line in lines[index + 1 : index + 3]:
            if self._is_credit(bare(line), after_title=True, keep=False):
                return True
            if is_sentence(bare(line)):
                return False
        return False

    @staticmethod
    def _has_bullet(text: str) -> bool:
        return bool(_BULLET.match(text))

    def _without_credits(self, lines: list[str], unknown: list[int], body: int) -> int:
        """No credit line: the first line left is the title, a second with a dash the subtitle."""
        if not unknown:
            return body
        title_lines = unknown[:1]
        if len(unknown) > 1 and bare(lines[unknown[1]]).startswith(_DASHES):
            title_lines = unknown[:2]
        self._name(lines, title_lines)
        return title_lines[-1] + 1

    def _after_credits(self, lines: list[str], index: int) -> int:
        """Pass the tools and further credits that follow the first credit line."""
        while index < len(lines):
            text = bare(lines[index])
            if not self._is_surrounding(text) and not self._is_credit(text, after_title=True):
                break
            index += 1
        return index

    def _is_credit(self, text: str, *, after_title: bool, keep: bool = True) -> bool:
        found = read_credits(text) if after_title else None
        if not found or not (found.labelled or found.published):
            return False
        if keep:
            known = self.credits
            self.credits = Credits(
                known.source or found.source,
                known.author or found.author,
                known.published or found.published,
                known.modified or found.modified,
            )
        return True

    def _is_surrounding(self, text: str) -> bool:
        """Take a line of the chrome, whatever it is; False for a line that is none."""
        if not _could_be_chrome(text):
            return False
        unbulleted = _unbulleted(text)
        hot_words = chrome.HOT_WORDS.match(unbulleted)
        if hot_words:
            self.hot_words += [Link(word) for word in re.split(r"[\s、|｜,，]+", hot_words["words"]) if word]
            return True
        path = chrome.breadcrumb_path(unbulleted)
        if path:
            self.path = self.path or path
            return True
        share = chrome.share_targets(unbulleted)
        if share:
            self.share += share
            return True
        entries = chrome.pieces(unbulleted)
        translations = [chrome.language_link(entry) for entry in entries]
        if all(chrome.is_tool(entry) or link for entry, link in zip(entries, translations, strict=True)):
            self.translations += [link for link in translations if link]
            return True
        if self._has_bullet(text) and not self.path and not is_sentence(unbulleted):
            self.navigation.append(Link(unbulleted))
            return True
        return False

    def _leave(self, lines: list[str], unknown: list[int]) -> None:
        """Lines above more chrome were no title but columns of the site without their bullets."""
        self.navigation += [Link(_unbulleted(lines[index])) for index in unknown]

    def _name(self, lines: list[str], unknown: list[int]) -> None:
        """Kicker, title and subtitle from the lines above the credits."""
        texts = [bare(lines[index]) for index in unknown]
        self._leave(lines, unknown[:-_MOST_TITLE_LINES])
        texts = texts[-_MOST_TITLE_LINES:]
        if len(texts) == _MOST_TITLE_LINES:
            self.kicker, self.title, self.subtitle = texts
        elif len(texts) > 1:
            self.title, self.subtitle = texts
        elif texts:
            self.title = texts[0]


def _tail_start(lines: list[str], start: int) -> int:
    """Where the body ends: at the first sure mark, or at a likely one with no running text beneath it."""
    after_last_sentence = start
    for index in range(start, len(lines)):
        text = bare(lines[index])
        short = _could_be_chrome(text)
        if short and (chrome.PHONE.match(text) or chrome.EXTENSION.match(text) or _is_bare_download(text)):
            return _with_tools_above(lines, start, index)
        if not short or (is_sentence(text) and not chrome.FOOTER.search(text)):
            after_last_sentence = index + 1
    for index in range(after_last_sentence, len(lines)):
        text = _unbulleted(lines[index])
        if (
            chrome.DOWNLOADS.match(text)
            or chrome.RELATED.match(text)
            or chrome.NEIGHBOUR.match(text)
            or chrome.FOOTER.search(text)
            or chrome.is_tool(text)
            or chrome.share_targets(text)
        ):
            return index
    return len(lines)


def _is_bare_download(text: str) -> bool:
    match = chrome.DOWNLOADS.match(text)
    return bool(match and not match["name"] and text[-1] in ":：")


def _with_tools_above(lines: list[str], start: int, index: int) -> int:
    while index > start and (
        chrome.is_tool(bare(lines[index - 1])) or chrome.share_targets(bare(lines[index - 1]))
    ):
        index -= 1
    return index


class _Tail:
    """What stands beneath the body."""

    def __init__(self) -> None:
        self.attachments: list[Attachment] = []
        self.related: list[Link] = []
        self.share: list[ShareTarget] = []
        self.extension: Extension | None = None

    def read(self, text: str) -> None:
        """Take one line; a long one would be text that nobody expects here, and is kept as it is."""
        if not _could_be_chrome(text):
            self.related.append(Link(text))
            return
        extension = chrome.EXTENSION.match(text)
        download = chrome.DOWNLOADS.match(text)
        name = (download["name"] if download else text).strip()
        file = chrome.FILE_NAME.match(name)
        neighbour = chrome.NEIGHBOUR.match(text)
        share = chrome.share_targets(text)
        if extension:
            self.extension = Extension(extension["url"])
        elif file:
            self.attachments.append(Attachment(file["name"], "", file["kind"].lower()))
        elif share:
            self.share += share
        elif neighbour:
            self.related += [Link(neighbour["title"])] if neighbour["title"] else []
        elif not (
            download or chrome.RELATED.match(text) or chrome.is_tool(text) or chrome.FOOTER.search(text)
        ):
            entries = chrome.pieces(text)
            self.related += [Link(entry) for entry in entries if not chrome.is_tool(entry)]
