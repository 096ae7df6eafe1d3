"""Handing over on the desk: what blocks, which submission it is, what waits to be handed out, what came back."""

import pytest

from models.codes import digest
from models.desk import answers, history, intake, keeping, reviewing, submitting
from models.desk.desk import Desk
from models.errors import Refusal
from models.reviews import Blocker
from tests.desk.acts import sheet_of
from tests.desk.reviewing_kit import Laptop, Trio, ready, returned

pytestmark = pytest.mark.slow

ITEM = "REG-01"


def number(laptop: Laptop, verification: str) -> int:
    return laptop.desk.ask(submitting.next_number, verification)


def test_without_a_team_nobody_could_receive_it(desk: Desk) -> None:
    verification = ready(desk)
    assert desk.ask(submitting.blockers, verification) == (Blocker("team", "", "team"),)
    with pytest.raises(Refusal, match=r"submit\.no_team"):
        desk.ask(submitting.drawn_up, verification)


def test_what_blocks_is_refused_in_the_order_it_is_to_be_done() -> None:
    verdict, reply = Blocker("verdict", "", "outdated"), Blocker("remark", ITEM, "reply")
    gap, fact = Blocker("item", ITEM, "reason"), Blocker("fact", "PEN-01", "fact")
    assert submitting.lacking(()) is None
    for found, code in (
        ((reply,), "submit.unanswered"),
        ((reply, verdict), "submit.outdated"),
        ((reply, Blocker("verdict", "", "verdict")), "submit.no_verdict"),
        ((gap, fact, reply, verdict), "submit.gaps"),
        ((Blocker("team", "", "team"), gap), "submit.no_team"),
    ):
        refused = submitting.lacking(found)
        assert refused is not None
        assert refused.code == code
        if code == "submit.gaps":
            assert refused.fields == {"count": 2, "first": ITEM}


def test_one_that_was_recalled_before_anybody_had_it_does_not_count(team: Trio) -> None:
    verifier = team.verifier
    verification = ready(verifier.desk)
    assert number(verifier, verification) == 1
    verifier.submits(verification)
    assert number(verifier, verification) == 2
    verifier.desk.do(submitting.recall, verification)
    assert number(verifier, verification) == 1
    verifier.submits(verification)
    assert verifier.desk.ask(reviewing.standing, verification).number == 1


def test_what_has_not_left_waits_to_be_handed_out(team: Trio) -> None:
    verifier = team.verifier
    second, first = ready(verifier.desk, "33"), ready(verifier.desk, "32")
    files = {each: digest(verifier.submits(each).body) for each in (second, first)}
    waiting = verifier.desk.ask(submitting.unsent)
    assert [(each.verification, each.document) for each in waiting] == [(each, files[each]) for each in (first, second)]
    assert (waiting[0].agency, waiting[0].round) == ("Provinsi Jawa Barat", "2023-1")
    verifier.desk.do(keeping.give_out, [files[first]])
    assert [each.verification for each in verifier.desk.ask(submitting.unsent)] == [second]
    verifier.desk.do(submitting.recall, second)
    assert verifier.desk.ask(submitting.unsent) == ()
    team.lead.takes(*verifier.documents("submission"))
    assert team.lead.desk.ask(submitting.unsent) == ()


def test_a_return_is_told_with_its_reason_until_it_is_answered(team: Trio) -> None:
    verifier = team.verifier
    verification = ready(verifier.desk)
    assert verifier.desk.ask(submitting.return_of, verification) is None
    remark = returned(team, verification, ITEM)
    (found,) = verifier.desk.ask(submitting.returned)
    assert found == verifier.desk.ask(submitting.return_of, verification)
    assert (found.verification, found.code, found.reason, found.person) == (verification, "evidence", "Lengkapi pasalnya.", "Lina")
    assert team.lead.desk.ask(submitting.returned) == ()
    assert verifier.desk.ask(submitting.blockers, verification) == (Blocker("remark", ITEM, "reply"),)
    verifier.desk.do(reviewing.reply, verification, remark, "Pasal 3.")
    verifier.submits(verification)
    assert verifier.desk.ask(submitting.returned) == ()


