"""Whatever is written when the program is killed: nothing acknowledged is lost, it always opens."""

import logging
import os
import sys

import pytest

from tests.core.library_kills import KINDS, kill_often

KILLS = int(os.environ.get("GXREADER_KILLS", "300" if sys.platform == "linux" else "30"))


@pytest.mark.timeout(60 + KILLS * 2)
def test_nothing_acknowledged_is_lost_however_often_it_is_killed(tmp_path):
    trouble, kinds = kill_often(tmp_path, KILLS, seed=KILLS)
    logging.getLogger(__name__).info("killed while it did: %s", kinds)
    assert trouble == []
    assert sum(kinds.values()) == KILLS
    if KILLS >= 300:
        assert len(kinds.keys() & KINDS.keys()) >= 10  # it was killed during that many kinds of write


def test_a_writer_that_acknowledges_too_early_is_caught(tmp_path):
    trouble, _ = kill_often(tmp_path, 100, too_early=True)
    assert trouble
