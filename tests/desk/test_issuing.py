"""What the supervisor does with approved work: forks settled by one amendment, own approvals, what leaves and how it is told."""

from functools import partial
from typing import Literal

import pytest

from models.codes import digest
from models.desk import issued, issuing, reviewing, settling, submitting, teams, verifications
from models.desk.freeze import Frozen
from models.documents import kinds, team_changes
from models.documents.differences import differences
from models.documents.team import Policy
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.issued_told import issued_told
from models.ledger.glance import look
from models.previews import Arriving
from models.words import Words
from tests.desk.acts import refused, sheet_of
from tests.desk.reviewing_kit import WAIVED, Trio, approved, changed, done, drawn, ready, returned

pytestmark = pytest.mark.slow


def told(signed: Signed) -> VerdictFile:
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, VerdictFile)
    return document


def forked(team: Trio) -> tuple[str, Signed, Signed]:
    """A verification with two amendments of one verdict side by side, made by the supervisor on two laptops with one key."""
    verification = approved(team)
    done(team.supervisor, verification, "issue")
    first = drawn(team.supervisor, verification, "amend", verdict="V3", reason="Persetujuan dicabut.")
    second = drawn(team.supervisor, verification, "amend", reason="Salah ketik tanggal.", valid_until="31-12-2025")
    assert team.supervisor.takes(first, second) == [Arriving.NEWER, Arriving.FORK]
    return verification, first, second


def test_two_verdicts_side_by_side_are_settled_by_one_that_takes_the_place_of_both(team: Trio) -> None:
    verification, first, second = forked(team)
    desk = team.supervisor.desk
    both = tuple(sorted(map(digest, (first.body, second.body))))
    found = desk.ask(issued.standing, verification)
    assert tuple(sorted(each.digest for each in found.forks)) == both
    assert [each.changed.there for each in differences(told(second), told(first)) if each.changed.there == "V3"] == ["V3"]
    settled = done(team.supervisor, verification, "amend", keep=digest(first.body), reason="Keputusan rapat 12 Mei.")
    assert told(settled).supersedes == both
    assert (told(settled).verdict, told(settled).people["supervisor"].name) == (told(first).verdict, "Surya")
    after = desk.ask(issued.standing, verification)
    assert (after.forks, after.verdict) == ((), "V3")
    assert {each.digest for each in after.revisions} >= {*both, digest(settled.body)}
    assert [each.is_current for each in after.revisions if each.digest in both] == [False, False]


def test_an_amendment_kept_whichever_of_two_verdicts_came_first_by_its_digest(team: Trio) -> None:
    verification, first, second = forked(team)

    def asked(keep: str = "") -> Frozen:
        return team.supervisor.desk.ask(issuing.drawn_up, verification, "amend", reason="Keputusan rapat.", keep=keep)

    assert refused(asked) == "amend.forked"
    assert refused(lambda: asked("f" * 64)) == "document.unknown"
    for kept in (first, second):
        drawn_up = asked(digest(kept.body)[:16])
        assert kinds.parsed(drawn_up.body, drawn_up.name).verdict == told(kept).verdict  # type: ignore[union-attr]


def test_the_other_side_of_a_fork_can_be_kept(team: Trio) -> None:
    verification, first, second = forked(team)
    settled = done(team.supervisor, verification, "amend", keep=digest(second.body), reason="Keputusan rapat.", valid_until="31-12-2025")
    assert told(settled).verdict == told(second).verdict != told(first).verdict
    assert sheet_of(team.supervisor.desk, verification).state == "issued"


def test_while_verdicts_are_forked_nothing_is_withdrawn_or_handed_out(team: Trio) -> None:
    verification, *_ = forked(team)
    desk = team.supervisor.desk
    assert refused(lambda: desk.ask(issuing.withdrawal, verification, "withdraw", "Salah instansi.")) == "withdraw.forked"
    assert refused(lambda: desk.ask(issued.leaving, verification)) == "export.forked"


