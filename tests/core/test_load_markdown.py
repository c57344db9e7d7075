"""Markdown is recognised by several signs together, and read with its statements, notes and tables."""

from __future__ import annotations

import pytest

from gxreader.errors import Unreadable
from gxreader.load.kinds import Content, content_of, content_of_text
from gxreader.load.markdown_signs import is_markdown
from gxreader.load.reference import pasted
from gxreader.model.article import Code, ListBlock, Paragraph, Run, Table
from gxreader.model.units import Units
from tests.core.documents import opened, outline, told
from tests.parts import load_article

TEXT = """---
title: 河边的一年
author: 覃怀远
date: 2024-03-05
tags: [河, 桥]
---

# 春天

船夫清早到河边，**鱼多了**，水也[清了](https://example.org/water)[^1]。

## 带什么

- 伞
  - 一把大的
- 书

3. 先开门
4. 再扫地

| 名称 | 数量 |
|:-----|-----:|
| 渡船 | 一只 |

> 水是老朋友。

```python
print("# no heading")
```

![河上的桥](https://example.org/bridge.png)
![本地的图](pictures/a.png)

<div>也有<b>标记</b>写的话。<script>alert(1)</script></div>

[^1]: 去年没有这么清。
    下雨以后也清。
"""


def test_all_of_it() -> None:
    assert content_of(TEXT.encode()) is Content.MARKDOWN
    article = opened(TEXT.encode())
    assert (article.title, article.author, article.keywords) == ("河边的一年", "覃怀远", ("河", "桥"))
    assert article.published is not None
    assert article.published.isoformat() == "2024-03-05T00:00:00+08:00"
    assert outline(article.blocks) == [
        "# 春天",
        "船夫清早到河边，鱼多了，水也清了[1]。",
        "## 带什么",
        "- 伞 / - 一把大的 - 书",
        "1. 先开门 1. 再扫地",
        "名称|数量; 渡船|一只",
        "> 水是老朋友。",
        '```print("# no heading")',
        "[https://example.org/bridge.png|河上的桥|]",
        "本地的图",
        "也有标记写的话。",
        "###### 注释",
        "1. 去年没有这么清。 下雨以后也清。",
    ]
    first, counted, table, code = (article.blocks[place] for place in (1, 4, 5, 7))
    assert isinstance(first, Paragraph)
    assert Run("鱼多了", strong=True) in first.runs
    assert Run("清了", link="https://example.org/water") in first.runs
    assert isinstance(counted, ListBlock)
    assert (counted.ordered, counted.start) == (True, 3)
    assert isinstance(table, Table)
    assert table.rows[0][0].header
    assert isinstance(code, Code)
    assert code.language == "python"


def test_pasted_markdown_is_read_the_same_way() -> None:
    article = load_article(pasted("# 渡口\n\n今天的**河水**很清，[照片](https://example.org/a)在这里。\n"))
    assert article.title == "渡口"
    assert outline(article.blocks) == ["今天的河水很清，照片在这里。"]


def test_the_first_heading_is_the_title_unless_another_is_stated() -> None:
    assert opened("# 一\n\n字。\n\n- 甲\n- 乙\n".encode()).title == "一"
    stated = opened("---\ntitle: 书\n---\n# 一\n\n字。\n\n# 二\n\n字。\n".encode())
    assert (stated.title, outline(stated.blocks)) == ("书", ["# 一", "字。", "# 二", "字。"])
    toml = opened('+++\ntitle = "书"\n+++\n\n# 书\n\n字。\n\n- 甲\n- 乙\n'.encode())
    assert (toml.title, outline(toml.blocks)) == ("书", ["字。", "- 甲 - 乙"])


@pytest.mark.parametrize(
    "text",
    [
        "# 一\n\n字。\n\n## 二\n\n字。\n",
        "看[这里](https://example.org/a)，**很好**。\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n`x`\n",
        "![图](a.png)\n\n> 话\n",
        "字。[^1]\n\n# 一\n\n[^1]: 注\n",
        "---\ntitle: x\n---\n字。\n",
        "```\ncode\n```\n\n- a\n- b\n",
    ],
)
def test_several_signs_make_markdown(text: str) -> None:
    assert content_of_text(text) is Content.MARKDOWN
    assert content_of(text.encode()) is Content.MARKDOWN
    assert is_markdown(text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "text",
    [
        "河边的晨光\n\n　　清晨的河面起了薄雾。\n",
        "第一章 渡口\n\n从前有一条河。\n* * *\n第二章 桥\n\n后来有了桥。\n",
        "#话题# 今天天气好。\n#生活# 去河边走走。\n",
        "• 一\n• 二\n",
        "- 一\n- 二\n- 三\n",
        "# settings of the lamp\nname: lamp\ncolour: warm\n# how bright\nlevel: 3\nitems:\n  - a\n  - b\n",
        "#!/bin/sh\n# greet\necho hello\n# leave\nexit 0\n- x\n- y\n",
        "# remark\nimport os\nfrom sys import path\n# another\ndef go():\n    pass\n- 1\n- 2\n",
        "Prices: 3 * 4 = 12, and 2 * 2 = 4.\n-----\nThe end\n",
        "He said [sic] (and meant it).\n",
        "标题\n====\n字。\n",
        "",
    ],
)
def test_other_texts_stay_texts(text: str) -> None:
    assert not is_markdown(text)


def test_the_seed_of_a_page_stays_a_text() -> None:
    page = "热搜词：河 桥\n首页 > 要闻\n# 渡口开放\n来源：样刊 2024-03-05\n　　今天渡口开放，都说好。\n"
    assert content_of_text(page) is Content.TEXT


def test_nothing_is_lost_however_deep() -> None:
    quotes = "# 一\n\n" + ">" * 500 + " 深处的话\n\n- 甲\n- 乙\n"
    assert "深处的话" in told(opened(quotes.encode()))
    lists = "# 一\n\n" + "".join(f"{'  ' * n}- 第{n}层\n" for n in range(300))
    text = told(opened(lists.encode()))
    assert [n for n in range(300) if f"第{n}层" not in text] == []


def test_markup_and_addresses_that_mean_harm_are_only_text() -> None:
    text = (
        "# 一\n\n[坏](javascript:alert(1)) [好](https://example.org/) ![远](file:///etc/passwd)\n\n"
        "<iframe src='file:///etc/passwd'></iframe><style>@import 'x';</style>字。\n"
    )
    article = opened(text.encode())
    links = [run.link for block in article.blocks for run in getattr(block, "runs", ()) if run.link]
    assert links == ["https://example.org/"]
    assert "字。" in "".join(unit.text for unit in Units(article).all)
    assert "import" not in told(article)


def test_other_encodings_and_nothing_at_all() -> None:
    assert "船夫" in told(opened(TEXT.encode("gb18030")))
    assert "船夫" in told(opened(TEXT.encode("utf-16")))
    with pytest.raises(Unreadable):
        opened(b"---\ntitle:\n---\n")


def test_brackets_without_end_stand_for_themselves_and_links_stay_links() -> None:
    loose = "[" * 400 + "字\\["
    text = f"# 题\n\n{loose}\n\n见[渡口](https://news.example/a)。\n\n- 一\n- 二\n\n## 节\n\n字。\n"
    article = opened(text.encode())
    assert told(article).count("[") == 401
    assert "\\" not in told(article)
    runs = [run for block in article.blocks if isinstance(block, Paragraph) for run in block.runs]
    assert [run.text for run in runs if run.link == "https://news.example/a"] == ["渡口"]
