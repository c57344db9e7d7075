"""Every field of every shape of government page, and nothing of its frame in the body."""

import pytest

from gxreader.model.article import Article, Heading, ListBlock, Picture, Table, plain
from gxreader.model.site import Attachment, Extension, Link, ShareTarget, Translation
from tests.core.government import ARTICLES, all_words, article_of, body_text, china, words
from tests.parts import read_page

QINGHE = "http://www.qinghe.example"
WATER = "http://slt.qinghe.example"
RIVER = "http://www.fenyangchuan.example"
WETLAND = "http://sthj.qiuling.example"
ISLAND = "http://jyj.dongyu.example"
CLOUD = "https://www.yunbian.example"
BRIDGE = "http://www.shiqiao.example"
ENGLISH = "http://en.qinghe.example"
PLAIN = {
    "kicker": "",
    "subtitle": "",
    "author": "",
    "modified": None,
    "keywords": (),
    "summary": "",
    "attachments": (),
    "related": (),
    "hot_words": (),
    "navigation": (),
    "share": (),
    "translations": (),
    "entries": (),
    "paging": None,
    "extension": None,
    "warnings": (),
}


def links(base: str, **named: str) -> tuple[Link, ...]:
    return tuple(Link(text, base + path if path else "") for text, path in named.items())


