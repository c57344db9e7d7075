"""A page copied as text opens with every field, and nothing of its frame in the body."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from gxreader.load.reference import Kind, Reference, pasted
from gxreader.model.article import Article, Heading, Paragraph, plain
from gxreader.model.site import Extension, ShareTarget, Translation
from tests.parts import load_article
from tests.seed import seed_path

TWIN = Path(__file__).resolve().parents[1] / "fixtures" / "load" / "twin-page.txt"
SEED_HOT_WORDS = "营商环境 学籍 社保 企业开办 身份证 桂惠贷 公积金 养老保险"
FRAME = ("热搜词", "当前位置", "退出老年人模式", "打印", "文件下载", "扫一扫", "微信", "ext.json", "网站首页")


def texts(links: tuple[object, ...]) -> list[str]:
    return [link.text for link in links]  # type: ignore[attr-defined] # links of any kind


def body(article: Article) -> Iterator[str]:
    for block in article.blocks:
        assert isinstance(block, Heading | Paragraph)
        yield plain(block.runs)


def opened(path: Path) -> Article:
    return load_article(Reference(Kind.FILE, str(path)))


@pytest.fixture(scope="module")
def twin() -> Article:
    return opened(TWIN)


@pytest.fixture(scope="module")
def seed() -> Article:
    path = seed_path()
    if path is None:
        pytest.skip("the seed article is not beside the project")
    return opened(path)


def test_the_twin_opens_with_every_field(twin: Article) -> None:
    assert texts(twin.hot_words) == (
        ["老年公交卡", "图书证", "高龄补贴", "家庭医生", "水费", "暖心食堂", "旧衣回收", "河长热线"]
    )
    assert texts(twin.navigation) == (
        ["网站首页", "信息公开", "办事大厅", "互动交流", "云江数据", "走进邻邦", "秀美云江", "媒体之窗"]
    )
    assert texts(twin.breadcrumb) == ["首页", "云江要闻"]
    assert twin.column == "云江要闻"
    assert twin.title == "书声入巷 一城灯火伴夜读"
    assert twin.subtitle == "——云江市社区图书室走访记"
    assert twin.source == "云江晚报"
    assert twin.published == datetime.fromisoformat("2025-11-06T17:45:00+08:00")
    assert twin.published.isoformat() == "2025-11-06T17:45:00+08:00"
    assert twin.author == "覃怀远"
    assert texts(twin.related) == ["云江要闻", "影像云江", "市长办公会议"]
    assert twin.extension == Extension("./t30516248_ext.json")
    check_what_both_share(twin)


def test_the_twin_has_three_headings_of_two_lines(twin: Article) -> None:
    headings = [block for block in twin.blocks if isinstance(block, Heading)]
    assert [(plain(block.runs), block.level) for block in headings] == [
        ("夜之一角:\n在青石巷口遇见读书的人", 2),
        ("水之两岸:\n从一间小屋到一张全城的书单", 2),
        ("灯之约定:\n在慢慢的日子里把书读长", 2),
    ]
    assert len(twin.blocks) == 32


@pytest.mark.seed
def test_the_seed_opens_with_every_field(seed: Article) -> None:
    assert texts(seed.hot_words) == SEED_HOT_WORDS.split()
    assert texts(seed.navigation) == (
        ["网站首页", "政府信息公开", "政务服务", "政民互动", "广西数据", "易达东盟", "美丽广西", "新媒体矩阵"]
    )
    assert texts(seed.breadcrumb) == ["首页", "广西要闻"]
    assert seed.column == "广西要闻"
    assert seed.title == "策马扬鞭 桂港合奏新篇章"
    assert seed.subtitle.startswith("——广西")
    assert seed.source == "广西日报"
    assert seed.published == datetime.fromisoformat("2026-02-23T08:20:00+08:00")
    assert seed.author == "苏津民"
    assert texts(seed.related) == ["广西要闻", "图片新闻", "政府常务会议"]
    assert seed.extension == Extension("./t27278673_ext.json")
    headings = [plain(block.runs) for block in seed.blocks if isinstance(block, Heading)]
    assert [heading.split("\n")[0] for heading in headings] == ["春之现场:", "春之坐标:", "春之共赴:"]
    assert all(heading.count("\n") == 1 for heading in headings)
    check_what_both_share(seed)


def check_what_both_share(article: Article) -> None:
    assert article.share == (
        ShareTarget("wechat", "微信"),
        ShareTarget("toutiao", "头条"),
        ShareTarget("weibo", "微博"),
        ShareTarget("qzone", "空间"),
        ShareTarget("qq", "qq"),
    )
    assert article.attachments == ()
    assert article.translations == (Translation("en", "", "EN"),)
    assert article.language == "zh"
    assert article.warnings == ()
    whole = list(body(article))
    assert not [word for word in FRAME for text in whole if word in text]
    assert whole[-1].endswith(f"({article.author})")


@pytest.mark.seed
def test_no_line_of_the_seed_is_lost(seed: Article) -> None:
    path = seed_path()
    assert path is not None
    check_no_line_lost(path, seed)


def test_no_line_of_the_twin_is_lost(twin: Article) -> None:
    check_no_line_lost(TWIN, twin)


def check_no_line_lost(path: Path, article: Article) -> None:
    kept = "\n".join([article.title, article.subtitle, *body(article)])
    fields = [*article.hot_words, *article.navigation, *article.breadcrumb, *article.related]
    surroundings = " ".join(link.text for link in fields)
    tools = {"|", "EN", "退出老年人模式", "打印", "文件下载:", "扫一扫在手机打开当前页"}
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip().removeprefix("• ")
        if not text or text in tools or text.startswith(("热搜词", "当前位置", "来源", "微", "头条", "./")):
            continue
        assert text in kept or text in surroundings, text


def test_a_copy_with_only_some_of_the_frame_opens_as_well() -> None:
    article = load_article(
        pasted(
            "当前位置：首页 > 图片新闻 > 正文\n"
            "白鹭洲迎来第一批越冬候鸟\n"
            "发布时间：2025年11月20日 07:30　来源：云江晚报　作者：韦建平\n"
            "【字体：大 中 小】 \n"
            "清晨的白鹭洲上，一百多只候鸟落在浅水里，远看像一片没有化的雪。\n"
            "守鸟人说，它们每年都来，比去年早了三天。\n"
            "附件：1.候鸟观测点位图.pdf\n"
            "责任编辑：莫言欢\n"
            "上一篇：河边步道开放\n"
        )
    )
    assert article.title == "白鹭洲迎来第一批越冬候鸟"
    assert (article.column, article.source, article.author) == ("图片新闻", "云江晚报", "韦建平")
    assert article.published == datetime.fromisoformat("2025-11-20T07:30:00+08:00")
    assert list(body(article)) == [
        "清晨的白鹭洲上，一百多只候鸟落在浅水里，远看像一片没有化的雪。",
        "守鸟人说，它们每年都来，比去年早了三天。",
    ]
    assert [file.kind for file in article.attachments] == ["pdf"]
    assert texts(article.related) == ["河边步道开放"]


def test_a_copy_without_any_source_line_finds_title_and_subtitle() -> None:
    article = load_article(
        pasted(
            "网站首页 > 云江要闻\n微信 微博 QQ空间\n"
            "老街的钟又响了\n——一座钟楼的修复\n"
            "停了十一年的大钟，昨天中午重新敲响，整条街的人都停下来听。\n"
            "修钟的师傅说，零件一个也没有换，只是擦干净了。\n扫一扫在手机打开当前页\n"
        )
    )
    assert (article.title, article.subtitle) == ("老街的钟又响了", "——一座钟楼的修复")
    assert [target.id for target in article.share] == ["wechat", "weibo", "qzone"]
    assert len(article.blocks) == 2


def test_kicker_title_and_subtitle_above_the_source_line() -> None:
    article = load_article(
        pasted(
            "走读清水河\n十里步道伴晨光\n——开放首日见闻\n来源：云江晚报 2025-09-18 09:05\n"
            "清晨六点，两岸的路灯刚刚熄灭，步道上已经有了脚步声。\n"
        )
    )
    assert (article.kicker, article.title, article.subtitle) == (
        "走读清水河",
        "十里步道伴晨光",
        "——开放首日见闻",
    )


@pytest.mark.parametrize(
    ("ending", "author"),
    [
        ("他笑了。（覃怀远）", "覃怀远"),
        ("他笑了。（本报记者 韦建平 通讯员 莫秀兰）", "韦建平 莫秀兰"),
        ("他笑了。（阿依古丽·买买提）", "阿依古丽·买买提"),
        ("他笑了。（完）", ""),
        ("他笑了。（有删节）", ""),
        ("他买了三样（苹果梨桃）", ""),
    ],
)
def test_a_signature_is_an_author_only_when_it_is_a_name(ending: str, author: str) -> None:
    article = load_article(
        pasted(f"题目在此\n来源：云江晚报 2025-01-02 03:04\n第一段话说得很完整。\n{ending}")
    )
    assert article.author == author
    assert list(body(article))[-1] == ending
