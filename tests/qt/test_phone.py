"""The code on the screen leads a phone to the article: it is read back from a picture of the window."""

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gxreader.app.interface import Page
from gxreader.qt.window import Window
from tests.parts import small_article

ADDRESS = "https://www.example.gov.cn/gxyw/t20260223_123456.shtml"


def read_codes(window: Window) -> list[str]:
    QApplication.processEvents()  # a code is as large as the screen turns out to be
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = image.width(), image.height()
    picture = Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1)
    return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("scheme", ["paper", "night", "yellow-on-black"])
def test_the_code_of_the_phone_screen_is_read_in_every_kind_of_scheme(open_window, scheme: str) -> None:
    window = open_window(small_article(url=ADDRESS), scheme=scheme)
    window.show_page(Page.PHONE)
    assert read_codes(window) == [ADDRESS]


def test_the_code_beside_the_article_is_read(open_window) -> None:
    window = open_window(small_article(url=ADDRESS), mode="standard")
    assert read_codes(window) == [ADDRESS]


def test_without_an_address_the_code_holds_the_text_itself(open_window) -> None:
    window = open_window(small_article())
    window.show_page(Page.PHONE)
    (code,) = read_codes(window)
    assert code.startswith("1/1\n荔枝树下的图书馆\n")
    assert code.endswith("孩子们放学以后也来,𠮷祥话说个不停。\n")
