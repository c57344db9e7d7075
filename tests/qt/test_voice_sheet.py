"""The screen of the voice: nothing clipped, a key for every language, live in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from gxreader.app.interface import Page
from gxreader.qt.keys import Key
from gxreader.qt.tile import Tile
from gxreader.qt.voice_sheet import TILES
from gxreader.settings.schema import VOICE_ZH
from gxreader.speech.values import Voice
from tests.qt.conftest import built_of

VOICES = (
    Voice("kokoro:zf_xiaoxiao", "Xiaoxiao", "zh-CN", "kokoro"),
    Voice("kokoro:zf_xiaobei", "Xiaobei", "zh-CN", "kokoro"),
    Voice("kokoro:af_heart", "Heart", "en-US", "kokoro"),
    Voice("espeak:gmw/en-us", "English", "en-us", "espeak"),
    Voice("espeak:sit/yue", "Cantonese", "yue", "espeak"),
)


def shown(window, page=Page.VOICES):
    reader = built_of(window).reader
    reader.voices._asked = True
    reader.voices._take(VOICES)
    window.show_page(page)
    return window.screens.sheet(page)


@pytest.mark.parametrize("mode", ["standard", "elderly"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (1920, 1080)])
@pytest.mark.parametrize("page", [Page.VOICE, Page.VOICES])
def test_nothing_is_clipped_and_nothing_overlaps(open_window, qtbot, mode, language, size, page):
    window = open_window(mode=mode, language=language, size=size)
    sheet = shown(window, page)
    qtbot.wait(20)
    keys = [key for key in sheet.findChildren(Key) if key.isVisible()]
    assert sum(isinstance(key, Tile) for key in keys) == (sum(map(len, TILES)) if page is Page.VOICE else 0)
    places = [key.rect().translated(key.mapTo(sheet, key.rect().topLeft())) for key in keys]
    for number, place in enumerate(places):
        assert sheet.rect().contains(place), keys[number].text()
        assert not any(place.intersects(other) for other in places[number + 1 :]), keys[number].text()
    for key in keys:
        if not isinstance(key, Tile):
            lines, _icon = key.fit(key.width() - 2 * key._padding())
            widest = max(QFontMetrics(key.font()).horizontalAdvance(line) for line in lines)
            assert widest <= key.width(), key.text()
    for row in sheet.rows if page is Page.VOICES else ():
        needed = QFontMetrics(row.voice.font()).boundingRect(
            row.voice.rect(), Qt.TextFlag.TextWordWrap, row.voice.text()
        )
        assert needed.height() <= row.voice.height() + 1
        assert row.name.sizeHint().width() <= row.name.width()


def test_a_voice_is_chosen_and_tried_by_keys_and_clicks(open_window, qtbot):
    window = open_window()
    sheet = shown(window)
    row = sheet.rows[0]
    assert row.voice.text() == "晓晓（女声）"
    qtbot.mouseClick(row.after, Qt.MouseButton.LeftButton)
    assert row.voice.text() == "晓北（女声）"
    assert built_of(window).reader.settings.get(VOICE_ZH) == "kokoro:zf_xiaobei"
    assert built_of(window).said[-1].key == "say.trying"
    row.before.setFocus()
    qtbot.keyClick(row.before, Qt.Key.Key_Space)
    assert row.voice.text() == "晓晓（女声）"


def test_one_voice_alone_has_nothing_beside_it(open_window):
    sheet = shown(open_window())
    cantonese = sheet.rows[2]
    assert cantonese.trial.isVisible()
    assert not cantonese.before.isVisible()
    assert not cantonese.after.isVisible()


def test_every_key_says_whose_voice_it_changes(open_window):
    sheet = shown(open_window(language="en"))
    described = [row.trial.accessibleDescription() for row in sheet.rows]
    assert described == ["Mandarin Xiaoxiao (woman)", "English Heart (American woman)", "Cantonese Cantonese"]


def test_before_the_list_is_there_the_screen_says_so(open_window):
    window = open_window()
    built_of(window).reader.voices._asked = True
    window.show_page(Page.VOICES)
    assert window.screens.sheet(Page.VOICES).rows[0].voice.text() == "正在找声音……"
    built_of(window).reader.voices._take(VOICES)
    assert window.screens.sheet(Page.VOICES).rows[0].voice.text() == "晓晓（女声）"
