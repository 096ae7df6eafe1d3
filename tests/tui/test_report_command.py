"""`verifier report`: the recap of many agencies as tables, narrowed as figures are, and ten lines of text."""

import csv
from pathlib import Path

import openpyxl
import pytest

from models.codes import digest
from models.desk import tabling
from models.desk.desk import opened
from models.rules.results import Filter
from models.words import LANGUAGES
from tests.desk.reviewing_kit import approved, done, drawn, trio
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of a supervisor who issued a verdict on Aceh, and got two others that both replace one on Jawa Barat."""
    folder = tmp_path_factory.mktemp("reports")
    with trio(folder) as team:
        done(team.supervisor, approved(team), "issue")
        other = approved(team, "32")
        done(team.supervisor, other, "issue")
        first = drawn(team.supervisor, other, "amend", verdict="V3", reason="Persetujuan dicabut.")
        second = drawn(team.supervisor, other, "amend", reason="Salah ketik tanggal.", valid_until="31-12-2025")
        team.supervisor.takes(first, second)
    return folder / "surya"


@pytest.fixture
def run(issued: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(issued, capsys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_tells_what_the_screen_counts(run: Commands, tmp_path: Path, language: str) -> None:
    code, out, said = run("report", "recap", "--type", "provinsi", "--to", tmp_path / "out", language=language)
    assert (code, list((tmp_path / "out").iterdir())) == (0, [Path(out.strip())])
    assert "38" in said
    verdicts, area, *_, evidence, apart, items, about = openpyxl.load_workbook(out.strip()).worksheets
    rows = {row[0]: row for row in verdicts.iter_rows(min_row=2, values_only=True)}
    assert (len(rows), rows["11"][5] is not None, rows["32"][5]) == (38, True, None)
    assert [row[0] for row in area.iter_rows(min_row=2, values_only=True)] == ["11"]
    assert [row[0].value for row in evidence.iter_rows(min_row=2)][:1] == ["11"]
    assert [row[0].value for row in apart.iter_rows(min_row=2)] == ["32", "32"]
    assert (items.max_row, about["B4"].value, about["B5"].value) == (53, 38, 1)
    assert "report." not in str(
        [[cell.value for cell in row] for sheet in (verdicts, area, evidence, apart, items, about) for row in sheet]
    )


def test_what_is_told_as_data_is_what_was_written(run: Commands, issued: Path, tmp_path: Path) -> None:
    asked = ("report", "recap", "--format", "csv", "--round", "2023-1", "--state", "issued", "--to", tmp_path, "--json")
    told = data(run(*asked, "--dry-run"))["report"]
    assert (list(tmp_path.iterdir()), told["filter"]) == ([], {"round": "2023-1", "states": ["issued"]})
    assert data(run(*asked)) == data(run(*asked))
    files = {each["file"]: each["sha256"] for each in told["files"]}
    assert files == {str(path): digest(path.read_bytes()) for path in tmp_path.iterdir()}
    with opened(issued, writing=False) as desk:
        found = desk.ask(tabling.tabled, Filter(round="2023-1", states=("issued",)))
    with (tmp_path / "recap_2023-1_Verdicts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Agency code"] for row in rows] == [stand.place.code for stand in found.stands]
    assert (told["agencies"], told["results"], told["apart"]) == (len(found.stands), 1, len(found.apart))


def test_another_recap_lies_beside_the_one_before_and_wrong_use_is_told(run: Commands, tmp_path: Path) -> None:
    first, again = (run("report", "recap", "--format", "csv-id", "--type", kind, "--to", tmp_path)[1] for kind in ("provinsi", "kota"))
    assert Path(first.splitlines()[0]).name == "recap_Verdicts.csv"
    assert Path(again.splitlines()[0]).name == "recap_Verdicts_2.csv"
    assert "no round" in run.refused("report", "recap", "--round", "1999-1")
    assert run("report", "recap", "--format", "pdf")[0] == 2
    assert run("report", "recap-text", "--format", "csv")[0] == 2


def test_the_recap_as_text_is_the_one_of_the_figures(run: Commands) -> None:
    assert run("report", "recap-text", "--type", "provinsi") == run("figures", "--recap", "--type", "provinsi")
    told = data(run("report", "recap-text", "--json"))["report"]
    assert (told["name"], len(told["lines"])) == ("recap-text", 10)
