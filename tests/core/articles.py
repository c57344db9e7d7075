"""Articles of every shape, for hypothesis."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from gxreader.model.article import (
    Article,
    Block,
    Cell,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Part,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
)
from gxreader.model.site import (
    Attachment,
    Entry,
    Extension,
    Link,
    Notice,
    Paging,
    ShareTarget,
    Translation,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=zones | st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone
runs = st.lists(
    st.builds(Run, texts, st.booleans(), st.booleans(), st.booleans(), texts, texts), max_size=3
).map(tuple)
cells = st.builds(Cell, runs, st.booleans(), st.integers(1, 4), st.integers(1, 4))
leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, runs, st.integers(1, 6)),
    st.builds(Paragraph, runs),
    st.builds(Picture, texts, texts, runs, st.integers(0, 9000), st.integers(0, 9000)),
    st.builds(Table, st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple), runs),
    st.builds(Code, texts, texts),
    st.just(Separator()),
)


def _around(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(ListItem, several), max_size=3).map(tuple)
    return st.builds(ListBlock, items, st.booleans(), st.integers(0, 99)) | st.builds(Quote, several)


blocks = st.recursive(leaves, _around, max_leaves=8)
links = st.lists(st.builds(Link, texts, texts), max_size=2).map(tuple)
articles = st.builds(
    Article,
    title=texts,
    kicker=texts,
    subtitle=texts,
    author=texts,
    source=texts,
    published=moments,
    modified=moments,
    language=texts,
    url=texts,
    site=texts,
    column=texts,
    breadcrumb=links,
    keywords=st.lists(texts, max_size=2).map(tuple),
    summary=texts,
    blocks=st.lists(blocks, max_size=5).map(tuple),
    parts=st.lists(st.builds(Part, texts, st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
    attachments=st.lists(st.builds(Attachment, texts, texts, texts, st.integers(0, 2**40)), max_size=2).map(
        tuple
    ),
    related=links,
    hot_words=links,
    navigation=links,
    share=st.lists(st.builds(ShareTarget, texts, texts), max_size=2).map(tuple),
    translations=st.lists(st.builds(Translation, texts, texts, texts), max_size=2).map(tuple),
    entries=st.lists(
        st.builds(Entry, title=texts, url=texts, published=moments, author=texts, summary=texts), max_size=2
    ).map(tuple),
    paging=st.none() | st.builds(Paging, number=st.integers(0, 9), previous=texts, following=texts),
    extension=st.none() | st.builds(Extension, texts, texts),
    warnings=st.lists(st.builds(Notice, texts, st.dictionaries(texts, texts, max_size=2)), max_size=2).map(
        tuple
    ),
)
