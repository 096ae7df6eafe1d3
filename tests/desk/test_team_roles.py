"""What the team makes of those who work here: their role, what somebody who left may still do, and since when who is in it."""

from pathlib import Path

import pytest

from models.desk import answers, people, reading, teams, verifications
from models.desk.desk import Desk, opened
from models.desk.freeze import verdict_file
from models.desk.keeping import Signed
from models.documents import keys, team_chain
from models.documents.team import Role
from models.keyring import Keyring
from models.ledger.glance import look
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, begun, decided, refused
from tests.desk.team_kit import asked, budi, founded

pytestmark = pytest.mark.slow


def owner_of(team: teams.CurrentTeam, name: str) -> str:
    return next(id_ for id_, person in team.team.people.items() if person.name == name)


def reopened(desk: Desk, clock: StillClock) -> Desk:
    desk.close()
    return opened(desk.ledger.folder, clock=clock)


@pytest.mark.on_file
def test_the_team_says_the_role_and_earlier_work_is_kept(desk: Desk, ring: Keyring, clock: StillClock) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 3)
    assert desk.actor.role == "verifier"
    founded(desk, ring)
    assert desk.actor.role == "supervisor"
    with reopened(desk, clock) as again:
        assert again.actor.role == "supervisor"
        glance = look(again.ledger.folder)
        assert glance is not None
        assert (glance.profile.role, glance.profile.region) == ("supervisor", "Jawa Barat")
        again.do(answers.record, verification, LEVELS, 4)


@pytest.mark.parametrize(("roles", "role"), [(("verifier", "lead"), "lead"), (("supervisor", "verifier"), "supervisor")])
def test_the_strongest_role_counts(desk: Desk, ring: Keyring, roles: tuple[Role, ...], role: str) -> None:
    team = founded(desk, ring)
    desk.do(teams.assign, owner_of(team, "Ani Lestari"), roles, "Papua", ring.root())
    owner = desk.ask(people.owner)
    assert owner is not None
    assert (desk.actor.role, owner.role, owner.region) == (role, role, "Papua")


def test_whoever_is_not_in_the_team_yet_is_a_verifier_whatever_they_said(
    desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock
) -> None:
    team = founded(desk, ring)
    other, _ = budi(tmp_path / "budi", clock)
    with other:
        assert other.actor.role == "lead"
        other.do(teams.take, team.document, team_chain.six_words(team.document.body))
        assert other.actor.role == "verifier"
        other.do(verifications.begin, "32")


def test_whoever_left_reads_and_exports_but_changes_nothing(desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock) -> None:
    founded(desk, ring)
    other, keys_of_budi = budi(tmp_path / "budi", clock)
    verification = decided(other)
    team = desk.do(teams.enrol, asked(other, keys_of_budi), ("lead",), "", ring.root())
    other.do(teams.take, team.document, team_chain.six_words(team.document.body))
    person = owner_of(team, "Budi")
    left = desk.do(teams.mark, f"people.{person}", "left", "", ring.root())
    other.do(teams.take, left.document)
    with reopened(other, clock) as again:
        assert again.actor.role == "former"
        assert refused(lambda: again.do(answers.record, verification, LEVELS, 1)) == "permission.left"
        assert refused(lambda: again.do(verifications.begin, "33")) == "permission.left"
        assert 'role = "lead"' in again.ask(verdict_file, verification).body.decode()
        assert again.ask(reading.sheet, verification).answered == 52
        again.do(people.choose_language, "en")
        # With a new key they come back, and find their work.
        keys_of_budi.make()
        back = desk.do(teams.enrol, asked(again, keys_of_budi), ("verifier",), "", ring.root())
        again.do(teams.take, back.document)
        assert again.actor.role == "verifier"
        again.do(answers.record, verification, LEVELS, 1)


@pytest.mark.parametrize("status", ["left", "lost", "compromised"])
def test_a_key_that_is_gone_does_not_come_back_by_a_request_made_with_it(
    desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock, status: str
) -> None:
    founded(desk, ring)
    other, keys_of_budi = budi(tmp_path / "budi", clock)
    with other:
        request = asked(other, keys_of_budi)
        team = desk.do(teams.enrol, request, ("lead",), "", ring.root())
        desk.do(teams.mark, f"people.{owner_of(team, 'Budi')}", status, "", ring.root())  # type: ignore[arg-type]
        assert refused(lambda: desk.do(teams.enrol, request, ("lead",), "", ring.root())) == "team.gone"


