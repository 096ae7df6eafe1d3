"""Documents of each kind that nobody signed, at a server: whatever is decided by them or told of them is as if they were not there."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from models.codes import digest
from models.desk import (
    agreed,
    assigning,
    believing,
    checklists,
    colleagues,
    handed,
    handing,
    issued,
    keeping,
    notes,
    opinions,
    planned,
    proving,
    published,
    requested,
    requesting,
    rounds,
    settling,
    shelved,
    submitting,
    weighing,
)
from models.documents.travelling import Signed
from models.windows import Span
from tests.conftest import ROOT
from tests.desk.agenda_kit import low, plans, signs
from tests.desk.minutes_kit import closes, visited
from tests.desk.noting_kit import PRACTICE, VISIT, wrote
from tests.desk.publishing_kit import publishes, small
from tests.desk.reviewing_kit import Laptop, Trio, approved, done, hands, ready
from tests.desk.seconding_kit import ITEM, OTHER, Quartet, first, gives, second
from tests.desk.seconding_kit import quartet as laptops
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def at_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each laptop takes its database for one in which others write, and nothing is known yet of what they brought."""
    monkeypatch.setattr(believing, "dialects", SimpleNamespace(is_server=lambda _: True))
    for home, name in ((proving, "_PROVED"), (proving, "_UNPROVED"), (believing, "_ALIKE")):
        monkeypatch.setattr(home, name, type(getattr(home, name))())


@pytest.fixture
def quartet(tmp_path: Path) -> Iterator[Quartet]:
    with laptops(tmp_path) as made:
        yield made


def assigns(laptop: Laptop, codes: set[str], name: str) -> Signed:
    """Agencies assigned to whom this names; the document."""
    (line, *_), person = laptop.desk.ask(rounds.lines), laptop.desk.ask(colleagues.member, name).id
    signed = laptop.sign(laptop.desk.ask(assigning.drawn_up, line.id, codes, person, "", "", "first"))
    laptop.desk.do(assigning.assign, signed)
    return signed


def asks(laptop: Laptop, verification: str) -> Signed:
    """Ask for a submission back that has left; the request."""
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(requesting.drawn_up, verification, "Lampiran SK tertukar"))
    laptop.desk.do(requesting.ask, verification, signed)
    return signed


def forget() -> None:
    """What this process knows of documents."""
    proving._PROVED.clear()
    proving._UNPROVED.clear()
    believing._ALIKE.clear()


def unsigned(laptop: Laptop, kind: str) -> None:
    """Let the documents of a kind be as somebody puts them there who has no key of the team."""
    with laptop.desk.ledger.transaction(writing=True) as connection:
        of = text("DELETE FROM signature WHERE document IN (SELECT digest FROM document WHERE kind = :kind)")
        assert connection.execute(of, {"kind": kind}).rowcount
    forget()
    # Whoever opened it before knows them.
    assert {line.is_believed for line in laptop.desk.ask(shelved.page, True, Span(100)) if line.kind == kind} == {False}


def changed(laptop: Laptop, statement: str, **values: object) -> None:
    """Write past the desk."""
    with laptop.desk.ledger.transaction(writing=True) as connection:
        assert connection.execute(text(statement), values).rowcount
    forget()


@pytest.mark.parametrize("is_row", [False, True])
def test_notes_were_told_that_nobody_signed(team: Trio, is_row: bool) -> None:
    (_, visit), (practice, _) = wrote(team.lead, "visit", VISIT), wrote(team.lead, "practice", PRACTICE)
    assert {each.purpose for each in team.lead.desk.ask(notes.of_agency, "11")} == {"visit", "practice"}
    if is_row:
        changed(team.lead, "UPDATE note SET text = 'Semua beres'")
    else:
        unsigned(team.lead, "note")
    assert team.lead.desk.ask(notes.of_agency, "11") == team.lead.desk.ask(notes.practices) == ()
    assert refused(lambda: team.lead.desk.ask(notes.correctable, practice.digest)).code == "note.unknown"
    assert visit.body