EXPECTED: dict[str, dict[str, object]] = {
    "gxzf-new": {
        "title": "渡口灯明 夜市人归",
        "subtitle": "——老城码头夜间照明改造见闻",
        "author": "覃晓岚",
        "source": "青禾日报",
        "published": china("2025-11-06T08:20"),
        "language": "zh-CN",
        "url": f"{QINGHE}/gxyw/t27301122.shtml",
        "site": "青禾自治区人民政府门户网站",
        "column": "青禾要闻",
        "breadcrumb": links(QINGHE, 首页="/", 青禾要闻="/"),
        "keywords": ("渡口", "夜市", "灯光", "乡镇"),
        "summary": "老渡口的灯修好了，夜市又热闹起来。",
        "related": links(QINGHE, 青禾要闻="/gxyw/", 图片新闻="/tpxw/", 政府常务会议="/cwhy/"),
        "hot_words": links(
            f"{QINGHE}/so?tab=all&qt=", 居住证="居住证", 医保缴费="医保缴费", 婚姻登记="婚姻登记"
        ),
        "navigation": (
            *links(QINGHE, 网站首页="/", 政府信息公开="/zfxxgk/"),
            Link("政务服务", "http://zwfw.qinghe.example/"),
            *links(QINGHE, 政民互动="/hd/", 青禾数据="/sj/"),
        ),
        "share": (
            ShareTarget("wechat", "微信"),
            ShareTarget("toutiao", "头条"),
            ShareTarget("weibo", "微博"),
            ShareTarget("qzone", "空间"),
            ShareTarget("qq", "qq"),
        ),
        "translations": (Translation("en", "http://en.qinghe.example/", "EN"),),
        "extension": Extension(f"{QINGHE}/gxyw/t27301122_ext.json"),
    },
    "gxzf-old": {
        "title": "三江口修起便民浮桥",
        "subtitle": "两岸村民过江从一小时缩到五分钟",
        "source": "三江县水利局",
        "published": china("2019-04-11T16:05"),
        "language": "zh",
        "url": f"{WATER}/gzdt/jcdt/201904/t20190411_100231.html",
        "site": "青禾自治区水利厅",
        "column": "基层动态",
        "breadcrumb": links(WATER, 首页="/", 工作动态="/gzdt/", 基层动态=""),
        "attachments": (
            Attachment("浮桥通行须知.doc", f"{WATER}/gzdt/jcdt/201904/P020190411580000000002.doc", "doc"),
        ),
        "navigation": links(WATER, 首页="/", 机构设置="/jgsz/", 工作动态="/gzdt/", 办事服务="/bsfw/"),
        "translations": (Translation("en", f"{WATER}/en/", "English"),),
    },
    "shanxi": {
        "kicker": "丰收在望",
        "title": "果农的冷库开在了地头",
        "subtitle": "苹果采下两小时就能入库保鲜",
        "author": "贺川",
        "source": "汾阳川日报",
        "published": china("2023-10-12T07:06"),
        "language": "zh",
        "url": f"{RIVER}/yw/sxyw/202310/t20231012_700101.shtml",
        "site": "汾阳川省人民政府门户网站",
        "column": "本省要闻",
        "breadcrumb": links(RIVER, 首页="/", 要闻="/yw/", 本省要闻=""),
        "hot_words": links(f"{RIVER}/search?sword=", 转型="转型", 旅游="旅游"),
        "navigation": links(RIVER, 首页="/", 省政府="/szf/", 要闻="/yw/", 政策="/zw/", 服务="/fw/"),
        "share": (
            ShareTarget("qq", "QQ"),
            ShareTarget("qzone", "空间"),
            ShareTarget("wechat", "微信"),
            ShareTarget("weibo", "微博"),
        ),
    },
    "mee": {
        "title": "湿地监测站的一周（3.3-3.9）",
        "source": "丘陵省环境监测中心",
        "published": china("2024-03-10T14:46"),
        "language": "zh",
        "url": f"{WETLAND}/ywdt/hjyw/202403/t20240310_905001.shtml",
        "site": "丘陵省生态环境厅",
        "column": "环境要闻",
        "breadcrumb": links(WETLAND, 首页="/", 要闻动态="/ywdt/", 环境要闻="/ywdt/hjyw/"),
        "hot_words": (
            Link("空气质量", f"{WETLAND}/searchnew?searchword=%E7%A9%BA%E6%B0%94%E8%B4%A8%E9%87%8F"),
            Link("候鸟", f"{WETLAND}/searchnew?searchword=%E5%80%99%E9%B8%9F"),
        ),
        "share": (ShareTarget("wechat", "微信"), ShareTarget("weibo", "新浪微博")),
        "translations": (Translation("en", "http://english.qiuling.example/", "EN"),),
    },
    "zj": {
        "title": "海塘边的早课",
        "subtitle": "——东屿小学把教室搬到堤上",
        "source": "东屿市教育局",
        "published": china("2024-05-21T09:53"),
        "language": "zh",
        "url": f"{ISLAND}/art/2024/5/21/art_1621004_58900121.html",
        "site": "东屿市教育局",
        "column": "校园动态",
        "breadcrumb": links(
            ISLAND, 首页="/", 教育资讯="/col/col3/index.html", 校园动态="/col/col31/index.html"
        ),
        "keywords": ("潮汐", "课堂", "海塘"),
        "summary": "孩子们在海塘边上了一堂潮汐课。",
        "attachments": (
            Attachment(
                "海塘课程安排表.docx",
                f"{ISLAND}/module/download/downfile.jsp?classid=0&filename=a1b2.docx",
                "docx",
            ),
        ),
        "related": links(ISLAND, 操场边的菜园="/art/2024/4/2/art_1621004_58900088.html"),
        "navigation": links(
            ISLAND,
            首页="/",
            信息公开="/col/col1/index.html",
            办事大厅="/col/col2/index.html",
            教育资讯="/col/col3/index.html",
        ),
        "share": (ShareTarget("weibo", "新浪微博"), ShareTarget("wechat", "微信")),
    },
    "gov-cn": {
        "title": "乡村书屋有了流动车",
        "source": "云边融媒",
        "published": china("2024-06-11T10:32"),
        "language": "zh-CN",
        "url": f"{CLOUD}/xinwen/202406/content_102.htm",
        "site": "云边县人民政府网",
        "column": "滚动",
        "breadcrumb": links(CLOUD, 首页="/", 新闻="/xinwen/", 滚动=""),
        "keywords": ("乡村", "书屋", "阅读"),
        "summary": "一辆改装的面包车，把书送到山上。",
        "attachments": (
            Attachment("流动书车时刻表.pdf", f"{CLOUD}/xinwen/202406/5524/files/c102.pdf", "pdf", 118 * 1024),
        ),
        "related": links(
            CLOUD,
            书屋里的夜校="/xinwen/202405/content_100.htm",
            给一本旧书补封面="/xinwen/202404/content_99.htm",
        ),
        "navigation": links(CLOUD, 政务="/zhengwu/", 新闻="/xinwen/", 互动="/hudong/", 服务="/fuwu/"),
        "share": (ShareTarget("wechat", "微信"), ShareTarget("weibo", "微博")),
        "translations": (Translation("en", "https://english.yunbian.example/2024/0611/c-102.html"),),
    },
    "marks": {
        "title": "关于老街路面整修期间通行安排的通知",
        "source": "石桥镇人民政府",
        "published": china("2025-03-01T11:00"),
        "language": "zh-CN",
        "url": f"{BRIDGE}/gk/t20250301_9001.html",
        "site": "石桥镇人民政府",
        "column": "通知公告",
        "breadcrumb": (),
        "attachments": (
            Attachment("老街整修示意图.pdf", f"{BRIDGE}/gk/P020250301400000000001.pdf", "pdf"),
            Attachment("施工队联系表.xlsx", f"{BRIDGE}/gk/P020250301400000000002.xlsx", "xlsx"),
        ),
    },
    "english": {
        "title": "Warm lamps bring the old ferry landing back to life",
        "source": "Qinghe Daily",
        "published": china("2025-11-06T09:00"),
        "language": "en",
        "url": f"{ENGLISH}/news/t27301130.shtml",
        "site": "Qinghe Regional People's Government",
        "column": "Local News",
        "breadcrumb": (Link("Home", f"{ENGLISH}/"), Link("News", f"{ENGLISH}/news/"), Link("Local News")),
        "navigation": links(ENGLISH, Home="/", News="/news/", Visit="/visit/"),
        "translations": (Translation("zh", f"{QINGHE}/", "中文"),),
    },
}
FRAME = """
    打印 关闭 字体 字号 无障碍 长者版 老年人模式 分享到 扫一扫 责任编辑 我要纠错 返回顶部 热搜词 热门搜索
    当前位置 文件下载 附件下载 相关稿件 相关文章 上一篇 版权所有 ICP 网站地图 省政府办公厅 作废的来源 不应出现
    宣传语 _ext.json document.write 浏览次数 发布日期 别处的旧闻 Copyright Print
    中文
"""


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def shape(request: pytest.FixtureRequest) -> tuple[str, Article]:
    return request.param, article_of(request.param)


