"""`verifier worksheet` and `verifier import`: out to colleagues and back."""

from pathlib import Path

import pytest

from models.desk import answers
from models.desk.desk import Desk, opened
from tests.desk.acts import begun, contents, sheet_of
from tests.formats.kit import loaded, saved, with_cell, written
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture
def file(verifier: Commands, verification: str, tmp_path: Path) -> Path:
    """The worksheet of the verification that is all answered with 3, in Indonesian."""
    code, out, _ = verifier("worksheet", verification, "--to", tmp_path / "out", language="id")
    assert code == 0
    return Path(out.strip())


def changed(file: Path, *changes: tuple[str, str, object]) -> Path:
    """The worksheet with cells changed, as a file of its own."""
    body = file.read_bytes()
    for key, column, value in changes:
        body = with_cell(body, key, column, value)
    return written(file.parent, f"{len(list(file.parent.iterdir()))}.xlsx", body)


def test_worksheets_are_written_and_their_paths_printed(verifier: Commands, verification: str, tmp_path: Path) -> None:
    code, out, said = verifier("worksheet", verification, "11", "32", "--to", tmp_path / "out")
    assert (code, [Path(line).name[-15:] for line in out.splitlines()]) == (0, ["_worksheet.xlsx"] * 2)
    assert sorted(map(Path, out.splitlines())) == sorted((tmp_path / "out").iterdir())
    assert "2 worksheets" in said
    assert verifier("worksheet", verification, "--to", tmp_path / "out")[1] in out


def test_an_earlier_worksheet_that_was_filled_in_is_not_written_over(verifier: Commands, verification: str, file: Path) -> None:
    file.write_bytes(b"filled in by somebody")
    code, _, said = verifier("worksheet", verification, "--to", file.parent, language="id")
    assert (code, file.name in said, file.read_bytes()) == (1, True, b"filled in by somebody")


def test_what_is_new_is_taken_and_what_differs_is_told(verifier: Commands, verification: str, file: Path) -> None:
    theirs = changed(file, ("REG-01", "Jawaban", "4"), ("REG-03", "Catatan", "baru"))
    code, out, said = verifier("import", theirs)
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()[1:]] == [["differs", "REG-01/answer"], ["new", "REG-03/note"]]
    assert "Answer: 3 → 4" in out
    assert "1 entry taken" in said
    assert "--take" in said
    with opened(verifier.folder, writing=False) as desk:
        sheet = sheet_of(desk, verification)
    assert (sheet.line("REG-01").answer.level, sheet.line("REG-03").answer.note) == (3, "baru")


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("none", set()),
        ("all", {"REG-01/answer", "REG-03/answer", "REG-03/note"}),
        ("REG-03", {"REG-03/answer", "REG-03/note"}),
        ("REG-01/answer, new", {"REG-01/answer", "REG-03/note"}),
    ],
)
def test_what_is_taken_can_be_named(verifier: Commands, file: Path, take: str, expected: set[str]) -> None:
    theirs = changed(file, ("REG-01", "Jawaban", "4"), ("REG-03", "Catatan", "baru"), ("REG-03", "Jawaban", "Ya"))
    would = data(verifier("import", theirs, "--take", take, "--dry-run", "--json"))
    done = data(verifier("import", theirs, "--take", take, "--json"))
    for found in (would, done):
        (sheet,) = found["worksheets"]
        assert {entry["id"] for entry in sheet["entries"] if entry["taken"]} == expected
    assert (would["dry_run"], done["dry_run"]) == (True, False)


def test_a_dry_run_takes_nothing_and_may_be_done_while_the_program_is_open(verifier: Commands, file: Path) -> None:
    theirs = changed(file, ("REG-03", "Catatan", "baru"))
    with opened(verifier.folder) as desk:
        before = contents(desk)
        assert "1 entry would be taken" in verifier("import", theirs, "--dry-run")[2]
        assert contents(desk) == before


def test_what_is_refused_is_told_with_its_place_and_ends_with_1(verifier: Commands, file: Path) -> None:
    code, out, _ = verifier("import", changed(file, ("REG-01", "Jawaban", "9"), ("REG-03", "Catatan", "baru")))
    assert code == 1
    assert 'sheet REG Regulasi, row 2, column F "Jawaban"' in out
    assert "REG-03/note" in out


def test_of_two_worksheets_the_second_does_not_write_over_the_first(verifier: Commands, verification: str, file: Path) -> None:
    first, second = changed(file, ("REG-03", "Catatan", "satu")), changed(file, ("REG-03", "Catatan", "dua"))
    code, out, said = verifier("import", first, second)
    assert code == 0
    assert "Note: satu → dua" in out
    assert said.count("1 entry taken") == 1
    with opened(verifier.folder, writing=False) as desk:
        assert sheet_of(desk, verification).line("REG-03").answer.note == "satu"


def test_a_name_that_means_nothing_is_refused_before_anything_is_taken(verifier: Commands, verification: str, file: Path) -> None:
    theirs = changed(file, ("REG-03", "Catatan", "baru"))
    assert "REG-99" in verifier.refused("import", theirs, "--take", "new,REG-99")
    with opened(verifier.folder, writing=False) as desk:
        assert sheet_of(desk, verification).line("REG-03").answer.note == ""


def test_one_file_that_is_none_keeps_the_others_back(verifier: Commands, verification: str, file: Path) -> None:
    theirs = changed(file, ("REG-03", "Catatan", "baru"))
    verifier.refused("import", theirs, written(file.parent, "x.csv", b"Kode;Nama\n1;2\n"))
    with opened(verifier.folder, writing=False) as desk:
        assert sheet_of(desk, verification).line("REG-03").answer.note == ""


def test_what_was_not_read_is_said(verifier: Commands, file: Path) -> None:
    book = loaded(file.read_bytes())
    book["REG Regulasi"].cell(1, 12).value = "Paraf"
    assert "REG Regulasi: Paraf" in verifier("import", written(file.parent, "paraf.xlsx", saved(book)))[2]


def test_the_worksheet_of_another_profile_is_refused(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = Commands(tmp_path / "other", capsys)
    other("init", "--name", "Budi")
    assert file.name in other.refused("import", file)


def test_a_note_too_long_for_a_cell_is_refused_with_its_place(verifier: Commands, desk: Desk, tmp_path: Path) -> None:
    verification = begun(desk)
    desk.do(answers.annotate, verification, "REG-01", "😀" * 20_000)
    desk.close()
    assert "H2" in verifier.refused("worksheet", verification, "--to", tmp_path)
    assert not list(tmp_path.glob("*.xlsx"))
