"""Rounds: which checklist and day each goes by, and which one is worked in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.desk import agencies, answers, carrying, people, reading, rounds, verifications
from models.desk.desk import Desk, opened
from models.errors import Refusal
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, begun, contents, refused, sheet_of

KASN, BKN = "mt-kasn 2023", "mt-bkn 2026"


def test_a_round_is_opened_with_a_checklist_and_worked_in(desk: Desk) -> None:
    first, second = desk.do(rounds.begin, " 2026-1 ", BKN, "2-1-2026")
    assert (first.id, first.day, first.checklist.name, first.is_current, first.is_covered) == ("2026-1", "2026-01-02", BKN, True, True)
    assert (second.id, second.checklist.name, second.is_current) == ("2023-1", KASN, False)
    assert desk.ask(reading.current_round).id == "2026-1"


def test_both_checklists_stand_side_by_side(desk: Desk) -> None:
    old = begun(desk)
    desk.do(answers.record, old, LEVELS, 3)
    desk.do(rounds.begin, "2026-1", BKN, "2026-01-02")
    new = begun(desk)
    assert (sheet_of(desk, old).checklist.name, sheet_of(desk, old).answered) == (KASN, 1)
    assert (sheet_of(desk, new).checklist.name, sheet_of(desk, new).answered) == (BKN, 0)
    desk.do(rounds.choose, "2023-1")
    assert begun(desk) == old
    assert [line.verifications for line in desk.ask(rounds.lines)] == [1, 1]


@pytest.mark.parametrize(
    ("checklist", "day", "is_covered"),
    [
        (KASN, "2023-10-31", True),
        (KASN, "2023-11-01", False),
        (KASN, "2025-12-31", False),
        (BKN, "2025-12-31", False),
        (BKN, "2026-01-01", True),
    ],
)
def test_a_round_in_the_gap_between_two_checklists_is_marked(desk: Desk, checklist: str, day: str, is_covered: bool) -> None:
    assert desk.do(rounds.begin, "x", checklist, day)[0].is_covered is is_covered


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("", KASN), "round.id_missing"),
        (("2023-1", KASN), "round.exists"),
        (("2024-1", "mt-kasn 2024"), "checklist.unknown"),
        (("2024-1", KASN, "31-2-2024"), "fact.date"),
        (("x" * 501, KASN), "text.too_long"),
    ],
)
def test_a_round_that_cannot_be_is_refused(desk: Desk, arguments: tuple[str, ...], code: str) -> None:
    before = contents(desk)
    with pytest.raises(Refusal) as caught:
        desk.do(rounds.begin, *arguments)
    assert (caught.value.code, contents(desk)) == (code, before)
    with pytest.raises(Refusal, match=r"round\.unknown"):
        desk.do(rounds.choose, "nowhere")


def test_the_same_checklist_is_kept_once(desk: Desk) -> None:
    desk.do(rounds.begin, "2023-2", KASN)
    assert len(contents(desk)["checklist"]) == 1
    assert {line.name for line in desk.ask(rounds.available_checklists)} == {KASN, BKN}


@pytest.mark.parametrize(("year", "name", "is_covered"), [(2020, KASN, False), (2023, KASN, True), (2024, KASN, False), (2026, BKN, True)])
def test_the_first_round_goes_by_the_rules_of_its_day(folder: Path, year: int, name: str, is_covered: bool) -> None:
    clock = StillClock()
    clock.moment = datetime(year, 3, 1, 12, tzinfo=UTC)
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani", role="lead", language="id")
        (line,) = desk.ask(rounds.lines)
    assert (line.id, line.checklist.name, line.is_covered) == (f"{year}-1", name, is_covered)


def test_a_round_gets_another_checklist_for_what_is_begun_from_then_on(desk: Desk) -> None:
    old = begun(desk, "32")
    assert desk.do(rounds.renew, "2023-1", BKN)[0].checklist.name == BKN
    new = begun(desk, "11")
    assert [sheet_of(desk, each).checklist.name for each in (old, new)] == [KASN, BKN]
    assert begun(desk, "32") == old
    for arguments, code in ((("2099-1", BKN), "round.unknown"), (("2023-1", "mt-bkn 2099"), "checklist.unknown")):
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            desk.do(rounds.renew, *arguments)


def test_an_agency_that_was_split_since_could_not_be_chosen_in_a_round_of_before(desk: Desk, clock: StillClock) -> None:
    clock.moment = datetime(2026, 3, 1, tzinfo=UTC)
    listed = {}
    for name, day in (("2022-2", "2022-05-01"), ("2026-1", "2026-03-01")):
        desk.do(rounds.begin, name, "mt-bkn 2026", day)
        listed[name] = {line.agency.code for line in desk.ask(agencies.lines)} & {"KEMENPUPR", "KEMENPU"}
    assert listed == {"2022-2": {"KEMENPUPR", "KEMENPU"}, "2026-1": {"KEMENPU"}}


def test_nothing_is_begun_in_a_closed_round_and_what_is_begun_goes_on(desk: Desk) -> None:
    verification = begun(desk)
    (line,) = desk.do(rounds.close, "2023-1")
    assert (line.is_closed, line.is_current, line.verifications, line.unfinished) == (True, True, 1, 1)
    assert refused(lambda: desk.do(verifications.begin, "33")) == "round.closed"
    assert refused(lambda: desk.do(verifications.begin, "34", "2023-1", is_second=True)) == "round.closed"
    assert begun(desk) == verification
    assert desk.do(answers.record, verification, LEVELS, 3).answered == 1
    (line,) = desk.do(rounds.reopen, "2023-1")
    assert not line.is_closed
    desk.do(verifications.begin, "33")


def test_nobody_is_asked_how_to_begin_what_cannot_be_begun(desk: Desk) -> None:
    before = begun(desk)
    desk.do(answers.record, before, LEVELS, 3)
    desk.do(rounds.begin, "2026-1", BKN, "2026-01-02")
    assert desk.ask(carrying.preview_start, sheet_of(desk, before).agency.code) is not None
    desk.do(rounds.close, "2026-1")
    for act in (desk.ask, desk.do):
        verb = carrying.preview_start if act == desk.ask else carrying.start
        assert refused(lambda act=act, verb=verb: act(verb, sheet_of(desk, before).agency.code)) == "round.closed"


def test_work_in_a_closed_round_moves_to_another_version(desk: Desk) -> None:
    before = begun(desk)
    desk.do(answers.record, before, LEVELS, 3)
    desk.do(rounds.close, "2023-1")
    assert sheet_of(desk, desk.do(carrying.move, before, BKN)).checklist.name == BKN


def test_a_round_that_is_not_here_is_not_closed_and_one_that_is_stays_as_it_was_closed(desk: Desk) -> None:
    assert refused(lambda: desk.do(rounds.close, "2030-1")) == refused(lambda: desk.do(rounds.reopen, "2030-1")) == "round.unknown"
    desk.do(rounds.close, "2023-1")
    written = contents(desk)
    desk.do(rounds.close, "2023-1")
    assert contents(desk) == written