@pytest.mark.parametrize("is_row", [False, True])
def test_what_nobody_assigned_stood_in_the_inbox(team: Trio, is_row: bool) -> None:
    vera = team.verifier
    vera.takes(assigns(team.lead, {"11"}, "Vera"))
    assert [each.assigned.agency for each in vera.desk.ask(assigning.inbox)] == ["11"]
    if is_row:
        changed(vera, "UPDATE assignment SET agency_code = '32'")
    else:
        unsigned(vera, "assignment")
    assert vera.desk.ask(assigning.inbox) == ()
    assert vera.desk.ask(assigning.every) == ()


def test_a_handover_that_nobody_signed_made_it_anothers(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    hands(vera, verification, "lina")
    assert [each.receiver for each in vera.desk.ask(handing.given_away)] == ["Lina"]
    assert [*vera.desk.ask(handed.contributors, verification).values()] == ["Vera"]
    assert lina.desk.ask(handed.documents) == {}
    changed(vera, "UPDATE contribution SET person = 'Lina'")
    assert vera.desk.ask(handed.contributors, verification) == {}
    unsigned(vera, "handover")
    assert vera.desk.ask(handed.documents) == {}
    assert vera.desk.ask(handing.given_away) == ()
    assert vera.desk.ask(handed.areas_for, vera.desk.actor.person) == {}


def test_minutes_that_nobody_signed_were_agreed(team: Trio) -> None:
    vera = team.verifier
    verification = ready(vera.desk)
    visited(vera, verification)
    closes(vera, verification)
    assert vera.desk.ask(agreed.mark, verification)
    unsigned(vera, "minutes")
    assert vera.desk.ask(agreed.of, verification) is None


def test_a_submission_and_a_request_that_nobody_signed_waited_for_the_lead(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    submission = vera.submits(verification)
    vera.desk.do(keeping.give_out, [digest(submission.body)])
    lina.takes(submission, asks(vera, verification))
    assert lina.desk.ask(requested.of, verification) is not None
    unsigned(lina, "request")
    assert lina.desk.ask(requested.of, verification) is None
    assert len(lina.desk.ask(weighing.queue)) == 1
    unsigned(lina, "submission")
    assert lina.desk.ask(weighing.queue) == ()
    assert lina.desk.ask(issued.revisions, verification) == ()
    assert lina.desk.ask(submitting.next_number, verification) == 1


def test_an_approval_that_nobody_signed_was_told(team: Trio) -> None:
    verification, surya = approved(team), team.supervisor.desk
    assert {each.kind for each in surya.ask(issued.revisions, verification)} == {"submission", "review"}
    assert {each.is_own_approval for each in team.lead.desk.ask(issued.lines)} == {True}
    for laptop in (team.lead, team.supervisor):
        unsigned(laptop, "review")
        assert {each.kind for each in laptop.desk.ask(issued.revisions, verification)} == {"submission"}
        assert laptop.desk.ask(settling.position, verification).state == "submitted"
        assert {each.is_own_approval for each in laptop.desk.ask(issued.lines)} == {False}


def test_a_verdict_that_nobody_signed_went_out(team: Trio) -> None:
    verification, surya = approved(team), team.supervisor
    done(surya, verification, "issue")
    assert surya.desk.ask(issued.leaving, verification)
    unsigned(surya, "verdict")
    assert surya.desk.ask(issued.leaving, verification) == ()
    assert {each.kind for each in surya.desk.ask(issued.revisions, verification)} == {"submission", "review"}


def test_an_agenda_that_nobody_signed_was_signed(team: Trio) -> None:
    vera = team.verifier
    verification = low(vera)
    plans(vera, verification)
    signs(vera, verification)
    assert [each.revision for each in vera.desk.ask(planned.every)] == [1]
    unsigned(vera, "action")
    assert vera.desk.ask(planned.every) == ()
    assert vera.desk.ask(planned.current, verification) == {}
    assert vera.desk.ask(planned.signed_codes, verification) == frozenset()


def test_a_checklist_was_published_by_nobody(team: Trio) -> None:
    surya = team.supervisor
    publishes(surya, small())

    def told() -> set[tuple[str, bool]]:
        return {(each.publisher, bool(each.published)) for each in surya.desk.ask(checklists.lines) if not each.is_shipped}

    assert told() == {("Surya", True)}
    unsigned(surya, "checklist")
    assert told() == {("", False)}
    surya.desk.do(published.settle, "")
    assert told() == {("", False)}


def _opinion(team: Quartet) -> tuple[str, str]:
    verification = first(team)
    team.lead.takes(team.verifier.submits(verification), gives(team, second(team.second)))
    (opinion,) = team.lead.desk.ask(opinions.digests)
    return verification, opinion


def test_an_opinion_that_nobody_signed_was_held_against_a_verification(quartet: Quartet) -> None:
    _, opinion = _opinion(quartet)
    desk = quartet.lead.desk
    unsigned(quartet.lead, "opinion")
    assert desk.ask(opinions.digests) == ()
    assert not desk.ask(opinions.opened, opinion)


def _settled(team: Quartet) -> tuple[str, str]:
    from models.desk import seconding

    verification, opinion = _opinion(team)
    team.opens(opinion)
    for item in (ITEM, OTHER):
        team.lead.desk.do(seconding.settle, opinion, item, "first", "Naskahnya ada")
    team.settles(opinion)
    return verification, opinion


@pytest.mark.parametrize("is_row", [False, True])
def test_what_nobody_settled_was_settled(quartet: Quartet, is_row: bool) -> None:
    verification, opinion = _settled(quartet)
    desk = quartet.lead.desk
    assert desk.ask(opinions.decided, verification, opinion).keys() == {ITEM, OTHER}
    assert desk.ask(opinions.is_settled, opinion)
    if is_row:
        changed(quartet.lead, "UPDATE settled SET counts = 'second'")
    else:
        unsigned(quartet.lead, "settlement")
        assert not desk.ask(opinions.is_settled, opinion)
        assert desk.ask(opinions.settlements, verification) == ()
        assert desk.ask(opinions.results, verification) == {}
    assert desk.ask(opinions.decided, verification, opinion) == {}


def test_whoever_opened_an_opinion_past_the_desk_told_what_it_did_not_hold(quartet: Quartet) -> None:
    _, opinion = _opinion(quartet)
    quartet.opens(opinion)
    assert quartet.lead.desk.ask(opinions.opened, opinion)
    changed(quartet.lead, "UPDATE opened SET body = :body", body=b"x")
    assert quartet.lead.desk.ask(opinions.opened, opinion) is None


APART = {
    "believing": "tells which are believed",
    "bodies": "reads for those who ask that, and for what proves them",
    "diverging": "compares a copy that was put back with the logs of carriers, byte for byte",
    "endorsed": "checks each signature anew, and lets the team say what it is worth",
    "exchanging": "cuts what `outgoing` chose",
    "filed": "keeps away from whatever any handover tells of",
    "history": "tells the names of files in the trail",
    "logs": "reads first the logs in which orders came, whatever those say",
    "proving": "is what proves them",
    "resulting": "asks `settling` how each stands",
    "shelved": "marks in lists those that are not",
    "taken_teams": "goes by the chain of teams",
    "undecided": "goes by the opinions that `opinions` tells",
    "untouched": "looks at the bytes of a copy",
    "ways": "tells how far each got",
}
"""Modules of the desk that read rows of documents and may do so without asking whether they are believed, and why."""


def test_no_module_of_the_desk_reads_documents_past_the_one_that_tells_which_are_believed() -> None:
    found = {path.stem: path.read_text("utf-8") for path in (ROOT / "models" / "desk").glob("*.py")}
    reading = {name for name, said in found.items() if "table(tables.Document)" in said or "table(Document)" in said}
    assert {name for name in reading if "believing." not in found[name]} == APART.keys()
