"""Sites and subscriptions on the command line, as scripts meet them."""

import json

import pytest

from gxreader.cli.main import main
from gxreader.library.sites import forget_sites
from gxreader.settings.schema import OWN_SERVERS
from gxreader.settings.store import Settings, settings_file
from tests.core.list_server import list_server, rss
from tests.replica.server import portal


@pytest.fixture(autouse=True)
def own_servers(private_home):  # noqa: ARG001 - it makes the folders
    forget_sites()
    settings = Settings(settings_file())
    settings.set(OWN_SERVERS, "127.0.0.1")
    settings.save()
    yield
    forget_sites()


def answer(capsys, *words, command="sites", language="zh"):
    code = main(["--lang", language, command, *words])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.strip()


def test_a_site_is_looked_at_added_listed_and_removed(capsys):
    with portal() as server:
        code, lines, trouble = answer(capsys, "add", server.url, "--dry-run")
        assert (code, trouble) == (0, "")
        assert "+\t青禾要闻" in [line.rpartition("\t")[0] for line in lines]
        assert len(answer(capsys, "list")[1]) == 1
        code, lines, trouble = answer(capsys, "add", server.url, "--all")
        assert lines[-1].startswith("own-127-0-0-1：加好 ")
    code, lines, _ = answer(capsys, "list")
    assert [line.split("\t")[0] for line in lines] == ["gxzf", "own-127-0-0-1"]
    assert answer(capsys, "remove", "own-127-0-0-1") == (0, ["“青禾县人民政府网”已经删掉。"], "")
    code, _, trouble = answer(capsys, "remove", "gxzf")
    assert (code, trouble) != (0, "")
    assert [line.split("\t")[0] for line in answer(capsys, "list")[1]] == ["gxzf"]


def test_a_feed_is_followed_refreshed_kept_and_taken_elsewhere(capsys, tmp_path):
    with list_server() as server:
        server.pages["/rss"] = rss(server.url, 2, 1)
        address = f"{server.url}/rss"
        assert answer(capsys, "refresh") == (0, [], "您还没有订阅栏目。")
        assert answer(capsys, "add", address, "--offline")[0] == 0
        assert answer(capsys, "refresh") == (0, ["订阅的栏目里有 2 篇新文章。"], "")
        assert answer(capsys, "refresh") == (0, ["订阅的栏目里没有新文章。"], "")
        lines = answer(capsys, "list")[1]
        assert lines[-1] == f"+\t村里的事\t2 篇没看，2 篇已存好\t{address}"
        assert json.loads("".join(answer(capsys, "--json")[1]))["subscriptions"][0]["kept"] == 2
        server.status["/rss"] = 500
        code, lines, _ = answer(capsys, "refresh", language="en")
        assert (code, lines) == (
            1,
            ["0 new articles. Columns that cannot be opened now: 1; they are tried again later."],
        )
    assert answer(capsys, "refresh")[0] == 1
    file = tmp_path / "feeds.opml"
    assert answer(capsys, "export", str(file)) == (0, [f"1 个订阅存到了 {file}。"], "")
    assert answer(capsys, "remove", address)[0] == 0
    assert answer(capsys, "list", language="en")[1][0].startswith("gxzf\tGuangxi")
    assert answer(capsys, "import", str(file)) == (0, ["从 feeds.opml 读入 1 个订阅。"], "")
    other = tmp_path / "again.opml"
    assert answer(capsys, "export", str(other), command="library")[0] == 0
    assert other.read_text(encoding="utf-8") == file.read_text(encoding="utf-8")
    assert answer(capsys, "import", str(other), command="library")[0] == 0


@pytest.mark.parametrize(
    "words", [("add",), ("remove",), ("import",), ("export",), ("add", "今天天气不错。")]
)
def test_what_is_missing_is_said(capsys, words):
    code, lines, trouble = answer(capsys, *words)
    assert code == 2
    assert lines == []
    assert trouble
