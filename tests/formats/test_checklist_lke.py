"""An LKE becomes a checklist with what another one says beside it; what was decided is told, what is not sure is refused at its cell."""

import tomllib
from collections.abc import Sequence
from typing import Any, Final

import pytest

from models.checklists import shipped
from models.errors import Refusal
from models.formats import checklist_file, reading
from models.formats.cells import Point
from models.formats.checklist_file import Asked, Defined
from models.words import Words
from tests.formats.kit import workbook
from tests.formats.lke_kit import HEAD, PATH, ROWS

BASE: Final[Any] = tomllib.loads(shipped("mt-bkn-2026.toml").decode())


def read(rows: Sequence[Sequence[object]], **asked: Any) -> Defined:
    tables = reading.tables(workbook(rows), "lke.xlsx")
    return checklist_file.of_tables(tables, "lke.xlsx", Asked(**{"base": BASE, "name": "zi 2026", "design": ("Regulasi",), **asked}))


def changed(row: int, column: int, value: object) -> list[tuple[object, ...]]:
    rows = [[*each, *[""] * (len(HEAD) - len(each))] for each in ROWS]
    rows[row - 1][column] = value
    return [tuple(each) for each in rows]


def faults(rows: Sequence[Sequence[object]], **asked: Any) -> list[str]:
    with pytest.raises(Refusal) as caught:
        read(rows, **asked)
    found = caught.value.fields["faults"]
    assert isinstance(found, tuple)
    return [Words("id").fault(fault) for fault in found]


def test_it_becomes_a_checklist_with_codes_from_areas_and_order() -> None:
    found = read(ROWS)
    checklist = found.checklist
    assert (found.layout, checklist.name, checklist.title.id) == ("lke", "zi 2026", "LEMBAR KERJA EVALUASI")
    assert {code: (area.name.id, area.weight) for code, area in checklist.areas.items()} == {"REG": ("Regulasi", 8), "A": ("Penerapan", 4)}
    items = checklist.items
    assert [(item.code, item.scale.value, item.weight) for item in items.values()] == [
        ("REG-01", "yes-no", 3),
        ("REG-02", "yes-partly-no", 5),
        ("A-01", "level", 2),
        ("A-02", "yes-no", 2),
    ]
    assert items["REG-01"].evidence.id == PATH
    assert items["REG-01"].title.id == "Penyusunan: Apakah peraturan telah ditetapkan?"
    assert {level: phrase.id for level, phrase in items["REG-01"].ladder.items()} == {4: "Ya, jika ditetapkan", 0: "Tidak, jika belum"}
    assert items["REG-02"].ladder[2].id == "B. Sebagian\ndan seterusnya"
    assert items["REG-02"].help is not None and items["REG-02"].help.id == "Dari laporan"
    assert items["A-01"].ladder[3].en == "B. 75%"
    assert items["A-02"].ladder[0].id == "Tidak"


NESTED: Final = (
    HEAD,
    ("A.", "PENGUNGKIT", "", 6),
    ("I.", "Manajemen Perubahan", "", 4),
    ("1.", "Tim Kerja", "", 1),
    ("", "a.", "Apakah tim dibentuk?", "", "", "Ya/Tidak"),
    ("", "b.", "Apakah tim bekerja?", "", "", "Ya/Tidak"),
    ("2.", "Rencana", "", 3),
    ("", "a.", "Apakah rencana disusun?", "", "", "Ya/Tidak"),
    ("II.", "Tata Laksana", "", 2),
    ("", "a.", "Apakah SOP ada?", 2, "", "Ya/Tidak"),
)


def test_every_weighted_heading_became_an_area_where_evaluators_have_two_steps_of_them() -> None:
    named = {"areas": ("manajemen perubahan", "Tata Laksana"), "design": ("Tata Laksana",)}
    checklist = read(NESTED, **named).checklist
    assert {area.name.id: area.weight for area in checklist.areas.values()} == {"Manajemen Perubahan": 8, "Tata Laksana": 4}
    told = [(item.code, item.title.id, item.weight) for item in checklist.items.values()]
    assert told == [
        ("A-01", "Tim Kerja: Apakah tim dibentuk?", 1),
        ("A-02", "Tim Kerja: Apakah tim bekerja?", 1),
        ("A-03", "Rencana: Apakah rencana disusun?", 6),
        ("B-01", "Apakah SOP ada?", 4),
    ]
    assert len(read(NESTED, design=("Rencana",)).checklist.areas) == 3
    assert "tertulis 4, sedangkan jumlah bobot butirnya 3,5" in faults([*NESTED[:6], ("2.", "Rencana", "", 2.5), *NESTED[7:]], **named)[0]
    assert "tidak ada baris area bernama Penataan" in faults(NESTED, areas=("Penataan",), design=("Tata Laksana",))[0]


