"""What a review says stays with the submission it was about, whatever arrives once more, in whatever order, or not at all."""

import pytest

from models.codes import digest
from models.desk import answers, evidence, facts, issued, issuing, keeping, reviewing, settling, submitting, verdicts, weighing
from models.documents import kinds
from models.documents.submission import Submission
from models.documents.verdict_file import VerdictFile
from models.item_told import facts_before, told_before
from models.words import Words
from tests.desk.acts import sheet_of
from tests.desk.reviewing_kit import WAIVED, Trio, approved, ready, returned

pytestmark = pytest.mark.slow

ITEM = "REG-01"


def test_an_older_review_arriving_again_took_the_confirmations_of_the_newer_submission_away(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    lina.takes(vera.submits(verification))
    lina.desk.do(reviewing.confirm, verification, WAIVED)
    lina.desk.do(reviewing.remark, verification, ITEM, "correction", "Pasal berapa?")
    lina.clock.step()
    back = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi."))
    lina.desk.do(reviewing.conclude, verification, back)
    vera.takes(back)
    (remark,) = vera.desk.ask(reviewing.standing, verification).remarks
    vera.desk.do(reviewing.reply, verification, remark.id, "Pasal 3.")
    vera.desk.do(answers.annotate, verification, ITEM, "Pasal 3.")
    second = vera.submits(verification)
    lina.takes(second)
    lina.desk.do(reviewing.confirm, verification, WAIVED)
    lina.desk.do(reviewing.settle, verification, remark.id)
    lina.clock.step()
    approved = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "approved"))
    lina.desk.do(reviewing.conclude, verification, approved)
    for laptop in (lina, vera, team.supervisor):
        laptop.takes(second, approved)
        laptop.takes(back)
        assert laptop.desk.ask(reviewing.standing, verification).confirmed == {WAIVED}


