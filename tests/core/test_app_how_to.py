"""The article on how to use the program: made from the table, read aloud by the ordinary player."""

import pytest

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.how_to import SECTIONS, how_to_article
from gxreader.app.opening import HOW_TO_URL
from gxreader.i18n.messages import LANGUAGES, messages
from gxreader.model.article import Heading
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from tests.parts import build_reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_begins_with_plain_words_and_tells_of_every_command(language):
    reader = build_reader().reader
    article = how_to_article(reader, language)
    texts = [unit.text for unit in Units(article).all]
    assert article.title == messages(language).text("howto.title")
    headings = [block for block in article.blocks if isinstance(block, Heading)]
    assert len(headings) == len(SECTIONS) + 1 + 5
    for command in COMMANDS.values():
        name = messages(language).text(f"command.{command.id}").replace("\u200b", "")
        assert any(text.startswith(name) for text in texts), command.id
    assert not [text for text in texts if "{" in text or "howto." in text or "\u200b" in text]


def test_both_languages_have_the_same_blocks():
    reader = build_reader().reader
    kinds = [[type(block) for block in how_to_article(reader, language).blocks] for language in LANGUAGES]
    assert kinds[0] == kinds[1]


def test_it_names_the_keys_as_the_reader_has_set_them():
    reader = build_reader().reader
    reader.shortcuts.assign("play", "F6")
    texts = [unit.text for unit in Units(how_to_article(reader, "zh")).all]
    assert any("朗读和暂停，按 F6" in text for text in texts)
    assert any(text.startswith("朗读：") and "F6，或者 Alt 加 X" in text for text in texts)


def test_it_is_opened_and_read_from_its_beginning():
    built = build_reader()
    heard = []
    built.reader.listening.sentence_changed.connect(heard.append)
    perform(built.reader, "read-help")
    assert built.reader.session.article.url == HOW_TO_URL
    assert built.reader.listening.is_speaking
    assert heard[0].text == "怎么用桂读"
    assert built.reader.session.place.block == Locator(0).block


def test_it_follows_the_language_and_is_nothing_to_continue():
    built = build_reader()
    built.reader.opening.open_text("gxreader:help")
    assert built.reader.session.article.language == "zh"
    perform(built.reader, "language")
    assert built.reader.session.article.title == "How to use gxreader"
    assert not built.reader.is_at_work


def test_the_article_that_was_open_comes_back():
    from tests.parts import small_article

    built = build_reader()
    built.reader.opening.show(small_article())
    perform(built.reader, "read-help")
    perform(built.reader, "back")
    assert built.reader.session.article.title == small_article().title
