"""The day is that of the office: at 06:30 in Jakarta it is the new year, while UTC still writes the last of December."""

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models import agenda_told
from models.desk import agencies, agenda, completions, history, people, rounds
from models.desk.desk import Desk, opened
from models.ledger import driver, first
from models.moments import local_date
from models.words import Words
from tests.conftest import StillClock
from tests.desk.acts import begun, raw
from tests.desk.agenda_kit import low, plans, signs
from tests.desk.minutes_kit import closes, visited
from tests.desk.reviewing_kit import Trio, ready
from tests.ledger.earlier import unpacked

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="the zone of a process cannot be set there")]


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


@pytest.mark.slow
def test_a_round_that_came_with_a_submission_was_counted_in_the_year_before(team: Trio) -> None:
    vera = team.verifier
    vera.clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    vera.desk.do(rounds.begin, "2027-1", vera.desk.ask(rounds.available_checklists)[0].name)
    team.lead.takes(vera.submits(ready(vera.desk)))
    days = [{line.id: line.day for line in laptop.desk.ask(rounds.lines)}["2027-1"] for laptop in (vera, team.lead)]
    assert days == ["2027-01-01", "2027-01-01"]


@pytest.mark.slow
def test_an_agenda_signed_on_new_years_morning_was_told_as_signed_the_day_before(team: Trio) -> None:
    vera = team.verifier
    verification = low(vera)
    vera.clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    plans(vera, verification)
    signs(vera, verification)
    assert "pada 1 Januari 2027" in agenda_told.signed(Words("id"), vera.desk.ask(agenda.of, verification))


@pytest.mark.slow
def test_an_agency_that_completed_in_the_morning_had_done_so_the_day_before_in_the_history(team: Trio) -> None:
    vera = team.verifier
    verification = ready(vera.desk)
    visited(vera, verification)
    closes(vera, verification)
    vera.desk.do(completions.wait, verification, "30-6-2026")
    vera.clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    vera.desk.do(completions.complete, verification)
    lines = vera.desk.ask(history.entries, verification)
    told = [after for line in lines for field, _, after in line.changes if field == "completion.closed" and after]
    assert told == ["2027-01-01"]


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
