"""What is asked of an agency goes out as a workbook, and what it filled in becomes evidence, cited by item, once and in one act."""

from dataclasses import replace
from typing import Final

import pytest

from models.desk import answers, evidence, facts, history, rounds, worksheets
from models.desk.desk import Desk
from models.errors import Refusal
from models.formats.comparing_asked import _MOST
from models.formats.tables import Kind
from models.previews import Standing
from models.words import LANGUAGES, Words
from tests.desk.acts import acting_as_somebody_else, begun, contents, raw, refused, sheet_of, timeless
from tests.desk.asking_kit import PERBUP, asked, back, filled, taken, with_rows
from tests.formats.kit import entry, loaded, standings

NEW, DIFFERS, REFUSED = Standing.NEW, Standing.DIFFERS, Standing.REFUSED
ROWS: Final = (
    {**PERBUP, "kind": "Peraturan", "source": "Bagian Hukum", "location": "https://jdih.example.id/12"},
    {**PERBUP, "item": "REG-02", "title": "PERBUP  Manajemen Talenta", "place": "Pasal 5", "remark": "lampiran menyusul"},
    {"item": "REG-01", "title": "SK Tim", "date": "1 Februari 2025", "place": "hlm. 2"},
    {"item": "DSN-01", "remark": "masih disusun"},
    {"count": "jpt_filled", "n": "1.250"},
)


def test_every_item_is_asked_of_its_unit_and_nothing_that_was_found_is_told(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.annotate, verification, "REG-01", "Catatan saya")
    desk.do(evidence.register, verification, {"title": "Pergub rahasia"}, "REG-01", "Pasal 77")
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    frozen = desk.ask(worksheets.request, verification, "id")
    assert frozen.name == "2023-1_32_permintaan-data.xlsx"
    assert desk.ask(worksheets.request, verification, "id") == frozen
    book, checklist = loaded(frozen.body), sheet_of(desk, verification).checklist
    pages = {page.title: page for page in book.worksheets}
    for unit, items in {unit: [item for item in checklist.items.values() if item.unit == unit] for unit in checklist.units}.items():
        if items:
            page = pages[checklist.units[unit].id.translate(str.maketrans("/", "-"))[:31].strip()]
            assert [cell.value for cell in page["A"][1:] if cell.value] == [item.code for item in items]
            assert [cell.value.split("\n")[1] for cell in page["B"][1:] if cell.value] == [item.evidence.id for item in items]
            assert (page.freeze_panes, page.auto_filter.ref) == ("B2", f"A1:J{len(items) + 16}")
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    said = {str(cell.value) for page in book.worksheets if page.sheet_state == "visible" for row in page.iter_rows() for cell in row}
    assert not {"Catatan saya", "Pergub rahasia", "Pasal 77", "B01", "Belum diajukan"} & said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_nobody_filled_in_says_nothing(desk: Desk, language: str) -> None:
    found = desk.ask(worksheets.preview, back(asked(desk, begun(desk), language)))
    assert (found.entries, found.unread) == ((), ())


def test_what_an_agency_filled_in_is_registered_once_in_one_act(desk: Desk) -> None:
    verification = begun(desk)
    before, empty = contents(desk, "trail", "verification"), timeless(sheet_of(desk, verification))
    came = filled(desk, verification, *ROWS)
    expected = dict.fromkeys(("D01", "REG-01/D01", "REG-02/D01", "D02", "REG-01/D02", "REG-02/note", "DSN-01/note", "jpt_filled"), NEW)
    assert standings(desk.ask(worksheets.preview, came)) == expected
    assert len(taken(desk, came).entries) == len(expected)
    sheet = sheet_of(desk, verification)
    first, second = sheet.evidence
    assert (first.code, first.kind, first.title, first.number, first.date) == (
        "B01",
        "regulation",
        PERBUP["title"],
        "12/2024",
        "2024-12-31",
    )
    assert (first.source, first.location, first.seen) == ("Bagian Hukum", "https://jdih.example.id/12", False)
    assert (second.code, second.kind, second.title, second.date) == ("B02", "other", "SK Tim", "2025-02-01")
    assert [(each.evidence.code, each.place) for each in sheet.line("REG-01").citations] == [("B01", "Pasal 3"), ("B02", "hlm. 2")]
    assert [(each.evidence.code, each.place) for each in sheet.line("REG-02").citations] == [("B01", "Pasal 5")]
    assert sheet.line("DSN-01").answer.note == "Keterangan instansi: masih disusun"
    assert sheet.base == {"jpt_filled": 1250}
    stored = contents(desk)
    assert standings(desk.ask(worksheets.preview, came)) == {}
    assert taken(desk, came, "all").entries == ()
    assert contents(desk) == stored
    assert timeless(desk.do(history.undo, verification).sheet) == empty
    assert contents(desk, "trail", "verification") == before


