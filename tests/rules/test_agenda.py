"""Rules of the acceleration agenda: what a gap is, what an action lacks, when it is overdue, and what its status needs."""

from collections.abc import Mapping
from datetime import date

import pytest

from models.checklists import load, shipped
from models.errors import Refusal
from models.rules.agenda import admit, admit_status, gaps, is_overdue, lacks, proposed_deadline
from models.rules.answers import Answer
from models.rules.verdict import readiness

TODAY = date(2023, 5, 9)
LEVELS = (0, 1, 2, 3, 4)


def found(told: Mapping[str, int | None]) -> list[tuple[str, int, bool]]:
    checklist = load(shipped("mt-kasn-2023.toml"), "x.toml")
    answers = {code: Answer(level) for code, level in told.items()}
    return [(gap.item.code, gap.wanted, gap.is_gate) for gap in gaps(checklist, answers, readiness(checklist, answers, {}).gates)]


def test_gates_that_fail_come_first_and_then_what_loses_most() -> None:
    told = {"REG-01": 3, "REG-04": 2, "REG-13": 0, "DSN-01": 1, "DSN-03": 2, "REG-02": 4}
    # Lost: REG-04 2, DSN-01 and DSN-03 6 each, REG-01 (a gate that passes) and REG-13 4 each.
    assert [each for each in found(told) if each[0] in told] == [
        ("REG-04", 4, True),
        ("DSN-01", 2, False),
        ("DSN-03", 3, False),
        ("REG-01", 4, False),
        ("REG-13", 2, False),
    ]


def test_what_is_not_answered_or_not_applicable_is_no_gap() -> None:
    assert found({}) == []
    assert found({"SIS-06": None}) == []


@pytest.mark.parametrize(
    ("output", "target", "owner", "deadline", "expected"),
    [
        ("", False, "", "", ("output", "target", "owner", "deadline")),
        ("Peraturan", True, "BKD", "2023-12-31", ()),
        ("Peraturan", False, "BKD", "2023-12-31", ("target",)),
    ],
)
def test_an_action_is_planned_measurable_and_orderly_or_says_what_it_lacks(
    output: str, target: bool, owner: str, deadline: str, expected: tuple[str, ...]
) -> None:
    assert lacks(output, target, owner, deadline) == expected


@pytest.mark.parametrize(
    ("status", "deadline", "expected"),
    [("planned", "2023-05-08", True), ("under_way", "2023-05-09", False), ("done", "2023-05-08", False), ("planned", "", False)],
)
def test_overdue_is_what_is_open_after_its_last_day(status: str, deadline: str, expected: bool) -> None:
    assert is_overdue(status, deadline, TODAY.isoformat()) is expected


@pytest.mark.parametrize(
    ("today", "quarters", "expected"),
    [(date(2023, 5, 9), 2, date(2023, 12, 31)), (date(2023, 8, 1), 2, date(2024, 3, 31)), (date(2023, 12, 31), 1, date(2024, 3, 31))],
)
def test_the_proposed_deadline_is_the_end_of_a_quarter(today: date, quarters: int, expected: date) -> None:
    assert proposed_deadline(today, quarters) == expected


def test_an_action_is_stored_as_its_fields_mean() -> None:
    typed = {"action": " Menetapkan \n", "level": "3", "number": "1.250", "unit": "orang", "deadline": "31-12-2026", "owner": "  BKD "}
    kept = admit("REG-01", typed, LEVELS)
    assert kept == {
        "action": "Menetapkan",
        "output": "",
        "level": "3",
        "number": "1250",
        "unit": "orang",
        "owner": "BKD",
        "deadline": "2026-12-31",
    }


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"action": ""}, "agenda.action_missing"),
        ({"action": "x", "level": "3"}, "agenda.level"),
        ({"action": "x", "number": "9"}, "agenda.unit_missing"),
        ({"action": "x", "deadline": "nanti"}, "fact.date"),
    ],
)
def test_what_an_action_cannot_be_is_refused(typed: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        admit("REG-02", typed, (0, 2, 4))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"status": "done", "evidence": "SK"}, "agenda.no_day"),
        ({"status": "done", "done_on": "10-5-2023", "evidence": "SK"}, "agenda.future"),
        ({"status": "done", "done_on": "9-5-2023"}, "agenda.no_evidence"),
        ({"status": "dropped"}, "agenda.no_reason"),
        ({"status": "selesai"}, "fact.choice"),
    ],
)
def test_done_needs_evidence_and_dropped_a_reason(typed: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        admit_status("REG-01", typed, TODAY)
    assert caught.value.code == code


def test_what_is_open_again_has_no_day_on_which_it_was_done() -> None:
    kept = admit_status("REG-01", {"status": "under_way", "done_on": "8-5-2023", "cited": "b03"}, TODAY)
    assert (kept["done_on"], kept["cited"]) == ("", "B03")
