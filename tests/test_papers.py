"""What the papers of a visit say: asked before anything is answered, missing at any time, and received."""

from dataclasses import replace
from datetime import date

import pytest

from models.desk import answers, evidence
from models.desk.desk import Desk
from models.paper import Heading, Office, Paper, Paragraph, Signatures, Table
from models.papers.by_unit import gaps, missing, request
from models.papers.receipt import receipt
from models.rules.answers import Gap
from models.words import LANGUAGES, Words
from models.words.spelling import day_in_words
from tests.desk.acts import answer_all, begun, sheet_of

OFFICE = Office(("BADAN KEPEGAWAIAN NEGARA",), "f4")
ID = Words("id")


def rows(paper: Paper) -> dict[str, tuple[str, ...]]:
    return {row[0]: row for block in paper.blocks if isinstance(block, Table) for row in block.rows}


def test_before_anything_is_answered_every_item_is_asked_of_its_unit(desk: Desk) -> None:
    sheet = sheet_of(desk, begun(desk))
    paper = request(ID, sheet, OFFICE)
    assert (paper.title, paper.letterhead, paper.size) == ("DAFTAR PERMINTAAN DATA", OFFICE.letterhead, "f4")
    asked = rows(paper)
    assert set(sheet.checklist.codes) | set(sheet.checklist.facts) <= asked.keys()
    named = [block.text for block in paper.blocks if isinstance(block, Heading)]
    used = {item.unit for item in sheet.checklist.items.values()}
    assert named[:-2] == [unit.id for code, unit in sheet.checklist.units.items() if code in used]


def test_what_is_missing_is_told_by_unit_until_nothing_is(desk: Desk) -> None:
    verification = begun(desk)
    assert "belum diperiksa" in rows(gaps(ID, sheet_of(desk, verification), OFFICE))["REG-01"][2]
    sheet = answer_all(desk, verification, 4)
    missing = rows(gaps(ID, sheet, OFFICE))
    assert "butir wajib ini belum merujuk bukti dukung" in missing["REG-01"][2]
    desk.do(evidence.register, verification, {"title": "Pergub", "seen": "yes", "status": "incomplete"}, "REG-01")
    assert "B01 Pergub: perlu dilengkapi" in rows(gaps(ID, sheet_of(desk, verification), OFFICE))["REG-01"][2]
    desk.do(evidence.change, verification, "B01", {"title": "Pergub", "seen": "yes"})
    for code in sheet.checklist.codes[1:]:
        desk.do(evidence.cite, verification, code, "B01")
    left = gaps(ID, sheet_of(desk, verification), OFFICE)
    assert not set(sheet.checklist.codes) & rows(left).keys()
    desk.do(answers.record, verification, "REG-01", 0)
    assert rows(gaps(ID, sheet_of(desk, verification), OFFICE))["REG-01"][2] == "butir wajib ini belum terpenuhi"


@pytest.mark.parametrize("gap", [Gap.REASON, Gap.DIFFERENCE, Gap.CARRIED, Gap.SELF_ASSESSMENT])
def test_what_the_verifier_still_has_to_do_is_told_to_no_agency(desk: Desk, gap: Gap) -> None:
    verification = begun(desk)
    answer_all(desk, verification, 4)
    sheet = desk.do(evidence.register, verification, {"title": "Rekap", "seen": "yes"}, "INS-03")
    line = replace(sheet.line("INS-03"), gaps=(gap,))
    assert missing(ID, replace(sheet, every=(line,), lines=(line,))) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_for_nothing_said_that_the_documents_below_were_received(desk: Desk, language: str) -> None:
    words, sheet = Words(language), sheet_of(desk, begun(desk))
    said, *_ = (block.text for block in receipt(words, sheet, OFFICE, date(2023, 5, 9)).blocks if isinstance(block, Paragraph))
    told = {"day": day_in_words(date(2023, 5, 9), words), "agency": sheet.agency.name}
    assert said == words("paper.receipt.none", **told) != words("paper.receipt.intro", **told)
    assert sheet.agency.name in said


def test_a_receipt_names_what_was_handed_over_and_who_signs(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(
        evidence.register, verification, {"title": "Pergub", "kind": "regulation", "number": "5/2023", "date": "2023-02-01", "seen": "yes"}
    )
    desk.do(evidence.register, verification, {"title": "Sekda", "kind": "interview"})
    paper = receipt(ID, sheet_of(desk, verification), OFFICE, date(2023, 5, 9))
    assert rows(paper) == {"B01": ("B01", "Pergub\nPeraturan", "5/2023\n1 Februari 2023", "", "diterima, dilihat")}
    assert any("Selasa tanggal sembilan bulan Mei" in block.text for block in paper.blocks if isinstance(block, Paragraph))
    (signed,) = [block for block in paper.blocks if isinstance(block, Signatures)]
    assert [each.name for each in signed.blocks] == ["", "Ani Lestari"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_speak_one_language(desk: Desk, language: str) -> None:
    sheet = sheet_of(desk, begun(desk))
    words = Words(language)
    for paper in (request(words, sheet, OFFICE), gaps(words, sheet, OFFICE), receipt(words, sheet, OFFICE, date(2023, 5, 9))):
        assert paper.language == language
        assert paper.page.format(page=1, pages=2) in ("Halaman 1 dari 2", "Page 1 of 2")
        assert "paper." not in str(paper)
