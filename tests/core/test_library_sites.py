"""What is known of where an article comes from."""

import pytest

from gxreader.app.origin import origin_line
from gxreader.i18n.messages import messages
from gxreader.library.sites import host_of, is_government, known_sites, site_of
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
