"""What searching a library costs: from the words to the list, by kind of query, and what the index costs.

    python benchmarks/search.py [--sizes 1000,10000,100000] [--rounds N]

The articles are made up here, of words as often as words are. Beside the library stand, in the same run and
over the same articles, SQLite's own trigram index and a LIKE over the plain texts.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from gxreader.library.library import Library  # noqa: E402  # found only now
from gxreader.model.article import Article, Block, Heading, Paragraph, text_run  # noqa: E402 - the same
from gxreader.model.units import Units  # noqa: E402 - the same

SIZES = "1000,10000"
SIGNS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学"
    "法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外"
    "天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很"
    "情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她"
    "手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思"
    "术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科"
    "张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千"
    "周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格"
    "养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞荔枝树渡船馆博桂壮邕柳"
)
WORDS = 12_000  # in the language of the generator
COLUMNS = ("广西要闻", "图片新闻", "政府常务会议", "通知公告", "政策解读", "民生", "文化", "科技")
HOSTS = ("www.example.org", "news.example.org", "library.example.com", "www.example.gov.cn")
GOAL_MS = 50.0


class Language:
    """Words of one to four hanzi, as often as Zipf says."""

    def __init__(self, seed: int = 7) -> None:
        """The same language for every run."""
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret
        self.words = [self._word() for _ in range(WORDS)]
        self.weights = list(itertools.accumulate(1 / (rank + 5) for rank in range(WORDS)))

    def _word(self) -> str:
        length = self.chance.choices((1, 2, 3, 4), (5, 70, 15, 10))[0]
        return "".join(SIGNS[min(int(self.chance.expovariate(0.008)), len(SIGNS) - 1)] for _ in range(length))

    def some(self, count: int) -> list[str]:
        """Some words in a row."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def paragraph(self) -> str:
        """Three sentences or so, now and then with a figure or a word of letters."""
        pieces = self.some(self.chance.randint(45, 75))
        for place in range(12, len(pieces), 13):
            pieces[place] += self.chance.choice("，。，；")
        if self.chance.random() < 0.2:  # noqa: PLR2004 - one in five
            pieces.insert(5, self.chance.choice(("GDP", "5G", "2026年", "COVID-19", "library", "AI")))
        return "".join(pieces) + "。"

    def article(self, number: int) -> Article:
        """One article of about 450 characters."""
        day = datetime(2016, 1, 1, 8, tzinfo=UTC) + timedelta(hours=number % 90_000)
        blocks: tuple[Block, ...] = (
            Paragraph(text_run(self.paragraph())),
            Heading(text_run("".join(self.some(4)))),
            *(Paragraph(text_run(self.paragraph())) for _ in range(3)),
        )
        return Article(
            title="".join(self.some(8)),
            url=f"https://{HOSTS[number % len(HOSTS)]}/{number}.html",
            column=COLUMNS[number % len(COLUMNS)],
            published=day,
            language="zh-CN",
            blocks=blocks,
        )


def queries(language: Language, rounds: int) -> dict[str, list[str]]:
    """Queries of each kind; words are as often as in the articles."""
    chance = language.chance
    long_words = [word for word in language.words if len(word) > 3]  # noqa: PLR2004 - four hanzi

    def wrong() -> str:
        word = chance.choice(long_words)
        place = chance.randrange(len(word))
        return word[:place] + "龘" + word[place + 1 :]

    def pinyin(word: str, *, initials: bool = False) -> str:
        from gxreader.library.search.sounds import readings

        return "".join(readings(sign)[0][: 1 if initials else None] for sign in word)

    kinds: dict[str, Callable[[], str]] = {
        "one hanzi": lambda: chance.choice(SIGNS[:200]),
        "one word": lambda: language.some(1)[0],
        "the commonest words": lambda: chance.choice([word for word in language.words[:40] if len(word) > 1]),
        "two words": lambda: " ".join(language.some(2)),
        "three words": lambda: " ".join(language.some(3)),
        "phrase": lambda: f'"{"".join(language.some(2))}"',
        "letters and figures": lambda: chance.choice(("gdp", "5g", "2026", "covid-19", "librar")),
        "word, column, date": lambda: (
            f"{language.some(1)[0]} column:{chance.choice(COLUMNS)} date:2018..2020-05"
        ),
        "pinyin": lambda: pinyin(chance.choice([word for word in language.words if len(word) > 1])),
        "first letters": lambda: pinyin(chance.choice(long_words), initials=True),
        "one wrong hanzi": wrong,
        "nothing there": lambda: "龘" + language.some(1)[0],
    }
    return {kind: [make() for _ in range(rounds)] for kind, make in kinds.items()}


