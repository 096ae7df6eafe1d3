"""What a forger would try on a whole laptop, each set aside with the rule that forbids it, in both languages, and nothing kept of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from models.codes import digest
from models.desk import intake, keeping, teams
from models.desk.desk import Desk, opened
from models.documents import signatures
from models.documents import verdict_file as doc
from models.documents.team import Status
from models.documents.travelling import Signed
from models.keyring import Keyring
from models.previews import Arriving
from tests.conftest import StillClock
from tests.desk.acts import decided
from tests.desk.arriving import founded, member, sent, signed_anew
from tests.faults.intake_kit import CLOCK, Honest, copied, honest, is_set_aside

pytestmark = pytest.mark.slow

SUBMITTED: Final = 'status = "draft by a verifier"'


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Desk]:
    """Budi's laptop, a verifier's."""
    with opened(copied(tmp_path), clock=CLOCK) as desk:
        yield desk


def older_team(there: Honest) -> Signed:
    """The team of before Budi was let in."""
    return there.older


def team_of_a_member(there: Honest) -> Signed:
    """The next team, signed by a member alone."""
    return signed_anew(there.team, there.budi, "team")


def stranger(there: Honest) -> Signed:
    """The supervisor's verdict, signed with a key of nobody here."""
    keys = Keyring(there.folder.with_name("pencuri"))
    if not keys.public:
        keys.make()
    return signed_anew(there.verdict, keys, "verdict")


def submission_as_verdict(there: Honest) -> Signed:
    """A supervisor's signature of a submission, beside a file that says it is a verdict."""
    return signed_anew(there.verdict, there.ani, "submission")


def device_as_person(there: Honest) -> Signed:
    """A verdict signed by the laptop of the supervisor, which signs without asking."""
    body = there.verdict.body
    return Signed("x.toml", body, (signatures.sign(there.ani.device(), body, "verdict"),))


def root_as_supervisor(there: Honest) -> Signed:
    """A verdict signed with the root key, which is for teams."""
    body = there.verdict.body
    return Signed("x.toml", body, (signatures.sign(there.ani.root(), body, "verdict"),))


def raised(there: Honest, kind: str, status: str) -> Signed:
    """The verifier's own file, which now says it is more, signed once more by the verifier."""
    return signed_anew(there.submission, there.budi, kind, SUBMITTED, f'status = "{status}"')


def own_review(there: Honest) -> Signed:
    """A review's signature on one's own submission, which still says it is a submission."""
    return signed_anew(there.submission, there.budi, "review")


@pytest.mark.parametrize(
    ("forge", "code", "told"),
    [
        (older_team, "team.older", ("tidak pernah mundur", "never goes back")),
        (team_of_a_member, "team.signatures", ("pemegang kunci akar", "root keys")),
        (stranger, "signer.unknown", ("tidak ada dalam daftar tim", "not in the team list")),
        (submission_as_verdict, "signature.purpose", ("dibuat untuk penyerahan verifikasi", "made for a submission")),
        (device_as_person, "signer.role", ("penanggung jawab", "supervisor")),
        (root_as_supervisor, "signer.role", ("penanggung jawab", "supervisor")),
        (lambda there: raised(there, "verdict", "draft"), "signer.role", ("penanggung jawab", "supervisor")),
        (
            lambda there: raised(there, "submission", "draft"),
            "signature.purpose",
            ("bukan untuk kesimpulan verifikasi", "not for a verdict"),
        ),
        (lambda there: raised(there, "review", "draft by a lead"), "signer.role", ("ketua tim", "lead")),
        (lambda there: raised(there, "submission", "draft by a lead"), "signature.purpose", ("penyerahan verifikasi", "a submission")),
        (own_review, "signature.purpose", ("bukan untuk penyerahan verifikasi", "not for a submission")),
        (lambda there: raised(there, "submission", "unsigned draft"), "check.unsigned", ("tidak bertanda tangan", "not signed")),
    ],
)
def test_a_forgery_is_set_aside_and_the_rule_is_named(
    laptop: Desk, forge: Callable[[Honest], Signed], code: str, told: tuple[str, str]
) -> None:
    refused(laptop, forge(honest()), code, told)


