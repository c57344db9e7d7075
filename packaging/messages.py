"""Compile resources/i18n/<language>/*.po into messages.mo (development only: needs Babel).

With --check nothing is written; it says which catalogue is older than its sources.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

I18N = Path(__file__).resolve().parents[1] / "resources" / "i18n"
OWN_DOMAIN = ("argparse",)  # the standard library's command line looks its words up by itself
PLURALS = {"zh": (1, "0"), "en": (2, "(n != 1)")}


def merged(language: str) -> Catalog:
    """All messages of one language, from its .po files in alphabetical order."""
    catalogue = Catalog(locale=language, project="gxreader", charset="utf-8", fuzzy=False)
    for source in sorted((I18N / language).glob("*.po")):
        if source.stem in OWN_DOMAIN:
            continue
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


def compiled_domain(source: Path, language: str) -> bytes:
    """The bytes of one catalogue that stands on its own."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language, charset="utf-8")
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def targets() -> dict[Path, bytes]:
    """Every compiled catalogue: where it belongs, and its bytes."""
    result = {I18N / language / "messages.mo": compiled(language) for language in PLURALS}
    for language in PLURALS:
        for domain in OWN_DOMAIN:
            source = I18N / language / f"{domain}.po"
            if source.exists():
                result[I18N / language / "LC_MESSAGES" / f"{domain}.mo"] = compiled_domain(source, language)
    return result


def main() -> None:
    """Write the catalogues, or with --check say which are older than their sources."""
    checking = "--check" in sys.argv[1:]
    stale = []
    for target, data in targets().items():
        if checking and not (target.exists() and target.read_bytes() == data):
            stale.append(str(target.relative_to(I18N)))
        elif not checking:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
    if stale:
        sys.exit(f"older than the .po files: {', '.join(stale)}; run: python3 dev.py messages")


if __name__ == "__main__":
    main()
