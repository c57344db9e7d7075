"""A writer that acknowledges what it has written, somebody who kills it, and what has to be there then."""

import copy
import json
import multiprocessing
import random
import shutil
import time
from pathlib import Path

from gxreader.library import backups
from gxreader.library.library import Library
from gxreader.library.places import KeptPlace
from gxreader.library.search import sounds
from gxreader.library.search.tokens import tokens
from gxreader.library.values import Anchor
from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.site import Entry

KINDS = {  # how often each kind of write is chosen
    "put": 6,
    "save": 4,
    "tag": 3,
    "mark": 4,
    "place": 4,
    "search": 3,
    "follow": 2,
    "list": 3,
    "hide": 2,
    "delete": 3,
    "undo": 3,
    "import": 2,
    "backup": 1,
    "restore": 3,
    "reset": 1,
}
LONGEST_SECONDS = 0.04  # a writer's life after its first word
sounds.readings(tokens("图")[0])  # tables that every writer needs are read once, before it is forked
EMPTY = {"works": {}, "places": {}, "searches": {}, "feeds": {}, "trash": []}


def article_of(number):
    text = f"第{number}篇，词x{number}x在这里。" + "老船工每天早上五点起床，先烧一壶水。" * 8
    address = f"https://example.org/{number}"
    return Article(title=f"渡口之{number}", url=address, blocks=(Paragraph(text_run(text)),))


def entries_of(number):
    """What a list holds that is loaded as this number."""
    return [f"{number}-{place}" for place in range(3)]


def applied(state, wish, saved_copy):  # noqa: C901, PLR0912 - a branch for each kind
    """What has to be there after a write, and the copy that can be restored."""
    kind, number, word = wish
    if kind == "backup":
        return state, copy.deepcopy(state)
    if kind == "restore":
        return copy.deepcopy(saved_copy), saved_copy
    if kind == "reset":
        return copy.deepcopy(EMPTY), saved_copy
    state = copy.deepcopy(state)
    works = state["works"]
    fresh = {"saved": "", "hidden": False, "tags": [], "notes": []}
    if kind in {"put", "save"}:
        work = works.setdefault(number, fresh)
        work["saved"] = "by-wish" if kind == "save" else work["saved"]
    elif kind == "import":
        works |= {str(int(number) + more): copy.deepcopy(fresh) for more in range(3)}
    elif kind == "tag":
        works[number]["tags"] = sorted({*works[number]["tags"], word})
    elif kind == "mark":
        works[number]["notes"] = sorted([*works[number]["notes"], word])
    elif kind == "hide":
        works[number]["hidden"] = not works[number]["hidden"]
    elif kind == "place":
        state["places"][word] = int(number)
    elif kind == "search":
        state["searches"][word] = state["searches"].get(word, 0) + 1
    elif kind in {"follow", "list"}:
        feed = state["feeds"].setdefault(word, {"followed": False, "entries": []})
        feed["followed"] = feed["followed"] or kind == "follow"
        if kind == "list":
            feed["entries"] = sorted([*feed["entries"], *entries_of(number)])
    elif kind == "delete":
        state["trash"] = [*state["trash"], [number, works.pop(number)]][-20:]
    elif kind == "undo":
        number, work = state["trash"].pop()
        works[number] = work
    return state, saved_copy