def spread(seconds: list[float]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    return statistics.median(ordered) * 1000, ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000


def figures(seconds: list[float], wall: list[float]) -> str:
    """CPU and clock, in words."""
    (p50, p95), (half, most) = spread(seconds), spread(wall)
    return f"CPU p50 {p50:6.1f} p95 {p95:6.1f} ms   by the clock p50 {half:6.1f} p95 {most:6.1f} ms"


def timed(call: Callable[[], object]) -> float:
    """Seconds of CPU of one call: what it costs, however many others share the machine."""
    begin = time.thread_time()
    call()
    return time.thread_time() - begin


def clocked(call: Callable[[], object]) -> float:
    """Seconds by the clock of one call."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def fill(library: Library, language: Language, size: int) -> Iterator[tuple[str, str]]:
    """Put articles in, many in a transaction, and give their titles and texts."""
    database = library._database  # noqa: SLF001 - one by one, each would wait for the disk
    for begin in range(0, size, 500):
        with database.write() as connection:
            for number in range(begin, min(begin + 500, size)):
                article = language.article(number)
                units = Units(article)
                library.works.put_in(connection, article, "", units)
                yield article.title, "\n".join(unit.text for unit in units.all)


def size_of(connection: sqlite3.Connection, names: str) -> int:
    """Bytes of the tables whose names begin so."""
    row = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE ?", (names,)).fetchone()
    return int(row[0] or 0)


def peers(file: Path, rows: list[tuple[str, str]]) -> sqlite3.Connection:
    """The same texts plain, and under SQLite's own trigram index."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE plain(title TEXT, text TEXT)")
    connection.execute(
        "CREATE VIRTUAL TABLE trigrams USING fts5(title, text, content=plain, tokenize=trigram)"
    )
    connection.executemany("INSERT INTO plain VALUES (?, ?)", rows)
    connection.execute("INSERT INTO trigrams(trigrams) VALUES ('rebuild')")
    connection.commit()
    return connection


def against(connection: sqlite3.Connection, words: list[str]) -> tuple[list[float], list[float]]:
    """Seconds of the peers for single words: LIKE for all, trigrams for those long enough for it."""
    like = [
        timed(
            lambda word=word: connection.execute(  # type: ignore[misc]  # bound now, not later
                "SELECT rowid, title FROM plain WHERE text LIKE ?", (f"%{word}%",)
            ).fetchall()
        )
        for word in words[:10]
    ]
    trigrams = [
        timed(
            lambda word=word: connection.execute(  # type: ignore[misc]  # the same
                "SELECT rowid FROM trigrams WHERE trigrams MATCH ? ORDER BY rank LIMIT 30", (f'"{word}"',)
            ).fetchall()
        )
        for word in words
        if len(word) > 2  # noqa: PLR2004 - it finds nothing shorter
    ]
    return like, trigrams


def asked_for(library: Library, queries: list[str]) -> tuple[list[float], list[float]]:
    """Seconds of CPU and by the clock of each query."""
    seconds: list[float] = []
    wall: list[float] = []
    for text in queries:
        begin = time.perf_counter()
        seconds.append(timed(partial(library.search.find, text)))
        wall.append(time.perf_counter() - begin)
    return seconds, wall


def ask(library: Library, asked: dict[str, list[str]]) -> list[float]:
    """Ask every query, print what each kind cost; seconds by the clock of all."""
    everything: list[float] = []
    waited: list[float] = []
    for kind, words in asked.items():
        library.search.find(words[0])
        seconds, wall = asked_for(library, words)
        everything += seconds
        waited += wall
        print(f"  {kind:<22} {figures(seconds, wall)}")
    print(f"  {'all':<22} {figures(everything, waited)}   goal p95 {GOAL_MS:.0f} ms")
    return waited


def report(size: int, rounds: int, folder: Path) -> bool:
    """Measure one size and print it; whether the goal is held."""
    language = Language()
    library = Library(folder / f"{size}.sqlite")
    begin = time.process_time()
    rows = list(fill(library, language, size))
    made = time.process_time() - begin
    characters = sum(len(text) for _, text in rows)
    each = made / size * 1000
    print(f"\n{size} articles of {characters / size:.0f} characters, put in for {each:.2f} ms of CPU each")
    update = [clocked(lambda: library.works.put(language.article(size + 1))) for _ in range(20)]
    print(f"  one more, on the disk: p50 {spread(update)[0]:.1f} ms, p95 {spread(update)[1]:.1f} ms")
    with library._database.read() as connection:  # noqa: SLF001 - its size alone is looked at
        heads, texts, packed = (size_of(connection, name) for name in ("head_index%", "text_index%", "texts"))
        rest = size_of(connection, "pairs") + size_of(connection, "words") + size_of(connection, "indexed")
    plain = sum(len(text.encode()) for _, text in rows)
    print(
        f"  texts {plain / 1e6:.1f} MB, packed {packed / 1e6:.1f}; index {(heads + texts + rest) / 1e6:.1f},"
        f" {(heads + texts + rest) / plain:.2f} times the texts (titles and sounds {heads / 1e6:.1f},"
        f" texts {texts / 1e6:.1f}, pairs {rest / 1e6:.1f})"
    )
    asked = queries(language, rounds)
    waited = ask(library, asked)
    connection = peers(folder / f"peers-{size}.sqlite", rows)
    like, trigrams = against(connection, asked["one word"] + asked["one wrong hanzi"])
    size_of_peer = size_of(connection, "trigrams%")
    ours = spread([timed(lambda text=text: library.search.find(text)) for text in asked["one word"]])  # type: ignore[misc]
    print(
        f"  LIKE p50 {spread(like)[0]:.1f} ms, {spread(like)[0] / ours[0]:.1f} times ours; trigrams"
        f" {spread(trigrams)[0]:.1f} ms (three hanzi and more), their index {size_of_peer / plain:.2f}"
        " times the texts"
    )
    connection.close()
    library.close()
    return spread(waited)[1] <= GOAL_MS


def main() -> int:
    """Measure each size; 1 if the largest does not hold the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--rounds", type=int, default=40)
    arguments = parser.parse_args()
    holds = True
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, arguments.sizes.split(",")):
            holds = report(size, arguments.rounds, Path(folder))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
