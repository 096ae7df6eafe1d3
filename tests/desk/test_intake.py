"""The intake: what of others is kept, how it stands to what is here, and what is set aside with which reason."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import intake, keeping, teams
from models.desk.desk import Desk
from models.documents import signatures
from models.documents.travelling import Signed
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import trail
from models.previews import Arriving
from tests.conftest import StillClock
from tests.desk.acts import begun, contents, decided
from tests.desk.arriving import founded, member, sent, signed_anew, superseding

pytestmark = pytest.mark.slow


@pytest.fixture
def ring(desk: Desk) -> Keyring:
    """The keys of Ani, whose laptop takes in."""
    return founded(desk)


@pytest.fixture
def budi(desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock) -> Iterator[tuple[Desk, Keyring]]:
    """Budi's laptop, a verifier of the team."""
    with member(desk, ring, tmp_path / "budi", clock) as laptop:
        yield laptop


@pytest.fixture
def arrived(budi: tuple[Desk, Keyring]) -> Signed:
    """A verdict file from Budi."""
    return sent(*budi, decided(budi[0]))


def taken(desk: Desk, *offered: Signed) -> list[Arriving]:
    return [each.standing for each in desk.do(intake.take, offered, {digest(each.body) for each in offered})]


def why(desk: Desk, offered: Signed) -> str:
    (found,) = desk.ask(intake.judged, (offered,))
    assert found.why is not None
    return found.why.code


def test_a_members_file_is_new_then_here_and_kept_byte_for_byte(desk: Desk, arrived: Signed) -> None:
    (found,) = desk.ask(intake.judged, (arrived,))
    assert (found.standing, found.signer, found.status) == (Arriving.NEW, "Budi", "draft by a verifier")
    assert desk.ask(keeping.lines) == ()
    assert taken(desk, arrived) == [Arriving.NEW]
    assert taken(desk, arrived) == [Arriving.HERE]
    (line,) = desk.ask(keeping.lines)
    assert (line.title, line.signer, line.is_current) == (found.title, "Budi", True)
    assert desk.ask(keeping.stored, line.id) == arrived


def test_one_import_is_one_entry_of_the_trail_that_names_what_came(desk: Desk, budi: tuple[Desk, Keyring], arrived: Signed) -> None:
    second = sent(*budi, decided(budi[0], "11"))
    before = len(contents(desk)["trail"])
    taken(desk, arrived, second, replace(arrived, signatures=()))
    assert len(contents(desk)["trail"]) == before + 1
    entry = contents(desk)["trail"][-1]
    assert all(digest(each.body) in str(entry) for each in (arrived, second))
    with desk.ledger.transaction(writing=False) as connection:
        assert trail.verify(connection) == before + 1


def test_a_file_not_wanted_is_not_kept(desk: Desk, arrived: Signed) -> None:
    desk.do(intake.take, (arrived,), set())
    assert desk.ask(keeping.lines) == ()


def test_a_revision_that_comes_after_the_one_in_its_place_is_replaced(desk: Desk, budi: tuple[Desk, Keyring], arrived: Signed) -> None:
    second = superseding(arrived, digest(arrived.body), budi[1])
    assert taken(desk, second) == [Arriving.NEW]
    assert taken(desk, arrived) == [Arriving.REPLACED]
    assert [line.is_current for line in desk.ask(keeping.lines)].count(True) == 1


def test_two_files_of_one_verification_are_a_fork_and_both_stay(desk: Desk, budi: tuple[Desk, Keyring], arrived: Signed) -> None:
    other = superseding(arrived, "0" * 64, budi[1])
    assert taken(desk, arrived, other) == [Arriving.NEW, Arriving.FORK]
    assert [line.forks for line in desk.ask(keeping.lines)] == [1, 1]
    settled = superseding(arrived, digest(arrived.body) + '",\n    "' + digest(other.body), budi[1])
    assert taken(desk, settled) == [Arriving.NEWER]
    assert sorted(line.forks for line in desk.ask(keeping.lines)) == [0, 0, 0]


def test_what_is_hidden_stays_and_can_be_seen_again(desk: Desk, arrived: Signed) -> None:
    taken(desk, arrived)
    id_ = digest(arrived.body)
    desk.do(intake.hide, [id_])
    assert [line.is_hidden for line in desk.ask(keeping.lines)] == [True]
    assert taken(desk, arrived) == [Arriving.HERE]
    assert [line.is_hidden for line in desk.ask(keeping.lines)] == [False]
    desk.do(intake.hide, [id_])
    desk.do(intake.unhide, [id_])
    assert [line.is_hidden for line in desk.ask(keeping.lines)] == [False]
    with pytest.raises(Refusal, match=r"document\.unknown"):
        desk.do(intake.hide, ["0" * 64])


