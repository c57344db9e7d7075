"""Chinese is typed in the window with an input method, as at home."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.assistive_desk import AssistiveDesk, assistive_desk, missing, until
from tests.journeys.message_bus import becomes

PINYIN = Path("/usr/share/fcitx5/inputmethod/pinyin.conf")
_WHY_NOT = missing() or ("" if PINYIN.exists() else "not installed: fcitx5-pinyin")
pytestmark = [
    pytest.mark.skipif(bool(_WHY_NOT) and not os.environ.get("CI"), reason=_WHY_NOT),
    pytest.mark.timeout(180),
]
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=pinyin
Layout=
[GroupOrder]
0=Default
"""
FIELD = "网址、文件，或要在文中找的字"


@pytest.fixture
def desk(private_home: Path) -> Iterator[AssistiveDesk]:
    assert not _WHY_NOT, _WHY_NOT  # where every change is tested, all of it is there
    settings = private_home / ".config" / "fcitx5"
    settings.mkdir(parents=True)
    (settings / "profile").write_text(PROFILE, encoding="utf-8")
    with assistive_desk(private_home) as made:
        # As a desktop that is set up for fcitx has it; Qt has no part of that name.
        made.environment |= {"QT_IM_MODULE": "fcitx", "XDG_CONFIG_HOME": str(private_home / ".config")}
        fcitx = subprocess.Popen(
            ["fcitx5"], env=made.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            assert becomes(lambda: bus_of_ibus(private_home), 20), "fcitx answers as IBus, too"
            yield made
        finally:
            fcitx.terminate()
            fcitx.wait(10)


def bus_of_ibus(home: Path) -> bool:
    """Whether it is written down where IBus is spoken to."""
    return any((home / ".config" / "ibus" / "bus").glob("*"))


def typed(desk: AssistiveDesk) -> str:
    return str(desk.look("typed", FIELD) or "")


def test_words_are_typed_with_fcitx_into_the_field(desk: AssistiveDesk, tmp_path: Path) -> None:
    article = tmp_path / "1.txt"
    article.write_text("村口的图书馆\n\n树下有一张桌子。", encoding="utf-8")
    desk.start("--lang", "zh", "open", str(article), "--mode", "standard", "--window", "1366x768")
    assert desk.shows("text", FIELD), desk.complaints_text
    desk.key("ctrl+l")
    assert until(lambda: typed(desk) == "")
    assert until(lambda: input_method(desk) == "pinyin")
    for letter in "tushuguan":
        desk.key(letter)
        time.sleep(0.05)  # as fast as quick fingers; what is faster arrives in another order
    desk.key("space")
    assert until(lambda: typed(desk) == "图书馆"), typed(desk)
    desk.leave()


def input_method(desk: AssistiveDesk) -> str:
    """The name of the one that the field with the keyboard is typed into with."""
    done = subprocess.run(
        ["fcitx5-remote", "-n"], env=desk.environment, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
