"""What people type, paste and drop is understood."""

from pathlib import Path

import pytest

from gxreader.errors import NotAllowed, NotFound, UsageError
from gxreader.load.reference import Kind, Reference, parse_reference, pasted, welcome

HERE = Path("/somewhere/reading")


def parse(text: str) -> Reference:
    return parse_reference(text, working_folder=HERE)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://www.gxzf.gov.cn/a.shtml", "https://www.gxzf.gov.cn/a.shtml"),
        ("  “http://example.org/x”  ", "http://example.org/x"),
        ("<https://example.org>", "https://example.org"),
        ("HTTPS://Example.org/A", "https://Example.org/A"),
        ("www.gxzf.gov.cn", "https://www.gxzf.gov.cn"),
        ("gxzf.gov.cn/gxyw/", "https://gxzf.gov.cn/gxyw/"),
        ("ｗｗｗ．ｇｘｚｆ．ｇｏｖ．ｃｎ", "https://www.gxzf.gov.cn"),
        ("www。gxzf。gov。cn", "https://www.gxzf.gov.cn"),
        ("https：／／www.gxzf.gov.cn/a", "https://www.gxzf.gov.cn/a"),
        ("http:/example.org/a", "http://example.org/a"),
        ("http//example.org/a", "http://example.org/a"),
        ("https:\\\\example.org\\a", "https://example.org\\a"),
        ("广西.中国/新闻", "https://广西.中国/新闻"),
        ("127.0.0.1:8000/x", "https://127.0.0.1:8000/x"),
        ("localhost:8000", "https://localhost:8000"),
        ("example.org/notes.txt", "https://example.org/notes.txt"),
        ("看看这篇 https://example.org/a?b=1", "https://example.org/a?b=1"),
    ],
)
def test_addresses_are_understood_however_they_are_typed(typed: str, address: str) -> None:
    reference = parse(typed)
    assert (reference.kind, reference.value) == (Kind.ADDRESS, address)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("article.txt", "/somewhere/reading/article.txt"),
        ("'my article.txt'", "/somewhere/reading/my article.txt"),
        ("../a/b", "/somewhere/reading/../a/b"),
        ("/books/没有这个文件", "/books/没有这个文件"),
        ("nosuchfile", "/somewhere/reading/nosuchfile"),
        ("file:///books/%E6%96%87%E7%AB%A0.txt", "/books/文章.txt"),
        ("file://localhost/books/a%20b.txt", "/books/a b.txt"),
        ("file:///books/why?.txt", "/books/why?.txt"),
        ("C:\\Users\\wei\\文章.txt", "C:\\Users\\wei\\文章.txt"),
        ("file:///C:/Users/wei/a.txt", "C:/Users/wei/a.txt"),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'", reason="the paths of a POSIX system")
def test_paths_are_understood_however_they_are_given(typed: str, path: str) -> None:
    assert parse(typed) == Reference(Kind.FILE, path)


def test_a_file_that_is_there_wins_whatever_its_name_looks_like(tmp_path: Path) -> None:
    for name in ("www.example.org", "今天，天气很好。", "a b c d e f g h i"):
        (tmp_path / name).touch()
        assert parse_reference(name, working_folder=tmp_path) == Reference(Kind.FILE, str(tmp_path / name))


def test_the_first_of_several_dropped_files_is_taken() -> None:
    dropped = "file:///books/%E7%94%B2.txt\r\nfile:///books/b.txt\r\n"
    assert parse(dropped) == Reference(Kind.FILE, "/books/甲.txt")


@pytest.mark.parametrize(
    "text",
    [
        "标题\n正文第一段。",
        "今天天气很好，我们去公园走走。",
        "One two three four five six seven eight nine.",
        "长" * 5000,
        "a" * 300 + "/" + "b" * 300,
        "nul\0nul",
    ],
)
def test_running_text_is_text_and_kept_as_it_was_given(text: str) -> None:
    assert parse(text) == Reference(Kind.TEXT, text)


@pytest.mark.parametrize(
    "typed",
    ["ftp://example.org/a", "javascript:alert(1)", "data:text/html,x", "smb://server/share", "about:blank"],
)
def test_other_kinds_of_addresses_are_refused_with_their_sentence(typed: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        parse(typed)
    assert caught.value.key == "load.scheme"
    assert caught.value.arguments == {"scheme": typed.split(":", maxsplit=1)[0]}


def test_a_file_on_another_computer_is_not_reached_for() -> None:
    with pytest.raises(NotFound) as caught:
        parse("file://server/share/a.txt")
    assert caught.value.key == "load.file-elsewhere"


@pytest.mark.parametrize("nothing", ["", "   ", "“”", "\u3000\n"])
def test_nothing_is_no_reference(nothing: str) -> None:
    with pytest.raises(UsageError):
        parse(nothing)


def test_standard_input_the_welcome_and_pasted_text_have_their_own_names() -> None:
    assert parse("-") == Reference(Kind.STANDARD_INPUT)
    assert parse("gxreader:welcome") == welcome()
    assert pasted("https://example.org") == Reference(Kind.TEXT, "https://example.org")


@pytest.mark.parametrize(
    ("typed", "guessed"),
    [
        ("www.example.org/a", True),
        ("example.org", True),
        ("https://example.org", False),
        ("http://example.org", False),
        ("HTTP：//example.org", False),
        ("ｈｔｔｐｓ：／／example.org", False),
        ("《河边的晨光》 https://example.org/a", False),
    ],
)
def test_an_address_without_its_scheme_is_known_to_be_guessed(typed: str, guessed: bool) -> None:
    assert parse(typed).is_guessed is guessed
