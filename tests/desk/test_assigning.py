"""Agencies of a round are assigned to verifiers, given to another, taken back; each laptop says the same whatever arrived first."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from models.codes import digest
from models.desk import assigning, colleagues, intake, keeping, verifications
from models.documents import kinds
from models.documents.assignment import Assignment
from models.ledger.transaction import Transaction
from models.previews import Arriving
from tests.desk.acts import contents
from tests.desk.arriving import signed_anew
from tests.desk.assigning_kit import gives, round_of
from tests.desk.reviewing_kit import Laptop, Trio
from tests.ledger.kit import refused


def told(laptop: Laptop) -> list[tuple[str, str]]:
    return [(each.agency, each.name) for each in laptop.desk.ask(assigning.every)]


def test_what_the_lead_assigns_stands_in_the_verifiers_inbox_until_it_is_begun(team: Trio) -> None:
    lead, vera = team.lead, team.verifier
    given = gives(lead, {"11", "32"}, "Vera", "31-12-2025")
    assert vera.desk.ask(assigning.inbox) == ()
    assert vera.takes(given) == [Arriving.NEW]
    assert vera.takes(given) == [Arriving.HERE]
    tasks = vera.desk.ask(assigning.inbox)
    assert [(each.assigned.agency, each.assigned.assigner, each.assigned.due) for each in tasks] == [
        ("11", "Lina", "2025-12-31"),
        ("32", "Lina", "2025-12-31"),
    ]
    assert lead.desk.ask(assigning.inbox) == ()
    vera.desk.do(verifications.begin, "11")
    assert [each.assigned.agency for each in vera.desk.ask(assigning.inbox)] == ["32"]


def test_whoever_gets_an_agency_of_another_takes_that_one_alone(team: Trio) -> None:
    lead, vera, surya = team.lead, team.verifier, team.supervisor
    first = gives(lead, {"11", "32"}, "Vera")
    second = gives(lead, {"11"}, "Lina")
    third = gives(lead, {"32"}, "")
    assert told(lead) == [("11", "Lina")]
    for order, laptop in zip(((third, first, second), (second, third, first)), (vera, surya), strict=True):
        for each in order:
            laptop.takes(each)
        assert told(laptop) == [("11", "Lina")]
    assert [len(line.assigned) for line in lead.desk.ask(assigning.lines, round_of(lead)) if line.agency.code in ("11", "32")] == [1, 0]


def test_the_order_of_arrival_says_nothing(team: Trio) -> None:
    lead, vera = team.lead, team.verifier
    documents = [gives(lead, {"11", "32"}, "Vera"), gives(lead, {"11"}, "Lina"), gives(lead, {"11", "33"}, "Vera")]
    for order in permutations(documents):
        for each in order:
            vera.takes(each)
        assert told(vera) == told(lead) == [("11", "Vera"), ("32", "Vera"), ("33", "Vera")]
        # Seen from scratch: the documents out of sight are as good as never there.
        vera.desk.do(intake.hide, [digest(each.body) for each in documents])
        assert told(vera) == []


def test_two_who_assign_the_same_agency_are_both_told(team: Trio) -> None:
    lead, surya, vera = team.lead, team.supervisor, team.verifier
    vera.takes(gives(lead, {"11"}, "Vera"), gives(surya, {"11"}, "Lina"))
    assert sorted(told(vera)) == [("11", "Lina"), ("11", "Vera")]
    (line,) = (each for each in vera.desk.ask(assigning.lines, round_of(vera)) if each.agency.code == "11")
    assert sorted(each.name for each in line.assigned) == ["Lina", "Vera"]
    lead.takes(*surya.documents("assignment"))
    vera.takes(gives(lead, {"11"}, "Lina"))
    assert told(vera) == told(lead) == [("11", "Lina")]


def test_a_verifier_assigns_nothing_and_hears_why(team: Trio) -> None:
    vera = team.verifier
    found = refused(lambda: gives(vera, {"11"}, "Vera"))
    assert (found.code, found.fields["roles"]) == ("permission.role", ("lead", "supervisor"))
    forged = signed_anew(gives(team.lead, {"11"}, "Lina"), vera.ring, "assignment")
    assert vera.takes(forged) == [Arriving.REFUSED]
    assert told(vera) == []


def test_what_cannot_be_assigned_is_refused_and_nothing_changes(team: Trio) -> None:
    lead = team.lead
    before = contents(lead.desk)
    here = round_of(lead)
    assert refused(lambda: gives(lead, {"11"}, "Budi")).fields["known"] == "Lina, Vera"
    for code, act in {
        "agency.unknown": lambda: gives(lead, {"11", "99.99"}, "Vera"),
        "assignment.nothing": lambda: gives(lead, {"11"}, ""),
        "fact.date": lambda: gives(lead, {"11"}, "Vera", "besok"),
        "round.unknown": lambda: lead.desk.ask(assigning.lines, "2031-9"),
    }.items():
        assert refused(act).code == code
    person = lead.desk.ask(colleagues.member, "vera").id
    signed = lead.sign(lead.desk.ask(assigning.drawn_up, here, {"11"}, person))
    assert contents(lead.desk) == before
    gives(lead, {"11"}, "Lina")
    assert refused(lambda: lead.desk.do(assigning.assign, signed)).code == "assignment.changed"


def test_a_document_names_the_agencies_whatever_their_codes(team: Trio) -> None:
    signed = gives(team.lead, {"94.07", "11"}, "Vera")
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, Assignment)
    assert sorted(document.agencies) == ["11", "94.07"]
    assert b"supersedes" not in signed.body
    assert b'[agencies."94.07"]' in signed.body
    assert signed.name.startswith(f"{document.round}_Vera_assignment_")


def test_the_order_for_a_second_verification_reached_nobody(team: Trio) -> None:
    lead, vera, surya = team.lead, team.verifier, team.supervisor
    first = gives(surya, {"11", "32"}, "Lina")
    second = gives(lead, {"11"}, "Vera", "31-12-2025", "second")
    assert b'purpose = "second"' in second.body
    assert b"purpose" not in first.body
    # Documents and arrivals called both the same: what somebody is asked not to look at looked like what they are to begin.
    assert [each.said for each in vera.desk.ask(intake.judged, (first, second))] == ["assigned", "second_assigned"]
    assert vera.takes(first, second) == [Arriving.NEW, Arriving.NEW]
    kept = {each.id: (each.status, each.purpose) for each in vera.desk.ask(keeping.lines)}
    assert kept[digest(first.body)] == ("assigned", "assignment")
    assert kept[digest(second.body)] == ("second_assigned", "second_assignment")
    # Each counts by itself: neither takes the place of the other.
    assert {(each.agency, each.name, each.purpose) for each in vera.desk.ask(assigning.every)} == {
        ("11", "Lina", "first"),
        ("32", "Lina", "first"),
        ("11", "Vera", "second"),
    }
    assert vera.desk.ask(assigning.whose) == {"11": "Lina", "32": "Lina"}
    (task,) = vera.desk.ask(assigning.inbox)
    assert (task.is_second, task.assigned.agency, task.assigned.due) == (True, "11", "2025-12-31")
    begun = vera.desk.do(verifications.begin, "11", task.assigned.round, is_second=task.is_second)
    assert [(line.id, line.is_second) for line in vera.desk.ask(verifications.mine)] == [(begun, True)]
    assert vera.desk.ask(assigning.inbox) == ()
    back = gives(lead, {"11"}, "", "", "second")
    vera.takes(back)
    assert [each.purpose for each in vera.desk.ask(assigning.every)] == ["first", "first"]


def test_nobody_is_ordered_to_verify_the_same_agency_both_times(team: Trio) -> None:
    lead = team.lead
    gives(lead, {"11"}, "Vera")
    gives(lead, {"32"}, "Vera", "", "second")
    for code, purpose in (("11", "second"), ("32", "first")):
        found = refused(lambda code=code, purpose=purpose: gives(lead, {code, "33"}, "Vera", "", purpose))  # type: ignore[misc]
        assert (found.code, found.fields["name"], found.fields["count"]) == ("assignment.same_person", "Vera", 1)


def test_one_more_assignment_reads_none_of_those_before_again(team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    lead, counted, whole = team.lead, [], keeping.read
    for code in ("11", "12", "13"):
        gives(lead, {code}, "Vera")

    def read(tx: Transaction, document: str, model: type[Assignment]) -> Assignment:
        counted.append(document)
        return whole(tx, document, model)

    monkeypatch.setattr(keeping, "read", read)
    signed = gives(lead, {"14"}, "Vera")
    assert counted == [digest(signed.body)]


def test_an_agency_that_ended_since_could_not_be_taken_back(team: Trio) -> None:
    lead, vera = team.lead, team.verifier
    vera.takes(gives(lead, {"KEMENPUPR", "11"}, "Vera"))
    lead.clock.moment = datetime(2026, 3, 1, tzinfo=UTC)
    vera.takes(gives(lead, {"KEMENPUPR"}, ""))
    assert [each.assigned.agency for each in vera.desk.ask(assigning.inbox)] == ["11"]
