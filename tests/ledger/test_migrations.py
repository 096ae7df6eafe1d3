"""An older database comes to today's format whole, with everything in it found by the search."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from models.desk import rounds, searching, verifications
from models.desk.desk import opened
from models.ledger import driver
from models.ledger import migrations as package
from tests.desk.acts import contents
from tests.ledger.kit import Rows


@pytest.mark.parametrize("writing", [True, False])
def test_format_1_is_brought_to_today(older: Rows, folder: Path, writing: bool) -> None:
    with opened(folder, writing=writing) as desk:
        assert contents(desk) == older
        assert [line.day for line in desk.ask(rounds.lines)] == ["2023-05-09"]
        assert [hit.kind for hit in desk.ask(searching.find, "zamrud")] == ["verdict", "evidence", "note", "note"]
        assert desk.ask(verifications.every)[0].verdict == "V1"
    assert (folder / "backups" / "verifier-format-1.db").is_file()


def test_the_first_format_is_still_made_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "first.db"
    engine = create_engine("sqlite://", module=driver.MODULE, creator=lambda: driver.MODULE.connect(path), poolclass=NullPool)
    config = Config(attributes={"engine": engine})
    config.set_main_option("script_location", str(Path(package.__file__).parent))
    command.upgrade(config, "0001")
    connection = driver.MODULE.connect(path)
    assert {row[1] for row in connection.execute("PRAGMA table_info(round)")} == {"id", "checklist_digest", "opened_at"}
    connection.close()