def test_every_field_is_right(shape: tuple[str, Article]) -> None:
    name, article = shape
    expected = {**PLAIN, **EXPECTED[name]}
    assert {*expected, "schema", "blocks", "parts"} == set(Article.__struct_fields__)
    assert {field: getattr(article, field) for field in expected} == expected


@pytest.mark.parametrize("name", ARTICLES)
def test_the_body_is_whole_and_in_order(name: str) -> None:
    assert all_words(article_of(name)) == body_text(name)


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_of_the_frame_is_in_the_body(name: str) -> None:
    whole = all_words(article_of(name))
    assert [word for word in FRAME.split() if word in whole] == []


STRUCTURES = {
    "gxzf-new": "Paragraph Paragraph Picture Heading Paragraph Paragraph Heading Paragraph Paragraph",
    "gxzf-old": "Paragraph Heading Paragraph Picture Heading Paragraph Paragraph",
    "shanxi": "Picture Paragraph Paragraph Paragraph Paragraph",
    "mee": "Heading Paragraph Heading Paragraph Heading Paragraph Paragraph Paragraph",
    "zj": "Paragraph Paragraph Table Paragraph Paragraph",
    "gov-cn": "Paragraph Heading Paragraph Picture ListBlock Paragraph Paragraph",
    "marks": "Paragraph Paragraph Heading Paragraph Heading Paragraph Paragraph Paragraph",
    "english": "Paragraph Heading Paragraph Picture Paragraph",
}
HEADINGS = {
    "gxzf-new": ["灯下之路：\n走得稳才走得远", "灯下之市：\n一碗糖水卖到几点"],
    "gxzf-old": ["一、先问水，再架桥", "二、桥归大家管"],
    "shanxi": [],
    "mee": ["1.第一群白鹭回到北滩", "2.水质自动站完成春季校准", "3.志愿者清理芦苇荡"],
    "zj": [],
    "gov-cn": ["车上有什么"],
    "marks": ["一、通行时间", "二、送货安排"],
    "english": ["Steps first, lamps second"],
}
PICTURES = {
    "gxzf-new": [(f"{QINGHE}/gxyw/W020251106300112233446.jpg", "", "图为傍晚的老城码头。")],
    "gxzf-old": [(f"{WATER}/gzdt/jcdt/201904/W020190411580000000001.jpg", "", "浮桥随水位升降 （韦江 摄）")],
    "shanxi": [
        (f"{RIVER}/yw/sxyw/202310/W020231012300000000002.jpg", "", "图为果农把苹果送进地头冷库。（贺川摄）")
    ],
    "mee": [],
    "zj": [],
    "gov-cn": [(f"{CLOUD}/xinwen/images/c102-1.jpg", "", "孩子们在车边选书")],
    "marks": [],
    "english": [
        (
            f"{ENGLISH}/news/W020251106400000000001.jpg",
            "Lamps along the landing",
            "Photo shows the landing at dusk.",
        )
    ],
}


