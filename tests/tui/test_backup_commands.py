"""`verifier backup` and `verifier restore`: copies are made, listed, checked and put back, and nothing changes unasked."""

import json
import shutil
from pathlib import Path

import pytest

from models.desk import answers
from models.desk.desk import opened
from models.ledger import driver
from tests.desk.acts import LEVELS, begun, sheet_of
from tests.tui.commands import Commands

pytestmark = pytest.mark.slow


@pytest.fixture
def verification(verifier: Commands) -> str:
    """A verification in which an item is answered with 2."""
    assert verifier("init", "--name", "Ani Lestari")[0] == 0
    with opened(verifier.folder) as desk:
        found = begun(desk)
        desk.do(answers.record, found, LEVELS, 2)
    return found


@pytest.fixture
def copy(verifier: Commands, verification: str) -> Path:
    """A copy, after which it is answered with 4."""
    code, out, said = verifier("backup")
    assert (code, said) == (0, "The backup copy is made and checked.\n")
    with opened(verifier.folder) as desk:
        desk.do(answers.record, verification, LEVELS, 4)
    return Path(out.strip())


def level(verifier: Commands, verification: str) -> int | None:
    with opened(verifier.folder, writing=False) as desk:
        return sheet_of(desk, verification).line(LEVELS).answer.level


def test_copies_are_listed_and_checked_while_the_program_is_open(verifier: Commands, copy: Path) -> None:
    with opened(verifier.folder):
        (told,) = json.loads(verifier("backup", "--list", "--json")[1])["backups"]
        assert (told["file"], told["kept"], told["before"], told["sound"]) == (str(copy), "hour", "", None)
        code, out, said = verifier("backup", "--check")
        assert (code, said) == (0, "The backup copy is whole.\n")
        assert copy.name in out and "for its hour" in out
    copy.write_bytes(copy.read_bytes()[:-8192])
    code, out, said = verifier("backup", "--check", "--json")
    assert code == 1
    assert json.loads(out)["backups"][0]["sound"] is False
    assert said.startswith(f"{copy.name}: ")


def test_a_copy_goes_wherever_it_is_wanted_and_over_nothing(verifier: Commands, verification: str, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert verifier("backup", stick / "mine.db")[1] == f"{stick / 'mine.db'}\n"
    assert "exists already" in verifier.refused("backup", stick / "mine.db")
    code, out, _ = verifier("backup", stick, "--json")
    assert (code, Path(json.loads(out)["file"]).parent) == (0, stick)
    assert not (verifier.folder / driver.BACKUPS).exists()


def test_what_would_change_is_told_and_nothing_changes_unasked(verifier: Commands, verification: str, copy: Path) -> None:
    code, out, _ = verifier("restore", copy, "--dry-run")
    assert code == 0
    assert "Lost from one verification, for it is on this laptop alone:\n  - Provinsi Jawa Barat" in out
    assert ": answer of one item; last " in out
    code, out, said = verifier("restore", copy)
    assert code == 1
    assert "nobody agreed" in said
    assert level(verifier, verification) == 4


def test_a_copy_is_put_back_and_that_is_undone(verifier: Commands, verification: str, copy: Path) -> None:
    code, out, _ = verifier("restore", copy, "--yes", "--json")
    told = json.loads(out)
    assert (code, told["restored"], [work["answers"] for work in told["lost"]]) == (0, True, [1])
    assert level(verifier, verification) == 2
    code, out, said = verifier("restore", told["before"], "--yes", language="id")
    assert code == 0
    assert "Kembali dari salinan, untuk 1 verifikasi:" in out
    assert "Salinan telah dikembalikan." in said
    assert level(verifier, verification) == 4


def test_what_was_kept_as_it_lay_was_said_to_be_a_copy_that_can_be_restored(verifier: Commands, verification: str, copy: Path) -> None:
    path = verifier.folder / driver.DATABASE
    path.write_bytes(path.read_bytes()[:40_960])
    _, _, said = verifier("restore", copy, "--yes")
    assert "kept as it lay in" in said and "to undo it" not in said
    assert level(verifier, verification) == 2
    assert "The backup copy is whole." in verifier("backup", "--check")[2]
    code, out, _ = verifier("backup", "--check", "--json")
    assert (code, [(each["before"], each["sound"]) for each in json.loads(out)["backups"]]) == (0, [("damaged", False), ("", True)])


def test_it_is_refused_while_the_program_is_open(verifier: Commands, verification: str, copy: Path) -> None:
    with opened(verifier.folder):
        code, _, said = verifier("restore", copy, "--yes")
        assert (code, "PID" in said) == (1, True)
    assert level(verifier, verification) == 4
    assert [path.name for path in verifier.folder.iterdir() if path.name.startswith(".")] == []


def test_a_laptop_without_a_profile_has_nothing_to_copy(tmp_path: Path, verifier: Commands) -> None:
    empty = Commands(tmp_path / "empty", verifier._capture)
    empty.refused("backup")
    assert not (tmp_path / "empty").exists()
    assert empty("backup", "--list")[2] == "There are no backup copies yet.\n"


def test_who_restored_onto_another_laptop_was_sent_to_make_a_key_while_their_own_lay_on_the_old_one(
    verifier: Commands, copy: Path, tmp_path: Path
) -> None:
    other = ("--data-dir", tmp_path / "other", "--lang", "en")
    code, out, _ = verifier.plain(*other, "restore", copy, "--yes")
    assert code == 0 and "Signing keys and files of evidence are in no copy" in out
    assert "If you have one on an old laptop, copy it there" in verifier.plain(*other, "key", "show")[2]
    shutil.copytree(verifier.folder / "keys", tmp_path / "other" / "keys")
    assert verifier.plain(*other, "key", "show")[1] == verifier("key", "show")[1]
