"""The period for completion: until a day, completed, or lapsed by the clock."""

from datetime import timedelta

import pytest

from models.desk import completions, history
from models.errors import Refusal
from models.explanation import field_name
from models.minutes import Completion
from models.words import Words
from tests.desk.acts import refused, sheet_of
from tests.desk.minutes_kit import TRIP, closes, visited
from tests.desk.reviewing_kit import Trio, ready


@pytest.fixture
def verification(team: Trio) -> str:
    """A verification with its trip."""
    found = ready(team.verifier.desk)
    visited(team.verifier, found)
    return found


def later(team: Trio, days: int) -> str:
    """The day so many days after now."""
    return (team.verifier.clock.moment + timedelta(days=days)).date().isoformat()


def test_nothing_is_waited_for_before_minutes_are_closed(team: Trio, verification: str) -> None:
    desk = team.verifier.desk
    assert desk.ask(completions.of, verification) is None
    assert refused(lambda: desk.do(completions.wait, verification, later(team, 14))) == "completion.no_minutes"
    assert refused(lambda: desk.do(completions.complete, verification)) == "completion.none"


def test_a_period_is_waited_for_lapses_by_the_clock_and_is_completed(team: Trio, verification: str) -> None:
    desk, until = team.verifier.desk, later(team, 14)
    closes(team.verifier, verification)
    assert desk.do(completions.wait, verification, until) == Completion(until, "waiting")
    team.verifier.clock.moment += timedelta(days=14)
    assert desk.ask(completions.of, verification) == Completion(until, "waiting")
    team.verifier.clock.moment += timedelta(days=2)
    assert desk.ask(completions.of, verification) == Completion(until, "lapsed")
    assert desk.do(completions.complete, verification) == Completion(until, "completed")
    assert refused(lambda: desk.do(completions.complete, verification)) == "completion.none"
    # Asked for anew it is waited for again.
    again = later(team, 7)
    assert desk.do(completions.wait, verification, again) == Completion(again, "waiting")


@pytest.mark.parametrize(("until", "why"), [("31-2-2023", "fact.date"), ("", "fact.required"), ("1-1-2023", "completion.early")])
def test_a_day_that_cannot_end_a_period_is_refused(team: Trio, verification: str, until: str, why: str) -> None:
    closes(team.verifier, verification)
    assert TRIP["ends"] == "11-5-2023"
    assert refused(lambda: team.verifier.desk.do(completions.wait, verification, until)) == why
    assert team.verifier.desk.ask(completions.of, verification) is None


def test_a_period_is_undone_and_told_in_words(team: Trio, verification: str) -> None:
    desk, until = team.verifier.desk, later(team, 14)
    closes(team.verifier, verification)
    desk.do(completions.wait, verification, until)
    desk.do(completions.complete, verification)
    (closed, _, day), *_ = desk.ask(history.entries, verification)[0].changes
    assert field_name(Words("id"), sheet_of(desk, verification).checklist, "", closed) == "Dilengkapi pada"
    assert day == later(team, 0)
    desk.do(history.undo, verification)
    assert desk.ask(completions.of, verification) == Completion(until, "waiting")
    desk.do(history.undo, verification)
    assert desk.ask(completions.of, verification) is None


def test_a_submitted_verification_waits_for_nothing_new(team: Trio, verification: str) -> None:
    closes(team.verifier, verification)
    team.verifier.submits(verification)
    with pytest.raises(Refusal, match=r"workflow\.locked"):
        team.verifier.desk.do(completions.wait, verification, later(team, 14))
