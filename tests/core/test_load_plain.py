"""Plain texts: titles, paragraphs, chapters and parts, in linear time and without loss."""

from __future__ import annotations

import random
import re
import time
from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.load import limits
from gxreader.load.fit import fit
from gxreader.load.reference import pasted
from gxreader.model.article import Article, Heading, ListBlock, Paragraph, Run, Separator, plain
from gxreader.model.units import Units
from tests.parts import load_article


class Counted(str):
    """A text that counts how many of its characters are copied."""

    __slots__ = ()
    copied = 0

    def __getitem__(self, place: SupportsIndex | slice[SupportsIndex | None]) -> Counted:
        piece = Counted(super().__getitem__(place))
        Counted.copied += len(piece)
        return piece


def load(text: str) -> Article:
    return load_article(pasted(text))


def tokens(text: str) -> str:
    return re.sub(r"\s+", "", text)


def told(article: Article) -> str:
    """All text a reader meets."""
    return tokens(article.author + "".join(unit.text for unit in Units(article).all))


def test_a_title_line_with_paragraphs_beneath() -> None:
    article = load("河边的晨光\n\n　　清晨的河面起了薄雾。\n　　远处有人在唱山歌，声音传得很远。\n")
    assert article.title == "河边的晨光"
    assert [plain(block.runs) for block in article.blocks] == [  # type: ignore[union-attr] # paragraphs
        "清晨的河面起了薄雾。",
        "远处有人在唱山歌，声音传得很远。",
    ]
    assert article.language == "zh"
    assert article.parts == ()


def test_a_single_paragraph_has_no_title() -> None:
    article = load("清晨的河面起了薄雾，远处有人在唱山歌。")
    assert article.title == ""
    assert len(article.blocks) == 1


def test_an_english_article_broken_by_hand_is_joined_again() -> None:
    article = load(
        "The Lamp on Mill Lane\nBy Nora Whitfield\n\n"
        "When the harbour lights come on, most of the village goes home and\n"
        "closes its shutters against the wind. One window, however, has stayed\n"
        "bright until ten since the first of October.\n\n"
        "Nobody asked for it. The librarian simply forgot to leave one evening,\n"
        "and when she looked up from her book there were six people reading in\n"
        "the chairs around her.\n"
    )
    assert (article.title, article.author, article.language) == (
        "The Lamp on Mill Lane",
        "Nora Whitfield",
        "en",
    )
    assert len(article.blocks) == 2
    first = article.blocks[0]
    assert isinstance(first, Paragraph)
    assert "goes home and closes its shutters" in plain(first.runs)


def test_chinese_lines_broken_by_hand_are_joined_without_a_space() -> None:
    line = "这是一行写到四十个字才换行的文字它没有写完就到了行末所以要和下一行接起来才是完整的句"
    article = load(f"　　{line}\n{line}\n{line}完了。\n　　{line}\n{line}\n{line}又完了。\n")
    assert [plain(block.runs) for block in article.blocks] == [  # type: ignore[union-attr] # paragraphs
        line * 3 + "完了。",
        line * 3 + "又完了。",
    ]


def test_chapters_numbered_sections_lists_and_rules_are_recognised() -> None:
    article = load(
        "云江旧事\n作者：覃怀远\n第一卷 水\n第一章 渡口\n从前有一条河，河上没有桥，只有一只渡船。\n"
        "第二回：桥\n后来有了桥，渡船就停在岸边，晒了很多年的太阳。\n"
        "一、桥的来历\n修桥的钱是全城人一块一块凑起来的，名单至今刻在桥头。\n"
        "* * *\n• 石头\n• 木头\n• 人心\n"
    )
    assert (article.title, article.author) == ("云江旧事", "覃怀远")
    headings = [(plain(block.runs), block.level) for block in article.blocks if isinstance(block, Heading)]
    assert headings == [("第一卷 水", 1), ("第一章 渡口", 2), ("第二回：桥", 2), ("一、桥的来历", 2)]
    assert isinstance(article.blocks[-2], Separator)
    last = article.blocks[-1]
    assert isinstance(last, ListBlock)
    assert len(last.items) == 3


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一卷 水", 1),
        ("第十二章", 2),
        ("第３回：桥", 2),
        ("第一百零五节 石头", 3),
        ("正文 第二章 渡口", 2),
        ("第二幕", 2),
        ("序", 2),
        ("前言", 2),
        ("后记", 2),
        ("尾声：河水", 2),
        ("附录 地名", 2),
        ("Chapter 3: The Ferry", 2),
        ("CHAPTER XII.", 2),
        ("Part Two", 1),
        ("Epilogue", 2),
    ],
)
def test_every_form_of_a_chapter_is_a_heading(line: str, level: int) -> None:
    article = load(
        f"云江旧事\n从前有一条河，河上没有桥，只有一只渡船。\n{line}\n后来有了桥，渡船就停在岸边。\n"
    )
    assert [(plain(block.runs), block.level) for block in article.blocks if isinstance(block, Heading)] == [
        (line, level)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "第一章的内容我已经看完了，觉得很好。",
        "第三节车厢里坐满了人。",
        "他们说：",
        "序幕拉开了，台下的人都安静下来，等着看戏。",
        "第二话不说就走了，头也不回。",
        "新华社北京2月3日电",
        "（记者 韦建平 摄）",
        "2025年11月",
    ],
)
def test_a_sentence_or_credit_is_no_heading(sentence: str) -> None:
    article = load(
        f"题目\n前一段话在这里说得很完整，也很长。\n{sentence}\n后一段话在这里说得很完整，也很长。"
    )
    assert not any(isinstance(block, Heading) for block in article.blocks)


