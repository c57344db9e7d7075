"""Pages that mean harm: each a function of the trap (a canary file, an address that counts hits)."""

import base64
import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORDS = "深处的字一个也不能少"
CANARY = "金丝雀在笼子里唱歌"


@dataclass(frozen=True)
class Trap:
    """A file nobody may read, and an address nobody may visit."""

    file: Path
    address: str

    @property
    def uri(self) -> str:
        return self.file.as_uri()


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>题</title>{head}</head><body>{body}".encode("utf-8", "replace")


def _body(body: str) -> Callable[[Trap], bytes]:
    return lambda _trap: page(body)


# Every one of these holds WORDS, which must be shown unless the page is refused.
BODIES: dict[str, str] = {
    "divisions within divisions": "<div>" * 100_000 + WORDS,
    "more divisions than a page has": "<div>" * 1_000_000 + WORDS,
    "styles within styles": "<p>前" + "<font>" * 100_000 + WORDS,
    "links within links": "<a href=x>" * 50_000 + WORDS,
    "spans within spans, closed": "<span>" * 20_000 + WORDS + "</span>" * 20_000,
    "tables within tables": "<table><tr><td>层" * 10_000 + WORDS,
    "tables within tables, twenty deep": "<table><tr><td>层" * 20 + WORDS,
    "a table of a million columns": f"<table><tr><td colspan=1000000 rowspan=1000000>{WORDS}</table>",
    "a table of very many cells": "<table>" + "<tr>" + "<td>格" * 100_000 + f"<tr><td>{WORDS}</table>",
    "a row of spans": "<table><tr>" + "<td colspan=1000>格" * 1_000 + f"<tr><td>{WORDS}</table>",
    "lists within lists": "<ul><li>项" * 10_000 + WORDS,
    "quotes within quotes": "<blockquote>" * 300 + WORDS,
    "ruby within ruby": "<ruby>字<rt>" * 5_000 + WORDS,
    "ends without beginnings": "</div>" * 200_000 + WORDS,
    "ends that close nothing": "<div></p>" * 50_000 + WORDS,
    "beginnings hidden by comments": "<div><!-- </div> -->" * 20_000 + WORDS,
    "comments within comments": "<!--" * 100_000 + "-->" + f"<p>{WORDS}",
    "comments that never close": "<p>" + WORDS + "<!--" * 200_000,
    "paragraphs without end": "<p>字" * 100_000 + WORDS,
    "attributes without end": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{WORDS}",
    "an attribute without end": f'<p title="{"长" * 1_000_000}">{WORDS}</p>',
    "a class without end": '<div class="' + "nav " * 300_000 + f'">{WORDS}</div>',
    "a run without end": "<p>" + "a" * 2_000_000 + WORDS,
    "a run of marks": "<p>a" + "\u0301" * 500_000 + WORDS,
    "zero widths": "<p>" + "\u200b\u200d\ufeff" * 200_000 + WORDS,
    "signs that begin nothing": "<" * 1_000_000 + f"<p>{WORDS}",
    "entities without end": "&lt;" * 300_000 + WORDS,
    "entities of no character": "&#0;&#xD800;&#x110000;&#99999999999999999999;" * 10_000 + WORDS,
    "line breaks without end": "字<br>" * 100_000 + WORDS,
    "links without end": "<a href=x>字</a>" * 50_000 + WORDS,
    "headings without end": "<h1>题</h1>" * 50_000 + f"<p>{WORDS}",
    "pictures without end": "<img src=a.png alt=图>" * 40_000 + f"<p>{WORDS}",
    "forms and fields": "<form><input value=字>" * 20_000 + f"<p>{WORDS}",
    "words turned around": f"<p>{WORDS}\u202e反过来写的字\u202d\u2066\u2067" * 200,
    "null characters": "<p>字\x00\x00<\x00p>" * 1_000 + WORDS,
    "surrogates": "<p>\ud83d字" * 1_000 + WORDS,
    "drawings": f"<svg><foreignObject><p>{WORDS}</p></foreignObject>" + "<g>" * 10_000 + "</svg>",
    "formulas": "<math><mrow>" * 5_000 + WORDS,
    "formulas of roots": "<math>" + "<msqrt><mi>x</mi>" * 3_000 + "</msqrt>" * 3_000 + "</math>" + WORDS,
    "many formulas": "<math><msup><mi>x</mi><mn>2</mn></msup></math>" * 20_000 + WORDS,
    "an open bracket for each sign": "<math>" + "<mo>(</mo>" * 50_000 + "</math>" + WORDS,
    "words that claim to be a formula": "<span data-formula-zh='甲' data-formula-en='a'><b>"
    + WORDS
    + "</b></span>",
    "broken TeX": "<math alttext='" + "{\\frac" * 20_000 + "'></math>" + WORDS,
    "templates and shadows": f"<template shadowrootmode=open><p>影</p></template><p>{WORDS}</p>" * 200,
    "frames": f"<iframe srcdoc='<p>框</p>'></iframe><p>{WORDS}</p>" * 300,
    "plain text to the end": f"<p>{WORDS}<plaintext>" + "<div>" * 50_000,
    "scripts that look like the end": f"<script>'</scr' + 'ipt>'</script><p>{WORDS}</p>" * 300,
    "a script without end": f"<p>{WORDS}</p><script>" + "a(" * 300_000,
    "patterns that go back": "<p>" + "来源：" * 60_000 + WORDS,
    "dates that go back": "<p>" + "2024年1月" * 60_000 + WORDS,
    "spaces that go back": "<p>" + " \u3000\t" * 200_000 + WORDS,
    "pages without end": f"<p>{WORDS}</p><script>createPageHTML(999999999,0,'t1','shtml')</script>",
    "steps without end": "<div class=crumb>当前位置："
    + "<a href=x>首页</a> > " * 20_000
    + f"</div><p>{WORDS * 40}</p>",
}