@pytest.mark.parametrize("name", sorted(STRUCTURES))
def test_the_body_has_its_structure(name: str) -> None:
    article = article_of(name)
    assert " ".join(type(block).__name__ for block in article.blocks) == STRUCTURES[name]
    assert [words(block) for block in article.blocks if isinstance(block, Heading)] == HEADINGS[name]
    pictures = [block for block in article.blocks if isinstance(block, Picture)]
    assert [(found.url, found.alt, plain(found.caption)) for found in pictures] == PICTURES[name]


def test_tables_and_lists_keep_their_cells_and_items() -> None:
    table = next(block for block in article_of("zj").blocks if isinstance(block, Table))
    assert [[plain(cell.runs) for cell in row] for row in table.rows] == [
        ["时间", "潮位（米）"],
        ["6:10", "4.2"],
        ["8:40", "1.1"],
    ]
    listed = next(block for block in article_of("gov-cn").blocks if isinstance(block, ListBlock))
    assert words(listed) == "借期三周，可以续借；|丢了书，讲一个故事来赔；|下雨天不出车。"


def page(body: str, head: str = "") -> Article:
    """A page of a site that keeps the national standard, with the body in a TRS element."""
    metas = (
        '<meta name="SiteName" content="石桥镇人民政府"><meta name="ArticleTitle" content="老街的早市">'
        f"<meta name='PubDate' content='2025-03-01'>{head}"
    )
    return read_page(
        f"<html><head>{metas}</head><body>{body}</body></html>", url=f"{BRIDGE}/gk/t20250301_9002.html"
    )


TEXT = "老街的早市五点就开了，卖豆腐的、卖竹篮的、卖旧书的，各占一段屋檐，谁来得早谁先挑。"
INSIDE = f"<div class=TRS_Editor><p>{TEXT}</p><p>{TEXT}天亮以后人更多。</p></div>"


@pytest.mark.parametrize(
    ("above", "kicker", "subtitle"),
    [
        ("<h1>老街的早市</h1>", "", ""),
        ("<h1>老街的早市<br>——一条街的清晨</h1>", "", "——一条街的清晨"),
        ("<h1>老街的早市<small class='sub-title'>一条街的清晨</small></h1>", "", "一条街的清晨"),
        ("<h1>老街的早市</h1><p>——一条街的清晨</p>", "", "——一条街的清晨"),
        ("<h2>走街</h2><h1>老街的早市</h1><h2>一条街的清晨</h2>", "走街", "一条街的清晨"),
        (
            "<div class='title'><h1>老街的早市</h1></div><div class='futitle'>一条街的清晨</div>",
            "",
            "一条街的清晨",
        ),
        ("<p class='yinti'>走街</p><div class='bt'>老街的早市</div>", "走街", ""),
        ("<h2>石桥镇人民政府</h2><h3>老街的早市</h3><h4>发布时间：2025-03-01 05:30</h4>", "", ""),
        ("<script>var subTitle = '一条街的清晨';</script><h1>老街的早市</h1>", "", "一条街的清晨"),
        (
            "<div class='crumb'>首页 &gt; <span>老街的早市</span></div><h1>老街的早市</h1><h3>——清晨</h3>",
            "",
            "——清晨",
        ),
    ],
)
def test_kicker_and_subtitle_in_every_shape(above: str, kicker: str, subtitle: str) -> None:
    article = page(above + INSIDE)
    assert (article.title, article.kicker, article.subtitle) == ("老街的早市", kicker, subtitle)


