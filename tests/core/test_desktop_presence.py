"""What the rest of the computer sees of the reader, and what it may ask, with a desktop made for the test."""

from pathlib import Path

import pytest

from gxreader.app.commands import perform
from gxreader.app.desktop_presence import DesktopPresence
from gxreader.desktop.values import Asked, NowPlaying, Status, Wish
from gxreader.settings import schema
from gxreader.settings.store import Settings
from gxreader.speech.state import PlayerState
from tests.parts import Built, ImmediateTasks, build_reader, small_article


class FakeDesktop:
    """Notes what it is told, and asks what the test wants asked."""

    def __init__(self, asked, lost_turn) -> None:
        self.ask = lambda wish, value=0.0: asked(Asked(wish, value))
        self.lose_turn = lost_turn
        self.shown: list[NowPlaying] = []
        self.speaking = False
        self.begun = 0
        self.closed = False

    def show(self, now: NowPlaying) -> None:
        self.shown.append(now)

    def begin(self) -> None:
        assert not self.speaking
        self.speaking = True
        self.begun += 1

    def end(self) -> None:
        assert self.speaking
        self.speaking = False

    def close(self) -> None:
        self.closed = True


class PostedTasks(ImmediateTasks):
    """What is posted waits until the test lets it in, as through the window's own door."""

    def __init__(self) -> None:
        self.waiting = []

    def post(self, call) -> None:
        self.waiting.append(call)


def present(settings: Settings | None = None, **article: object) -> tuple[Built, FakeDesktop]:
    """A reader with an article, and the desktop it is on."""
    made: list[FakeDesktop] = []

    def make(asked, lost_turn) -> FakeDesktop:
        made.append(FakeDesktop(asked, lost_turn))
        return made[-1]

    built = build_reader(settings)
    built.reader.presence = DesktopPresence(built.reader, ImmediateTasks(), make)
    built.reader.opening.show(small_article(**article))
    built.reader.presence.start()
    return built, made[0]


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_what_is_read_is_shown_from_play_to_the_end(kept: Settings) -> None:
    built, desktop = present(kept)
    assert desktop.shown[-1].status is Status.STOPPED
    assert (desktop.shown[-1].title, desktop.shown[-1].source) == ("荔枝树下的图书馆", "样刊")
    perform(built.reader, "play")
    assert desktop.shown[-1].status is Status.PLAYING
    perform(built.reader, "play")
    assert desktop.shown[-1].status is Status.PAUSED
    perform(built.reader, "play")
    for _ in range(2000):
        built.sink.advance(100)
    assert desktop.shown[-1].status is Status.STOPPED
    track = desktop.shown[-1].track
    built.reader.opening.show(small_article(title="第二篇"))
    assert desktop.shown[-1].title == "第二篇"
    assert desktop.shown[-1].track != track


def test_the_computer_stays_awake_exactly_while_the_voice_speaks(kept: Settings) -> None:
    built, desktop = present(kept)
    seen = [desktop.speaking]
    for command in ("play", "play", "play", "next-sentence", "faster", "stop", "play"):
        perform(built.reader, command)
        seen.append(desktop.speaking)
    assert seen == [False, True, False, True, True, True, False, True]
    built.reader.close()
    assert not desktop.speaking
    assert desktop.closed


def test_nobody_learns_what_is_read_where_nothing_is_kept() -> None:
    built, desktop = present(Settings(None), author="韦阿婆", site="图书馆")
    perform(built.reader, "play")
    assert desktop.shown[-1].status is Status.PLAYING
    for now in desktop.shown:
        assert now.title in {"", "桂读 gxreader · 大字听读"}
        assert now.source == ""
        assert not now.can_quit


def test_nothing_is_shown_without_an_article(kept: Settings) -> None:
    made: list[FakeDesktop] = []
    built = build_reader(kept)
    presence = DesktopPresence(
        built.reader, ImmediateTasks(), lambda *words: made.append(FakeDesktop(*words)) or made[-1]
    )
    presence.start()
    assert not made[0].shown[-1].is_open
    made[0].ask(Wish.TOGGLE)
    assert built.said[-1].key == "say.no-article"


def test_an_article_without_a_title_can_be_played_all_the_same(kept: Settings) -> None:
    _built, desktop = present(kept, title="")
    assert desktop.shown[-1].is_open


@pytest.mark.parametrize(
    ("before", "wish", "after"),
    [
        ("idle", Wish.PLAY, PlayerState.PLAYING),
        ("playing", Wish.PLAY, PlayerState.PLAYING),
        ("paused", Wish.PLAY, PlayerState.PLAYING),
        ("idle", Wish.PAUSE, PlayerState.IDLE),
        ("playing", Wish.PAUSE, PlayerState.PAUSED),
        ("paused", Wish.PAUSE, PlayerState.PAUSED),
        ("idle", Wish.TOGGLE, PlayerState.PLAYING),
        ("playing", Wish.TOGGLE, PlayerState.PAUSED),
        ("paused", Wish.TOGGLE, PlayerState.PLAYING),
        ("playing", Wish.STOP, PlayerState.IDLE),
        ("paused", Wish.NEXT, PlayerState.PLAYING),
        ("playing", Wish.PREVIOUS, PlayerState.PLAYING),
    ],
)
def test_wishes_from_outside_do_what_they_say(kept, before, wish, after) -> None:
    built, desktop = present(kept)
    for _ in range({"idle": 0, "playing": 1, "paused": 2}[before]):
        perform(built.reader, "play")
    desktop.ask(wish)
    assert built.reader.listening.state is after