def test_codes_that_were_taken_back_are_not_given_to_what_agencies_name(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Keliru"})
    desk.do(evidence.withdraw, verification, "B01")
    taken(desk, filled(desk, verification, PERBUP))
    assert [each.code for each in sheet_of(desk, verification).evidence] == ["B02"]


Row = dict[str, str]
FAULTS: Final[dict[str, tuple[Row, dict[str, str]]]] = {
    "a date that is none": ({**PERBUP, "date": "akhir 2024"}, {"F": "fact.date"}),
    "no title": ({**PERBUP, "title": ""}, {"D": "evidence.title_missing"}),
    "a place without a document": ({"item": "REG-01", "place": "Pasal 3"}, {"D": "evidence.title_missing"}),
    "words that are no title": ({**PERBUP, "title": "Belum ada"}, {"D": "request.no_document"}),
    "an item that is none": ({**PERBUP, "item": "REG-99"}, {"A": "answer.unknown_item"}),
    "no item": ({**PERBUP, "item": ""}, {"A": "worksheet.code"}),
    "a kind that is none": ({**PERBUP, "kind": "Batu"}, {"C": "fact.choice"}),
    "what was only told": ({**PERBUP, "kind": "Wawancara"}, {"C": "fact.choice"}),
    "a title without end": ({**PERBUP, "title": "x" * 501}, {"D": "text.too_long"}),
    "a number Excel cut short": ({**PERBUP, "number": "1.99E+17"}, {"E": "worksheet.rounded"}),
    "two faults": (
        {**PERBUP, "date": "x", "item": "?", "remark": "y" * 20_001},
        {"F": "fact.date", "A": "answer.unknown_item", "J": "text.too_long"},
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_all_that_is_wrong_with_a_row_is_told_with_its_place_and_nothing_of_it_is_taken(desk: Desk, name: str) -> None:
    row, expected = FAULTS[name]
    verification = begun(desk)
    came = filled(desk, verification, row, {"item": "REG-03", "title": "SK Tim"})
    found = desk.ask(worksheets.preview, came).of(REFUSED)
    assert {each.place.id.partition("kolom ")[2][0]: each.why.code for each in found if each.why} == expected
    assert len({each.id for each in found}) == len(found)
    taken(desk, came, "all")
    assert [each.title for each in sheet_of(desk, verification).evidence] == ["SK Tim"]
    assert sheet_of(desk, verification).line("REG-01").answer.note == ""


@pytest.mark.parametrize("kind", ["Batu", "Wawancara"])
def test_a_wrong_kind_was_answered_with_keys_that_no_sheet_shows(desk: Desk, kind: str) -> None:
    (found,) = desk.ask(worksheets.preview, filled(desk, begun(desk), {**PERBUP, "kind": kind})).of(REFUSED)
    assert found.why is not None
    told = Words("id").refusal(found.why)
    assert Words("id")("evidence.kind.decree") in told
    assert "decree" not in told


def test_a_number_that_became_a_date_is_refused_and_a_date_is_not(desk: Desk) -> None:
    verification = begun(desk)
    row = {**PERBUP, "number": "2024-12-01", "date": "2024-12-31"}
    (why,) = desk.ask(worksheets.preview, back(with_rows(asked(desk, verification), row, kinds={"number": Kind.DATE}))).of(REFUSED)
    assert why.why is not None
    assert why.why.code == "worksheet.turned_date"
    assert not desk.ask(worksheets.preview, back(with_rows(asked(desk, verification), row, kinds={"date": Kind.DATE}))).of(REFUSED)


def test_dashes_where_there_is_nothing_to_say_are_nothing(desk: Desk) -> None:
    dashes = dict.fromkeys(("title", "number", "date", "source", "location", "place"), "-")
    assert standings(desk.ask(worksheets.preview, filled(desk, begun(desk), {"item": "REG-01", **dashes}))) == {}


def test_rows_that_contradict_each_other_about_a_document_are_told_both(desk: Desk) -> None:
    other = {**PERBUP, "item": "REG-02", "date": "30-12-2024", "source": "Setda"}
    found = desk.ask(worksheets.preview, filled(desk, begun(desk), {**PERBUP, "source": "Hukum"}, other))
    assert {each.why.code for each in found.of(REFUSED) if each.why} == {"request.contradicts"}
    assert [each.place.id.rpartition(" kolom ")[2][0] for each in found.of(REFUSED)] == ["F", "G"]
    assert {each.id for each in found.of(NEW)} == {"D01", "REG-01/D01"}


@pytest.mark.parametrize(
    ("here", "there"),
    [({"number": "1"}, {"number": "2"}), ({"date": "1-1-2024"}, {"date": "1-1-2025"}), ({"location": "a"}, {"location": "b"})],
)
def test_documents_of_one_title_that_are_not_the_same_stay_two(desk: Desk, here: Row, there: Row) -> None:
    verification = begun(desk)
    first, second = {"item": "REG-01", "title": "Laporan", **here}, {"item": "REG-01", "title": "Laporan", **there}
    taken(desk, filled(desk, verification, first))
    assert standings(desk.ask(worksheets.preview, filled(desk, verification, first, second))) == {"D02": NEW, "REG-01/D02": NEW}


def test_of_two_documents_that_may_be_the_one_here_only_the_first_completes_it(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Laporan"})
    rows = [{"item": "REG-01", "title": "Laporan", "location": where} for where in "ab"]
    expected = dict.fromkeys(("B01", "REG-01/B01", "D02", "REG-01/D02"), NEW)
    assert standings(desk.ask(worksheets.preview, filled(desk, verification, *rows))) == expected


def test_a_document_that_is_here_is_completed_and_what_differs_waits(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(evidence.register, verification, {"title": "Perbup manajemen talenta", "kind": "regulation", "seen": "yes"}, "REG-01")
    came = filled(desk, verification, PERBUP)
    assert standings(desk.ask(worksheets.preview, came)) == {"B01": NEW, "REG-01/B01": NEW}
    taken(desk, came)
    assert standings(desk.ask(worksheets.preview, filled(desk, verification, {**PERBUP, "date": "30-12-2024"}))) == {"B01": DIFFERS}
    assert standings(desk.ask(worksheets.preview, filled(desk, verification, {**PERBUP, "place": "Pasal 4"}))) == {"REG-01/B01": DIFFERS}
    desk.do(
        evidence.change,
        verification,
        "B01",
        {"title": "Peraturan Bupati 12/2024", "number": "12/2024", "kind": "regulation", "date": "31-12-2024"},
    )
    assert standings(desk.ask(worksheets.preview, came)) == {"B01": DIFFERS}
    taken(desk, came)
    assert [each.title for each in sheet_of(desk, verification).evidence] == ["Peraturan Bupati 12/2024"]


def test_remarks_come_behind_what_is_noted_and_only_when_named(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.annotate, verification, "REG-01", "Catatan saya")
    came = filled(desk, verification, {"item": "REG-01", "remark": "ada di lemari"}, language="en")
    assert standings(desk.ask(worksheets.preview, came)) == {"REG-01/note": DIFFERS}
    taken(desk, came, "REG-01")
    assert sheet_of(desk, verification).line("REG-01").answer.note == "Catatan saya\nThe agency remarks: ada di lemari"
    assert standings(desk.ask(worksheets.preview, came)) == {}


def test_base_data_is_taken_where_it_is_empty_or_named(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(facts.base, verification, {"jpt_filled": "10"})
    came = filled(
        desk, verification, {"count": "jpt_filled", "n": "11"}, {"count": "jpt_vacant", "n": "2"}, {"count": "jpt_acting", "n": "dua"}
    )
    assert standings(desk.ask(worksheets.preview, came)) == {"jpt_filled": DIFFERS, "jpt_vacant": NEW, "jpt_acting": REFUSED}
    taken(desk, came)
    assert sheet_of(desk, verification).base == {"jpt_filled": 10, "jpt_vacant": 2}
    taken(desk, came, "jpt_filled")
    assert sheet_of(desk, verification).base["jpt_filled"] == 11


def test_whoever_printed_it_the_answer_belongs_to_the_agency_and_round(desk: Desk) -> None:
    verification = begun(desk)
    came = filled(desk, verification, PERBUP)
    assert desk.ask(worksheets.preview, replace(came, verification="0" * 16)).verification == verification
    for other in (replace(came, agency="11"), replace(came, round="2022-1")):
        assert refused(lambda other=other: desk.ask(worksheets.preview, other)) == "request.verification"
    assert refused(lambda: desk.ask(worksheets.preview, replace(came, checklist="0" * 64))) == "request.checklist"
    desk.do(rounds.begin, "2023-2")
    second = begun(desk)
    assert desk.ask(worksheets.preview, came).verification == verification != second
    acting_as_somebody_else(desk)
    assert refused(lambda: desk.ask(worksheets.preview, came)) == "permission.not_yours"
    copied = ("CREATE TEMP TABLE copy AS SELECT * FROM verification", "UPDATE copy SET id = '~' || id, person_id = 'b0'")
    raw(desk, *copied, "INSERT INTO verification SELECT * FROM copy")
    assert desk.ask(worksheets.preview, came).verification == f"~{verification}"


def test_no_file_of_others_has_a_language_or_mark_that_breaks_anything(desk: Desk) -> None:
    verification = begun(desk)
    came = replace(filled(desk, verification, {"item": "REG-01", "remark": "x"}), language="../../x")
    assert entry(desk.ask(worksheets.preview, came), "REG-01/note").changes[0].there == "Keterangan instansi: x"
    tables = asked(desk, verification)
    head = tables[0].rows[0]
    for cells in (head.cells[:1], (*head.cells[:4], "", *head.cells[5:]), (head.cells[0], "2", *head.cells[2:])):
        broken = replace(tables[0], rows=(replace(head, cells=cells), *tables[0].rows[1:]))
        assert refused(lambda broken=broken: back((broken, *tables[1:]))) == "worksheet.none"
    with_both = (*tables, replace(tables[0], rows=(replace(head, cells=(*head.cells[:5], "2022-1", head.cells[6])),)))
    assert refused(lambda: back(with_both)) == "worksheet.none"


def test_every_heading_that_was_lost_is_told_before_anything_under_it_is_lost_too(desk: Desk) -> None:
    tables = with_rows(asked(desk, begun(desk)), PERBUP)
    index = next(at for at, table in enumerate(tables) if any(row.cells[0] == "REG-01" for row in table.rows))
    lost: dict[int, str] = {0: "No.", 4: "Nomor surat"}
    head = tables[index].rows[0]
    renamed = replace(head, cells=tuple(lost.get(at, cell) for at, cell in enumerate(head.cells)))
    broken = (*tables[:index], replace(tables[index], rows=(renamed, *tables[index].rows[1:])), *tables[index + 1 :])
    with pytest.raises(Refusal) as caught:
        back(broken)
    name = tables[index].name
    assert (caught.value.code, f"{name}: Kode butir; {name}: Nomor." in Words("id").refusal(caught.value)) == ("request.columns", True)
    added = replace(tables[index], rows=(replace(head, cells=(*head.cells, "Paraf")), *tables[index].rows[1:]))
    assert back((*tables[:index], added, *tables[index + 1 :])).unread == (f"{name}: Paraf",)


def test_more_rows_than_any_agency_has_documents_are_refused_at_once(desk: Desk) -> None:
    verification = begun(desk)
    tables = asked(desk, verification)
    first = tables[1]
    full = replace(
        first, rows=(first.rows[0], *[replace(first.rows[1], number=at, cells=("REG-01", "", "", f"x{at}")) for at in range(_MOST + 1)])
    )
    assert refused(lambda: desk.ask(worksheets.preview, back((tables[0], full, *tables[2:])))) == "request.too_many"
