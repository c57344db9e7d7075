"""The portal on this computer, read as any portal is: columns, pages, articles, trouble."""

from collections.abc import Iterator

import msgspec
import pytest

from gxreader.errors import LoadError, Unreachable
from gxreader.library.sites import Site, forget_sites, read_site, site_folders
from gxreader.load.fetch import FetchRules, WebFetcher
from gxreader.load.loader import Loader
from gxreader.load.parsing.process import InThisProcess
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article
from gxreader.settings.schema import OWN_SERVERS
from gxreader.settings.store import Settings
from tests.parts import build_reader
from tests.replica.content import COLUMNS, HOT_WORDS, NAVIGATION, PER_PAGE
from tests.replica.server import Portal, portal

NEWS = COLUMNS[0]


@pytest.fixture
def site() -> Iterator[Portal]:
    with portal() as server:
        yield server


def fetcher() -> WebFetcher:
    settings = Settings(None)
    settings.set(OWN_SERVERS, "127.0.0.1")
    return WebFetcher(FetchRules.of(settings))


def load(address: str) -> Article:
    return Loader(fetcher(), InThisProcess()).load(Reference(Kind.ADDRESS, address), language="zh").article


def test_a_column_is_a_list_with_dates_and_pages(site) -> None:
    first = load(f"{site.url}{NEWS.folder}/index.shtml")
    assert [entry.title for entry in first.entries] == [story.title for story in NEWS.stories[:PER_PAGE]]
    assert [entry.published.date() for entry in first.entries] == [
        story.day for story in NEWS.stories[:PER_PAGE]
    ]
    assert first.paging is not None
    assert first.paging.count == 3
    last = load(load(first.paging.following).paging.following)
    assert [entry.title for entry in last.entries] == [story.title for story in NEWS.stories[2 * PER_PAGE :]]
    assert last.paging.following == ""


def test_an_article_has_all_that_stands_around_it(site) -> None:
    story = NEWS.stories[0]
    article = load(f"{site.url}{NEWS.folder}/{story.id}.shtml")
    assert (article.title, article.subtitle, article.source) == (story.title, story.subtitle, story.source)
    assert article.published is not None
    assert article.published.date() == story.day
    assert [link.text for link in article.breadcrumb] == ["首页", NEWS.name]
    assert [link.text for link in article.hot_words] == list(HOT_WORDS)
    assert [link.text for link in article.navigation] == list(NAVIGATION)
    assert [link.text for link in article.related] == [column.name for column in COLUMNS[:3]]
    assert [file.name for file in article.attachments] == [f"{story.title}.txt"]
    assert {target.id for target in article.share} == {"wechat", "toutiao", "weibo", "qzone", "qq"}
    assert article.extension is not None
    assert [translation.language for translation in article.translations] == ["en"]


def test_its_description_makes_it_a_known_site_with_columns(site, tmp_path) -> None:
    file = tmp_path / "qinghe.toml"
    file.write_text(site.description(), encoding="utf-8")
    known = read_site(file)
    assert isinstance(known, Site)
    assert [known.address_of(column) for column in known.columns] == [
        f"{site.url}{column.folder}/index.shtml" for column in COLUMNS
    ]
    assert msgspec.toml.decode(file.read_bytes())["hot_words"] == list(HOT_WORDS)


def test_from_the_column_to_an_article_and_back_as_a_reader_does(site) -> None:
    folder = site_folders()[-1][0]
    folder.mkdir(parents=True)
    (folder / "qinghe.toml").write_text(site.description(), encoding="utf-8")
    forget_sites()
    built = build_reader(fetcher=fetcher())
    columns = built.reader.columns
    known = next(one for one in columns.sites if one.id == "qinghe")
    columns.open(known, known.columns[0])
    listed = built.reader.session.article
    assert listed is not None
    built.reader.opening.follow(listed.entries[1].url)
    assert built.reader.session.article is not None
    assert built.reader.session.article.title == NEWS.stories[1].title
    built.reader.back()
    assert built.reader.session.article is listed
    columns.search(known, "渡口")
    assert "渡口" in built.reader.session.article.title
    forget_sites()


@pytest.mark.parametrize("name", ["412.shtml", "gone.shtml"])
def test_a_page_that_is_refused_or_gone_is_told_of(site, name) -> None:
    with pytest.raises(LoadError):
        load(f"{site.url}{name}")


def test_a_late_page_comes_and_a_torn_one_is_not_taken_for_whole(site) -> None:
    assert load(f"{site.url}slow.shtml").title == NEWS.stories[0].title
    with pytest.raises(Unreachable) as caught:
        load(f"{site.url}broken.shtml")
    assert caught.value.key == "load.cut-off"
