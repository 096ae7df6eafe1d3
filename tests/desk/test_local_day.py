"""The day is that of the office: at 06:30 in Jakarta it is the new year, while UTC still writes the last of December."""

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.desk import agencies, people, rounds
from models.desk.desk import Desk, opened
from models.ledger import driver, first
from models.moments import local_date
from tests.conftest import StillClock
from tests.desk.acts import begun, raw
from tests.ledger.earlier import unpacked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the zone of a process cannot be set there")


@pytest.fixture(autouse=True)
def _jakarta(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "WIB-7")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def new_year(folder: Path, clock: StillClock) -> Iterator[Desk]:
    """A desk founded on 1 January 2027 at 06:30."""
    clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
        yield desk


def test_the_date_of_a_moment_is_that_of_this_laptop() -> None:
    assert local_date(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert local_date(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == date(2027, 1, 1)


def test_the_first_round_of_a_new_year_was_named_after_the_old_one(new_year: Desk) -> None:
    assert [(line.id, line.day) for line in new_year.ask(rounds.lines)] == [("2027-1", "2027-01-01")]


def test_a_round_opened_today_went_by_the_rules_of_yesterday(new_year: Desk) -> None:
    opened_today = new_year.do(rounds.begin, "2027-2", new_year.ask(rounds.available_checklists)[0].name)
    assert opened_today[0].day == "2027-01-01"


def test_agencies_were_listed_by_the_date_of_utc(new_year: Desk) -> None:
    raw(
        new_year,
        "UPDATE agency SET valid_to = '2026-12-31' WHERE code = '32'",
        "UPDATE agency SET valid_from = '2027-01-01' WHERE code = '33'",
    )
    listed = {line.agency.code for line in new_year.ask(agencies.lines)}
    assert ("32" in listed, "33" in listed) == (False, True)


@pytest.mark.on_file
def test_a_round_of_format_1_got_the_date_of_utc(folder: Path) -> None:
    unpacked("format-1", folder)
    with closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection:
        connection.execute("UPDATE round SET opened_at = '2026-12-31T23:30:00Z'")
    with opened(folder) as desk:
        assert [line.day for line in desk.ask(rounds.lines)] == ["2027-01-01"]


@pytest.mark.on_file
def test_what_is_read_for_the_picture_has_the_date_of_this_laptop(new_year: Desk) -> None:
    begun(new_year)
    found = first.read(str(new_year.ledger.folder))
    assert found is not None
    assert [(row[7], row[13]) for row in found[1]] == [("2026-12-31T23:30:00Z", "2027-01-01")]
