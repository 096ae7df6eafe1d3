"""What a review says stays with the submission it was about, whatever arrives once more and in whatever order."""

from models.codes import digest
from models.desk import answers, intake, reviewing
from tests.desk.reviewing_kit import WAIVED, Trio, ready

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
    submission = vera.submits(verification)
    lina.takes(submission)
    assert lina.desk.do(reviewing.confirm, verification, WAIVED).confirmed == {WAIVED}
    assert lina.desk.do(reviewing.confirm, verification, WAIVED).confirmed == frozenset()
    lina.desk.do(reviewing.confirm, verification, WAIVED)
    lina.desk.do(intake.hide, [digest(submission.body)])
    lina.desk.do(intake.unhide, [digest(submission.body)])
    assert lina.desk.ask(reviewing.standing, verification).confirmed == frozenset()
