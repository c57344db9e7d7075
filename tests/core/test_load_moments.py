"""Times are understood as pages write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.load.moments import CHINA, find_moment, parse_stamp


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-02-23 08:20", datetime(2026, 2, 23, 8, 20, tzinfo=CHINA)),
        ("2026/2/3 8:05:09", datetime(2026, 2, 3, 8, 5, 9, tzinfo=CHINA)),
        ("2026.02.23", datetime(2026, 2, 23, tzinfo=CHINA)),
        ("2026年2月23日", datetime(2026, 2, 23, tzinfo=CHINA)),
        ("2026年2月23日 星期一 下午3:05", datetime(2026, 2, 23, 15, 5, tzinfo=CHINA)),
        ("2026年02月23日 08时20分", datetime(2026, 2, 23, 8, 20, tzinfo=CHINA)),
        ("发布于 2026-02-23T08:20:00+00:00 的稿件", datetime(2026, 2, 23, 8, 20, tzinfo=UTC)),
        ("October 12, 2025 at 6:15 pm", datetime(2025, 10, 12, 18, 15, tzinfo=CHINA)),
        ("12 Oct 2025", datetime(2025, 10, 12, tzinfo=CHINA)),
    ],
)
def test_a_time_is_found_in_a_line(written: str, moment: datetime) -> None:
    assert find_moment(written) == moment


@pytest.mark.parametrize(
    "written", ["", "第2026号", "2026-13-40", "2026-02-30", "电话 0771-2345678", "May be later"]
)
def test_what_is_no_time_is_none(written: str) -> None:
    assert find_moment(written) is None


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("2025-10-12T06:15:00Z", datetime(2025, 10, 12, 6, 15, tzinfo=UTC)),
        ("2025-10-12T06:15:00.250+05:30", datetime(2025, 10, 12, 0, 45, 0, 250000, tzinfo=UTC)),
        ("Sun, 12 Oct 2025 06:15:00 GMT", datetime(2025, 10, 12, 6, 15, tzinfo=UTC)),
        ("1760249700", datetime(2025, 10, 12, 6, 15, tzinfo=UTC)),
        ("1760249700000", datetime(2025, 10, 12, 6, 15, tzinfo=UTC)),
        ("2025-10-12 06:15", datetime(2025, 10, 12, 6, 15, tzinfo=CHINA)),
    ],
)
def test_machine_readable_times_are_understood(stamp: str, moment: datetime) -> None:
    assert parse_stamp(stamp) == moment


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2099, 1, 1)),  # noqa: DTZ001 - the zone is added below
    st.integers(-11, 13),
)
def test_every_iso_time_comes_back(moment: datetime, hours: int) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert parse_stamp(zoned.isoformat()) == zoned


@given(st.text(max_size=40))
def test_no_text_makes_it_stumble(text: str) -> None:
    found = parse_stamp(text)
    assert found is None or found.tzinfo is not None
