"""The real program among other programs: media keys, sleep, two windows, and the ways a session can end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys import message_bus, sound_room
from tests.journeys.listener import figure
from tests.journeys.message_bus import PLAYER, Client, Ear, SleepService, becomes

pytestmark = pytest.mark.skipif(
    bool(message_bus.missing()), reason=message_bus.missing() or "there is a message bus"
)
needs_sound = pytest.mark.skipif(
    bool(sound_room.missing()), reason=sound_room.missing() or "there is PulseAudio"
)

TITLE = "渡口的一天"
# Sentences of half a minute without a breath, so that a silence that is heard is one that was asked for.
TEXT = f"{TITLE}\n\n" + "老船工把缆绳一圈一圈收好然后慢慢走到船头看着江面上的雾气一点一点散开" * 5 + "。"
TRIALS = 5
LOGIN, SCREEN = "org.freedesktop.login1", "org.freedesktop.ScreenSaver"
POWER = "org.freedesktop.PowerManagement"
SILENT = 1.5  # seconds after which whatever is to fall silent has done so
AT_ONCE = 2000  # milliseconds; what is really reached is printed, and a busy machine takes longer


def with_usual_signals() -> None:
    """A test that is run in the background or by nohup ignores some signals, and its children with it."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


class Town:
    """A session and a computer that exist only here, and the programs that were started in them."""

    def __init__(self, folder: Path, session: str, system: str) -> None:
        self.folder = folder
        self.session = session
        self.system = system
        self.programs: list[subprocess.Popen[bytes]] = []
        self.text = folder / "渡口.txt"
        self.text.write_text(TEXT, encoding="utf-8")

    def start(self, **changed: str) -> subprocess.Popen[bytes]:
        """Start a window, and wait until it is on the bus."""
        before = Client(self.session).names()
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SESSION_BUS_ADDRESS": self.session,
            "DBUS_SYSTEM_BUS_ADDRESS": self.system,
            "PULSE_SERVER": f"unix:{self.folder}/no-sound",
            **changed,
        }
        program = subprocess.Popen(
            [sys.executable, "-m", "gxreader", "--lang", "zh", "open", str(self.text)],
            env=environment,
            start_new_session=True,
            preexec_fn=with_usual_signals,  # noqa: PLW1509  # sets three signals, and takes no lock
        )
        self.programs.append(program)
        assert becomes(lambda: Client(self.session).names() > before, 30), "the window is on the bus"
        client = Client(self.session, min(Client(self.session).names() - before))
        assert becomes(lambda: TITLE in client.get("Metadata")), "the article is open"
        return program

    def close(self) -> None:
        for program in self.programs:
            if program.poll() is None:
                program.kill()
            program.wait(10)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with message_bus.message_bus() as session, message_bus.message_bus() as system:
        made = Town(tmp_path, session, system)
        yield made
        made.close()


@pytest.fixture
def service() -> Iterator[Callable[..., SleepService]]:
    """Makes services that are left at the end."""
    with ExitStack() as stack:

        def make(address: str, *names: str, old: bool = False) -> SleepService:
            made = SleepService(address, names, old=old)
            stack.callback(made.close)
            return made

        yield make


def workers_of(process: int) -> list[int]:
    """The processes a program has started."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return [int(word) for listed in lists for word in listed.read_text().split()]


def is_alive(process: int) -> bool:
    return Path(f"/proc/{process}/exe").exists()


def test_another_program_plays_pauses_steps_and_closes(town: Town) -> None:
    program = town.start()
    client = Client(town.session)
    assert client.names() == {PLAYER}
    assert client.get("PlaybackStatus") == "(<'Stopped'>,)"
    assert client.get("DesktopEntry", "org.mpris.MediaPlayer2") == "(<'gxreader'>,)"
    assert "PlayPause();" in client.describe()

    with Ear(town.session) as ear:
        assert client.do("PlayPause") == "()"
        assert client.status_becomes("Playing")
        assert client.do("Next") == "()"
        assert client.do("Pause") == "()"
        assert client.status_becomes("Paused")
        assert client.set("Rate", "<1.5>") == "()"
        assert becomes(lambda: client.get("Rate") == "(<1.5>,)")
        assert client.do("Play") == "()"
        assert client.status_becomes("Playing")
        assert client.do("Stop") == "()"
        assert client.status_becomes("Stopped")
        for told in ("'Playing'", "'Paused'", "'Stopped'", "'Rate': <1.5>"):
            assert becomes(lambda words=told: ear.moment_of(words) is not None), told
    assert client.call("org.mpris.MediaPlayer2.Quit") == "()"
    assert program.wait(10) == 0
    assert client.names() == set()
    kept = list(Path(os.environ["HOME"]).rglob("settings.json"))
    assert '"speech-rate": 1.5' in kept[0].read_text(encoding="utf-8")


def test_the_computer_stays_awake_while_it_reads_and_only_then(town: Town, service) -> None:
    login, screen = service(town.system, LOGIN), service(town.session, SCREEN)
    town.start()
    client = Client(town.session)
    assert (login.held, screen.cookies) == (0, 0), "nothing is held before anything is read"
    for _ in range(2):
        client.do("Play")
        assert becomes(lambda: (login.held, screen.cookies) == (1, 1))
        client.do("Pause")
        assert becomes(lambda: (login.held, screen.cookies) == (0, 0))
    client.do("Play")
    assert becomes(lambda: login.held == 1)
    client.do("Stop")
    assert becomes(lambda: (login.held, screen.cookies) == (0, 0))
    assert set(login.asked) == {("idle:sleep", "gxreader", "reading aloud", "block-weak")}
    assert not [asked for asked in (*login.asked, *screen.asked) if TITLE in str(asked)]


def test_an_old_logind_and_another_power_manager_do_as_well(town: Town, service) -> None:
    login, power = service(town.system, LOGIN, old=True), service(town.session, POWER)
    town.start()
    client = Client(town.session)
    client.do("Play")
    assert becomes(lambda: (login.held, power.cookies) == (1, 1))
    assert login.asked[-1][3] == "block"
    client.do("Pause")
    assert becomes(lambda: (login.held, power.cookies) == (0, 0))


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_however_it_ends_nothing_is_held_and_no_voice_stays(town: Town, service, end: signal.Signals) -> None:
    login = service(town.system, LOGIN)
    program = town.start()
    client = Client(town.session)
    client.do("Play")
    assert becomes(lambda: login.held == 1)
    assert becomes(lambda: len(workers_of(program.pid)) >= 1)
    workers = workers_of(program.pid)
    program.send_signal(end)
    code = program.wait(10)
    assert code == (-signal.SIGKILL if end is signal.SIGKILL else 0)
    assert becomes(lambda: login.held == 0, 2)
    assert becomes(lambda: client.names() == set(), 2)
    assert becomes(lambda: not any(is_alive(worker) for worker in workers), 2)


def test_reading_works_where_there_is_no_bus_at_all(tmp_path: Path) -> None:
    """The window is asked by the desk's own means elsewhere; here it has to live, and to end."""
    text = tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}
    program = subprocess.Popen(
        [sys.executable, "-m", "gxreader", "--lang", "zh", "open", str(text)],
        env={**environment, "QT_QPA_PLATFORM": "offscreen", "DBUS_SYSTEM_BUS_ADDRESS": "nonsense"},
        stderr=subprocess.PIPE,
    )
    time.sleep(3)
    program.terminate()
    _out, complaints = program.communicate(timeout=10)
    assert program.returncode == 0
    assert complaints.decode() == ""


