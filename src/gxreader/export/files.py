"""Kinds of files that somebody keeps an article in; each is whole in itself."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from gxreader.model.article import Article, Heading, ListBlock, ListItem, Paragraph, Run

if TYPE_CHECKING:  # the writers are imported when something is written
    from gxreader.export.pictures import Pictures
    from gxreader.i18n.messages import Messages


class FileForm(StrEnum):
    """A kind of file."""

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
    from gxreader.export.epub import epub
    from gxreader.export.html import article_html
    from gxreader.export.markdown import article_markdown
    from gxreader.export.text import whole_text

    article = _with_files(article, messages)
    if form is FileForm.EPUB:
        return epub([article], article.title or messages.text("export.untitled"), messages, pictures)
    if form is FileForm.HTML:
        return article_html(article, pictures, messages.language).encode("utf-8", "replace")
    if form is FileForm.MARKDOWN:
        return article_markdown(article).encode("utf-8", "replace")
    text = whole_text(article).replace("\n", os.linesep)
    return text.encode("utf-8-sig", "replace")  # old editors take it for another code without the mark


def _with_files(article: Article, messages: Messages) -> Article:
    """The article with the files it offers as links at its end: they do not come along, and are not lost."""
    links = tuple(
        ListItem((Paragraph((Run(file.name or file.url, link=file.url),)),))
        for file in article.attachments
        if file.url
    )
    if not links:
        return article
    level = min((block.level for block in article.blocks if isinstance(block, Heading)), default=2)
    heading = Heading((Run(messages.text("export.files")),), level)
    return msgspec.structs.replace(article, blocks=(*article.blocks, heading, ListBlock(links)))
