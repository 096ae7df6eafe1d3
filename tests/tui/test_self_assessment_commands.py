"""`verifier worksheet --self` and `verifier import --self`: out to an agency, back beside the answers, and on in the verdict file."""

from pathlib import Path

import openpyxl
import pytest

from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


def filled(verifier: Commands, verification: str, folder: Path, name: str, changes: dict[str, str]) -> Path:
    """The sheet as the agency fills it in: cells of the first area by their address."""
    code, out, _ = verifier("worksheet", verification, "--self", "--to", folder / "out")
    assert code == 0
    book = openpyxl.load_workbook(out.strip())
    for cell, value in changes.items():
        book.worksheets[1][cell] = value
    book.save(folder / name)
    return folder / name


def test_it_is_taken_once_and_replaced_only_as_a_whole(verifier: Commands, verification: str, tmp_path: Path) -> None:
    first = filled(verifier, verification, tmp_path, "a.xlsx", {"F2": "3", "G2": "D:\\MT\\a.pdf", "F3": "Yes"})
    code, out, said = verifier("import", first)
    assert (code, "2 entries taken" in said) == (0, True)
    assert "(empty) → D:\\MT\\a.pdf" in out
    second = filled(verifier, verification, tmp_path, "b.xlsx", {"F2": "2", "F4": "Partly"})
    code, _, said = verifier("import", second)
    assert (code, "0 entries taken" in said, "--take all" in said) == (0, True, True)
    assert "as a whole" in verifier.refused("import", second, "--take", "REG-03")
    assert "3 entries taken" in verifier("import", second, "--take", "all")[2]
    told = data(verifier("show", verification, "--json"))["verdict_file"]["self_assessment"]
    assert told["file"] == "b.xlsx"
    assert {code: each["level"] for code, each in told["items"].items()} == {"REG-01": 2, "REG-03": 2}
    assert "The agency's self-assessment: b.xlsx, 2 items" in verifier("show", verification)[1]


def test_an_lke_needs_to_be_said_whose_it_is(verifier: Commands, verification: str, tmp_path: Path) -> None:
    lke = tmp_path / "LKE.csv"
    lke.write_text("Kode;Penilaian;Jawaban;Bukti dukung\nREG-01;;3;E:\\bukti\nREG-02;;X;\n;Lain;Ya;\n", "utf-8")
    assert verifier("import", lke)[0] == 1
    code, out, said = verifier("import", lke, "--self", verification)
    assert (code, "1 entry taken" in said) == (1, True)
    assert "row 3" in out and "row 4" in out
