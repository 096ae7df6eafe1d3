"""Versions of a checklist without a screen: compared."""

import json
from pathlib import Path

import pytest

from models.checklists import shipped
from tests.sheets import small_checklist, written
from tests.tui.commands import Commands

KASN, BKN = "mt-kasn 2023", "mt-bkn 2026"


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Commands on a folder where nobody founded a profile."""
    return Commands(tmp_path / "none", capsys)


def test_a_checklist_does_not_differ_from_itself(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "kasn.toml"
    file.write_bytes(shipped("mt-kasn-2023.toml"))
    code, out, err = commands("checklist", "diff", KASN, file)
    assert (code, out, err) == (0, "", "mt-kasn 2023 → mt-kasn 2023: 52 items equal, 0 changed, 0 new, 0 gone.\n")


def test_old_and_new_are_told_side_by_side(commands: Commands, tmp_path: Path) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_bytes(written(small_checklist()))
    raw = small_checklist(
        **{"version": "2", "items.REG-01.question.en": "Really?", "items.REG-02.title.en": "Other", "bands.partial.from": 55}
    )
    raw["items"] = {code: raw["items"][code] for code in (*list(raw["items"])[2:], "REG-01", "REG-02")}
    new.write_bytes(written(raw))
    code, out, _ = commands("checklist", "diff", old, new)
    assert code == 1
    assert out.splitlines() == [
        "Head of the file (changed)",
        "  Version  1  2",
        "REG-01 Judul REG-01 in English (changed, moved from place 1 to 10)",
        "  Question  Pertanyaan REG-01 in English  Really?",
        "REG-02 Other (same meaning, moved from place 2 to 11)",
        "  Title  Judul REG-02 in English  Other",
        "Band partial partial in English (changed)",
        "  From  50  55",
    ]
    told = json.loads(commands("checklist", "diff", old, new, "--json")[1])
    assert told["items"] == {"equal": 10, "changed": 1, "new": 0, "gone": 0}
    (head, first, *_) = told["changes"]
    assert (head["key"], first["key"], first["old_place"], first["new_place"], first["moved"]) == ("", "REG-01", 1, 10, True)
    assert first["parts"][0]["new"]["en"] == "Really?"


def test_what_differs_only_in_the_other_language_is_told_in_both(commands: Commands, tmp_path: Path) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_bytes(written(small_checklist()))
    new.write_bytes(written(small_checklist(**{"items.REG-01.title.id": "Lain"})))
    _, out, _ = commands("checklist", "diff", old, new)
    assert " ".join(out.split()) == (
        "REG-01 Judul REG-01 in English (same meaning) Title Judul REG-01 / Judul REG-01 in English Lain / Judul REG-01 in English"
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_that_differs_between_the_shipped_ones_has_a_name(commands: Commands, language: str) -> None:
    code, out, _ = commands("checklist", "diff", KASN, BKN, language=language)
    assert (code, "versions." in out) == (1, False)


def test_an_unknown_one_is_refused(commands: Commands, tmp_path: Path) -> None:
    assert commands("checklist", "diff", KASN, "mt-kasn 2024")[0] == 1
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"id = ")
    code, _, err = commands("checklist", "diff", KASN, broken)
    assert (code, "broken.toml" in err) == (1, True)
