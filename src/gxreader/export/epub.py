"""Chosen articles as one accessible EPUB 3: each a chapter; the same articles always make the same bytes."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from gxreader.export.html import Image, article_lines
from gxreader.export.pictures import Embedded, Pictures
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article, Picture

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip knows
_NAMESPACE = uuid.UUID("6f0a7c8e-5d2b-5c6e-9f6a-3b7d1e2c4a90")
# What XML 1.0 cannot hold. A form feed and its like become a space: the text keeps its length.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PICTURE_TAG = re.compile(r"<img( [^<>]*)>")
_ACCESSIBLE = (
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityHazard", "none"),
)
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
_STYLE = (
    "body{line-height:1.75;margin:0 5%}h1,h2,h3,h4,h5,h6{line-height:1.4}.credits{font-size:.9em}"
    "blockquote{margin:1em 0;padding-left:1em;border-left:.25em solid}table{border-collapse:collapse}"
    "td,th{border:1px solid;padding:.3em .6em}\n"
)


def epub(
    articles: Sequence[Article], title: str, messages: Messages, pictures: Pictures | None = None
) -> bytes:
    """The book, with those of its `pictures` that are at hand; of the others the captions are shown.

    Nothing is fetched when it is read.
    """
    language = next((article.language for article in articles if article.language), messages.language)
    chapters = {f"chapter-{number:04}.xhtml": article for number, article in enumerate(articles, 1)}
    gallery = _Gallery(pictures or {})
    texts = {name: _chapter(article, language, gallery) for name, article in chapters.items()}
    identifier = uuid.uuid5(_NAMESPACE, "\n".join((title, *texts.values())))
    files = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _package(chapters, title, language, str(identifier), messages, gallery),
        "EPUB/nav.xhtml": _contents(chapters, title, language, messages),
        "EPUB/style.css": _STYLE,
        **{f"EPUB/{name}": text for name, text in texts.items()},
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        _write(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)  # first and plain: the rule
        for name, text in files.items():
            _write(archive, name, text, zipfile.ZIP_DEFLATED)
        for name, picture in gallery.files.items():
            _write(archive, f"EPUB/{name}", picture.data, zipfile.ZIP_STORED)
    return whole.getvalue()


class _Gallery:
    """The pictures that are shown, each once, by the names of their files."""

    def __init__(self, pictures: Pictures) -> None:
        self.files: dict[str, Embedded] = {}
        self.has_alternatives = True
        self._pictures = pictures
        self._names: dict[str, str] = {}

    def image_of(self, picture: Picture) -> Image:
        """Where a picture is within the book, if it is in it."""
        found = self._pictures.get(picture.url)
        if found is None:
            return Image("")
        if picture.url not in self._names:
            name = f"picture-{len(self._names) + 1:04}{found.suffix}"
            self._names[picture.url] = name
            self.files[name] = found
        self.has_alternatives = self.has_alternatives and bool(picture.alt or picture.caption)
        return Image(self._names[picture.url], found.width, found.height)


def _write(archive: zipfile.ZipFile, name: str, content: str | bytes, compression: int) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    archive.writestr(entry, content.encode("utf-8") if isinstance(content, str) else content)


def _page(title: str, language: str, body: str) -> str:
    shown = escape(_FORBIDDEN.sub(" ", title), quote=False) or "—"
    tag = escape(language)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{tag}" xml:lang="{tag}">\n<head>\n<meta charset="utf-8"/>\n<title>{shown}</title>\n'
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _chapter(article: Article, language: str, gallery: _Gallery) -> str:
    written = article_lines(article, gallery.image_of)
    lines = _FORBIDDEN.sub(" ", "\n".join(line for line in written if line))
    # Everything of the text is escaped, so these are our own tags.
    closed = _PICTURE_TAG.sub(r"<img\1/>", lines.replace("<br>", "<br/>").replace("<hr>", "<hr/>"))
    body = f'<section epub:type="chapter" role="doc-chapter">\n{closed}\n</section>'
    return _page(article.title, article.language or language, body)


def _name(article: Article, number: int, messages: Messages) -> str:
    title = " ".join(_FORBIDDEN.sub(" ", article.title).split())
    return escape(title or messages.text("export.untitled-number", number=number), quote=False)


def _contents(chapters: dict[str, Article], title: str, language: str, messages: Messages) -> str:
    entries = "\n".join(
        f'<li><a href="{name}">{_name(article, number, messages)}</a></li>'
        for number, (name, article) in enumerate(chapters.items(), 1)
    )
    heading = escape(messages.text("export.contents"), quote=False)
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc">\n<h1>{heading}</h1>\n<ol>\n{entries}\n</ol>\n</nav>'
    )
    return _page(title, language, body)


def _package(
    chapters: dict[str, Article],
    title: str,
    language: str,
    identifier: str,
    messages: Messages,
    gallery: _Gallery,
) -> str:
    moments = [
        moment for article in chapters.values() for moment in (article.published, article.modified) if moment
    ]
    modified = max(moments, default=datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC)
    authors = dict.fromkeys(" ".join(article.author.split()) for article in chapters.values())
    creators = [f"<dc:creator>{_text(author)}</dc:creator>" for author in authors if author]
    modes = (("accessMode", "textual"), *((("accessMode", "visual"),) if gallery.files else ()))
    described = gallery.files and gallery.has_alternatives
    alternatives = (("accessibilityFeature", "alternativeText"),) if described else ()
    summary = messages.text("export.illustrated-book" if gallery.files else "export.accessible-book")
    facts = (*modes, *_ACCESSIBLE, *alternatives, ("accessibilitySummary", summary))
    items = [
        f'<item id="{name[:-6]}" href="{name}" media-type="application/xhtml+xml"/>' for name in chapters
    ]
    root = 'xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<package {root} xml:lang="{escape(language)}">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>',
        f"<dc:title>{_text(title)}</dc:title>",
        f"<dc:language>{escape(language)}</dc:language>",
        *creators,
        f'<meta property="dcterms:modified">{modified:%Y-%m-%dT%H:%M:%SZ}</meta>',
        *(f'<meta property="schema:{name}">{_text(value)}</meta>' for name, value in facts),
        "</metadata>",
        "<manifest>",
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *items,
        *(
            f'<item id="{name.partition(".")[0]}" href="{name}" media-type="{picture.media_type}"/>'
            for name, picture in gallery.files.items()
        ),
        "</manifest>",
        "<spine>",
        *(f'<itemref idref="{name[:-6]}"/>' for name in chapters),
        "</spine>",
        "</package>",
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub(" ", text), quote=False)
