"""`verifier evidence`: files looked at again, as rows, as data and as a table; a file is registered anew by an act of its own."""

import json
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import evidence
from models.desk.desk import opened
from models.evidence_files import known
from tests.tui.commands import Commands


@pytest.fixture
def place(verifier: Commands, verification: str, tmp_path: Path) -> Path:
    """A folder with two files that were registered; one was changed."""
    folder = tmp_path / "bukti"
    folder.mkdir()
    with opened(verifier.folder) as desk:
        for name in ("SK.pdf", "Perbup.pdf"):
            (folder / name).write_text(name)
            desk.do(evidence.register, verification, {"title": name, "location": str(folder / name)})
        list(known(desk, verification))
    (folder / "Perbup.pdf").write_text("lain")
    return folder


def test_what_changed_is_told_first_and_ends_with_one(verifier: Commands, place: Path) -> None:
    code, out, said = verifier("evidence", "32")
    assert (code, said.strip()) == (1, "1 present · 1 changed")
    assert [line.split()[0] for line in out.splitlines()] == ["Standing", "changed", "present"]
    assert str(place / "Perbup.pdf") in out


def test_the_same_as_data(verifier: Commands, place: Path) -> None:
    code, out, said = verifier("evidence", "--json")
    found = json.loads(out)
    assert (code, said, found["schema"], found["clean"]) == (1, "", 1, False)
    assert [each["standing"] for each in found["files"]] == ["changed", "present"]
    assert found["files"][0]["known"]["digest"] == digest(b"Perbup.pdf")
    assert found["files"][0]["found"] == {"digest": digest(b"lain"), "size": 4}


def test_a_file_is_registered_anew_and_then_all_is_well(verifier: Commands, place: Path) -> None:
    assert verifier("evidence", "32", "--register", "b02")[0] == 0
    assert verifier("evidence")[::2] == (0, "2 present\n")
    assert "no file" in verifier.refused("evidence", "32", "--register", "B09")
    assert verifier("evidence", "--register", "B01")[0] == 2


def test_it_is_written_as_a_table(verifier: Commands, place: Path, tmp_path: Path) -> None:
    code, out, _ = verifier("evidence", "--format", "csv", "--to", tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    assert (code, out.strip()) == (1, str(file))
    assert file.read_text("utf-8").splitlines()[1].startswith("changed,")


def test_without_files_there_is_nothing_to_tell(verifier: Commands, verification: str) -> None:
    assert verifier("evidence") == (0, "", "No evidence has a file as its location.\n")
    assert "unknown" in verifier.refused("evidence", "99") or "99" in verifier.refused("evidence", "99")
