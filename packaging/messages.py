"""Compile resources/i18n/<language>/*.po into messages.mo (development only: needs Babel)."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

I18N = Path(__file__).resolve().parents[1] / "resources" / "i18n"
PLURALS = {"zh": (1, "0"), "en": (2, "(n != 1)")}


def merged(language: str) -> Catalog:
    """All messages of one language, from its .po files in alphabetical order."""
    catalogue = Catalog(locale=language, project="gxreader", charset="utf-8", fuzzy=False)
    for source in sorted((I18N / language).glob("*.po")):
        with source.open("rb") as file:
            for message in read_po(file, locale=language, charset="utf-8"):
                if not message.id:
                    continue
                if message.id in catalogue:
                    sys.exit(f"{source.name}: {message.id} stands twice")
                catalogue.add(message.id, message.string)
    return catalogue


def compiled(language: str) -> bytes:
    """The bytes of messages.mo, the same for the same sources."""
    catalogue = merged(language)
    catalogue.revision_date = catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    """Write both catalogues."""
    for language in PLURALS:
        (I18N / language / "messages.mo").write_bytes(compiled(language))


if __name__ == "__main__":
    main()
