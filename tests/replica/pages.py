"""The portal's pages, built as such portals build theirs: lists, articles, attachments, `_ext.json`."""

from __future__ import annotations

import io
import json

from PIL import Image, ImageDraw

from tests.replica.content import (
    COLUMNS,
    HOT_WORDS,
    NAME,
    NAME_EN,
    NAVIGATION,
    PER_PAGE,
    SECTION,
    Column,
    Story,
)

TROUBLE = ("412.shtml", "slow.shtml", "broken.shtml", "gone.shtml")


def _head(title: str, meta: dict[str, str] | None = None) -> str:
    tags = {"SiteName": NAME, "SiteDomain": "127.0.0.1", "SiteIDCode": "4500000000"} | (meta or {})
    lines = "\n".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
    top = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    return f"{top}\n{lines}\n<title>{title}</title></head>"


def _above(crumbs: str) -> str:
    hot = " ".join(f'<a href="/so?qt={word}">{word}</a>' for word in HOT_WORDS)
    navigation = "".join(f'<li><a href="/nav{n}/">{word}</a></li>' for n, word in enumerate(NAVIGATION))
    return f"""<div class="hot-words">热搜词: {hot}</div><span>|</span><a href="javascript:void(0)">无障碍</a>
<a class="lang" href="/en/">EN</a><a href="javascript:;" class="old-close">退出老年人模式</a>
<div class="main-nav nav"><ul>{navigation}</ul></div>
<div class="crumb-nav">当前位置: <a href="/">首页</a>{crumbs}</div>"""


def _below() -> str:
    related = "".join(f'<li><a href="/{column.folder}/">{column.name}</a></li>' for column in COLUMNS[:3])
    return f"""<div class="related-column"><ul>{related}</ul></div>
<div class="footer"><p>主办：青禾县人民政府办公室</p><a href="/map/">网站地图</a></div>"""


def home() -> str:
    """The home page: the newest of every column, and the columns by their names."""
    parts = []
    for column in COLUMNS:
        rows = "".join(_row(story, column) for story in column.stories[:3])
        parts.append(f'<h2><a href="/{column.folder}/index.shtml">{column.name}</a></h2><ul>{rows}</ul>')
    return f"{_head(NAME)}<body>{_above('')}<div class='main'>{''.join(parts)}</div>{_below()}</body></html>"


def _row(story: Story, column: Column) -> str:
    picture = f'<img src="/{column.folder}/{story.id}.png">' if column.pictures else ""
    link = f'<a href="/{column.folder}/{story.id}.shtml" title="{story.title}">{picture}{story.title}</a>'
    return f"<li>{link}<span>{story.day:%Y-%m-%d}</span></li>"


def listing(column: Column, page: int) -> str:
    """A page of a column; pages count from 0."""
    pages = -(-len(column.stories) // PER_PAGE)
    rows = "".join(_row(story, column) for story in column.stories[page * PER_PAGE : (page + 1) * PER_PAGE])
    meta = {"ColumnName": column.name, "ColumnType": "新闻动态"}
    crumb = f'&nbsp;&gt;&nbsp;<a href="./" class="CurrChnlCls">{column.name}</a>'
    return f"""{_head(f"{column.name} - {NAME}", meta)}<body>{_above(crumb)}
<ul class="more-list">{rows}</ul>
<div class="more-page"><script>createPageHTML({pages}, {page}, "index", "shtml");</script></div>
{_below()}</body></html>"""


def _paragraph(text: str) -> str:
    """A paragraph; a heading is written as such pages write theirs: bold paragraphs in the middle."""
    if not text.startswith(SECTION):
        return f'<p style="text-indent: 2em;">{text}</p>'
    lines = text.removeprefix(SECTION).split("|")
    return "".join(f'<p style="text-align: center;"><strong>{line}</strong></p>' for line in lines)


def article(story: Story, column: Column) -> str:
    """An article with all that stands around one."""
    meta = {
        "ColumnName": column.name,
        "ArticleTitle": story.title,
        "PubDate": f"{story.day:%Y-%m-%d} 08:20",
        "ContentSource": story.source,
        "Url": f"./{story.id}.shtml",
    }
    crumb = f'&nbsp;&gt;&nbsp;<a href="./index.shtml" class="CurrChnlCls">{column.name}</a>'
    body = "".join(map(_paragraph, story.paragraphs))
    if story.has_picture:
        body += f'<p style="text-align: center;"><img src="./{story.id}.png" alt=""></p>'
        body += f'<p style="text-align: center;"><strong>图为{story.title}。</strong></p>'
    share = "".join(
        f'<a href="#" class="bds_{name}" data-cmd="{name}">{words}</a>'
        for name, words in (
            ("weixin", "微信"),
            ("toutiao", "头条"),
            ("tsina", "微博"),
            ("qzone", "空间"),
            ("sqq", "qq"),
        )
    )
    return f"""{_head(f"{story.title} - {NAME}", meta)}<body>{_above(crumb)}
<div class="article-share bdsharebuttonbox">{share}</div>
<div class="article"><h1>{story.title}</h1><h4>{story.subtitle}</h4>
<div class="article-inf">
<div class="article-inf-left">来源:&nbsp;{story.source}&nbsp;{story.day:%Y-%m-%d} 08:20</div>
<div class="article-inf-right"><a href="javascript:window.print();">打印</a></div></div>
<div class="article-con"><div class="view TRS_UEDITOR">{body}</div></div>
<div class="article-download"><h3>文件下载：</h3>
<a appendix="true" title="{story.title}.txt" download="{story.title}.txt" href="./P{story.id}.txt">附件</a></div>
<div class="ewm"><p>扫一扫在手机打开当前页</p></div></div>{_below()}
<div style="display:none" id="ext">./{story.id}_ext.json</div></body></html>"""


def english() -> str:
    """The counterpart: one page in English."""
    text = "The lamps along the old ferry are warm and low now, and people walk there again in the evening."
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{NAME_EN}</title></head><body>
<div class="article"><h1>Lamps at the old ferry</h1><div class="article-con"><p>{text}</p><p>{text}</p></div></div>
</body></html>"""


def found(words: str) -> str:
    """What the portal's own search answers: the articles whose title or text has the words."""
    rows = "".join(
        _row(story, column)
        for column in COLUMNS
        for story in column.stories
        if words and words in story.title + "".join(story.paragraphs)
    )
    title = f"搜索 {words}" if rows else f"没有找到 {words}"
    return f'{_head(title)}<body>{_above("")}<h1>{title}</h1><ul class="more-list">{rows}</ul>{_below()}</body></html>'


def extension(story: Story) -> str:
    """What stands in `_ext.json`, as far as anybody knows."""
    return json.dumps({"docId": story.id, "hits": 12}, ensure_ascii=False)


def picture(story: Story) -> bytes:
    """A picture of its own for each article."""
    image = Image.new("RGB", (640, 360), (231, 222, 200))
    draw = ImageDraw.Draw(image)
    number = sum(map(ord, story.id))
    for step in range(6):
        left = 40 + (number * 37 + step * 97) % 520
        draw.ellipse((left, 60 + step * 40, left + 60, 120 + step * 40), fill=(10, 82, 60 + step * 20))
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def attachment(story: Story) -> str:
    """The file offered for download."""
    return "\n\n".join((story.title, *story.paragraphs))
