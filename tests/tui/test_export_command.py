"""`verifier export` where not everything can be exported: what can be is written, each of the others is told with its agency."""

import sys
from pathlib import Path

import pytest

from models import landing
from models.desk import answers, freeze, people
from models.desk.desk import Desk, opened
from tests.desk.acts import AGENCY, LEVELS, answer_all, decided
from tests.tui.commands import Commands
from tui.headless import export

pytestmark = pytest.mark.slow

OUTDATED, CLEARED = "33", "34"
NAMES = {AGENCY: "Provinsi Jawa Barat", OUTDATED: "Provinsi Jawa Tengah", CLEARED: "Provinsi Daerah Istimewa Yogyakarta"}


@pytest.fixture
def three(desk: Desk) -> dict[str, str]:
    """Three verifications with a verdict, by agency: one as it should be, one outdated, one with an item cleared since."""
    found = {agency: decided(desk, agency) for agency in NAMES}
    answer_all(desk, found[OUTDATED], 4)
    desk.do(answers.clear, found[CLEARED], LEVELS)
    return found


def test_one_verification_that_cannot_be_exported_kept_all_others_back(
    verifier: Commands, desk: Desk, three: dict[str, str], tmp_path: Path
) -> None:
    code, out, said = verifier("export", "--to", tmp_path / "out")
    assert code == 1
    assert out.split() == [str(path) for path in (tmp_path / "out").iterdir()]
    assert Path(out.strip()).read_bytes() == desk.ask(freeze.verdict_file, three[AGENCY]).body
    *refused, counted = said.splitlines()
    assert {line.split(": ")[1] for line in refused} == {NAMES[OUTDATED], NAMES[CLEARED]}
    assert all(line.startswith("verifier: ") for line in refused)
    assert counted.startswith("1 verdict file written")


def test_a_dry_run_refuses_the_same(verifier: Commands, three: dict[str, str], tmp_path: Path) -> None:
    code, out, said = verifier("export", "--dry-run", "--to", tmp_path / "out")
    assert (code, len(out.splitlines()), len(said.splitlines())) == (1, 1, 3)
    assert not (tmp_path / "out").exists()


def test_verifications_that_are_named_are_exported_all_or_none(verifier: Commands, three: dict[str, str], tmp_path: Path) -> None:
    for other in (OUTDATED, CLEARED):
        verifier.refused("export", AGENCY, other, "--to", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_verification_named_twice_was_counted_twice(verifier: Commands, three: dict[str, str], tmp_path: Path) -> None:
    code, out, said = verifier("export", AGENCY, three[AGENCY], "--to", tmp_path / "out")
    assert (code, len(out.splitlines())) == (0, 1)
    assert said.startswith("1 verdict file written")


def test_a_file_that_cannot_land_kept_those_behind_it_back(verifier: Commands, folder: Path, tmp_path: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
        verifications = [decided(desk, agency) for agency in NAMES]
        names = [desk.ask(freeze.verdict_file, verification).name for verification in verifications]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / names[1]).write_bytes(b"other")
    code, out, said = verifier("export", *verifications, "--to", tmp_path / "out")
    assert (code, [Path(line).name for line in out.splitlines()]) == (1, [names[0], names[2]])
    assert said.startswith(f"verifier: {NAMES[OUTDATED]}: ")
    assert (tmp_path / "out" / names[1]).read_bytes() == b"other"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each lands by itself")
@pytest.mark.parametrize(("part", "waiting"), [(1, 500), (2, 500), (200, 500), (200, 2)])
@pytest.mark.parametrize("are_named", [False, True])
def test_files_that_the_disk_did_not_take_were_said_to_be_written(
    verifier: Commands, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int, waiting: int, are_named: bool
) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
        names = {agency: desk.ask(freeze.verdict_file, decided(desk, agency)).name for agency in NAMES}

    def fails(path: Path) -> None:
        if path.name == f"{names[OUTDATED]}.part":
            raise OSError(5, "eio")

    monkeypatch.setattr(landing, "sync_file", fails)
    monkeypatch.setattr(landing, "_MOST_WAITING", waiting)
    monkeypatch.setattr(export, "_PART", part)
    code, out, said = verifier("export", *(NAMES if are_named else ()), "--to", tmp_path / "out")
    there = {path.name for path in (tmp_path / "out").iterdir()}
    assert (code, {Path(line).name for line in out.splitlines()}) == (1, there)
    assert len(there) == {(1, 500): 2, (200, 500): 0}.get((part, waiting), len(there)) and names[OUTDATED] not in there
    told = {line.split(": ")[1] for line in said.splitlines()[:-1]}
    assert told == {NAMES[agency] for agency, name in names.items() if name not in there}