def test_a_member_who_asks_again_gets_the_roles_said_then(desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock) -> None:
    founded(desk, ring)
    other, keys_of_budi = budi(tmp_path / "budi", clock)
    with other:
        desk.do(teams.enrol, asked(other, keys_of_budi), ("lead",), "Papua", ring.root())
        same = desk.do(teams.enrol, asked(other, keys_of_budi), ("verifier", "lead"), None, ring.root())
        person = same.team.people[owner_of(same, "Budi")]
        assert (person.roles, person.region) == (("verifier", "lead"), "Papua")
        keys_of_budi.make()
        renewed = desk.do(teams.enrol, asked(other, keys_of_budi), ("verifier",), None, ring.root())
        person = renewed.team.people[owner_of(renewed, "Budi")]
        assert (person.roles, person.region, person.key) == (("verifier",), "Papua", keys_of_budi.public)


def test_how_old_the_team_is_and_since_when_who_is_in_it(desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock) -> None:
    first = founded(desk, ring)
    ani = owner_of(first, "Ani Lestari")
    clock.step(3 * 86_400)
    assert desk.ask(teams.age, first.team) == 3
    other, keys_of_budi = budi(tmp_path / "budi", clock)
    with other:
        second = desk.do(teams.enrol, asked(other, keys_of_budi), ("lead",), "", ring.root())
        (budi_,) = set(second.team.people) - {ani}
        since = desk.ask(teams.since)
        assert since[f"people.{ani}"] == teams.Since(1, first.team.issued_at, is_first=False)
        assert since[f"people.{budi_}"] == teams.Since(2, second.team.issued_at, is_first=False)
        assert set(since) == {f"people.{ani}", f"people.{budi_}", *(f"devices.{id_}" for id_ in second.team.devices)}
        other.do(teams.take, second.document, team_chain.six_words(second.document.body))
        assert other.ask(teams.since)[f"people.{ani}"] == teams.Since(2, second.team.issued_at, is_first=True)
        assert other.ask(teams.age, second.team) == 0
        assert [document.name for document in desk.ask(teams.chain)] == [first.document.name, second.document.name]


def test_a_member_is_found_by_id_name_or_device(desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock) -> None:
    founded(desk, ring)
    team = None
    for number in (1, 2):
        other, keys_of_budi = budi(tmp_path / f"budi{number}", clock)
        with other:
            team = desk.do(teams.enrol, asked(other, keys_of_budi), ("lead",), "", ring.root())
    assert team is not None
    ani = owner_of(team, "Ani Lestari")
    (device, *_) = team.team.devices
    for what in (ani, "ani lestari", f"people.{ani}"):
        assert teams.place(team.team, what) == f"people.{ani}"
    assert teams.place(team.team, device) == f"devices.{device}"
    assert refused(lambda: teams.place(team.team, "Budi")) == "team.ambiguous"
    assert refused(lambda: teams.place(team.team, "Citra")) == "team.unknown"


def test_a_document_is_kept_under_its_own_name_whatever_its_file_was_called(
    desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock
) -> None:
    team = founded(desk, ring)
    other, _ = budi(tmp_path / "budi", clock)
    with other:
        renamed = Signed("daftar tim (1).toml", team.document.body, team.document.signatures)
        assert other.do(teams.take, renamed, team_chain.six_words(team.document.body)) == team


def test_a_root_key_is_opened_with_its_own_passphrase(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    ring.make("satu")
    assert ring.root_public is None
    assert refused(ring.root) == "key.missing"
    root = ring.make_root("satu")
    ring.lock()
    assert ring.root_public == root.public
    assert refused(ring.root) == "key.passphrase_needed"
    assert refused(lambda: ring.root("dua")) == "key.passphrase_wrong"
    assert ring.root("satu").public == root.public
    ring.make("tiga")
    ring.lock()
    ring.unlock("tiga")
    assert refused(ring.root) == "key.passphrase_needed"
    assert ring.root("satu").public == root.public
    assert refused(lambda: ring.root("tiga")) == "key.passphrase_wrong"


def test_words_are_compared_as_they_are_said() -> None:
    assert keys.spoken(" Bada-TILU,  bada tilu ") == "bada tilu bada tilu"