def test_the_same_return_again_swallows_no_repair_neither_before_nor_after_it_went_out(team: Trio) -> None:
    verifier = team.verifier
    verification = ready(verifier.desk)
    remark = returned(team, verification, ITEM)
    (review,) = team.lead.documents("review")
    verifier.desk.do(answers.record, verification, ITEM, 1)
    verifier.desk.do(reviewing.reply, verification, remark, "Pasal 3.")
    for state in ("returned", "submitted"):
        verifier.takes(review)
        sheet = sheet_of(verifier.desk, verification)
        assert (sheet.state, sheet.line(ITEM).answer.level) == (state, 1)
        found = verifier.desk.ask(reviewing.standing, verification)
        assert [message.text for message in found.remarks[0].messages] == ["Pasal berapa?", "Pasal 3."]
        if state == "returned":
            verifier.submits(verification)


def test_what_came_by_import_is_in_the_history_of_each_verification_it_changed(team: Trio) -> None:
    verifier, lead = team.verifier, team.lead
    one, other = ready(verifier.desk, "32"), ready(verifier.desk, "33")
    files = [verifier.submits(each) for each in (one, other)]
    lead.takes(*files)
    for verification, file in zip((one, other), files, strict=True):
        (told,) = lead.desk.ask(history.entries, verification)
        assert (told.verb, told.person) == ("intake.take", "Lina")
        assert [change for change in told.changes if change[0] == "document"] == [("document", "", file.name)]
        assert ("state", "", "submitted") in told.changes
    (of_item,) = lead.desk.ask(history.entries, one, ITEM)
    assert {field for field, *_ in of_item.changes} == {"document", "level", "citation"}
    assert lead.desk.ask(history.entries, "nowhere") == ()


def test_a_remark_and_its_reply_are_in_the_history_of_their_item(team: Trio) -> None:
    verifier = team.verifier
    verification = ready(verifier.desk)
    remark = returned(team, verification, ITEM)
    verifier.clock.step()
    verifier.desk.do(reviewing.reply, verification, remark, "Pasal 3.")
    reply, came, *_ = verifier.desk.ask(history.entries, verification, ITEM)
    assert (reply.verb, reply.item, reply.changes) == ("reviewing.reply", ITEM, (("said", "", "Pasal 3."),))
    assert came.verb == "intake.take"
    assert ("said", "", "Pasal berapa?") in came.changes
    assert ("remark", "", "correction") in came.changes
    assert [line.item for line in verifier.desk.ask(history.entries, verification)][:2] == [ITEM, ITEM]
    assert "reviewing.reply" not in [line.verb for line in verifier.desk.ask(history.entries, verification, "REG-02")]


def test_what_left_and_what_was_hidden_is_told_by_the_name_of_the_document(team: Trio) -> None:
    verifier, lead = team.verifier, team.lead
    verification = ready(verifier.desk)
    file = verifier.submits(verification)
    verifier.desk.do(keeping.give_out, [digest(file.body)])
    assert verifier.desk.ask(history.entries, verification)[0].changes == (("left", "", file.name),)
    lead.takes(file)
    lead.desk.do(intake.hide, [digest(file.body)])
    lead.desk.do(intake.unhide, [digest(file.body)])
    shown, hidden, _ = lead.desk.ask(history.entries, verification)
    assert ("document", file.name, "") in hidden.changes
    assert ("document", "", file.name) in shown.changes


def test_the_next_gap_visits_remarks_without_a_reply(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    sheet = sheet_of(team.verifier.desk, verification)
    assert sheet.next_gap(ITEM) is None
    assert sheet.next_gap(ITEM, ("DSN-02", "REG-03")) == "REG-03"
    assert sheet.next_gap("REG-03", ("DSN-02", "REG-03")) == "DSN-02"
    team.verifier.desk.do(answers.clear, verification, "SIS-01")
    assert sheet_of(team.verifier.desk, verification).next_gap(ITEM, ("REG-03",)) == "SIS-01"