def test_of_two_windows_the_one_that_began_last_speaks(town: Town) -> None:
    town.start()
    town.start()
    names = sorted(Client(town.session).names())
    assert names[0] == PLAYER
    assert names[1].startswith(f"{PLAYER}.instance")
    first, second = (Client(town.session, name) for name in names)
    first.do("Play")
    assert first.status_becomes("Playing")
    second.do("Play")
    assert second.status_becomes("Playing")
    assert first.status_becomes("Paused")
    first.do("Play")
    assert second.status_becomes("Paused")
    assert first.get("PlaybackStatus") == "(<'Playing'>,)"
    second.do("Stop")
    time.sleep(0.2)
    assert first.get("PlaybackStatus") == "(<'Playing'>,)", "one that stops silences nobody"


@pytest.fixture
def room():
    with sound_room.sound_room() as (server, recording):
        assert server.is_open
        yield server, recording


def begin_long_sentence(client: Client) -> None:
    """Read the sentence after the title."""
    client.do("Play")
    assert client.status_becomes("Playing")
    client.do("Next")
    assert client.status_becomes("Playing")


def is_heard(recording: sound_room.Recording) -> bool:
    """Wait until there is something to hear, and has been for a while."""
    since = time.monotonic()
    heard = becomes(lambda: recording.first_sound_after(since) >= 0, 15)
    time.sleep(1.0)
    return heard


def falls_silent_after(recording: sound_room.Recording, moment: float) -> float:
    """Milliseconds from a moment to the last sound that was heard after it."""
    time.sleep(SILENT)
    last = recording.last_sound_before(time.monotonic())
    return (recording.moment(last) - moment) * 1000


@pytest.mark.audio
@needs_sound
def test_the_other_falls_silent_soon(town: Town, room) -> None:
    server, recording = room
    town.start(PULSE_SERVER=server.environment["PULSE_SERVER"])
    town.start()  # has no sound of its own, so that all that is heard is the first one's
    first, second = (Client(town.session, name) for name in sorted(Client(town.session).names()))
    took = []
    with Ear(town.session, second.name) as ears:
        assert becomes(lambda: ears.moment_of("owned by") is not None)
        begin_long_sentence(first)
        for _ in range(TRIALS):
            first.do("Play")
            assert is_heard(recording)
            pressed = time.monotonic()
            second.do("Play")
            assert first.status_becomes("Paused")
            assert becomes(lambda since=pressed: ears.moment_of("'Playing'", since) is not None)
            took.append(falls_silent_after(recording, ears.moment_of("'Playing'", pressed) or pressed))
    figure(f"another window begins -> this one is silent: {', '.join(f'{each:.0f}' for each in took)} ms")
    assert max(took) < AT_ONCE, "two voices are never heard side by side for long"


@pytest.mark.audio
@needs_sound
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_the_sound_ends_with_the_program(town: Town, room, end: signal.Signals) -> None:
    server, recording = room
    program = town.start(PULSE_SERVER=server.environment["PULSE_SERVER"])
    client = Client(town.session)
    begin_long_sentence(client)
    assert is_heard(recording)
    moment = time.monotonic()
    program.send_signal(end)
    program.wait(10)
    gone = (time.monotonic() - moment) * 1000
    silent = falls_silent_after(recording, moment)
    figure(f"{end.name} -> silent after {silent:.0f} ms, gone after {gone:.0f} ms")
    assert silent < AT_ONCE
