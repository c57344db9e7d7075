"""Of two programs the one that began last speaks: with real files, and with the mishaps files can have."""

import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gxreader.desktop import turn
from gxreader.desktop.turn import CLAIM, Turn, private_folder, runtime_folder

PATIENCE = 10.0


class Speaker:
    """One program's turn, and how often it was lost."""

    def __init__(self, folder: Path | None) -> None:
        self.losses: queue.SimpleQueue[float] = queue.SimpleQueue()
        self.turn = Turn(lambda: self.losses.put(time.monotonic()), lambda: folder)

    def loses(self) -> bool:
        try:
            self.losses.get(timeout=PATIENCE)
        except queue.Empty:  # nothing was lost
            return False
        return True

    @property
    def keeps(self) -> bool:
        time.sleep(3 * turn.LOOK_SECONDS)
        return self.losses.empty()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = private_folder(tmp_path / "runtime" / "gxreader")
    assert made is not None
    return made


@pytest.fixture
def speakers(folder: Path):
    made = [Speaker(folder), Speaker(folder)]
    yield made
    for speaker in made:
        speaker.turn.close()


def written(folder: Path, other_than: str = "") -> str:
    """What stands in the file, once something new does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if (folder / CLAIM).exists():
            word = (folder / CLAIM).read_text()
            if word != other_than:
                return word
        time.sleep(0.005)
    return ""


def test_the_one_that_begins_last_speaks_and_the_turn_goes_to_and_fro(speakers, folder) -> None:
    first, second = speakers
    first.turn.take()
    word = written(folder)
    second.turn.take()
    assert first.loses()
    assert second.keeps
    word = written(folder, other_than=word)
    first.turn.take()
    assert second.loses()
    assert first.keeps


def test_one_that_is_silent_loses_nothing(speakers, folder) -> None:
    first, second = speakers
    first.turn.take()
    written(folder)
    first.turn.leave()
    second.turn.take()
    assert second.keeps
    assert first.losses.empty()


def test_a_loss_is_told_once(speakers, folder) -> None:
    first, second = speakers
    first.turn.take()
    word = written(folder)
    second.turn.take()
    assert first.loses()
    word = written(folder)
    second.turn.take()
    written(folder, other_than=word)
    assert first.keeps


def test_of_many_that_begin_at_once_exactly_one_goes_on(folder: Path) -> None:
    crowd = [Speaker(folder) for _ in range(8)]
    start = threading.Barrier(len(crowd))

    def begin(speaker: Speaker) -> None:
        start.wait()
        speaker.turn.take()

    threads = [threading.Thread(target=begin, args=(speaker,)) for speaker in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deadline = time.monotonic() + PATIENCE
    while sum(not speaker.losses.empty() for speaker in crowd) < 7 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(3 * turn.LOOK_SECONDS)
    assert sum(not speaker.losses.empty() for speaker in crowd) == 7
    for speaker in crowd:
        speaker.turn.close()
    assert [file.name for file in folder.iterdir()] == [CLAIM], "no drafts are left"


def test_a_file_that_vanishes_or_is_damaged_silences_nobody(speakers, folder) -> None:
    first, _second = speakers
    first.turn.take()
    written(folder)
    (folder / CLAIM).unlink()
    assert first.keeps
    (folder / CLAIM).write_bytes(b"\xff\xfe")
    assert first.keeps
    (folder / CLAIM).write_bytes(b"")
    assert first.keeps


def test_what_a_crashed_program_left_is_written_over(speakers, folder) -> None:
    (folder / CLAIM).write_text("left by one that is no more")
    first, _second = speakers
    first.turn.take()
    assert written(folder, other_than="left by one that is no more")
    assert first.keeps


def test_without_a_folder_everybody_speaks() -> None:
    lonely = Speaker(None)
    lonely.turn.take()
    assert lonely.keeps
    lonely.turn.close()


def test_a_full_or_write_protected_folder_is_no_reason_to_be_silent(speakers, folder, monkeypatch) -> None:
    def refuse(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    (folder / CLAIM).write_text("somebody else's, from before")
    monkeypatch.setattr(turn, "_replace", refuse)
    first, _second = speakers
    first.turn.take()
    assert first.keeps
    assert [file.name for file in folder.iterdir()] == [CLAIM]


def test_a_file_another_program_is_reading_is_replaced_a_moment_later(tmp_path, monkeypatch) -> None:
    """Windows refuses it as long as the other one has it open."""
    refused = []
    replace = Path.replace

    def busy(self: Path, target: Path) -> Path:
        if len(refused) < 3:
            refused.append(self)
            raise PermissionError(13, "the file is in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    (tmp_path / "draft").write_text("a")
    turn._replace(tmp_path / "draft", tmp_path / "claim")
    assert (tmp_path / "claim").read_text() == "a"
    assert len(refused) == 3


def test_closing_ends_the_thread_and_a_closed_turn_takes_nothing(folder: Path) -> None:
    speaker = Speaker(folder)
    speaker.turn.take()
    written(folder)
    speaker.turn.close()
    assert not any(thread.name == "speaking-turn" for thread in threading.enumerate())
    speaker.turn.take()
    assert not any(thread.name == "speaking-turn" for thread in threading.enumerate())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps each person's folders apart itself")
def test_only_a_folder_that_is_ours_alone_is_used(tmp_path: Path) -> None:
    good = private_folder(tmp_path / "a" / "gxreader")
    assert good is not None
    assert good.stat().st_mode & 0o777 == 0o700
    good.chmod(0o770)
    assert private_folder(good) is None
    good.chmod(0o700)
    good.parent.chmod(0o777)
    assert private_folder(good) is None
    good.parent.chmod(0o700)
    (tmp_path / "b").mkdir(mode=0o700)
    (tmp_path / "b" / "gxreader").symlink_to(good)
    assert private_folder(tmp_path / "b" / "gxreader") is None
    (tmp_path / "c").write_text("a file")
    assert private_folder(tmp_path / "c" / "gxreader") is None


@pytest.mark.skipif(sys.platform == "win32", reason="no user ids")
def test_another_persons_folder_is_not_used(tmp_path: Path, monkeypatch) -> None:
    good = private_folder(tmp_path / "a" / "gxreader")
    assert good is not None
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert private_folder(good) is None


def test_there_is_a_folder_without_a_home_and_without_a_session(tmp_path: Path) -> None:
    words = "from gxreader.desktop.turn import runtime_folder; print(runtime_folder())"
    environment = {
        name: value for name, value in os.environ.items() if name not in {"HOME", "XDG_RUNTIME_DIR"}
    }
    environment["TMPDIR"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_dir()


def test_each_test_has_its_own_folder(tmp_path: Path) -> None:
    assert runtime_folder() == tmp_path / "runtime" / "gxreader"


def test_a_press_in_the_very_moment_of_losing_wins(speakers, folder) -> None:
    """Between a look at the file and giving way the reader may have begun anew."""
    first, _second = speakers
    first.turn.take()
    seen = written(folder)
    first.turn.take()
    first.turn._give_way(seen)
    assert first.keeps
