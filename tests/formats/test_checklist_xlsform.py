"""The part of XLSForm that fits becomes a checklist; whatever else a form holds is refused by name and cell."""

import tomllib
from typing import Any, Final

import pytest

from models.checklists import shipped
from models.errors import Refusal
from models.formats import checklist_file, reading
from models.formats.checklist_file import Asked, Defined
from models.words import Words
from tests.formats.kit import workbook

BASE: Final[Any] = tomllib.loads(shipped("mt-bkn-2026.toml").decode())
SURVEY: Final = (
    ("type", "name", "label::Bahasa (id)", "label::English (en)", "hint", "required", "relevant", "bobot", "constraint"),
    ("begin_group", "reg", "Regulasi", "Regulation"),
    ("note", "n1", "Baca dahulu", "Read first"),
    ("select_one yt", "reg_01", "Apakah ada peraturan?", "Is there a rule?", "Lihat JDIH", "yes", "", 4),
    ("select_one abc", "reg_02", "Seberapa lengkap?", "How complete?", "", "", "${reg_01} = 'ya'", 6),
    ("end_group",),
    ("begin_group", "ins", "Penerapan", "In use"),
    ("select_one lima", "ukur", "Seberapa jauh?", "How far?", "", "", "${reg_02} = 'a' and ${reg_01} = 'ya'", 10),
    ("select_one lima", "pakai", "Dipakai?", "Used?", "", "", "${ukur} >= 3", 1),
    ("end_group",),
    ("date", "tgl", "Tanggal", "Date", "", "yes"),
    ("select_one alasan", "alasan", "Alasan", "Reason"),
)
CHOICES: Final = (
    ("list_name", "name", "label::Bahasa (id)", "label::English (en)"),
    ("yt", "ya", "Ya", "Yes"),
    ("yt", "tidak", "Tidak", "No"),
    *(("abc", name, f"{name} id", f"{name} en") for name in "abc"),
    *(("lima", number, f"Tingkat {number}", f"Level {number}") for number in range(5)),
    ("alasan", "anggaran", "Anggaran", "Budget"),
)
SETTINGS: Final = (("form_title", "form_id", "version"), ("Formulir MT", "mt-form", 2026))


def read(survey: Any = SURVEY, choices: Any = CHOICES, settings: Any = SETTINGS) -> Defined:
    tables = reading.tables(workbook(survey, choices, settings, names=("survey", "choices", "settings")), "form.xlsx")
    return checklist_file.of_tables(tables, "form.xlsx", Asked(base=BASE, design=("reg",)))


def changed(sheet: Any, row: int, column: int, value: object) -> list[tuple[object, ...]]:
    rows = [[*each, *[""] * (len(sheet[0]) - len(each))] for each in sheet]
    rows[row - 1][column] = value
    return [tuple(each) for each in rows]


def test_a_form_becomes_a_checklist() -> None:
    found = read()
    checklist = found.checklist
    assert (found.layout, checklist.name, checklist.title.id) == ("xlsform", "mt-form 2026", "Formulir MT")
    assert [(area.code, area.name.en, area.weight) for area in checklist.areas.values()] == [
        ("REG", "Regulation", 10),
        ("INS", "In use", 11),
    ]
    items = checklist.items
    assert {code: (item.scale.value, list(map(str, item.when))) for code, item in items.items()} == {
        "REG-01": ("yes-no", []),
        "REG-02": ("yes-partly-no", ["REG-01 = 4"]),
        "INS-01": ("level", ["REG-02 = 4", "REG-01 = 4"]),
        "INS-02": ("level", ["INS-01 >= 3"]),
    }
    assert items["REG-02"].ladder[2].en == "b en"
    assert items["REG-01"].help is not None and items["REG-01"].help.id == "Baca dahulu\nLihat JDIH"
    date, reason = checklist.facts["tgl"].fields["value"], checklist.facts["alasan"].fields["value"]
    assert (date.kind, date.required, reason.kind, list(reason.choices)) == ("date", True, "choice", ["anggaran"])
    assert "ukur menjadi butir INS-01." in [note.id for note in found.notes]


@pytest.mark.parametrize(
    ("row", "column", "value", "place", "said"),
    [
        (4, 8, ". > 3", 'baris 4, kolom I "constraint"', '"constraint" tidak didukung'),
        (5, 0, "select_multiple abc", 'baris 5, kolom A "type"', '"select_multiple abc" tidak didukung'),
        (2, 0, "begin_repeat", 'baris 2, kolom A "type"', '"begin_repeat" tidak didukung'),
        (5, 0, "select_one xyz", 'baris 5, kolom A "type"', "xyz tidak ada"),
        (5, 6, "${reg_01} != 'ya'", 'baris 5, kolom G "relevant"', "tidak didukung"),
        (5, 6, "${reg_01} = 'mungkin'", 'baris 5, kolom G "relevant"', "tidak didukung"),
        (5, 6, "${reg_01} = ‘ya’", 'baris 5, kolom G "relevant"', "kutip lengkung"),
        (5, 6, "${hilang} = 'ya'", 'baris 5, kolom G "relevant"', "hilang tidak ada"),
        (5, 6, "${reg_02} = 'a'", 'baris 5, kolom G "relevant"', "lebih dahulu"),
        (8, 6, "${reg_02} = 'a' and ${reg_02} = 'b'", 'baris 8, kolom G "relevant"', "tidak akan pernah muncul"),
        (5, 1, "reg_01", 'baris 5, kolom B "name"', "sudah ada pada baris 4"),
        (5, 1, " reg_02", 'baris 5, kolom B "name"', "spasi"),
        (5, 2, 7, 'baris 5, kolom C "label::Bahasa (id)"', "bilangan"),
        (5, 7, "1.000", 'baris 5, kolom H "bobot"', "dapat berarti"),
        (7, 6, "${reg_01} = 'ya'", 'baris 7, kolom G "relevant"', "grup tidak dapat bersyarat"),
        (11, 1, "PEN-01", 'baris 11, kolom B "name"', "sudah dipakai"),
    ],
)
def test_whatever_else_it_holds_is_refused_by_name_and_cell(row: int, column: int, value: object, place: str, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        read(changed(SURVEY, row, column, value))
    found = caught.value.fields["faults"]
    assert isinstance(found, tuple)
    told = [Words("id").fault(fault) for fault in found]
    assert any(place in each and said in each for each in told), told