def test_each_forgery_is_set_aside_with_its_reason(desk: Desk, budi: tuple[Desk, Keyring], arrived: Signed, tmp_path: Path) -> None:
    stranger = Keyring(tmp_path / "stranger")
    stranger.make()
    cases = {
        "check.no_signature": replace(arrived, signatures=()),
        "signature.bytes": replace(arrived, body=arrived.body + b"# \n"),
        "signature.damaged": replace(arrived, signatures=(b"rusak",)),
        "signer.unknown": signed_anew(arrived, stranger, "submission"),
        "signature.purpose": signed_anew(arrived, budi[1], "verdict"),
        "intake.kind": signed_anew(arrived, budi[1], "enrolment"),
        "document.faults": signed_anew(arrived, budi[1], "submission", "\nopened_at", '\nunknown = "x"\nopened_at'),
        "document.not_toml": signed_anew(arrived, budi[1], "submission", "[agency]", "[agency"),
        "document.guard": signed_anew(arrived, budi[1], "submission", "\nopened_at", "\na" + ".a" * 9 + " = 1\nopened_at"),
        "document.control": signed_anew(arrived, budi[1], "submission", 'name = "', 'name = "\u202e'),
    }
    for code, offered in cases.items():
        assert why(desk, offered) == code
    desk.do(intake.take, tuple(cases.values()), {digest(each.body) for each in cases.values()})
    assert desk.ask(keeping.lines) == ()
    aside = desk.ask(keeping.set_aside)
    assert len(aside) == len({digest(each.body) for each in cases.values()})
    assert all(len(line.reason.id) > 30 and line.reason.id != line.reason.en for line in aside)


def test_a_team_s_signature_laid_beside_a_file_took_it_away(desk: Desk, ring: Keyring, arrived: Signed) -> None:
    stray = signatures.sign(ring.person(), b"x", "team")
    assert taken(desk, replace(arrived, signatures=(stray, *arrived.signatures))) == [Arriving.NEW]


def test_what_waits_is_looked_at_again_and_leaves_quarantine_when_it_holds(desk: Desk, arrived: Signed) -> None:
    desk.do(intake.take, (replace(arrived, signatures=()),), set())
    (line,) = desk.ask(keeping.set_aside)
    assert desk.ask(keeping.refused, line.id) == replace(arrived, signatures=())
    assert taken(desk, arrived) == [Arriving.NEW]
    assert [each.is_hidden for each in desk.ask(keeping.set_aside)] == [True]


def test_a_bad_copy_beside_a_good_one_of_the_same_bytes_stayed_in_quarantine(desk: Desk, arrived: Signed) -> None:
    bad = replace(arrived, signatures=())
    for offered in ((arrived, bad), (bad, arrived), (bad,)):
        taken(desk, *offered)
        assert [each.is_hidden for each in desk.ask(keeping.set_aside)] == [True]
        assert [line.id for line in desk.ask(keeping.lines)] == [digest(arrived.body)]


def test_a_bad_copy_stays_in_sight_while_the_good_one_is_not_wanted(desk: Desk, arrived: Signed) -> None:
    desk.do(intake.take, (arrived, replace(arrived, signatures=())), set())
    assert [each.is_hidden for each in desk.ask(keeping.set_aside)] == [False]


def test_a_newer_team_among_the_files_counts_for_the_others(
    desk: Desk, ring: Keyring, tmp_path: Path, clock: StillClock, budi: tuple[Desk, Keyring], arrived: Signed
) -> None:
    other, _ = budi
    before = other.ask(teams.current)
    assert before is not None
    desk.do(teams.assign, next(iter(before.team.people)), ("supervisor",), "Papua", ring.root())
    newest = desk.ask(teams.chain)[-1]
    mine = sent(desk, ring, decided(desk, "11"))
    assert [each.standing for each in other.do(intake.take, (mine, newest), {digest(each.body) for each in (mine, newest)})] == [
        Arriving.NEW,
        Arriving.NEWER,
    ]
    after = other.ask(teams.current)
    assert after is not None
    assert after.team.number == before.team.number + 1
    assert taken(other, newest) == [Arriving.HERE]


def test_without_a_team_only_ones_own_files_are_taken(desk: Desk, clock: StillClock) -> None:
    ring = Keyring(desk.ledger.folder)
    ring.make()
    mine = sent(desk, ring, decided(desk))
    assert taken(desk, mine) == [Arriving.NEW]
    stranger = Keyring(desk.ledger.folder / "x")
    stranger.make()
    assert why(desk, signed_anew(mine, stranger, "verdict")) == "check.stranger"


def test_begun_work_is_left_alone(desk: Desk, arrived: Signed) -> None:
    begun(desk, "11")
    before = {name: rows for name, rows in contents(desk).items() if name not in ("document", "signature", "trail")}
    taken(desk, arrived)
    assert {name: rows for name, rows in contents(desk).items() if name in before} == before