def test_an_amendment_of_the_date_lost_the_reason_of_the_verdict_before_it(team: Trio) -> None:
    verification = approved(team)
    done(team.supervisor, verification, "issue")
    before = told(done(team.supervisor, verification, "amend", verdict="V3", reason="Persetujuan dicabut."))
    after = told(done(team.supervisor, verification, "amend", reason="Salah ketik tanggal.", valid_until="31-12-2025"))
    assert after.verdict == before.verdict
    assert (after.verdict.reason, after.issue_reason, after.valid_until) == ("Persetujuan dicabut.", "Salah ketik tanggal.", "2025-12-31")
    back = told(done(team.supervisor, verification, "amend", verdict=before.recommendation.code, reason="Persetujuan berlaku lagi."))
    assert (back.verdict.differs, back.verdict.reason, back.verdict.name) == (False, "", before.recommendation.name)


def test_a_verdict_issued_on_one_of_two_submissions_takes_the_place_of_the_other(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    first = team.verifier.sign(team.verifier.desk.ask(submitting.drawn_up, verification))
    team.verifier.clock.step()
    second = team.verifier.sign(team.verifier.desk.ask(submitting.drawn_up, verification))
    assert team.lead.takes(first, second) == [Arriving.NEW, Arriving.FORK]
    place = team.lead.desk.ask(settling.position, verification)
    assert place.forks == tuple(sorted(map(digest, (first.body, second.body))))
    team.lead.desk.do(reviewing.confirm, verification, WAIVED)
    approval = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "approved"))
    team.supervisor.takes(first, second, approval)
    assert len(team.supervisor.desk.ask(issued.standing, verification).forks) == 2
    document = told(done(team.supervisor, verification, "issue"))
    (other,) = {*place.forks} - {document.submission}
    assert document.supersedes == (other,)
    assert team.supervisor.desk.ask(issued.standing, verification).forks == ()


@pytest.mark.parametrize("may", [True, False])
def test_who_approved_it_issues_only_where_the_team_lets_them_and_says_why(team: Trio, may: bool) -> None:
    supervisor = team.supervisor
    root = supervisor.ring.root()
    supervisor.clock.step()
    both = supervisor.desk.do(teams.assign, supervisor.desk.actor.person, ("lead", "supervisor"), "Jawa Barat", root)
    supervisor.clock.step()
    changed = team_changes.with_policy(both.team, Policy(issuer_may_be_approver=may))
    lets = supervisor.desk.do(teams.follow, both, changed, root)
    assert team.verifier.takes(both.document, lets.document)[-1] == Arriving.NEWER
    verification = ready(team.verifier.desk)
    supervisor.takes(team.verifier.submits(verification))
    supervisor.desk.do(reviewing.confirm, verification, WAIVED)
    approval = supervisor.sign(supervisor.desk.ask(reviewing.drawn_up, verification, "approved"))
    supervisor.desk.do(reviewing.conclude, verification, approval)
    (line,) = supervisor.desk.ask(issued.lines)
    assert line.is_own_approval
    if may:
        assert refused(lambda: supervisor.desk.ask(issuing.drawn_up, verification, "issue")) == "issue.approver_reason"
        document = told(done(supervisor, verification, "issue", reason="Ketua tim lain sedang sakit."))
        assert document.issue_reason == "Ketua tim lain sedang sakit."
    else:
        assert refused(lambda: supervisor.desk.ask(issuing.drawn_up, verification, "issue", reason="Sakit.")) == "issue.approver"


def test_who_approved_it_made_another_verdict_of_what_somebody_else_had_issued(team: Trio) -> None:
    supervisor, root = team.supervisor, team.supervisor.ring.root()
    verification = approved(team)
    done(supervisor, verification, "issue")
    supervisor.clock.step()
    both = supervisor.desk.do(teams.assign, team.lead.desk.actor.person, ("lead", "supervisor"), "Jawa Barat", root)
    team.lead.takes(both.document, *supervisor.documents("verdict"))
    asked = partial(team.lead.desk.ask, issuing.drawn_up, verification, "amend", verdict="V1", reason="Salah.")
    assert refused(asked) == "issue.approver"
    assert team.lead.desk.ask(issued.standing, verification).is_approver


