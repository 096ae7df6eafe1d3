"""A self-assessment laid out as an LKE is matched by code or question and read as it is meant, or refused at its cell."""

from pathlib import Path

import pytest

from models.desk import self_assessments
from models.desk.desk import Desk
from models.errors import Refusal
from models.formats import own_sheet
from models.previews import Standing, WorksheetPreview
from models.rules.self_assessment import SelfAnswer
from tests.desk.acts import begun, sheet_of

HEAD = "No;Penilaian;Bobot;Penjelasan;Pilihan Jawaban;Jawaban;Nilai;%;Catatan;Bukti Dukung"


def previewed(desk: Desk, verification: str, folder: Path, *rows: str, head: str = HEAD) -> WorksheetPreview:
    path = folder / "LKE.csv"
    path.write_text("\n".join(("Lembar Kerja Evaluasi;;;;;;;;;", head, *rows)), "utf-8")
    filled = own_sheet.opened(path, is_own=True)
    found = desk.ask(self_assessments.preview, filled, verification)
    desk.do(self_assessments.take, filled, found.chosen(["all"]), verification)
    return found


def test_rows_are_matched_by_code_or_by_the_question_and_headings_of_sections_left_out(desk: Desk, tmp_path: Path) -> None:
    verification = begun(desk)
    words = sheet_of(desk, verification).line("REG-02").item.question.id
    previewed(
        desk,
        verification,
        tmp_path,
        "A.;PENGUNGKIT;60,00;;;;12,5;21%;;",
        f'a.;"i. {words}";1;ada;A/B/C;b;0,5;50%;kurang lampiran;"D:\\Zona Integritas\\SK (1).pdf"',
        "REG-01;apa saja;1;;0-4;3;;;;",
        "REG-03;;1;;Ya/Tidak;Tidak;;;;",
    )
    said = {line.item.code: line.self_answer for line in sheet_of(desk, verification).lines if line.self_answer}
    assert said == {
        "REG-01": SelfAnswer(3),
        "REG-02": SelfAnswer(2, evidence="D:\\Zona Integritas\\SK (1).pdf", note="kurang lampiran"),
        "REG-03": SelfAnswer(0),
    }


def test_a_question_is_found_under_a_heading_that_is_merged_over_its_number(desk: Desk, tmp_path: Path) -> None:
    verification = begun(desk)
    words = sheet_of(desk, verification).line("REG-02").item.question.id
    head = "PENILAIAN;;;Bobot;Pilihan Jawaban;Jawaban;Nilai;%;Keterangan;Data Dukung"
    rows = ("A.;PENGUNGKIT;;60;;;;;;", f'a;;"{words}";1;A-C;C;0;0%;;')
    assert [entry.id for entry in previewed(desk, verification, tmp_path, *rows, head=head).entries] == ["REG-02"]
    assert sheet_of(desk, verification).line("REG-02").self_answer == SelfAnswer(0)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1;Pertanyaan instrumen lain;1;;Ya/Tidak;Ya;;;;", "self.unmatched"),
        ("REG-01;;1;;A/B/C;A;;;;", "self.grades"),
        ("REG-01;;1;;;A;;;;", "self.grades"),
        ("REG-02;;1;;A/B/C/D;B;;;;", "self.grades"),
        ("REG-02;;1;;A/B/C;D;;;;", "self.grades"),
        ("REG-01;;1;;Ya/Tidak;Ya;;;;", "worksheet.answer"),
    ],
)
def test_what_is_not_sure_is_refused_and_nothing_is_guessed(desk: Desk, tmp_path: Path, row: str, code: str) -> None:
    found = previewed(desk, begun(desk), tmp_path, row, "REG-08;;1;;A/B/C/D/E;e;;;;")
    (refused,) = found.of(Standing.REFUSED)
    assert refused.why is not None and refused.why.code == code
    assert "3" in refused.place.id
    assert [entry.id for entry in found.of(Standing.NEW)] == ["REG-08"]


def test_a_sheet_of_another_kind_is_none(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"self\.none"):
        previewed(desk, begun(desk), tmp_path, "a;b", head="Nama;Alamat")
