"""A lead is told that an opinion sealed to them waits, which they learnt when approval was refused; and no longer once it is signed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import seconding, undecided, weighing
from models.desk.desk import Desk
from models.seconds import Sealed
from models.words import Words
from screens import tasks
from tests.desk.seconding_kit import ITEM, OTHER, Quartet, first, gives, quartet, second

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Quartet]:
    """Four laptops."""
    with quartet(tmp_path) as made:
        yield made


def told(desk: Desk) -> list[str]:
    """What the start screen says above everything."""
    return [line.key for line in tasks.summary(Words("id"), tasks.read(desk, ()))]


def test_a_lead_learnt_of_an_opinion_that_waits_when_approval_was_refused(team: Quartet) -> None:
    lead = team.lead.desk
    opinion = gives(team, second(team.second))
    team.lead.takes(opinion)
    assert lead.ask(undecided.waiting) == 0  # the submission is not here yet: nothing can be done
    verification = first(team)
    team.lead.takes(team.verifier.submits(verification))
    assert lead.ask(undecided.waiting) == 1
    (line,) = lead.ask(weighing.queue)
    assert line.sealed == (Sealed("Dua", lead.actor.name, lead.actor.person),)
    assert "heading.opinions" in told(lead)
    id_ = digest(opinion.body)
    team.opens(id_)
    for item in (ITEM, OTHER):
        lead.do(seconding.settle, id_, item, "first", "Pasalnya ada.")
        assert lead.ask(undecided.waiting) == 1  # not signed yet
    team.settles(id_)
    assert lead.ask(undecided.waiting) == 0
    assert [line.sealed for line in lead.ask(weighing.queue)] == [()]
    lead.do(seconding.settle, id_, ITEM, "second", "Pasalnya dicabut.")
    assert lead.ask(undecided.waiting) == 1  # what is decided anew is signed anew
