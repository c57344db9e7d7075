"""An article survives JSON without loss, and nothing else is taken for one."""

import gc
import json
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given

from gxreader.errors import Unreadable
from gxreader.model import codec
from gxreader.model.article import SCHEMA, Article, Block, Heading, Paragraph, Run
from gxreader.model.codec import from_json, to_json
from gxreader.model.units import Units
from tests.core.articles import articles

FIELDS = """
    schema title kicker subtitle author source published modified language url site column breadcrumb keywords
    summary blocks parts attachments related hot_words navigation share translations entries paging extension
    warnings
"""


def test_the_collector_of_garbage_never_walks_through_a_work() -> None:
    """Values cannot hold one another in a ring; walking through a book would stop the window."""
    work = Article(blocks=(Paragraph((Run("雨"),)), Heading((Run("河"),))))
    units = Units(work)
    gc.collect()  # tells that tuples of what it does not follow need not be followed
    for value in (work, work.blocks, *work.blocks, work.blocks[0], units.all, *units.all):
        assert not gc.is_tracked(value)


@given(articles)
def test_a_large_article_comes_back_the_same_block_by_block(article: Article) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codec, "_LARGE", 0)
        assert from_json(to_json(article)) == article
        for wrong in (b"[]", b'{"blocks": null}', b'{"blocks": [{"type": "os"}]}', b'{"blocks": [}', b""):
            with pytest.raises(Unreadable):
                from_json(wrong)
        assert from_json(b'{"title": "\xe9\xa2\x98"}') == Article(title="题")


@given(articles)
def test_an_article_comes_back_from_json_as_it_was(article: Article) -> None:
    again = from_json(to_json(article))
    assert again == article
    for moment, original in ((again.published, article.published), (again.modified, article.modified)):
        assert (moment and moment.utcoffset()) == (original and original.utcoffset())


def test_every_field_is_written_by_its_name_even_when_empty() -> None:
    written = json.loads(to_json(Article()))
    assert list(written) == FIELDS.split()
    assert written["schema"] == SCHEMA == 1


def test_every_block_names_its_type_and_plain_runs_only_their_text() -> None:
    article = Article(blocks=(Heading((Run("春"),)), Paragraph((Run("甲", strong=True),))))
    written = json.loads(to_json(article))["blocks"]
    assert written == [
        {"type": "heading", "runs": [{"text": "春"}], "level": 2},
        {"type": "paragraph", "runs": [{"text": "甲", "strong": True}]},
    ]


def test_times_are_iso_8601_with_their_offset() -> None:
    article = Article(published=datetime.fromisoformat("2026-02-23T08:20:00+08:00"))
    assert json.loads(to_json(article))["published"] == "2026-02-23T08:20:00+08:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Article(published=datetime(2026, 2, 23))  # noqa: DTZ001 - what is refused
    with pytest.raises(Unreadable):
        from_json('{"schema": 1, "published": "2026-02-23T08:20:00"}')


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "load.not-our-json"),
        (b"{", "load.not-our-json"),
        (b"[]", "load.not-our-json"),
        (b'{"schema": "one"}', "load.not-our-json"),
        (b'{"schema": 1, "title": 5}', "load.not-our-json"),
        (b'{"schema": 1, "blocks": [{"type": "nothing"}]}', "load.not-our-json"),
        (b'{"schema": 1, "blocks": ' + b'[{"type":"quote","blocks":' * 5000, "load.not-our-json"),
        (b'{"schema": 2}', "load.newer-schema"),
    ],
)
def test_what_is_not_ours_is_refused_with_its_sentence(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        from_json(data)
    assert caught.value.key == key


def test_the_documentation_names_every_field_and_block() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
    kinds = [kind.__struct_config__.tag for kind in get_args(Block)]
    assert [name for name in [*FIELDS.split(), *kinds] if f"`{name}`" not in text] == []
