"""Items that are not asked: their answers are kept and marked, and count nowhere, on this laptop and on those they travel to."""

from collections.abc import Callable, Mapping

import pytest

from models.checklists import load
from models.codes import digest
from models.desk import (
    agreed,
    answers,
    comparing,
    freeze,
    history,
    judging,
    merging,
    registering,
    reviewing,
    submitting,
    verifications,
)
from models.desk.desk import Desk
from models.doctor import contents
from models.documents import kinds, recomputing, toml
from models.documents import verdict_file as doc
from models.documents.minutes import Minutes
from models.documents.submission import Submission
from models.errors import Refusal
from models.formats import agency_list, reading
from models.previews import Arriving
from models.rules import disagreement, workflow
from models.views import Sheet
from tests.conditional import MINISTRY, answer_all, begun, body, decide, known
from tests.desk.acts import refused, sheet_of
from tests.desk.minutes_kit import closes, visited
from tests.desk.reviewing_kit import Trio, hands


def hidden(sheet: Sheet) -> list[str]:
    """The codes of the items that are not asked."""
    return [line.item.code for line in sheet.hidden]


def progress(desk: Desk) -> Mapping[str, tuple[int, int]]:
    """How far the only verification is, by area."""
    assert desk.ask(contents._recounted) == ([], 1)
    (line,) = desk.ask(verifications.mine)
    return {area.area: (area.answered, area.total) for area in line.progress}


def test_what_the_kind_of_agency_rules_out_is_not_asked_from_the_beginning(desk: Desk) -> None:
    sheet = sheet_of(desk, begun(desk, MINISTRY))
    assert hidden(sheet) == ["REG-03", "DSN-03", "INS-03", "SIS-02"]
    assert progress(desk) == {"REG": (0, 2), "DSN": (0, 2), "INS": (0, 2), "SIS": (0, 1)}


def test_an_answer_shows_and_hides_items_of_other_areas_and_undo_takes_that_back(desk: Desk) -> None:
    verification = begun(desk)
    before = answer_all(desk, verification)
    assert (hidden(before), before.answered) == ([], 11)
    after = desk.do(answers.record, verification, "REG-01", 2)
    assert hidden(after) == ["REG-03", "DSN-03"]
    assert [after.line(code).answer.level for code in ("REG-03", "DSN-03")] == [3, 2]
    assert progress(desk) == {"REG": (2, 2), "DSN": (2, 2), "INS": (3, 3), "SIS": (2, 2)}
    assert after.scores["DSN"] == 100 and after.recommendation is not None
    back = desk.do(history.undo, verification).sheet
    assert (back.lines, back.scores, back.recommendation) == (before.lines, before.scores, before.recommendation)
    assert progress(desk)["REG"] == (3, 3)


def test_what_appears_has_to_be_answered(desk: Desk) -> None:
    verification = begun(desk)
    assert desk.do(answers.record, verification, "REG-01", 2).next_gap("REG-02") == "DSN-01"
    sheet = desk.do(answers.record, verification, "REG-01", 3)
    assert (sheet.next_gap("REG-02"), sheet.next_gap("REG-03")) == ("REG-03", "DSN-01")


def test_the_cursor_may_stand_on_a_hidden_item_when_the_next_gap_is_wanted(desk: Desk) -> None:
    sheet = sheet_of(desk, begun(desk))
    assert (sheet.next_gap("REG-03"), sheet.next_gap("SIS-02")) == ("DSN-01", "REG-01")


def test_a_hidden_item_takes_no_answer_and_says_why(desk: Desk) -> None:
    verification = begun(desk)
    acts: tuple[Callable[[], Sheet], ...] = (
        lambda: desk.do(answers.record, verification, "REG-03", 2),
        lambda: desk.do(answers.record, verification, "DSN-03", 1),
        lambda: desk.do(answers.record_all, verification, {"REG-01": 2, "REG-03": 2}),
        lambda: desk.do(answers.not_applicable, verification, "SIS-02", "Tidak ada"),
    )
    for act in acts:
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code == "answer.hidden"
    assert caught.value.fields["item"] == "SIS-02"
    assert str(caught.value.fields["conditions"].within("en")) == "REG-02 = Yes; type of agency province"  # type: ignore[attr-defined]
    assert sheet_of(desk, verification).line("REG-01").answer.level is None


def test_items_answered_together_with_what_shows_them_are_answered(desk: Desk) -> None:
    verification = begun(desk)
    assert desk.do(answers.record_all, verification, {"REG-03": 2, "REG-01": 3}).line("REG-03").answer.level == 2


