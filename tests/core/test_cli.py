"""The command line as people and scripts meet it: in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gxreader.cli.main import main
from gxreader.cli.open import window_size
from gxreader.cli.parser import COMMANDS, with_default_command
from gxreader.errors import UsageError
from gxreader.speech.values import Voice
from tests.seed import seed_path

ARTICLE = "荔枝树下的图书馆\n\n村口有一棵老荔枝树。树下放着三张旧书桌。\n\n韦阿婆每天八点到。\n"


SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")


def gxreader(
    *arguments: str,
    given: str | bytes = "",
    folder: Path | None = None,
    screen: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the program; `screen` are the variables that tell of one, by default that none is needed."""
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    environment |= {"PYTHONIOENCODING": "utf-8"}
    environment |= {"QT_QPA_PLATFORM": "offscreen"} if screen is None else screen
    done = subprocess.run(
        [sys.executable, "-m", "gxreader", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        timeout=100,
        check=False,
        cwd=folder,
        env=environment,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def is_one_sentence(answer: subprocess.CompletedProcess[str], words: str, code: int = 1) -> bool:
    """Whether trouble was told in one line that has these words, and nothing else was said."""
    lines = answer.stderr.strip().splitlines()
    return answer.returncode == code and len(lines) == 1 and words in lines[0] and answer.stdout == ""


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


def test_pages_and_sheets_are_counted_without_a_file(article: Path) -> None:
    before = set(article.parent.iterdir())
    plain = gxreader("--lang", "en", "print", str(article), "--pages", "--text-size", "48", "--paper", "a5")
    assert plain.returncode == 0
    pages = int(plain.stdout.split()[0])
    assert plain.stdout == f"{pages} page{'s' * (pages > 1)}, {pages} sheet{'s' * (pages > 1)} of paper\n"
    more = ("--margins", "wide", "--line-spacing", "wide", "--columns", "2", "--no-pictures", "--no-code")
    both = gxreader("--lang", "zh", "print", str(article), "--pages", "--both-sides", *more)
    assert both.stdout.strip().endswith("1 张纸")
    assert set(article.parent.iterdir()) == before
    nothing = gxreader("--lang", "zh", "print", str(article))
    assert nothing.returncode == 2
    assert "--pages" in nothing.stderr
    assert gxreader("print", str(article), "--pages", "--paper", "a9").returncode == 2


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


@on_linux
@pytest.mark.parametrize("source", ["file", "-"])
def test_without_a_screen_the_main_job_is_done_into_files(article: Path, tmp_path: Path, source: str) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    given, name = (ARTICLE.encode("gbk"), "-") if source == "-" else (b"", str(article))
    answer = gxreader("--lang", "zh", "open", name, given=given, folder=folder, screen={})
    assert answer.returncode == 0, answer.stderr
    lines = answer.stdout.splitlines()
    assert "没有屏幕" in lines[0]
    assert [Path(line).suffix for line in lines[1:]] == [".png", ".wav"]
    assert all(Path(line).stat().st_size > 10_000 for line in lines[1:])
    assert gxreader("speak", str(article), "--output", "spoken.wav", folder=folder).returncode == 0
    assert Path(lines[2]).read_bytes() == (folder / "spoken.wav").read_bytes()


@on_linux
def test_without_a_screen_nothing_is_announced_that_will_not_come(tmp_path: Path) -> None:
    answer = gxreader("--lang", "en", "open", "missing.txt", folder=tmp_path, screen={})
    assert is_one_sentence(answer, "was not found")
    assert not list(tmp_path.glob("gxreader-article.*"))


@on_linux
def test_a_screenshot_needs_no_screen_even_where_one_is_named(article: Path, tmp_path: Path) -> None:
    picture = tmp_path / "shot.png"
    answer = gxreader("open", str(article), "--screenshot", str(picture), screen={"DISPLAY": ":9871"})
    assert answer.returncode == 0, answer.stderr
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_what_comes_in_is_opened_in_its_own_encoding(article: Path, tmp_path: Path, encoding: str) -> None:
    pictures = tmp_path / "file.png", tmp_path / "input.png"
    gxreader("open", str(article), "--screenshot", str(pictures[0]))
    answer = gxreader("open", "-", "--screenshot", str(pictures[1]), given=ARTICLE.encode(encoding))
    assert answer.returncode == 0, answer.stderr
    assert pictures[0].read_bytes() == pictures[1].read_bytes()


def test_what_comes_in_and_is_no_text_is_not_opened(tmp_path: Path) -> None:
    for given, words in ((bytes(range(256)) * 40, "is not an article"), (b"ID3 ...", "sound")):
        answer = gxreader("--lang", "en", "open", "-", "--screenshot", "x.png", given=given, folder=tmp_path)
        assert is_one_sentence(answer, words)
    assert not (tmp_path / "x.png").exists()


def test_a_text_that_the_selftest_cannot_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "gbk.txt").write_bytes(ARTICLE.encode("gbk"))
    for name, words in (("missing.txt", "was not found"), ("gbk.txt", "UTF-8"), (".", "is a folder")):
        assert is_one_sentence(gxreader("--lang", "en", "selftest", "--text", name, folder=tmp_path), words)


WRITERS = {
    "print": (["print", "article.txt", "--output"], ".pdf"),
    "qr": (["qr", "https://example.org/a", "--output"], ".png"),
    "open": (["open", "article.txt", "--screenshot"], ".png"),
}


@pytest.mark.parametrize("command", WRITERS)
def test_a_file_to_write_has_its_ending_and_its_folder(command: str, article: Path) -> None:
    line, ending = WRITERS[command]
    before = set(article.parent.iterdir())
    for wrong in ("x", f"x{ending}.jpg"):
        answer = gxreader("--lang", "en", *line, wrong, folder=article.parent)
        assert is_one_sentence(answer, f"must end in {ending}", 2)
    answer = gxreader("--lang", "en", *line, f"nowhere/x{ending}", folder=article.parent)
    assert is_one_sentence(answer, "no folder “nowhere”")
    assert set(article.parent.iterdir()) == before


def test_a_language_that_is_not_named_is_asked_for() -> None:
    answer = gxreader("--lang")
    assert answer.returncode == 2
    assert "--lang：后面要跟一个值" in answer.stderr


def test_wrong_numbers_are_refused_in_words() -> None:
    for line, words in (
        (["open", "--text-size", "big"], "“big”不是整数"),
        (["print", "a.txt", "--output", "a.pdf", "--text-size", "1.5"], "“1.5”不是整数"),
        (["qr", "a.txt", "--output", "a.png", "--size", "x"], "“x”不是整数"),
        (["speak", "a.txt", "--output", "a.wav", "--rate", "fast"], "“fast”不是数字"),
    ):
        answer = gxreader("--lang", "zh", *line)
        assert answer.returncode == 2
        assert words in answer.stderr


@pytest.mark.parametrize("size", ["-5", "0", "7", "201"])
def test_letters_too_small_or_too_large_to_read_are_refused(size: str) -> None:
    answer = gxreader("--lang", "en", "open", "--text-size", size, "--screenshot", "never.png")
    assert is_one_sentence(answer, "between 8 and 200 pixels", 2)


def test_chinese_and_english_voices_have_names_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = (
        Voice("espeak:sit/cmn", "Chinese (Mandarin, latin as English)", "zh-CN", "espeak"),
        Voice("espeak:sit/yue", "Chinese (Cantonese)", "yue", "espeak"),
        Voice("espeak:gmw/en-us", "English (America)", "en-us", "espeak"),
        Voice("espeak:gmw/de", "German", "de", "espeak"),
        Voice("sapi5:Tokens/en-us", "Microsoft Zira", "en-us", "sapi5"),
    )
    monkeypatch.setattr("gxreader.speech.services.list_voices", lambda: known)
    assert main(["voices", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("普通话", "粤语", "英语（美国）", "German", "Microsoft Zira"))
    assert "Mandarin" not in shown
    assert main(["voices", "--json"]) == 0
    assert "Mandarin" in capsys.readouterr().out  # programs are given the voice's own name


def test_words_in_foreign_scripts_bring_no_complaints_of_fonts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("नमस्ते दुनिया\n\n你好，世界。\n", encoding="utf-8")
    answer = gxreader("print", "a.txt", "--output", "a.pdf", folder=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
