"""The one door to all forms an article can be written in; files to keep are in `files`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from gxreader.export.html import article_html
from gxreader.export.markdown import article_markdown
from gxreader.export.text import article_text
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
