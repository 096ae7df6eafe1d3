"""Findings of the day: by item, with what the agency says and until when; each act can be taken back."""

import pytest

from models.desk import answers, findings, history
from models.desk.desk import Desk
from models.explanation import field_name, field_value
from models.minutes import Finding
from models.papers.by_unit import missing
from models.words import Words
from tests.desk.acts import acting_as_somebody_else, answer_all, begun, contents, refused, sheet_of

OBJECTION = {"text": "SK belum ada", "stance": "object", "response": "SK sudah ditandatangani", "deadline": "12 Mei 2023"}


def of(desk: Desk, verification: str) -> tuple[Finding, ...]:
    return desk.ask(findings.of, verification, sheet_of(desk, verification).checklist)


def test_findings_stand_in_the_order_of_the_checklist_and_are_changed_in_place(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(findings.record, verification, "REG-02", {"text": "Pasal belum dirujuk"})
    desk.do(findings.record, verification, "REG-01", {"text": "Lampiran hilang"})
    found = desk.do(findings.record, verification, "REG-01", OBJECTION)
    assert found == (
        Finding("REG-01", "SK belum ada", "object", "SK sudah ditandatangani", "2023-05-12"),
        Finding("REG-02", "Pasal belum dirujuk"),
    )


def test_a_new_finding_does_not_take_the_place_of_one_that_was_agreed(desk: Desk) -> None:
    verification = begun(desk)
    agreed = desk.do(findings.record, verification, "REG-01", OBJECTION)
    assert refused(lambda: desk.do(findings.record, verification, "REG-01", {"text": "Lain"}, is_new=True)) == "finding.taken"
    assert of(desk, verification) == agreed
    assert len(desk.do(findings.record, verification, "REG-02", {"text": "Lain"}, is_new=True)) == 2


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"text": "  "}, "finding.text_missing"),
        ({"response": ""}, "finding.response_missing"),
        ({"stance": "maybe"}, "fact.choice"),
        ({"deadline": "31-2-2023"}, "fact.date"),
    ],
)
def test_what_no_finding_may_say_is_refused_in_words(desk: Desk, changed: dict[str, str], why: str) -> None:
    verification = begun(desk)
    assert refused(lambda: desk.do(findings.record, verification, "REG-01", OBJECTION | changed)) == why
    assert of(desk, verification) == ()


def test_a_finding_on_an_item_that_is_not_there_is_refused(desk: Desk) -> None:
    verification = begun(desk)
    assert refused(lambda: desk.do(findings.record, verification, "REG-99", OBJECTION)) == "answer.unknown_item"
    assert refused(lambda: desk.do(findings.remove, verification, "REG-01")) == "finding.unknown"


def test_what_is_missing_becomes_findings_beside_those_that_are_there(desk: Desk) -> None:
    verification, words = begun(desk), Words("id")
    sheet = answer_all(desk, verification, 4)
    desk.do(answers.record, verification, "REG-01", 0)
    desk.do(findings.record, verification, "REG-02", OBJECTION)
    told = missing(words, sheet_of(desk, verification))
    found = {each.item: each for each in desk.do(findings.propose, verification, told)}
    assert set(found) == {*told, "REG-02"}
    assert set(found) <= set(sheet.checklist.codes)
    assert "butir wajib ini belum terpenuhi" in found["REG-01"].text
    assert found["REG-02"].text == "SK belum ada"
    assert refused(lambda: desk.do(findings.propose, verification, told)) == "finding.none_missing"


def test_every_act_on_findings_is_undone(desk: Desk) -> None:
    verification = begun(desk)
    before = contents(desk, "trail", "search_entry", "search_text", "verification")
    desk.do(findings.record, verification, "REG-01", OBJECTION)
    desk.do(findings.propose, verification, {"REG-03": "belum ada bukti"})
    desk.do(findings.remove, verification, "REG-01")
    assert [each.item for each in of(desk, verification)] == ["REG-03"]
    for _ in range(3):
        desk.do(history.undo, verification)
    assert contents(desk, "trail", "search_entry", "search_text", "verification") == before


@pytest.mark.parametrize(("language", "told"), [("id", "Tanggapan instansi: Keberatan"), ("en", "Response of the agency: Objects")])
def test_the_trail_tells_findings_in_words(desk: Desk, language: str, told: str) -> None:
    verification, words = begun(desk), Words(language)
    desk.do(findings.record, verification, "REG-01", OBJECTION)
    checklist = sheet_of(desk, verification).checklist
    (entry, *_) = desk.ask(history.entries, verification)
    assert entry.item == "REG-01"
    said = [
        f"{field_name(words, checklist, entry.item, field)}: {field_value(words, checklist, entry.item, field, after)}"
        for field, _, after in entry.changes
    ]
    assert told in said


def test_somebody_elses_findings_are_only_read(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(findings.record, verification, "REG-01", OBJECTION)
    acting_as_somebody_else(desk)
    assert len(of(desk, verification)) == 1
    assert refused(lambda: desk.do(findings.remove, verification, "REG-01")) == "permission.not_yours"
