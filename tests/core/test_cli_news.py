"""`gxreader news` and `gxreader sites columns`, against the portal on this computer."""

import json

import pytest

from gxreader.cli.main import main
from gxreader.library.sites import forget_sites, site_folders
from gxreader.settings.schema import OWN_SERVERS
from gxreader.settings.store import Settings, settings_file
from tests.replica.content import COLUMNS, HOT_WORDS, PER_PAGE
from tests.replica.server import portal

FIRST = COLUMNS[0]


@pytest.fixture
def site():
    settings = Settings(settings_file())
    settings.set(OWN_SERVERS, "127.0.0.1")
    settings.save()
    with portal() as server:
        folder = site_folders()[-1][0]
        folder.mkdir(parents=True)
        (folder / "qinghe.toml").write_text(server.description(), encoding="utf-8")
        forget_sites()
        yield server
    forget_sites()


def test_what_is_new_is_listed_until_it_is_read(site, capsys) -> None:
    address = f"{site.url}{FIRST.folder}/index.shtml"
    assert main(["--lang", "en", "news", address]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [line[0] for line in lines] == [story.title for story in FIRST.stories[:PER_PAGE]]
    assert all(line[2].startswith(site.url) for line in lines)
    assert main(["news", address, "--read", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == PER_PAGE
    assert main(["--lang", "en", "news", address]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err.strip()) == ("", "There is nothing new in the chosen columns.")


def test_a_list_that_does_not_answer_is_told_of(site, capsys) -> None:
    assert main(["--lang", "en", "news", f"{site.url}gone.shtml"]) == 1
    assert capsys.readouterr().err


def test_the_columns_of_a_site_are_listed_with_their_addresses_and_its_words(site, capsys) -> None:
    assert main(["--lang", "zh", "sites", "columns", "qinghe"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [line[1] for line in lines[: len(COLUMNS)]] == [column.name for column in COLUMNS]
    assert lines[0][2] == f"{site.url}{FIRST.folder}/index.shtml"
    assert len(lines) == len(COLUMNS) + len(HOT_WORDS)
    assert main(["sites", "columns", "nowhere"]) != 0