def test_a_confirmation_is_taken_back_by_confirming_again(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    lina.takes(vera.submits(verification))
    assert lina.desk.do(reviewing.confirm, verification, WAIVED).confirmed == {WAIVED}
    assert lina.desk.do(reviewing.confirm, verification, WAIVED).confirmed == frozenset()


def test_a_verdict_whose_review_is_not_here_could_be_neither_shown_nor_amended(team: Trio) -> None:
    verification, surya = approved(team), team.supervisor
    surya.clock.step()
    verdict = surya.sign(surya.desk.ask(issuing.drawn_up, verification, "issue"))
    surya.desk.do(issuing.issue, verification, "issue", verdict)
    before = surya.desk.ask(issued.standing, verification)
    assert not before.is_review_missing
    # On another laptop the review never arrived.
    (review,) = surya.documents("review")
    with surya.desk.ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql("DELETE FROM signature WHERE document = ?", (digest(review.body),))
        connection.exec_driver_sql("DELETE FROM document WHERE digest = ?", (digest(review.body),))
    found = surya.desk.ask(issued.standing, verification)
    assert (found.is_review_missing, found.lead, found.approved_at, found.verdict) == (True, "Lina", "", before.verdict)
    surya.clock.step()
    amended = surya.sign(surya.desk.ask(issuing.drawn_up, verification, "amend", reason="Salah ketik.", valid_until="31-12-2025"))
    surya.desk.do(issuing.issue, verification, "amend", amended)
    document = kinds.parsed(amended.body, amended.name)
    assert isinstance(document, VerdictFile)
    assert document.people["lead"].name == "Lina"


def test_the_next_submission_took_the_place_of_one_of_two_that_stood_side_by_side(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    other = vera.sign(vera.desk.ask(submitting.drawn_up, verification))
    first = vera.submits(verification)
    both = tuple(sorted(digest(each.body) for each in (first, other)))
    for laptop in (vera, lina):
        laptop.takes(first, other)
        assert laptop.desk.ask(settling.position, verification).forks == both
    lina.desk.do(reviewing.remark, verification, ITEM, "correction", "Pasal berapa?")
    back = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi."))
    lina.desk.do(reviewing.conclude, verification, back)
    vera.takes(back)
    (remark,) = vera.desk.ask(reviewing.standing, verification).remarks
    vera.desk.do(reviewing.reply, verification, remark.id, "Pasal 3.")
    second = vera.submits(verification)
    document = kinds.parsed(second.body, second.name)
    assert isinstance(document, Submission)
    assert document.supersedes == both
    lina.takes(second)
    assert lina.desk.ask(reviewing.standing, verification).forks == ()
    assert [line.is_current for line in lina.desk.ask(keeping.lines) if line.kind == "submission"].count(True) == 1


def test_a_lead_was_told_that_an_answer_changed_and_not_what_it_was(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    cited = next(line.item.code for line in sheet_of(vera.desk, verification).lines if line.citations)
    remark = returned(team, verification, "REG-01")
    vera.desk.do(reviewing.reply, verification, remark, "Pasal 4.")
    vera.desk.do(answers.record, verification, "DSN-01", 4)
    vera.desk.do(evidence.register, verification, {"title": "Lampiran", "seen": "yes"}, cited, "hlm. 2")
    vera.desk.do(verdicts.record, verification, sheet_of(vera.desk, verification).recommendation.code)  # type: ignore[union-attr]
    lina.takes(vera.submits(verification))
    sheet, words = sheet_of(lina.desk, verification), Words("en")
    changed = lina.desk.ask(weighing.changed, lina.desk.ask(settling.position, verification).submission)
    told = {code: told_before(words, sheet.line(code), before) for code, before in changed.items() if before is not None}
    new = max(each.evidence.code for each in sheet.line(cited).citations)
    assert told == {"DSN-01": "3", cited: f"the same answer; now cites {new} too"}


def test_a_fact_and_base_data_that_changed_were_marked_without_what_was_told_before(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    fact, key = "PEN-02", next(iter(sheet_of(vera.desk, verification).checklist.base))
    remark = returned(team, verification, "REG-01")
    vera.desk.do(reviewing.reply, verification, remark, "Pasal 4.")
    vera.desk.do(facts.record, verification, fact, {"status": "proposed"}, 0)
    vera.desk.do(facts.base, verification, {key: "12"})
    vera.desk.do(verdicts.record, verification, sheet_of(vera.desk, verification).recommendation.code)  # type: ignore[union-attr]
    lina.takes(vera.submits(verification))
    (line,) = lina.desk.ask(weighing.queue)
    assert {(each.kind, each.key) for each in line.weak if "changed" in each.reasons} == {("fact", fact), ("base", "base")}
    place = lina.desk.ask(settling.position, verification)
    told = lina.desk.ask(weighing.told_before, place.submission)
    assert (told.base, list(told.facts)) == ({}, [fact])
    words, checklist = Words("id"), line.checklist
    assert facts_before(words, checklist, told, fact) == words.of(checklist.facts[fact].fields["status"].choices["not_proposed"])
    assert facts_before(words, checklist, told, "base") == "tidak ada isian"
    assert facts_before(words, checklist, told, "PEN-01") == ""


def test_evidence_that_was_another_file_at_the_second_look_was_not_told(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    code = (
        vera.desk.do(evidence.register, verification, {"title": "Perbup", "number": "1/2022"}, ITEM).line(ITEM).citations[-1].evidence.code
    )
    remark = returned(team, verification, ITEM)
    vera.desk.do(reviewing.reply, verification, remark, "Pasal 4.")
    vera.desk.do(evidence.change, verification, code, {"title": "Perbup", "number": "7/2023"})
    vera.desk.do(verdicts.record, verification, sheet_of(vera.desk, verification).recommendation.code)  # type: ignore[union-attr]
    lina.takes(vera.submits(verification))
    changed = lina.desk.ask(weighing.changed, lina.desk.ask(settling.position, verification).submission)
    assert list(changed) == [ITEM]
    told = told_before(Words("id"), sheet_of(lina.desk, verification).line(ITEM), changed[ITEM])  # type: ignore[arg-type]
    assert told == f"jawaban yang sama; {code} kini lain: keterangan atau berkasnya berubah"
