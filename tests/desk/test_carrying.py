"""Answers are carried over where their items mean the same, to be confirmed; nothing is rescored, lost, or counted twice."""

from typing import Any, Final

import pytest

from models.desk import (
    agencies,
    answers,
    carrying,
    checklists,
    evidence,
    facts,
    figures,
    findings,
    history,
    loose,
    minutes,
    reading,
    rounds,
    trips,
    verifications,
)
from models.desk.desk import Desk
from models.errors import Refusal
from models.rules.answers import Gap
from models.rules.carryover import Kind
from models.rules.checklist import Scale
from models.versions import unconfirmed
from models.views import Sheet
from tests.desk.acts import UNBOUND, contents, raw, sheet_of
from tests.desk.publishing_kit import SMALL, small
from tests.ledger.kit import refused
from tests.sheets import Raw, small_checklist, written

AGENCY: Final = "32"
NEXT: Final = "small 2"


def changed() -> Raw:
    """Version 2: one letter of REG-01 changed, INS-03 gone, INS-04 new, SIS-02 before SIS-01."""
    raw = small_checklist(**{"version": "2", "items.REG-01.question.id": "Pertanyaan REG-01?"})
    items = raw["items"]
    items["INS-04"] = items.pop("INS-03")
    items["SIS-01"] = items.pop("SIS-01")
    return raw


@pytest.fixture
def half(desk: Desk) -> str:
    """A verification in a round of the small checklist, half done; version 2 is known."""
    desk.do(checklists.adopt, small(), "small.toml")
    desk.do(checklists.adopt, written(changed()), "small-2.toml")
    desk.do(rounds.begin, "2023-A", SMALL, "2023-05-09")
    verification = desk.do(verifications.begin, AGENCY)
    for code, level in {"REG-01": 3, "REG-02": 4, "DSN-01": 2, "INS-03": 2, "SIS-02": 0}.items():
        desk.do(answers.record, verification, code, level)
    desk.do(answers.annotate, verification, "REG-02", "Pasal 3")
    desk.do(answers.annotate, verification, "REG-03", "Belum dilihat")
    desk.do(evidence.register, verification, {"title": "Pergub", "seen": "yes"}, "REG-01", "hal. 1")
    desk.do(evidence.cite, verification, "REG-02", "B01", "hal. 2")
    desk.do(facts.base, verification, {"jpt_filled": "10"})
    desk.do(answers.count, verification, "INS-02", {"jpt": ("9", "")})
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    desk.do(findings.record, verification, "DSN-01", {"text": "Peta belum ada"})
    return verification


def told(sheet: Sheet) -> dict[str, Any]:
    """Level and mark of what is answered."""
    return {line.item.code: (line.answer.level, line.answer.is_carried) for line in sheet.every if line.answer.is_given}


def test_moving_carries_what_means_the_same_and_keeps_the_old(desk: Desk, half: str) -> None:
    before = sheet_of(desk, half)
    found = desk.ask(carrying.preview_move, half, NEXT)
    assert (found.carried, found.again, found.old.name, found.new.name) == (3, 2, SMALL, NEXT)
    kinds = {change.key: change.kind for change in found.changes if not change.is_untouched}
    assert kinds == {"": Kind.CHANGED, "REG-01": Kind.CHANGED, "INS-03": Kind.GONE, "INS-04": Kind.NEW, "SIS-02": Kind.EQUAL}
    new = desk.do(carrying.move, half, NEXT)
    sheet = sheet_of(desk, new)
    assert told(sheet) == {"REG-02": (4, True), "DSN-01": (2, True), "SIS-02": (0, True)}
    assert (sheet.line("REG-02").answer.note, sheet.line("REG-03").answer.note) == ("Pasal 3", "Belum dilihat")
    assert [citation.place for citation in sheet.line("REG-02").citations] == ["hal. 2"]
    assert (sheet.line("REG-01").citations, [each.code for each in sheet.evidence]) == ((), ["B01"])
    assert (sheet.base, sheet.facts, sheet.line("INS-02").answer.counts) == (before.base, before.facts, before.line("INS-02").answer.counts)
    assert [area.answered for line in desk.ask(verifications.mine) if line.id == new for area in line.progress] == [1, 1, 0, 1]
    old = sheet_of(desk, half)
    assert (told(old), old.checklist.name, old.standing.follower, old.standing.followed_as) == (told(before), SMALL, new, NEXT)
    assert Gap.CARRIED in sheet.line("REG-02").gaps


