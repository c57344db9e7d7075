"""The one door to all forms an article can be written in."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum

from gxreader.export.html import article_html
from gxreader.export.markdown import article_markdown
from gxreader.export.pictures import Pictures
from gxreader.export.text import article_text, whole_text
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article
from gxreader.model.codec import to_json


class Form(StrEnum):
    """A form that an article can be written in."""

    JSON = "json"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


def _article_json(article: Article) -> str:
    return to_json(article).decode("utf-8") + "\n"


_WRITERS: dict[Form, Callable[[Article], str]] = {
    Form.JSON: _article_json,
    Form.TEXT: article_text,
    Form.MARKDOWN: article_markdown,
    Form.HTML: article_html,
}


def written(article: Article, form: Form) -> str:
    """The article in a form, to be encoded as UTF-8."""
    return _WRITERS[form](article)


class FileForm(StrEnum):
    """A kind of file that somebody keeps an article in."""

    HTML = "html"
    EPUB = "epub"
    MARKDOWN = "markdown"
    TEXT = "text"


SUFFIXES: dict[FileForm, str] = {
    FileForm.HTML: ".html",
    FileForm.EPUB: ".epub",
    FileForm.MARKDOWN: ".md",
    FileForm.TEXT: ".txt",
}
WITH_PICTURES = frozenset({FileForm.HTML, FileForm.EPUB})


def file_bytes(article: Article, form: FileForm, messages: Messages, pictures: Pictures) -> bytes:
    """The whole file, which needs nothing else to be read."""
    if form is FileForm.EPUB:
        from gxreader.export.epub import epub

        return epub([article], article.title or messages.text("export.untitled"), messages, pictures)
    if form is FileForm.HTML:
        return article_html(article, pictures, messages.language).encode("utf-8", "replace")
    if form is FileForm.MARKDOWN:
        return article_markdown(article).encode("utf-8", "replace")
    text = whole_text(article).replace("\n", os.linesep)
    return text.encode("utf-8-sig", "replace")  # old editors take it for another code without the mark
