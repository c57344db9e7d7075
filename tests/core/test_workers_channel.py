"""A killable child process: its frames, its death, its parent's death, and that it leaves nothing behind."""

import io
import os
import queue
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from gxreader.workers.channel import Channel, worker_command
from gxreader.workers.frames import BrokenFrame, read_frame, write_frame

ECHO = """
import os, sys, tempfile
from gxreader.workers.serve import serve

def work(connection):
    print("a library prints")
    os.write(1, b"and so does C")
    while True:
        request = connection.receive()
        if request == b"where":
            connection.send(tempfile.gettempdir().encode())
        elif request == b"die":
            os._exit(3)
        elif request == b"litter":
            open(os.path.join(tempfile.gettempdir(), "article.txt"), "w").write("private")
            connection.send(b"done")
        elif request == b"hang":
            import time
            time.sleep(60)
        else:
            connection.send(request)

sys.exit(serve(work))
"""
COMMAND = (sys.executable, "-c", ECHO)
GARBAGE = (
    sys.executable,
    "-c",
    "import sys; sys.stdout.buffer.write(b'\\xff' * 64); sys.stdout.flush(); input()",
)


@pytest.fixture
def child():
    reports = queue.SimpleQueue()
    deaths = queue.SimpleQueue()
    channel = Channel(COMMAND, reports.put, lambda: deaths.put(True))
    yield channel, reports, deaths
    channel.close()


def test_frames_of_any_size_pass_unharmed():
    pipe = io.BytesIO()
    payloads = [b"", b"x", "漓江".encode(), bytes(300_000)]
    for payload in payloads:
        write_frame(pipe, payload)
    pipe.seek(0)
    assert [read_frame(pipe) for _ in payloads] == payloads
    assert read_frame(pipe) is None


def test_a_frame_cut_short_is_an_end_and_an_absurd_one_is_refused():
    assert read_frame(io.BytesIO(b"\x05\0\0\0abc")) is None
    assert read_frame(io.BytesIO(b"\x05\0")) is None
    with pytest.raises(BrokenFrame):
        read_frame(io.BytesIO(b"\xff\xff\xff\xff"))


def test_what_is_sent_is_answered_in_order_and_prints_do_not_disturb(child):
    channel, reports, _deaths = child
    channel.start()
    channel.start()  # a second start is none
    for payload in (b"one", bytes(200_000), b"three"):
        channel.send(payload)
    assert [reports.get(timeout=10) for _ in range(3)] == [b"one", bytes(200_000), b"three"]
    assert channel.pid != os.getpid()


def test_a_death_is_reported_at_once_and_a_new_child_can_be_started(child):
    channel, reports, deaths = child
    channel.start()
    channel.send(b"die")
    assert deaths.get(timeout=10)
    channel.start()
    channel.send(b"again")
    assert reports.get(timeout=10) == b"again"


def test_killing_is_immediate_and_unreported(child):
    channel, reports, deaths = child
    channel.start()
    channel.send(b"x")
    reports.get(timeout=10)
    channel.send(b"hang")
    pid = channel.pid
    before = time.monotonic()
    channel.kill()
    assert time.monotonic() - before < 0.1
    assert gone(pid)
    assert deaths.empty()
    channel.start()
    channel.send(b"y")
    assert reports.get(timeout=10) == b"y"


def test_a_child_that_cannot_be_started_is_a_death():
    deaths = queue.SimpleQueue()
    channel = Channel(("/no/such/program",), lambda _payload: None, lambda: deaths.put(True))
    channel.start()
    assert deaths.get(timeout=10)


def test_a_child_that_speaks_out_of_turn_is_treated_as_dead():
    deaths = queue.SimpleQueue()
    channel = Channel(GARBAGE, lambda _payload: None, lambda: deaths.put(True))
    channel.start()
    assert deaths.get(timeout=10)


@pytest.mark.parametrize("end", ["close", "kill"])
def test_its_private_folder_is_gone_afterwards(child, end):
    channel, reports, _deaths = child
    channel.start()
    channel.send(b"where")
    folder = Path(reports.get(timeout=10).decode())
    assert folder.is_dir()
    assert folder != Path(tempfile.gettempdir())
    channel.send(b"litter")
    assert reports.get(timeout=10) == b"done"
    getattr(channel, end)()
    assert within(5, lambda: not folder.exists())


PARENT = f"""
import queue, sys, time
from gxreader.workers.channel import Channel
reports = queue.SimpleQueue()
channel = Channel({COMMAND!r}, reports.put, lambda: None)
channel.start()
channel.send(b"where")
print(reports.get().decode(), channel.pid, flush=True)
channel.send(b"hang")
time.sleep(60)
"""


def test_a_child_whose_parent_is_killed_ends_and_leaves_nothing():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    folder, pid = parent.stdout.readline().decode().split()
    assert Path(folder).is_dir()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(int(pid))
    assert within(5, lambda: not Path(folder).exists())


def test_the_program_starts_itself_from_source_and_frozen(monkeypatch):
    assert worker_command("speech") == (sys.executable, "-P", "-m", "gxreader.cli.worker", "speech")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command("speech") == (sys.executable, "worker", "speech")


def gone(pid):
    def is_gone():
        try:
            os.kill(pid, 0)
            status = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return True  # it may go between the two questions
        return status.rsplit(")", 1)[1].split()[0] == "Z"

    return within(5, is_gone)


def within(seconds, holds):
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
