"""Laptops that no longer count: what they send nobody takes, so it is not sent, and how they come back."""

import pytest

from models import enrolling, exchange
from models.desk import receipts, teams
from models.documents.team import Status
from models.errors import Refusal
from models.exchanged import Way
from tests.desk.reviewing_kit import Laptop, Trio
from tests.exchange.kit import Memory, documents, meets, way, writes

pytestmark = pytest.mark.slow


def ended(team: Trio, place: str, status: Status = "lost") -> None:
    """What the supervisor says of a key of the team."""
    team.supervisor.clock.step()
    team.supervisor.desk.do(teams.mark, place, status, "", team.supervisor.ring.root())


def person(laptop: Laptop) -> str:
    return f"people.{laptop.desk.actor.person}"


def refused(laptop: Laptop, carrier: Memory) -> Refusal:
    """Why nothing was sent."""
    with pytest.raises(Refusal) as caught:
        meets(laptop, carrier)
    return caught.value


@pytest.mark.parametrize("status", ["left", "lost", "compromised"])
def test_a_laptop_whose_owners_key_had_ended_was_told_that_its_work_is_on_the_carrier(team: Trio, status: Status) -> None:
    carrier, vera = Memory(), team.verifier
    note = writes(vera)
    ended(team, person(vera), status)
    meets(team.supervisor, carrier)
    held = dict(carrier.files)
    found = refused(vera, carrier)
    assert (found.code, found.fields["status"]) == ("exchange.ended", status)
    assert carrier.files == held
    assert way(vera, note) is Way.HERE
    assert vera.desk.ask(teams.demanded).team.number == team.supervisor.desk.ask(teams.demanded).team.number


def test_a_lead_whose_key_ended_gives_no_receipts_and_is_told_at_each_exchange(team: Trio) -> None:
    carrier, lina = Memory(), team.lead
    meets(lina, carrier)
    ended(team, person(lina))
    note = writes(team.verifier)
    meets(team.verifier, carrier)
    meets(team.supervisor, carrier)
    done = meets(lina, carrier)
    assert note in {each.digest for each in done.arrivals}
    assert [each.code for each in done.waiting] == ["exchange.ended"]
    assert [each.code for each in exchange.look(lina.desk, "hq", carrier).waiting] == ["exchange.ended"]
    assert lina.desk.ask(lambda tx: receipts.due(tx, teams.demanded(tx).team, "")) == (None, {})


def test_a_laptop_that_was_lost_and_found_could_never_send_again(team: Trio) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    first = enrolling.request(vera.desk, vera.ring, vera.ring.person())
    device, note = vera.ring.device_id, writes(vera)
    ended(team, f"devices.{device}")
    meets(surya, carrier)
    assert refused(vera, carrier).code == "exchange.ended"
    with pytest.raises(Refusal) as caught:
        surya.desk.do(teams.enrol, first, ("verifier",), None, surya.ring.root())
    assert caught.value.code == "team.device_gone"
    again = enrolling.request(vera.desk, vera.ring, vera.ring.person())
    surya.desk.do(teams.enrol, again, ("verifier",), None, surya.ring.root())
    meets(surya, carrier)
    meets(vera, carrier)
    assert way(vera, note) is Way.CARRIED
    meets(team.lead, carrier)
    assert note in documents(team.lead)
    assert vera.ring.device_id != device


def test_a_laptop_whose_own_key_a_power_cut_damaged_could_never_send_again(team: Trio) -> None:
    carrier, vera = Memory(), team.verifier
    note = writes(vera)
    (vera.desk.ledger.folder / "keys" / "device").write_bytes(b"\0" * 400)
    found = refused(vera, carrier)
    assert found.code == "key.device_damaged"
    asked = enrolling.request(vera.desk, vera.ring, vera.ring.person())
    team.supervisor.desk.do(teams.enrol, asked, ("verifier",), "Jawa Barat", team.supervisor.ring.root())
    meets(team.supervisor, carrier)
    meets(vera, carrier)
    meets(team.supervisor, carrier)
    assert note in documents(team.supervisor)


def test_a_request_from_a_laptop_that_counts_names_the_key_it_has(team: Trio) -> None:
    vera = team.verifier
    before = vera.ring.device_id
    enrolling.request(vera.desk, vera.ring, vera.ring.person())
    assert vera.ring.device_id == before


def test_whoever_had_left_by_mistake_heard_by_no_exchange_that_they_were_let_in_again(team: Trio) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    meets(vera, carrier)
    ended(team, person(vera), "left")
    meets(surya, carrier)
    first = writes(surya)
    meets(surya, carrier)
    with pytest.raises(Refusal) as caught:
        meets(vera, carrier)
        meets(vera, carrier)
    assert caught.value.code == "permission.left"
    with pytest.raises(Refusal) as caught:
        enrolling.request(vera.desk, vera.ring, vera.ring.person())
    assert caught.value.code == "team.own_gone"
    vera.ring.make()
    asked = enrolling.request(vera.desk, vera.ring, vera.ring.person())
    surya.clock.step()
    surya.desk.do(teams.enrol, asked, ("verifier",), None, surya.ring.root())
    second = writes(surya, "12")
    meets(surya, carrier)
    meets(vera, carrier)
    assert {first, second} <= documents(vera)