def observed(library):
    """The same of a library as it is."""
    with library._database.read() as connection:
        works = {
            row[0].rpartition("/")[2]: {"saved": row[1], "hidden": bool(row[2]), "tags": [], "notes": []}
            for row in connection.execute("SELECT address, saved, hidden FROM works")
        }
        tags = connection.execute("SELECT address, name FROM tags JOIN works ON id = work ORDER BY name")
        for address, name in tags.fetchall():
            works[address.rpartition("/")[2]]["tags"].append(name)
        notes = connection.execute(
            "SELECT address, note FROM marks JOIN works ON works.id = work ORDER BY note"
        )
        for address, note in notes.fetchall():
            works[address.rpartition("/")[2]]["notes"].append(note)
        places = dict(connection.execute("SELECT key, start FROM positions"))
        searches = dict(connection.execute("SELECT words, times FROM searches"))
        feeds = {
            row[0].rpartition("/")[2]: {"followed": bool(row[1]), "entries": []}
            for row in connection.execute("SELECT address, subscribed FROM feeds")
        }
        rows = connection.execute(
            "SELECT feeds.address, feed_entries.title FROM feed_entries JOIN feeds ON feeds.id = feed"
        )
        for address, title in rows.fetchall():
            feeds[address.rpartition("/")[2]]["entries"].append(title)
        for feed in feeds.values():
            feed["entries"].sort()
    return {"works": works, "places": places, "searches": searches, "feeds": feeds}


class Writer:
    """Writes one thing after another, until it is killed."""

    def __init__(self, file, said, seed, first, *, too_early, copied):
        self.library = Library(Path(file))
        self.said = said
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret
        self.number = first
        self.too_early = too_early
        self.copied = copied

    def run(self):
        numbers = list(observed(self.library)["works"])
        trash = [
            deletion.title.rpartition("之")[2] for deletion in reversed(self.library.journal.deletions())
        ]
        while True:
            kind = self.chance.choices(list(KINDS), list(KINDS.values()))[0]
            self.number += 4
            number = str(self.number)
            if kind in {"tag", "mark", "hide", "delete"}:
                if not numbers:
                    continue
                number = self.chance.choice(numbers)
            if (kind == "undo" and not trash) or (kind == "restore" and not self.copied):
                continue
            if kind in {"backup", "reset"} and self.chance.random() < 0.5:
                continue
            word = (
                f"词{self.chance.randrange(30)}"
                if kind in {"place", "search", "tag", "follow", "list"}
                else f"记{self.number}"
            )
            wish = (kind, number, word)
            self.tell("begin", wish)
            if self.too_early:
                self.tell("done", wish)
            self.write(kind, number, word)
            if not self.too_early:
                self.tell("done", wish)
            self.copied = self.copied or kind == "backup"
            numbers = list(observed(self.library)["works"])
            titles = [deletion.title for deletion in reversed(self.library.journal.deletions())]
            trash = [title.rpartition("之")[2] for title in titles]

    def tell(self, word, wish):
        self.said.send_bytes(json.dumps([word, wish]).encode())

    def write(self, kind, number, word):
        library = self.library
        if kind == "put":
            library.works.put(article_of(number), visited=True)
        elif kind == "save":
            library.offline.save(article_of(number))
        elif kind == "import":
            library.exchange.read(exported(int(number)))
        elif kind == "place":
            library.history.note_places({word: KeptPlace(1, int(number))})
        elif kind == "search":
            library.history.note_search(word)
        elif kind == "follow":
            library.subscriptions.subscribe(f"https://example.org/list/{word}", word)
        elif kind == "list":
            entries = [Entry(title=title, url=f"https://example.org/{title}") for title in entries_of(number)]
            library.subscriptions.note_list(f"https://example.org/list/{word}", word, entries)
        elif kind == "undo":
            library.journal.undo()
        elif kind == "backup":
            library.back_up(library.file.with_name("copy.sqlite"))
        elif kind == "restore":
            library.restore(library.file.with_name("copy.sqlite"))
        elif kind == "reset":
            library.reset()
        else:
            self.change(library.works.at(f"https://example.org/{number}"), kind, word)

    def change(self, work, kind, word):
        if kind == "tag":
            self.library.works.tag(work.id, word)
        elif kind == "mark":
            self.library.marks.add(work.id, Anchor(0, self.number, self.number), note=word)
        elif kind == "hide":
            self.library.works.hide(work.id, hidden=not work.is_hidden)
        else:
            self.library.journal.delete_work(work.id)


def exported(number):
    """A file with three works."""
    works = [
        {
            "key": f"imported-{number + more}",
            "address": f"https://example.org/{number + more}",
            "title": f"渡口之{number + more}",
        }
        for more in range(3)
    ]
    return json.dumps({"format": "gxreader-library", "version": 1, "works": works}).encode()