# These try to reach files and hosts; what they name must not be read, and not be visited.
_REACHES: dict[str, str] = {
    "pictures of this computer": '<p>{words}</p><img src="{uri}"><img src="\\\\host\\share\\a.png"><img src="{hit}">',
    "a frame of this computer": '<p>{words}</p><iframe src="{uri}"></iframe><object data="{uri}"></object>',
    "styles of this computer": '<style>@import url("{uri}"); p {{background: url({hit})}}</style><p>{words}</p>',
    "a link to styles": '<link rel=stylesheet href="{hit}"><link rel=import href="{uri}"><p>{words}</p>',
    "a drawing of this computer": '<p>{words}</p><svg><image xlink:href="{uri}"/><use href="{hit}#a"/></svg>',
    "a drawing as data": '<p>{words}</p><img src="data:image/svg+xml;base64,{svg}">',
    "a script that asks": '<p>{words}</p><script src="{hit}"></script><script>fetch("{hit}")</script>',
    "a refresh": '<meta http-equiv=refresh content="9;url={uri}"><p>{words}</p>',
    "a base elsewhere": '<base href="{uri}"><p>{words}</p><img src=x.png><a href=y>z</a>',
    "sounds and films": '<p>{words}</p><video src="{hit}" poster="{uri}"></video><audio src="{uri}"></audio>',
    "an applet": '<p>{words}</p><applet archive="{hit}"></applet><embed src="{uri}">',
    "conditional comments": '<!--[if IE]><img src="{hit}"><![endif]--><p>{words}</p>',
    "links that run": '<p>{words}<a href="javascript:x">一</a><a href="{uri}">二</a><a href="vbscript:x">三</a></p>',
    "names of no host": '<p>{words}<a href="http://[">一</a><img src="http://%zz"><a href="//аррӏе.com">二</a></p>',
}
_XML = {
    "entities of a file": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{uri}">]>'
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&x;{words}</p></body></html>',
    "a doctype elsewhere": '<?xml version="1.0"?><!DOCTYPE html SYSTEM "{hit}"><html><body><p>{words}</p></body></html>',
    "a billion laughs": '<!DOCTYPE html [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(
        f'<!ENTITY {b} "{"&" + a + ";" * 1}{("&" + a + ";") * 9}">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><html><body><p>&i;{words}</p></body></html>",
    "an inclusion": '<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><xi:include href="{uri}" parse="text"/>'
    "<p>{words}</p></body></html>",
    "a style sheet for XML": '<?xml version="1.0"?><?xml-stylesheet href="{hit}" type="text/xsl"?>'
    "<html><body><p>{words}</p></body></html>",
}


def _reach(pattern: str) -> Callable[[Trap], bytes]:
    def made(trap: Trap) -> bytes:
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{trap.uri}"/></svg>'
        svg = base64.b64encode(drawing.encode()).decode()
        filled = pattern.format(words=WORDS * 3, uri=trap.uri, hit=trap.address, svg=svg)
        return filled.encode() if pattern.startswith(("<?xml", "<!DOCTYPE", "<html")) else page(filled)

    return made


def _in(encoding: str, *, declared: str = "") -> Callable[[Trap], bytes]:
    def made(_trap: Trap) -> bytes:
        text = page(f"<p>{WORDS * 20}</p>").decode()
        if declared:
            text = text.replace("<head>", f'<head><meta charset="{declared}">')
        return text.encode(encoding, "replace")

    return made


ENCODINGS: dict[str, Callable[[Trap], bytes]] = {
    "UTF-7 that hides tags": lambda _trap: page(f"+ADw-script+AD4-x+ADw-/script+AD4-<p>{WORDS}</p>"),
    "UTF-16 that says it is UTF-8": _in("utf-16", declared="utf-8"),
    "GB18030 that says it is ASCII": _in("gb18030", declared="us-ascii"),
    "an encoding nobody knows": _in("utf-8", declared="x-klingon"),
    "an encoding that is a program": _in("utf-8", declared="zlib_codec"),
    "a page cut within a character": lambda _trap: page(f"<p>{WORDS * 20}</p><p>{WORDS}")[:-1],
    "half a character in the midst": lambda _trap: page(f"<p>{WORDS * 20}</p>").replace(
        "的".encode(), b"\xe7\x9a", 1
    ),
    "marks of two encodings": lambda _trap: b"\xff\xfe\xef\xbb\xbf" + page(f"<p>{WORDS * 20}</p>"),
    "gzip that was not unpacked": lambda _trap: gzip.compress(page(f"<p>{WORDS}</p>")),
}

REACHES = {name: _reach(pattern) for name, pattern in (_REACHES | _XML).items()}
PAGES: dict[str, Callable[[Trap], bytes]] = {
    **{name: _body(body) for name, body in BODIES.items()},
    **REACHES,
    **ENCODINGS,
}
