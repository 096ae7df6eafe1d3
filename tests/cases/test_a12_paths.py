"""A12. Names that climb out of the folder: names are data, and paths are built from safe parts."""

from pathlib import Path
from typing import Final

import pytest

from models.desk import rounds
from models.desk.desk import opened
from models.documents.verdict_file import opened as read
from tests.desk.acts import decided
from tests.formats.kit import workbook
from tests.tui.commands import Commands

CLIMBING: Final = ("../../x", "..\\..\\x", "C:\\x", "/etc/x", "CON.txt", "name.", "A/B", "~root", "..", "x" * 80, "a:b", "nul")


@pytest.mark.parametrize("name", CLIMBING)
@pytest.mark.usefixtures("verification")
def test_an_agency_of_any_code_is_imported_and_exported_inside_the_folder(verifier: Commands, tmp_path: Path, name: str) -> None:
    given = tmp_path / "daftar.xlsx"
    given.write_bytes(workbook([("Kode", "Nama", "Jenis"), (name, f"Lembaga {name}", "LNS")]))
    assert verifier("agency", "import", given)[0] == 0
    with opened(verifier.folder) as desk:
        desk.do(rounds.begin, f"2023/{name}"[:80], "mt-kasn 2023")
        verification = decided(desk, name)
    before = {path for path in tmp_path.rglob("*") if verifier.folder not in path.parents}
    for command in (("worksheet",), ("export",)):
        code, out, _ = verifier(*command, verification, "--to", tmp_path / "out")
        assert (code, Path(out.strip()).parent) == (0, tmp_path / "out")
    after = {path for path in tmp_path.rglob("*") if verifier.folder not in path.parents} - before
    assert after == {tmp_path / "out", *(tmp_path / "out").iterdir()}
    assert len(after) == 3
    verdict = next(path for path in after if path.suffix == ".toml")
    found = read(verdict.read_bytes(), verdict.name)
    assert (found.agency.code, found.agency.name) == (name, f"Lembaga {name}")


@pytest.mark.usefixtures("verification")
def test_parts_of_a_workbook_that_climb_are_not_written_anywhere(verifier: Commands, tmp_path: Path) -> None:
    from tests.formats.kit import repacked

    plain = workbook([("Kode", "Nama", "Jenis"), ("X", "Lembaga", "LNS")])
    climbing = {"../../climbed.xml": b"<x/>", "/climbed.xml": b"<x/>", "C:\\climbed.xml": b"<x/>", "xl/CON.xml": b"<x/>"}
    given = tmp_path / "a" / "b" / "daftar.xlsx"
    given.parent.mkdir(parents=True)
    given.write_bytes(repacked(plain, lambda _, content: content, climbing))
    assert verifier("agency", "import", given)[0] == 0
    assert not list(tmp_path.rglob("*climbed*"))
