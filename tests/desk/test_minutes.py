"""The minutes: what both sides agreed, frozen and signed; a supplement lists exactly what was changed since."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import printing
from models.codes import digest
from models.desk import (
    agreed,
    answers,
    drafts,
    evidence,
    findings,
    freeze,
    intake,
    issued,
    issuing,
    knowing,
    minutes,
    reviewing,
    teams,
    trips,
)
from models.desk.freeze import Frozen
from models.documents import checking, kinds, parts, toml
from models.documents.handover import HandedItem
from models.documents.minutes import Minutes as Document
from models.documents.minutes import MinutesParties, MinutesParty, MinutesTrip
from models.documents.submission import Submission
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.documents.verified import Agency, Bilingual, Person, UsedChecklist
from models.paper import Office
from models.previews import Arriving
from models.words import Words
from tests.desk.acts import acting_as_somebody_else, refused, sheet_of
from tests.desk.arriving import signed_anew
from tests.desk.minutes_kit import SEKDA, TRIP, closes, visited
from tests.desk.reviewing_kit import WAIVED, Laptop, Trio, done, ready, returned


@pytest.fixture
def verification(team: Trio) -> str:
    """A verification that can be submitted, with its trip."""
    found = ready(team.verifier.desk)
    visited(team.verifier, found)
    return found


def standing(laptop: Laptop, verification: str) -> Document:
    """The minutes that stand."""
    found = laptop.desk.ask(agreed.of, verification)
    assert found is not None
    return found


def test_minutes_tell_what_was_agreed_and_neither_scores_nor_a_verdict_nor_how_to_reach_anybody(team: Trio, verification: str) -> None:
    desk = team.verifier.desk
    desk.do(answers.annotate, verification, "REG-01", "catatan pribadi")
    desk.do(findings.record, verification, "REG-02", {"text": "SK hilang", "stance": "object", "response": "Ada", "deadline": "12-5-2023"})
    signed = closes(team.verifier, verification, "12/BA/2023")
    told = standing(team.verifier, verification)
    assert (told.status, told.number, told.day, told.place) == ("agreed", "12/BA/2023", "2023-05-11", "Sugapa")
    assert told.trip.letter_date == "2023-05-05"
    assert told.parties.agency["1"] == MinutesParty(name="Yosep", nip=SEKDA["nip"], post="Sekretaris Daerah")
    assert told.findings["REG-02"].response == "Ada"
    assert told.items[WAIVED].reason == "Disediakan oleh BKN"
    assert told.evidence["B01"].title == "Peraturan Gubernur"
    assert told.person.name == "Vera"
    assert any("PermenPANRB" in each for each in told.basis)
    raw = tomllib.loads(signed.body.decode())
    assert not {"overall", "areas", "verdict", "recommendation"} & raw.keys()
    assert not any(text in signed.body.decode() for text in ("0812-0000", "catatan pribadi"))


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        (lambda desk, of: desk.do(trips.record, of, TRIP | {"place": ""}), "minutes.no_place"),
        (lambda desk, of: desk.do(trips.record, of, TRIP | {"begins": "", "ends": ""}), "minutes.no_place"),
        (lambda desk, of: desk.do(trips.remove, of, "agency", 0), "minutes.no_side"),
        (lambda desk, of: desk.do(trips.remove, of, "team", 0), "minutes.no_side"),
        (lambda desk, of: desk.do(drafts.keep, findings.place(of, "REG-01"), {"text": "SK"}), "minutes.typed"),
        (lambda desk, of: acting_as_somebody_else(desk), "permission.role"),
        (lambda desk, of: acting_as_somebody_else(desk, "verifier"), "permission.not_yours"),
    ],
)
def test_what_permits_no_minutes_is_refused_in_words(team: Trio, verification: str, spoiled: object, why: str) -> None:
    desk = team.verifier.desk
    spoiled(desk, verification)  # type: ignore[operator]
    assert refused(lambda: desk.ask(minutes.drawn_up, verification)) == why
    assert desk.ask(agreed.of, verification) is None


def test_minutes_of_no_day_are_refused(team: Trio, verification: str) -> None:
    assert refused(lambda: team.verifier.desk.ask(minutes.drawn_up, verification, "", "31-2-2023")) == "fact.date"


def test_minutes_were_dated_years_before_the_visit(team: Trio, verification: str) -> None:
    desk = team.verifier.desk
    assert refused(lambda: desk.ask(minutes.drawn_up, verification, "", "8-5-2023")) == "minutes.early"
    assert refused(lambda: desk.ask(minutes.drawn_up, verification, "", "9-5-2022")) == "minutes.early"
    assert desk.ask(minutes.drawn_up, verification, "", "9-5-2023").body


def test_what_changed_between_drawing_up_and_signing_is_refused(team: Trio, verification: str) -> None:
    vera = team.verifier
    signed = vera.sign(vera.desk.ask(minutes.drawn_up, verification))
    vera.desk.do(findings.record, verification, "REG-01", {"text": "Lampiran"})
    assert refused(lambda: vera.desk.do(minutes.close, verification, signed)) == "document.changed"


def test_a_supplement_lists_exactly_what_was_changed_since(team: Trio, verification: str) -> None:
    vera = team.verifier
    first = closes(vera, verification)
    assert refused(lambda: vera.desk.ask(minutes.drawn_up, verification)) == "minutes.same"
    assert vera.desk.ask(agreed.differs, verification) == ()
    vera.desk.do(answers.annotate, verification, "REG-03", "catatan saja")
    vera.desk.do(evidence.cite, verification, "REG-04", "B01", "hlm. 3")
    assert vera.desk.ask(agreed.differs, verification) == ()
    vera.desk.do(answers.record, verification, "REG-01", 4)
    vera.desk.do(answers.not_applicable, verification, WAIVED, "Disediakan oleh BKN, sesuai surat")
    vera.desk.do(answers.clear, verification, "REG-02")
    assert set(vera.desk.ask(agreed.differs, verification)) == {"REG-01", "REG-02", WAIVED}
    second = closes(vera, verification)
    told = standing(vera, verification)
    assert (told.status, told.supplements, told.supersedes) == ("supplement", digest(first.body), (digest(first.body),))
    assert set(told.changed) == {"REG-01", "REG-02", WAIVED}
    assert vera.desk.ask(agreed.differs, verification) == ()
    # With its number filled in later it stays the supplement it was.
    closes(vera, verification, "13/BA/2023")
    again = standing(vera, verification)
    assert (again.status, again.changed, again.supplements) == (told.status, told.changed, told.supplements)
    assert again.supersedes == (digest(second.body),)


def test_an_answer_that_a_return_makes_another_differs_from_the_minutes(team: Trio, verification: str) -> None:
    closes(team.verifier, verification)
    returned(team, verification, "REG-01")
    assert team.verifier.desk.ask(agreed.differs, verification) == ()
    team.verifier.desk.do(answers.record, verification, "REG-01", 4)
    assert team.verifier.desk.ask(agreed.differs, verification) == ("REG-01",)


def test_submission_and_verdict_file_name_the_minutes(team: Trio, verification: str) -> None:
    vera = team.verifier
    closed = closes(vera, verification)
    mark = digest(closed.body)
    assert vera.desk.ask(agreed.mark, verification) == mark
    submission = vera.submits(verification)
    told = kinds.demanded(submission, Submission)
    assert told.minutes == mark
    assert f'minutes = "{mark[:16]}'.encode() in submission.body


def test_one_letter_of_an_answer_changes_the_sixteen_characters_on_paper_which_the_verdict_holds(team: Trio, verification: str) -> None:
    vera = team.verifier
    first = vera.desk.ask(minutes.drawn_up, verification).body
    vera.desk.do(answers.not_applicable, verification, WAIVED, "Disediakan oleh BKM")
    second = vera.desk.ask(minutes.drawn_up, verification).body
    assert second == first.replace(b"Disediakan oleh BKN", b"Disediakan oleh BKM") != first
    assert digest(first)[:16] != digest(second)[:16]
    mark = digest(closes(vera, verification).body)
    _, paper = vera.desk.ask(printing.drawn, verification, "minutes", Words("id"), Office())
    assert paper.foot[-16:] == mark[:16]
    body = vera.desk.ask(freeze.verdict_file, verification).body
    assert paper.foot[-16:].encode() in body
    assert toml.read(VerdictFile, parts.tables(body, "verdict", "x"), "x").minutes == mark


def test_an_issued_verdict_names_the_minutes_of_its_submission(team: Trio, verification: str) -> None:
    mark = digest(closes(team.verifier, verification).body)
    lead, supervisor = team.lead, team.supervisor
    lead.takes(team.verifier.submits(verification))
    lead.desk.do(reviewing.confirm, verification, WAIVED)
    lead.clock.step()
    approval = lead.sign(lead.desk.ask(reviewing.drawn_up, verification, "approved"))
    lead.desk.do(reviewing.conclude, verification, approval)
    supervisor.takes(*lead.documents("submission"), approval)
    body = supervisor.desk.ask(issuing.drawn_up, verification, "issue").body
    assert toml.read(VerdictFile, parts.tables(body, "verdict", "x"), "x").minutes == mark
    assert mark[:16].encode() in body
    supervisor.takes(*team.verifier.documents("minutes"))
    done(supervisor, verification, "issue")
    assert supervisor.desk.ask(issued.leaving, verification, complete=True)[-1] == mark


def test_whoever_checks_minutes_finds_them_good_and_whose_they_are(team: Trio, verification: str) -> None:
    closed = closes(team.verifier, verification)
    current = team.lead.desk.ask(teams.current)
    assert current is not None
    found = checking.checked(closed, team.lead.desk.ask(knowing.known, current.team))
    assert found.holds
    assert found.signature.signer is not None and found.signature.signer.name == "Vera"
    touched = Signed(closed.name, closed.body.replace(b"Sugapa", b"Nabire"), closed.signatures)
    assert not checking.checked(touched, team.lead.desk.ask(knowing.known, current.team)).holds


def test_the_lead_takes_minutes_in_and_checks_them(team: Trio, verification: str) -> None:
    closed = closes(team.verifier, verification)
    assert team.lead.takes(closed) == [Arriving.NEW]
    assert standing(team.lead, verification) == standing(team.verifier, verification)
    forged = signed_anew(closed, team.lead.ring, "minutes", 'place = "Sugapa"', 'place = "Nabire"')
    assert team.supervisor.takes(forged) == [Arriving.REFUSED]


def test_whoever_reviews_sees_the_visit_and_the_findings_by_the_minutes_and_not_that_there_are_none(team: Trio, verification: str) -> None:
    vera, lina = team.verifier, team.lead
    vera.desk.do(findings.record, verification, "REG-02", {"text": "SK belum ada", "stance": "agree"})
    closed = closes(vera, verification)
    lina.takes(closed, vera.submits(verification))
    checklist = sheet_of(vera.desk, verification).checklist
    noted = vera.desk.ask(trips.of, verification)
    told = lina.desk.ask(trips.of, verification)
    assert (told.letter, told.begins, told.place, told.method) == (noted.letter, noted.begins, noted.place, noted.method)
    assert [(each.row, each.name, each.post) for each in told.agency] == [(each.row, each.name, each.post) for each in noted.agency]
    assert lina.desk.ask(findings.of, verification, checklist) == vera.desk.ask(findings.of, verification, checklist)


def test_minutes_of_somebody_elses_verification_do_not_count(team: Trio, verification: str) -> None:
    vera, lina = team.verifier, team.lead
    closed = closes(vera, verification)
    lina.takes(vera.submits(verification), closed)
    lina.takes(closed)
    mine = standing(vera, verification)
    person = Person(id=lina.desk.actor.person, name=lina.desk.actor.name, role="verifier")
    other = mine.model_copy(update={"person": person, "place": "Nabire", "supersedes": (digest(closed.body),)})
    signed = lina.sign(Frozen("x.toml", toml.write(other)))
    for laptop in (vera, lina):
        laptop.takes(signed)
        assert standing(laptop, verification) == mine


def test_minutes_of_answers_that_the_checklist_does_not_admit_are_refused(team: Trio, verification: str) -> None:
    closed = closes(team.verifier, verification)
    answer = closed.body.decode().partition("[items.REG-02]")[2].partition("level = ")[0]
    forged = signed_anew(closed, team.verifier.ring, "minutes", f"[items.REG-02]{answer}level = 2", f"[items.REG-02]{answer}level = 3")
    (found,) = team.lead.desk.ask(intake.judged, (forged,))
    assert found.why is not None and found.why.code == "check.untrue"


DAY, MOMENT = "2023-05-09", "2023-05-09T08:00:00Z"


def of_one_answer(reason: str) -> bytes:
    """Minutes in which one item is not applicable for a reason."""
    title = Bilingual(id="M", en="M")
    person = {"1": MinutesParty(name="A")}
    return toml.write(
        Document(
            format="verifier", kind="minutes", major=1, minor=0, status="agreed", verification="v", round="2023-1",
            agency=Agency(code="11", name="Aceh", type="province"),
            checklist=UsedChecklist(id="m", version="1", digest="0" * 64, title=title),
            day=DAY, place="Sugapa", person=Person(id="p", name="Vera", role="verifier"), closed_at=MOMENT,
            trip=MinutesTrip(begins=DAY), parties=MinutesParties(team=person, agency=person),
            items={"REG-01": HandedItem(digest="1" * 64, not_applicable=True, reason=reason)},
        )
    )  # fmt: skip


LETTERS = st.text("abcdefghij ", min_size=1, max_size=30)


@given(LETTERS, st.integers(min_value=0), st.sampled_from("klmnop"))
def test_two_minutes_with_one_letter_changed_have_different_digests(reason: str, place: int, letter: str) -> None:
    at = place % len(reason)
    first, second = (of_one_answer(text) for text in (f"x{reason}", f"x{reason[:at]}{letter}{reason[at + 1 :]}"))
    assert digest(first) != digest(second)
    assert digest(first)[:16] != digest(second)[:16]
    assert of_one_answer(f"x{reason}") == first
