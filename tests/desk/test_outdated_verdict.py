"""A verdict that the answers have left behind goes into no file, and one recorded twice stays the one it was."""

import pytest

from models.desk import answers, facts, freeze, verdicts
from models.desk.desk import Desk
from models.documents.verdict_file import opened
from models.errors import Refusal
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, answer_all, begun, contents


@pytest.fixture
def ready(desk: Desk) -> str:
    """A verification that is recommended V2, and nothing recorded."""
    verification = begun(desk)
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    found = answer_all(desk, verification, 4).recommendation
    assert found is not None
    assert found.code == "V2"
    return verification


def refused(desk: Desk, verification: str) -> tuple[str, object]:
    """The refusal of an export."""
    with pytest.raises(Refusal) as caught:
        desk.ask(freeze.verdict_file, verification)
    return caught.value.code, caught.value.fields


def exported(desk: Desk, verification: str) -> tuple[str, bool, str]:
    """Verdict, whether it differs, and the reason, in the file."""
    document = opened(desk.ask(freeze.verdict_file, verification).body, "x")
    return document.verdict.code, document.verdict.differs, document.verdict.reason


def test_a_verdict_was_exported_against_a_recommendation_it_was_not_made_for(desk: Desk, ready: str) -> None:
    desk.do(verdicts.record, ready, "V2")
    answer_all(desk, ready, 0)
    assert refused(desk, ready) == ("verdict.outdated", {"then": "V2", "now": "V4"})
    desk.do(verdicts.record, ready, "V4")
    assert exported(desk, ready) == ("V4", False, "")


def test_a_reason_given_against_another_recommendation_was_exported_as_the_reason_of_today(desk: Desk, ready: str) -> None:
    desk.do(verdicts.record, ready, "V3", "Belum berani menerapkan")
    assert exported(desk, ready) == ("V3", True, "Belum berani menerapkan")
    answer_all(desk, ready, 0)
    assert refused(desk, ready) == ("verdict.outdated", {"then": "V2", "now": "V4"})
    desk.do(verdicts.record, ready, "V3", "Belum berani menerapkan")
    assert exported(desk, ready) == ("V3", True, "Belum berani menerapkan")


def test_answers_that_change_without_changing_the_recommendation_leave_the_verdict_as_it_is(desk: Desk, ready: str) -> None:
    desk.do(verdicts.record, ready, "V2")
    desk.do(answers.record, ready, LEVELS, 3)
    assert exported(desk, ready) == ("V2", False, "")


def test_answers_that_come_round_to_the_verdict_make_it_exportable(desk: Desk, ready: str) -> None:
    answer_all(desk, ready, 0)
    desk.do(verdicts.record, ready, "V2", "Data menyusul")
    answer_all(desk, ready, 4)
    assert exported(desk, ready) == ("V2", False, "Data menyusul")


def test_an_item_cleared_after_recording_was_called_not_concluded(desk: Desk, ready: str) -> None:
    desk.do(verdicts.record, ready, "V2")
    desk.do(answers.clear, ready, LEVELS)
    assert refused(desk, ready) == ("verdict.incomplete", {"count": 1, "first": LEVELS})


def test_before_a_verdict_is_recorded_that_is_what_is_said(desk: Desk, ready: str) -> None:
    desk.do(answers.clear, ready, LEVELS)
    assert refused(desk, ready)[0] == "export.no_verdict"


@pytest.mark.parametrize(("verdict", "reason"), [("V2", ""), ("V3", "Belum berani menerapkan")])
def test_the_same_verdict_recorded_again_made_another_file(desk: Desk, clock: StillClock, ready: str, verdict: str, reason: str) -> None:
    desk.do(verdicts.record, ready, verdict, reason)
    first, before = desk.ask(freeze.verdict_file, ready), contents(desk, "verification")
    clock.step(3600)
    desk.do(verdicts.record, ready, verdict, f"{reason}  ")
    assert desk.ask(freeze.verdict_file, ready) == first
    assert contents(desk, "verification") == before


def test_another_reason_verdict_or_recommendation_is_a_new_record(desk: Desk, clock: StillClock, ready: str) -> None:
    moments = []
    for verdict, reason in (("V3", "satu"), ("V3", "dua"), ("V4", "dua")):
        clock.step()
        recorded = desk.do(verdicts.record, ready, verdict, reason).verdict
        moments.append(recorded.recorded_at if recorded else "")
    answer_all(desk, ready, 0)
    clock.step()
    recorded = desk.do(verdicts.record, ready, "V4").verdict
    assert recorded is not None
    assert len({*moments, recorded.recorded_at}) == 4
