"""What simple scripts write is read where it stands; nothing is run, and no script keeps us busy."""

import pytest

from gxreader.load.markup.page import parse_page
from gxreader.load.markup.scripts import records_of, scripts_of, spoken_code, values_of
from gxreader.load.markup.simple_script import Writer
from gxreader.load.markup.written import with_written


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("document.write('来源：石桥');", "来源：石桥"),
        ('var ly = "石桥"; document.writeln("来源：" + ly + "报")', "来源：石桥报"),
        ("var a='甲', b = '乙'\ndocument.write(a + b)\ndocument.write('丙')", "甲乙丙"),
        ("var a='甲'; a += '乙'; document.write(a.trim(), '丙')", "甲乙丙"),
        (
            "if(a!=''){document.write('无')} a='甲'; if(a!=''){document.write(a)}else{document.write('乙')}",
            "甲",
        ),
        ("var a=''; if(a) document.write('甲'); else document.write('乙');", "乙"),
        ("var n='12'; if(n.length>0 && n != '') document.write(n)", "12"),
        (
            "document.write('<a href=\\'/s?q='+encodeURIComponent('河')+'\\'>河</a>')",
            "<a href='/s?q=%E6%B2%B3'>河</a>",
        ),
        ('document.write("<a href=\'" + where() + "\'>河</a>")', "<a href=''>河</a>"),
        ("document.write('共' + count + '条')", ""),
        ("function f(){document.write('甲')} $(function(){document.write('乙')});", ""),
        ("for(var i=0;i<3;i++){document.write(i)} while(x) document.write('甲')", ""),
        ("if(navigator.userAgent.indexOf('x')>0){document.write('甲')}else{document.write('乙')}", ""),
        ("var a = cond ? '甲' : '乙'; document.write(a)", ""),
        ("<!--\ndocument.write('甲')\n//-->", "甲"),
        ("/* document.write('甲') */ // document.write('乙')\ndocument.write('丙')", "丙"),
        ("try{document.write('甲')}catch(e){document.write('乙')}", "甲"),
        ("document.write('\\u6cb3\\x41\\n')", "河A\n"),
        ("document.write('没有结束", ""),
        ("document.write(", ""),
        ("}}}) document.write('甲')", "甲"),
    ],
)
def test_what_a_script_writes(code: str, written: str) -> None:
    assert Writer().run(code) == written


def test_what_one_script_sets_the_next_one_knows() -> None:
    writer = Writer()
    assert writer.run("var ly='石桥报';") == ""
    assert writer.run("document.write(ly)") == "石桥报"


@pytest.mark.parametrize(
    "code",
    [
        "a=" + "(" * 50_000,
        "if(a)" * 20_000,
        "{" * 50_000,
        "}" * 50_000,
        "encodeURI(" * 10_000,
        "a=" + "(b?" * 20_000,
        "document.write((" * 20_000,
        "/*" * 50_000,
        '"\\"' * 30_000,
        "a='" + "河" * 50_000 + "';" + "a=a+a;" * 500 + "document.write(a)",
    ],
)
def test_scripts_made_to_keep_us_busy_write_nothing(code: str) -> None:
    assert Writer().run(code) == ""


def test_written_lines_stand_where_their_script_stood() -> None:
    page = with_written(
        parse_page(
            "<html><body><p>前<script>document.write('<b>中</b>')</script>后</p><p>末</p></body></html>"
        )
    )
    assert [element.text_content() for element in page.root.iter("p")] == ["前中后", "末"]
    assert not list(page.root.iter("script"))


@pytest.mark.parametrize(
    "script",
    [
        "<script src='x.js'>document.write('甲')</script>",
        "<script type='text/template'>document.write('甲')</script>",
        "<!--<script>document.write('甲')</script>-->",
        "<script>console.log('document.write')</script>",
    ],
)
def test_other_scripts_write_nothing(script: str) -> None:
    page = parse_page(f"<html><body><p>前</p>{script}</body></html>")
    assert with_written(page) is page


def test_a_page_flattened_for_its_depth_is_left_as_it_is() -> None:
    page = parse_page("<div>" * 700 + "深<script>document.write('甲')</script>")
    assert page.simplified
    assert with_written(page) is page


def test_scripts_in_comments_and_comments_in_scripts_say_nothing() -> None:
    text = (
        "<script>var a='甲'; // var a='乙'\n/* var a='丙' */ var link='http://x.example/';</script>"
        "<!--<script>var a='丁';</script>--><script>var a = '戊'</script><script>var a='没有结束'"
    )
    assert [script.body[:5] for script in scripts_of(text)] == ["var a", "var a"]
    values = values_of(spoken_code(parse_page(f"<p>字</p>{text}")))
    assert values["a"] == ["甲", "戊"]
    assert values["link"] == ["http://x.example/"]


def test_records_of_a_list_become_its_items() -> None:
    body = "<datastore><record><![CDATA[<li>甲</li>]]></record><record><![CDATA[<li>乙]</li>]]></record>"
    assert records_of(body) == "<ul><li>甲</li><li>乙]</li></ul>"
    assert records_of("<datastore></datastore>") == ""
