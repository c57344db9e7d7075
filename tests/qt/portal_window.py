"""A window in front of the portal on this computer, and pictures of what is seen there."""

import os
from pathlib import Path

import pytest

from gxreader.library.sites import forget_sites, site_folders
from gxreader.load.fetch import FetchRules, WebFetcher
from gxreader.settings.schema import OWN_SERVERS
from gxreader.settings.store import Settings
from tests.audit import situations
from tests.replica.server import portal

PICTURES = os.environ.get("GXREADER_PICTURES", "")  # a folder for pictures of what tests see


@pytest.fixture
def site():
    with portal() as server:
        folder = site_folders()[-1][0]
        folder.mkdir(parents=True)
        (folder / "qinghe.toml").write_text(server.description(), encoding="utf-8")
        forget_sites()
        yield server
    forget_sites()


@pytest.fixture
def open_portal(open_window, site):  # noqa: ARG001 - it is known by its description
    def make(**wishes):
        settings = Settings(None)
        settings.set(OWN_SERVERS, "127.0.0.1")
        window = open_window(fetcher=WebFetcher(FetchRules.of(settings)), **wishes)
        window.reader.columns.choose(next(one for one in window.reader.columns.sites if one.id == "qinghe"))
        return window

    return make


def seen(window, name: str) -> None:
    """Keep a picture of the window, where somebody wants to look at it."""
    situations.settle(window)
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        assert window.grab().save(str(Path(PICTURES, f"{name}.png")))
