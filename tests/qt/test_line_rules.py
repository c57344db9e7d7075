"""No line of Chinese begins with what ends something, and none ends with what begins something."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.i18n.messages import messages
from gxreader.model.article import Article, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.document import ArticleDocument
from gxreader.qt.look import Look
from gxreader.qt.main import application
from gxreader.qt.render import render
from gxreader.theme.lettering import Lettering
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import ELDERLY

NOT_FIRST = "，。、；：？！）》」』】〕〉”’…·‧％%℃.,;:?!)]"
NOT_LAST = "（《「『【〔〈“‘([￥$"
TEXTS = (
    "会议强调：“要坚持以人民为中心（2.0版），力争增长5.5％以上。”来自桂林、柳州等地的代表……参加了《春江花月夜》（节选）书画展！",
    "伊丽莎白·泰勒说：「好啊！」『真的？』她笑了……气温25℃，占30%；价格￥35元/斤（约$5）。他问：‘是吗？’",
    "书名《红楼梦》【注】〔参考〕〈上〉；他说：“听我讲‘一句’就好”，（括号里（还有括号）呢）。一、二、三：甲；乙。",
    '老人说:"好的",然后(慢慢地)走了.船开了!谁来了?孩子们:都来了;(真热闹)',
)
ARTICLE = Article(
    language="zh",
    blocks=(
        *(Paragraph((Run(text * 3),)) for text in TEXTS),
        *(Paragraph((Run(text[:9]), Run(text[9:22], strong=True), Run(text[22:]))) for text in TEXTS),
    ),
)


def lines(look: Look, width: int) -> Iterator[tuple[str, bool, bool]]:
    """Each line as it is laid out, and whether its paragraph began, and goes on, in others."""
    application()
    document = ArticleDocument()
    render(document, Units(ARTICLE), 0, look, messages("zh"))
    document.setTextWidth(width)
    document.documentLayout().documentSize()
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            text = block.text()[line.textStart() : line.textStart() + line.textLength()]
            yield text, number > 0, number < layout.lineCount() - 1
        block = block.next()


@pytest.mark.parametrize("lettering", [Lettering(), Lettering(is_legible=True, is_strong=True)])
@pytest.mark.parametrize("size", [24, 36])
def test_no_line_begins_or_ends_where_print_forbids_it(size: int, lettering: Lettering) -> None:
    look = Look(SCHEMES["paper"], ELDERLY, size, lettering=lettering)
    seen = 0
    for width in range(size * 10, size * 33, size * 3 // 4):
        for text, goes_before, goes_on in lines(look, width):
            seen += 1
            assert not (goes_before and text[0] in NOT_FIRST), (width, text)
            assert not (goes_on and text.rstrip()[-1] in NOT_LAST), (width, text)
            assert not (goes_on and text.endswith("…") and text.count("…") % 2), (width, text)
    assert seen > 500


def test_the_signs_are_set_as_in_print_and_copied_as_they_were_written(open_window) -> None:
    source = "他说,𠮷祥(安娜·林)来了!"
    window = open_window(Article(title="来客", language="zh", blocks=(Paragraph((Run(source),)),)))
    view = window.view
    assert "他说，𠮷祥（安娜‧林）来了！" in view.toPlainText()
    view.setTextCursor(view.cursor_for(Locator(1, 0, len(source))))
    perform(window.reader, "copy")
    QApplication.processEvents()
    assert QGuiApplication.clipboard().text() == source
    view.setTextCursor(view.cursor_for(Locator(1, 2, 8)))
    perform(window.reader, "copy")
    assert QGuiApplication.clipboard().text() == source[2:8]
    assert view.selection() == (Locator(1, 2, 2), Locator(1, 8, 8))


def test_several_paragraphs_are_copied_as_lines(open_window) -> None:
    blocks = (Paragraph((Run("一,二\n三"),)), Paragraph((Run("四!"),)))
    window = open_window(Article(title="题", language="zh", blocks=blocks))
    window.view.selectAll()
    perform(window.reader, "copy")
    assert QGuiApplication.clipboard().text().endswith("一,二\n三\n四!")
