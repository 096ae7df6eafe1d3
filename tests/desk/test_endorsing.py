"""What an endorsement lets in, whoever writes it: what it names, of whom it names, and no judgement of its author on their own work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import endorsing, intake, keeping, listed, reviewing
from models.documents import kinds, signatures
from models.documents.travelling import Signed, met
from models.documents.verdict_file import VerdictFile
from models.documents.verified import Person
from models.leaving import hand_out
from models.previews import Arriving
from tests.desk.ended_kit import assign, claimed, endorse, follows, mark, newcomer, of_kind, person, renew, successor
from tests.desk.noting_kit import PRACTICE, wrote
from tests.desk.reviewing_kit import Trio, approved, changed, done, ready, returned, trio

pytestmark = pytest.mark.slow
NEW, REFUSED = Arriving.NEW, Arriving.REFUSED


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    with trio(tmp_path) as found:
        yield found


def test_a_decision_signed_with_a_stolen_key_vouched_once_its_owner_had_a_new_one(team: Trio, tmp_path: Path) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk, "12"))
    team.lead.takes(submission)
    (line,) = team.lead.desk.ask(listed.lines)
    team.lead.desk.do(reviewing.remark, line.id, "INS-08", "correction", "Pasal berapa?")
    team.lead.clock.step()
    review = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, line.id, "returned", "evidence", "Lengkapi."))
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(review) == [NEW]
        mark(team, "Lina", "compromised")
        renew(team, team.lead)
        mark(team, "Vera", "lost")
        follows(team, nina)
        assert nina.takes(submission) == [REFUSED]


@pytest.mark.parametrize("is_renewed", [False, True])
def test_what_an_endorser_had_endorsed_who_left_or_renewed_their_key_goes_on_counting(team: Trio, tmp_path: Path, is_renewed: bool) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk, "12"))
    with successor(team, tmp_path / "wati") as wati:
        for laptop in (team.supervisor, wati):
            laptop.takes(submission)
        mark(team, "Vera", "left")
        follows(team, wati)
        first = endorse(wati, person(team, "Vera"))
        team.supervisor.takes(first)
        if is_renewed:
            renew(team, wati)
        else:
            mark(team, "Wati", "left")
        again = endorse(team.supervisor, person(team, "Wati"))
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(first, submission) == [REFUSED] * 2
        assert nina.takes(submission, first, again) == [NEW] * 3


def test_an_author_endorsed_the_verdict_on_their_own_work(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    submission, review = of_kind(team.lead, "submission"), of_kind(team.lead, "review")
    document = kinds.demanded(verdict, VerdictFile)
    people = {**document.people, "supervisor": Person(id=person(team, "Lina"), name="Lina", role="supervisor")}
    forged = changed(team.lead, verdict, people=people)
    assign(team, "Vera", "supervisor")
    mark(team, "Surya", "compromised")
    own = claimed(team.verifier, person(team, "Surya"), {digest(verdict.body): "verdict"})
    of_lina = claimed(team.verifier, person(team, "Lina"), {digest(forged.body): "verdict"})
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(own, of_lina, submission, review, verdict, forged) == [NEW, NEW, NEW, NEW, REFUSED, REFUSED]


def test_what_the_key_of_a_laptop_signed_was_let_in_as_its_owners(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    by_device = Signed(verdict.name, verdict.body, (signatures.sign(team.supervisor.ring.device(), verdict.body, "verdict"),))
    with successor(team, tmp_path / "wati") as wati:
        endorsement = claimed(wati, person(team, "Surya"), {digest(verdict.body): "verdict"})
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(endorsement, by_device) == [NEW, REFUSED]


@pytest.mark.parametrize(("of", "kind"), [("Lina", "submission"), ("Vera", "verdict")])
def test_an_endorsement_let_in_what_it_named_as_another_ones_or_as_another_kind(team: Trio, tmp_path: Path, of: str, kind: str) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk, "12"))
    mark(team, "Vera", "compromised")
    endorsement = claimed(team.supervisor, person(team, of), {digest(submission.body): kind})
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(endorsement, submission) == [NEW, REFUSED]


def test_a_practice_of_a_lead_who_got_another_role_could_not_be_endorsed(team: Trio, tmp_path: Path) -> None:
    approved(team)
    _, practice = wrote(team.lead, "practice", PRACTICE)
    assert team.supervisor.takes(practice) == [NEW]
    assign(team, "Lina", "verifier")
    assert "note" in {each.kind for each in team.supervisor.desk.ask(endorsing.lacking, person(team, "Lina")).documents}
    endorsement = endorse(team.supervisor, person(team, "Lina"))
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(practice) == [REFUSED]
        assert nina.takes(endorsement, practice) == [NEW] * 2


def test_a_decision_that_is_refused_itself_was_thought_to_let_in_what_it_names(team: Trio) -> None:
    returned(team, ready(team.verifier.desk, "12"), "INS-08")
    team.supervisor.takes(of_kind(team.lead, "submission"), of_kind(team.lead, "review"))
    mark(team, "Vera", "left")
    assign(team, "Lina", "supervisor")
    assert [each.kind for each in team.supervisor.desk.ask(endorsing.lacking, person(team, "Vera")).documents] == ["submission"]


def test_an_endorsement_that_was_put_out_of_sight_lets_nothing_in(team: Trio, tmp_path: Path) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk, "12"))
    team.supervisor.takes(submission)
    mark(team, "Vera", "left")
    endorsement = endorse(team.supervisor, person(team, "Vera"))
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(endorsement) == [NEW]
        nina.desk.do(intake.hide, [digest(endorsement.body)])
        assert nina.takes(submission) == [REFUSED]


def test_a_document_handed_on_by_itself_came_without_what_endorses_it(team: Trio, tmp_path: Path) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk, "12"))
    team.supervisor.takes(submission)
    mark(team, "Vera", "left")
    endorse(team.supervisor, person(team, "Vera"))
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(submission) == [REFUSED]
        hand_out(team.supervisor.desk, tmp_path / "stick", submission)
        assert nina.takes(*(met(path) for path in sorted((tmp_path / "stick").glob("*.toml")))) == [NEW, NEW]
        assert [line.id for line in nina.desk.ask(keeping.lines) if line.kind == "submission"] == [digest(submission.body)]
