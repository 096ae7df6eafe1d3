"""Two people verify the same agency in one round and both are issued: neither counts, and only the figures said so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import issued
from models.words import Words
from tests.desk.reviewing_kit import Laptop, approves, done, ready
from tests.desk.seconding_kit import Quartet, quartet
from tui.linear.issuing import _named

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Quartet]:
    """A team with two verifiers."""
    with quartet(tmp_path) as made:
        yield made


def approved(team: Quartet, laptop: Laptop) -> str:
    """The id of what somebody verified of the same agency, approved."""
    verification = ready(laptop.desk, "11")
    return approves(team, laptop.submits(verification), verification)


def test_who_issued_a_second_verdict_on_an_agency_was_not_told_that_neither_counts(team: Quartet) -> None:
    one, other = (approved(team, laptop) for laptop in (team.verifier, team.second))
    desk = team.supervisor.desk
    assert (desk.ask(issued.doubled), desk.ask(issued.forked)) == (set(), 0)
    done(team.supervisor, one, "issue")
    assert desk.ask(issued.doubled) == {other}
    assert {line.id: line.is_doubled for line in desk.ask(issued.lines)} == {one: False, other: True}
    assert desk.ask(issued.forked) == 0
    done(team.supervisor, other, "issue")
    assert desk.ask(issued.doubled) == {one, other}
    assert desk.ask(issued.doubled, [one]) == {one}
    # The start screen says that it waits to be decided, and the talk beside each.
    assert desk.ask(issued.forked) == 1
    assert all("withdrawn" in _named(Words("en"), line) for line in desk.ask(issued.lines))
