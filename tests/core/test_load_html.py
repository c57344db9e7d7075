"""Web pages become structured articles."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gxreader.errors import Unreadable
from gxreader.load.credits import read_credits
from gxreader.load.fit import fit
from gxreader.model.article import (
    Article,
    Block,
    Code,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
    plain,
)
from gxreader.model.site import Attachment, Extension, Link, Translation
from gxreader.model.units import Units, block_leaves
from tests.parts import read_page

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "load"
YUNJIANG = "https://www.yunjiang.example"
SENTENCE = "清晨六点，两岸的路灯刚刚熄灭，步道上已经有了脚步声，老人慢走，年轻人慢跑，谁也不催谁。"


def kinds(article: Article) -> str:
    return " ".join(type(block).__name__ for block in article.blocks)


def words(block: Block) -> str:
    return "|".join(plain(runs) for _, runs in block_leaves(block))


def page(body: str, head: str = "") -> Article:
    whole = f"<article>{body}<p>{SENTENCE}</p><p>{SENTENCE * 3}</p></article>"
    return fit(read_page(f"<html><head>{head}</head><body>{whole}</body></html>"))


@pytest.fixture(scope="module")
def government() -> Article:
    return read_page((FIXTURES / "government-page.html").read_bytes(), url=f"{YUNJIANG}/yjyw/t4410001.shtml")


@pytest.fixture(scope="module")
def blog() -> Article:
    return read_page(
        (FIXTURES / "blog-page.html").read_bytes(), url="https://slowgarden.example/posts/mint?from=x"
    )


@pytest.fixture(scope="module")
def news() -> Article:
    return read_page((FIXTURES / "english-news.html").read_bytes(), url="https://courier.example/library")


def test_a_government_page_states_itself(government: Article) -> None:
    assert government.title == "清水河畔添新绿 十里步道伴晨光"
    assert (government.kicker, government.subtitle) == ("走读清水河", "——云江市滨水步道开放首日见闻")
    assert (government.source, government.author) == ("云江晚报", "覃怀远")
    assert government.published == datetime.fromisoformat("2025-09-18T09:05:00+08:00")
    assert (government.site, government.column) == ("云江市人民政府门户网站", "云江要闻")
    assert government.keywords == ("步道", "清水河", "绿化")
    assert government.summary == "清水河沿岸步道全线开放。"
    assert government.language == "zh-CN"
    assert government.url == f"{YUNJIANG}/yjyw/t4410001.shtml"


def test_what_surrounds_a_government_page_is_kept(government: Article) -> None:
    assert government.breadcrumb == (Link("首页", f"{YUNJIANG}/"), Link("云江要闻", f"{YUNJIANG}/yjyw/"))
    assert government.hot_words == (
        Link("公交换乘", f"{YUNJIANG}/so?q=1"),
        Link("入学登记", f"{YUNJIANG}/so?q=2"),
    )
    assert [link.text for link in government.navigation] == ["网站首页", "信息公开", "互动交流"]
    assert [link.text for link in government.related] == ["云江要闻", "影像云江"]
    assert government.translations == (Translation("en", f"{YUNJIANG}/en/", "EN"),)
    assert [target.id for target in government.share] == ["wechat", "weibo", "qq"]
    assert government.attachments == (
        Attachment("步道开放须知.pdf", f"{YUNJIANG}/yjyw/P020250918003.pdf", "pdf"),
    )
    assert government.extension == Extension(f"{YUNJIANG}/yjyw/t4410001_ext.json")


def test_the_body_of_a_government_page_has_its_structure(government: Article) -> None:
    assert kinds(government) == (
        "Picture Paragraph Paragraph Heading Paragraph Paragraph Heading Paragraph Table Paragraph Paragraph"
    )
    picture, first, second, heading = government.blocks[:4]
    assert isinstance(picture, Picture)
    assert picture.url == f"{YUNJIANG}/yjyw/W020250918002.jpg"
    assert (picture.alt, plain(picture.caption)) == (
        "晨练的人走在步道上",
        "图为市民在清水河步道上晨练。苏晓 摄",
    )
    assert isinstance(first, Paragraph)
    assert first.runs[0].text.startswith("清晨六点")
    assert first.runs[1] == Run("十里步道", strong=True)
    assert isinstance(second, Paragraph)
    assert Run("老石桥", link=f"{YUNJIANG}/bridge/") in second.runs
    assert isinstance(heading, Heading)
    assert (plain(heading.runs), heading.level) == ("水边之路：\n一条步道怎样走进家门口", 2)
    assert words(government.blocks[8]) == "|路段|开放时间|石桥段|5:30—22:00|白鹭洲段|6:00—21:30"


def test_nothing_of_the_frame_is_in_the_body(government: Article) -> None:
    whole = "\n".join(words(block) for block in government.blocks)
    frame = ("打印", "字体", "扫一扫", "责任编辑", "文件下载", "热搜词", "脚本写的字", "ICP", "来源")
    assert [word for word in frame if word in whole] == []


def test_a_blog_keeps_every_kind_of_block(blog: Article) -> None:
    assert kinds(blog) == (
        "Paragraph Heading Paragraph ListBlock Heading Paragraph Quote Picture Heading "
        "Code Paragraph Separator Paragraph"
    )
    assert (blog.title, blog.author, blog.site) == ("阳台上的三盆薄荷", "林小满", "慢慢种")
    assert blog.url == "https://slowgarden.example/posts/mint"
    assert blog.language == "zh"  # the template says en, the text does not
    assert blog.published == datetime.fromisoformat("2025-05-03T07:30:00+08:00")
    watering = blog.blocks[2]
    assert isinstance(watering, Paragraph)
    for run in (
        Run("湿润", strong=True),
        Run("第一节", emphasis=True),
        Run("薄", ruby="bò"),
        Run("荷", ruby="he"),
    ):
        assert run in watering.runs
    care = blog.blocks[3]
    assert isinstance(care, ListBlock)
    assert words(care) == "春天：两天一次|夏天：早晚各一次|伏天再加一次喷雾|冬天：一周一次"
    assert isinstance(care.items[1].blocks[1], ListBlock)
    assert isinstance(blog.blocks[6], Quote)
    assert blog.blocks[7] == Picture(
        "https://slowgarden.example/img/mint.jpg", "三盆薄荷", (Run("入夏以后的薄荷。"),), 800, 600
    )
    assert blog.blocks[9] == Code('for day in range(7):\n    water("mint")', "python")
    assert isinstance(blog.blocks[11], Separator)


def test_an_english_page_is_read_by_its_linked_data(news: Article) -> None:
    assert (news.title, news.author) == ("Village library opens its doors after dark", "Nora Whitfield")
    assert (news.site, news.language) == ("The Harbour Courier", "en-GB")
    assert news.published == datetime(2025, 10, 12, 6, 15, tzinfo=UTC)
    assert news.modified == datetime(2025, 10, 12, 9, 0, tzinfo=UTC)
    assert news.translations == (Translation("zh-CN", "https://courier.example/zh/library"),)
    assert kinds(news) == (
        "Paragraph Paragraph Heading Paragraph Paragraph Table Heading ListBlock Paragraph"
    )
    assert "café corner" in words(news.blocks[1])
    table = news.blocks[5]
    assert isinstance(table, Table)
    assert plain(table.caption) == "Opening hours"
    assert [cell.header for cell in table.rows[0]] == [True, True]
    steps = news.blocks[7]
    assert isinstance(steps, ListBlock)
    assert (steps.ordered, steps.start) == (True, 3)


def test_div_paragraphs_and_line_breaks_divide_as_a_browser_shows_them() -> None:
    article = page("<div>　　甲段，说完了。<br>　　乙段，说完了。<br><br>丙段<br>仍是丙段。</div>")
    assert [words(block) for block in article.blocks[:3]] == [
        "甲段，说完了。",
        "乙段，说完了。",
        "丙段\n仍是丙段。",
    ]


def test_white_space_is_collapsed_as_a_browser_does() -> None:
    article = page("<p>  one\n   two <b> three</b>\t four&nbsp;&nbsp; five </p>")
    assert words(article.blocks[0]) == "one two three four five"


def test_what_is_hidden_or_no_text_is_not_read() -> None:
    article = page(
        "<p>甲。</p><p hidden>乙</p><p style='display: none'>丙</p>"
        "<select><option>丁</select><script>戊</script>"
    )
    assert words(article.blocks[0]) == "甲。"
    assert words(article.blocks[1]) == SENTENCE


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "#top", "vbscript:x"]
)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    article = page(f"<p>前<a href='{address}'>链接</a>后</p>")
    assert article.blocks[0] == Paragraph((Run("前链接后"),))


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "data:image/png;base64,AAAA", "javascript:x", "mailto:a@b"]
)
def test_only_pictures_of_the_web_become_pictures_and_others_leave_their_text(address: str) -> None:
    article = page(f"<p>前<img src='{address}' alt='图'>后</p>")
    assert words(article.blocks[0]) == "前图后"


def test_a_layout_table_is_read_through_and_text_beside_cells_is_kept() -> None:
    article = page(
        f"<table><tr><td><p>{SENTENCE}</p></td></tr></table><table>散<tr><td>甲</td><td>乙</td></tr></table>"
    )
    whole = "".join(words(block) for block in article.blocks)
    assert not any(isinstance(block, Table) for block in article.blocks)
    for text in (SENTENCE, "散", "甲", "乙"):
        assert text in whole


def test_a_picture_that_loads_late_is_found_where_the_page_keeps_its_address() -> None:
    article = page("<img src='/blank.gif' data-src='https://example.org/a.jpg' alt='河'>")
    assert article.blocks[0] == Picture("https://example.org/a.jpg", "河")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("<html><body></body></html>", "load.no-text"),
        ("<html><head><title>x</title></head><body><script>go()</script></body></html>", "load.browser-only"),
        ("<html><body><img src='data:x'></body></html>", "load.no-text"),
    ],
)
def test_a_page_without_an_article_says_so(body: str, key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_page(body)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("line", "source", "author", "time"),
    [
        ("来源: 云江晚报 2025-09-18 09:05", "云江晚报", "", "09:05"),
        ("2025年09月18日 09:05　来源：新云社", "新云社", "", "09:05"),
        ("发布时间：2025-09-18 09:05 信息来源：云江市教育局 浏览次数：12次", "云江市教育局", "", "09:05"),
        ("作者：韦建平 | 来源：云江日报 | 2025/9/18 9:05:00 | 字号：大 中 小", "云江日报", "韦建平", "09:05"),
    ],
)
def test_credit_lines_in_all_orders(line: str, source: str, author: str, time: str) -> None:
    found = read_credits(line)
    assert found is not None
    assert (found.source, found.author) == (source, author)
    assert found.published is not None
    assert f"{found.published:%H:%M}" == time


def test_units_of_a_page_hold_its_title_first(government: Article) -> None:
    units = Units(government)
    assert [unit.text for unit in units.all[:3]] == [government.kicker, government.title, government.subtitle]
