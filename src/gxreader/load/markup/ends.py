"""Where a body begins and ends: the title, credits and tools above it, the notices and offers beneath it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxreader.load.chrome import BREADCRUMB, EDITOR, FOOTER, HOME_PATH, NEIGHBOUR, PHONE, RELATED, is_tool
from gxreader.load.credits import read_credits
from gxreader.load.lines import columns
from gxreader.load.markup.blocks import Draft
from gxreader.load.markup.inline import EDGES
from gxreader.load.prose import is_sentence
from gxreader.model.article import Heading, ListBlock, Paragraph, Picture, Separator, plain
from gxreader.model.units import block_leaves

_HEAD = 12  # blocks: a title shown further down is a mention
_LEAST_REST = 0.5  # of a body's text: what is cut off beneath it must be less
_NOTICE = re.compile(
    r"^[（(【\[*※]?\s*(?:"
    r"(?:特别|免责|版权|郑重|重要|本站|本网)?声明\s*[:：]|免责(?:声明|条款)|版权(?:声明|说明|归|所有)|风险提示\s*[:：]|温馨提示\s*[:：]"
    r"|(?:本文|本作品|文章|以上内容|本内容|本稿|图文|图片|部分图片|文图).{0,24}(?:版权|转载|授权|来自网络|来源于?网络|不代表本|仅代表作者|仅供参考|侵权|删除)"
    r"|(?:未经|转载|如需转载|欢迎转载|凡注明|凡本网|如有侵权|如涉及).{0,30}(?:授权|转载|注明|出处|版权|禁止|联系|删除)"
    r"|(?:责任编辑|责编|编辑|审核|校对|监制|终审|值班编辑)\s*[:：]|原标题\s*[:：]|原文链接\s*[:：]|文章来源\s*[:：]|本文来源\s*[:：]"
    r"|(?:举报|投诉|反馈|纠错|点赞|收藏|赞|打赏|赞赏)(?:\s|$|[/|｜])|(?:本文)?(?:标签|关键[字词]|Tags?)\s*[:：]"
    r"|关注(?:我们|公众号|微信|官方)|(?:长按|扫描|扫码|微信扫)|更多(?:精彩|内容|资讯|新闻).{0,20}$"
    r"|notice\s*:\s*the content above|disclaimer\s*:|all rights reserved|copyright\b|©"
    r")",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"^(?:相关(?:阅读|文章|链接|新闻|稿件|信息|推荐|内容|专题|资讯|报道|话题)|推荐(?:阅读|文章|新闻|内容)?|延伸阅读"
    r"|更多(?:新闻|文章|阅读|推荐)|猜你喜欢|热门(?:文章|推荐|新闻|评论|话题)?|精彩(?:推荐|图集)|大家都在[看搜]"
    r"|你可能(?:还|也)?(?:喜欢|感兴趣).{0,6}|为您?推荐|为你推荐|今日(?:热点|推荐|头条)|点击排行|阅读排行|热点新闻"
    r"|(?:网友|最新|全部|精彩|热门|用户|我要|发表)?(?:评论|跟贴|留言|回复)(?:\s*[(（]?\d*[)）]?\s*条?)?|我来说两句"
    r"|related(?: (?:articles|stories|posts|content|reading|news|topics))?|recommended(?: for you)?"
    r"|(?:you (?:may|might) )?also (?:like|read)|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|read (?:more|next|also)|more (?:from|stories|news|articles|on this).{0,30}|most (?:read|popular)"
    r"|trending(?: now)?"
    r"|comments?(?: \(\d+\))?|\d+ comments?|leave a (?:reply|comment)|share this.{0,20}|about the author"
    r")\s*[:：>»]*$",
    re.IGNORECASE,
)


def without_ends(drafts: Sequence[Draft], title: str) -> list[Draft]:
    """The drafts of the body alone."""
    kept = list(drafts)
    return _without_tail(_without_head(kept, title))


def _text(draft: Draft) -> str:
    return "\n".join(plain(runs) for _, runs in block_leaves(draft.block)).strip(EDGES)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _without_head(drafts: list[Draft], title: str) -> list[Draft]:
    """Begin beneath the title, if it is shown before any sentence; then without credits and tools."""
    wanted = _squeezed(title)
    head = 0
    for number, draft in enumerate(drafts[:_HEAD]):
        text = _text(draft)
        if wanted and _squeezed(text) == wanted:
            head = number + 1
        elif isinstance(draft.block, Picture) or (
            isinstance(draft.block, Paragraph | Heading) and is_sentence(text) and not read_credits(text)
        ):
            break
    above = [draft for draft in drafts[:head] if isinstance(draft.block, Picture)]
    rest = drafts[head:]
    first = next((number for number, draft in enumerate(rest) if not _is_head_line(draft)), len(rest))
    return above + rest[first:]


def _is_head_line(draft: Draft) -> bool:
    if isinstance(draft.block, Separator):
        return True
    if not isinstance(draft.block, Paragraph | Heading):
        return False
    text = _text(draft)
    found = read_credits(text)
    return bool(
        (found and (found.labelled or found.published))
        or is_tool(text)
        or BREADCRUMB.match(text)
        or HOME_PATH.match(text)
    )


def _without_tail(drafts: list[Draft]) -> list[Draft]:
    """End before a heading that offers other articles or comments, and without notices at the end."""
    sizes = [columns(_text(draft)) for draft in drafts]
    total = sum(sizes)
    passed = 0
    for number, draft in enumerate(drafts):
        if passed >= _LEAST_REST * total and _is_offer(draft):
            drafts = drafts[:number]
            break
        passed += sizes[number]
    while drafts and _is_tail_line(drafts[-1]):
        drafts = drafts[:-1]
    return drafts


def _is_offer(draft: Draft) -> bool:
    return isinstance(draft.block, Paragraph | Heading) and _OFFERS.match(_text(draft)) is not None


def _is_tail_line(draft: Draft) -> bool:
    if isinstance(draft.block, Separator):
        return True
    if isinstance(draft.block, ListBlock):
        leaves = [runs for _, runs in block_leaves(draft.block)]
        return bool(leaves) and all(run.link for runs in leaves for run in runs if run.text.strip(EDGES))
    if not isinstance(draft.block, Paragraph | Heading):
        return False
    text = _text(draft)
    return bool(
        _NOTICE.match(text)
        or EDITOR.match(text)
        or PHONE.match(text)
        or NEIGHBOUR.match(text)
        or RELATED.match(text)
        or is_tool(text)
        or (columns(text) < 200 and FOOTER.search(text))  # noqa: PLR2004 - a footer's line, not a paragraph
    )
