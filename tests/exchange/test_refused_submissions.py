"""A submission that was refused where it came: its verifier puts it right, and whatever becomes of the refused one, one stands."""

import pytest

from models.desk import reviewing, submitting, teams, ways
from models.errors import Refusal
from models.exchanged import Way
from models.previews import Arriving
from tests.desk.reviewing_kit import Laptop, Trio, ready
from tests.exchange.kit import Memory, meets, way

pytestmark = pytest.mark.slow


def renewed(team: Trio, carrier: Memory) -> None:
    """The verifier's key is lost and she gets another one."""
    vera, surya = team.verifier, team.supervisor
    vera.ring.make()
    asked = vera.desk.ask(teams.request, vera.ring.person(), vera.ring.device())
    surya.clock.step()
    surya.desk.do(teams.enrol, asked, ("verifier",), None, surya.ring.root())
    for laptop in (surya, team.lead):
        meets(laptop, carrier)


def standing(laptop: Laptop, verification: str) -> tuple[str, int, tuple[str, ...]]:
    found = laptop.desk.ask(reviewing.standing, verification)
    return found.submission, found.number, found.forks


def test_a_submission_that_was_refused_could_neither_be_recalled_nor_submitted_again_nor_returned(team: Trio) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    meets(vera, carrier)
    meets(team.lead, carrier)
    verification = ready(vera.desk)
    first = vera.submits(verification).digest
    renewed(team, carrier)
    meets(vera, carrier)
    with pytest.raises(Refusal) as caught:
        vera.desk.do(submitting.recall, verification)
    assert caught.value.code == "recall.left"
    came = {each.digest: each.standing for each in meets(team.lead, carrier).arrivals}
    assert came[first] is Arriving.REFUSED
    meets(vera, carrier)
    assert way(vera, first) is Way.REFUSED
    assert not vera.desk.ask(ways.is_out, first)
    assert {id_: line.by for id_, line in vera.desk.ask(ways.refused_of).items()} == {verification: "Lina"}
    vera.desk.do(submitting.recall, verification)
    second = vera.submits(verification).digest
    meets(vera, carrier)
    assert not meets(team.lead, carrier).waiting
    assert standing(team.lead, verification) == (second, 2, ())
    assert not vera.desk.ask(ways.refused_of)
    assert first not in {line.digest for line in vera.desk.ask(ways.ways)}
    # Where the supervisor lets the refused one count after all, it takes nobody's place.
    person = vera.desk.actor.person
    surya.clock.step()
    surya.desk.do(teams.mark, f"people.{person}.earlier.1", "lost", first, surya.ring.root())
    for laptop in (surya, team.lead, vera):
        meets(laptop, carrier)
    assert [standing(each, verification) for each in (team.lead, surya, vera)] == [(second, 2, ())] * 3


def test_what_somebody_who_leads_received_is_not_recalled_though_another_refused_it(team: Trio) -> None:
    carrier, vera = Memory(), team.verifier
    meets(vera, carrier)
    first = vera.submits(ready(vera.desk)).digest
    meets(vera, carrier)
    meets(team.lead, carrier)
    meets(vera, carrier)
    assert way(vera, first) is Way.RECEIVED
    assert vera.desk.ask(ways.is_out, first)