def write(file, said, seed, first, too_early, copied):
    """What the writer's process does."""
    Writer(file, said, seed, first, too_early=too_early, copied=copied).run()


def heard(said, begun, state, saved_copy):
    """All that a writer has told; what it had begun last, what has to be there, what can be restored."""
    while True:
        try:
            word, wish = json.loads(said.recv_bytes())
        except (EOFError, OSError):  # it is dead
            return begun, state, saved_copy
        wish = tuple(wish)
        if word == "done":
            state, saved_copy = applied(state, wish, saved_copy)
            begun = None
        else:
            begun = wish


def faults(file, state, begun, saved_copy):
    """What is wrong with a library whose writer was killed; the state it really has."""
    library = Library(file)
    opening = library.open()
    wrong = [f"it was damaged: {opening.damaged}"] if opening.damaged else []
    with library._database.alone() as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            wrong.append("integrity_check")
        connection.execute("INSERT INTO text_index(text_index) VALUES ('integrity-check')")
        connection.execute("INSERT INTO head_index(head_index) VALUES ('integrity-check')")
    there = observed(library)
    possible = [state]
    if begun is not None:
        possible.append(applied(state, begun, saved_copy)[0])
    fitting = [one for one in possible if {**one, "trash": []} == {**there, "trash": []}]
    if not fitting:
        wrong.append(f"after {begun}: {there} instead of {possible}")
    shown = [work for work, facts in there["works"].items() if not facts["hidden"]]
    if shown and not library.search.find(f"渡口之{shown[-1]}").hits:
        wrong.append(f"{shown[-1]} is not found")
    wrong += kept_faults(library, there)
    copied = file.with_name("copy.sqlite")
    if copied.exists() and not backups.is_sound(copied):
        wrong.append("the backup is not sound")
    trash = [deletion.title.rpartition("之")[2] for deletion in reversed(library.journal.deletions())]
    fitting = [one for one in fitting if [number for number, _ in one["trash"]] == trash]
    if not wrong and not fitting:
        wrong.append("the deletions are others")
    library.close()
    return wrong, (fitting or possible)[0]


def kept_faults(library, there):
    """Saved articles that do not come back as they were."""
    saved = [work for work, facts in there["works"].items() if facts["saved"]][-2:]
    works = [library.works.at(f"https://example.org/{number}") for number in saved]
    return [
        f"{work.address} is not whole"
        for work, number in zip(works, saved, strict=True)
        if library.offline.article(work.id) != article_of(number)
    ]


def kill_often(folder, count, seed=1, *, too_early=False):
    """Kill writers `count` times; what was wrong after the first harm, and what they did when killed."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["tests.core.library_kills"])
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    file = folder / "library.sqlite"
    state, saved_copy, begun_kinds = copy.deepcopy(EMPTY), None, {}
    for number in range(count):
        said, says = context.Pipe(duplex=False)
        is_copied = saved_copy is not None
        arguments = (str(file), says, chance.random(), (number + 1) * 10_000, too_early, is_copied)
        writer = context.Process(target=write, args=arguments, daemon=True)
        writer.start()
        says.close()
        said.poll(60)  # its first word
        time.sleep(chance.random() * LONGEST_SECONDS)
        writer.kill()
        writer.join()
        begun, state, saved_copy = heard(said, None, state, saved_copy)
        said.close()
        kind = begun[0] if begun else "nothing"
        begun_kinds[kind] = begun_kinds.get(kind, 0) + 1
        wrong, state = faults(file, state, begun, saved_copy)
        saved_copy = None if kind == "backup" else saved_copy  # the old one or the new one
        if wrong:
            return wrong, begun_kinds
        shutil.rmtree(folder / "backups", ignore_errors=True)
        if len(state["works"]) > 60:
            Library(file).reset()
            state = copy.deepcopy(EMPTY)
    return [], begun_kinds
