"""The command line as people and scripts meet it: in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gxreader.cli.open import window_size
from gxreader.cli.parser import COMMANDS, with_default_command
from gxreader.errors import UsageError
from tests.seed import seed_path

ARTICLE = "荔枝树下的图书馆\n\n村口有一棵老荔枝树。树下放着三张旧书桌。\n\n韦阿婆每天八点到。\n"


def gxreader(
    *arguments: str, given: str = "", folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-m", "gxreader", *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
        cwd=folder,
        env=environment,
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


def test_help_is_in_both_languages_and_names_every_command() -> None:
    for language, word in (("zh", "用法"), ("en", "usage")):
        answer = gxreader("--lang", language, "--help")
        assert answer.returncode == 0
        assert word in answer.stdout
        assert all(f"    {command} " in answer.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    answer = gxreader(command, "--help")
    assert answer.returncode == 0
    assert "--lang" in answer.stdout
    assert answer.stderr == ""


def test_version() -> None:
    assert gxreader("--version").stdout.startswith("gxreader ")


def test_wrong_usage_is_one_clear_answer_and_code_2() -> None:
    answer = gxreader("--lang", "zh", "print")
    assert answer.returncode == 2
    assert "还缺少这些内容" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_trouble_is_one_sentence_and_code_1() -> None:
    for language, words in (("zh", "找不到"), ("en", "was not found")):
        for command in (["extract"], ["print", "--output", "x.pdf"], ["speak", "--output", "x.wav"]):
            answer = gxreader("--lang", language, command[0], "missing.txt", *command[1:])
            assert answer.returncode == 1
            assert words in answer.stderr
            assert len(answer.stderr.strip().splitlines()) == 1


def test_a_source_alone_means_open() -> None:
    assert with_default_command(["a.txt"]) == ("open", ["open", "a.txt"])
    assert with_default_command([]) == ("open", ["open"])
    assert with_default_command(["--lang", "en", "a.txt"]) == ("open", ["--lang", "en", "open", "a.txt"])
    assert with_default_command(["--mode", "elderly"]) == ("open", ["open", "--mode", "elderly"])
    assert with_default_command(["--lang=zh", "speak", "x"])[0] == "speak"


def test_the_size_of_a_window_is_understood_or_refused() -> None:
    assert window_size("1366x768") == (1366, 768)
    for wrong in ("1366", "1366x", "axb", "-1x768", "0x0", "99999x99999"):
        with pytest.raises(UsageError):
            window_size(wrong)


def test_extract_gives_every_field(article: Path) -> None:
    found = json.loads(gxreader("extract", str(article)).stdout)
    assert found["schema"] == 1
    assert found["title"] == "荔枝树下的图书馆"
    assert [block["type"] for block in found["blocks"]] == ["paragraph", "paragraph"]
    text = gxreader("extract", "-", "--format", "text", given=ARTICLE).stdout
    assert text.strip() == "村口有一棵老荔枝树。树下放着三张旧书桌。\n\n韦阿婆每天八点到。"


def test_only_a_window_imports_qt(article: Path) -> None:
    code = (
        "import sys; from gxreader.cli.main import main\n"
        f"main(['extract', {str(article)!r}])\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert answer.returncode == 0, answer.stderr.decode()


def test_a_screenshot_is_painted_without_a_screen_and_leaves_settings_alone(
    article: Path, tmp_path: Path, private_home: Path
) -> None:
    picture = tmp_path / "shot.png"
    answer = gxreader(
        "open", str(article), "--mode", "elderly", "--window", "1366x768", "--screenshot", str(picture)
    )
    assert answer.returncode == 0, answer.stderr
    from PIL import Image

    with Image.open(picture) as image:
        assert image.size == (1366, 768)
        assert sum(count > 0 for count in image.convert("L").histogram()) > 20
    assert not list(private_home.rglob("settings.json"))


def test_a_screenshot_of_what_cannot_be_opened_is_not_painted(tmp_path: Path) -> None:
    picture = tmp_path / "shot.png"
    answer = gxreader("--lang", "en", "open", "missing.txt", "--screenshot", str(picture))
    assert answer.returncode == 1
    assert "was not found" in answer.stderr
    assert not picture.exists()


def test_speak_and_print_write_their_files(article: Path, tmp_path: Path) -> None:
    import wave

    sound, paper = tmp_path / "a.wav", tmp_path / "a.pdf"
    assert gxreader("speak", str(article), "--output", str(sound)).returncode == 0
    with wave.open(str(sound)) as file:
        assert file.getnframes() / file.getframerate() > 3
    assert gxreader("print", str(article), "--output", str(paper), "--text-size", "24").returncode == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_selftest_is_json_and_finds_nothing_wrong() -> None:
    answer = gxreader("selftest")
    report = json.loads(answer.stdout)
    assert report["problems"] == []
    assert report["ok"]
    assert answer.returncode == 0
    assert report["spoken_milliseconds"] > 500
    assert any("cmn" in voice for voice in report["voices"]) or sys.platform == "win32"


def test_no_glyph_of_the_seed_is_missing() -> None:
    seed = seed_path()
    if seed is None:
        pytest.skip("the seed article is not beside the project")
    assert json.loads(gxreader("selftest", "--text", str(seed)).stdout)["glyphs_missing"] == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen")
def test_without_a_screen_the_main_job_is_done_into_files(article: Path, tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    folder = tmp_path / "here"
    folder.mkdir()
    answer = subprocess.run(
        [sys.executable, "-m", "gxreader", "--lang", "zh", str(article)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        timeout=100,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    lines = answer.stdout.splitlines()
    assert "没有屏幕" in lines[0]
    assert [Path(line).suffix for line in lines[1:]] == [".png", ".wav"]
    assert all(Path(line).stat().st_size > 10_000 for line in lines[1:])
