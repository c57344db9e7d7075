"""The trap that hostile pages and files are built around."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from gxreader.load.parsing.process import ParsingProcess
from tests.hostile.pages import CANARY, Trap

OLD = 1_000_000_000  # seconds: a time of access long before that of writing, which any reading renews


class HitCounter(ThreadingHTTPServer):
    """Counts whoever comes."""

    daemon_threads = True

    def __init__(self) -> None:
        self.hits: list[str] = []
        super().__init__(("127.0.0.1", 0), _Counted)


class _Counted(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.hits.append(self.path)  # type: ignore[attr-defined]  # the server has them since it was made
        self.send_error(404)

    def log_message(self, *_arguments: object) -> None:
        """Nothing needs to be said."""


@pytest.fixture(scope="session")
def counter() -> Iterator[HitCounter]:
    server = HitCounter()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def trap(tmp_path_factory: pytest.TempPathFactory, counter: HitCounter) -> Trap:
    file = tmp_path_factory.mktemp("canary") / "canary.txt"
    file.write_text(CANARY, encoding="utf-8")
    set_unread(file)
    return Trap(file, f"http://127.0.0.1:{counter.server_port}/hit")


def set_unread(file: Path) -> None:
    os.utime(file, (OLD, file.stat().st_mtime))


def was_read(file: Path) -> bool:
    return file.stat().st_atime > OLD + 1


@pytest.fixture(scope="session")
def reads_are_seen(tmp_path_factory: pytest.TempPathFactory) -> bool:
    """Whether this file system notes when a file is read."""
    probe = tmp_path_factory.mktemp("probe") / "probe.txt"
    probe.write_text("x")
    set_unread(probe)
    probe.read_text()
    return was_read(probe)


@pytest.fixture(scope="session")
def process() -> Iterator[ParsingProcess]:
    parser = ParsingProcess()
    yield parser
    parser.close()
