"""Root keys: asked for, added, taken away, how many are needed, and proposals that wait for the signatures of others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import people, roots, teams
from models.desk.desk import Desk, opened
from models.desk.keeping import Signed
from models.documents import enrolment, keys, signatures, team_chain, toml
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.acts import contents, refused

pytestmark = pytest.mark.slow

Laptop = tuple[Desk, Keyring]


@pytest.fixture
def ani(desk: Desk) -> Laptop:
    """Ani, who founded a team."""
    ring = Keyring(desk.ledger.folder)
    ring.make()
    root = ring.make_root()
    desk.do(teams.found, "Tim Papua", desk.ask(teams.request, ring.person(), ring.device()), root)
    return desk, ring


@pytest.fixture
def budi(tmp_path: Path, clock: StillClock, ani: Laptop) -> Iterator[Laptop]:
    """Budi, who has taken the team over and a root key of his own that the team does not know."""
    with opened(tmp_path / "budi", clock=clock) as desk:
        desk.do(people.found, name="Budi", role="lead", language="id")
        ring = Keyring(tmp_path / "budi")
        ring.make()
        ring.make_root()
        team = ani[0].ask(teams.demanded)
        desk.do(teams.take, team.document, team.six_words)
        yield desk, ring


def asked(laptop: Laptop) -> Signed:
    desk, ring = laptop
    return desk.ask(roots.request, ring.root())


def both(ani: Laptop, budi: Laptop, threshold: int) -> None:
    """Budi's root key in the team, on both laptops, with so many needed."""
    first = ani[0].do(roots.add, asked(budi), ani[1].root())
    budi[0].do(teams.take, first.document)
    if threshold == 2:
        proposal = ani[0].do(roots.need, 2, ani[1].root())
        signed = budi[0].ask(roots.sign, proposal.document, budi[1].root())
        for desk, _ in (ani, budi):
            desk.do(teams.take, signed.document)


def test_a_second_root_is_added_by_one_signature_while_one_is_enough(ani: Laptop, budi: Laptop) -> None:
    team = ani[0].do(roots.add, asked(budi), ani[1].root())
    assert team.waits is None
    assert {id_: root.name for id_, root in team.team.roots.items()} == {"root-1": "Ani Lestari", "root-2": "Budi"}
    assert team.team.roots["root-2"].key == budi[1].root_public
    assert ani[0].ask(teams.current) == team


def test_a_request_for_a_root_key_proves_that_its_key_is_the_askers(ani: Laptop, budi: Laptop) -> None:
    desk, ring = ani
    request = asked(budi)
    stranger = Signed(request.name, request.body, (signatures.sign(keys.made(), request.body, "root"),))
    altered = Signed(request.name, request.body.replace(b"Budi", b"Bodi"), request.signatures)
    other = Signed(request.name, request.body, (signatures.sign(budi[1].root(), request.body, "team"),))
    for each, code in ((stranger, "enrolment.signature"), (altered, "signature.bytes"), (other, "signature.purpose")):
        assert refused(lambda each=each: desk.do(roots.add, each, ring.root())) == code
    said = enrolment.opened_root(request.body, request.signatures, request.name)
    enrolment.compare(said, keys.six_words(str(budi[1].root_public)).upper(), request.name)
    assert refused(lambda: enrolment.compare(said, keys.six_words(str(budi[1].public)), request.name)) == "enrolment.words"


def test_a_personal_key_never_becomes_a_root_key(ani: Laptop) -> None:
    desk, ring = ani
    body = toml.write(
        enrolment.root_requested(person="ani", name="Ani", key=ring.person().public, made_at=desk.ask(teams.demanded).team.issued_at)
    )
    request = Signed("root_ani.toml", body, (signatures.sign(ring.person(), body, "root"),))
    assert refused(lambda: desk.do(roots.add, request, ring.root())) == "team.faults"


@pytest.mark.parametrize("threshold", [0, -1, 3, 20])
def test_so_many_signatures_as_there_are_root_keys_can_be_asked_for(ani: Laptop, budi: Laptop, threshold: int) -> None:
    both(ani, budi, 1)
    before = contents(ani[0])
    assert refused(lambda: ani[0].do(roots.need, threshold, ani[1].root())) == "team.threshold"
    assert contents(ani[0]) == before


def test_no_root_key_is_removed_that_is_needed(ani: Laptop, budi: Laptop) -> None:
    assert refused(lambda: ani[0].do(roots.remove, "root-1", ani[1].root())) == "team.root_needed"
    both(ani, budi, 2)
    assert refused(lambda: ani[0].do(roots.remove, "root-2", ani[1].root())) == "team.root_needed"
    assert refused(lambda: ani[0].do(roots.remove, "root-9", ani[1].root())) == "team.unknown"


