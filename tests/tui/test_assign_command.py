"""`verifier assign`: looked at first, assigned, listed, taken back, refused in words."""

from pathlib import Path

import pytest

from models.documents.travelling import met
from tests.desk.reviewing_kit import trio
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture
def lina(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The laptop of Lina, who leads; Vera's lies beside it."""
    with trio(tmp_path):
        pass
    return Commands(tmp_path / "lina", capsys)


def test_agencies_are_assigned_listed_and_taken_back(lina: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    code, printed, said = lina("assign", "--to-person", "vera", "11", "32", "--due", "31-12-2030", "--dry-run")
    assert (code, printed.splitlines()[0], out.exists()) == (0, "11\tProvinsi Aceh\t\t", False)
    assert "2 agencies would be assigned to Vera" in said
    assert data(lina("assign", "--json"))["assignments"] == []
    code, printed, said = lina("assign", "--to-person", "vera", "11", "32", "--due", "31-12-2030", "--to", out)
    path = Path(printed.strip())
    assert (code, path.parent, len(met(path).signatures)) == (0, out, 1)
    assert "2 agencies assigned to Vera" in said
    vera = Commands(tmp_path / "vera", capsys)
    assert vera("import", out)[0] == 0
    code, printed, _ = vera("assign")
    assert [line.split()[1:] for line in printed.splitlines()[1:]] == [
        ["11", "Vera", "31-12-2030", "Lina"],
        ["32", "Vera", "31-12-2030", "Lina"],
    ]
    found = data(lina("assign", "--take-back", "11", "--to", out, "--json"))
    assert [(each["code"], each["assigned"]) for each in found["agencies"]] == [("11", ["Vera"])]
    assert vera("import", out)[0] == 0
    assert [each["agency"] for each in data(vera("assign", "--json"))["assignments"]] == ["32"]


def test_what_cannot_be_assigned_is_said(lina: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--to-person" in lina.refused("assign", "11")
    assert "mark the agencies" in lina.refused("assign", "--to-person", "Vera")
    assert "Lina, Vera" in lina.refused("assign", "--to-person", "Budi", "11")
    assert "besok" in lina.refused("assign", "--to-person", "Vera", "11", "--due", "besok")
    assert "99.99" in lina.refused("assign", "--to-person", "Vera", "99.99")
    vera = Commands(tmp_path / "vera", capsys)
    assert "lead" in vera.refused("assign", "--to-person", "Vera", "11")


def test_an_assignment_that_was_kept_was_said_to_be_refused(lina: Commands, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("no folder")
    said = lina.refused("assign", "--to-person", "vera", "11", "--to", tmp_path / "out")
    assert "is kept here, but the file was not written" in said
    assert [each["agency"] for each in data(lina("assign", "--json"))["assignments"]] == ["11"]
    again = said.partition("verifier documents ")[2].partition(" ")[0]
    assert lina("documents", again, "--to", tmp_path / "stick")[0] == 0
    assert len([*(tmp_path / "stick").glob("*.toml")]) == 1