def test_what_leaves_for_an_issued_verdict_is_what_was_issued_with_what_it_rests_on(team: Trio) -> None:
    verification = approved(team)
    desk = team.supervisor.desk
    assert desk.ask(issued.leaving, verification) == ()
    signed = done(team.supervisor, verification, "issue")
    assert desk.ask(issued.leaving, verification) == (digest(signed.body),)
    document = told(signed)
    assert desk.ask(issued.leaving, verification, complete=True) == (digest(signed.body), document.submission, document.review)
    gone = team.supervisor.sign(desk.ask(issuing.withdrawal, verification, "withdraw", "Salah instansi."))
    desk.do(issuing.withdraw, verification, "withdraw", gone)
    assert desk.ask(issued.leaving, verification) == (digest(signed.body), digest(gone.body))


def test_the_list_tells_the_verdict_that_was_issued_and_not_the_one_recorded(team: Trio) -> None:
    verification = approved(team)
    desk = team.supervisor.desk
    (line,) = desk.ask(issued.lines)
    assert (line.state, line.region, line.type, line.forks) == ("approved", "Provinsi Aceh", "provinsi", 0)
    assert [laptop.desk.ask(issued.waiting) for laptop in (team.verifier, team.lead, team.supervisor)] == [0, 0, 1]
    done(team.supervisor, verification, "issue")
    assert desk.ask(issued.waiting) == 0
    done(team.supervisor, verification, "amend", verdict="V3", reason="Persetujuan dicabut.")
    (line,) = desk.ask(issued.lines)
    assert (line.state, line.verdict, sheet_of(desk, verification).verdict.verdict == "V3") == ("issued", "V3", False)  # type: ignore[union-attr]
    assert [each.id for each in desk.ask(issued.chosen, "issued", line.round, "provinsi")] == [verification]
    assert desk.ask(issued.chosen, "issued", line.round, "kota") == desk.ask(issued.chosen, "approved") == ()
    found = desk.ask(issued.standing, verification)
    assert (found.lead, found.issued_by, found.applied, found.confirmed) == ("Lina", "Surya", (WAIVED,), (WAIVED,))
    assert [(each.kind, each.is_current) for each in found.revisions] == [
        ("verdict", True),
        ("verdict", False),
        ("review", True),
        ("submission", True),
    ]


def test_the_verifier_s_own_list_told_the_recorded_verdict_beside_issued_after_another_was(team: Trio) -> None:
    verification = approved(team)
    first = done(team.supervisor, verification, "issue")
    recorded = told(first).verdict.code
    other = "V4" if recorded != "V4" else "V3"
    team.supervisor.clock.step()
    amended = done(team.supervisor, verification, "amend", verdict=other, reason="Persetujuan dicabut.")
    withdrawn = team.supervisor.sign(team.supervisor.desk.ask(issuing.withdrawal, verification, "withdraw", "Salah instansi."))
    for offered, said in ((first, ("issued", recorded)), (amended, ("issued", other)), (withdrawn, ("withdrawn", other))):
        team.verifier.takes(*team.lead.documents("review"), offered)
        (line,) = team.verifier.desk.ask(verifications.mine)
        assert (line.state, line.verdict) == said
        glance = look(team.verifier.desk.ledger.folder)
        assert glance is not None
        assert (glance.mine[0].state, glance.mine[0].verdict) == said


