"""What stands around an article on Chinese sites, by its words: tools, share targets, languages, footers."""

from __future__ import annotations

import re

from gxreader.model.site import ShareTarget, Translation

HOT_WORDS = re.compile(
    r"^(?:热搜词|热搜|热门搜索|搜索热词|热门搜索词|热词|热门词|热点词|热门关键[词字]"
    r"|搜索热点|大家都在搜|大家在搜|hot (?:searches|words))"
    r"\s*[:：]\s*(?P<words>.*)$",
    re.IGNORECASE,
)
BREADCRUMB = re.compile(
    r"^(?:[您你]?(?:当前|现在|所在)?的?(?:所在)?(?:位置|位於)是?|you are here|location)"
    r"\s*[:：]\s*(?P<path>\S.*)$",
    re.IGNORECASE,
)
BREADCRUMB_LEAD = re.compile(r"^[您你]?(?:当前|现在|所在)?的?(?:所在)?(?:位置|位於)是?\s*[:：]?$")
HOME_PATH = re.compile(r"^(?P<path>(?:网站)?(?:首页|首頁|主页|home)\s*(?:[>＞»›→]|-&gt;).+)$", re.IGNORECASE)
STEP = re.compile(r"\s*(?:-?[>＞»›→]+|&gt;)\s*")
EXTENSION = re.compile(r"^(?P<url>\S*?t?\d+_\d*_?ext\.json|\S*t\d+_ext\.json)$", re.IGNORECASE)
FILE_ADDRESS = re.compile(
    r"\.(?P<kind>pdf|docx?|xlsx?|pptx?|wps|et|ofd|ceb|zip|rar|7z|txt|rtf|csv|epub|mp3|mp4)(?:$|[?#])",
    re.IGNORECASE,
)
DOWNLOADS = re.compile(
    r"^(?:文件下载|附件下载|相关附件|附件列表|下载附件|相关下载|attachments?|downloads?|附件\s*\d*(?=\s*[:：]))\s*[:：]?\s*(?P<name>.*)$",
    re.IGNORECASE,
)
FILE_NAME = re.compile(
    r"^(?:附件\s*\d*\s*[:：.、]?\s*)?(?P<name>.*\.(?P<kind>pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|rtf|csv|mp[34]|jpe?g|png))$",
    re.IGNORECASE,
)
PHONE = re.compile(r"^(?:扫一扫|用?手机扫|微信扫|请?扫描?(?:上方|下方)?二维码|扫码).{0,30}$")
RELATED = re.compile(
    r"^(?:相关(?:阅读(?:推荐)?|文章|链接|新闻|稿件|信息|推荐|内容|栏目|专题|报道|解读|政策|文件|资讯)|推荐阅读|延伸阅读|更多新闻|猜你喜欢"
    r"|您可能对以下文章感兴趣|related(?: (?:articles|stories|columns|links|news))?)\s*[:：]?$",
    re.IGNORECASE,
)
NEIGHBOUR = re.compile(r"^(?:上|下|前|后)一?[篇条]\s*[:：]\s*(?P<title>.*)$")
FOOTER = re.compile(
    r"(?:^|\s)(?:版权所有|主办(?:单位)?[:：]|承办(?:单位)?[:：]|技术支持|网站标识码|网站地图|联系我们|关于我们|免责声明|隐私(?:声明|政策))"
    r"|[\u4e00-\u9fff]ICP[备证]|公网安备|copyright\b|©|all rights reserved",
    re.IGNORECASE,
)
TOOL = re.compile(
    r"^(?:【|\[|\(|（)?\s*(?:"
    r"(?:进入|退出)?(?:无障碍(?:阅读|浏览|服务|版|模式)?|长者(?:版|模式|专区|助手)|老年人?(?:版|模式)|关怀(?:版|模式)|适老(?:化|版|模式|化阅读|模式)|大字版|老年人模式)"
    r"|(?:我要|打印)?打印(?:本页|此页|文章|页面)?|关闭(?:本页|窗口|此页|页面)?|收藏(?:本页|本站)?|纠错|我要纠错|复制链接|返回(?:顶部|首页|列表|上一页|上一级)?|顶部|回到顶部"
    r"|(?:字体|字号|字体大小|文字)\s*[:：]?\s*[【\[]?\s*(?:[大中小+\-AT默认超特较\s|]|放大|缩小|正常)*\s*[】\]]?|[大中小](?:\s+[大中小])+|T[+-]|A[+-]"
    r"|分享(?:到|至)?\s*[:：]?|朗读|语音播报|听新闻|听全文|播放|暂停|保存|下载本文|繁简切换|登录|注册|登录\s*[/|]?\s*注册|个人中心|搜索|请输入(?:关键[字词]|搜索内容).{0,10}|高级搜索"
    r"|智能问答|网站支持IPv6|本网站支持IPv6|IPv6|设为首页|加入收藏|手机版|移动端|微信公众号|政务微博|政务微信|客户端|小程序"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)?\s*[:：]\s*\d*\s*次?"
    r"|skip to (?:main )?content|print|share|close|back to top|top"
    r")\s*(?:】|\]|\)|）)?$",
    re.IGNORECASE,
)
EDITOR = re.compile(
    r"^[【\[（(]?\s*(?:责任?编辑|责编|编辑|审核|校对|监制|审签|初审|复审|终审|编审|值班编辑|网络编辑)\s*[:：].{0,60}$"
)
_TOOL_EDGES = re.compile(r"[\s|｜丨/【】\[\]（）()〔〕]+")
_TOOL_PIECE = re.compile(
    r"^(?:[大中小]|[大中小][号字]|放大|缩小|正常|默认|恢复|标准|较大|特大|A[+-]?|T[+-]?|字体(?:大小)?|字号|视力保护色|保护视力色"
    r"|分享|转发|到|[:：·>-]+|调整字体|\d{1,6}次?|QQ空间|豆瓣|人人网|腾讯微博|复制(?:链接|网址)?|我要纠错|微信扫一扫|语音朗读)$",
    re.IGNORECASE,
)
_RULERS = re.compile(r"^[|｜·•\-—_=/\\\s]+$")
_SEPARATORS = re.compile(r"\s*[|｜]\s*")
_SHARE_LEAD = re.compile(r"^(?:分享|转发)(?:到|至|给好友|此文)?\s*[:：]?\s*")
_SHARE_SPLIT = re.compile(r"[\s|｜、,，/]+")
_SHARE = {
    "微信": "wechat",
    "微信好友": "wechat",
    "朋友圈": "wechat",
    "wechat": "wechat",
    "头条": "toutiao",
    "今日头条": "toutiao",
    "toutiao": "toutiao",
    "微博": "weibo",
    "新浪微博": "weibo",
    "weibo": "weibo",
    "空间": "qzone",
    "qq空间": "qzone",
    "qzone": "qzone",
    "qq": "qq",
    "qq好友": "qq",
}
_LANGUAGE = {
    "en": "en",
    "english": "en",
    "英文": "en",
    "英文版": "en",
    "english version": "en",
    "eng": "en",
    "中文": "zh",
    "中文版": "zh",
    "简体": "zh-Hans",
    "简体中文": "zh-Hans",
    "简体版": "zh-Hans",
    "简": "zh-Hans",
    "繁体": "zh-Hant",
    "繁體": "zh-Hant",
    "繁体中文": "zh-Hant",
    "繁體中文": "zh-Hant",
    "繁体版": "zh-Hant",
    "繁": "zh-Hant",
    "壮文": "za",
    "越南语": "vi",
    "tiếng việt": "vi",
    "日本語": "ja",
    "日文": "ja",
    "日文版": "ja",
    "한국어": "ko",
    "韩文": "ko",
    "韩文版": "ko",
    "français": "fr",
    "法文": "fr",
    "русский": "ru",
    "俄文": "ru",
    "español": "es",
    "العربية": "ar",
    "deutsch": "de",
    "ไทย": "th",
    "泰语": "th",
    "越南文": "vi",
    "tiếng việt nam": "vi",
}


