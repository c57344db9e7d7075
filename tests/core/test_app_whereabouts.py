"""Where the reader is, in words."""

import pytest

from gxreader.app.commands import perform
from gxreader.model.article import Heading, Paragraph, text_run
from gxreader.model.locator import Locator
from tests.parts import build_reader, small_article

ARTICLE = small_article(
    title="渡口",
    blocks=(
        Paragraph(text_run("早上。")),
        Heading(text_run("午后")),
        Paragraph(text_run("雾散了。")),
        Paragraph(text_run("船来了。")),
    ),
)


@pytest.fixture
def told(monkeypatch):
    spoken = []
    monkeypatch.setattr(
        "gxreader.app.voices.Voices.speak", lambda _voices, text, language: spoken.append((text, language))
    )
    built = build_reader()
    return built, spoken


def place_of(built, text):
    return Locator(next(unit.index for unit in built.reader.session.units.all if unit.text == text))


def test_the_section_and_how_far_it_is(told):
    built, spoken = told
    built.reader.opening.show(ARTICLE)
    built.reader.session.move_to(place_of(built, "船来了。"))
    perform(built.reader, "where")
    assert built.said[-1].key == "say.where-section"
    assert built.said[-1].arguments == {"title": "渡口", "section": "午后", "percent": 100}
    assert spoken == [(built.last_words, built.reader.appearance.language)]
    built.reader.session.move_to(place_of(built, "早上。"))
    perform(built.reader, "where")
    assert built.said[-1].key == "say.where"
    assert 0 < built.said[-1].arguments["percent"] < 70


def test_while_the_article_is_read_it_is_shown_only(told):
    built, spoken = told
    built.reader.opening.show(ARTICLE)
    perform(built.reader, "play")
    perform(built.reader, "where")
    assert built.said[-1].arguments["percent"] == 0
    assert spoken == []


def test_a_screen_reader_is_left_to_speak(told, monkeypatch):
    built, spoken = told
    built.reader.opening.show(ARTICLE)
    monkeypatch.setattr(built.reader.interface, "has_screen_reader", lambda: True)
    perform(built.reader, "where")
    assert spoken == []


def test_without_an_article_it_says_so(told):
    built, spoken = told
    perform(built.reader, "where")
    assert built.said[-1].key == "say.where-nowhere"
    assert len(spoken) == 1
