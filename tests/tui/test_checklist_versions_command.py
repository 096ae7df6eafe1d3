"""Versions of a checklist without a screen: compared and published."""

import json
from pathlib import Path

import pytest

from models.checklists import shipped
from models.desk import answers, checklists, handing, rounds, verifications
from models.desk.desk import opened
from models.documents.travelling import put
from tests.conftest import StillClock
from tests.desk.publishing_kit import SMALL, small
from tests.desk.reviewing_kit import once_more, trio
from tests.sheets import small_checklist, written
from tests.tui.commands import Commands, data

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


def test_which_checklists_there_are_no_command_told(surya: Commands) -> None:
    code, out, said = surya("checklist", "list")
    assert (code, said) == (0, "")
    assert [line.split("  ")[0] for line in out.splitlines()][1:] == ["mt-bkn 2026", "small 1", "mt-kasn 2023"]
    told = data(surya("checklist", "list", "--json"))["checklists"]
    assert [(each["standing"], each["is_shipped"]) for each in told] == [("shipped", True), ("open", False), ("shipped", True)]


def test_an_unknown_one_is_refused(commands: Commands, tmp_path: Path) -> None:
    assert commands("checklist", "diff", KASN, "mt-kasn 2024")[0] == 1
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"id = ")
    code, _, err = commands("checklist", "diff", KASN, broken)
    assert (code, "broken.toml" in err) == (1, True)


@pytest.fixture
def surya(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The laptop of Surya, who supervises and has a checklist of the team's own; those of the others lie beside it."""
    with trio(tmp_path) as team:
        for laptop in (team.supervisor, team.verifier):
            laptop.desk.do(checklists.adopt, small(), "small.toml")
    return Commands(tmp_path / "surya", capsys)


def test_a_checklist_is_published_taken_in_and_checked(surya: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    code, printed, said = surya("checklist", "publish", SMALL, "--to", out, "--dry-run")
    assert (code, printed, out.exists(), "would be published" in said) == (0, "", False, True)
    code, printed, said = surya("checklist", "publish", "small", "--note", "Musim 2023", "--to", out)
    path = Path(printed.strip())
    assert (code, path.parent, "is published" in said) == (0, out, True)
    assert "already published" in surya.refused("checklist", "publish", SMALL)
    assert "already published" in surya.refused("checklist", "publish", KASN)
    vera = Commands(tmp_path / "vera", capsys)
    assert "supervisor" in vera.refused("checklist", "publish", SMALL)
    code, printed, _ = vera("check", path)
    assert (code, f"published, {SMALL}" in printed) == (0, True), printed
    assert vera("import", path)[0] == 0
    with opened(tmp_path / "vera", writing=False) as desk:
        assert [line.publisher for line in desk.ask(checklists.lines) if line.name == SMALL] == ["Surya"]


def test_what_goes_by_an_unknown_checklist_is_checked_with_its_document_at_hand(
    surya: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = Path(surya("checklist", "publish", SMALL, "--to", tmp_path / "out")[1].strip())
    with once_more(tmp_path / "again", tmp_path, StillClock().moment) as team:
        vera = team.verifier
        vera.desk.do(rounds.begin, "kecil", SMALL, "2023-05-09")
        verification = vera.desk.do(verifications.begin, "32", "kecil")
        vera.desk.do(answers.record, verification, "REG-01", 3)
        handed = put(tmp_path / "out", vera.sign(vera.desk.ask(handing.drawn_up, verification, team.lead.desk.actor.person)))
    lina = Commands(tmp_path / "lina", capsys)
    assert "Take in the document that publishes it" in lina("check", handed)[1]
    assert [each["holds"] for each in data(lina("check", handed, published, "--json"))["files"]] == [True, True]
