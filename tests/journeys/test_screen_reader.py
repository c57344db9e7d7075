"""A blind reader at a real window: what AT-SPI shows of it, and what Orca says while the keys are pressed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxreader.model.article import Article, Heading, ListBlock, ListItem, Paragraph, Run
from gxreader.model.codec import to_json
from tests.journeys.assistive_desk import AssistiveDesk, assistive_desk, missing, until

_WHY_NOT = missing()
pytestmark = [
    pytest.mark.skipif(bool(_WHY_NOT) and not os.environ.get("CI"), reason=_WHY_NOT),
    pytest.mark.timeout(300),
]

KEEPER = "老周每天早上来开门。他先浇花，再烧水。"
CHILDREN = "孩子们坐在窗下念书。"


def first(second: Path) -> Article:
    """An article of three sections with a link to another one."""
    link = Run("第二篇文章", link=second.as_uri())
    items = tuple(ListItem((paragraph(words),)) for words in ("带一把扇子", "带一壶茶"))
    return Article(
        title="河边的图书室",
        language="zh",
        blocks=(
            paragraph(KEEPER),
            Paragraph((Run("请看"), link, Run("，写的是冬天。"))),
            Heading((Run("夏天的夜里"),)),
            paragraph(CHILDREN + "风从河上来。"),
            ListBlock(items),
            Heading((Run("冬天的早晨"),)),
            paragraph("炉子上烤着红薯。"),
        ),
    )


def paragraph(words: str) -> Paragraph:
    return Paragraph((Run(words),))


@pytest.fixture
def desk(private_home: Path) -> Iterator[AssistiveDesk]:
    assert not _WHY_NOT, _WHY_NOT  # where every change is tested, all of it is there
    with assistive_desk(private_home) as made:
        yield made


@pytest.fixture
def article(tmp_path: Path) -> str:
    second = tmp_path / "second.json"
    second.write_bytes(to_json(Article(title="第二篇", language="zh", blocks=(paragraph("雪下得很大。"),))))
    written = tmp_path / "first.json"
    written.write_bytes(to_json(first(second)))
    return str(written)


def caret_line(desk: AssistiveDesk) -> str:
    """From where the caret stands to the end of its paragraph."""
    seen = desk.look("caret")
    return str(seen["text"])[int(seen["caret"]) :].split("\n")[0]


def test_the_article_is_a_tree_whose_links_open(desk: AssistiveDesk, article: str) -> None:
    desk.start("--lang", "zh", "open", article, "--mode", "elderly", "--window", "1366x768")
    assert desk.shows("heading", "夏天的夜里"), desk.complaints_text
    things = desk.all_things()
    headings = [(one["name"], one["attributes"].get("level")) for one in things if one["role"] == "heading"]
    assert headings == [("河边的图书室", "1"), ("夏天的夜里", "2"), ("冬天的早晨", "2")]
    assert [one["name"] for one in things if one["role"] == "list item"] == ["带一把扇子", "带一壶茶"]
    link = next(one for one in things if one["role"] == "link")
    assert link["name"] == "第二篇文章"
    assert link["actions"] == ["Press"]
    left, top, width, height = link["box"]
    assert 0 < left < left + width < 1366
    assert 0 < top < top + height < 768
    text = next(one for one in things if one["role"] == "text")
    assert {"READ_ONLY", "MULTI_LINE", "FOCUSED"} <= set(text["states"])
    seen = [one for one in things if "SHOWING" in one["states"]]
    unnamed = [one for one in seen if one["role"] in {"push button", "text", "link"} and not one["name"]]
    assert not unnamed

    assert desk.look("press", "link", "第二篇文章") is True
    assert desk.shows("heading", "第二篇"), desk.complaints_text
    assert "河边的图书室" not in [one["name"] for one in desk.all_things() if one["role"] == "heading"]
    desk.leave()


def test_orca_reads_paragraph_by_paragraph_and_finds_headings(desk: AssistiveDesk, article: str) -> None:
    desk.start_orca()
    desk.start("--lang", "zh", "open", article, "--mode", "elderly", "--window", "1366x768")
    desk.hears("河边的图书室 - 桂读 gxreader")
    desk.hears("文章")  # the keyboard is at the article

    desk.rest()
    for words in (KEEPER, "请看第二篇文章，写的是冬天。", "夏天的夜里"):
        assert words in desk.reads_down()
    desk.press("alt+shift+h", "标题：河边的图书室")
    desk.press("alt+h", "标题：夏天的夜里")
    assert CHILDREN in desk.reads_down()
    desk.press("alt+h", "标题：冬天的早晨")
    desk.press("alt+h", "后面没有标题了")
    desk.press("alt+shift+k", "链接：第二篇文章")
    desk.press("alt+shift+n", "请看第二篇文章，写的是冬天。")
    desk.press("alt+n", "夏天的夜里")
    desk.press("alt+Up", "字已变大")
    assert CHILDREN in desk.reads_down(), "another size leaves the caret where it was"
    desk.press("alt+k", "后面没有链接了")
    desk.press("alt+shift+k", "链接：第二篇文章")
    desk.press("Return", "第二篇 文章打开了")
    assert "雪下得很大。" in desk.reads_down()
    desk.leave()


def test_orca_tells_of_reading_language_and_mode(desk: AssistiveDesk, article: str) -> None:
    desk.start_orca()
    desk.start("--lang", "zh", "open", article, "--mode", "elderly", "--window", "1366x768")
    desk.hears("文章")

    desk.press("alt+h", "标题：夏天的夜里")  # reading begins where the caret is
    before = len(desk.spoken)
    desk.press("F5")
    # Of two answers in a moment Orca may say only the later: without a sound card there is one more.
    desk.hears_one_of(("正在朗读", "没有可用的声音设备"), before)
    assert until(lambda: "接着读" in names(desk) or "暂停" in names(desk))
    desk.press("F5", "已暂停")
    line = caret_line(desk)
    assert line.startswith(("夏天的夜里", "孩子们坐在窗下念书。", "风从河上来。")), (
        "the caret is where the voice is"
    )
    desk.press("shift+F5", "朗读停了")

    desk.press("alt+Home", "您想读点什么")  # the screen says its name
    desk.press("Escape")
    desk.press("ctrl+shift+l", "Now in English")
    desk.press("ctrl+shift+e", "Large mode is off")
    desk.press("alt+shift+h", "Heading: 河边的图书室")
    assert KEEPER in desk.reads_down(), "the keyboard is at the article, whatever the mode"
    desk.leave()


def names(desk: AssistiveDesk) -> set[str]:
    return {one["name"] for one in desk.all_things() if one["role"] == "push button"}
