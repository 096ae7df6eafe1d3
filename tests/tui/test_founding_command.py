"""What founding a profile leaves behind when it is refused or given up, and what it says in a gap between two checklists."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import opened
from models.ledger import driver
from tests.conftest import StillClock
from tests.driver import at_work
from tests.ledger.kit import refused
from tests.tui.commands import Commands

pytestmark = pytest.mark.slow

GAP = datetime(2024, 3, 1, 12, tzinfo=UTC)
WARNED = "mt-kasn 2023 tidak berlaku pada 1 Maret 2024"


@pytest.mark.parametrize("arguments", [("--name", ""), ("--name", " \u200b"), ("--name", "Ani", "--region", "x" * 501)])
def test_init_refused_for_its_name_left_a_database(verifier: Commands, arguments: tuple[str, ...]) -> None:
    verifier.refused("init", *arguments)
    assert not verifier.folder.exists()
    assert str(verifier.folder) in verifier.refused("list")


def test_a_name_is_corrected_by_a_command_and_the_rest_stays(folder: Path, verifier: Commands) -> None:
    assert "There is no profile in" in verifier.refused("init", "--correct", "--name", "Ani")
    assert not folder.exists()
    assert verifier("init", "--name", "Anni", "--role", "lead", "--region", "Papua")[0] == 0
    code, _, said = verifier("init", "--correct", "--name", "Ani Lestari")
    assert (code, "Ani Lestari: noted." in said) == (0, True)
    with opened(folder) as desk:
        owner = desk.ask(people.owner)
    assert owner is not None
    assert (owner.name, owner.role, owner.region) == ("Ani Lestari", "lead", "Papua")
    assert str(folder) in verifier.refused("init", "--correct", "--encrypt", "--name", "Ani")


async def test_escape_at_first_start_left_a_profile_that_listed_as_empty(folder: Path, verifier: Commands) -> None:
    async with at_work(folder) as ani:
        ani.sees("Selamat datang / Welcome")
        await ani.press("escape")
        assert ani.app.return_code == 0
    for arguments in (("list",), ("show", "32"), ("export",), ("trail", "--check"), ("round", "list"), ("agency", "list")):
        assert str(folder) in verifier.refused(*arguments)
    assert verifier("init", "--name", "Ani")[0] == 0
    assert verifier("list")[0] == 0


def test_a_database_that_nobody_owns_is_no_profile(folder: Path) -> None:
    opened(folder).close()
    assert refused(lambda: opened(folder, writing=False)).code == "profile.missing"


@pytest.mark.parametrize("is_made", [True, False], ids=["nobody's", "none"])
def test_a_command_that_changes_made_a_profile_that_nobody_founded(folder: Path, verifier: Commands, tmp_path: Path, is_made: bool) -> None:
    if is_made:
        opened(folder).close()
    listed = tmp_path / "list.csv"
    listed.write_text("Kode;Nama;Jenis\n99.99;Kabupaten Baru;kabupaten\n")
    for arguments in (("agency", "import", listed), ("round", "open", "2026-1")):
        assert str(folder) in verifier.refused(*arguments)
    assert (folder / driver.DATABASE).exists() is is_made


async def test_founding_in_a_gap_between_two_checklists_said_nothing(folder: Path, clock: StillClock) -> None:
    clock.moment = GAP
    async with at_work(folder, clock=clock) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s")
        ani.sees("Pekerjaan saya", WARNED)


async def test_founding_while_a_checklist_is_in_force_warns_of_nothing(folder: Path, clock: StillClock) -> None:
    async with at_work(folder, clock=clock) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s", "escape")
        ani.sees("Pekerjaan saya")
        ani.does_not_see("tidak berlaku")


@pytest.mark.parametrize(("day", "warns"), [(GAP.date(), True), (date(2023, 5, 9), False), (date(2026, 5, 9), False)])
def test_init_in_a_gap_between_two_checklists_said_nothing(
    verifier: Commands, monkeypatch: pytest.MonkeyPatch, day: date, warns: bool
) -> None:
    monkeypatch.setattr(people, "local_date", lambda _moment: day)
    code, out, said = verifier("init", "--name", "Ani", language="id")
    assert (code, out, WARNED in said, len(said.splitlines())) == (0, "", warns, 1 + warns)
