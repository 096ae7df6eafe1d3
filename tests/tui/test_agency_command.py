"""`verifier agency`: lists of agencies in, the register out."""

from pathlib import Path
from typing import Final

import pytest

from models.desk.desk import opened
from tests.desk.twice_kit import twice
from tests.formats.kit import workbook, written
from tests.tui.commands import Commands, data

LIST: Final = workbook(
    [
        ("Kode", "Nama", "Jenis", "Warna"),
        ("32", "Jawa Barat", "", "hijau"),
        ("X", "Lembaga X", "LNS", ""),
        ("BKN", "Badan Kepegawaian Negara", "LPNK", ""),
    ]
)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("verification")]


def test_a_list_is_shown_and_taken(verifier: Commands, tmp_path: Path) -> None:
    file = written(tmp_path, "daftar.xlsx", LIST)
    code, out, said = verifier("agency", "import", file)
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()[1:]] == [["changed", "32"], ["new", "X"]]
    assert "Name: Provinsi Jawa Barat → Jawa Barat" in out
    assert "2 agencies saved" in said
    assert "Warna" in said
    assert "2 new, 0 changed" not in said
    assert "0 agencies saved" in verifier("agency", "import", file)[2]


def test_a_dry_run_tells_the_same_and_saves_nothing(verifier: Commands, tmp_path: Path) -> None:
    file = written(tmp_path, "daftar.xlsx", LIST)
    with opened(verifier.folder):  # a dry run only reads, so it may be done while the program is open
        code, out, said = verifier("agency", "import", file, "--dry-run")
    assert (code, "2 agencies would be saved" in said) == (0, True)
    assert verifier("agency", "import", file)[1] == out


def test_as_data(verifier: Commands, tmp_path: Path) -> None:
    file = written(tmp_path, "daftar.xlsx", LIST)
    found = data(verifier("agency", "import", file, "--json"))
    assert (found["file"], found["same"], found["unread"], found["dry_run"]) == ("daftar.xlsx", 1, ["Warna"], False)
    assert len(found["kept"]) > 600
    changed, new = found["agencies"]
    assert (changed["code"], changed["standing"], new["code"], new["standing"]) == ("32", "changed", "X", "new")
    assert changed["changes"] == [{"label": {"id": "Nama", "en": "Name"}, "here": "Provinsi Jawa Barat", "there": "Jawa Barat"}]


@pytest.mark.parametrize("extra", [(), ("--dry-run",), ("--json",)])
def test_faults_are_told_and_nothing_is_saved(verifier: Commands, tmp_path: Path, extra: tuple[str, ...]) -> None:
    file = written(tmp_path, "daftar.csv", b"Kode;Nama;Jenis\nX;Lembaga;LNS\n31.7;Kota;kota\n;Y;planet\n")
    said = verifier.refused("agency", "import", file, *extra)
    assert all(part in said for part in ("(3)", "row 3, column A", "row 4, column A", 'row 4, column C "Jenis"', "31.70"))
    assert not any(each["code"] == "X" for each in data(verifier("agency", "list", "--json"))["agencies"])


def test_the_register_is_listed(verifier: Commands) -> None:
    code, out, said = verifier("agency", "list")
    assert (code, said) == (0, "")
    assert len(out.splitlines()) > 600
    assert "Provinsi Jawa Barat" in out
    found = data(verifier("agency", "list", "--json"))["agencies"]
    assert {"code": "32", "name": "Provinsi Jawa Barat", "type": "provinsi", "province": "Provinsi Jawa Barat"} in found


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_cannot_be_read_is_refused(verifier: Commands, tmp_path: Path, name: str) -> None:
    verifier.refused("agency", "import", tmp_path / name)


@pytest.mark.parametrize("arguments", [("agency",), ("agency", "import"), ("agency", "export")])
def test_wrong_use_ends_with_2(verifier: Commands, arguments: tuple[str, ...]) -> None:
    assert verifier(*arguments)[0] == 2


def test_an_agency_from_round_to_round_was_on_the_screen_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verifier = Commands(twice(tmp_path), capsys)
    code, out, said = verifier("agency", "trend", "11")
    assert (code, "46 of 52 alike" in out, "2023-1: 57.6 % · V4" in out) == (0, True, True), out
    assert "Asked otherwise, not compared: " in out
    assert "SIS-01 MT application" in out
    assert "1 item was answered in one round only" in said
    found = data(verifier("agency", "trend", "11", "--json"))["trend"]
    assert [each["round"] for each in found["rounds"]] == ["2023-1", "2026-1"]
    assert all(each["levels"] for each in found["items"])
    assert "SIS-01" in found["changed"]
    assert "no issued result" in verifier("agency", "trend", "51")[2]
    assert "agency list" in verifier.refused("agency", "trend", "nowhere")
