"""What a key signed before it was renewed, lost or left, on a laptop that comes to the team afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import issued, keeping, people, teams
from models.desk.desk import opened
from models.documents import team_chain
from models.documents.team import Role, Status
from models.documents.travelling import Signed
from models.keyring import Keyring
from models.previews import Arriving
from tests.desk.reviewing_kit import Laptop, Trio, approved, changed, done, ready, trio

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    with trio(tmp_path) as found:
        yield found


def mark(team: Trio, name: str, status: Status) -> None:
    """Say of a member that they left, or what became of their key."""
    surya = team.supervisor
    surya.clock.step()
    surya.desk.do(teams.mark, f"people.{person(team, name)}", status, "", surya.ring.root())


def assign(team: Trio, name: str, role: Role) -> None:
    """Give a member another role in the place of theirs."""
    surya = team.supervisor
    surya.clock.step()
    surya.desk.do(teams.assign, person(team, name), (role,), "", surya.ring.root())


def person(team: Trio, name: str) -> str:
    """The id of a member by their name."""
    return next(id_ for id_, each in team.supervisor.desk.ask(teams.demanded).team.people.items() if each.name == name)


@contextmanager
def newcomer(team: Trio, folder: Path) -> Iterator[Laptop]:
    """A laptop that knows nothing but the newest team."""
    with opened(folder, clock=team.lead.clock) as desk:
        desk.do(people.found, name="Nina", role="lead", language="id")
        newest = team.supervisor.desk.ask(teams.demanded).document
        desk.do(teams.take, newest, team_chain.six_words(newest.body))
        yield Laptop(desk, Keyring(folder), team.lead.clock)


def of_kind(laptop: Laptop, kind: str) -> Signed:
    """The one document of a kind that is on a laptop."""
    (found,) = (each.id for each in laptop.desk.ask(keeping.lines) if each.kind == kind)
    return laptop.desk.ask(keeping.stored, found)


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
    with opened(tmp_path / "wati", clock=team.lead.clock) as desk:
        wati = Laptop(desk, Keyring(tmp_path / "wati"), team.lead.clock)
        desk.do(people.found, name="Wati", role="supervisor", language="id")
        wati.ring.make()
        team.lead.clock.step()
        asked = desk.ask(teams.request, wati.ring.person(), wati.ring.device())
        team.supervisor.desk.do(teams.enrol, asked, ("supervisor",), "", team.supervisor.ring.root())
        newest = team.supervisor.desk.ask(teams.chain)[-1]
        desk.do(teams.take, newest, team_chain.six_words(newest.body))
        wati.takes(*documents)
        mark(team, "Surya", "left")
        wati.takes(*team.supervisor.desk.ask(teams.chain)[-1:])
        amended = done(wati, verification, "amend", reason="Penanda tangan pertama sudah keluar dari tim.")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(*documents, amended) == [Arriving.NEW, Arriving.NEW, Arriving.REFUSED, Arriving.NEW]
        assert nina.desk.ask(issued.standing, verification).issued_by == "Wati"
