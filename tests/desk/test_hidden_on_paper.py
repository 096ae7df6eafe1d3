"""What leaves the program tells hidden items apart: worksheets and lists of evidence say when an item is asked, papers what was not."""

import pytest

from models import printing
from models.desk import answers, freeze, verifications, worksheets
from models.desk.desk import Desk
from models.documents import verdict_file as doc
from models.formats import reading, worksheet
from models.paper import Office, Paragraph, Table
from models.words import Words
from tests.conditional import MINISTRY, answer_all, begun, decide
from tests.formats.kit import loaded
from tui import plain

HEAD = Office(("BADAN KEPEGAWAIAN NEGARA",), "f4")


@pytest.fixture
def verification(desk: Desk) -> str:
    """A verification that is decided, in which two items with answers are hidden."""
    found = begun(desk)
    answer_all(desk, found)
    desk.do(answers.record, found, "REG-01", 2)
    decide(desk, found)
    return found


def cells(body: bytes) -> str:
    """Every text of a workbook."""
    return "\n".join(str(cell.value) for sheet in loaded(body) for row in sheet.iter_rows() for cell in row if cell.value)


def test_a_worksheet_holds_every_item_with_its_condition_and_comes_back_unchanged(desk: Desk, verification: str) -> None:
    body = desk.ask(worksheets.file, verification, "id").body
    assert "[Hanya bila REG-01 ≥ 3]\nPertanyaan REG-03" in cells(body)
    filled = worksheet.read(reading.tables(body, "l.xlsx"), "l.xlsx")
    entries = desk.ask(worksheets.preview, filled).entries
    assert {"REG-03", "DSN-03"} <= {entry.key[0] for entry in entries}
    assert {entry.standing.value for entry in entries} == {"same"}


def test_only_what_may_concern_the_agency_is_asked_of_it(desk: Desk) -> None:
    every = (begun(desk), desk.do(verifications.begin, MINISTRY))
    province, ministry = (cells(desk.ask(worksheets.request, each, "id").body) for each in every)
    assert "[Hanya bila REG-01 ≥ 3]\nBukti REG-03" in province
    assert "Bukti SIS-02" in province and "Bukti INS-03" in province
    assert "Bukti REG-03" in ministry
    assert "Bukti SIS-02" not in ministry and "Bukti INS-03" not in ministry


@pytest.mark.parametrize(("agency", "is_region"), [("11", True), (MINISTRY, False)])
def test_the_printed_list_asks_for_the_same(desk: Desk, agency: str, is_region: bool) -> None:
    found = begun(desk, agency)
    _, paper = desk.ask(printing.drawn, found, "request", Words("id"), HEAD)
    told = "\n".join(cell for block in paper.blocks if isinstance(block, Table) for row in block.rows for cell in row)
    assert "Judul REG-03\n[Hanya bila REG-01 ≥ 3]\nBukti REG-03" in told
    assert ("Bukti INS-03" in told) is is_region


@pytest.mark.parametrize("kind", ["working", "report", "recommendation"])
def test_a_paper_names_what_was_not_asked_and_counts_without_it(desk: Desk, verification: str, kind: str) -> None:
    _, paper = desk.ask(printing.drawn, verification, kind, Words("id"), HEAD)
    told = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert "Tidak ditanyakan karena syaratnya tidak terpenuhi, dan tidak dihitung: REG-03 (3), DSN-03 (2)." in told
    rows = [cell for block in paper.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert not any("Judul REG-03" in cell or "Pertanyaan REG-03" in cell for cell in rows)


def test_a_file_is_shown_with_the_mark(desk: Desk, verification: str, capsys: pytest.CaptureFixture[str]) -> None:
    frozen = desk.ask(freeze.verdict_file, verification)
    plain.show_document(Words("id"), doc.opened(frozen.body, frozen.name))
    lines = capsys.readouterr().out.splitlines()
    assert next(line for line in lines if line.startswith("REG-03")).split()[:3] == ["REG-03", "3", "(tersembunyi)"]