def test_a_repair_that_came_after_the_verdict_was_issued_did_not_count_and_nobody_was_told(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    verification = ready(vera.desk)
    remark = returned(team, verification, "REG-01")
    # Another lead approved it meanwhile, and whoever issues knew of nothing else.
    approval = changed(team.lead, team.lead.documents("review")[0], decision="approved", code="", reason="", remarks={})
    surya.takes(*team.lead.documents("submission"), approval)
    verdict = done(surya, verification, "issue")
    assert surya.desk.ask(issued.standing, verification).later is None
    vera.desk.do(reviewing.reply, verification, remark, "Pasal 4.")
    repaired = vera.submits(verification)
    surya.takes(repaired)
    vera.takes(verdict)
    for laptop in (surya, vera):
        found = laptop.desk.ask(issued.standing, verification)
        assert (found.state, found.later and found.later.digest) == ("issued", digest(repaired.body))
        assert [each.is_overtaken for each in laptop.desk.ask(issued.lines)] == [True]
    vera.takes(done(surya, verification, "amend", reason="Perbaikannya tidak mengubah hasil."))
    for laptop in (surya, vera):
        assert laptop.desk.ask(issued.standing, verification).later is None
        assert [each.is_overtaken for each in laptop.desk.ask(issued.lines)] == [False]


@pytest.mark.parametrize("verb", ["withdraw", "send_back"])
def test_what_one_supervisor_took_back_stayed_in_force_by_what_another_issued_and_nobody_was_told(
    team: Trio, verb: Literal["withdraw", "send_back"]
) -> None:
    surya, is_withdrawn = team.supervisor, verb == "withdraw"
    verification = approved(team)
    if is_withdrawn:
        done(surya, verification, "issue")
    elsewhere = drawn(surya, verification, "amend" if is_withdrawn else "issue", reason="Salah tanggal.", valid_until="31-12-2025")
    back = surya.sign(surya.desk.ask(issuing.withdrawal, verification, verb, "Data keliru."))
    surya.desk.do(issuing.withdraw, verification, verb, back)
    surya.takes(elsewhere)
    found = surya.desk.ask(issued.standing, verification)
    assert (found.state, found.crossed and found.crossed.digest) == ("issued", digest(back.body))
    assert found.crossed is not None
    assert found.crossed.status == ("withdrawn" if is_withdrawn else "sent_back")
    assert [each.is_crossed for each in surya.desk.ask(issued.lines)] == [True]
    done(surya, verification, "amend", reason="Tetap berlaku.")
    assert surya.desk.ask(issued.standing, verification).crossed is None
    assert [each.is_crossed for each in surya.desk.ask(issued.lines)] == [False]


def test_a_verifier_was_not_told_who_withdrew_the_verdict_nor_why(team: Trio) -> None:
    surya, verification = team.supervisor, approved(team)
    verdict = done(surya, verification, "issue")
    back = surya.sign(surya.desk.ask(issuing.withdrawal, verification, "withdraw", "Data keliru."))
    team.verifier.takes(verdict, back)
    sheet, found = sheet_of(team.verifier.desk, verification), team.verifier.desk.ask(issued.standing, verification)
    *_, said = issued_told(Words("id"), sheet.checklist, found)
    assert said.startswith("Dicabut Surya, ")
    assert said.endswith("dengan alasan: Data keliru.")


def test_a_verdict_that_was_withdrawn_was_told_as_replaced(team: Trio) -> None:
    verification = approved(team)
    done(team.supervisor, verification, "issue")
    desk = team.supervisor.desk
    gone = team.supervisor.sign(desk.ask(issuing.withdrawal, verification, "withdraw", "Salah instansi."))
    desk.do(issuing.withdraw, verification, "withdraw", gone)
    (verdict,) = (each for each in desk.ask(issued.revisions, verification) if each.kind == "verdict")
    assert (verdict.is_current, verdict.is_withdrawn) == (False, True)
    again = approved(team, "32")
    done(team.supervisor, again, "issue")
    done(team.supervisor, again, "amend", reason="Salah ketik tanggal.", valid_until="31-12-2025")
    told_ = [(each.is_current, each.is_withdrawn) for each in desk.ask(issued.revisions, again) if each.kind == "verdict"]
    assert told_ == [(True, False), (False, False)]
