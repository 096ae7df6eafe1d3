"""What a key signed before it was renewed, lost or left, on a laptop that comes to the team afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import endorsing, issued, teams
from models.desk.freeze import Frozen
from models.documents.team import Status
from models.errors import Refusal
from models.previews import Arriving
from tests.desk.ended_kit import assign, claimed, endorse, follows, mark, newcomer, of_kind, person, renew, successor
from tests.desk.reviewing_kit import Laptop, Trio, approved, changed, done, ready, trio

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    with trio(tmp_path) as found:
        yield found


@pytest.mark.parametrize("status", ["left", "lost"])
def test_what_a_lead_had_decided_about_was_refused_on_every_laptop_that_came_after_its_key_ended(
    team: Trio, tmp_path: Path, status: Status
) -> None:
    approved(team)
    submission, review = of_kind(team.lead, "submission"), of_kind(team.lead, "review")
    unseen = team.verifier.submits(ready(team.verifier.desk, "12"))
    mark(team, "Vera", status)
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(submission) == [Arriving.REFUSED]
        assert nina.takes(review) == [Arriving.NEW]
        assert nina.takes(submission) == [Arriving.NEW]
        assert nina.takes(unseen) == [Arriving.REFUSED]


def test_what_was_decided_about_was_refused_where_it_came_together_with_the_decision(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    submission, review = of_kind(team.lead, "submission"), of_kind(team.lead, "review")
    mark(team, "Vera", "lost")
    mark(team, "Lina", "lost")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(submission, review, verdict) == [Arriving.NEW] * 3


def test_what_somebody_signed_before_they_were_promoted_was_refused_on_every_laptop_that_came_after(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    submission, review = of_kind(team.lead, "submission"), of_kind(team.lead, "review")
    unseen = team.verifier.submits(ready(team.verifier.desk, "12"))
    assign(team, "Vera", "lead")
    assign(team, "Lina", "supervisor")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(submission, unseen) == [Arriving.REFUSED] * 2
        assert nina.takes(submission, review, verdict) == [Arriving.NEW] * 3
        assert nina.takes(unseen) == [Arriving.REFUSED]


def test_a_verdict_that_was_named_as_a_submission_was_let_in_after_its_signer_had_left(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    sly = changed(team.lead, of_kind(team.lead, "review"), submission=digest(verdict.body))
    mark(team, "Surya", "left")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(sly) == [Arriving.NEW]
        assert nina.takes(verdict) == [Arriving.REFUSED]


def test_what_a_stolen_key_signed_is_let_in_for_no_decision(team: Trio, tmp_path: Path) -> None:
    approved(team)
    submission, review = of_kind(team.lead, "submission"), of_kind(team.lead, "review")
    mark(team, "Vera", "compromised")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(review, submission) == [Arriving.NEW, Arriving.REFUSED]
        assert nina.takes(submission) == [Arriving.REFUSED]


def test_whose_own_key_ended_too_vouches_for_nobody(team: Trio, tmp_path: Path) -> None:
    approved(team)
    submission, review = of_kind(team.lead, "submission"), of_kind(team.lead, "review")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(review) == [Arriving.NEW]
        mark(team, "Vera", "lost")
        mark(team, "Lina", "lost")
        assert nina.takes(*team.supervisor.desk.ask(teams.chain)[-2:])[-1] is Arriving.NEWER
        assert nina.takes(submission) == [Arriving.REFUSED]


def test_a_verdict_of_a_supervisor_who_left_counts_on_later_laptops_once_their_successor_amended_it(team: Trio, tmp_path: Path) -> None:
    verification = approved(team)
    verdict = done(team.supervisor, verification, "issue")
    documents = [of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict]
    with successor(team, tmp_path / "wati") as wati:
        wati.takes(*documents)
        mark(team, "Surya", "left")
        follows(team, wati)
        amended = done(wati, verification, "amend", reason="Penanda tangan pertama sudah keluar dari tim.")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(*documents, amended) == [Arriving.NEW, Arriving.NEW, Arriving.REFUSED, Arriving.NEW]
        assert nina.desk.ask(issued.standing, verification).issued_by == "Wati"


def kinds_of(laptop: Laptop, of: str) -> list[str]:
    """The kinds of what lacks an endorsement."""
    return sorted(each.kind for each in laptop.desk.ask(endorsing.lacking, of).documents)


def refused(laptop: Laptop, *asked: object, **more: object) -> str:
    """The code by which a question about endorsing is refused."""
    with pytest.raises(Refusal) as found:
        laptop.desk.ask(*asked, **more)  # type: ignore[arg-type]
    return found.value.code


@pytest.mark.parametrize("status", ["left", "lost", "compromised"])
def test_whatever_a_supervisor_endorsed_counts_on_later_laptops_together_with_it(team: Trio, tmp_path: Path, status: Status) -> None:
    verification = approved(team)
    verdict = done(team.supervisor, verification, "issue")
    documents = [of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict]
    surya = person(team, "Surya")
    with successor(team, tmp_path / "wati") as wati:
        wati.takes(*documents)
        assert refused(wati, endorsing.lacking, surya) == "endorsing.nothing"
        mark(team, "Surya", status)
        follows(team, wati)
        (lacks,) = wati.desk.ask(endorsing.lacking, surya).documents
        assert (lacks.kind, lacks.digest, lacks.is_stolen) == ("verdict", digest(verdict.body), status == "compromised")
        endorsement = endorse(wati, surya)
        assert refused(wati, endorsing.lacking, surya) == "endorsing.nothing"
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(*documents) == [Arriving.NEW, Arriving.NEW, Arriving.REFUSED]
        assert nina.takes(endorsement, verdict) == [Arriving.NEW] * 2
        assert nina.desk.ask(issued.standing, verification).issued_by == "Surya"
    with newcomer(team, tmp_path / "novi") as novi:
        assert novi.takes(*documents, endorsement) == [Arriving.NEW] * 4


def test_an_endorsement_of_some_lets_in_no_more_than_those(team: Trio, tmp_path: Path) -> None:
    one, other = (team.verifier.submits(ready(team.verifier.desk, agency)) for agency in ("12", "13"))
    vera = person(team, "Vera")
    team.supervisor.takes(one, other)
    mark(team, "Vera", "left")
    assert kinds_of(team.supervisor, vera) == ["submission"] * 2
    assert refused(team.supervisor, endorsing.drawn_up, vera, " ") == "workflow.reason_missing"
    assert refused(team.supervisor, endorsing.drawn_up, vera, "x", {"0" * 64}) == "endorsing.none"
    endorsement = endorse(team.supervisor, vera, only={digest(one.body)})
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(endorsement, one, other) == [Arriving.NEW, Arriving.NEW, Arriving.REFUSED]


def test_nobody_endorses_but_a_supervisor_who_counts_to_this_day(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    documents = [of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict]
    surya = person(team, "Surya")
    with successor(team, tmp_path / "wati") as wati:
        wati.takes(*documents)
        mark(team, "Surya", "left")
        follows(team, wati, team.lead)
        assert refused(team.lead, endorsing.lacking, surya) == "permission.role"
        endorsement = endorse(wati, surya)
        forged = team.lead.sign(Frozen(endorsement.name, endorsement.body))
        mark(team, "Wati", "compromised")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(*documents, endorsement)[2:] == [Arriving.REFUSED] * 2
        assert nina.takes(*documents, forged)[2:] == [Arriving.REFUSED] * 2


def test_an_endorsement_that_was_here_before_its_key_was_stolen_lets_in_nothing_after(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    documents = [of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict]
    with successor(team, tmp_path / "wati") as wati:
        wati.takes(*documents)
        mark(team, "Surya", "left")
        follows(team, wati)
        endorsement = endorse(wati, person(team, "Surya"))
        with newcomer(team, tmp_path / "nina") as nina:
            assert nina.takes(endorsement) == [Arriving.NEW]
            mark(team, "Wati", "compromised")
            follows(team, nina)
            assert nina.takes(*documents)[2] is Arriving.REFUSED


def test_who_renewed_their_key_endorses_what_they_sign_to_this_day_and_nothing_else_of_theirs(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    documents = [of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict]
    submission = team.verifier.submits(ready(team.verifier.desk, "12"))
    vera, surya = team.verifier, team.supervisor
    surya.takes(submission)
    for laptop in (surya, vera):
        renew(team, laptop)
    assign(team, "Vera", "supervisor")
    follows(team, vera)
    endorsement, of_other = endorse(surya, person(team, "Surya")), endorse(surya, person(team, "Vera"))
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(*documents, endorsement) == [Arriving.NEW] * 4
    assert refused(vera, endorsing.lacking, person(team, "Vera")) == "endorsing.nothing"
    own = claimed(vera, person(team, "Vera"), {digest(submission.body): "submission"})
    with newcomer(team, tmp_path / "novi") as novi:
        assert novi.takes(own, submission) == [Arriving.NEW, Arriving.REFUSED]
        assert novi.takes(of_other, submission) == [Arriving.NEW] * 2
