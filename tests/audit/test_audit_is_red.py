"""The audit has been seen red: every check on facts that are wrong, and on a window that something spoils."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from gxreader.qt.keys import Key
from gxreader.qt.plain_label import plain_label
from tests.audit import checks, looking, situations, survey
from tests.audit.facts import Area, Control, Deed, Part, Ring, Walk, Words

GOOD_DEED = {"words": ("开", "Open"), "help": ("打开。", "Opens."), "shortcuts": ("F1",), "has_key": True}


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (checks.unnamed([Control("Key", "", 90, 90, 72)]), "has no name"),
        (checks.too_small([Control("Key", "开", 90, 71, 72)]), "90x71, less than 72"),
        (checks.untranslated([("Key", "command.open-file")], "zh"), "the message key"),
        (checks.untranslated([("Key", "{name} 打不开")], "zh"), "unfilled gap"),
        (checks.untranslated([("Key", "Open a file")], "zh"), "not in the language zh"),
        (checks.untranslated([("Key", "打开")], "en"), "not in the language en"),
        (checks.unreadable([Words("Key", "开", 23)], 24), "23 px high, less than 24"),
        (checks.pale_words([Words("Key", "开", 24, "#767676", "#ffffff")]), "4.5:1"),
        (checks.pale_parts([Part("Key", "the edge", "#d8cfbb", "#fffdf8")]), "1.5:1"),
        (checks.without_ring([Ring("Key", 3)]), "does not show"),
        (checks.cut_off([Words("Key", "开", 24, cut=5)]), "by 5 px"),
        (checks.cut_off([Words("Key", "一篇…", 24, shortened=True)]), "shortens"),
        (checks.overlapping([Area("A", (0, 0, 50, 50)), Area("B", (49, 40, 50, 50))]), "stands on"),
        (checks.outside([Area("A", (950, 0, 20, 20))], (960, 600)), "hangs over"),
        (checks.out_of_reach(Walk("A", ("A",), ("A", "B"), came_round=True)), "does not reach B"),
        (checks.out_of_reach(Walk("A", ("A", "B"), ("A", "B"), came_round=False)), "come round"),
        (checks.out_of_reach(Walk("", (), ("A",), came_round=False)), "begins nowhere"),
        (checks.helpless([Deed("x", **(GOOD_DEED | {"shortcuts": (), "has_key": False}))]), "neither"),
        (
            checks.helpless([Deed("x", **(GOOD_DEED | {"help": ("打开。", "command.x.help")}))]),
            "no help in en",
        ),
        (checks.unlike({"say.a": 1}, {}), "only one language has say.a"),
    ],
)
def test_audit_check_is_red(found, fault) -> None:
    assert len([line for line in found if fault in line]) == 1, found


def test_audit_checks_are_green_on_what_is_right() -> None:
    words, part = Words("Key", "开", 24, "#000000", "#ffffff"), Part("Key", "the edge", "#767676", "#ffffff")
    control = Control("Key", "开", 72, 72, 72)
    areas = [Area("A", (0, 0, 50, 50)), Area("B", (50, 0, 50, 50)), Area("button", (0, 0, 9, 9), "A")]
    assert checks.unnamed([control]) + checks.too_small([control]) + checks.unreadable([words], 24) == []
    assert checks.pale_words([words]) + checks.pale_parts([part]) + checks.cut_off([words]) == []
    assert checks.overlapping(areas) + checks.outside(areas, (960, 600)) == []
    assert checks.untranslated([("A", "打开 gxreader"), ("B", "English")], "zh") == []
    assert checks.helpless([Deed("x", **GOOD_DEED)]) + checks.unlike({"a": 1}, {"a": 2}) == []
    assert checks.out_of_reach(Walk("A", ("A", "B"), ("B", "A"), came_round=True)) == []


class Ringless(QPushButton):
    """A key that hides where the keyboard is."""

    def paintEvent(self, _event) -> None:
        """Paint nothing."""


def key(window, words: str) -> Key:
    made = Key("plus")
    made.setParent(window.frame)
    made.set_look(window.look)
    made.set_words(words, "")
    made.setFixedSize(160, 90)
    made.move(200, 300)
    made.show()
    return made


def label(window, words: str, *, pixels: int = 30, style: str = "") -> QLabel:
    made = plain_label(words)
    made.setParent(window.frame)
    made.setFont(window.look.font(pixels))
    made.setStyleSheet(style)
    made.adjustSize()
    made.move(200, 300)
    made.show()
    return made


def _unnamed(window) -> None:
    key(window, "")


def _unreachable(window) -> None:
    key(window, "碰不到").setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _trap(window) -> None:
    class Trap(Key):
        def focusNextPrevChild(self, _following: bool) -> bool:
            self.setFocus()
            return True

    made = Trap("plus")
    made.setParent(window.frame)
    made.set_look(window.look)
    made.set_words("陷阱", "")
    made.setGeometry(200, 300, 160, 90)
    made.show()


def _small(window) -> None:
    key(window, "小").setFixedSize(160, 59)


def _too_small_words(window) -> None:
    label(window, "小字", pixels=20)


def _too_small_painted_words(window) -> None:
    made = key(window, "小字")
    made.setFont(window.look.font(20))


def _pale_words(window) -> None:
    label(window, "浅字", style="color: #999999; background: #ffffff")


def _pale_edge(window) -> None:
    key(window, "浅边").setStyleSheet("")
    window.findChildren(Key)[-1].borderless = True
    made = QPushButton(window.frame)
    made.hide()
    line = Key("plus")
    line.setParent(window.frame)
    line.set_words("浅边", "")
    import msgspec

    pale = msgspec.structs.replace(window.look.scheme, edge="#e8e0d0", ink="#eeeeee")
    line.set_look(msgspec.structs.replace(window.look, scheme=pale))
    line.setGeometry(400, 300, 160, 90)
    line.show()


def _cut_words(window) -> None:
    key(window, "这一个键上的字实在是太多了放不下").setFixedSize(90, 90)


def _cut_label(window) -> None:
    label(window, "放不下的字").setFixedWidth(40)


def _overlap(window) -> None:
    key(window, "甲")
    key(window, "乙").move(250, 320)


def _outside(window) -> None:
    key(window, "外面").move(1300, 300)


def _raw(window) -> None:
    label(window, "ui.nothing-here")


def _other_language(window) -> None:
    key(window, "Nothing here")


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_unnamed, "has no name"),
        (_unreachable, "does not reach Key “碰不到”"),
        (_trap, "does not come round"),
        (_small, "is 160x59, less than 72"),
        (_too_small_words, "“小字” 20 px high"),
        (_too_small_painted_words, "“小字” 20 px high"),
        (_pale_words, "“浅字” in #999999"),
        (_pale_edge, "the edge of Key “浅边”"),
        (_pale_edge, "the icon of Key “浅边”"),
        (_cut_words, "cuts"),
        (_cut_label, "cuts “放不下的字”"),
        (_overlap, "Key “甲” stands on Key “乙”"),
        (_outside, "Key “外面” hangs over"),
        (_raw, "shows the message key “ui.nothing-here”"),
        (_other_language, "not in the language zh: “Nothing here”"),
    ],
)
def test_audit_of_a_spoilt_window_is_red(open_window, spoil, fault) -> None:
    window = open_window(situations.article("zh"), mode="elderly", language="zh")
    spoil(window)
    situations.settle(window)
    found = survey.faults_of(window, "zh")
    assert [line for line in found if fault in line], found


def test_audit_of_a_key_without_a_ring_is_red(open_window) -> None:
    window = open_window(situations.article("zh"), mode="elderly")
    made = Ringless(window.frame)
    made.setText("无框")
    made.setGeometry(200, 300, 160, 90)
    made.show()
    found = checks.without_ring(looking.rings(window))
    assert found == ["Ringless “无框” does not show the keyboard's place"]


def test_audit_of_contrast_is_red_for_one_scheme(open_window, monkeypatch) -> None:
    import msgspec

    from gxreader.theme.schemes import SCHEMES

    monkeypatch.setitem(SCHEMES, "paper", survey.TRACER)
    window = open_window(situations.article("zh"), mode="elderly")
    sight = looking.look_at(window)
    assert survey.pale(sight) == []
    green = msgspec.structs.replace(SCHEMES["green"], secondary="#7d9a7a", edge="#b4cfb0")
    monkeypatch.setitem(SCHEMES, "green", green)
    found = survey.pale(sight)
    assert found
    assert all(line.startswith("green: ") for line in found)
    assert any("the edge" in line for line in found)
    assert any("“第 1 页" in line for line in found)
