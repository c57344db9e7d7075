"""What is known of where an article comes from."""

import pytest

from gxreader.app.origin import origin_line
from gxreader.i18n.messages import messages
from gxreader.library.sites import (
    Origin,
    forget_sites,
    host_of,
    is_government,
    known_sites,
    site_folders,
    site_of,
    unread_sites,
)
from gxreader.model.article import Article


def test_every_description_is_whole() -> None:
    for site in known_sites():
        assert site.hosts
        assert site_of(site.home) is site
        assert set(site.name) >= {"zh", "en"}
    assert [site.id for site in known_sites()] == ["gxzf"]


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("http://www.gxzf.gov.cn/gxyw/t1.shtml", True),
        ("https://GXZF.gov.cn./", True),
        ("http://evilgxzf.gov.cn/", False),
        ("http://www.gxzf.gov.cn.example.org/", False),
        ("http://example.org/www.gxzf.gov.cn/", False),
        ("http://www.gxzf.gov.cn@example.org/", False),
        ("file:///home/www.gxzf.gov.cn/a.html", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_a_site_is_known_by_its_host_and_nothing_else(address: str, known: bool) -> None:
    assert (site_of(address) is not None) is known


def test_a_host_that_only_looks_like_another_is_shown_as_the_network_knows_it() -> None:
    assert host_of("http://gоv.cn/") == "xn--gv-fmc.cn"  # with a Cyrillic letter
    assert not is_government("http://www.gоv.cn/")
    assert is_government("http://www.nanning.gov.cn/a")


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("http://www.gxzf.gov.cn/a.shtml", "已知网站：广西壮族自治区人民政府网"),
        ("https://www.nanning.gov.cn/a", "政府网站：www.nanning.gov.cn"),
        ("https://news.example.org/a", "来历不明的网站：news.example.org，要紧的事请和家人核对"),
        ("gxreader:welcome", ""),
        ("file:///tmp/a.html", ""),
        ("", ""),
    ],
)
def test_the_line_goes_by_the_address_whatever_the_page_claims(url: str, line: str) -> None:
    assert origin_line(Article(title="要闻", source="广西日报", url=url), messages("zh")) == line


VILLAGE = """
id = "village"
kind = "newspaper"
home = "https://village.example/"
hosts = ["village.example"]
search = "https://village.example/find?q={words}"
hot_words = ["荔枝"]
name = { zh = "村报", en = "Village paper" }
[[columns]]
url = "news/"
name = { zh = "村里的事" }
"""


@pytest.fixture
def own_folder():
    """The reader's own folder of descriptions."""
    folder = site_folders()[-1][0]
    folder.mkdir(parents=True)
    yield folder
    forget_sites()


def test_the_readers_own_site_is_known_and_said_to_be_their_own(own_folder) -> None:
    (own_folder / "village.toml").write_text(VILLAGE, encoding="utf-8")
    site = site_of("https://www.village.example/a")
    assert site is not None
    assert site.origin is Origin.READER
    assert site.address_of(site.columns[0]) == "https://village.example/news/"
    assert site.search_address("老 街") == "https://village.example/find?q=%E8%80%81%20%E8%A1%97"
    assert site.columns[0].name == {"zh": "村里的事"}
    line = origin_line(Article(url="https://village.example/a"), messages("en"))
    assert line == "A site you added yourself: Village paper"


def test_a_description_of_the_same_id_takes_the_place_of_the_programs(own_folder) -> None:
    (own_folder / "1.toml").write_text(VILLAGE.replace('"village"', '"gxzf"', 1), encoding="utf-8")
    assert [site.home for site in known_sites()] == ["https://village.example/"]


@pytest.mark.parametrize(
    "change",
    [
        ('home = "https://village.example/"', 'home = "file:///etc"'),
        ("?q={words}", "?q="),
        ('url = "news/"', 'url = "javascript:alert(1)"'),
        ('hosts = ["village.example"]', "hosts = []"),
        ('kind = "newspaper"', 'kind = "newspaper"\nowner = "me"'),
        ("[[columns]]", "[[columns"),
        ('name = { zh = "村里的事" }', "name = {}"),
    ],
)
def test_a_description_that_cannot_be_understood_is_left_out_and_told_of(own_folder, change) -> None:
    before, after = change
    assert before in VILLAGE
    (own_folder / "village.toml").write_text(VILLAGE.replace(before, after), encoding="utf-8")
    assert [site.id for site in known_sites()] == ["gxzf"]
    assert [unread.file.name for unread in unread_sites()] == ["village.toml"]
    assert unread_sites()[0].reason


def test_the_portal_offers_its_columns_in_both_languages() -> None:
    (site,) = known_sites()
    assert all(set(column.name) == {"zh", "en"} for column in site.columns)
    names = [column.name["zh"] for column in site.columns]
    assert names[:3] == ["广西要闻", "图片新闻", "政府常务会议"]
    assert len(names) == len(set(names))
    assert site.address_of(site.columns[0]) == "http://www.gxzf.gov.cn/gxyw/index.shtml"