def test_next_and_previous_are_sentences(kept: Settings) -> None:
    built, desktop = present(kept)
    perform(built.reader, "play")
    places = [built.reader.session.place]
    for wish in (Wish.NEXT, Wish.NEXT, Wish.PREVIOUS):
        desktop.ask(wish)
        places.append(built.reader.session.place)
    assert [place.block for place in places] == [0, 1, 2, 1]


@pytest.mark.parametrize(
    ("asked", "kept_as"), [(1.5, 1.5), (99.0, 3.0), (0.01, 0.5), (float("nan"), 1.0), (float("inf"), 3.0)]
)
def test_a_pace_from_outside_is_kept_within_bounds_and_shown(kept, asked, kept_as) -> None:
    built, desktop = present(kept)
    perform(built.reader, "play")
    desktop.ask(Wish.RATE, asked)
    assert built.reader.settings.get(schema.SPEECH_RATE) == kept_as
    assert built.reader.listening.player().settings.rate == kept_as
    assert desktop.shown[-1].rate == kept_as


def test_no_pace_at_all_is_a_pause(kept: Settings) -> None:
    built, desktop = present(kept)
    perform(built.reader, "play")
    for _ in range(2):
        desktop.ask(Wish.RATE, 0.0)
        assert built.reader.listening.state is PlayerState.PAUSED
    assert built.reader.settings.get(schema.SPEECH_RATE) == 1.0


@pytest.mark.parametrize(("asked", "kept_as"), [(0.5, 0.5), (0.0, 0.1), (-3.0, 0.1), (9.0, 1.0)])
def test_a_volume_from_outside_never_makes_the_voice_silent(kept, asked, kept_as) -> None:
    built, desktop = present(kept)
    perform(built.reader, "play")
    desktop.ask(Wish.VOLUME, asked)
    assert built.reader.settings.get(schema.VOLUME) == kept_as
    assert built.sink.volume == kept_as


def test_another_window_that_begins_makes_this_one_pause_and_say_why(kept: Settings) -> None:
    built, desktop = present(kept)
    perform(built.reader, "play")
    desktop.lose_turn()
    assert built.reader.listening.state is PlayerState.PAUSED
    assert built.last_words.startswith("另一个桂读窗口")
    assert not desktop.speaking
    perform(built.reader, "play")
    assert desktop.begun == 2


def test_a_turn_lost_too_late_pauses_nothing_that_is_paused_already(kept: Settings) -> None:
    built, desktop = present(kept)
    perform(built.reader, "play")
    perform(built.reader, "play")
    desktop.lose_turn()
    assert built.reader.listening.state is PlayerState.PAUSED
    assert built.said[-1].key == "say.paused"


def test_the_window_comes_forward_and_is_closed_when_asked(kept: Settings, monkeypatch) -> None:
    came: list[str] = []
    made: list[FakeDesktop] = []
    built = build_reader(kept)
    presence = DesktopPresence(
        built.reader, ImmediateTasks(), lambda *words: made.append(FakeDesktop(*words)) or made[-1]
    )
    presence.start(lambda: came.append("forward"))
    monkeypatch.setattr(built.reader.interface, "close_window", lambda: came.append("closed"))
    made[0].ask(Wish.COME_FORWARD)
    made[0].ask(Wish.QUIT)
    assert came == ["forward", "closed"]


def test_a_public_terminal_is_not_closed_from_outside(monkeypatch) -> None:
    built, desktop = present(Settings(None))
    closed: list[bool] = []
    monkeypatch.setattr(built.reader.interface, "close_window", lambda: closed.append(True))
    desktop.ask(Wish.QUIT)
    assert closed == []


def test_what_is_asked_comes_through_the_one_door_and_not_after_the_end(kept: Settings) -> None:
    tasks, made = PostedTasks(), []
    built = build_reader(kept)
    built.reader.opening.show(small_article())
    presence = DesktopPresence(
        built.reader, tasks, lambda *words: made.append(FakeDesktop(*words)) or made[-1]
    )
    presence.start()
    made[0].ask(Wish.PLAY)
    assert built.reader.listening.state is PlayerState.IDLE
    tasks.waiting.pop()()
    assert built.reader.listening.state is PlayerState.PLAYING
    made[0].ask(Wish.PAUSE)
    presence.close()
    tasks.waiting.pop()()
    assert built.reader.listening.state is PlayerState.PLAYING


def test_a_reader_who_was_quicker_than_the_desktop_is_seen_too(kept: Settings) -> None:
    made: list[FakeDesktop] = []
    built = build_reader(kept)
    built.reader.opening.show(small_article())
    perform(built.reader, "play")
    presence = DesktopPresence(
        built.reader, ImmediateTasks(), lambda *words: made.append(FakeDesktop(*words)) or made[-1]
    )
    presence.start()
    assert made[0].speaking
    assert made[0].shown[-1].status is Status.PLAYING


def test_a_presence_that_was_never_started_is_nowhere() -> None:
    def refuse(*_words: object) -> FakeDesktop:
        raise AssertionError("nobody asked for it")

    built = build_reader()
    built.reader.presence = DesktopPresence(built.reader, ImmediateTasks(), refuse)
    built.reader.opening.show(small_article())
    perform(built.reader, "play")
    built.reader.close()
