"""The screen for taking the sound along, in both faces and languages, and a real recording behind it."""

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from gxreader.app import recording
from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.recording_values import Progress
from gxreader.app.taking_sound import Phase, State
from gxreader.errors import OutputError
from gxreader.model.article import Paragraph, Part, text_run
from gxreader.qt.sound_sheet import SoundSheet
from gxreader.qt.tasks import ThreadDoor
from gxreader.qt.tile import Tile
from tests.parts import small_article

STATES = (
    State(),
    State(Phase.WORKING, Path("荔枝.mp3"), Progress(37, 120, 410.0)),
    State(Phase.STOPPING, Path("荔枝.mp3"), Progress(37, 120, 410.0)),
    State(Phase.READY, Path("荔枝"), count=12, left_out=1),
    State(Phase.TROUBLE, Path("荔枝.mp3"), error=OutputError("export.no-space", needed="512", free="12")),
)


def sheet_of(window, state=None):
    window.show_page(Page.SOUND)
    if state is not None:
        window.reader.taking_sound._set(state)
    QApplication.processEvents()
    return window.findChild(SoundSheet)


def shown(sheet):
    return [tile.command.id for tile in sheet.findChildren(Tile) if tile.isVisible()]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.phase.value)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("mode", "text_size"), [("elderly", 24), ("elderly", 72), ("standard", 28)])
@pytest.mark.parametrize("size", [(1366, 768), (960, 600)])
def test_nothing_is_cut_off(open_window, state, language, mode, text_size, size):
    article = small_article(parts=(Part("春", 0, 2), Part("夏", 2, 4)))
    window = open_window(article, mode=mode, language=language, text_size=text_size, size=size)
    sheet = sheet_of(window, state)
    assert (window.width(), window.height()) == size
    widgets = [sheet.what, *(tile for tile in sheet.findChildren(Tile) if tile.isVisible())]
    widgets += [label for label in (sheet.how_far,) if label.isVisible()]
    areas = [widget.geometry() for widget in widgets]
    for number, area in enumerate(areas):
        assert sheet.rect().contains(area)
        assert not any(area.intersects(other) for other in areas[number + 1 :])
    for label in widgets:
        if not isinstance(label, Tile):
            assert label.heightForWidth(label.width()) <= label.height()
    assert sheet.what.text()


def test_each_phase_has_its_keys(open_window):
    window = open_window()
    sheet = sheet_of(window)
    keys = [shown(sheet)]
    for state in STATES[1:]:
        sheet_of(window, state)
        keys.append(shown(sheet))
    assert [sorted(found) for found in keys] == [
        ["sound-best", "sound-phone", "sound-stick"],
        ["sound-discard", "sound-pause"],
        [],
        ["sound-another", "sound-folder"],
        ["sound-another"],
    ]


def test_a_switch_of_language_is_followed_at_once(open_window):
    window = open_window(language="zh")
    sheet = sheet_of(window, STATES[1])
    before = sheet.how_far.text()
    window.reader.switch_language()
    QApplication.processEvents()
    assert sheet.how_far.text() != before
    assert "37" in sheet.how_far.text()


def test_a_recording_is_made_behind_a_window_that_lives_on(open_window, qtbot, tmp_path, monkeypatch):
    door = ThreadDoor()
    window = open_window(mode="standard", tasks=door)
    sheet = sheet_of(window)
    target = tmp_path / "图书馆.mp3"
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(target.with_suffix(""))])
    sheet.findChild(Tile, "key-sound-phone").click()
    assert window.reader.taking_sound.state.phase is Phase.WORKING
    window.show_page(Page.READING)
    perform(window.reader, "bigger")  # it answers, whatever is made meanwhile
    assert window.reader.announcements.last.key != "say.sound-begun"
    qtbot.waitUntil(lambda: window.reader.taking_sound.state.phase is Phase.READY, timeout=60_000)
    assert target.stat().st_size > 10_000
    assert target.name in window.frame.strip.message.text()
    window.reader.taking_sound.another()
    door.close()


def test_closing_the_window_leaves_what_can_be_gone_on_from(open_window, qtbot, tmp_path, monkeypatch):
    door = ThreadDoor()
    words = "老船工收好缆绳，第一班客人来了。" * 10
    article = small_article(blocks=tuple(Paragraph(text_run(f"{n}{words}")) for n in range(30)))
    window = open_window(article, tasks=door)
    real = recording._SpokenPiece.keep

    def slow(piece, number, files):
        real(piece, number, files)
        time.sleep(0.3)

    monkeypatch.setattr(recording._SpokenPiece, "keep", slow)
    monkeypatch.setattr(window, "choose_target", lambda _name, _title, chosen: chosen(str(tmp_path)))
    sheet_of(window).findChild(Tile, "key-sound-stick").click()
    folder = tmp_path / "荔枝树下的图书馆"
    work = folder / ".gxreader-part"
    qtbot.waitUntil(lambda: len(list(work.glob("piece-*.json"))) >= 2, timeout=60_000)
    assert not window.close()  # once the reader is told what that does
    assert window.close()
    door.close()
    door._pool.waitForDone(20_000)
    assert list(work.glob("piece-*.json"))
    assert not list(folder.glob("*.m3u8"))


def test_closing_the_window_while_sound_is_saved_is_asked_for_twice(open_window):
    window = open_window(small_article())
    taking = window.reader.taking_sound
    said = []
    window.reader.announcements.made.connect(lambda announcement: said.append(announcement.key))
    taking._set(State(Phase.WORKING, Path("荔枝.mp3")))
    assert not window.close()
    assert window.page() is Page.SOUND
    assert said[-1] == "say.sound-not-finished"
    assert window.close()


def test_closing_the_window_with_nothing_to_save_is_closing_it(open_window):
    window = open_window(small_article())
    assert window.close()