@pytest.mark.parametrize(
    ("line", "source", "time"),
    [
        ("来源：石桥融媒 2025-03-01 05:30", "石桥融媒", "05:30"),
        ("<span>2025年03月01日 05:30</span><span>来源：石桥融媒</span>", "石桥融媒", "05:30"),
        ("<span alt='来源：别处 1999-01-01 00:01'>来源：石桥融媒</span>", "石桥融媒", "00:00"),
        (
            "<script>document.write('来源：石桥融媒');document.write(\"2025-03-01 05:30\")</script>",
            "石桥融媒",
            "05:30",
        ),
        ("来源：<script>var wzly='石桥融媒';document.write(wzly)</script>", "石桥融媒", "00:00"),
        (
            "<script>var wzly='石桥融媒'; var pubdate=\"2025-03-01 05:30:00\"; show(wzly)</script>",
            "石桥融媒",
            "05:30",
        ),
        (
            "<script>/* var wzly='旧的'; */ var wzly='';\nvar SourceName='石桥融媒';</script>",
            "石桥融媒",
            "00:00",
        ),
        ("<!--<script>var wzly='注释里的';</script>-->来源：石桥融媒 打印 关闭", "石桥融媒", "00:00"),
        ("发布机构：石桥镇政府办　发布时间：2025-03-01 05:30　【字体：大 中 小】", "石桥镇政府办", "05:30"),
        (
            "<dl><dt>发布机构</dt><dd>石桥镇政府办</dd><dt>发布日期：</dt><dd>2025-03-01 05:30</dd></dl>",
            "石桥镇政府办",
            "05:30",
        ),
        ("<div>相关：<a href='x.html'>另一篇文章的题目很长</a> 2024-12-12 10:10</div>", "", "00:00"),
    ],
)
def test_source_and_time_in_every_shape(line: str, source: str, time: str) -> None:
    article = page(f"<h1>老街的早市</h1><div>{line}</div>{INSIDE}")
    assert article.source == source
    assert article.published is not None
    assert f"{article.published:%Y-%m-%d %H:%M}" == f"2025-03-01 {time}"


@pytest.mark.parametrize(
    "tail",
    [
        "<p>【责任编辑：唐宛】</p>",
        "<p>责任编辑：唐宛</p><p>打印本页 关闭窗口</p>",
        "<p>文件下载：</p>",
        "<p>附件：</p><div></div>",
        "<div class='share'>分享到：<a href='#'>微信</a> <a href='#'>微博</a></div>",
        "<p>扫一扫在手机打开当前页</p><p>返回顶部</p>",
        "<p>【字体：大 中 小】 打印 关闭</p>",
        "<p>./t20250301_9002_ext.json</p>",
        "<p>上一篇：河边的石阶</p><p>下一篇：没有了</p>",
    ],
)
def test_tools_at_the_end_of_a_body_are_dropped(tail: str) -> None:
    article = page(f"<h1>老街的早市</h1><div class=TRS_Editor><p>{TEXT}</p><p>{TEXT}散了。</p>{tail}</div>")
    assert [words(block) for block in article.blocks] == [TEXT, f"{TEXT}散了。"]
    assert article.attachments == ()


def test_words_that_look_like_tools_within_sentences_stay() -> None:
    body = f"<p>{TEXT}</p><p>打印店的门口写着：关闭以前请敲三下。</p><p>请大家分享到场的心情。</p>"
    article = page(f"<h1>老街的早市</h1><div class=TRS_Editor>{body}</div>")
    assert len(article.blocks) == 3


def test_a_documents_number_is_no_heading() -> None:
    lines = "<p align=center><b>关于早市的规定</b></p><p align=center>石商〔2025〕1号</p>"
    article = page(f"<h1>老街的早市</h1><div class=TRS_Editor>{lines}<p>{TEXT}</p><p>{TEXT}</p></div>")
    kinds = [type(block).__name__ for block in article.blocks]
    assert kinds == ["Heading", "Paragraph", "Paragraph", "Paragraph"]


