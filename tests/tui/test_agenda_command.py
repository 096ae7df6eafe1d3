"""`verifier agenda`: a script drafts the agenda of an agency, tracks it, signs it, and writes what is overdue."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.codes import digest
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


def told(verifier: Commands, *arguments: object) -> Any:
    """An agenda as data."""
    return data(verifier("agenda", *arguments, "--json"))["agenda"]


def test_a_script_carries_an_agenda_from_the_gaps_to_what_is_overdue(verifier: Commands, verification: str, tmp_path: Path) -> None:
    verifier("key", "make")
    drafted = told(verifier, "draft", verification)
    first, second, *_ = [each["code"] for each in drafted["actions"]]
    assert {each["status"] for each in drafted["actions"]} == {"planned"}
    set_ = ("set", verification, first)
    told(verifier, *set_, "--owner", "BKPSDM", "--deadline", "31-12-2023", "--number", "90", "--unit", "persen JPT")
    found = told(verifier, *set_, "--status", "under_way")["actions"][0]
    assert (found["owner"], found["deadline"], found["number"], found["status"], found["lacks"]) == (
        "BKPSDM",
        "2023-12-31",
        "90",
        "under_way",
        [],
    )
    assert "evidence" in verifier.refused("agenda", "set", verification, second, "--status", "done", "--done-on", "9-5-2023")
    told(verifier, "set", verification, second, "--status", "done", "--done-on", "9-5-2023", "--evidence", "SK 12")
    signed = told(verifier, "sign", verification, "--to", tmp_path / "out")
    assert digest(Path(signed["file"]).read_bytes()) == signed["document"]
    assert verifier("check", signed["file"])[0] == 0
    assert "changed" in verifier.refused("agenda", "sign", verification)
    for form in ("xlsx", "ics", "pdf", "docx", "csv"):
        code, out, said = verifier("agenda", "export", verification, "--format", form, "--to", tmp_path / "out")
        assert (code, Path(out.strip()).suffix) == (0, f".{form}"), said
    assert "SEQUENCE:1" in next((tmp_path / "out").glob("*.ics")).read_text()
    (late,) = data(verifier("agenda", "list", "--overdue", "--json"))["agendas"]
    assert [each["code"] for each in late["actions"]] == [first]
    late_file = verifier("agenda", "export", "--overdue", "--format", "csv", "--to", tmp_path / "late")[1].strip()
    assert Path(late_file).name.startswith("acceleration-agenda_overdue_2")
    (over,) = data(verifier("agenda", "list", "--status", "done", "--json"))["agendas"]
    assert [each["code"] for each in over["actions"]] == [second]
    assert "terlambat" in verifier("agenda", "list", "--overdue", language="id")[1]
    assert "no_such" in verifier.refused("agenda", "list", "--cohort", "no_such")
    assert "chosen" in verifier.refused("agenda", "export", "--type", "kota")


def test_a_target_with_three_decimals_became_a_thousandfold_once_anything_else_of_its_action_was_changed(
    verifier: Commands, verification: str
) -> None:
    code = told(verifier, "draft", verification)["actions"][0]["code"]
    told(verifier, "set", verification, code, "--number", "12,3450", "--unit", "persen")
    found = told(verifier, "set", verification, code, "--owner", "BKPSDM")["actions"][0]
    assert (found["owner"], found["number"]) == ("BKPSDM", "12.345")


def test_the_file_of_one_agenda_said_that_it_was_of_all_agencies(verifier: Commands, verification: str, tmp_path: Path) -> None:
    drafted = told(verifier, "draft", verification)
    verifier("agenda", "export", verification, "--format", "xlsx", "--to", tmp_path)
    (file,) = tmp_path.glob("*.xlsx")
    (_, chosen), *_ = load_workbook(file).worksheets[-1].iter_rows(min_row=2, values_only=True)
    assert chosen == f"{drafted['agency']} · {drafted['round']}"


def test_an_action_was_removed_and_an_act_taken_back_on_the_screen_alone(verifier: Commands, verification: str) -> None:
    first, *rest = [each["code"] for each in told(verifier, "draft", verification)["actions"]]
    assert [each["code"] for each in told(verifier, "remove", verification, first.lower())["actions"]] == rest
    code, _, said = verifier("agenda", "undo", verification)
    assert (code, "Taken back:" in said) == (0, True), said
    (found,) = data(verifier("agenda", "list", verification, "--json"))["agendas"]
    assert [each["code"] for each in found["actions"]] == [first, *rest]
    assert "NOWHERE" in verifier.refused("agenda", "remove", verification, "NOWHERE").upper()
    verifier.refused("agenda", "take", verification, "abc")