def test_a_kept_answer_can_be_cleared_and_noted_on(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record_all, verification, {"REG-01": 3, "REG-03": 2})
    desk.do(answers.record, verification, "REG-01", 0)
    desk.do(answers.annotate, verification, "REG-03", "Dulu 2.")
    line = desk.do(answers.clear, verification, "REG-03").line("REG-03")
    assert (line.is_hidden, line.answer.is_given, line.answer.note) == (True, False, "Dulu 2.")


def test_another_type_of_agency_asks_for_other_items_and_progress_follows(desk: Desk) -> None:
    verification = begun(desk)
    listed = agency_list.read(reading.tables(b"Kode;Nama;Jenis\n11;Aceh;kementerian\n", "l.csv"), "l.csv")
    desk.do(registering.take_over, listed)
    assert "INS-03" in hidden(sheet_of(desk, verification))
    assert progress(desk)["INS"] == (0, 2)


# What leaves


def verdict_file(desk: Desk, verification: str) -> doc.VerdictFile:
    """The verdict file a verification has now."""
    frozen = desk.ask(freeze.verdict_file, verification)
    return doc.opened(frozen.body, frozen.name)


def test_a_file_keeps_and_marks_what_is_hidden_and_holds_against_its_checklist(desk: Desk) -> None:
    verification = begun(desk)
    answer_all(desk, verification)
    desk.do(answers.record, verification, "REG-01", 2)
    desk.do(answers.clear, verification, "DSN-03")
    decide(desk, verification)
    told = verdict_file(desk, verification)
    assert {code: (item.level, item.hidden) for code, item in told.items.items() if item.when} == {
        "REG-03": (3, True),
        "DSN-03": (None, True),
        "INS-03": (4, False),
        "SIS-02": (None, False),
    }
    assert told.items["REG-03"].when == ("REG-01 >= 3",)
    checklist = load(body(), "bersyarat.toml")
    assert not list(recomputing.faults(told, checklist))
    shown = {name: item for name, item in toml.parsed(toml.write(told), "x")["items"].items() if "hidden" in item or "when" in item}
    assert shown.keys() == {"REG-03", "DSN-03", "INS-03", "SIS-02"}


@pytest.mark.parametrize(("item", "is_hidden"), [("REG-03", False), ("INS-03", True)])
def test_a_forged_mark_is_found(desk: Desk, item: str, is_hidden: bool) -> None:
    verification = begun(desk)
    answer_all(desk, verification)
    desk.do(answers.record, verification, "REG-01", 2)
    decide(desk, verification)
    told = verdict_file(desk, verification)
    forged = told.model_copy(update={"items": {**told.items, item: told.items[item].model_copy(update={"hidden": is_hidden})}})
    found = list(recomputing.faults(forged, load(body(), "bersyarat.toml")))
    assert [(fault.place, fault.code) for fault in found] == [(f"items.{item}.hidden", "computed")]


def test_what_was_never_on_a_condition_cannot_be_marked_as_hidden(desk: Desk) -> None:
    verification = begun(desk)
    answer_all(desk, verification)
    decide(desk, verification)
    raw = toml.parsed(desk.ask(freeze.verdict_file, verification).body, "x")
    raw["items"]["REG-01"]["hidden"] = True
    with pytest.raises(Refusal, match=r"document\.faults"):
        toml.read(doc.VerdictFile, raw, "x")


def test_a_submission_goes_through_review_with_hidden_items(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk)
    known(lina.desk)
    answer_all(vera.desk, verification)
    # The item that was not applicable is hidden now, and needs nobody's word.
    vera.desk.do(answers.record, verification, "REG-02", 2)
    decide(vera.desk, verification)
    assert vera.desk.ask(submitting.blockers, verification) == ()
    lina.takes(vera.submits(verification))
    seen = sheet_of(lina.desk, verification)
    assert (hidden(seen), seen.line("SIS-02").answer.not_applicable) == (["SIS-02"], True)
    assert lina.desk.ask(contents._recounted) == ([], 1)
    case = lina.desk.ask(reviewing.case, verification)
    assert (case.unconfirmed, workflow.lacking("approve", case)) == ((), None)
    assert refused(lambda: lina.desk.do(reviewing.confirm, verification, "SIS-02")) == "confirm.applicable"
    lina.clock.step()
    review = lina.sign(lina.desk.ask(reviewing.drawn_up, verification, "approved"))
    lina.desk.do(reviewing.conclude, verification, review)


