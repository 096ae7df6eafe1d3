"""What a verification stands as depends on the documents that are here, never on the order in which they arrived."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import reviewing, rounds, seconding, settling, summing, teams
from models.documents import kinds, signatures, toml
from models.documents.decisions import Review, Withdrawal
from models.documents.kinds import Document
from models.documents.submission import Submission
from models.documents.travelling import Signed
from models.documents.verified import Agency, Person
from models.previews import Arriving
from tests.desk.acts import sheet_of
from tests.desk.noting_kit import VISIT, wrote
from tests.desk.reviewing_kit import Laptop, Trio, approved, changed, done, ready, returned, trio, why
from tests.desk.seconding_kit import ITEM, OTHER, first, gives, quartet, second

pytestmark = pytest.mark.slow


def outcomes(folder: Path, verification: str, documents: Iterable[Signed]) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """State, submission, verdict and forks of a verification on new laptops, each of which took the documents in another order."""
    found: set[tuple[str, str, str, tuple[str, ...]]] = set()
    for number, order in enumerate(permutations(documents)):
        with trio(folder / f"arrivals-{number}") as team:
            for document in order:
                team.supervisor.takes(document)
            place = team.supervisor.desk.ask(settling.position, verification)
            if place.submission:
                assert sheet_of(team.supervisor.desk, verification).state == place.state
            found.add((place.state, place.submission, place.verdict, place.forks))
    return found


@pytest.fixture
def issued(team: Trio) -> tuple[str, Signed, Signed, Signed]:
    """A verification, its submission, the approval and the verdict on it."""
    verification = approved(team)
    verdict = done(team.supervisor, verification, "issue")
    (submission,), (review,) = team.supervisor.documents("submission"), team.supervisor.documents("review")
    return verification, submission, review, verdict


def test_an_honest_verdict_counts_in_every_order(issued: tuple[str, Signed, Signed, Signed], tmp_path: Path) -> None:
    verification, *documents = issued
    submission, _, verdict = (digest(each.body) for each in documents)
    assert outcomes(tmp_path, verification, documents) == {("issued", submission, verdict, ())}


def test_a_verdict_that_rests_on_a_return_counted_where_it_came_before_the_review(team: Trio, tmp_path: Path) -> None:
    verification = ready(team.verifier.desk)
    returned(team, verification, "REG-01")
    (submission,), (review,) = team.lead.documents("submission"), team.lead.documents("review")
    approval = changed(team.lead, review, decision="approved", code="", reason="")
    team.supervisor.takes(submission, approval)
    verdict = changed(team.supervisor, done(team.supervisor, verification, "issue"), review=digest(review.body))
    assert why(team.lead, verdict) == "check.chain_not_approved"
    assert outcomes(tmp_path, verification, (submission, review, verdict)) == {("returned", digest(submission.body), "", ())}


def test_a_verdict_that_tells_other_answers_than_its_submission_counted(
    issued: tuple[str, Signed, Signed, Signed], team: Trio, tmp_path: Path
) -> None:
    verification, submission, review, verdict = issued
    document = kinds.parsed(verdict.body, verdict.name)
    lie = changed(team.supervisor, verdict, evidence={}, items=_without_citations(document))
    assert why(team.verifier, review, lie) == "check.chain_differs"
    assert outcomes(tmp_path, verification, (submission, review, lie)) == {("approved", digest(submission.body), "", ())}


def test_a_verdict_that_names_another_lead_than_who_approved_it_counted(
    issued: tuple[str, Signed, Signed, Signed], team: Trio, tmp_path: Path
) -> None:
    verification, submission, review, verdict = issued
    people = kinds.parsed(verdict.body, verdict.name).people  # type: ignore[union-attr]
    for lead in ({"lead": Person(id="lena", name="Lena", role="lead")}, {}):
        lie = changed(team.supervisor, verdict, people={**{role: each for role, each in people.items() if role != "lead"}, **lead})
        assert why(team.verifier, review, lie) == "check.chain_lead"
    assert outcomes(tmp_path, verification, (submission, review, lie)) == {("approved", digest(submission.body), "", ())}


def _without_citations(document: Document) -> dict[str, object]:
    items = getattr(document, "items")  # noqa: B009 - of a verdict file
    return {code: item.model_copy(update={"citations": {}}) for code, item in items.items()}


def test_a_verdict_on_a_submission_that_was_not_here_yet_stopped_what_was_taken_with_it(team: Trio, tmp_path: Path) -> None:
    verification = ready(team.verifier.desk)
    remark = returned(team, verification, "REG-01")
    team.verifier.desk.do(reviewing.reply, verification, remark, "Pasal 3.")
    second = team.verifier.submits(verification)
    (first,) = [each for each in team.verifier.documents("submission") if each.body != second.body]
    team.lead.takes(second)
    team.lead.desk.do(reviewing.settle, verification, remark)
    team.lead.desk.do(reviewing.confirm, verification, "SIS-06")
    approval = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "approved"))
    team.supervisor.takes(second, approval)
    verdict = done(team.supervisor, verification, "issue")
    assert outcomes(tmp_path / "without", verification, (first, verdict)) == {("submitted", digest(first.body), "", ())}
    assert outcomes(tmp_path, verification, (first, second, verdict)) == {("issued", digest(second.body), digest(verdict.body), ())}


def test_a_decision_that_names_another_kind_of_document_poisoned_what_came_after(team: Trio, tmp_path: Path) -> None:
    verification = ready(team.verifier.desk)
    returned(team, verification, "REG-01")
    (submission,), (review,) = team.lead.documents("submission"), team.lead.documents("review")
    _, note = wrote(team.verifier, "visit", VISIT)
    (*_, chain) = team.lead.desk.ask(teams.chain)
    withdrawal = _withdrawal(team.supervisor, review)
    team.supervisor.takes(note)
    for other in (note, chain):
        assert why(team.supervisor, changed(team.lead, review, submission=digest(other.body))) == "check.chain_kind"
        assert why(team.supervisor, changed(team.supervisor, withdrawal, withdraws=digest(other.body))) == "check.chain_kind"
    astray = changed(team.lead, review, submission=digest(note.body))
    assert outcomes(tmp_path, verification, (submission, note, astray)) == {("submitted", digest(submission.body), "", ())}


def _withdrawal(laptop: Laptop, review: Signed) -> Signed:
    """The withdrawal of a review."""
    told = kinds.demanded(review, Review)
    same = {name: getattr(told, name) for name in ("format", "major", "minor", "verification", "round", "agency", "decided_at")}
    me = Person(id=laptop.desk.actor.person, name=laptop.desk.actor.name, role="supervisor")
    body = toml.write(Withdrawal(kind="withdrawal", person=me, withdraws=digest(review.body), reason="Salah.", **same))
    return Signed("cabut.toml", body, (signatures.sign(laptop.ring.person(), body, "withdrawal"),))


def test_a_settlement_of_what_is_no_opinion_poisoned_what_came_after(tmp_path: Path) -> None:
    with quartet(tmp_path / "team") as team:
        verification = first(team)
        submission, opinion = team.verifier.submits(verification), gives(team, second(team.second))
        team.lead.takes(submission, opinion)
        team.opens(digest(opinion.body))
        for item in (ITEM, OTHER):
            team.lead.desk.do(seconding.settle, digest(opinion.body), item, "first", "Pasalnya ada.")
        settlement = changed(team.lead, team.settles(digest(opinion.body)), opinion=digest(submission.body))
    assert outcomes(tmp_path, verification, (submission, settlement)) == {("submitted", digest(submission.body), "", ())}


def test_whoever_submitted_first_under_the_id_of_another_took_it(team: Trio, tmp_path: Path) -> None:
    verification = ready(team.verifier.desk)
    returned(team, verification, "REG-01")
    (submission,), (review,) = team.lead.documents("submission"), team.lead.documents("review")
    own, lina = kinds.demanded(submission, Submission), team.lead.desk.actor
    theirs = {"verifier": Person(id=lina.person, name=lina.name, role="verifier")}
    for told, documents in (({"number": 7}, (submission,)), ({"submitted_at": own.opened_at}, (submission, review))):
        other = changed(team.lead, submission, people=theirs, supersedes=(digest(submission.body),), **told)
        forks = tuple(sorted((digest(submission.body), digest(other.body))))
        state = "submitted" if len(documents) == 1 else "returned"
        assert outcomes(tmp_path / state, verification, (*documents, other)) == {(state, digest(submission.body), "", forks)}
        assert team.verifier.takes(other) == [Arriving.FORK]


def test_the_first_document_to_arrive_named_its_people_and_dated_its_round(team: Trio, tmp_path: Path) -> None:
    verification = ready(team.verifier.desk)
    submission = team.verifier.submits(verification)
    own = kinds.demanded(submission, Submission)
    called = {"verifier": own.people["verifier"].model_copy(update={"name": "V. Lama"})}
    early = changed(team.verifier, submission, round="2022-9", verification="a1", people=called, opened_at="2022-03-01T00:00:00Z")
    late = changed(team.verifier, submission, round="2022-9", verification="a2", opened_at="2022-04-01T00:00:00Z", agency=_other(own))
    found = set()
    for number, order in enumerate(permutations((early, late))):
        with trio(tmp_path / str(number)) as others:
            others.supervisor.takes(*order[:1])
            others.supervisor.takes(*order[1:])
            (day,) = [line.day for line in others.supervisor.desk.ask(rounds.lines) if line.id == "2022-9"]
            found.add((sheet_of(others.supervisor.desk, "a1").verifier, day))
    assert found == {("Vera", "2022-03-01")}


def test_a_closed_round_was_open_again_once_earlier_work_in_it_arrived(team: Trio) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk))
    own = kinds.demanded(submission, Submission)
    early, late = (
        changed(team.verifier, submission, round="2022-9", verification=id_, opened_at=f"2022-{month}-01T00:00:00Z", agency=agency)
        for id_, month, agency in (("a1", "03", own.agency), ("a2", "04", _other(own)))
    )
    team.supervisor.takes(late)
    team.supervisor.desk.do(rounds.close, "2022-9")
    team.supervisor.takes(early)
    assert [line.id for line in team.supervisor.desk.ask(rounds.lines) if line.is_closed] == ["2022-9"]


def _other(document: Submission) -> Agency:
    return document.agency.model_copy(update={"code": "12", "name": "Provinsi Sumatera Utara"})


def test_a_round_of_an_earlier_year_was_counted_in_the_year_in_which_it_was_worked_on(team: Trio) -> None:
    team.verifier.clock.moment = datetime(2026, 11, 3, 2, tzinfo=UTC)
    team.verifier.desk.do(rounds.begin, "2022-9", "mt-kasn 2023", "2022-05-01")
    team.lead.takes(team.verifier.submits(ready(team.verifier.desk, "32")))
    (day,) = [line.day for line in team.lead.desk.ask(rounds.lines) if line.id == "2022-9"]
    assert day == "2022-12-31"
    counted = [{year for _, year in laptop.desk.ask(summing.kept)} for laptop in (team.verifier, team.lead)]
    assert counted == [{"", "2022"}, {"", "2022"}]