@pytest.mark.parametrize("other", ["0" * 26, "Z" * 26])
def test_of_two_that_were_moved_to_either_was_named(desk: Desk, half: str, other: str) -> None:
    new = desk.do(carrying.move, half, NEXT)
    columns = "agency_code, round_id, checklist_digest, state, opened_at, touched_at, submission, is_second, forks, follows"
    copied = f"INSERT INTO verification (id, person_id, {columns}) SELECT '{other}', 'somebody', {columns} FROM verification"
    raw(desk, UNBOUND, f"{copied} WHERE id = '{new}'")
    assert sheet_of(desk, half).standing.follower == min(new, other)


def test_the_old_one_can_only_be_read(desk: Desk, half: str) -> None:
    new = desk.do(carrying.move, half, NEXT)
    kept = contents(desk)
    for act in (
        lambda: desk.do(answers.record, half, "REG-01", 1),
        lambda: desk.do(history.undo, half),
        lambda: desk.do(carrying.move, half, "mt-kasn 2023"),
        lambda: desk.do(verifications.discard, half),
        lambda: desk.do(facts.base, half, {"jpt_filled": "11"}),
        lambda: desk.ask(minutes.drawn_up, half),
    ):
        found = refused(act)
        assert (found.code, found.fields["checklist"], found.fields["verification"]) == ("verification.followed", NEXT, new)
    assert contents(desk) == kept


def test_what_is_carried_blocks_until_it_is_confirmed_or_answered_anew(desk: Desk, half: str) -> None:
    new = desk.do(carrying.move, half, NEXT)
    desk.do(carrying.confirm, new, "REG-02")
    desk.do(answers.record, new, "DSN-01", 2)
    sheet = sheet_of(desk, new)
    assert told(sheet) == {"REG-02": (4, False), "DSN-01": (2, False), "SIS-02": (0, True)}
    assert unconfirmed(sheet, "SIS") == ("SIS-02",)
    assert refused(lambda: desk.do(carrying.confirm, new, "REG-02")).code == "carry.nothing"
    assert refused(lambda: desk.do(carrying.confirm_area, new, "REG")).code == "carry.nothing"
    desk.do(carrying.confirm_area, new, "SIS")
    assert not [line for line in sheet_of(desk, new).lines if line.answer.is_carried]
    desk.do(history.undo, new)
    desk.do(history.undo, new)
    assert told(desk.do(history.undo, new).sheet) == {"REG-02": (4, True), "DSN-01": (2, True), "SIS-02": (0, True)}


def test_a_move_is_taken_back_while_nothing_was_done_on_the_new_one(desk: Desk, half: str) -> None:
    kept = {name: rows for name, rows in contents(desk).items() if name not in ("trail", "search_entry")}
    new = desk.do(carrying.move, half, NEXT)
    desk.do(carrying.confirm, new, "REG-02")
    assert refused(lambda: desk.do(verifications.discard, new)).code == "verification.not_empty"
    desk.do(history.undo, new)
    desk.do(verifications.discard, new)
    assert {name: rows for name, rows in contents(desk).items() if name not in ("trail", "search_entry")} == kept
    desk.do(answers.record, half, "REG-01", 1)
    again = desk.do(carrying.move, half, NEXT)
    assert again != new


def test_an_item_shows_how_it_stood(desk: Desk, half: str) -> None:
    new = desk.do(carrying.move, half, NEXT)
    found = desk.ask(carrying.earlier, new, "REG-01")
    assert found is not None
    assert (found.checklist, found.answer and found.answer.level, [part.name for part in found.parts]) == (SMALL, 3, ["question"])
    assert [citation.place for citation in found.citations] == ["hal. 1"]
    fresh = desk.ask(carrying.earlier, new, "INS-04")
    assert fresh is not None
    assert fresh.item is None
    assert desk.ask(carrying.earlier, half, "REG-01") is None