def test_what_shows_nothing_or_deceives_is_left_out_and_line_ends_are_all_alike() -> None:
    article = load("\ufeff甲\u202e乙\x00丙。\r\n丁\x0b戊。\u2028己。\r庚。")
    assert [plain(block.runs) for block in article.blocks] == ["甲乙丙。", "丁", "戊。", "己。", "庚。"]  # type: ignore[union-attr] # paragraphs


def novel(size: int, *, chapters: bool) -> str:
    chance = random.Random(7)  # noqa: S311 - the same book every time
    hanzi = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发"
    lines: list[str] = []
    written = 0
    while written < size:
        chapter = chapters and len(lines) % 60 == 0
        text = f"第{len(lines) // 60 + 1}章 " if chapter else "　　"
        text += "".join(chance.choices(hanzi, k=8 if chapter else chance.randint(10, 100)))
        lines.append(text if chapter else text + "。")
        written += 3 * len(text)
    return "\n".join(lines)


@pytest.mark.parametrize("chapters", [True, False])
def test_a_long_book_is_divided_into_parts_quickly_and_completely(chapters: bool) -> None:
    text = novel(10_000_000, chapters=chapters)
    load("先热一热身。")
    start = time.process_time()
    article = load(text)
    assert time.process_time() - start < 20  # once it took minutes; how fast it is, a benchmark tells
    sizes = [
        sum(len(plain(block.runs).encode()) for block in article.blocks[part.start : part.stop])  # type: ignore[union-attr] # headings and paragraphs
        for part in article.parts
    ]
    assert len(sizes) > 50
    assert max(sizes) < 120_000
    assert [part.start for part in article.parts] == [0, *[part.stop for part in article.parts[:-1]]]
    assert article.parts[-1].stop == len(article.blocks)
    assert all(part.title.startswith("第") for part in article.parts) == chapters
    assert told(article) == tokens(text)


def test_an_unbroken_run_gets_places_to_break_and_a_notice() -> None:
    article = load("a" * 200_000)
    texts = [unit.text for unit in Units(article).all]
    assert max(len(line) for text in texts for line in text.split("\n")) == limits.UNBROKEN_RUN
    assert max(map(len, texts)) <= limits.PARAGRAPH_CHARACTERS
    assert told(article) == "a" * 200_000
    assert [notice.key for notice in article.warnings] == ["load.long-lines"]


def test_a_paragraph_of_a_whole_book_is_divided_at_its_sentences() -> None:
    text = "河水慢慢地流。" * 20_000
    article = load(text)
    texts = [unit.text for unit in Units(article).all]
    assert all(piece.endswith("。") for piece in texts)
    assert max(map(len, texts)) <= limits.PARAGRAPH_CHARACTERS
    assert "".join(texts) == text


@pytest.mark.parametrize(
    "line",
    [
        "• 一\n- 二\n",
        "第一章\n",
        "甲：\n乙\n",
        "\t\u3000 \n字",
        "(" * 50 + "\n",
        "- " * 40 + "\n",
        "1" * 70 + "\n",
    ],
)
def test_odd_lines_by_the_hundred_thousand_take_linear_time(line: str) -> None:
    start = time.process_time()
    article = load(line * 100_000)
    assert time.process_time() - start < 6
    assert len(article.blocks) > 10


@given(
    st.lists(
        st.sampled_from(
            [
                "第一章 甲",
                "正文一段，说得很完整。",
                "短句",
                "a" * 30,
                "一、标题",
                "",
                "  缩进的一段话。",
                "English words here",
                "甲:",
            ]
        ),
        max_size=30,
    )
)
def test_no_character_is_lost_however_lines_are_mixed(lines: list[str]) -> None:
    text = "\n".join(["这是开头的一段话，它有结尾。", *lines])
    assert told(load(text)) == tokens(text)


@pytest.mark.parametrize("length", [600_000, 2_400_000])
def test_a_text_in_one_line_is_divided_without_copying_what_is_left(length: int) -> None:
    line = ("河水慢慢地流，" * 9 + "船停在岸边。") * (length // 69)
    Counted.copied = 0
    article = fit(Article(blocks=(Paragraph((Run(Counted(line)),)),)))
    assert Counted.copied <= 2 * len(line)
    assert "".join(plain(block.runs) for block in article.blocks) == line  # type: ignore[union-attr] # paragraphs


def test_a_line_without_a_break_is_broken_in_whatever_styles_it_stands() -> None:
    runs = tuple(Run("x" * 700, strong=number % 2 == 0) for number in range(30))
    (paragraph,) = fit(Article(blocks=(Paragraph(runs[:10]),))).blocks
    lines = plain(paragraph.runs).split("\n")  # type: ignore[union-attr] # a paragraph
    assert [len(line) for line in lines] == [1000] * 7
    pieces = [plain(block.runs) for block in fit(Article(blocks=(Paragraph(runs),))).blocks]  # type: ignore[union-attr] # paragraphs
    assert "".join(pieces).replace("\n", "") == "x" * 21_000
    assert max(map(len, "".join(pieces).split("\n"))) == 1000
