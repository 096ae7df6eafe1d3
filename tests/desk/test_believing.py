"""Rows at a server that say of a document what it does not say: they count nowhere, though the signature beside it is a good one."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from models.codes import digest
from models.desk import believing, issued, keeping, proving, settling, teams
from models.desk.keeping import Told
from models.documents import kinds
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.ledger.transaction import Transaction
from tests.desk.reviewing_kit import Trio, approved, changed, done, drawn

pytestmark = pytest.mark.slow


@pytest.fixture
def at_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each laptop takes its database for one in which others write."""
    monkeypatch.setattr(believing, "dialects", SimpleNamespace(is_server=lambda _: True))
    # What other tests drew up may be the same document.
    monkeypatch.setattr(proving, "_PROVED", {})
    monkeypatch.setattr(proving, "_UNPROVED", {})


def put(tx: Transaction, document: Signed, kind: str, told: Told) -> None:
    """Write a row as somebody does who has a program of their own."""
    keeping.keep(tx, kind, document, told, "verdict")


def honest(document: Signed, signer: str) -> Told:
    """What is to be told of a document."""
    found = kinds.parsed(document.body, document.name)
    about, supersedes, refers = kinds.about(found), kinds.supersedes(found), kinds.refers(found)
    return Told("Asli", "issued", "Surya", signer, about, supersedes, refers)


@pytest.mark.usefixtures("at_server")
def test_a_verdict_counts_by_the_row_that_says_what_it_says(team: Trio) -> None:
    verification, desk = approved(team), team.supervisor.desk
    document = drawn(team.supervisor, verification, "issue")
    desk.do(put, document, "verdict", honest(document, desk.actor.person))
    assert desk.ask(settling.verdicts, verification) == {digest(document.body): ""}
    assert desk.ask(settling.position, verification).state == "issued"


@pytest.mark.usefixtures("at_server")
@pytest.mark.parametrize("what", ["decision", "review", "about", "supersedes", "no words"])
def test_a_good_document_counted_for_what_somebody_wrote_in_the_row_beside_it(team: Trio, what: str) -> None:
    verification, desk = approved(team), team.supervisor.desk
    document = drawn(team.supervisor, verification, "issue")
    told = honest(document, desk.actor.person)
    forged = {
        "decision": replace(told, refers={**told.refers, "decision": "V1" if told.refers["decision"] != "V1" else "V2"}),
        "review": replace(told, refers={**told.refers, "review": "c" * 64}),
        "about": replace(told, about="b" * 16),
        "supersedes": replace(told, supersedes=(told.refers["submission"],)),
        "no words": replace(told, refers={}),
    }[what]
    before = desk.ask(issued.lines)
    desk.do(put, document, "verdict", forged)
    for about in (verification, "b" * 16):
        assert set(desk.ask(settling.verdicts, about).values()) <= {"unsupported"}
    assert desk.ask(settling.position, verification).state == "approved"
    assert [line.verdict for line in desk.ask(issued.lines)] == [line.verdict for line in before]


@pytest.mark.usefixtures("at_server")
def test_a_draft_that_a_supervisor_signed_was_put_in_the_place_of_a_verdict(team: Trio) -> None:
    verification, desk = approved(team), team.supervisor.desk
    document = drawn(team.supervisor, verification, "issue")
    told = honest(document, desk.actor.person)
    draft = changed(team.supervisor, document, status="draft", submission="", review="", issued_at="")
    desk.do(put, draft, "verdict", told)
    assert desk.ask(settling.position, verification).state == "approved"


@pytest.mark.usefixtures("at_server")
@pytest.mark.parametrize("names", ["the lead", "the supervisor"])
def test_a_verdict_that_a_lead_signed_counted_because_the_team_knows_the_key(team: Trio, names: str) -> None:
    verification, desk = approved(team), team.supervisor.desk
    document, lead = drawn(team.supervisor, verification, "issue"), team.lead.desk.actor.person
    found = kinds.parsed(document.body, document.name)
    assert isinstance(found, VerdictFile)
    supervisor = found.people["supervisor"].model_copy(update={"id": lead} if names == "the lead" else {})
    forged = changed(team.lead, document, people={**found.people, "supervisor": supervisor})
    desk.do(put, forged, "verdict", honest(forged, lead))
    assert desk.ask(settling.position, verification).state == "approved"


@pytest.mark.usefixtures("at_server")
def test_what_a_supervisor_issued_counts_when_the_team_has_another_one(team: Trio) -> None:
    verification, desk = approved(team), team.supervisor.desk
    document = done(team.supervisor, verification, "issue")
    assert desk.ask(settling.position, verification).state == "issued"
    desk.do(teams.assign, desk.actor.person, ("verifier",), "Jawa Barat", team.supervisor.ring.root())
    assert desk.ask(settling.verdicts, verification) == {digest(document.body): ""}


@pytest.mark.usefixtures("at_server")
def test_a_verdict_whose_signature_came_later_did_not_count_until_the_program_began_anew(team: Trio) -> None:
    verification, desk = approved(team), team.supervisor.desk
    document = drawn(team.supervisor, verification, "issue")
    told = honest(document, desk.actor.person)
    desk.do(put, replace(document, signatures=()), "verdict", told)
    assert desk.ask(settling.position, verification).state == "approved"
    desk.do(put, document, "verdict", told)
    assert desk.ask(settling.position, verification).state == "issued"
