"""What a profile at a server does otherwise than one in its folder: nothing is read before it is asked, and keys alone lie here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.keyring import Keyring
from models.ledger import server
from screens.team_telling import POLICY
from screens.widgets.lines import Lines
from tests.driver import at_work
from tests.headquarters.kit import Headquarters
from tests.postgres import PASSWORD
from tests.tui.commands import Commands
from tests.tui.talking import talk

pytestmark = pytest.mark.slow


@pytest.fixture
def lina(hq: Headquarters, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Commands]:
    """Lina, whose settings name the database; its password stands elsewhere."""
    password = tmp_path / "pgpass"
    password.write_text(f"*:*:*:*:{PASSWORD}\n")
    password.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(password))
    folder = hq.folder / "lina"
    (folder / "verifier.toml").write_text(f'[database]\nurl = "postgresql+psycopg://lina@127.0.0.1:{hq.at.port}/{hq.database}"\n')
    yield Commands(folder, capsys)
    server.choose(folder, "")


def test_a_second_founding_replaced_the_key_of_whoever_was_there(lina: Commands) -> None:
    before = Keyring(lina.folder).public
    assert "There already is a profile" in lina.refused("init", "--name", "Lina")
    assert Keyring(lina.folder).public == before


def test_who_talks_line_by_line_was_asked_who_they_are_again(lina: Commands) -> None:
    said = talk(lina, "done")
    assert "Lina, team lead" in said
    assert "Welcome" not in said


def test_plain_commands_spoke_indonesian_to_everybody(lina: Commands) -> None:
    listed = ("--data-dir", lina.folder, "list")
    assert "Instansi" in lina.plain(*listed)[1]
    for _ in range(2):
        (lina.folder / "language").write_text("en\n")
        assert "Agency" in lina.plain(*listed)[1]
    assert "Instansi" in lina.plain(*listed)[1]


def test_who_changed_the_team_at_headquarters_was_told_to_hand_its_list_to_everybody(
    hq: Headquarters, lina: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    surya = Commands(hq.folder / "surya", capsys)
    address = f"postgresql+psycopg://surya@127.0.0.1:{hq.at.port}/{hq.database}"
    (surya.folder / "verifier.toml").write_text(f'[database]\nurl = "{address}"\n')
    try:
        code, _, said = surya("team", "policy", "--approver-issues", "yes")
    finally:
        server.choose(surya.folder, "")
    assert code == 0
    assert "holds at once for whoever works at this database" in said
    assert "hand it" not in said


async def test_the_screen_of_a_team_at_headquarters_told_to_hand_its_list_to_everybody(hq: Headquarters) -> None:
    folder = hq.folder / "surya"
    server.choose(folder, hq.at.url(hq.database, "surya"))
    async with at_work(folder, size=(140, 40)) as surya:
        await surya.press("t")
        surya.app.screen.query_one(Lines).move_to(POLICY)
        await surya.press("enter", "down", "enter")
        await surya.worked()
        surya.sees("langsung berlaku bagi semua yang bekerja pada basis data ini")


def test_who_was_let_in_after_the_backup_got_a_new_key_in_place_of_the_one_the_team_knows(hq: Headquarters, lina: Commands) -> None:
    before, known = Keyring(lina.folder).public, hq.person("lina")
    with hq.connected() as administrator:
        administrator.execute("UPDATE access SET person_id = '' WHERE role = 'lina'")
    assert lina("init", "--name", "Lina")[0] == 0
    assert (Keyring(lina.folder).public, hq.person("lina")) == (before, known)
