"""Two hard cases of a round by carriers: two people with one agency, and an old result that arrives after its withdrawal."""

import pytest

from models.codes import digest
from models.desk import issuing, reading, verifications
from tests.desk.reviewing_kit import Trio, approved, done, ready
from tests.exchange.kit import Memory, documents, meets

pytestmark = pytest.mark.slow


def test_an_issued_result_that_comes_after_its_withdrawal_stays_withdrawn(team: Trio) -> None:
    early, late, surya = Memory(), Memory(), team.supervisor
    verification = approved(team)
    verdict = digest(done(surya, verification, "issue").body)
    meets(surya, late)
    surya.clock.step()
    withdrawal = surya.sign(surya.desk.ask(issuing.withdrawal, verification, "withdraw", "Salah instansi."))
    surya.desk.do(issuing.withdraw, verification, "withdraw", withdrawal)
    # The withdrawal reaches the verifier by hand, long before the stick on which the result lies.
    team.verifier.takes(withdrawal)
    meets(team.verifier, late)
    assert verdict in documents(team.verifier, "verdict")
    assert team.verifier.desk.ask(reading.sheet, verification).state == "withdrawn"
    meets(surya, early)
    meets(team.lead, early)
    meets(team.lead, late)
    assert team.lead.desk.ask(reading.sheet, verification).state == "withdrawn"


def test_two_people_with_one_agency_both_stay_on_every_laptop(team: Trio) -> None:
    carrier, vera, lina = Memory(), team.verifier, team.lead
    both = {ready(vera.desk, "32"), ready(lina.desk, "32")}
    for laptop in (vera, lina):
        (own,) = (line.id for line in laptop.desk.ask(verifications.every) if line.agency == "32")
        laptop.submits(own)
        meets(laptop, carrier)
    for laptop in (vera, lina, team.supervisor):
        meets(laptop, carrier)
        here = {line.id: line.state for line in laptop.desk.ask(verifications.every) if line.agency == "32"}
        assert here == dict.fromkeys(both, "submitted")
