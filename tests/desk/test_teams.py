"""A team founded on one laptop, and what other laptops take of it."""

from pathlib import Path

from models.desk import teams
from models.desk.desk import Desk
from models.desk.keeping import Signed
from models.documents import keys, signatures, team_chain
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.acts import contents, refused
from tests.desk.team_kit import asked, budi, founded


def test_the_founder_is_supervisor_and_the_document_is_signed_by_the_root(desk: Desk, ring: Keyring) -> None:
    assert desk.ask(teams.current) is None
    team = founded(desk, ring)
    assert desk.ask(teams.current) == team
    (person,) = team.team.people.values()
    assert (person.name, person.roles, person.key, team.team.number) == ("Ani Lestari", ("supervisor",), ring.person().public, 1)
    signatures.check(team.document.body, team.document.signatures[0], ring.root().public, "team", "x")
    assert refused(lambda: founded(desk, ring)) == "team.exists"


def test_a_member_is_let_in_and_takes_the_team_over_by_six_words_alone(
    desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock
) -> None:
    founded(desk, ring)
    other, keys_of_budi = budi(tmp_path / "budi", clock)
    with other:
        team = desk.do(teams.enrol, asked(other, keys_of_budi), ("lead",), "Papua Tengah", ring.root())
        assert [person.roles for person in team.team.people.values()] == [("supervisor",), ("lead",)]
        assert refused(lambda: other.do(teams.take, team.document)) == "team.untrusted"
        assert refused(lambda: other.do(teams.take, team.document, "bada tilu bada tilu bada tilu")) == "team.untrusted"
        assert contents(other)["document"] == []
        other.do(teams.take, team.document, team_chain.six_words(team.document.body))
        assert other.ask(teams.current) == team


def test_a_laptop_goes_on_with_the_chain_and_never_back(desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock) -> None:
    first = founded(desk, ring)
    other, keys_of_budi = budi(tmp_path / "budi", clock)
    with other:
        second = desk.do(teams.enrol, asked(other, keys_of_budi), ("lead",), "", ring.root())
        other.do(teams.take, second.document, team_chain.fingerprint(second.document.body))
        clock.step()
        person = next(iter(second.team.people))
        third = desk.do(teams.assign, person, ("supervisor", "lead"), "", ring.root())
        fourth = desk.do(teams.mark, f"people.{person}", "left", "", ring.root())
        assert refused(lambda: other.do(teams.take, fourth.document)) == "team.gap"
        assert refused(lambda: other.do(teams.take, first.document)) == "team.older"
        forged = Signed("x", third.document.body, (signatures.sign(keys.made(), third.document.body, "team"),))
        assert refused(lambda: other.do(teams.take, forged)) == "team.signatures"
        other.do(teams.take, third.document)
        other.do(teams.take, fourth.document)
        assert other.ask(teams.current) == fourth


def test_a_forgotten_passphrase_is_a_new_key_under_the_same_name(desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock) -> None:
    founded(desk, ring)
    other, keys_of_budi = budi(tmp_path / "budi", clock)
    with other:
        desk.do(teams.enrol, asked(other, keys_of_budi), ("lead",), "", ring.root())
        before = keys_of_budi.public
        keys_of_budi.make("baru")
        team = desk.do(teams.enrol, asked(other, keys_of_budi), ("lead",), "", ring.root())
        (person,) = [each for each in team.team.people.values() if each.name == "Budi"]
        assert person.key == keys_of_budi.public
        assert [earlier.key for earlier in person.earlier.values()] == [before]


def test_without_a_team_nobody_is_let_in_and_a_stranger_signs_nothing(desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock) -> None:
    other, keys_of_budi = budi(tmp_path / "budi", clock)
    with other:
        request = asked(other, keys_of_budi)
        assert refused(lambda: desk.do(teams.enrol, request, ("lead",), "", ring.root())) == "team.missing"
        founded(desk, ring)
        assert refused(lambda: desk.do(teams.enrol, request, ("lead",), "", keys_of_budi.person())) == "team.no_root"
        altered = Signed(request.name, request.body.replace(b"Budi", b"Bodi"), request.signatures)
        assert refused(lambda: desk.do(teams.enrol, altered, ("lead",), "", ring.root())) == "signature.bytes"
        assert refused(lambda: desk.do(teams.found, " ", request, ring.root())) == "team.exists"


def test_what_is_refused_leaves_no_document(desk: Desk, ring: Keyring) -> None:
    founded(desk, ring)
    before = contents(desk)
    assert refused(lambda: desk.do(teams.mark, "people.nobody", "left", "", ring.root())) == "team.unknown"
    assert contents(desk) == before
