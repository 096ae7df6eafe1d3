"""What documents tell of remarks: nobody speaks in another's name, and nothing that a lead said is lost."""

import pytest

from models.codes import digest
from models.desk import answers, intake, keeping, reviewing, submitting
from models.documents import kinds
from models.documents.submission import Submission
from models.documents.verified import MessageResult, RemarkResult
from tests.desk.acts import sheet_of
from tests.desk.reviewing_kit import Trio, changed, ready, returned, why

pytestmark = pytest.mark.slow

ITEM = "REG-01"


def test_a_submission_settled_remarks_and_spoke_in_the_leads_name(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    remark = returned(team, verification, ITEM)
    team.verifier.desk.do(reviewing.reply, verification, remark, "Pasal 3.")
    signed = team.verifier.submits(verification)
    document = kinds.demanded(signed, Submission)
    told = document.remarks[remark]
    (asked, reply) = told.messages
    at = "2023-05-20T00:00:00Z"
    messages = {
        asked: told.messages[asked].model_copy(update={"text": "Sudah baik."}),
        reply: told.messages[reply].model_copy(update={"person": "Lina", "text": "Saya setuju."}),
        "a1": MessageResult(person="Lina", act="settled", at=at, text="Selesai."),
        "a2": MessageResult(person="Lina", act="reopened", at=at, text="Belum."),
    }
    praise = RemarkResult(item="REG-02", kind="praise", messages={"a3": MessageResult(person="Lina", act="asked", at=at, text="Bagus.")})
    forged = changed(team.verifier, signed, remarks={remark: told.model_copy(update={"messages": messages}), "b1": praise})
    for laptop in (team.lead, team.supervisor):
        laptop.takes(*team.lead.documents("submission"), *team.lead.documents("review"), forged)
        (found,) = laptop.desk.ask(reviewing.standing, verification).remarks
        assert found.stage == "answered"
        assert [(each.person, each.act, each.text) for each in found.messages] == [
            ("Lina", "asked", "Pasal berapa?"),
            ("Vera", "answered", "Saya setuju."),
        ]


def test_a_lead_answered_in_the_verifiers_name(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    remark = returned(team, verification, ITEM)
    (submission,), (review,) = team.lead.documents("submission"), team.lead.documents("review")
    told = reviewed(team, review)
    message = MessageResult(person="Vera", act="answered", at="2023-05-20T00:00:00Z", text="Saya keliru.")
    remarks = {remark: told.model_copy(update={"messages": {**told.messages, "a1": message}})}
    team.supervisor.takes(submission, changed(team.lead, review, remarks=remarks))
    (found,) = team.supervisor.desk.ask(reviewing.standing, verification).remarks
    assert [each.act for each in found.messages] == ["asked"]


def reviewed(team: Trio, review: object) -> RemarkResult:
    """The only remark in a review."""
    (signed,) = team.lead.documents("review")
    assert signed == review
    (told,) = kinds.parsed(signed.body, signed.name).remarks.values()  # type: ignore[union-attr]
    assert isinstance(told, RemarkResult)
    return told


def test_a_message_dated_at_the_end_of_time_let_nobody_answer_it(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    remark = returned(team, verification, ITEM)
    team.verifier.desk.do(reviewing.reply, verification, remark, "Pasal 3.")
    signed = team.verifier.submits(verification)
    told = kinds.demanded(signed, Submission).remarks[remark]
    (asked, reply) = told.messages

    def dated(at: str) -> dict[str, RemarkResult]:
        late = told.messages[reply].model_copy(update={"at": at})
        return {remark: told.model_copy(update={"messages": {asked: told.messages[asked], reply: late}})}

    assert why(team.lead, changed(team.verifier, signed, remarks=dated("2999-12-31T23:59:59Z"))) == "document.faults"
    # A clock that is years ahead is no reason to refuse: who answers does so after it.
    team.lead.takes(changed(team.verifier, signed, remarks=dated("2031-01-01T00:00:00Z")))
    team.lead.desk.do(reviewing.settle, verification, remark)
    (found,) = team.lead.desk.ask(reviewing.standing, verification).remarks
    assert (found.stage, found.messages[-1].at) == ("settled", "2031-01-01T00:00:01Z")


def test_hiding_a_submission_took_the_remarks_that_a_lead_had_not_signed(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    submission = team.verifier.submits(verification)
    desk = team.lead.desk
    team.lead.takes(submission)
    desk.do(reviewing.remark, verification, ITEM, "correction", "Pasal berapa?")
    desk.do(reviewing.confirm, verification, "SIS-06")
    before = desk.ask(reviewing.standing, verification)
    desk.do(intake.hide, [digest(submission.body)])
    desk.do(intake.unhide, [digest(submission.body)])
    assert desk.ask(reviewing.standing, verification) == before
    assert before.remarks[0].messages[0].text == "Pasal berapa?"


def test_recalling_the_second_submission_put_the_first_over_the_repairs(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    remark = returned(team, verification, ITEM)
    desk = team.verifier.desk
    desk.do(answers.annotate, verification, ITEM, "diperbaiki")
    desk.do(reviewing.reply, verification, remark, "Pasal 3.")
    team.verifier.submits(verification)
    desk.do(submitting.recall, verification)

    def holds() -> bool:
        sheet = sheet_of(desk, verification)
        return (sheet.state, sheet.line(ITEM).answer.note) == ("returned", "diperbaiki")

    assert holds()
    assert [each.text for each in desk.ask(reviewing.standing, verification).remarks[0].messages] == ["Pasal berapa?", "Pasal 3."]
    team.verifier.takes(*team.lead.documents("review"), *team.lead.documents("submission"))
    assert holds()
    desk.do(keeping.give_out, [digest(team.verifier.submits(verification).body)])
