"""What is written of an article stays as it is until somebody means to change it (`--snapshot-update`)."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from gxreader.app.opening import welcome_article
from gxreader.export.forms import Form, written
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article
from tests.parts import load_article

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "load"


def article(name: str) -> Article:
    if name == "welcome":
        return welcome_article("zh")
    return load_article(Reference(Kind.FILE, str(FIXTURES / name)))


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("name", ["welcome", "twin-page.txt"])
def test_an_article_is_written_as_before(name: str, form: Form, snapshot: SnapshotAssertion) -> None:
    assert written(article(name), form) == snapshot


def test_the_words_of_both_languages_are_as_before(snapshot: SnapshotAssertion) -> None:
    from gxreader.app.commands import COMMANDS
    from gxreader.i18n.messages import LANGUAGES, messages

    lines = []
    for command in COMMANDS.values():
        words = [messages(language).text(f"command.{command.id}") for language in LANGUAGES]
        lines.append(" | ".join([command.id, *words, ", ".join(command.shortcuts)]))
    assert "\n".join(lines) == snapshot
