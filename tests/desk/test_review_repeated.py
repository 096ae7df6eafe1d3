"""What a review says stays with the submission it was about, whatever arrives once more, in whatever order, or not at all."""

import pytest

from models.codes import digest
from models.desk import answers, issued, issuing, keeping, reviewing, settling, submitting
from models.documents import kinds
from models.documents.submission import Submission
from models.documents.verdict_file import VerdictFile
from tests.desk.reviewing_kit import WAIVED, Trio, approved, ready

pytestmark = pytest.mark.slow

ITEM = "REG-01"


def test_an_older_review_arriving_again_took_the_confirmations_of_the_newer_submission_away(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    lina.takes(vera.submits(verification))
    lina.desk.do(reviewing.confirm, verification, WAIVED)
    lina.desk.do(reviewing.remark, verification, ITEM, "correction", "Pasal berapa?")
    lina.clock.step()
    returned = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi."))
    lina.desk.do(reviewing.conclude, verification, returned)
    vera.takes(returned)
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
        laptop.takes(returned)
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
    returned = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi."))
    lina.desk.do(reviewing.conclude, verification, returned)
    vera.takes(returned)
    (remark,) = vera.desk.ask(reviewing.standing, verification).remarks
    vera.desk.do(reviewing.reply, verification, remark.id, "Pasal 3.")
    second = vera.submits(verification)
    document = kinds.parsed(second.body, second.name)
    assert isinstance(document, Submission)
    assert document.supersedes == both
    lina.takes(second)
    assert lina.desk.ask(reviewing.standing, verification).forks == ()
    assert [line.is_current for line in lina.desk.ask(keeping.lines) if line.kind == "submission"].count(True) == 1
