"""One verification through the whole review on three laptops: submitted, returned, repaired, approved, issued, amended, withdrawn."""

from models.codes import digest
from models.desk import (
    answers,
    freeze,
    history,
    intake,
    issuing,
    keeping,
    reading,
    reviewing,
    settling,
    shelved,
    submitting,
    verdicts,
    weighing,
)
from models.desk.desk import Desk
from models.documents import kinds, signatures
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.previews import Arriving
from tests.desk.acts import contents, refused, sheet_of
from tests.desk.reviewing_kit import WAIVED, Laptop, Trio, approved, done, ready, returned

ITEM = "REG-01"


def state(laptop: Laptop, verification: str) -> str:
    return sheet_of(laptop.desk, verification).state


def issued(team: Trio) -> str:
    verification = approved(team)
    team.supervisor.clock.step()
    signed = team.supervisor.sign(team.supervisor.desk.ask(issuing.drawn_up, verification, "issue", valid_until="31-12-2025"))
    team.supervisor.desk.do(issuing.issue, verification, "issue", signed)
    return verification


def test_a_submission_stands_on_the_leads_laptop_as_its_verifier_made_it(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    assert team.lead.takes(team.verifier.submits(verification)) == [Arriving.NEW]
    assert state(team.verifier, verification) == state(team.lead, verification) == "submitted"
    assert team.lead.desk.ask(freeze.contents, verification) == team.verifier.desk.ask(freeze.contents, verification)
    assert refused(lambda: team.verifier.desk.do(answers.record, verification, ITEM, 2)) == "workflow.locked"
    assert refused(lambda: team.lead.desk.do(answers.record, verification, ITEM, 2)) == "permission.not_yours"


def test_what_is_missing_blocks_and_is_listed(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    desk = team.verifier.desk
    assert desk.ask(submitting.blockers, verification) == ()
    desk.do(answers.clear, verification, ITEM)
    assert [(each.kind, each.key) for each in desk.ask(submitting.blockers, verification)] == [("item", ITEM)]
    assert refused(lambda: desk.ask(submitting.drawn_up, verification)) == "submit.gaps"


def test_an_answer_changed_while_it_was_signed_is_noticed(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    desk = team.verifier.desk
    signed = team.verifier.sign(desk.ask(submitting.drawn_up, verification))
    desk.do(answers.annotate, verification, ITEM, "berubah")
    before = contents(desk)
    assert refused(lambda: desk.do(submitting.submit, verification, signed)) == "document.changed"
    assert contents(desk) == before


def test_it_is_recalled_only_while_it_has_not_left(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    desk = team.verifier.desk
    signed = team.verifier.submits(verification)
    assert desk.do(submitting.recall, verification).state == "draft"
    desk.do(answers.annotate, verification, ITEM, "diperbaiki")
    again = team.verifier.submits(verification)
    assert again != signed
    desk.do(keeping.give_out, [digest(again.body)])
    assert refused(lambda: desk.do(submitting.recall, verification)) == "recall.left"


def test_a_return_comes_back_with_its_remarks_and_the_repair_goes_out_again(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    lead, verifier = team.lead, team.verifier
    lead.takes(verifier.submits(verification))
    assert refused(lambda: lead.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Kurang")) == "return.no_remark"
    lead.desk.do(reviewing.remark, verification, ITEM, "correction", "Pasal berapa?")
    lead.desk.do(reviewing.remark, verification, "REG-03", "praise", "Rapi.")
    assert refused(lambda: lead.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", " ")) == "workflow.reason_missing"
    returned = lead.sign(lead.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi pasalnya."))
    lead.desk.do(reviewing.conclude, verification, returned)
    assert verifier.takes(returned) == [Arriving.NEW]
    found = verifier.desk.ask(reviewing.standing, verification)
    assert (found.state, found.code, found.reason, found.number) == ("returned", "evidence", "Lengkapi pasalnya.", 1)
    asked = next(remark for remark in found.remarks if remark.kind == "correction")
    assert (asked.item, asked.stage, asked.messages[0].text) == (ITEM, "open", "Pasal berapa?")
    assert refused(lambda: verifier.desk.ask(submitting.drawn_up, verification)) == "submit.unanswered"
    verifier.desk.do(answers.record, verification, ITEM, 2)
    verifier.desk.do(reviewing.reply, verification, asked.id, "Pasal 3 ayat (2).")
    second = verifier.submits(verification)
    # The return arrives a second time, by another stick: it was about the first submission.
    assert verifier.takes(returned) == [Arriving.HERE]
    assert state(verifier, verification) == "submitted"
    lead.takes(second)
    there = lead.desk.ask(reviewing.standing, verification)
    assert (there.state, there.number) == ("submitted", 2)
    assert [remark.stage for remark in there.remarks if remark.kind == "correction"] == ["answered"]
    assert refused(lambda: lead.desk.ask(reviewing.drawn_up, verification, "approved")) == "approve.unsettled"
    lead.desk.do(reviewing.settle, verification, asked.id)
    assert refused(lambda: lead.desk.ask(reviewing.drawn_up, verification, "approved")) == "approve.unconfirmed"
    lead.desk.do(reviewing.confirm, verification, WAIVED)
    lead.desk.ask(reviewing.drawn_up, verification, "approved")


def test_a_decision_whose_submission_is_not_here_waits_for_it(team: Trio) -> None:
    verification = approved(team)
    submission, review = team.supervisor.documents("submission"), team.supervisor.documents("review")
    team.supervisor.desk.do(intake.hide, [digest(each.body) for each in (*submission, *review)])
    assert refused(lambda: state(team.supervisor, verification)) == "verification.unknown"
    team.supervisor.takes(*review)
    assert refused(lambda: state(team.supervisor, verification)) == "verification.unknown"
    team.supervisor.takes(*submission)
    assert state(team.supervisor, verification) == "approved"


def test_the_issued_file_rests_on_submission_and_review_and_names_three_people(team: Trio) -> None:
    verification = issued(team)
    (file,) = team.supervisor.documents("verdict")
    document = kinds.parsed(file.body, file.name)
    assert isinstance(document, VerdictFile)
    assert document.submission == digest(team.supervisor.documents("submission")[0].body)
    assert document.review == digest(team.supervisor.documents("review")[0].body)
    assert {role: person.name for role, person in document.people.items()} == {"verifier": "Vera", "lead": "Lina", "supervisor": "Surya"}
    assert (document.status, document.valid_until) == ("issued", "2025-12-31")
    assert team.verifier.takes(file) == [Arriving.NEW]
    assert state(team.verifier, verification) == "issued"


def test_an_amendment_supersedes_and_a_withdrawal_ends_it(team: Trio) -> None:
    verification = issued(team)
    desk = team.supervisor.desk
    assert refused(lambda: desk.ask(issuing.drawn_up, verification, "amend")) == "workflow.reason_missing"
    team.supervisor.clock.step()
    amended = team.supervisor.sign(desk.ask(issuing.drawn_up, verification, "amend", verdict="V3", reason="Persetujuan dicabut."))
    desk.do(issuing.issue, verification, "amend", amended)
    lines = {line.id: line for line in desk.ask(keeping.lines) if line.kind == "verdict"}
    assert [line.is_current for line in lines.values()].count(True) == 1
    assert lines[digest(amended.body)].is_current
    document = kinds.parsed(amended.body, amended.name)
    assert isinstance(document, VerdictFile)
    assert (document.verdict.code, document.verdict.person) == ("V3", "Surya")
    gone = team.supervisor.sign(desk.ask(issuing.withdrawal, verification, "withdraw", "Salah instansi."))
    desk.do(issuing.withdraw, verification, "withdraw", gone)
    assert state(team.supervisor, verification) == "withdrawn"


def test_an_approval_sent_back_is_reviewed_again(team: Trio) -> None:
    verification = approved(team)
    sent = team.supervisor.sign(team.supervisor.desk.ask(issuing.withdrawal, verification, "send_back", "Periksa INS-08."))
    team.supervisor.desk.do(issuing.withdraw, verification, "send_back", sent)
    assert state(team.supervisor, verification) == "submitted"
    team.lead.takes(sent)
    assert state(team.lead, verification) == "submitted"


def test_an_approval_that_was_sent_back_was_listed_as_a_verdict_that_was_withdrawn(team: Trio) -> None:
    verification = approved(team)
    sent = team.supervisor.sign(team.supervisor.desk.ask(issuing.withdrawal, verification, "send_back", "Periksa INS-08."))
    team.supervisor.desk.do(issuing.withdraw, verification, "send_back", sent)
    team.lead.takes(sent)
    withdrawn = approved(team, "32")
    done(team.supervisor, withdrawn, "issue")
    gone = team.supervisor.sign(team.supervisor.desk.ask(issuing.withdrawal, withdrawn, "withdraw", "Salah instansi."))
    team.supervisor.desk.do(issuing.withdraw, withdrawn, "withdraw", gone)
    for desk in (team.supervisor.desk, team.lead.desk):
        told = {each.id: (each.status, each.purpose) for each in desk.ask(keeping.lines)}
        assert told[digest(sent.body)] == ("sent_back", "sent_back")
        assert desk.ask(shelved.one, True, digest(sent.body)) in desk.ask(keeping.lines)
    kept = {each.id: each for each in team.supervisor.desk.ask(keeping.lines)}
    assert (kept[digest(gone.body)].status, kept[digest(gone.body)].purpose) == ("withdrawn", "withdrawn")
    # What is gone is marked too: it stood among the documents like what counts.
    marks = {(each.kind, each.ended, each.is_current) for each in kept.values() if each.ended in ("withdrawn", "sent_back")}
    assert marks == {("verdict", "withdrawn", False), ("review", "sent_back", False)}
    assert all(desk.ask(shelved.one, True, id_) == each for desk in (team.supervisor.desk,) for id_, each in kept.items())


def test_a_lead_does_not_approve_their_own_work(team: Trio) -> None:
    verification = ready(team.lead.desk, "32")
    team.lead.submits(verification)
    assert refused(lambda: team.lead.desk.do(reviewing.remark, verification, ITEM, "question", "?")) == "permission.own_work"
    assert refused(lambda: team.lead.desk.ask(reviewing.drawn_up, verification, "approved")) == "permission.own_work"


def test_every_act_is_one_entry_of_the_trail(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    before = len(contents(team.verifier.desk)["trail"])
    team.verifier.submits(verification)
    assert len(contents(team.verifier.desk)["trail"]) == before + 1
    assert team.verifier.desk.ask(reading.sheet, verification).state == "submitted"


def test_hiding_a_submission_hides_its_verification_and_nothing_is_lost(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    submission = team.verifier.submits(verification)
    desk: Desk = team.lead.desk
    team.lead.takes(submission)
    before = desk.ask(freeze.contents, verification)
    desk.do(intake.hide, [digest(submission.body)])
    assert refused(lambda: state(team.lead, verification)) == "verification.unknown"
    desk.do(intake.unhide, [digest(submission.body)])
    assert desk.ask(freeze.contents, verification) == before


def test_a_colleague_cannot_submit_in_anothers_name_nor_put_theirs_in_its_place(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    submission = team.verifier.submits(verification)
    team.lead.takes(submission)
    forged = signatures.sign(team.lead.ring.person(), submission.body, "submission")
    (found,) = team.supervisor.desk.ask(intake.judged, (Signed("x.toml", submission.body, (forged,)),))
    assert found.why is not None
    assert found.why.code == "signer.not_named"
    before = team.verifier.desk.ask(freeze.contents, verification)
    mine = team.lead.desk.actor.person
    body = submission.body.replace(team.verifier.desk.actor.person.encode(), mine.encode()).replace(b"number = 1", b"number = 7")
    own = Signed("y.toml", body, (signatures.sign(team.lead.ring.person(), body, "submission"),))
    for laptop in (team.verifier, team.lead):
        assert laptop.takes(own) == [Arriving.FORK]
        assert laptop.desk.ask(freeze.contents, verification) == before
        assert laptop.desk.ask(reviewing.standing, verification).forks == tuple(sorted(map(digest, (submission.body, body))))


def test_hiding_ones_own_submission_is_no_way_round_the_recall(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    submission = team.verifier.submits(verification)
    team.verifier.desk.do(keeping.give_out, [digest(submission.body)])
    assert refused(lambda: team.verifier.desk.do(intake.hide, [digest(submission.body)])) == "document.own"
    assert state(team.verifier, verification) == "submitted"


def test_a_recalled_submission_shown_again_does_not_stand_beside_the_next(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    first = team.verifier.submits(verification)
    team.verifier.desk.do(submitting.recall, verification)
    second = team.verifier.submits(verification)
    assert refused(lambda: team.verifier.desk.do(intake.unhide, [digest(first.body)])) == "document.own"
    found = team.verifier.desk.ask(reviewing.standing, verification)
    assert (found.submission, found.forks) == (digest(second.body), ())


def test_undo_after_a_return_took_back_what_had_been_submitted(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    returned(team, verification, ITEM)
    desk = team.verifier.desk
    before = contents(desk)
    assert refused(lambda: desk.do(history.undo, verification)) == "undo.submitted"
    assert contents(desk) == before
    desk.do(answers.record, verification, ITEM, 4)
    assert desk.do(history.undo, verification).sheet.line(ITEM).answer.level == 3
    assert refused(lambda: desk.do(history.undo, verification)) == "undo.submitted"


def test_what_was_recalled_is_undone_like_any_draft(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    team.verifier.submits(verification)
    team.verifier.desk.do(submitting.recall, verification)
    assert team.verifier.desk.do(history.undo, verification).sheet.verdict is None


def test_what_was_changed_besides_the_remarks_was_not_told_at_the_second_look(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    remark = returned(team, verification, "REG-01")
    vera.desk.do(reviewing.reply, verification, remark, "Pasal 4.")
    vera.desk.do(answers.record, verification, "DSN-01", 4)
    vera.desk.do(answers.annotate, verification, "DSN-03", "Sudah dilihat.")
    vera.desk.do(verdicts.record, verification, sheet_of(vera.desk, verification).recommendation.code)  # type: ignore[union-attr]
    lina.takes(vera.submits(verification))
    (line,) = lina.desk.ask(weighing.queue)
    assert [each.key for each in line.weak if "changed" in each.reasons] == ["DSN-01"] == [line.weak[0].key]
    place = lina.desk.ask(settling.position, verification)
    assert set(lina.desk.ask(weighing.changed, place.submission)) == {"DSN-01"}
