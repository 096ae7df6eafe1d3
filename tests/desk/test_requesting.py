"""A submission that has left is asked back: on three laptops, in whatever order the documents arrive, until the lead answers."""

from itertools import permutations

import pytest

from models.codes import digest
from models.desk import answers, history, intake, keeping, requested, requesting, reviewing, submitting, weighing
from models.documents.travelling import Signed
from models.previews import Arriving
from models.queued import in_order
from models.reviews import Requested
from models.text import NOTE_LIMIT
from tests.desk.acts import refused, sheet_of
from tests.desk.arriving import signed_anew
from tests.desk.reviewing_kit import WAIVED, Laptop, Trio, ready

pytestmark = pytest.mark.slow

WHY = "Lampiran SK tertukar dengan instansi lain."


def sent(laptop: Laptop, verification: str) -> Signed:
    """Submit, and let the file leave."""
    submission = laptop.submits(verification)
    laptop.desk.do(keeping.give_out, [digest(submission.body)])
    return submission


def asks(laptop: Laptop, verification: str, reason: str = WHY) -> Signed:
    """Ask for the submission back; the request."""
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(requesting.drawn_up, verification, reason))
    laptop.desk.do(requesting.ask, verification, signed)
    return signed


def returns(laptop: Laptop, verification: str, code: str = "requested", reason: str = WHY) -> Signed:
    """Return the submission; the review."""
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(reviewing.drawn_up, verification, "returned", code, reason))
    laptop.desk.do(reviewing.conclude, verification, signed)
    return signed


def told(laptop: Laptop, verification: str) -> Requested | None:
    """The request as this laptop tells it, the same in the review and in the queue."""
    found = laptop.desk.ask(reviewing.standing, verification).requested
    if "lead" in laptop.desk.actor.roles:
        lines = {line.id: line.requested for line in laptop.desk.ask(weighing.queue)}
        assert lines.get(verification) == found
    return found