def test_everything_that_was_decided_is_told() -> None:
    told = "\n".join(note.id for note in read(ROWS).notes)
    for said in (
        "REG-01 sampai REG-02",
        "A-01 sampai A-02",
        "PENGUNGKIT",
        "dikalikan 2",
        "dibagi rata, 1",
        "mt-bkn 2026",
        "Jawaban, Nilai, %, Catatan",
    ):
        assert said in told, said


def test_gates_come_from_the_items_that_ask_the_same() -> None:
    question = BASE["items"]["REG-04"]["question"]["id"]
    checklist = read(changed(7, 2, question)).checklist
    assert checklist.items["REG-01"].gate == 4
    assert checklist.verdict.not_started_items == ("REG-01",)


@pytest.mark.parametrize(
    ("row", "column", "value", "place", "said"),
    [
        (7, 3, "1.234", 'baris 7, kolom D "Bobot"', "1234 atau 1,234"),
        (7, 3, 2, 'baris 5, kolom D "Bobot"', "tertulis 4, sedangkan jumlah bobot butirnya 4,5 (selisih 0,5)"),
        (7, 3, "", 'baris 7, kolom D "Bobot"', "kosong"),
        (7, 3, 0, 'baris 7, kolom D "Bobot"', "0 di luar 1 sampai 100"),
        (7, 3, 1.4999, 'baris 7, kolom D "Bobot"', "bilangan bulat 1 sampai 100"),
        (7, 5, "A/B/C/D", 'baris 7, kolom F "Pilihan Jawaban"', "A/B/C/D"),
        (7, 5, "", 'baris 7, kolom F "Pilihan Jawaban"', "kosong"),
        (7, 2, "", 'baris 7, kolom B "PENILAIAN"', "kosong"),
        (11, 5, "", 'baris 11, kolom F "Pilihan Jawaban"', "tampaknya butir tanpa pilihan jawaban"),
        (5, 1, "", 'baris 5, kolom B "PENILAIAN"', "kosong"),
        (8, 4, "A. Seluruhnya\nC. Belum", 'baris 8, kolom E "Penjelasan"', "jenjang B"),
        (7, 2, "#REF!", "baris 7, kolom C", "kesalahan rumus"),
        (2, 9, "Warna", 'baris 2, kolom J "Warna"', "tidak dikenal"),
    ],
)
def test_what_is_not_sure_is_refused_at_its_cell(row: int, column: int, value: object, place: str, said: str) -> None:
    found = faults(changed(row, column, value))
    assert any(place in each and said in each for each in found), found


def test_a_number_that_means_two_is_read_as_the_user_says() -> None:
    assert faults(changed(7, 3, "1.500"))
    assert read(changed(7, 3, "1.500"), point=Point.POINT).checklist.items["REG-01"].weight == 3


def test_what_it_cannot_say_is_asked_for() -> None:
    with pytest.raises(Refusal, match=r"checklist\.no_base"):
        read(ROWS, base={})
    assert "--as" in faults(ROWS, name="")[0]
    assert "--design" in faults(ROWS, design=())[0]


def test_a_gate_is_lowered_only_where_it_is_one_here() -> None:
    question = BASE["items"]["REG-01"]["question"]["id"]
    lowered = [read(changed(7, 2, question)), read(changed(7, 2, question), design=("Penerapan",))]
    assert [each.checklist.verdict.design_gates_when_approved for each in lowered] == [{}, {}]
    levels = changed(7, 2, question)
    levels[6] = (*levels[6][:4], "A. 4\nB. 3\nC. 2\nD. 1\nE. 0", "A/B/C/D/E", *levels[6][6:])
    assert read(levels).checklist.verdict.design_gates_when_approved == {"REG-01": 2}
    assert read(levels, design=("Penerapan",)).checklist.verdict.design_gates_when_approved == {}
