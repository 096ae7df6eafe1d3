"""What an issued verdict rests on, followed: every way in which its submission or its review can speak against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import freeze, knowing, reviewing, teams
from models.documents import chain, checking, kinds
from models.documents.checking import Known
from models.documents.submission import Submission
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.documents.verified import Person, RemarkResult
from models.errors import Refusal
from tests.desk.minutes_kit import closes, visited
from tests.desk.reviewing_kit import WAIVED, Trio, approved, approved_anew, changed, done, ready, returned, trio

pytestmark = pytest.mark.slow


@dataclass
class Issued:
    """A verdict with what it rests on, and what is known where it is checked."""

    team: Trio
    submission: Signed
    review: Signed
    verdict: Signed
    known: Known

    def against(self, verdict: Signed, *beside: Signed) -> list[str]:
        """The codes of what speaks against a verdict where these documents are at hand."""
        by = {digest(each.body): each for each in (self.submission, self.review, *beside)}
        known = chain.knowing(self.known, by.get)
        found, _ = chain.followed(checking.checked(verdict, known), by.get, known)
        return [each.code for each in found.against if isinstance(each, Refusal)]

    def resting_on(self, submission: Signed, review: Signed, **told: object) -> Signed:
        """The verdict on other documents."""
        return changed(self.team.supervisor, self.verdict, submission=digest(submission.body), review=digest(review.body), **told)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issued]:
    with trio(tmp_path_factory.mktemp("team")) as team:
        verification = approved(team)
        verdict = done(team.supervisor, verification, "issue")
        (submission,), (review,) = team.supervisor.documents("submission"), team.supervisor.documents("review")
        current = team.lead.desk.ask(teams.current)
        assert current is not None
        yield Issued(team, submission, review, verdict, team.lead.desk.ask(knowing.known, current.team))


def test_what_is_in_order_holds(issued: Issued) -> None:
    assert issued.against(issued.verdict) == []


def test_a_verdict_on_what_is_no_submission_or_no_review(issued: Issued) -> None:
    assert issued.against(issued.resting_on(issued.review, issued.review)) == ["check.chain_kind", "check.chain_not_approved"]
    assert issued.against(issued.resting_on(issued.submission, issued.submission)) == ["check.chain_kind"]


def test_a_verdict_on_a_return_or_on_the_approval_of_another_submission(issued: Issued) -> None:
    lead = issued.team.lead
    returning = changed(lead, issued.review, decision="returned", code="other", reason="Belum.")
    elsewhere = changed(lead, issued.review, submission="0" * 64)
    for review in (returning, elsewhere):
        assert issued.against(issued.resting_on(issued.submission, review), review) == ["check.chain_not_approved"]


def test_a_verdict_on_work_that_its_own_reviewer_had_a_part_in(issued: Issued) -> None:
    lina = issued.team.lead.desk.actor
    part = {"verifier-2": Person(id=lina.person, name=lina.name, role="verifier")}
    people = {**kinds.demanded(issued.submission, Submission).people, **part}
    submission = changed(issued.team.verifier, issued.submission, people=people)
    review = changed(issued.team.lead, issued.review, submission=digest(submission.body))
    named = kinds.demanded(issued.verdict, VerdictFile).people
    honest, silent = (issued.resting_on(submission, review, people={**named, **more}) for more in (part, {}))
    assert issued.against(honest, submission, review) == ["signer.own", "check.chain_own"]
    assert issued.against(silent, submission, review) == ["signer.own", "check.chain_own", "check.chain_differs"]
    # Even where the submission is not at hand.
    assert issued.against(honest, review)[-1] == "check.chain_own"


def test_a_verdict_that_says_otherwise_than_its_submission(issued: Issued) -> None:
    told = kinds.demanded(issued.verdict, VerdictFile)
    other = told.verdict.model_copy(update={"reason": "Karangan."})
    for lie in (
        {"round": "2024-1"},
        {"verification": "lain"},
        {"verdict": other},
        {"agency": told.agency.model_copy(update={"code": "12"})},
        {"minutes": "0" * 64},
        {"minutes_scan": "0" * 64},
    ):
        assert issued.against(issued.resting_on(issued.submission, issued.review, **lie)) == ["check.chain_differs"]
    amended: dict[str, object] = {"verdict": other, "supersedes": ("0" * 64,)}
    assert issued.against(issued.resting_on(issued.submission, issued.review, **amended)) == []


def test_a_verdict_with_other_people_or_other_words_of_theirs_held(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        verification = ready(team.verifier.desk)
        asked_about = returned(team, verification, "REG-01")
        team.verifier.desk.do(reviewing.reply, verification, asked_about, "Pasal 3.")
        team.lead.takes(team.verifier.submits(verification))
        team.lead.desk.do(reviewing.settle, verification, asked_about)
        team.lead.desk.do(reviewing.confirm, verification, WAIVED)
        team.lead.clock.step()
        review = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "approved"))
        submissions = team.lead.documents("submission")
        team.supervisor.takes(*submissions, *team.lead.documents("review"), review)
        verdict = done(team.supervisor, verification, "issue")
        current = team.lead.desk.ask(teams.current)
        assert current is not None
        (submission,) = (each for each in submissions if digest(each.body) == kinds.demanded(verdict, VerdictFile).submission)
        issued = Issued(team, submission, review, verdict, team.lead.desk.ask(knowing.known, current.team))
        told = kinds.demanded(issued.verdict, VerdictFile)
        assert issued.against(issued.verdict) == []
        ((id_, remark),) = told.remarks.items()
        asked, answered = (key for key, each in remark.messages.items() if each.act in ("asked", "answered"))
        for lie, code in (
            ({"people": {**told.people, "lead": told.people["lead"].model_copy(update={"name": "Lain"})}}, "check.chain_lead"),
            ({"people": {**told.people, "verifier": told.people["verifier"].model_copy(update={"name": "Lain"})}}, "check.chain_differs"),
            ({"verdict": told.verdict.model_copy(update={"person": "Lain"})}, "check.chain_differs"),
            ({"remarks": {}}, "check.chain_remarks"),
            ({"remarks": {id_: remark.model_copy(update={"item": "REG-02"})}}, "check.chain_remarks"),
            ({"remarks": {id_: _said(remark, asked, text="Bagus.")}}, "check.chain_remarks"),
            ({"remarks": {id_: _said(remark, asked, person="Lain")}}, "check.chain_remarks"),
            ({"remarks": {id_: _said(remark, answered, text="Karangan.")}}, "check.chain_differs"),
        ):
            assert issued.against(changed(team.supervisor, issued.verdict, **lie))[0] == code


def _said(remark: RemarkResult, number: str, **otherwise: str) -> RemarkResult:
    message = remark.messages[number].model_copy(update=otherwise)
    return remark.model_copy(update={"messages": {**remark.messages, number: message}})


def test_an_agency_called_otherwise_on_the_supervisors_laptop_made_its_verdict_untrue(issued: Issued) -> None:
    agency = kinds.demanded(issued.verdict, VerdictFile).agency.model_copy(update={"name": "Pemerintah Aceh", "province": "Aceh"})
    assert issued.against(issued.resting_on(issued.submission, issued.review, agency=agency)) == []


def test_an_issued_verdict_left_out_whose_work_came_in_by_a_handover(team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    dua = Person(id="dua", name="Dua", role="verifier")
    monkeypatch.setattr("models.desk.submitting._people", lambda _tx, sheet: {"verifier": freeze.verifier(sheet), "verifier-2": dua})
    verification = approved_anew(team)
    document = kinds.demanded(done(team.supervisor, verification, "issue"), VerdictFile)
    assert [*document.people] == ["verifier", "verifier-2", "lead", "supervisor"]
    assert document.people["verifier-2"] == dua


def test_a_submission_that_names_minutes_of_other_work_or_of_other_people(team: Trio) -> None:
    vera = team.verifier
    verification = ready(vera.desk)
    visited(vera, verification)
    minutes = closes(vera, verification)
    submission = vera.submits(verification)
    current = team.lead.desk.ask(teams.current)
    assert current is not None
    known = team.lead.desk.ask(knowing.known, current.team)

    def followed(named: Signed, *beside: Signed) -> tuple[list[str], list[tuple[str, bool]]]:
        document = changed(vera, submission, minutes=digest(named.body))
        by = {digest(each.body): each for each in beside}
        found, links = chain.followed(checking.checked(document, known), by.get, known)
        return [each.code for each in found.against if isinstance(each, Refusal)], [(each.kind, each.found is not None) for each in links]

    assert followed(minutes, minutes) == ([], [("minutes", True)])
    assert followed(minutes) == ([], [("minutes", False)])
    elsewhere = changed(vera, minutes, verification="lain")
    by_lina = changed(team.lead, minutes, person=Person(id=team.lead.desk.actor.person, name="Lina", role="verifier"))
    for wrong in (elsewhere, by_lina):
        assert followed(wrong, wrong) == (["check.chain_minutes"], [("minutes", True)])
    assert followed(submission, submission) == (["check.chain_kind"], [("minutes", True)])
