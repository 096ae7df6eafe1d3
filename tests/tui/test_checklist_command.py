"""Checklists by command: a template filled in, looked over with all its faults, kept, shown and written out again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models.checklists import EXAMPLE, shipped
from tests.formats.kit import loaded, saved, workbook
from tests.formats.lke_kit import ROWS
from tests.tui.commands import Commands

pytestmark = pytest.mark.slow

LIKE = ("--like", "mt-bkn 2026", "--as", "zi 2026", "--design", "Regulasi")


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Commands on a folder where nobody founded a profile."""
    return Commands(tmp_path / "none", capsys)


def test_a_template_is_valid_and_comes_in_and_out_again(commands: Commands, tmp_path: Path) -> None:
    template, again = tmp_path / "t.xlsx", tmp_path / "again.xlsx"
    code, out, err = commands("checklist", "template", template)
    assert (code, out.strip()) == (0, str(template))
    assert "validate" in err
    assert commands("checklist", "validate", template)[:2] == (
        0,
        "contoh 1: Example: put the title of your checklist here (2 areas, 4 items)\n",
    )
    commands("init", "--name", "Vera")
    assert commands("checklist", "import", template, "--dry-run")[2].endswith("contoh 1 would be kept here, not yet published.\n")
    assert commands("checklist", "import", template)[2].endswith("contoh 1 is kept here, not yet published.\n")
    assert commands("checklist", "import", template)[2].endswith("contoh 1 is here already with the same content.\n")
    assert commands("checklist", "export", "contoh 1", again)[0] == 0
    assert again.read_bytes() == template.read_bytes()
    toml = tmp_path / "c.toml"
    commands("checklist", "export", template, toml)
    assert json.loads(commands("checklist", "show", toml, "--json")[1])["items_by_code"]["REG-02"]["when"] == ["REG-01 >= 3"]
    assert "INS-02" in commands("checklist", "show", "contoh 1")[1]


def test_every_fault_is_told_and_nothing_is_kept(commands: Commands, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    commands("checklist", "template", path)
    book = loaded(path.read_bytes())
    items = next(sheet for sheet in book.worksheets if sheet["A2"].value == "REG-01")
    items["A3"], items["M2"] = " REG-02", "1.234"
    path.write_bytes(saved(book))
    code, out, err = commands("checklist", "validate", path)
    assert (code, len(out.splitlines()), err) == (1, 2, "2 faults in t.xlsx.\n")
    told = json.loads(commands("checklist", "validate", path, "--json")[1])
    assert [(each["code"], each["sheet"], each["row"], each["column"]) for each in told["faults"]] == [
        ("ambiguous", "Items", 2, "M"),
        ("blanks", "Items", 3, "A"),
    ]
    assert "--decimal" in told["faults"][0]["text"]
    commands("init", "--name", "Vera")
    code, out, err = commands("checklist", "import", path)
    assert (code, out) == (1, "")
    assert "row 3, column A" in err
    assert "contoh" not in commands("checklist", "show", "contoh 1")[1]


def test_an_lke_becomes_a_sheet_of_ours(commands: Commands, tmp_path: Path) -> None:
    lke, ours = tmp_path / "lke.xlsx", tmp_path / "ours.xlsx"
    lke.write_bytes(workbook(ROWS))
    code, _, err = commands("checklist", "validate", lke)
    assert code == 1
    assert "--like" in err
    code, out, err = commands("checklist", "export", lke, ours, *LIKE)
    assert (code, out.strip()) == (0, str(ours))
    assert "REG-01 to REG-02" in err
    found = json.loads(commands("checklist", "validate", ours, "--json")[1])
    assert (found["layout"], found["checklist"], found["items"]) == ("sheet", "zi 2026", 4)


def test_a_file_of_another_kind_is_named(commands: Commands, tmp_path: Path) -> None:
    assert "does not end with .xlsx" in commands("checklist", "template", tmp_path / "t.ods")[2]
    assert "no checklist" not in commands("checklist", "validate", tmp_path / "none.xlsx")[2]
    assert commands("checklist", "show", "nothing 1")[0] == 1


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (lambda body: body.replace(b"weight = 6", b"weight = " + b"9" * 5_000, 1), "a value in it cannot be read. Correct it"),
        (lambda body: b"\xef\xbb\xbf" + body, "save it as UTF-8 without BOM. Correct it"),
        (lambda body: body + b"\n[items.REG-01]\n", "is there already. Correct it"),
        (lambda body: body.replace(b"\n", b"\r\n"), "LF (Unix) line ends"),
        (lambda body: body + b"# one line more\n" * 100_000, "at most 100,000 lines"),
        # It could be imported and worked with, but never published: the team could not have it.
        (lambda body: b"# copied\xe2\x80\x8b from a chat\n" + body, "Line 1 of own.toml holds a sign that is not seen"),
    ],
)
def test_a_file_that_cannot_be_imported_was_valid_or_broke_the_program(
    commands: Commands, tmp_path: Path, alter: Callable[[bytes], bytes], said: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(alter(shipped(EXAMPLE)))
    assert said in commands.refused("checklist", "validate", path)
    commands("init", "--name", "Vera")
    assert said in commands.refused("checklist", "import", path)


def test_a_checklist_was_taken_for_a_document_that_lacks_its_signature(commands: Commands, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(shipped(EXAMPLE))
    commands("init", "--name", "Vera")
    assert "verifier checklist import FILE" in commands.refused("import", path)
