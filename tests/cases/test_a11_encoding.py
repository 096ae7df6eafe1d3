"""A11. Encoding: a list is read with a mark or without, in UTF-8, UTF-16 or Windows-1252, or the byte is named that cannot be."""

from pathlib import Path
from typing import Final

import pytest

from models.desk import agencies
from models.desk.desk import opened
from tests.tui.commands import Commands

NAME: Final = "Balai “Café” Jum’at – Ma'ruf"
LIST: Final = f'Kode;Nama;Jenis\r\nX-1;"{NAME.replace(chr(34), chr(34) * 2)}";LNS\r\n'


def name_here(folder: Path) -> str:
    with opened(folder, writing=False) as desk:
        return next(line.agency.name for line in desk.ask(agencies.lines) if line.agency.code == "X-1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "windows-1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.usefixtures("verification")
def test_a_list_saved_by_any_office_program_is_imported(verifier: Commands, tmp_path: Path, encoding: str, separator: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    file = tmp_path / "daftar.csv"
    file.write_bytes(mark + LIST.replace(";", separator).encode(encoding))
    code, _, _ = verifier("agency", "import", file)
    assert code == 0
    assert name_here(verifier.folder) == NAME


@pytest.mark.parametrize(("damage", "row", "byte"), [(b"\xff", 3, "0xFF"), (b"\xe9x", 3, "0xE9")])
@pytest.mark.usefixtures("verification")
def test_a_byte_that_cannot_be_read_is_named_with_its_row(verifier: Commands, tmp_path: Path, damage: bytes, row: int, byte: str) -> None:
    file = tmp_path / "daftar.csv"
    file.write_bytes(LIST.encode() + b"X-2;" + damage + b";LNS\r\n")
    said = verifier.refused("agency", "import", file)
    assert f"row {row}" in said
    assert byte in said
    assert "daftar.csv" in said