def test_every_change_above_one_signature_was_refused_and_is_now_a_proposal(ani: Laptop, budi: Laptop) -> None:
    both(ani, budi, 2)
    desk, ring = ani
    person = next(iter(desk.ask(teams.demanded).team.people))
    before = contents(desk)
    request = budi[0].ask(teams.request, budi[1].person(), budi[1].device())
    for proposal in (
        desk.do(teams.assign, person, ("lead",), "", ring.root()),
        desk.do(teams.enrol, request, ("lead",), "Papua", ring.root()),
        desk.do(teams.mark, f"people.{person}", "lost", "", ring.root()),
        desk.do(roots.need, 1, ring.root()),
    ):
        assert proposal.waits is not None
        assert (proposal.waits.missing, proposal.waits.lacking) == (1, ("Budi",))
        assert refused(lambda proposal=proposal: desk.do(teams.take, proposal.document)) == "team.signatures"
    assert contents(desk) == before


def test_a_proposal_is_taken_once_enough_roots_of_before_and_after_have_signed(ani: Laptop, budi: Laptop) -> None:
    both(ani, budi, 2)
    proposal = ani[0].do(roots.need, 1, ani[1].root())
    said = budi[0].ask(roots.proposed, proposal.document)
    assert [each.said for each in said.differences] == ["team.change.threshold"]
    signed = budi[0].ask(roots.sign, proposal.document, budi[1].root())
    assert signed.support.missing == 0
    again = budi[0].ask(roots.sign, signed.document, budi[1].root())
    assert len(again.document.signatures) == 2
    for desk, _ in (ani, budi):
        assert desk.do(teams.take, signed.document).team.threshold == 1


def test_a_key_that_is_no_root_of_the_team_neither_changes_nor_signs(ani: Laptop, budi: Laptop) -> None:
    # The laptop of a laptop that only asked has the file of a root key too.
    assert refused(lambda: budi[0].do(roots.need, 1, budi[1].root())) == "team.no_root"
    assert teams.why_not_root(budi[0].ask(teams.demanded).team, budi[1].root_public) is not None
    first = ani[0].ask(teams.demanded)
    both(ani, budi, 2)
    assert first.team.roots.keys() == {"root-1"}
    proposal = ani[0].do(roots.need, 1, ani[1].root())
    assert refused(lambda: budi[0].ask(roots.sign, proposal.document, keys.made())) == "team.no_root"


def test_nobody_signs_what_no_root_proposed_or_what_follows_another_team(ani: Laptop, budi: Laptop) -> None:
    both(ani, budi, 2)
    proposal = ani[0].do(roots.need, 1, ani[1].root()).document
    unsigned = Signed(proposal.name, proposal.body, ())
    strange = Signed(proposal.name, proposal.body, (signatures.sign(keys.made(), proposal.body, "team"),))
    for each in (unsigned, strange):
        assert refused(lambda each=each: budi[0].ask(roots.sign, each, budi[1].root())) == "team.signatures"
    team = ani[0].ask(teams.demanded)
    other = proposal.body.replace(team.digest.encode(), b"0" * 64)
    astray = Signed(proposal.name, other, (signatures.sign(ani[1].root(), other, "team"),))
    assert refused(lambda: budi[0].ask(roots.sign, astray, budi[1].root())) == "team.astray"
    assert refused(lambda: budi[0].ask(roots.sign, team.document, budi[1].root())) == "team.older"


def test_two_signatures_of_one_root_are_one(ani: Laptop, budi: Laptop) -> None:
    both(ani, budi, 2)
    proposal = ani[0].do(roots.need, 1, ani[1].root()).document
    doubled = Signed(proposal.name, proposal.body, proposal.signatures * 2)
    assert refused(lambda: ani[0].do(teams.take, doubled)) == "team.signatures"
    team = ani[0].ask(teams.demanded).team
    assert team_chain.signed_by(team, doubled.body, doubled.signatures, "x") == ("root-1",)


def test_the_rule_that_an_approver_may_not_issue_could_be_changed_by_nobody(ani: Laptop, budi: Laptop) -> None:
    desk, ring = ani
    assert not desk.ask(teams.demanded).team.policy.issuer_may_be_approver
    assert refused(lambda: desk.do(roots.let_approver_issue, True, budi[1].root())) == "team.no_root"
    assert desk.do(roots.let_approver_issue, True, ring.root()).team.policy.issuer_may_be_approver
    assert not desk.do(roots.let_approver_issue, False, ring.root()).team.policy.issuer_may_be_approver