def test_a_submission_with_a_forged_mark_is_refused(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk)
    known(lina.desk)
    answer_all(vera.desk, verification)
    vera.desk.do(answers.record, verification, "REG-02", 2)
    decide(vera.desk, verification)
    true = vera.desk.ask(submitting.drawn_up, verification)
    told = kinds.parsed(true.body, true.name)
    assert isinstance(told, Submission)
    items = {**told.items, "SIS-02": told.items["SIS-02"].model_copy(update={"hidden": False})}
    forged = toml.write(told.model_copy(update={"items": items}))
    offered = vera.sign(freeze.Frozen(kinds.named(told, forged), forged))
    (arrival,) = lina.desk.ask(judging.judged, [offered])
    assert arrival.why is not None and arrival.why.code == "check.untrue"


# Shared by area


def test_areas_are_merged_where_a_condition_looks_at_the_area_of_another(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    mine, hers = begun(vera.desk), begun(lina.desk)
    lina.desk.do(answers.record_all, hers, {"REG-01": 4, "REG-03": 4, "DSN-01": 4, "DSN-03": 3})
    handed = hands(lina, hers, "vera", "DSN")
    vera.desk.do(answers.record, mine, "REG-01", 2)
    vera.takes(handed)
    merged = vera.desk.do(merging.merge, digest(handed.body))
    assert (hidden(merged)[:2], merged.line("DSN-03").answer.level) == (["REG-03", "DSN-03"], 3)
    assert progress(vera.desk)["DSN"] == (1, 2)
    shown = vera.desk.do(answers.record_all, mine, {"REG-01": 3, "REG-03": 2})
    assert (shown.line("DSN-03").is_hidden, progress(vera.desk)["DSN"]) == (False, (2, 3))


def test_what_is_hidden_is_handed_over_too(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk)
    known(lina.desk)
    answer_all(vera.desk, verification)
    vera.desk.do(answers.record, verification, "REG-01", 0)
    lina.takes(hands(vera, verification, "lina"))
    sheet = sheet_of(lina.desk, verification)
    assert (hidden(sheet), sheet.line("REG-03").answer.level) == (["REG-03", "DSN-03"], 3)
    assert lina.desk.ask(contents._recounted) == ([], 1)


def test_a_disagreement_on_a_hidden_item_keeps_nothing_from_being_submitted(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    mine, hers = begun(vera.desk), begun(lina.desk)
    answer_all(vera.desk, mine)
    lina.desk.do(answers.record_all, hers, {"REG-01": 4, "REG-03": 2, "DSN-03": 4})
    handed = hands(lina, hers, "vera", "DSN")
    vera.takes(handed)
    vera.desk.do(merging.merge, digest(handed.body))
    decide(vera.desk, mine)
    assert [each.key for each in vera.desk.ask(submitting.blockers, mine)] == ["DSN-03"]
    vera.desk.do(answers.record, mine, "REG-01", 2)
    decide(vera.desk, mine)
    assert not vera.desk.ask(submitting.blockers, mine)


# What was agreed on the day, and what a second verifier finds


def test_an_item_that_was_agreed_on_and_is_hidden_since_is_a_change(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk)
    known(lina.desk)
    answer_all(vera.desk, verification)
    visited(vera, verification)
    first = closes(vera, verification)
    vera.desk.do(answers.record, verification, "REG-01", 2)
    assert vera.desk.ask(agreed.differs, verification) == ("REG-01", "REG-03", "DSN-03")
    again = closes(vera, verification, scores=True)
    found = kinds.parsed(again.body, again.name)
    assert isinstance(found, Minutes)
    assert (found.changed, found.scores["DSN"].score, "DSN-03" in found.items) == (("REG-01", "REG-03", "DSN-03"), "100.00", False)
    # Whoever takes both in finds their scores and their differences true.
    assert lina.takes(first, again) == [Arriving.NEW, Arriving.NEWER]


def test_what_only_one_of_two_was_asked_is_no_disagreement(desk: Desk) -> None:
    verification = begun(desk)
    answer_all(desk, verification)
    second = comparing.given(sheet_of(desk, verification))
    first = comparing.given(desk.do(answers.record, verification, "REG-01", 2))
    assert disagreement.differing(first, second) == disagreement.differing(second, first) == ("REG-01",)
    assert "REG-03" not in disagreement.compared(first, second)
