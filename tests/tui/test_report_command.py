"""`verifier report`: every paper and table of many agencies, narrowed as figures are, and written over nothing."""

import csv
import json
from pathlib import Path

import docx
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
    assert "no cohort called Jawa" in run.refused("report", "national", "--cohort", "Jawa")
    assert "No agency is chosen by" in run.refused("report", "national", "--region", "Jawa Barat", "--type", "kementerian")
    assert "nothing of this kind" in run.refused("report", "minutes", "--to", tmp_path)


def test_the_recap_as_text_is_the_one_of_the_figures(run: Commands) -> None:
    assert run("report", "recap-text", "--type", "provinsi") == run("figures", "--recap", "--type", "provinsi")
    told = data(run("report", "recap-text", "--json"))["report"]
    assert (told["name"], len(told["lines"])) == ("recap-text", 10)


@pytest.mark.parametrize(
    ("name", "begins", "files"),
    [
        ("national", b"%PDF", 1),
        ("national --format docx", b"PK", 1),
        ("recap-text", b"Recap", 1),
        ("figures", b"PK", 1),
        ("figures --format csv-id", "\ufeff".encode(), 2),
        ("recommendation", b"%PDF", 2),
        ("report --format docx", b"PK", 2),
        ("working", b"%PDF", 2),
        ("request", b"%PDF", 2),
        ("gaps", b"%PDF", 2),
        ("receipt", b"%PDF", 2),
        ("trail", b'{"schema": 1, "seq": ', 1),
    ],
)
def test_every_report_lands_in_its_folder_in_its_format(run: Commands, tmp_path: Path, name: str, begins: bytes, files: int) -> None:
    code, out, said = run("report", *name.split(), "--type", "provinsi", "--to", tmp_path)
    written = [Path(line) for line in out.splitlines()]
    assert (code, len(written), set(tmp_path.iterdir())) == (0, files, set(written)), said
    assert [path.name for path in written if not path.read_bytes().startswith(begins)] == []


def test_a_file_named_by_its_ending_has_that_format_and_is_never_written_over(run: Commands, tmp_path: Path) -> None:
    wanted = tmp_path / "laporan.docx"
    assert run("report", "national", "--to", wanted, "--lang", "id")[1].strip() == str(wanted)
    assert "LAPORAN NASIONAL" in {line.text[:16] for line in docx.Document(str(wanted)).paragraphs}
    first = wanted.read_bytes()
    for switch in ((), ("--dry-run",)):
        assert "was not overwritten" in run.refused("report", "national", "--to", wanted, *switch)
    assert wanted.read_bytes() == first
    assert run("report", "national", "--to", tmp_path / "x.xlsx")[0] == 2
    assert "Name a folder" in run.refused("report", "figures", "--to", tmp_path / "x.csv")


def test_the_trail_is_the_one_that_auditors_recompute_and_a_filter_leaves_the_entries_about_others_out(
    run: Commands, tmp_path: Path
) -> None:
    run("report", "trail", "--to", tmp_path / "whole.jsonl")
    assert (tmp_path / "whole.jsonl").read_text("utf-8") == run("trail", "--export")[1]
    run("report", "trail", "--region", "Provinsi Aceh", "--to", tmp_path / "part.jsonl")
    entries = [json.loads(line) for line in (tmp_path / "part.jsonl").read_text("utf-8").splitlines()]
    assert {entry["agency"] for entry in entries} == {"11 Provinsi Aceh"}
    assert [entry["seq"] for entry in entries] == sorted(entry["seq"] for entry in entries)


@pytest.mark.xdist_group("demo")
def test_plenaries_and_agendas_of_those_chosen_are_written_and_of_nobody_else(
    demonstrated: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run = Commands(demonstrated, capsys)
    for name in ("plenary", "agenda"):
        code, out, said = run("report", name, "--round", "2023-1", "--to", tmp_path)
        assert (code, len(out.splitlines())) == (0, 1), said
        assert "nothing of this kind" in run.refused("report", name, "--round", "2026-1", "--type", "lns", "--to", tmp_path)
