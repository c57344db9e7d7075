"""What the tests of the library share: articles to keep, and every row that is kept."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from gxreader.model.article import Article, Heading, Paragraph, text_run

ALL = "SELECT * FROM {}"


def article_of(number=1, *texts, **fields):
    texts = texts or (f"第{number}段：老船工每天早上五点起床。", "第一班渡船六点开，坐船的多是卖菜的人。")
    given = {
        "title": f"渡口之{number}",
        "url": f"https://www.example.org/{number}.html",
        "site": "渡口网",
        "column": "要闻",
        "published": datetime(2026, 5, 17, 8, 0, tzinfo=UTC),
        "language": "zh-CN",
        "blocks": (Heading(text_run("早晨")), *(Paragraph(text_run(text)) for text in texts)),
    }
    return Article(**{**given, **fields})


def whole(file: Path):
    """Every row of every table that is ours."""
    with sqlite3.connect(file) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%index%'"
                " AND name NOT LIKE 'sqlite%' ORDER BY 1"
            )
        ]
        rows = {name: sorted(connection.execute(ALL.format(name)), key=repr) for name in names}
    connection.close()
    return rows