def test_a_new_round_starts_from_the_last_one_without_the_figures_of_its_day(desk: Desk, half: str) -> None:
    desk.do(trips.record, half, {"letter": "ST-1"})
    desk.do(loose.write, half, "Tanya lagi")
    new_round = desk.do(rounds.begin, "2024-A", NEXT, "2023-06-01")
    assert new_round[0].id == "2024-A"
    found = desk.ask(carrying.preview_start, AGENCY)
    assert found is not None
    assert (found.old_round, found.round, found.carried, found.again, found.is_same_round) == ("2023-A", "2024-A", 3, 2, False)
    new = desk.do(carrying.start, AGENCY)
    sheet = sheet_of(desk, new)
    assert told(sheet) == {"REG-02": (4, True), "DSN-01": (2, True), "SIS-02": (0, True)}
    assert (sheet.base, sheet.facts, sheet.line("INS-02").answer.counts, [each.code for each in sheet.evidence]) == ({}, {}, {}, ["B01"])
    desk.do(answers.record, half, "REG-01", 1)
    assert desk.ask(carrying.preview_start, AGENCY) is None
    assert refused(lambda: desk.do(carrying.start, AGENCY)).code == "carry.no_earlier"
    assert desk.do(verifications.begin, AGENCY) == new
    desk.do(verifications.discard, new)
    assert desk.ask(carrying.preview_start, AGENCY) == found


def test_the_day_goes_along_within_a_round(desk: Desk, half: str) -> None:
    desk.do(trips.record, half, {"letter": "ST-1"})
    desk.do(loose.write, half, "Tanya lagi")
    (note,) = desk.ask(loose.of, half)
    desk.do(loose.give, half, note.id, "REG-01")
    new = desk.do(carrying.move, half, NEXT)
    assert desk.ask(trips.of, new) == desk.ask(trips.of, half)
    assert [each.item for each in desk.ask(loose.of, new)] == [""]
    assert [each.item for each in desk.ask(findings.of, new, sheet_of(desk, new).checklist)] == ["DSN-01"]


def test_whoever_opens_the_agency_goes_on_with_the_newer_one(desk: Desk, half: str) -> None:
    new = desk.do(carrying.move, half, NEXT)
    assert desk.do(verifications.begin, AGENCY) == new
    assert desk.ask(verifications.named, AGENCY) == new
    assert [each.agency for each in desk.ask(figures.work)] == [AGENCY]
    assert [line.verification and line.verification.id for line in desk.ask(agencies.lines) if line.agency.code == AGENCY] == [new]
    assert [line.verifications for line in desk.ask(rounds.lines) if line.id == "2023-A"] == [1]
    assert {line.id: line.followed_as for line in desk.ask(verifications.mine)} == {half: NEXT, new: ""}
    assert desk.ask(verifications.counts) == {("others", "draft"): 1, ("others", ""): 1, ("moved", "draft"): 1, ("moved", ""): 1}


@pytest.mark.parametrize(("checklist", "code"), [(SMALL, "carry.same"), ("small 9", "checklist.unknown"), ("small", "checklist.unknown")])
def test_what_cannot_be_moved_to_is_refused(desk: Desk, half: str, checklist: str, code: str) -> None:
    assert refused(lambda: desk.ask(carrying.preview_move, half, checklist)).code == code


def test_a_whole_checklist_with_its_base_data_is_carried_between_the_shipped_ones(desk: Desk) -> None:
    verification = desk.do(verifications.begin, AGENCY)
    items = sheet_of(desk, verification).checklist.items.values()
    desk.do(answers.record_all, verification, {item.code: 3 if item.scale is Scale.LEVEL else 2 for item in items})
    desk.do(rounds.begin, "2026-1", "mt-bkn 2026", "2026-01-02")
    new = desk.do(carrying.start, AGENCY)
    sheet, old = sheet_of(desk, new), sheet_of(desk, verification)
    for line in sheet.lines:
        same = line.item.code in old.checklist.items and old.checklist.items[line.item.code].digest == line.item.digest
        assert line.answer.is_carried is same
    assert 0 < sheet.answered < len(sheet.lines)
    assert desk.ask(reading.pinned, verification)[0].name == "mt-kasn 2023"


def test_a_move_to_a_checklist_that_came_with_the_program_failed_where_nothing_went_by_it_yet(desk: Desk) -> None:
    verification = desk.do(verifications.begin, AGENCY)
    desk.do(answers.record, verification, "REG-01", 3)
    new = desk.do(carrying.move, verification, "mt-bkn 2026")
    assert sheet_of(desk, new).checklist.name == "mt-bkn 2026"
    desk.do(verifications.discard, new)
    assert sheet_of(desk, verification).standing.follower == ""


def test_unsaved_text_stops_a_move(desk: Desk, half: str) -> None:
    from models.desk import drafts

    desk.do(drafts.keep, f"{half}/note/REG-01", {"text": "setengah"})
    with pytest.raises(Refusal, match=r"carry\.drafts"):
        desk.do(carrying.move, half, NEXT)