def test_a_request_is_told_on_every_laptop_and_changes_nothing_by_itself(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    verification = ready(vera.desk)
    submission = sent(vera, verification)
    request = asks(vera, verification)
    for laptop, order in zip((lina, surya), permutations((submission, request)), strict=True):
        for each in order:
            assert laptop.takes(each) == [Arriving.NEW]
    for laptop in (vera, lina, surya):
        found = told(laptop, verification)
        assert found is not None
        assert (found.document, found.person, found.reason) == (digest(request.body), "Vera", WHY)
        assert sheet_of(laptop.desk, verification).state == "submitted"
    assert refused(lambda: vera.desk.do(answers.record, verification, "REG-01", 1)) == "workflow.locked"
    assert refused(lambda: vera.desk.do(submitting.recall, verification)) == "recall.left"
    (last, *_) = vera.desk.ask(history.entries, verification)
    assert (last.verb, last.changes) == ("requesting.ask", (("document", "", request.name),))


def test_it_waits_where_its_submission_is_not_here_yet(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    submission = sent(team.verifier, verification)
    request = asks(team.verifier, verification)
    assert team.lead.takes(request) == [Arriving.NEW]
    assert team.lead.desk.ask(requested.waiting) == {}
    team.lead.takes(submission)
    assert told(team.lead, verification) is not None


def test_a_return_answers_it_whichever_of_the_three_arrives_first(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    verification = ready(vera.desk)
    submission = sent(vera, verification)
    request = asks(vera, verification)
    lina.takes(submission, request)
    review = returns(lina, verification)
    for order in permutations((submission, request, review)):
        for laptop in (vera, surya):
            for each in order:
                laptop.takes(each)
    for laptop in (vera, lina, surya):
        assert sheet_of(laptop.desk, verification).state == "returned"
        assert told(laptop, verification) is None
    found = vera.desk.ask(submitting.return_of, verification)
    assert found is not None
    assert (found.code, found.reason) == ("requested", WHY)
    assert refused(lambda: vera.desk.ask(requesting.drawn_up, verification, WHY)) == "workflow.locked"


def test_what_was_returned_on_request_goes_out_again_without_a_reply_to_oneself(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    request = sent(vera, verification), asks(vera, verification)
    lina.takes(*request)
    vera.takes(returns(lina, verification))
    vera.desk.do(answers.annotate, verification, "REG-01", "SK yang benar")
    lina.takes(sent(vera, verification), *request)
    for laptop in (vera, lina):
        assert laptop.desk.ask(reviewing.standing, verification).number == 2
        # It was about the first submission.
        assert told(laptop, verification) is None


def test_an_approval_answers_it_too(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    team.lead.takes(sent(team.verifier, verification), asks(team.verifier, verification))
    team.lead.desk.do(reviewing.confirm, verification, WAIVED)
    approval = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "approved"))
    team.lead.desk.do(reviewing.conclude, verification, approval)
    team.verifier.takes(approval)
    assert told(team.lead, verification) is told(team.verifier, verification) is None


def test_what_has_not_left_is_recalled_and_not_asked_for(team: Trio) -> None:
    vera = team.verifier
    verification = ready(vera.desk)
    assert refused(lambda: vera.desk.ask(requesting.drawn_up, verification, WHY)) == "workflow.locked"
    submission = vera.submits(verification)
    assert refused(lambda: vera.desk.ask(requesting.drawn_up, verification, WHY)) == "request.here"
    vera.desk.do(keeping.give_out, [digest(submission.body)])
    for reason, code in ((" \n", "workflow.reason_missing"), ("a" * (NOTE_LIMIT + 1), "text.too_long")):
        assert refused(lambda reason=reason: vera.desk.ask(requesting.drawn_up, verification, reason)) == code
    assert refused(lambda: team.lead.desk.ask(requesting.drawn_up, verification, WHY)) == "verification.unknown"
    team.lead.takes(submission)
    assert refused(lambda: team.lead.desk.ask(requesting.drawn_up, verification, WHY)) == "permission.not_yours"


def test_nobody_but_the_verifier_of_a_submission_asks_for_it_back(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    verification = ready(vera.desk)
    submission = sent(vera, verification)
    request = asks(vera, verification)
    # Lina verifies too: signed in Vera's name it is refused, and in her own it asks for nothing.
    assert surya.takes(signed_anew(request, lina.ring, "request")) == [Arriving.REFUSED]
    own = signed_anew(request, lina.ring, "request", vera.desk.actor.person, lina.desk.actor.person)
    assert surya.takes(own, submission) == [Arriving.NEW, Arriving.NEW]
    assert told(surya, verification) is None
    # Nor does it take the place of hers, of which it says so.
    body = f'supersedes = [\n    "{digest(request.body)}",\n]\n'
    over = signed_anew(own, lina.ring, "request", "\n[agency]", f"\n{body}\n[agency]")
    surya.takes(request, over)
    assert told(surya, verification) == told(vera, verification) is not None


def test_asking_once_more_takes_the_place_of_what_was_asked_before(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    submission = sent(vera, verification)
    first, second = asks(vera, verification), asks(vera, verification, "SK dan SOP tertukar.")
    for order in ((submission, second, first), (first, submission, second)):
        for each in order:
            lina.takes(each)
        found = told(lina, verification)
        assert found is not None
        assert found.reason == "SK dan SOP tertukar."
        assert lina.desk.ask(requested.waiting)[verification] == (found,)
    lines = {line.id: line.is_current for line in lina.desk.ask(keeping.lines)}
    assert (lines[digest(first.body)], lines[digest(second.body)]) == (False, True)


def test_only_what_was_asked_for_is_returned_as_asked_for_and_without_a_remark(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    lina.takes(sent(vera, verification))
    assert refused(lambda: returns(lina, verification)) == "return.no_remark"
    lina.desk.do(reviewing.remark, verification, "REG-01", "question", "Pasal berapa?")
    assert refused(lambda: returns(lina, verification)) == "return.not_requested"
    returns(lina, verification, "evidence")


def test_another_reason_than_the_request_needs_a_remark_as_ever(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    team.lead.takes(sent(team.verifier, verification), asks(team.verifier, verification))
    assert refused(lambda: returns(team.lead, verification, "evidence")) == "return.no_remark"
    assert refused(lambda: returns(team.lead, verification, reason=" ")) == "workflow.reason_missing"
    returns(team.lead, verification)


def test_a_hidden_request_is_told_no_more_and_shown_again_it_is(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    request = sent(team.verifier, verification), asks(team.verifier, verification)
    team.lead.takes(*request)
    key = digest(request[1].body)
    team.lead.desk.do(intake.hide, [key])
    assert told(team.lead, verification) is None
    team.lead.desk.do(intake.unhide, [key])
    assert told(team.lead, verification) is not None


def test_what_is_asked_back_stands_first_in_every_order_of_the_queue(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verifications = [ready(vera.desk, agency) for agency in ("11", "32", "33")]
    lina.takes(*(sent(vera, each) for each in verifications), asks(vera, verifications[1]))
    for sort in ("risk", "age", "region"):
        assert next(line.id for line in in_order(lina.desk.ask(weighing.queue), sort)) == verifications[1]


def test_a_request_about_what_changed_meanwhile_is_not_entered(team: Trio) -> None:
    vera = team.verifier
    verification = ready(vera.desk)
    sent(vera, verification)
    late = vera.sign(vera.desk.ask(requesting.drawn_up, verification, WHY))
    asks(vera, verification)
    assert refused(lambda: vera.desk.do(requesting.ask, verification, late)) == "document.changed"
    assert refused(lambda: vera.desk.do(requesting.ask, verification, vera.documents("submission")[0])) == "document.kind"
    blank = signed_anew(vera.documents("request")[0], vera.ring, "request", WHY, " ")
    assert team.lead.takes(blank) == [Arriving.REFUSED]