def share_targets(line: str) -> tuple[ShareTarget, ...]:
    """The share targets when a line names nothing else, with the page's own labels; else none."""
    led = _SHARE_LEAD.sub("", line)
    labels = [label for label in _SHARE_SPLIT.split(led) if label]
    if not labels or any(label.lower() not in _SHARE for label in labels):
        return ()
    return tuple(ShareTarget(_SHARE[label.lower()], label) for label in labels)


def language_link(text: str) -> Translation | None:
    """The other language a short link stands for (EN, 繁体), or nothing."""
    tag = _LANGUAGE.get(text.strip().lower())
    return Translation(tag, "", text.strip()) if tag else None


def pieces(line: str) -> list[str]:
    """The entries of a line divided by upright strokes; none if there are only strokes."""
    if _RULERS.match(line):
        return []
    return [piece for piece in _SEPARATORS.split(line) if piece]


def is_tool(line: str) -> bool:
    """Whether a line is a tool or footer of the page and nothing of the article."""
    return bool(TOOL.match(line) or EDITOR.match(line) or PHONE.match(line))


def is_tools(line: str) -> bool:
    """Whether a line is nothing but tools, one or several side by side (字体： 大 中 小 打印 关闭)."""
    if is_tool(line):
        return True
    pieces = [piece.rstrip(":：") for piece in _TOOL_EDGES.split(line)]
    known = [piece for piece in pieces if piece]
    return bool(known) and all(
        _TOOL_PIECE.match(piece) or is_tool(piece) or share_targets(piece) for piece in known
    )


def without_tools(text: str) -> str:
    """A value of a credit line without the tools that stand behind it on the same line."""
    words = text.split()
    while len(words) > 1 and is_tools(words[-1]):
        words.pop()
    return " ".join(words)


def breadcrumb_path(line: str) -> list[str]:
    """The steps of a breadcrumb line, or none if it is not one."""
    match = BREADCRUMB.match(line) or HOME_PATH.match(line)
    if not match:
        return []
    return [step for step in STEP.split(match["path"].strip(" \u00a0\u3000")) if step]


def column_of(steps: list[str]) -> str:
    """The column an article stands in: the last step that is neither home nor the article itself."""
    for step in reversed(steps):
        if step.lower() not in {
            "首页",
            "網站首頁",
            "网站首页",
            "首頁",
            "主页",
            "home",
            "正文",
            "详情",
            "文章内容",
            "内容",
            "阅读正文",
        }:
            return step
    return ""