def refused(desk: Desk, document: Signed, code: str, told: tuple[str, str]) -> None:
    before = desk.ask(keeping.lines)
    (found,) = desk.do(intake.take, (document,), {digest(document.body)})
    assert found.why is not None
    assert found.why.code == code
    assert is_set_aside(desk, document)
    (line,) = (line for line in desk.ask(keeping.set_aside) if line.id == digest(document.body))
    assert (told[0] in line.reason.id, told[1] in line.reason.en) == (True, True), line.reason
    assert desk.ask(keeping.lines) == before


def test_the_honest_documents_are_taken(laptop: Desk) -> None:
    there = honest()
    offered = (there.verdict, there.submission, there.team)
    found = laptop.do(intake.take, offered, {digest(each.body) for each in offered})
    assert [each.standing for each in found] == [Arriving.NEW, Arriving.NEW, Arriving.NEWER]


def test_a_newer_team_brings_an_old_laptop_on_and_the_one_before_is_refused_from_then_on(laptop: Desk) -> None:
    current = laptop.ask(teams.current)
    assert current is not None
    before = current.document
    laptop.do(intake.take, (honest().team,), {digest(honest().team.body)})
    after = laptop.ask(teams.current)
    assert after is not None
    assert (after.team.number, digest(after.document.body)) == (current.team.number + 1, digest(honest().team.body))
    # The one it had is known and stays where it is; nothing goes back.
    assert laptop.do(intake.take, (before,), {digest(before.body)})[0].standing is Arriving.HERE
    unchanged = laptop.ask(teams.current)
    assert unchanged is not None
    assert unchanged.team.number == after.team.number


@contextmanager
def marked(tmp_path: Path, status: Status) -> Iterator[tuple[Desk, Keyring, Desk, Keyring, Signed]]:
    """Ani's laptop, which took a file of Budi's before his key was marked; and his laptop, on which everything is as before."""
    with opened(tmp_path / "ani", clock=StillClock()) as desk:
        from models.desk import people

        desk.do(people.found, name="Ani Lestari", role="verifier", language="id", region="Papua")
        ring = founded(desk)
        with member(desk, ring, tmp_path / "budi", StillClock()) as (other, keys):
            first = sent(other, keys, decided(other))
            desk.do(intake.take, (first,), {digest(first.body)})
            current = desk.ask(teams.current)
            assert current is not None
            place = next(f"people.{id_}" for id_, person in current.team.people.items() if person.name == "Budi")
            desk.do(teams.mark, place, status, "", ring.root())
            yield desk, ring, other, keys, first


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        ("compromised", "signer.compromised", ("ditegaskan kembali", "confirmed again")),
        ("lost", "signer.left", ("kuncinya hilang", "lost")),
        ("left", "signer.left", ("", "")),
    ],
)
def test_a_key_that_ended_signs_nothing_new_and_what_was_known_stays(
    tmp_path: Path, status: Status, code: str, told: tuple[str, str]
) -> None:
    with marked(tmp_path, status) as (desk, _, other, keys, first):
        refused(desk, sent(other, keys, decided(other, "11")), code, told)
        assert desk.do(intake.take, (first,), {digest(first.body)})[0].standing is Arriving.HERE
        assert [line.id for line in desk.ask(keeping.lines)] == [digest(first.body)]


def test_a_lead_is_nobodys_judge_by_signing_their_own_file(tmp_path: Path) -> None:
    with opened(tmp_path / "ani", clock=CLOCK) as desk:
        from models.desk import people

        desk.do(people.found, name="Ani Lestari", role="verifier", language="id", region="Papua")
        ring = founded(desk)
        with member(desk, ring, tmp_path / "budi", CLOCK, "lead") as (other, keys):
            mine = sent(other, keys, decided(other))
            parsed = doc.parsed(mine.body, mine.name)
            assert (parsed.status, doc.PURPOSES[parsed.status]) == ("draft by a lead", "review")
            # Their own work by right: it says of itself that it is a lead's draft, and no more.
            assert desk.do(intake.take, (mine,), {digest(mine.body)})[0].standing is Arriving.NEW
            as_verdict = signed_anew(mine, keys, "verdict", 'status = "draft by a lead"', 'status = "draft"')
            refused(desk, as_verdict, "signer.role", ("penanggung jawab", "supervisor"))
            for kind in ("verdict", "submission"):
                forged = signed_anew(mine, keys, kind, "\nopened_at", "\n# x\nopened_at")
                refused(desk, forged, "signature.purpose", ("bukan untuk", "not for"))
