"""The commands of what stands around an article: its site, its neighbours, words that are looked for."""

from __future__ import annotations

from gxreader.app.around import counterpart_label, open_counterpart
from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader

AROUND = (
    Command(
        id="search",
        icon="search",
        run=Reader.search,
        group=Group.OPEN,
        shortcuts=("Ctrl+K",),
        on_more=True,
    ),
    Command(
        id="find-next",
        icon="chevron-down",
        run=lambda reader: reader.finding.step(1),
        group=Group.OPEN,
        shortcuts=("F3",),
        needs_article=True,
    ),
    Command(
        id="find-previous",
        icon="chevron-up",
        run=lambda reader: reader.finding.step(-1),
        group=Group.OPEN,
        shortcuts=("Shift+F3",),
        needs_article=True,
    ),
    Command(
        id="around",
        icon="list-tree",
        run=lambda reader: reader.interface.show_page(Page.AROUND),
        group=Group.OPEN,
        shortcuts=("Ctrl+I",),
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="next-article",
        icon="chevron-right",
        run=lambda reader: reader.neighbours.step(1),
        group=Group.OPEN,
        shortcuts=("Ctrl+Shift+PgDown",),
        needs_article=True,
    ),
    Command(
        id="previous-article",
        icon="arrow-left",
        run=lambda reader: reader.neighbours.step(-1),
        group=Group.OPEN,
        shortcuts=("Ctrl+Shift+PgUp",),
        needs_article=True,
    ),
    Command(
        id="translation",
        icon="languages",
        run=open_counterpart,
        group=Group.OPEN,
        shortcuts=("Alt+E",),
        label=counterpart_label,
        needs_article=True,
    ),
    Command(
        id="news",
        icon="volume-2",
        run=lambda reader: reader.news.begin(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Shift+K",),
        on_more=True,
    ),
    Command(
        id="news-next",
        icon="chevron-right",
        run=lambda reader: reader.news.next(),
        group=Group.LISTEN,
    ),
    Command(
        id="news-again",
        icon="repeat",
        run=lambda reader: reader.news.again(),
        group=Group.LISTEN,
    ),
    Command(
        id="news-skip",
        icon="x",
        run=lambda reader: reader.news.skip(),
        group=Group.LISTEN,
    ),
    Command(
        id="news-anew",
        icon="repeat",
        run=lambda reader: reader.news.begin_anew(),
        group=Group.LISTEN,
    ),
    Command(
        id="news-columns",
        icon="settings",
        run=lambda reader: reader.interface.show_page(Page.NEWS_COLUMNS),
        group=Group.LISTEN,
    ),
    Command(
        id="refresh",
        icon="repeat",
        run=lambda reader: reader.renewing.renew(),
        group=Group.OPEN,
        shortcuts=("Ctrl+R",),
        needs_article=True,
    ),
)
