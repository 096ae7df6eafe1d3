"""Somebody marries, gets a title, or was let in with a mistyped name: the team says another, and what is signed keeps the earlier one."""

import pytest

from models.desk import knowing, listed, people, reading, reviewing, teams, weighing
from models.desk.desk import opened
from models.documents import checking, kinds
from models.documents.submission import Submission
from models.documents.team_chain import six_words
from models.documents.verdict_file import VerdictFile
from tests.desk.reviewing_kit import WAIVED, Laptop, Trio, approved, done, ready
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow


def renames(laptop: Laptop, person: str, name: str) -> None:
    """Give a member another name, with the root key of this laptop."""
    laptop.clock.step()
    held = laptop.desk.ask(teams.demanded).team.people[person]
    laptop.desk.do(teams.assign, person, held.roles, held.region, laptop.ring.root(), name)


def follows(laptop: Laptop, of: Laptop) -> None:
    """Take over the newest team of another laptop."""
    laptop.desk.do(teams.take, of.desk.ask(teams.demanded).document)


def test_a_name_that_was_mistyped_stood_on_every_paper_for_ever(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    person = vera.desk.actor.person
    verification = ready(vera.desk)
    lina.takes(vera.submits(verification))
    renames(surya, person, "  Vera Siregar, M.Si. ")
    for laptop in (vera, lina):
        follows(laptop, surya)
    assert vera.desk.actor.name == vera.desk.ask(reading.owner).name == "Vera Siregar, M.Si."  # type: ignore[union-attr]
    assert [line.verifier for line in lina.desk.ask(weighing.queue)] == ["Vera Siregar, M.Si."]
    lina.desk.do(reviewing.confirm, verification, WAIVED)
    lina.clock.step()
    approval = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "approved"))
    lina.desk.do(reviewing.conclude, verification, approval)
    surya.takes(*lina.documents("submission"), approval)
    assert [line.verifier for line in surya.desk.ask(listed.of_agency, "11")] == ["Vera Siregar, M.Si."]
    verdict = done(surya, verification, "issue")
    said = kinds.parsed(verdict.body, verdict.name)
    assert isinstance(said, VerdictFile)
    # Whoever compares the two finds what was signed.
    (submission,) = (kinds.parsed(each.body, each.name) for each in surya.documents("submission"))
    assert isinstance(submission, Submission)
    assert said.people["verifier"] == submission.people["verifier"]
    known = lina.desk.ask(knowing.known, surya.desk.ask(teams.demanded).team)
    lina.takes(verdict)
    assert checking.checked(verdict, known).holds


def test_who_joins_later_calls_everybody_as_the_team_does(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    person = vera.desk.actor.person
    approved(team)
    renames(surya, person, "Vera Siregar")
    newest = surya.desk.ask(teams.demanded).document
    folder = surya.desk.ledger.folder.with_name("baru")
    with opened(folder, clock=surya.clock) as desk:
        desk.do(people.found, name="Baru", role="verifier", language="id")
        desk.do(teams.take, newest, six_words(newest.body))
        laptop = Laptop(desk, surya.ring, surya.clock)
        laptop.takes(*surya.documents("submission"), *surya.documents("review"))
        assert [line.verifier for line in desk.ask(listed.of_agency, "11")] == ["Vera Siregar"]


def test_the_keys_of_a_root_holder_bear_their_new_name_and_others_keep_theirs(team: Trio) -> None:
    surya = team.supervisor
    renames(surya, surya.desk.actor.person, "Surya Utama")
    said = surya.desk.ask(teams.demanded).team
    assert [root.name for root in said.roots.values()] == ["Surya Utama"]
    assert sorted(each.name for each in said.people.values()) == ["Lina", "Surya Utama", "Vera"]
    renames(surya, surya.desk.actor.person, "")
    assert surya.desk.actor.name == "Surya Utama"
    assert refused(lambda: renames(surya, surya.desk.actor.person, "S" * 5000)).code == "text.too_long"


def test_of_two_of_one_name_the_keys_of_the_other_are_not_called_otherwise(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    renames(surya, vera.desk.actor.person, "Surya")
    assert [root.name for root in surya.desk.ask(teams.demanded).team.roots.values()] == ["Surya"]
    renames(surya, vera.desk.actor.person, "Vera Siregar")
    assert [root.name for root in surya.desk.ask(teams.demanded).team.roots.values()] == ["Surya"]