def test_related_links_within_a_body_are_moved_and_not_lost() -> None:
    tail = "<p>相关链接：</p><p><a href='./t1.html'>河边的石阶</a></p><p><a href='./t2.html'>桥上的雨</a></p>"
    article = page(f"<h1>老街的早市</h1><div class=TRS_Editor><p>{TEXT}</p>{tail}</div>")
    assert [words(block) for block in article.blocks] == [TEXT]
    assert [link.text for link in article.related] == ["河边的石阶", "桥上的雨"]


@pytest.mark.parametrize(
    "body",
    [
        '<div id="UCAP-CONTENT">{}</div>',
        '<div id="zoom">{}</div>',
        '<div id="Zoom">{}</div>',
        '<div id="vsb_content">{}</div>',
        "<UCAPCONTENT>{}</UCAPCONTENT>",
        '<div class="article-con"><div class="trs_editor_view TRS_UEDITOR">{}</div></div>',
        "<div class=TRS_Editor><div class=TRS_PreAppend>{}</div></div>",
        '<div class="mystery"><!--正文s-->{}<!--正文e--></div>',
        '<div class="mystery"><!-- 正文开始 -->{}<!-- 正文结束 --></div>',
        '<div class="mystery"><!--enpcontent-->{}<!--/enpcontent--></div>',
        '<div class="mystery" id="wzt">{}</div>',
    ],
)
def test_the_body_is_found_by_all_its_names(body: str) -> None:
    paragraphs = "".join(f"<p>{TEXT}第{number}回。</p>" for number in "一二三四五")
    article = page(
        f"<div class='nav'><a href='/'>首页</a></div><h1>老街的早市</h1>{body.format(paragraphs)}"
        "<div class='foot'>版权所有：石桥镇人民政府</div>"
    )
    assert [words(block) for block in article.blocks] == [f"{TEXT}第{number}回。" for number in "一二三四五"]


def test_a_body_entered_in_several_pieces_is_read_in_all_of_them() -> None:
    article = page(
        f"<h1>老街的早市</h1><div class=box><div class=TRS_Editor><p>{TEXT}</p></div>"
        f"<div class=TRS_Editor><p>{TEXT}后来。</p></div></div>"
    )
    assert [words(block) for block in article.blocks] == [TEXT, f"{TEXT}后来。"]


@pytest.mark.parametrize(
    ("offer", "name", "file"),
    [
        ('<p><a appendix="true" href="./P01.pdf" title="早市地图">地图</a></p>', "地图", "P01.pdf"),
        ('<p><a href="./P01.pdf" download="早市地图.pdf">点击下载</a></p>', "早市地图.pdf", "P01.pdf"),
        ('</div><div class="fj">附件：<a href="./P01.pdf">早市地图.pdf</a>', "早市地图.pdf", "P01.pdf"),
        (
            '</div><p>附件下载：</p><ul><li><a href="P01.pdf">早市地图</a></li></ul><div>',
            "早市地图",
            "P01.pdf",
        ),
        (
            "</div><script>document.write('<a href=\"./P01.pdf\">早市地图.pdf</a>')</script><div>",
            "早市地图.pdf",
            "P01.pdf",
        ),
        (
            "</div><script>var list=[{'title':'早市地图','href':'./P01.pdf'}]</script><div>",
            "早市地图",
            "P01.pdf",
        ),
    ],
)
def test_files_are_found_wherever_they_are_offered(offer: str, name: str, file: str) -> None:
    article = page(f"<h1>老街的早市</h1><div class=TRS_Editor><p>{TEXT}</p><p>{TEXT}散了。</p>{offer}</div>")
    assert article.attachments == (Attachment(name, f"{BRIDGE}/gk/{file}", "pdf"),)


def test_the_extension_is_the_pages_own_and_of_its_own_host() -> None:
    names = (
        "var a='./t1_ext.json'; var b='./t20250301_9002_ext.json'; var c='http://far.example/t3_ext.json';"
    )
    article = page(f"<h1>老街的早市</h1>{INSIDE}<script>{names}</script>")
    assert article.extension == Extension(f"{BRIDGE}/gk/t20250301_9002_ext.json")
    far = page(f"<h1>老街的早市</h1>{INSIDE}<script>var c='http://far.example/t3_ext.json';</script>")
    assert far.extension is None
