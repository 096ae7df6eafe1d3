"""Of the copies of a database 24 hours, 14 days and 8 weeks stay, and no clock makes them all go."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.rotation import Kept, Made, is_due, kept

NOW = datetime(2023, 5, 9, 7, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

moments = st.timedeltas(-9000 * DAY, 9000 * DAY).map(lambda far: NOW + far)
jumps = st.one_of(
    st.timedeltas(timedelta(0), timedelta(hours=3)),
    st.timedeltas(timedelta(0), timedelta(days=9)),
    st.timedeltas(timedelta(days=-9000), timedelta(days=9000)),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Made]:
    """Copies as a laptop makes them, whose clock now and then is put back or forward by years."""
    moment, found = draw(moments), []
    for number, jump in enumerate(draw(st.lists(jumps, max_size=120)), 1):
        moment = min(max(moment + jump, datetime(1990, 1, 1, tzinfo=UTC)), datetime(2199, 1, 1, tzinfo=UTC))
        found.append(Made(number, moment, stays=draw(st.integers(0, 20)) == 0))
    return found


def hourly(count: int, step: timedelta = HOUR) -> list[Made]:
    return [Made(number, NOW + number * step) for number in range(1, count + 1)]


def test_a_season_of_hourly_copies_leaves_24_hours_14_days_and_8_weeks() -> None:
    copies = hourly(24 * 120)
    found = kept(copies)
    stay = [copy.moment for copy in copies if copy.number in found]
    assert [moment for moment in stay if moment > copies[-1].moment - DAY] == [copy.moment for copy in copies[-24:]]
    assert len({moment.date() for moment in stay if moment > copies[-1].moment - 14 * DAY}) == 14
    assert len({moment.isocalendar()[:2] for moment in stay}) == 8
    assert len(stay) < 24 + 14 + 8


def test_of_an_hour_the_newest_stays() -> None:
    assert list(kept(hourly(6, timedelta(minutes=9)))) == [6]


@given(histories())
def test_the_newest_stays_whatever_the_clock_says(copies: list[Made]) -> None:
    found = kept(copies)
    assert found.keys() <= {copy.number for copy in copies}
    assert not copies or copies[-1].number in found
    assert all((copy.number in found and found[copy.number] is Kept.ALWAYS) == copy.stays for copy in copies if copy.stays)


@given(histories())
def test_none_goes_that_is_the_only_one_of_an_hour_a_day_or_a_week_that_is_kept(copies: list[Made]) -> None:
    found, going = kept(copies), [copy for copy in copies if not copy.stays]
    for most, period in ((24, lambda at: (at.date(), at.hour)), (14, lambda at: at.date()), (8, lambda at: at.isocalendar()[:2])):
        newest = {period(copy.moment): copy.number for copy in going}
        assert set(sorted(newest.values())[-most:]) <= found.keys()


@given(histories())
def test_rotating_once_more_changes_nothing(copies: list[Made]) -> None:
    found = kept(copies)
    assert kept([copy for copy in copies if copy.number in found]).keys() == found.keys()


@given(histories(), st.lists(st.timedeltas(timedelta(0), HOUR), min_size=1, max_size=40))
def test_copies_made_after_the_clock_was_put_back_are_not_displaced_by_later_years(copies: list[Made], steps: list[timedelta]) -> None:
    moment, newest = datetime(1980, 1, 1, tzinfo=UTC), len(copies)
    hours: dict[object, int] = {}
    for step in steps:
        moment, newest = moment + step, newest + 1
        copies = [*copies, Made(newest, moment)]
        found = kept(copies)
        copies = [copy for copy in copies if copy.number in found]
        hours[moment.date(), moment.hour] = newest
    assert set(list(hours.values())[-24:]) <= {copy.number for copy in copies}


@pytest.mark.parametrize(
    ("age", "due"),
    [
        (timedelta(0), False),
        (timedelta(minutes=59), False),
        (timedelta(hours=1), True),
        (timedelta(days=4000), True),
        (timedelta(seconds=-1), True),
        (timedelta(days=-4000), True),
    ],
)
def test_a_copy_is_due_after_an_hour_and_when_the_clock_went_back(age: timedelta, due: bool) -> None:
    assert is_due(NOW - age, NOW) is due
    assert is_due(None, NOW)
