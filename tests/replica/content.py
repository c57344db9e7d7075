"""What the portal says: columns and articles of our own writing, the same at every start."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

NAME, NAME_EN = "青禾县人民政府网", "Qinghe county portal"
HOT_WORDS = ("社保", "学籍", "荔枝", "渡口", "医保缴费", "身份证", "公积金", "养老保险")
NAVIGATION = (
    "网站首页",
    "政府信息公开",
    "政务服务",
    "政民互动",
    "青禾数据",
    "山水青禾",
    "美丽青禾",
    "新媒体矩阵",
)
PER_PAGE = 8
NEWEST = date(2026, 3, 1)

_PLACES = ("老渡口", "河东街", "石桥村", "荔枝坡", "北门菜市", "龙王坪", "新安小学", "白沙码头")
_DEEDS = (
    ("添了六十把长椅", "长椅是本地的木匠做的，靠背比以前的高，坐下去和站起来都不费力。"),
    ("的路灯全换成了暖色", "灯装在矮处，光落在脚下，不晃眼睛，晚上散步的人多了起来。"),
    ("开了夜间图书室", "晚上七点开门，九点半关门，老花镜挂在门口，谁要用就拿一副。"),
    ("的水渠清了淤", "二十多个人干了三天，清出来的泥正好给后坡的果树培土。"),
    ("的早班车提前半小时", "司机说，赶早市的人天不亮就在站台等，提前半小时正好。"),
    ("教大家用手机挂号", "志愿者坐在旁边，一步一步陪着做，做会了再走。"),
    ("的老戏台修好了", "木匠把旧梁拆下来，能用的都留着，只换了三根。"),
    ("办了一场长桌宴", "一张桌子从巷头摆到巷尾，每家端一个拿手菜。"),
)
_SAID = (
    "“以前要走两里路，现在出门就到。”住在{place}的韦阿婆说。",
    "县里的负责人说，这件事是街坊们先提出来的，账目每个月贴在墙上。",
    "孩子们放学以后也来帮忙，{place}一下子热闹起来。",
    "施工的师傅请了十几位老人来试，凡是他们停下来的地方，都改了一遍。",
    "有人问以后谁来管，答案写在牌子上：大家轮流，一户一周。",
)


class Story(msgspec.Struct, frozen=True):
    """One article of a column."""

    id: str
    title: str
    subtitle: str
    source: str
    day: date
    paragraphs: tuple[str, ...]
    has_picture: bool


class Column(msgspec.Struct, frozen=True):
    """One column: the name of its folder, its names, and its articles, the newest first."""

    folder: str
    name: str
    name_en: str
    stories: tuple[Story, ...]
    pictures: bool = False


def _story(number: int, shift: int, *, picture: bool) -> Story:
    place = _PLACES[(number + shift) % len(_PLACES)]
    deed, detail = _DEEDS[(number * 3 + shift) % len(_DEEDS)]
    said = [line.format(place=place) for line in (_SAID[number % 5], _SAID[(number + 2) % 5])]
    return Story(
        id=f"t{27_000_000 + shift * 1000 + number}",
        title=f"{place}{deed}",
        subtitle=f"——{place}见闻之{number + 1}",
        source="青禾日报",
        day=NEWEST - timedelta(days=number),
        paragraphs=(f"三月里，{place}{deed}。{detail}", *said, "船笛声里，最后一班渡轮靠了岸，灯还亮着。"),
        has_picture=picture or number % 4 == 0,
    )


def _column(
    folder: str, name: str, name_en: str, count: int, shift: int, *, pictures: bool = False
) -> Column:
    stories = tuple(_story(number, shift, picture=pictures) for number in range(count))
    return Column(folder, name, name_en, stories, pictures)


COLUMNS = (
    _column("qhyw", "青禾要闻", "County news", 20, 1),
    _column("tpxw", "图片新闻", "News in pictures", 9, 2, pictures=True),
    _column("cwhy", "政府常务会议", "Government meetings", 5, 3),
    _column("zcjd", "政策解读", "Policies explained", 3, 4),
)

SECTION = "§"  # before a section's heading; its two lines are parted by a bar

# An article with everything that a government's article page can have.
TWIN = Story(
    id="t27300000",
    title="一江春水 两岸新桥",
    subtitle="——青禾县渡口改造见闻",
    source="青禾日报",
    day=NEWEST,
    paragraphs=(
        "“桥通了，河还在，日子就有了两条路。”摆了四十年渡的韦师傅这样说。",
        "三月的早晨，江面上起了一层薄雾。老渡口的石阶洗得发亮，新修的步行桥在雾里露出半截桥栏。",
        f"{SECTION}春到码头：|从一张旧船票说起",
        "渡口边的小屋里，墙上还挂着一张1986年的船票，票价五分。韦师傅说，那时候过一趟河要等半个钟头。",
        "如今步行桥修好了，从东街到西街，慢慢走也只要八分钟。桥上每隔五十米有一张带靠背的长椅。",
        "“坐下来歇口气，看看水，再走。”住在河东的黄阿婆每天来回两趟，买菜，也看孙子。",
        f"{SECTION}桥头账本：|花了多少，谁说了算",
        "修桥的账目每个月贴在桥头。木料、石料、工钱，一项一项写得清楚，旁边放着老花镜。",
        "县里的负责人说，桥的样子是街坊们一起定的：栏杆要高，台阶要矮，灯要照脚下，不要晃眼睛。",
        "开工以前，十二位老人来试走了三次。凡是他们停下来的地方，图纸都改了一遍。",
        f"{SECTION}灯下读书：|晚上的桥不冷清",
        "天黑以后，桥中间的亭子亮起灯。志愿者带来报纸和书，谁想听，就读给谁听。",
        "“字大一点，声音慢一点，我就听得懂。”八十一岁的梁伯说，他最爱听的是天气和菜价。",
        "江风吹过来，渡船还在，只是不再赶时间。",
    ),
    has_picture=True,
)
