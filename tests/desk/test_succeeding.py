"""A verifier is replaced while their work waits for them: who is assigned its agency goes on with it, and it is counted once."""

from pathlib import Path

import pytest

from models.desk import assigning, carrying, evidence, figures, filed, handed, listed, reviewing, succeeding, teams, verdicts, verifications
from models.documents import kinds
from models.documents.submission import Submission
from models.ledger.glance import look
from tests.desk.acts import fill_facts, sheet_of
from tests.desk.assigning_kit import gives, round_of
from tests.desk.reviewing_kit import Laptop, Trio, approved, ready, returned
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow


def given_to_lina(team: Trio) -> str:
    """The id of what came back to Vera, whose agency Lina is to verify now."""
    old = ready(team.verifier.desk)
    returned(team, old, "REG-01")
    team.lead.takes(gives(team.supervisor, {"11"}, "Lina", "31-12-2025"))
    return old


def goes_on(laptop: Laptop) -> str:
    """The id of the verification with which somebody goes on with what was left behind, ready to be submitted."""
    new = laptop.desk.do(carrying.start, "11")
    for area in sheet_of(laptop.desk, new).checklist.areas:
        laptop.desk.do(carrying.confirm_area, new, area)
    recommended = fill_facts(laptop.desk, new).recommendation
    assert recommended is not None
    laptop.desk.do(verdicts.record, new, recommended.code)
    return new


def test_what_came_back_to_whoever_left_waited_for_ever(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    old = given_to_lina(team)
    assert [each.assigned.agency for each in lina.desk.ask(assigning.inbox)] == ["11"]
    found = lina.desk.ask(carrying.preview_start, "11")
    assert found is not None
    assert (found.verification, found.left_by, found.is_returned, found.again) == (old, "Vera", True, 0)
    new = goes_on(lina)
    assert lina.desk.ask(assigning.inbox) == ()
    signed = lina.submits(new)
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, Submission)
    assert (document.follows, {each.name for each in document.people.values()}) == (old, {"Lina", "Vera"})
    for laptop in (vera, team.supervisor):
        laptop.takes(*lina.documents("submission"), *lina.documents("review"))
        assert [each.state for each in laptop.desk.ask(figures.work) if each.agency == "11"] == ["submitted"]
        assert {line.id: line.followed_as for line in laptop.desk.ask(listed.of_agency, "11")} == {old: "Lina", new: ""}
    seen = look(vera.desk.ledger.folder)
    # Of a server nothing is seen before the desk is open.
    assert [line.followed_as for line in (seen.mine if seen else vera.desk.ask(verifications.mine))] == ["Lina"]


def test_whose_answers_somebody_goes_on_with_is_among_the_authors(team: Trio) -> None:
    given_to_lina(team)
    lina = team.lead
    new = goes_on(lina)
    assert set(lina.desk.ask(handed.contributors, new).values()) == {"Vera"}
    assert refused(lambda: lina.desk.do(reviewing.remark, new, "REG-01", "question", "?")).code == "permission.own_work"
    lina.submits(new)
    assert refused(lambda: lina.desk.ask(reviewing.drawn_up, new, "approved")).code == "permission.own_work"


def test_only_who_is_assigned_goes_on_with_it(team: Trio) -> None:
    old = ready(team.verifier.desk)
    returned(team, old, "REG-01")
    lina = team.lead
    assert lina.desk.ask(carrying.preview_start, "11") is None
    assert lina.desk.do(succeeding.begin, "11") == old
    assert lina.desk.ask(assigning.inbox) == ()


def test_nobody_goes_on_with_what_a_lead_has_approved(team: Trio) -> None:
    old, lina = approved(team), team.lead
    lina.takes(gives(team.supervisor, {"11"}, "Lina"))
    assert lina.desk.ask(assigning.inbox) == ()
    assert lina.desk.do(succeeding.begin, "11") == old
    assert lina.desk.ask(carrying.preview_start, "11") is None


def test_an_empty_sheet_takes_the_place_of_what_was_left_too_and_gives_it_back_when_discarded(team: Trio) -> None:
    old, lina = given_to_lina(team), team.lead
    new = lina.desk.do(succeeding.begin, "11")
    assert (sheet_of(lina.desk, new).answered, lina.desk.do(succeeding.begin, "11")) == (0, new)
    assert {line.id: line.followed_as for line in lina.desk.ask(listed.of_agency, "11")} == {old: "Lina", new: ""}
    lina.desk.do(verifications.discard, new)
    again = goes_on(lina)
    assert refused(lambda: lina.desk.do(verifications.discard, again)).code == "verification.not_empty"
    assert [each.assigned.agency for each in lina.desk.ask(assigning.inbox)] == []


def test_what_says_it_follows_an_issued_verdict_took_it_out_of_the_figures(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    old = given_to_lina(team)
    signed = lina.submits(goes_on(lina))
    # Vera was there after all, and repaired it on a laptop that heard of nothing.
    remark = vera.desk.ask(reviewing.standing, old).remarks[0]
    vera.desk.do(reviewing.reply, old, remark.id, "Pasal 3.")
    vera.submits(old)
    for laptop in (vera, surya):
        laptop.takes(signed, *vera.documents("submission"), *lina.documents("review"))
        states = {line.id: (line.state, line.followed_as) for line in laptop.desk.ask(listed.of_agency, "11")}
        assert states[old] == ("submitted", "")


def test_no_file_of_this_laptop_is_read_because_somebody_who_left_named_its_path(team: Trio, tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_bytes(b"kata sandi: mangga")
    vera, lina = team.verifier, team.lead
    old = ready(vera.desk)
    vera.desk.do(evidence.register, old, {"title": "Peraturan", "seen": "yes", "location": str(secret)}, "REG-04")
    returned(team, old, "REG-01")
    lina.takes(gives(team.supervisor, {"11"}, "Lina"))
    new = lina.desk.do(carrying.start, "11")
    assert str(secret) in lina.desk.ask(filed.told_by_others)
    assert not [each for each in lina.desk.ask(filed.references, new) if each.is_own and each.location == str(secret)]


def test_what_waits_for_whoever_left_is_told_to_those_who_assign(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    given = gives(surya, {"11", "32", "33"}, "Vera")
    for laptop in (vera, lina):
        laptop.takes(given)
    old = ready(vera.desk, "11")
    lina.takes(vera.submits(old))
    assert (surya.desk.ask(assigning.left), lina.desk.ask(assigning.left)) == (0, 0)
    leaves(surya, vera.desk.actor.person)
    current = surya.desk.ask(teams.current)
    assert current is not None
    lina.desk.do(teams.take, current.document)
    # What was submitted waits for its lead, not for whoever left.
    assert (surya.desk.ask(assigning.left), lina.desk.ask(assigning.left), vera.desk.ask(assigning.left)) == (3, 2, 0)
    lines = lina.desk.ask(assigning.lines, round_of(lina))
    assert [line.agency.code for line in lines[:3]] == ["32", "33", lines[2].agency.code]
    assert [line.is_left for line in lines[:3]] == [True, True, False]
    lina.takes(gives(surya, {"32"}, "Lina"))
    assert lina.desk.ask(assigning.left) == 1
    assert [each.is_gone for each in lina.desk.ask(assigning.every)] == [True, False, True]


def leaves(laptop: Laptop, person: str) -> None:
    """Say in the team that somebody left."""
    laptop.desk.do(teams.mark, f"people.{person}", "left", "", laptop.ring.root())
